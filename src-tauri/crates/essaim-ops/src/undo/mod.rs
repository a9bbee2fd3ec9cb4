//! Undo and redo: they append, they never take away. What each operation changed is kept with it and outlives a restart.

mod step;

use std::collections::BTreeMap;

use essaim_model::document::Change;
use essaim_model::{Leaves, Path, RecordId, Value};
use essaim_revision::{Conflict, StampedValue};
use serde::{Deserialize, Serialize};

/// How to take an operation back, and do it again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Undo {
    records: Vec<RecordChange>,
}

/// What an operation did to one record of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordChange {
    /// Its id.
    pub(crate) id: RecordId,
    /// It was created: undo puts it in the trash.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) created: bool,
    /// The leaves that changed: what they held before and after, absent where there was nothing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) leaves: BTreeMap<Path, (Option<Value>, Option<Value>)>,
    /// The questions that it settled: undo puts them again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) settled: Vec<Settled>,
}

/// A question that an operation settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Settled {
    /// The leaf.
    pub(crate) path: Path,
    /// The value that was displayed before.
    pub(crate) before: Value,
    /// What stood there with who wrote it when, that value among them.
    #[serde(rename = "others")]
    pub(crate) stood: Vec<StampedValue>,
    /// What was written.
    pub(crate) after: Option<Value>,
}

impl RecordChange {
    pub(crate) fn created(id: &RecordId) -> Self {
        Self {
            id: id.clone(),
            created: true,
            leaves: BTreeMap::new(),
            settled: Vec::new(),
        }
    }

    /// A truth value that turned from `before` to `after`.
    pub(crate) fn flag(id: &RecordId, name: &str, before: bool, after: bool) -> Self {
        let turned = (Some(Value::Flag(before)), Some(Value::Flag(after)));
        let leaves = Path::new(name)
            .map(|path| (path, turned))
            .into_iter()
            .collect();
        Self {
            id: id.clone(),
            created: false,
            leaves,
            settled: Vec::new(),
        }
    }

    pub(crate) fn between(id: &RecordId, before: &Leaves, after: &Leaves) -> Self {
        let differing = before
            .keys()
            .chain(after.keys())
            .filter(|path| before.get(*path) != after.get(*path));
        let leaves = differing.map(|path| {
            (
                path.clone(),
                (before.get(path).cloned(), after.get(path).cloned()),
            )
        });
        Self {
            id: id.clone(),
            created: false,
            leaves: leaves.collect(),
            settled: Vec::new(),
        }
    }

    /// The same, with the questions that the changes settled, each no longer among the plain leaves.
    pub(crate) fn with_settled(
        mut self,
        open: &[Conflict],
        changes: &[Change],
        after: &Leaves,
    ) -> Self {
        let settled = open
            .iter()
            .filter(|question| changes.iter().any(|change| settles(change, &question.path)));
        for question in settled {
            let Some(displayed) = question.values.first() else {
                continue;
            };
            self.leaves.remove(&question.path);
            let stood = question.values.iter();
            let stood = stood.filter(|one| *one == displayed || one.value != displayed.value);
            self.settled.push(Settled {
                path: question.path.clone(),
                before: displayed.value.clone(),
                stood: stood.cloned().collect(),
                after: after.get(&question.path).cloned(),
            });
        }
        self
    }
}

/// Whether a change answers the question at a leaf: it writes or drops it, or deletes or revives the item that it is about.
fn settles(change: &Change, question: &Path) -> bool {
    match change {
        Change::Set(path, _) => {
            let revived = question.tombstone_of();
            path == question || revived.is_some_and(|item| path.is_under(item))
        }
        Change::Drop(path) => path == question,
        Change::DeleteItem(item) => question.is_under(item),
    }
}

impl Undo {
    pub(crate) fn push(&mut self, change: RecordChange) {
        if change.created || !change.leaves.is_empty() || !change.settled.is_empty() {
            self.records.push(change);
        }
    }

    /// Adds what another transaction did after this one.
    pub(crate) fn append(&mut self, later: Undo) {
        self.records.extend(later.records);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    pub(crate) fn to_json(&self) -> String {
        // Text keys and values of our own: nothing that JSON cannot write.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(crate) fn from_json(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }
}
