//! What this desktop did, in order, with what is needed to undo it; it outlives a restart.

use rusqlite::{OptionalExtension, Row, params};

use crate::error::StoreError;
use crate::store::{Tx, View};

/// An operation that can be undone or redone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its row.
    pub op: i64,
    /// Which use case.
    pub code: String,
    /// What it was about, for people.
    pub title: String,
    /// When, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// How to undo and redo it, as JSON; its form belongs to the use cases.
    pub change: String,
    /// Undone.
    pub undone: bool,
}

fn operation(row: &Row<'_>) -> rusqlite::Result<Operation> {
    let ms: i64 = row.get(3)?;
    Ok(Operation {
        op: row.get(0)?,
        code: row.get(1)?,
        title: row.get(2)?,
        ms: ms as u64,
        change: row.get(4)?,
        undone: row.get(5)?,
    })
}

impl Tx<'_> {
    /// Records an operation. What was undone before can no longer be redone.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_operation(&self, code: &str, title: &str, change: &str) -> Result<i64, StoreError> {
        self.transaction
            .execute("DELETE FROM operations WHERE undone = 1", [])?;
        let sql = "INSERT INTO operations (code, title, ms, change) VALUES (?1, ?2, ?3, ?4)";
        self.transaction
            .execute(sql, params![code, title, self.now_ms as i64, change])?;
        Ok(self.transaction.last_insert_rowid())
    }

    /// Forgets all operations: nothing before this can be undone.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn forget_operations(&self) -> Result<(), StoreError> {
        self.transaction.execute("DELETE FROM operations", [])?;
        Ok(())
    }

    /// Marks an operation as undone, or done again, with what takes it back from there.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn mark_operation(&self, op: i64, undone: bool, change: &str) -> Result<(), StoreError> {
        let sql = "UPDATE operations SET undone = ?2, change = ?3 WHERE op = ?1";
        self.transaction.execute(sql, params![op, undone, change])?;
        Ok(())
    }
}

impl View<'_> {
    /// What *undo* would undo: the last operation that is not undone.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn next_undo(&self) -> Result<Option<Operation>, StoreError> {
        let sql = "SELECT op, code, title, ms, change, undone FROM operations WHERE undone = 0 ORDER BY op DESC LIMIT 1";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([], operation)
            .optional()?)
    }

    /// What *redo* would do again: the first operation that is undone.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn next_redo(&self) -> Result<Option<Operation>, StoreError> {
        let sql = "SELECT op, code, title, ms, change, undone FROM operations WHERE undone = 1 ORDER BY op LIMIT 1";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row([], operation)
            .optional()?)
    }
}
