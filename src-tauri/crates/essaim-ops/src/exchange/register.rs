//! The register of exchanges: what was received and sent, and undoing an import weeks later.

use essaim_store::{Import, Sent};

use super::apply::set_hidden;
use crate::sender::Sender;
use crate::transact::{Mutation, Op};
use crate::{OpError, Tag, Workspace};

/// An import of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// The import.
    pub import: Import,
    /// Who sent it.
    pub sender: Sender,
    /// How many records were new, updated, known, in conflict, and how many parts refused.
    pub counts: [u32; 5],
}

impl Workspace {
    /// What was received, newest first.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn imports(&self) -> Result<Vec<Register>, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let view = store.view();
        let mut register = Vec::new();
        for import in view.imports()? {
            let sender = crate::sender::card(&view, import.sender, now_ms)?;
            register.push(Register {
                counts: counts(&import.report),
                sender,
                import,
            });
        }
        Ok(register)
    }

    /// What was sent, newest first.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn sent(&self) -> Result<Vec<Sent>, OpError> {
        Ok(self.reader().view().sent()?)
    }

    /// Undoes an import, whenever it was: what it alone brought no longer counts.
    ///
    /// # Errors
    /// There is no such import, or the workspace cannot be written.
    pub fn hide_import(&self, id: &str) -> Result<Mutation<()>, OpError> {
        self.decide_on_import(id, true)
    }

    /// Makes an import that was undone count again.
    ///
    /// # Errors
    /// There is no such import, or the workspace cannot be written.
    pub fn show_import(&self, id: &str) -> Result<Mutation<()>, OpError> {
        self.decide_on_import(id, false)
    }

    fn decide_on_import(&self, id: &str, hidden: bool) -> Result<Mutation<()>, OpError> {
        self.transact(Op::ImportDecided, |session| {
            let import = session
                .view()
                .import(id)?
                .ok_or_else(|| OpError::NoImport(id.to_owned()))?;
            if import.hidden != hidden {
                set_hidden(session, &import.bundle, hidden)?;
            }
            for kind in ["solution", "programme"] {
                session.tag(Tag::Records(kind.to_owned()));
            }
            session.tag(Tag::Exchanges);
            Ok(((), import.file_name))
        })
    }
}

/// The counts of a report: new, updated, known, in conflict, refused.
pub(super) fn counts(report: &str) -> [u32; 5] {
    let report: serde_json::Value = serde_json::from_str(report).unwrap_or_default();
    let count = |i: usize| {
        report["counts"][i]
            .as_u64()
            .and_then(|n| u32::try_from(n).ok())
            .unwrap_or(0)
    };
    std::array::from_fn(count)
}
