//! What a backup needs of the database: a whole and compact copy at one moment, and a mark that changes with the content.

use std::path::Path;

use crate::error::StoreError;
use crate::store::{Store, View};

/// Stops a copy that is under way, from another thread.
pub struct Interrupter(rusqlite::InterruptHandle);

impl Interrupter {
    /// Stops it; the copy ends with an error.
    pub fn stop(&self) {
        self.0.interrupt();
    }
}

impl Store {
    /// Writes a whole copy of the database as it is at this moment, whoever else writes meanwhile. Nothing that was deleted
    /// is in it. The file must not exist yet.
    ///
    /// # Errors
    /// The copy cannot be written, or was interrupted.
    pub fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        self.view()
            .connection
            .execute("VACUUM INTO ?1", [target.to_string_lossy()])?;
        Ok(())
    }

    /// What stops [`Store::copy_to`] on this connection.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.view().connection.get_interrupt_handle())
    }
}

impl View<'_> {
    /// A text that is another one after anything worth a backup was written.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn content_mark(&self) -> Result<String, StoreError> {
        let sql = "SELECT (SELECT coalesce(max(rev), 0) FROM revisions) || ' ' || (SELECT count(*) FROM attachments) || ' ' ||
              (SELECT coalesce(max(imp), 0) FROM imports) || ' ' || (SELECT coalesce(max(sent), 0) FROM sent) || ' ' ||
              (SELECT coalesce(max(ms), 0) FROM drafts)";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }
}
