//! Integrity: check everything, or compute anew what is computed.

use essaim_store::CheckReport;

use crate::{OpError, Workspace, reference};

impl Workspace {
    /// Checks the file, every revision and attachment, and what is computed against a rebuild. Nothing is changed.
    ///
    /// # Errors
    /// The workspace cannot be read at all.
    pub fn check(&self) -> Result<CheckReport, OpError> {
        let report = self.writer().check(|tx| {
            tx.rebuild()?;
            reference::put(tx).map_err(|error| match error {
                OpError::Store(store) => store,
                other => essaim_store::StoreError::Body(other.to_string()),
            })
        })?;
        Ok(report)
    }

    /// Computes lists and index anew from the revisions.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub fn rebuild(&self) -> Result<(), OpError> {
        let now_ms = self.machine().clock.now_ms();
        self.writer().transaction(now_ms, |tx| {
            tx.rebuild()?;
            reference::put(tx)
        })
    }
}
