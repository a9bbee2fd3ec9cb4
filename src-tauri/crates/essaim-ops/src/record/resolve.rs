//! Settles a conflict: one of the values that stand side by side is chosen, by a write that has seen both.

use essaim_model::document::Change;
use essaim_model::{DeviceId, Path};

use super::write::own_record;
use crate::transact::{Mutation, Op};
use crate::{OpError, Workspace};

impl Workspace {
    /// Chooses the value that a desktop wrote.
    ///
    /// # Errors
    /// There is no such conflict or value, or the record is not ours.
    pub fn resolve(&self, id: &str, path: &str, device: DeviceId) -> Result<Mutation<()>, OpError> {
        self.transact(Op::ConflictResolved, |session| {
            let record = own_record(session, id)?;
            let state = session.view().state(record.rec)?.unwrap_or_default();
            let not_found = || OpError::NotFound(format!("{id} {path}"));
            let conflict = state
                .conflicts(session.tx_now())
                .into_iter()
                .find(|conflict| conflict.path.as_str() == path);
            let values = conflict.ok_or_else(not_found)?.values;
            let chosen = values
                .into_iter()
                .find(|value| value.stamp.device == device)
                .ok_or_else(not_found)?;
            let path = Path::new(path).ok_or_else(not_found)?;
            session.write(&record, &[Change::Set(path, chosen.value)])?;
            let title = session
                .view()
                .entry(record.rec)?
                .map(|entry| entry.title)
                .unwrap_or_default();
            Ok(((), title))
        })
    }
}
