//! Text that is being typed: not yet sealed in a revision, but safe from a crash.

use rusqlite::params;

use crate::error::StoreError;
use crate::store::{Tx, View};

impl Tx<'_> {
    /// Keeps what is typed into a leaf of a record (JSON text).
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn put_draft(&self, record: &str, path: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO drafts (record, path, value, ms) VALUES (?1, ?2, ?3, ?4)";
        self.transaction.prepare_cached(sql)?.execute(params![
            record,
            path,
            value,
            self.now_ms as i64
        ])?;
        Ok(())
    }

    /// Forgets the draft of a leaf, or of all leaves under it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn drop_draft(&self, record: &str, path: &str) -> Result<(), StoreError> {
        let sql = "DELETE FROM drafts WHERE record = ?1 AND (path = ?2 OR substr(path, 1, length(?2) + 1) = ?2 || '/')";
        self.transaction
            .prepare_cached(sql)?
            .execute([record, path])?;
        Ok(())
    }
}

impl View<'_> {
    /// What is being typed into a record: path and value (JSON text).
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn drafts(&self, record: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT path, value FROM drafts WHERE record = ?1 ORDER BY path")?;
        let rows = statement.query_map([record], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
