//! The edge without Tauri: wire types, conversions, errors, tags, bindings.
