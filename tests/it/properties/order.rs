//! No order of arrival, no repetition and no leaving out of what others have seen changes what people see; no write is lost.

use essaim_revision::{State, Write};
use proptest::prelude::*;

use super::history::{History, play, steps};
use super::world::{Commune, Dice, NOW, Workspace, commune, for_all};

/// Hands in a history in a random order, some of it twice, in transactions of random length.
pub(super) fn give_in_any_order(workspace: &mut Workspace, history: &History, dice: &mut Dice) {
    let mut all = history.revisions();
    for _ in 0..dice.roll(4) {
        all.push(all[dice.roll(all.len())]);
    }
    dice.shuffle(&mut all);
    let mut rest = &all[..];
    while !rest.is_empty() {
        let (now, later) = rest.split_at(1 + dice.roll(rest.len()));
        workspace.give(now.iter().copied());
        rest = later;
    }
}

fn workspace(commune: &Commune) -> Workspace {
    Workspace::of(commune, &[])
}

#[test]
fn p01_any_order_and_any_repetition_shows_the_same() {
    let commune = commune(1, 5);
    for_all(600, (steps(30), any::<u64>()), |((desks, steps), seed)| {
        let history = play(&commune, desks, &steps);
        prop_assume!(!history.written.is_empty());
        let (mut straight, mut mixed) = (workspace(&commune), workspace(&commune));
        history
            .revisions()
            .into_iter()
            .for_each(|one| straight.give([one]));
        give_in_any_order(&mut mixed, &history, &mut Dice::new(seed));
        let records = history.records();
        prop_assert_eq!(straight.seen(&records), mixed.seen(&records));
        Ok(())
    });
}

#[test]
fn p02_what_nobody_has_seen_is_enough_to_know_all() {
    let commune = commune(1, 5);
    for_all(400, steps(30), |(desks, steps)| {
        let history = play(&commune, desks, &steps);
        let (mut whole, mut heads) = (workspace(&commune), workspace(&commune));
        whole.give(history.revisions());
        heads.give(history.heads());
        let records = history.records();
        prop_assert_eq!(whole.seen(&records), heads.seen(&records));
        Ok(())
    });
}

/// The state that the books of all desktops give.
fn expected(history: &History, key: &essaim_store::RecordKey) -> State {
    let mut state = State::default();
    for written in history.written.iter().filter(|written| written.key == *key) {
        let body = &written.revision.body;
        let seen = state.vector.entry(body.device).or_default();
        *seen = (*seen).max(body.n);
    }
    for ((stamp, path), (clock, value)) in history.book(key).left() {
        let write = state.writes.entry(stamp).or_insert_with(|| Write {
            clock,
            ..Write::default()
        });
        write.leaves.insert(path, value);
    }
    state
}

#[test]
fn p05_each_write_is_seen_or_was_rewritten_by_one_who_knew_it() {
    let commune = commune(1, 5);
    for_all(500, (steps(30), any::<u64>()), |((desks, steps), seed)| {
        let history = play(&commune, desks, &steps);
        prop_assume!(!history.written.is_empty());
        let mut workspace = workspace(&commune);
        give_in_any_order(&mut workspace, &history, &mut Dice::new(seed));
        for key in history.records() {
            let state = workspace.state(&key).expect("a record that was written");
            prop_assert_eq!(&state, &expected(&history, &key));
            let (displayed, conflicts) = (state.displayed(NOW), state.conflicts(NOW));
            for ((_, path), (_, value)) in history.book(&key).left() {
                let offered = conflicts.iter().any(|conflict| {
                    conflict.path == path && conflict.values.iter().any(|one| one.value == value)
                });
                prop_assert!(
                    displayed[&path] == value || offered,
                    "{} = {:?} is neither shown nor offered",
                    path,
                    value
                );
                if path.as_str().ends_with("/~") {
                    let item = path.as_str().trim_end_matches("/~");
                    let edited = displayed
                        .keys()
                        .any(|leaf| leaf.is_under(item) && !leaf.as_str().ends_with("/~"));
                    prop_assert!(
                        !edited || conflicts.iter().any(|conflict| conflict.path == path),
                        "{} was edited while another deleted it: someone must choose",
                        item
                    );
                }
            }
        }
        Ok(())
    });
}

#[test]
fn the_later_of_the_values_left_is_shown_first_unless_its_clock_is_days_ahead() {
    let commune = commune(1, 5);
    let day = 24 * 3600 * 1000;
    for_all(300, steps(30), |(desks, steps)| {
        let history = play(&commune, desks, &steps);
        let mut workspace = workspace(&commune);
        workspace.give(history.revisions());
        for key in history.records() {
            let shown = workspace
                .state(&key)
                .expect("it was written")
                .displayed(NOW);
            let left = history.book(&key).left();
            for (path, value) in shown {
                let of_leaf = left.iter().filter(|((_, leaf), _)| *leaf == path);
                let first = of_leaf.max_by_key(|((stamp, _), (clock, _))| {
                    (clock.ms <= NOW + day, (clock.ms, clock.counter), *stamp)
                });
                let first = first.map(|(_, (_, value))| value);
                prop_assert_eq!(Some(&value), first, "{}", path);
            }
        }
        Ok(())
    });
}
