//! The leaf that says what a record was made from: which record, whose, at which revision.

use essaim_model::{Leaves, Path, RecordId, RevisionHash, Value};
use essaim_store::{RecordKey, RecordRef, View};

use crate::OpError;

/// What an adaptation does not take over: where it lay, who may be written to, what its author vouched for.
pub(super) const NOT_TAKEN: [&str; 6] = [
    "sample",
    "trashed",
    "project",
    "verified_on",
    "contact",
    "provenance_note",
];

/// What a record was made from.
pub(super) struct Origin {
    pub(super) key: RecordKey,
    pub(super) revision: RevisionHash,
}

/// Reads it from the leaves of a record.
pub(super) fn read(leaves: &Leaves) -> Option<Origin> {
    let origin = leaves.get("adapted_from")?;
    let text = |name: &str| origin.member(name)?.as_text();
    Some(Origin {
        key: RecordKey {
            owner: text("owner")?.parse().ok()?,
            id: RecordId::new(text("record")?).ok()?,
        },
        revision: text("revision")?.parse().ok()?,
    })
}

/// The leaf for a record that is made from `source` as it stands.
pub(super) fn of(view: &View<'_>, source: &RecordRef) -> Result<Leaves, OpError> {
    let revision = view
        .head_hashes(source.rec)?
        .first()
        .map(ToString::to_string)
        .unwrap_or_default();
    let value = Value::of([
        ("record", source.key.id.as_str().into()),
        ("owner", source.key.owner.to_string().into()),
        ("revision", revision.into()),
    ]);
    Ok(Path::new("adapted_from")
        .into_iter()
        .map(|path| (path, value.clone()))
        .collect())
}
