//! What is being typed: safe from a crash before it is sealed in a revision.

use crate::{OpError, Workspace};

impl Workspace {
    /// Keeps what is typed into a field of a record of ours.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub fn save_draft(
        &self,
        id: &str,
        path: &str,
        value: &serde_json::Value,
    ) -> Result<(), OpError> {
        let now_ms = self.machine().clock.now_ms();
        self.writer().transaction(now_ms, |tx| {
            Ok(tx.put_draft(id, path, &value.to_string())?)
        })
    }

    /// Forgets what was typed into a field.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub fn discard_draft(&self, id: &str, path: &str) -> Result<(), OpError> {
        let now_ms = self.machine().clock.now_ms();
        self.writer()
            .transaction(now_ms, |tx| Ok(tx.drop_draft(id, path)?))
    }

    /// What was being typed into a record when the program last ended, field by field.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn drafts(&self, id: &str) -> Result<Vec<(String, serde_json::Value)>, OpError> {
        let drafts = self.reader().view().drafts(id)?;
        Ok(drafts
            .into_iter()
            .filter_map(|(path, json)| Some((path, serde_json::from_str(&json).ok()?)))
            .collect())
    }
}
