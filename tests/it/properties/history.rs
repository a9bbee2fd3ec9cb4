//! Random histories: desktops of one commune write, delete, learn from each other in part, and write again.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::document::Change;
use essaim_model::{Path, Value};
use essaim_revision::certificate::seal;
use essaim_revision::{Body, Clock, Revision, Stamp, State};
use essaim_store::RecordKey;
use proptest::prelude::*;

use super::books::Book;
use super::world::{Commune, NOW, id};

// Some come more often than others, so that desktops do meet in them.
const PATHS: [&str; 18] = [
    "title",
    "title",
    "title",
    "title",
    "title",
    "summary",
    "summary",
    "maturity",
    "trashed",
    "keywords/k1",
    "keywords/k2",
    "steps/a/title",
    "steps/a/title",
    "steps/a/title",
    "steps/a/description",
    "steps/b/title",
    "indicators/k/readings/r",
    "future/x/y",
];
const ITEMS: [&str; 4] = [
    "steps/a",
    "steps/b",
    "indicators/k",
    "indicators/k/readings/r",
];
const WORDS: [&str; 6] = [
    "Les écoles du quartier",
    "Cœur de ville",
    "stationnements",
    "maison à 1 €",
    "",
    "école rénovée",
];

/// What someone does to a leaf or an item.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// Writes a leaf.
    Write(usize, usize),
    /// Takes a leaf away.
    Drop(usize),
    /// Deletes an item.
    Delete(usize),
}

/// One thing that happens.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// A desktop seals a revision of a record.
    Seal {
        desk: usize,
        record: usize,
        acts: Vec<Act>,
        skew: usize,
    },
    /// A desktop learns one revision, or all that another desktop knows.
    Learn {
        desk: usize,
        from: usize,
        which: Option<usize>,
    },
}

/// Steps of up to five desktops over up to three records.
pub(super) fn steps(longest: usize) -> impl Strategy<Value = (usize, Vec<Step>)> {
    let act = prop_oneof![
        6 => (0..PATHS.len(), 0..WORDS.len()).prop_map(|(path, word)| Act::Write(path, word)),
        1 => (0..PATHS.len()).prop_map(Act::Drop),
        2 => (0..ITEMS.len()).prop_map(Act::Delete),
    ];
    let record = prop_oneof![5 => Just(0), 1 => Just(1), 1 => Just(2)];
    let seal = (
        0..5usize,
        record,
        prop::collection::vec(act, 1..4),
        0..8usize,
    )
        .prop_map(|(desk, record, acts, skew)| Step::Seal {
            desk,
            record,
            acts,
            skew,
        });
    let learn = (0..5usize, 0..5usize, prop::option::of(0..64usize))
        .prop_map(|(desk, from, which)| Step::Learn { desk, from, which });
    let step = prop_oneof![1 => seal, 1 => learn];
    (
        2..=5usize,
        prop::collection::vec(step, longest / 4..longest),
    )
}

/// A revision with the books as its author kept them.
pub(super) struct Written {
    pub(super) revision: Revision,
    pub(super) key: RecordKey,
    pub(super) book: Book,
}

/// What happened.
pub(super) struct History {
    pub(super) written: Vec<Written>,
    /// Every state that some desktop reached of the first record.
    pub(super) reached: Vec<State>,
}

#[derive(Default)]
struct Mind {
    known: BTreeSet<usize>,
    n: u64,
    clock: Clock,
    states: BTreeMap<RecordKey, State>,
    books: BTreeMap<RecordKey, Book>,
}

impl Mind {
    fn learn(&mut self, index: usize, written: &Written) {
        if self.known.insert(index) {
            let state = self.states.entry(written.key.clone()).or_default();
            *state = state.join(&written.revision.body.state);
            self.books
                .entry(written.key.clone())
                .or_default()
                .learn(&written.book);
        }
    }
}

/// Lets the desktops of a commune do these steps.
pub(super) fn play(commune: &Commune, desks: usize, steps: &[Step]) -> History {
    let mut minds: Vec<Mind> = (0..desks).map(|_| Mind::default()).collect();
    let mut history = History {
        written: Vec::new(),
        reached: Vec::new(),
    };
    for (at, step) in steps.iter().enumerate() {
        let desk = match step {
            Step::Seal { desk, .. } | Step::Learn { desk, .. } => desk % desks,
        };
        match step {
            Step::Learn { from, which, .. } => {
                let known: Vec<usize> = minds[from % desks].known.iter().copied().collect();
                let learnt = match which {
                    Some(which) if !known.is_empty() => vec![known[which % known.len()]],
                    Some(_) => Vec::new(),
                    None => known,
                };
                for index in learnt {
                    minds[desk].learn(index, &history.written[index]);
                }
            }
            Step::Seal {
                record, acts, skew, ..
            } => {
                let written = seal_one(commune, desk, &mut minds[desk], at, *record, acts, *skew);
                minds[desk].known.insert(history.written.len());
                history.written.push(written);
            }
        }
        let key = key(commune, 0);
        history
            .reached
            .extend(minds[desk].states.get(&key).cloned());
    }
    history
}

fn key(commune: &Commune, record: usize) -> RecordKey {
    RecordKey {
        owner: commune.id,
        id: id(&format!("record-{record}")),
    }
}

/// What a desktop's clock says: slow, right, a little ahead, or days ahead.
fn wall(at: usize, skew: usize) -> u64 {
    let at = NOW - 1_000_000 + 1000 * at as u64;
    match skew {
        0 => at - 500_000,
        6 => at + 3_600_000,
        7 => at + 5 * 24 * 3_600_000,
        _ => at,
    }
}

fn seal_one(
    commune: &Commune,
    desk: usize,
    mind: &mut Mind,
    at: usize,
    record: usize,
    acts: &[Act],
    skew: usize,
) -> Written {
    let key = key(commune, record);
    let device = commune.desks[desk].id;
    // Numbers are used for other things too: they have gaps.
    mind.n += 1 + (skew as u64 & 1);
    mind.clock = Clock::after(mind.clock, wall(at, skew));
    let (stamp, clock) = (Stamp { device, n: mind.n }, mind.clock);
    let changes: Vec<Change> = acts.iter().map(change).collect();
    let book = mind.books.entry(key.clone()).or_default();
    changes
        .iter()
        .for_each(|change| book.note(stamp, clock, change));
    let state = mind.states.entry(key.clone()).or_default();
    *state = state.apply(stamp, clock, &changes);
    let body = Body {
        kind: if record == 2 { "project" } else { "solution" }.to_owned(),
        record: key.id.clone(),
        owner: key.owner,
        class: "shareable".to_owned(),
        device,
        n: stamp.n,
        clock,
        state: state.clone(),
    };
    Written {
        revision: seal(body, &commune.desks[desk].key),
        book: book.clone(),
        key,
    }
}

fn change(act: &Act) -> Change {
    let path = |index: &usize| Path::new(PATHS[*index]).expect("a path");
    match act {
        Act::Write(index, word) => Change::Set(path(index), value(PATHS[*index], *word)),
        Act::Drop(index) => Change::Drop(path(index)),
        Act::Delete(index) => Change::DeleteItem(ITEMS[*index].to_owned()),
    }
}

fn value(path: &str, word: usize) -> Value {
    match path {
        "trashed" => Value::Flag(word.is_multiple_of(2)),
        "indicators/k/readings/r" => {
            let members = [
                ("date", "2026-01-01"),
                ("value", "3"),
                ("comment", WORDS[word]),
            ];
            Value::of(members.map(|(name, text)| (name, text.into())))
        }
        "future/x/y" => Value::List([Value::Null, Value::Whole(word as i64)].into()),
        "maturity" if word == 5 => "later".into(),
        _ => WORDS[word].into(),
    }
}

impl History {
    /// All revisions, in the order in which they were sealed.
    pub(super) fn revisions(&self) -> Vec<&Revision> {
        self.written
            .iter()
            .map(|written| &written.revision)
            .collect()
    }

    /// The records that were written.
    pub(super) fn records(&self) -> Vec<RecordKey> {
        let keys: BTreeSet<_> = self
            .written
            .iter()
            .map(|written| written.key.clone())
            .collect();
        keys.into_iter().collect()
    }

    /// The revisions that no other one of their record has seen.
    pub(super) fn heads(&self) -> Vec<&Revision> {
        let seen_by_another = |one: &Written| {
            self.written.iter().any(|other| {
                other.key == one.key
                    && other.revision.hash != one.revision.hash
                    && other.revision.body.state.covers(one.revision.body.stamp())
            })
        };
        let heads = self.written.iter().filter(|one| !seen_by_another(one));
        heads.map(|written| &written.revision).collect()
    }

    /// What all desktops' books say together of a record.
    pub(super) fn book(&self, key: &RecordKey) -> Book {
        let mut book = Book::default();
        let of_record = self.written.iter().filter(|written| written.key == *key);
        of_record.for_each(|written| book.learn(&written.book));
        book
    }
}
