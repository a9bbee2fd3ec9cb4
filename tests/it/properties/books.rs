//! Who wrote and who removed what, kept as plain sets without any arithmetic of stamps: what the store is compared with.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::document::Change;
use essaim_model::{Path, Value};
use essaim_revision::{Clock, Stamp};

/// A leaf as one revision wrote it.
pub(super) type Dot = (Stamp, Path);

/// Who wrote and who removed what.
#[derive(Debug, Clone, Default)]
pub(super) struct Book {
    pub(super) written: BTreeMap<Dot, (Clock, Value)>,
    pub(super) removed: BTreeSet<Dot>,
}

impl Book {
    pub(super) fn learn(&mut self, other: &Book) {
        let written = other
            .written
            .iter()
            .map(|(dot, what)| (dot.clone(), what.clone()));
        self.written.extend(written);
        self.removed.extend(other.removed.iter().cloned());
    }

    fn remove(&mut self, gone: impl Fn(&Path) -> bool) {
        let gone = self.written.keys().filter(|(_, path)| gone(path)).cloned();
        self.removed.extend(gone.collect::<Vec<_>>());
    }

    /// What nobody who knew it has removed.
    pub(super) fn left(&self) -> BTreeMap<Dot, (Clock, Value)> {
        let mut left = self.written.clone();
        left.retain(|dot, _| !self.removed.contains(dot));
        left
    }

    /// Keeps the books of one change: what its author knew of, and what it takes the place of.
    pub(super) fn note(&mut self, stamp: Stamp, clock: Clock, change: &Change) {
        match change {
            Change::Set(path, value) => {
                self.remove(|leaf| {
                    let tombstone = leaf.as_str().strip_suffix("/~");
                    leaf == path || tombstone.is_some_and(|item| path.is_under(item))
                });
                self.write(stamp, clock, path.clone(), value.clone());
            }
            Change::Drop(path) => self.remove(|leaf| leaf == path),
            Change::DeleteItem(item) => {
                self.remove(|leaf| leaf.is_under(item));
                let tombstone = Path::new(format!("{item}/~")).expect("a path");
                self.write(stamp, clock, tombstone, Value::Flag(true));
            }
        }
    }

    fn write(&mut self, stamp: Stamp, clock: Clock, path: Path, value: Value) {
        let dot = (stamp, path);
        self.removed.remove(&dot);
        self.written.insert(dot, (clock, value));
    }
}
