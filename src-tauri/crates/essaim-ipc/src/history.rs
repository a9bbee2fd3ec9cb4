//! The history of a record, revision by revision, field by field.

use essaim_ops::Workspace;
use essaim_ops::record::HistoryChange;
use serde::Serialize;
use specta::Type;

use crate::value::moment;
use crate::{Answer, JsonValue, Label};

/// One revision.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct HistoryEntry {
    /// Its hash.
    pub revision: String,
    /// When.
    pub at: String,
    /// Who, when a desktop of ours wrote it.
    pub person: Option<String>,
    /// On which desktop.
    pub device: String,
    /// What it changed.
    pub changes: Vec<FieldChange>,
}

/// A leaf that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct FieldChange {
    /// The leaf.
    pub path: String,
    /// Its field's label.
    pub label: Label,
    /// Before; null where there was nothing.
    pub before: JsonValue,
    /// Since; null where nothing is left.
    pub after: JsonValue,
}

impl From<HistoryChange> for FieldChange {
    fn from(change: HistoryChange) -> Self {
        Self {
            label: Label::of_leaf(change.label, &change.path),
            path: change.path.to_string(),
            before: change.before.into(),
            after: change.after.into(),
        }
    }
}

/// The history of a record, newest first.
///
/// # Errors
/// There is no such record.
pub fn record_history(workspace: &Workspace, id: &str) -> Answer<Vec<HistoryEntry>> {
    let entries = workspace.history(id)?.into_iter();
    Ok(entries
        .map(|entry| HistoryEntry {
            revision: entry.revision.to_string(),
            at: moment(entry.ms),
            person: entry.person,
            device: entry.device.to_string(),
            changes: entry.changes.into_iter().map(Into::into).collect(),
        })
        .collect())
}
