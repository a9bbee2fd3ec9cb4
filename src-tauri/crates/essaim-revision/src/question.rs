//! Questions that stay open: what stands beside a leaf after a choice was taken back, and a record that one desktop put in
//! the trash while another wrote it.
//!
//! A write replaces what it has seen, and no later write can bring the old stamps back. So a choice that is taken back
//! says again, under one new stamp, what it had found: the value that was displayed, and beside it all that stood there, each at
//! `~or/<path>/<device>-<n>` with its value and its clock, so that who wrote what stays known. Writing the leaf anew takes them
//! away.

use std::collections::BTreeMap;

use essaim_model::document::Change;
use essaim_model::{Leaves, Path, Value};

use crate::body::Body;
use crate::clock::Clock;
use crate::state::{Conflict, Stamp, StampedValue, State};

/// The first segment of what stands beside a leaf. It sorts after every name of a field.
const BESIDE: &str = "~or/";
/// The leaf that says that a record is in the trash.
const TRASHED: &str = "trashed";

/// The changes that put a question again: the value to display, and beside it all that stood there, with who wrote it when.
pub fn ask_again(path: &Path, displayed: Value, stood: &[StampedValue]) -> Vec<Change> {
    let mut changes = vec![Change::Set(path.clone(), displayed)];
    changes.extend(stood.iter().filter_map(|one| beside(path, one)));
    changes
}

fn beside(path: &Path, other: &StampedValue) -> Option<Change> {
    let Stamp { device, n } = other.stamp;
    let place = Path::new(format!("{BESIDE}{path}/{device}-{n}"))?;
    let ms = i64::try_from(other.clock.ms).ok()?;
    let members = Value::of([
        ("value", other.value.clone()),
        ("ms", Value::Whole(ms)),
        ("counter", Value::Whole(other.clock.counter.into())),
    ]);
    Some(Change::Set(place, members))
}

/// The leaf beside which a path stands, when it is such a path.
pub(crate) fn stands_beside(path: &Path) -> Option<&str> {
    let (leaf, _) = path.as_str().strip_prefix(BESIDE)?.rsplit_once('/')?;
    Some(leaf)
}

/// Whether something stands beside a leaf. Such paths are the last ones.
pub(crate) fn any_beside(leaves: &Leaves) -> bool {
    leaves
        .last_key_value()
        .is_some_and(|(path, _)| path.as_str().starts_with(BESIDE))
}

/// What stands beside leaves, by leaf. What cannot be read says nothing.
pub(crate) fn all_beside(state: &State) -> BTreeMap<&str, Vec<StampedValue>> {
    let mut found: BTreeMap<&str, Vec<StampedValue>> = BTreeMap::new();
    for write in state.writes.values() {
        for (path, value) in write.leaves.iter().rev() {
            let Some(leaf) = stands_beside(path) else {
                break;
            };
            found.entry(leaf).or_default().extend(read(path, value));
        }
    }
    found
}

fn read(path: &Path, value: &Value) -> Option<StampedValue> {
    let (device, n) = path.segments().next_back()?.split_once('-')?;
    let whole = |name: &str| match value.member(name) {
        Some(Value::Whole(number)) => u64::try_from(*number).ok(),
        _ => None,
    };
    Some(StampedValue {
        stamp: Stamp {
            device: device.parse().ok()?,
            n: n.parse().ok()?,
        },
        clock: Clock {
            ms: whole("ms")?,
            counter: u32::try_from(whole("counter")?).ok()?,
        },
        value: value.member("value")?.clone(),
    })
}

/// All that a person must choose in a record, from its heads: what its leaves say, and whether it is to stay in the trash.
pub fn open_questions(heads: &[&Body], state: &State, now_ms: u64) -> Vec<Conflict> {
    let mut questions = state.conflicts(now_ms);
    if heads.len() > 1 && !questions.iter().any(|q| q.path.as_str() == TRASHED) {
        questions.extend(trashed_and_written(heads, state, now_ms));
    }
    questions
}

/// One desktop put the record in the trash, another wrote it without having seen that.
fn trashed_and_written(heads: &[&Body], state: &State, now_ms: u64) -> Option<Conflict> {
    let values = state.values(now_ms);
    let (path, stamped) = values.iter().find(|(path, _)| path.as_str() == TRASHED)?;
    let (stamp, clock, value) = stamped.first()?;
    let is_trashed = |state: &State| {
        state
            .displayed(now_ms)
            .get(TRASHED)
            .is_some_and(Value::is_true)
    };
    let written = heads
        .iter()
        .filter(|head| !is_trashed(&head.state))
        .max_by_key(|head| (head.clock, head.stamp()))?;
    if !value.is_true() {
        return None;
    }
    let put_there = StampedValue {
        stamp: *stamp,
        clock: *clock,
        value: (*value).clone(),
    };
    let wanted = StampedValue {
        stamp: written.stamp(),
        clock: written.clock,
        value: Value::Flag(false),
    };
    Some(Conflict {
        path: (*path).clone(),
        values: vec![put_there, wanted],
    })
}

#[cfg(test)]
mod tests {
    use essaim_model::DeviceId;

    use super::*;

    fn stamp(device: u8, n: u64) -> Stamp {
        Stamp {
            device: DeviceId([device; 16]),
            n,
        }
    }

    fn at(ms: u64) -> Clock {
        Clock { ms, counter: 0 }
    }

    fn title(value: &str) -> Change {
        Change::Set(Path::new("title").unwrap(), value.into())
    }

    /// Two desktops wrote a title; the first chose, then took its choice back.
    fn asked_again() -> (State, Vec<StampedValue>) {
        let base = State::default().apply(stamp(1, 1), at(1), &[title("a")]);
        let ours = base.apply(stamp(1, 2), at(5), &[title("ours")]);
        let joined = ours.join(&base.apply(stamp(2, 1), at(4), &[title("theirs")]));
        let question = joined.conflicts(9).remove(0);
        let chosen = joined.apply(stamp(1, 3), at(6), &[title("theirs")]);
        let displayed = question.values[0].value.clone();
        let again = ask_again(&question.path, displayed, &question.values);
        (chosen.apply(stamp(1, 4), at(7), &again), question.values)
    }

    #[test]
    fn a_choice_that_is_taken_back_puts_the_question_again_with_who_and_when() {
        let (state, before) = asked_again();
        let again = state.conflicts(9).remove(0);
        assert_eq!(again.values, before, "who wrote each of them, and when");
        assert_eq!(
            state.displayed(9).len(),
            1,
            "what stands beside is no field of the record"
        );
    }

    #[test]
    fn writing_the_leaf_anew_settles_a_question_put_again_also_where_its_other_side_is_still_known()
    {
        let (state, _) = asked_again();
        let settled = state.apply(stamp(2, 2), at(8), &[title("new")]);
        assert_eq!(settled.conflicts(9), []);
        assert_eq!(settled.join(&state).conflicts(9), []);
        let blind = state.apply(stamp(2, 2), at(8), &[title("new")]);
        let other = state.apply(stamp(3, 1), at(8), &[title("newer")]);
        assert_eq!(blind.join(&other).conflicts(9)[0].values.len(), 2);
    }

    #[test]
    fn what_stands_beside_in_a_form_we_do_not_know_says_nothing() {
        let strange = Change::Set(Path::new("~or/title/x").unwrap(), "?".into());
        let state = State::default().apply(stamp(1, 1), at(1), &[title("a"), strange]);
        assert_eq!(state.conflicts(9), []);
        assert_eq!(state.displayed(9).len(), 1);
    }
}
