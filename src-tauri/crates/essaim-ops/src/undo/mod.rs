//! Undo and redo: they append, they never take away. What each operation changed is kept with it and outlives a restart.

mod step;

use std::collections::BTreeMap;

use essaim_model::{Leaves, Path, RecordId, Value};
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
}

impl RecordChange {
    pub(crate) fn created(id: &RecordId) -> Self {
        Self {
            id: id.clone(),
            created: true,
            leaves: BTreeMap::new(),
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
        }
    }
}

impl Undo {
    pub(crate) fn push(&mut self, change: RecordChange) {
        if change.created || !change.leaves.is_empty() {
            self.records.push(change);
        }
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
