//! The history of a record: which fields changed, from what to what, who and when.

use essaim_model::{DeviceId, Leaves, Path, RevisionHash, Value, schema};

use super::show::find;
use crate::{OpError, Workspace};

/// One revision of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its hash.
    pub revision: RevisionHash,
    /// When, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// The desktop that wrote it.
    pub device: DeviceId,
    /// Who sits there, when it is a desktop of ours.
    pub person: Option<String>,
    /// What it changed.
    pub changes: Vec<HistoryChange>,
}

/// One leaf that a revision changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryChange {
    /// The leaf.
    pub path: Path,
    /// Its field's label, when this version knows it.
    pub label: Option<schema::Label>,
    /// What its field holds, when this version knows it.
    pub ty: Option<schema::FieldType>,
    /// What was there before.
    pub before: Option<Value>,
    /// What is there since.
    pub after: Option<Value>,
}

impl Workspace {
    /// The history of a record, newest first.
    ///
    /// # Errors
    /// There is no such record, or the workspace cannot be read.
    pub fn history(&self, id: &str) -> Result<Vec<HistoryEntry>, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let (kind, rows) = {
            let store = self.reader();
            let record = find(&store.view(), id)?;
            (record.kind.clone(), store.view().history(record.rec)?)
        };
        let mut entries = Vec::with_capacity(rows.len());
        let mut before = Leaves::new();
        for row in rows {
            let after = row.body.state.displayed(now_ms);
            let person =
                Some(self.agent(row.body.device)?.person).filter(|person| !person.is_empty());
            entries.push(HistoryEntry {
                revision: row.hash,
                ms: row.body.clock.ms,
                device: row.body.device,
                person,
                changes: changes(&kind, &before, &after),
            });
            before = after;
        }
        entries.reverse();
        Ok(entries)
    }
}

/// The leaves that differ, in the order of their paths; order keys and tombstones are left out.
pub(crate) fn changes(kind: &str, before: &Leaves, after: &Leaves) -> Vec<HistoryChange> {
    let field = |path: &Path| schema::kind(kind).and_then(|kind| kind.field_at(path));
    let paths: std::collections::BTreeSet<&Path> = before.keys().chain(after.keys()).collect();
    paths
        .into_iter()
        .filter(|path| before.get(*path) != after.get(*path))
        .filter(|path| !path.as_str().ends_with("/order") && path.tombstone_of().is_none())
        .map(|path| HistoryChange {
            path: path.clone(),
            label: field(path).map(|field| field.label),
            ty: field(path).map(|field| field.ty),
            before: before.get(path).cloned(),
            after: after.get(path).cloned(),
        })
        .collect()
}
