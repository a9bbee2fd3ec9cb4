//! The open workspace: a connection to read from, and transactions to write in.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::error::StoreError;
use crate::organisations::Author;

/// An open workspace.
pub struct Store {
    connection: Connection,
    folder: PathBuf,
}

/// Reads of one connection; inside a transaction it sees what the transaction wrote.
#[derive(Clone, Copy)]
pub struct View<'c> {
    pub(crate) connection: &'c Connection,
}

/// One transaction: all of it or nothing.
pub struct Tx<'c> {
    pub(crate) transaction: Transaction<'c>,
    pub(crate) now_ms: u64,
    pub(crate) author: Cell<Option<Author>>,
}

impl Store {
    pub(crate) fn new(connection: Connection, folder: PathBuf) -> Self {
        Self { connection, folder }
    }

    /// The workspace's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads.
    pub fn view(&self) -> View<'_> {
        View {
            connection: &self.connection,
        }
    }

    /// Runs `work` in one transaction at the time `now_ms`; an error leaves everything as it was.
    ///
    /// # Errors
    /// The error of `work`, or the store's when the transaction cannot begin or commit.
    pub fn transaction<T, E: From<StoreError>>(
        &mut self,
        now_ms: u64,
        work: impl FnOnce(&Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let begun = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate);
        let tx = Tx {
            transaction: begun.map_err(StoreError::from)?,
            now_ms,
            author: Cell::default(),
        };
        let value = work(&tx)?;
        tx.transaction.commit().map_err(StoreError::from)?;
        Ok(value)
    }

    /// Holds what this connection sees from now on, until it is dropped: many reads agree with each other, and none of them
    /// has to ask for the file again. Only for a connection of one's own.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn hold(&self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("BEGIN")?)
    }

    /// Whether another connection has written since this was last asked: a number that changes when it has.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// Copies what the log holds into the database and empties the log, after much was written.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }
}

impl Tx<'_> {
    /// Reads what the transaction has written so far.
    pub fn view(&self) -> View<'_> {
        View {
            connection: &self.transaction,
        }
    }

    /// Keeps a value of the workspace's own under a name.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_meta(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2)
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.transaction
            .prepare_cached(sql)?
            .execute([key, value])?;
        Ok(())
    }
}

impl View<'_> {
    /// A value of the workspace's own.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    /// Reads a little of each table's root, so that a damaged file is refused at the door.
    pub(crate) fn head_is_readable(&self) -> Result<(), StoreError> {
        let sql = "SELECT (SELECT count(*) FROM meta), (SELECT max(rev) FROM revisions), (SELECT max(rec) FROM entries)";
        self.connection.query_row(sql, [], |_| Ok(()))?;
        Ok(())
    }
}
