//! Opens a workspace, or says why not without touching it.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::StoreError;
use crate::migrate::{self, APPLICATION_ID};
use crate::store::Store;

/// The database's file name inside the workspace.
pub(crate) const DATABASE: &str = "essaim.db";

impl Store {
    /// Makes an empty workspace in a folder that holds none.
    ///
    /// # Errors
    /// There is one already, or the folder cannot be written.
    pub fn create(folder: &Path) -> Result<Store, StoreError> {
        let database = folder.join(DATABASE);
        if database.exists() {
            return Err(StoreError::AlreadyThere(folder.to_owned()));
        }
        std::fs::create_dir_all(folder)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let store = connect(folder, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        // The file's head is what tells another program that this is a workspace: it must not stand in the log only.
        store.checkpoint()?;
        Ok(store)
    }

    /// Whether there is a workspace in that folder, readable or not.
    pub fn is_there(folder: &Path) -> bool {
        folder.join(DATABASE).exists()
    }

    /// Opens the workspace of a folder, upgrading its schema when it is older.
    ///
    /// # Errors
    /// Nothing is touched when the file is missing, foreign, too recent, damaged, locked or cannot be written.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        let database = folder.join(DATABASE);
        if !database.exists() {
            return Err(StoreError::Missing(folder.to_owned()));
        }
        inspect(&database)?;
        connect(
            folder,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
    }

    /// Another connection to an open workspace, for reading beside the one that writes.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn reader(&self) -> Result<Store, StoreError> {
        connect(
            self.folder(),
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )
    }
}

/// Looks at the file without writing: is it ours, and of a version we know?
fn inspect(database: &Path) -> Result<(), StoreError> {
    if std::fs::metadata(database)?.permissions().readonly() {
        return Err(StoreError::ReadOnly);
    }
    let mut head = [0; 100];
    let read = std::io::Read::read_exact(&mut std::fs::File::open(database)?, &mut head);
    if read.is_err() || &head[..16] != b"SQLite format 3\0" {
        return Err(StoreError::NotAWorkspace);
    }
    let word = |at: usize| {
        let bytes = [head[at], head[at + 1], head[at + 2], head[at + 3]];
        i64::from(u32::from_be_bytes(bytes))
    };
    let known = migrate::MIGRATIONS.len() as i64;
    match (word(68), word(60)) {
        (APPLICATION_ID, version) if version > known => {
            return Err(StoreError::TooRecent {
                found: version,
                known,
            });
        }
        (APPLICATION_ID, _) => {}
        _ => return Err(StoreError::NotAWorkspace),
    }
    let page = match word(16) >> 16 {
        1 => 65536,
        size => size,
    };
    // The file's header counts its pages where its two counters of changes agree.
    let expected = if word(24) == word(92) {
        page * word(28)
    } else {
        0
    };
    whole(database, expected as u64)
}

/// Whether the file has the length that it says it has. While a log lies beside it, the rest may be in there.
fn whole(database: &Path, expected: u64) -> Result<(), StoreError> {
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    let logged = std::fs::metadata(log).is_ok_and(|log| log.len() > 0);
    let length = std::fs::metadata(database)?.len();
    if length < expected && !logged {
        let told = format!("it has {length} bytes of {expected}");
        return Err(StoreError::Corrupt(told));
    }
    Ok(())
}

fn connect(folder: &Path, flags: OpenFlags) -> Result<Store, StoreError> {
    let database = folder.join(DATABASE);
    let mut connection = Connection::open_with_flags(&database, flags)?;
    // Nobody holds the whole file for long but a program that does not share it: that is told soon.
    connection.busy_timeout(Duration::from_secs(2))?;
    // For a new file only: a sheet takes some two or three thousand bytes, of which half a page of 4096 would stay empty.
    connection.pragma_update(None, "page_size", 8192)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.query_row("PRAGMA schema_version", [], |_| Ok(()))?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON; PRAGMA cache_size = -24000; PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000;",
    )?;
    // A plan made once serves every value: otherwise some statements are compiled anew each time one is bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    migrate::migrate(&mut connection, &database)?;
    let mut store = Store::new(connection, folder.to_owned());
    store.view().head_is_readable()?;
    store.derive_anew()?;
    Ok(store)
}
