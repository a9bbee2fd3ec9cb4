//! Adapting: a received sheet or a sample becomes one of ours, and says what it comes from.

use essaim_model::{Leaves, Path, RecordId, Value};
use essaim_store::{RecordRef, View};

use crate::record::{find, leaves_of};
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
            let mut leaves = leaves_of(&view, &source, session.tx_now())?;
            let gone = [
                "sample",
                "trashed",
                "project",
                "verified_on",
                "contact",
                "provenance_note",
            ];
            leaves.retain(|path, _| {
                !gone.iter().any(|name| path.is_under(name)) && path.tombstone_of().is_none()
            });
            leaves.extend(origin(&view, &source)?);
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

/// The leaf that says what a record was made from.
pub(super) fn origin(view: &View<'_>, source: &RecordRef) -> Result<Leaves, OpError> {
    let revision = view
        .head_hashes(source.rec)?
        .first()
        .map(ToString::to_string)
        .unwrap_or_default();
    let members = [
        ("record", source.key.id.to_string()),
        ("owner", source.key.owner.to_string()),
        ("revision", revision),
    ];
    let value = Value::Map(
        members
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.into()))
            .collect(),
    );
    Ok(Path::new("adapted_from")
        .into_iter()
        .map(|path| (path, value.clone()))
        .collect())
}
