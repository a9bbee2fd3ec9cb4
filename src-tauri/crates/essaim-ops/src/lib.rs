//! The use cases: noun folder, verb file; transact, undo, import, export, search.
