//! The trash: nothing is deleted, and everything comes back.

use essaim_model::document::Change;
use essaim_model::{Path, Value};
use essaim_store::{Column, Entry, Filter};

use super::write::own_record;
use crate::transact::{Mutation, Op};
use crate::{OpError, Workspace};

impl Workspace {
    /// Puts a record of ours in the trash.
    ///
    /// # Errors
    /// It is not ours, or the workspace cannot be written.
    pub fn trash(&self, id: &str) -> Result<Mutation<()>, OpError> {
        self.set_trashed(id, true, Op::RecordTrashed)
    }

    /// Takes a record of ours out of the trash.
    ///
    /// # Errors
    /// It is not ours, or the workspace cannot be written.
    pub fn restore(&self, id: &str) -> Result<Mutation<()>, OpError> {
        self.set_trashed(id, false, Op::RecordRestored)
    }

    /// What lies in the trash, the last written first.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn trashed(&self) -> Result<Vec<Entry>, OpError> {
        let filter = Filter {
            trashed: true,
            ..Filter::default()
        };
        Ok(self
            .reader()
            .view()
            .list(&filter, Column::Updated, true, 0, 10_000)?
            .items)
    }

    fn set_trashed(&self, id: &str, trashed: bool, op: Op) -> Result<Mutation<()>, OpError> {
        self.transact(op, |session| {
            let record = own_record(session, id)?;
            let entry = session
                .view()
                .entry(record.rec)?
                .ok_or_else(|| OpError::NotFound(id.to_owned()))?;
            if entry.trashed != trashed {
                let path = Path::new("trashed").ok_or_else(|| OpError::NotFound(id.to_owned()))?;
                session.write(&record, &[Change::Set(path, Value::Flag(trashed))])?;
            }
            Ok(((), entry.title))
        })
    }
}
