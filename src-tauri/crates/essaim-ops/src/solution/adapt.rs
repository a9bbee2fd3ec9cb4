//! Adapting: a received sheet or a sample becomes one of ours, and says what it comes from.

use essaim_model::RecordId;

use super::origin::{self, NOT_TAKEN};
use crate::record::{find, leaves_of, refuse_apart};
use crate::transact::{Mutation, Op};
use crate::{OpError, Workspace};

impl Workspace {
    /// Makes a sheet of our own from any sheet. Gives its id.
    ///
    /// # Errors
    /// There is no such sheet, or the workspace cannot be written.
    pub fn adapt(&self, id: &str) -> Result<Mutation<String>, OpError> {
        self.transact(Op::SolutionAdapted, |session| {
            let view = session.view();
            let source = find(&view, id)?;
            if source.kind != "solution" {
                return Err(OpError::WrongKind {
                    id: id.to_owned(),
                    wanted: "solution",
                });
            }
            refuse_apart(&source, id)?;
            let mut leaves = leaves_of(&view, &source, session.tx_now())?;
            leaves.retain(|path, _| {
                !NOT_TAKEN.iter().any(|name| path.is_under(name)) && path.tombstone_of().is_none()
            });
            leaves.extend(origin::of(&view, &source)?);
            let title = essaim_model::projection::title(&leaves);
            let new = self.machine().record_id();
            session.create(
                "solution",
                RecordId::new(new.clone()).map_err(|_| OpError::NotFound(id.to_owned()))?,
                leaves,
            )?;
            Ok((new, title))
        })
    }
}
