//! The state of a record: every surviving write with its stamp, and the vector of what has been seen. `join` merges two.
//!
//! Laws (held by property tests): join is commutative, associative and idempotent; a write is lost only where someone who
//! had seen it wrote again.

use std::collections::BTreeMap;

use essaim_model::document::Change;
use essaim_model::path::TOMBSTONE;
use essaim_model::{DeviceId, Leaves, Path, Value};
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::question::{all_beside, any_beside, stands_beside};

/// Names one revision of one desktop: its device and that device's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// The desktop.
    pub device: DeviceId,
    /// Counted by the desktop over all records, from 1.
    pub n: u64,
}

/// What survives of the leaves that one revision wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Write {
    /// When it was written.
    pub clock: Clock,
    /// The leaves, never empty in a state.
    pub leaves: BTreeMap<Path, Value>,
}

/// The state of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// For each desktop, the highest number seen.
    pub vector: BTreeMap<DeviceId, u64>,
    /// Surviving writes by stamp.
    pub writes: BTreeMap<Stamp, Write>,
}

/// A value with who wrote it when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StampedValue {
    /// Who.
    pub stamp: Stamp,
    /// When.
    pub clock: Clock,
    /// What.
    pub value: Value,
}

/// A leaf for which two desktops wrote different values without having seen the other's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The leaf, or the item's tombstone where one deleted what another edited.
    pub path: Path,
    /// The values, the displayed one first.
    pub values: Vec<StampedValue>,
}

impl State {
    /// The record after one revision: each change replaces what this state held, with one new stamp.
    pub fn apply(&self, stamp: Stamp, clock: Clock, changes: &[Change]) -> State {
        let mut next = self.clone();
        let mut written = BTreeMap::new();
        for change in changes {
            match change {
                Change::Set(path, value) => {
                    let gone = |leaf: &Path| revives(path, leaf) || is_beside(leaf, path);
                    next.forget(|leaf| leaf == path || gone(leaf));
                    written.retain(|leaf, _| !gone(leaf));
                    written.insert(path.clone(), value.clone());
                }
                Change::Drop(path) => {
                    next.forget(|leaf| leaf == path || is_beside(leaf, path));
                    written.retain(|leaf, _| leaf != path && !is_beside(leaf, path));
                }
                Change::DeleteItem(item) => {
                    next.forget(|leaf| is_of(leaf, item));
                    written.retain(|leaf: &Path, _| !is_of(leaf, item));
                    written.extend(
                        Path::new(format!("{item}/{TOMBSTONE}"))
                            .map(|path| (path, Value::Flag(true))),
                    );
                }
            }
        }
        next.writes.retain(|_, write| !write.leaves.is_empty());
        next.vector.insert(stamp.device, stamp.n);
        if !written.is_empty() {
            next.writes.insert(
                stamp,
                Write {
                    clock,
                    leaves: written,
                },
            );
        }
        next
    }

    fn forget(&mut self, gone: impl Fn(&Path) -> bool) {
        for write in self.writes.values_mut() {
            write.leaves.retain(|leaf, _| !gone(leaf));
        }
    }

    /// What both states know together.
    pub fn join(&self, other: &State) -> State {
        let mut joined = State {
            vector: self.vector.clone(),
            writes: BTreeMap::new(),
        };
        for (device, n) in &other.vector {
            let known = joined.vector.entry(*device).or_default();
            *known = (*known).max(*n);
        }
        self.survivors(other, &mut joined.writes);
        other.survivors(self, &mut joined.writes);
        joined
    }

    /// A write survives if the other state has it too, or has never seen it.
    fn survivors(&self, other: &State, into: &mut BTreeMap<Stamp, Write>) {
        for (stamp, write) in &self.writes {
            let unseen = other.seen(stamp.device) < stamp.n;
            let theirs = other.writes.get(stamp);
            let kept = write
                .leaves
                .iter()
                .filter(|(path, _)| unseen || theirs.is_some_and(|w| w.leaves.contains_key(*path)));
            for (path, value) in kept {
                let merged = into.entry(*stamp).or_insert_with(|| Write {
                    clock: write.clock,
                    leaves: BTreeMap::new(),
                });
                merged.clock = merged.clock.max(write.clock);
                let slot = merged
                    .leaves
                    .entry(path.clone())
                    .or_insert_with(|| value.clone());
                if value > slot {
                    *slot = value.clone();
                }
            }
        }
    }

    /// Whether joining this state to `other` would add nothing: all of it is there, or was seen and rewritten there.
    /// A partial order, whatever the states claim; where revisions are honest it is *the one has seen the other*.
    pub fn is_within(&self, other: &State) -> bool {
        let vector_is = |(device, n): (&DeviceId, &u64)| other.seen(*device) >= *n;
        if !self.vector.iter().all(vector_is) {
            return false;
        }
        // What the other holds of what this one has seen, this one must hold too: else it has rewritten it.
        let mut seen = other
            .writes
            .iter()
            .filter(|(stamp, _)| self.covers(**stamp));
        seen.all(|(stamp, theirs)| {
            self.writes.get(stamp).is_some_and(|ours| {
                let held = |(path, value): (&Path, &Value)| {
                    ours.leaves.get(path).is_some_and(|mine| mine <= value)
                };
                ours.clock <= theirs.clock && theirs.leaves.iter().all(held)
            })
        })
    }

    /// The highest number seen of a desktop; 0 when none.
    pub fn seen(&self, device: DeviceId) -> u64 {
        self.vector.get(&device).copied().unwrap_or(0)
    }

    /// Whether this state has seen the revision of that stamp.
    pub fn covers(&self, stamp: Stamp) -> bool {
        self.seen(stamp.device) >= stamp.n
    }

    /// All surviving values by path, the one to display first.
    pub fn values(&self, now_ms: u64) -> BTreeMap<&Path, Vec<(Stamp, Clock, &Value)>> {
        let mut values: BTreeMap<&Path, Vec<(Stamp, Clock, &Value)>> = BTreeMap::new();
        for (stamp, write) in &self.writes {
            let shown = write.leaves.iter();
            for (path, value) in shown.filter(|(path, _)| stands_beside(path).is_none()) {
                values
                    .entry(path)
                    .or_default()
                    .push((*stamp, write.clock, value));
            }
        }
        for stamped in values.values_mut().filter(|stamped| stamped.len() > 1) {
            stamped.sort_by_key(|(stamp, clock, _)| {
                std::cmp::Reverse((!clock.is_implausible(now_ms), *clock, *stamp))
            });
        }
        values
    }

    /// The leaves as people see them: where two values are left, the later one.
    pub fn displayed(&self, now_ms: u64) -> Leaves {
        if let Some(leaves) = self.said_at_once() {
            return leaves.clone();
        }
        self.values(now_ms)
            .into_iter()
            .map(|(path, values)| (path.clone(), values[0].2.clone()))
            .collect()
    }

    /// The leaves for which a person must choose.
    pub fn conflicts(&self, now_ms: u64) -> Vec<Conflict> {
        if self.is_one_voice() {
            return Vec::new();
        }
        let values = self.values(now_ms);
        let mut beside = all_beside(self);
        let mut conflicts = Vec::new();
        for (path, stamped) in &values {
            let others = beside.remove(path.as_str()).unwrap_or_default();
            let differ = stamped.iter().any(|(_, _, value)| *value != stamped[0].2);
            let edited_after_delete = path.tombstone_of().is_some_and(|item| {
                values
                    .keys()
                    .any(|leaf| leaf.is_under(item) && leaf.tombstone_of().is_none())
            });
            let (first, others): (Vec<StampedValue>, Vec<_>) = others
                .into_iter()
                .partition(|other| other.value == *stamped[0].2);
            if differ || edited_after_delete || !others.is_empty() {
                let mut found = conflict(path, stamped);
                // Put again by who took a choice back: it is still of who wrote it first.
                if let (Some(first), Some(shown)) =
                    (first.into_iter().next(), found.values.first_mut())
                {
                    *shown = first;
                }
                found.values.extend(others);
                conflicts.push(found);
            }
        }
        conflicts
    }

    /// The leaves as people see them, where one write holds them all and nothing stands beside them.
    pub fn said_at_once(&self) -> Option<&Leaves> {
        let mut writes = self.writes.values();
        let leaves = &writes.next()?.leaves;
        (writes.next().is_none() && !any_beside(leaves)).then_some(leaves)
    }

    /// Whether one write says all, and leaves no question open.
    fn is_one_voice(&self) -> bool {
        let deleted = |path: &Path| path.tombstone_of().is_some();
        self.writes.is_empty()
            || self
                .said_at_once()
                .is_some_and(|leaves| !leaves.keys().any(deleted))
    }
}

/// Whether a path stands beside that leaf.
fn is_beside(path: &Path, leaf: &Path) -> bool {
    stands_beside(path) == Some(leaf.as_str())
}

/// Whether a leaf belongs to an item, or stands beside one of its leaves.
fn is_of(leaf: &Path, item: &str) -> bool {
    let beside = stands_beside(leaf).and_then(|leaf| leaf.strip_prefix(item));
    leaf.is_under(item) || beside.is_some_and(|rest| rest.starts_with('/'))
}

/// Writing into a deleted item brings it back: its tombstone goes.
fn revives(path: &Path, leaf: &Path) -> bool {
    leaf.tombstone_of().is_some_and(|item| path.is_under(item))
}

fn conflict(path: &Path, stamped: &[(Stamp, Clock, &Value)]) -> Conflict {
    let values = stamped.iter().map(|(stamp, clock, value)| StampedValue {
        stamp: *stamp,
        clock: *clock,
        value: (*value).clone(),
    });
    Conflict {
        path: path.clone(),
        values: values.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(device: u8, n: u64) -> Stamp {
        Stamp {
            device: DeviceId([device; 16]),
            n,
        }
    }

    fn set(path: &str, value: &str) -> Change {
        Change::Set(Path::new(path).unwrap(), value.into())
    }

    fn at(ms: u64) -> Clock {
        Clock { ms, counter: 0 }
    }

    #[test]
    fn two_blind_writes_are_a_conflict_and_the_later_one_is_shown() {
        let base = State::default().apply(stamp(1, 1), at(1), &[set("title", "a")]);
        let ours = base.apply(stamp(1, 2), at(5), &[set("title", "ours")]);
        let theirs = base.apply(stamp(2, 1), at(4), &[set("title", "theirs")]);
        let joined = ours.join(&theirs);
        assert_eq!(joined.displayed(10)["title"], "ours".into());
        assert_eq!(joined.conflicts(10)[0].values.len(), 2, "both are kept");
        let chosen = joined.apply(stamp(1, 3), at(6), &[set("title", "chosen")]);
        assert_eq!(
            chosen.join(&theirs).conflicts(10),
            [],
            "a choice that saw both settles it"
        );
    }

    #[test]
    fn a_clock_far_ahead_does_not_win() {
        let base = State::default().apply(stamp(1, 1), at(1), &[set("title", "now")]);
        let ahead = State::default().apply(
            stamp(2, 1),
            at(3 * crate::clock::TOLERANCE_MS),
            &[set("title", "ahead")],
        );
        assert_eq!(base.join(&ahead).displayed(10)["title"], "now".into());
    }

    #[test]
    fn deleting_what_another_edits_is_a_conflict_and_without_an_edit_it_is_not() {
        let base = State::default().apply(
            stamp(1, 1),
            at(1),
            &[set("steps/x/title", "a"), set("steps/x/due", "b")],
        );
        let deleted = base.apply(stamp(1, 2), at(2), &[Change::DeleteItem("steps/x".into())]);
        assert_eq!(
            deleted.join(&base).conflicts(9),
            [],
            "an old copy does not bring it back"
        );
        let edited = base.apply(stamp(2, 1), at(3), &[set("steps/x/title", "c")]);
        assert_eq!(
            deleted.join(&edited).conflicts(9)[0].path.as_str(),
            "steps/x/~"
        );
        let revived = deleted.apply(stamp(1, 3), at(4), &[set("steps/x/title", "a")]);
        assert_eq!(
            revived.displayed(9).len(),
            1,
            "writing into it brings it back"
        );
    }
}
