//! Why the workspace could not be read or written.

/// An error of the store. Each has its own message and next action at the edge.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no workspace in that folder.
    #[error("there is no workspace in {0}")]
    Missing(std::path::PathBuf),
    /// There is one already.
    #[error("there already is a workspace in {0}")]
    AlreadyThere(std::path::PathBuf),
    /// The file is not an Essaim database.
    #[error("the file is not an Essaim database")]
    NotAWorkspace,
    /// Written by a later version of the program.
    #[error("written by a later version of the program (schema {found}, this one knows {known})")]
    TooRecent {
        /// The file's schema version.
        found: i64,
        /// The highest this program knows.
        known: i64,
    },
    /// The file is damaged.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// The file or folder cannot be written.
    #[error("the workspace cannot be written")]
    ReadOnly,
    /// Another program holds the file.
    #[error("another program holds the database")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// What the caller computed is for an older state.
    #[error("the workspace has changed since")]
    Changed,
    /// A file operation failed.
    #[error("a file could not be read or written: {0}")]
    Io(std::io::Error),
    /// A stored body cannot be rebuilt exactly.
    #[error("a stored revision cannot be rebuilt: {0}")]
    Body(String),
    /// Any other answer of SQLite.
    #[error("database: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::*;
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => StoreError::Busy,
            Some(DiskFull) => StoreError::DiskFull,
            Some(DatabaseCorrupt) => StoreError::Corrupt(error.to_string()),
            Some(NotADatabase) => StoreError::NotAWorkspace,
            Some(ReadOnly | CannotOpen | PermissionDenied) => StoreError::ReadOnly,
            _ => StoreError::Sqlite(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                StoreError::DiskFull
            }
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly
            }
            _ => StoreError::Io(error),
        }
    }
}
