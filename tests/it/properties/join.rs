//! Joining states is commutative, associative and idempotent, and is what *seen* means.

use std::cell::Cell;

use essaim_revision::{Revision, State};
use essaim_store::RecordKey;
use proptest::prelude::*;

use super::history::{play, steps};
use super::world::{Dice, Workspace, commune, for_all};

#[test]
fn p03_states_join_in_any_grouping_and_order_to_the_same() {
    let commune = commune(1, 5);
    for_all(600, (steps(40), any::<u64>()), |((desks, steps), seed)| {
        let reached = play(&commune, desks, &steps).reached;
        let mut dice = Dice::new(seed);
        for _ in 0..reached.len().min(12) {
            let [a, b, c]: [&State; 3] =
                std::array::from_fn(|_| &reached[dice.roll(reached.len())]);
            let ab = a.join(b);
            prop_assert_eq!(&ab, &b.join(a), "which side learns must not matter");
            prop_assert_eq!(ab.join(c), a.join(&b.join(c)), "nor who met whom first");
            prop_assert_eq!(&a.join(a), a, "hearing the same again adds nothing");
            prop_assert_eq!(&ab.join(b), &ab, "nor does hearing what one had learnt");
            prop_assert_eq!(
                a.is_within(b),
                ab == *b,
                "within means that joining adds nothing"
            );
            prop_assert!(a.is_within(&ab) && b.is_within(&ab));
        }
        Ok(())
    });
}

/// The join of what these revisions say of a record, by the law alone; none where they say nothing.
fn joined(key: &RecordKey, known: &[&Revision]) -> Option<State> {
    let of_record = known
        .iter()
        .filter(|revision| (&revision.body.owner, &revision.body.record) == (&key.owner, &key.id));
    of_record
        .map(|revision| revision.body.state.clone())
        .reduce(|a, b| a.join(&b))
}

#[test]
fn p03_the_store_derives_the_join_of_what_it_has() {
    let commune = commune(1, 5);
    for_all(200, (steps(30), any::<u64>()), |((desks, steps), seed)| {
        let history = play(&commune, desks, &steps);
        prop_assume!(!history.written.is_empty());
        let (all, records) = (history.revisions(), history.records());
        let mut dice = Dice::new(seed);
        // What three desktops know of it: any part, not what one who writes would know.
        let known: [Vec<&Revision>; 3] = std::array::from_fn(|_| {
            let known = all.iter().filter(|_| dice.roll(2) == 0);
            known.copied().collect()
        });
        let store_of = |parts: &[usize]| {
            let mut store = Workspace::of(&commune, &[]);
            for part in parts {
                store.give(known[*part].iter().copied());
            }
            store
        };
        let alone = [0, 1, 2].map(|part| store_of(&[part]));
        // In either order, in any grouping, and twice.
        let [ab, ba, bca, abab] = [&[0, 1][..], &[1, 0], &[1, 2, 0], &[0, 1, 0, 1]].map(store_of);
        for key in &records {
            let [a, b, c] = [0, 1, 2].map(|part| joined(key, &known[part]));
            for (store, law) in alone.iter().zip([&a, &b, &c]) {
                prop_assert_eq!(&store.state(key), law, "the heads that are here, joined");
            }
            let of_both = |a: Option<State>, b: &Option<State>| match (a, b) {
                (Some(a), Some(b)) => Some(a.join(b)),
                (a, b) => a.or_else(|| b.clone()),
            };
            let law = of_both(a, &b);
            for store in [&ab, &ba, &abab] {
                prop_assert_eq!(&store.state(key), &law, "what one learns of the other");
            }
            prop_assert_eq!(bca.state(key), of_both(law, &c), "and of a third");
        }
        for store in [&ba, &abab] {
            prop_assert_eq!(ab.seen(&records), store.seen(&records));
        }
        Ok(())
    });
}

#[test]
fn the_histories_are_worth_trying() {
    let commune = commune(1, 5);
    let [met, apart, revisions, histories] = [const { Cell::new(0) }; 4];
    let add = |cell: &Cell<usize>, count: usize| cell.set(cell.get() + count);
    for_all(200, steps(40), |(desks, steps)| {
        let history = play(&commune, desks, &steps);
        let all = history.revisions();
        let has_met = |one: &&&Revision| one.body.state.vector.len() > 1;
        add(&met, all.iter().filter(has_met).count());
        add(&revisions, all.len());
        add(
            &apart,
            usize::from(history.heads().len() > history.records().len()),
        );
        add(&histories, 1);
        Ok(())
    });
    assert!(
        4 * met.get() > revisions.get(),
        "desktops write upon what others wrote"
    );
    assert!(
        2 * apart.get() > histories.get(),
        "and do not know all of it"
    );
}

#[test]
fn a_state_reads_back_from_its_body() {
    let commune = commune(1, 5);
    for_all(200, steps(30), |(desks, steps)| {
        for revision in play(&commune, desks, &steps).revisions() {
            let read = essaim_revision::Body::parse(&revision.bytes);
            prop_assert_eq!(read.as_ref(), Ok(&revision.body));
            prop_assert_eq!(
                &read.map(|body| body.to_bytes()),
                &Ok(revision.bytes.clone())
            );
        }
        Ok(())
    });
}
