//! Joining states is commutative, associative and idempotent, and is what *seen* means.

use std::cell::Cell;

use essaim_revision::{Revision, State};
use proptest::prelude::*;

use super::history::{play, steps};
use super::world::{Dice, commune, for_all};

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
