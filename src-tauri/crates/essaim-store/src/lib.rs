//! SQLite: open, migrate, revisions in, derived tables out. All SQL lives here.
