//! All that is computed can be computed again: a rebuild shows what many small steps have shown, in lists and in the index.

use essaim_model::document::Change;
use essaim_model::{Path, Value};
use essaim_revision::certificate::seal;
use essaim_revision::{Body, Clock, Revision, Stamp, State};
use essaim_store::RecordKey;
use proptest::prelude::*;

use super::history::{play, steps};
use super::order::give_in_any_order;
use super::world::{Commune, Dice, NOW, Workspace, commune, for_all, id};

#[test]
fn p08_a_rebuild_shows_what_small_steps_have_shown() {
    let (own, other) = (commune(1, 5), commune(2, 5));
    let strategy = (steps(25), steps(25), any::<u64>());
    for_all(300, strategy, |((desks, ours), (others, theirs), seed)| {
        let mut dice = Dice::new(seed);
        let (ours, theirs) = (play(&own, desks, &ours), play(&other, others, &theirs));
        prop_assume!(!ours.written.is_empty() && !theirs.written.is_empty());
        let mut workspace = Workspace::of(&own, &[&other]);
        give_in_any_order(&mut workspace, &ours, &mut dice);
        for round in 0..1 + dice.roll(3) {
            let mut part = theirs.revisions();
            dice.shuffle(&mut part);
            part.truncate(1 + dice.roll(part.len()));
            let bundle = format!("bundle-{}", dice.roll(2));
            workspace.import(&format!("import-{round}"), &bundle, &other, &part);
            let decision = match dice.roll(3) {
                0 => hide(&own, &bundle, round as u64 + 1, dice.roll(2) == 0),
                1 => accept(&own, &other, round as u64 + 1, dice.roll(3)),
                _ => continue,
            };
            workspace.give([&decision]);
        }
        let records = [ours.records(), theirs.records()].concat();
        let seen = workspace.seen(&records);
        let report = workspace.store.check(|tx| tx.rebuild()).expect("readable");
        prop_assert_eq!(report.problems, []);
        prop_assert_eq!(
            &seen,
            &workspace.seen(&records),
            "a check leaves nothing behind"
        );
        prop_assert_eq!(&seen, &workspace.rebuilt(&records));
        Ok(())
    });
}

/// A decision of our second desktop, which writes nothing else.
fn decision(own: &Commune, kind: &str, subject: &str, n: u64, leaf: (&str, Value)) -> Revision {
    let device = own.desks[4].id;
    let stamp = Stamp {
        device,
        n: n + 1000,
    };
    let clock = Clock {
        ms: NOW + n,
        counter: 0,
    };
    let change = Change::Set(Path::new(leaf.0).expect("a path"), leaf.1);
    let body = Body {
        kind: kind.to_owned(),
        record: id(subject),
        owner: own.id,
        class: "internal".to_owned(),
        device,
        n: stamp.n,
        clock,
        state: State::default().apply(stamp, clock, &[change]),
    };
    seal(body, &own.desks[4].key)
}

fn hide(own: &Commune, bundle: &str, n: u64, hidden: bool) -> Revision {
    decision(
        own,
        "import_decision",
        bundle,
        n,
        ("hidden", Value::Flag(hidden)),
    )
}

fn accept(own: &Commune, other: &Commune, n: u64, state: usize) -> Revision {
    let state = ["accepted", "verified", "refused"][state];
    let subject = other.id.to_string();
    decision(own, "sender_decision", &subject, n, ("state", state.into()))
}

#[test]
fn a_clock_that_was_ahead_when_it_came_is_no_damage_later() {
    let own = commune(1, 2);
    let write = |desk: usize, ms: u64, title: &str| {
        let device = own.desks[desk].id;
        let (stamp, clock) = (Stamp { device, n: 1 }, Clock { ms, counter: 0 });
        let title = Change::Set(Path::new("title").expect("a path"), title.into());
        let body = Body {
            kind: "solution".to_owned(),
            record: id("record-0"),
            owner: own.id,
            class: "shareable".to_owned(),
            device,
            n: 1,
            clock,
            state: State::default().apply(stamp, clock, &[title]),
        };
        seal(body, &own.desks[desk].key)
    };
    let (now, ahead) = (
        write(0, NOW, "maintenant"),
        write(1, NOW + 200_000_000, "demain"),
    );
    let mut workspace = Workspace::of(&own, &[]);
    workspace.give([&now, &ahead]);
    let key = RecordKey {
        owner: own.id,
        id: id("record-0"),
    };
    let title = workspace.seen(&[key]).records[0].leaves["title"].clone();
    assert_eq!(
        title,
        "maintenant".into(),
        "a clock days ahead does not win"
    );
    let report = workspace.store.check(|tx| tx.rebuild()).expect("readable");
    assert_eq!(report.problems, []);
}

#[test]
fn what_lies_in_the_trash_or_apart_is_not_found_until_it_is_back() {
    let (own, other) = (commune(1, 5), commune(2, 1));
    let found = |workspace: &Workspace| {
        let hits = workspace.store.view().search("ecoles", None, 10);
        hits.expect("readable").total
    };
    let write = |of: &Commune, state: &State, n: u64, leaf: (&str, Value)| {
        let device = of.desks[0].id;
        let (stamp, clock) = (
            Stamp { device, n },
            Clock {
                ms: NOW + n,
                counter: 0,
            },
        );
        let change = Change::Set(Path::new(leaf.0).expect("a path"), leaf.1);
        let body = Body {
            kind: "solution".to_owned(),
            record: id("record-0"),
            owner: of.id,
            class: "shareable".to_owned(),
            device,
            n,
            clock,
            state: state.apply(stamp, clock, &[change]),
        };
        seal(body, &of.desks[0].key)
    };
    let mut workspace = Workspace::of(&own, &[]);
    let first = write(
        &own,
        &State::default(),
        1,
        ("title", "Écoles dehors".into()),
    );
    let trashed = write(&own, &first.body.state, 2, ("trashed", Value::Flag(true)));
    let restored = write(
        &own,
        &trashed.body.state,
        3,
        ("trashed", Value::Flag(false)),
    );
    let counts = [&first, &trashed, &restored].map(|revision| {
        workspace.give([revision]);
        found(&workspace)
    });
    assert_eq!(counts, [1, 0, 1], "written, in the trash, back");
    let sent = write(&other, &State::default(), 1, ("title", "Nos écoles".into()));
    workspace.import("i1", "b1", &other, &[&sent]);
    assert_eq!(found(&workspace), 1, "a stranger's sheet stands apart");
    workspace.give([&accept(&own, &other, 1, 0)]);
    assert_eq!(
        found(&workspace),
        2,
        "and comes in once we accept the sender"
    );
    workspace.give([&hide(&own, "b1", 2, true)]);
    assert_eq!(found(&workspace), 1, "and goes with its import");
}

#[test]
fn every_body_comes_back_exactly_however_it_was_compressed() {
    let commune = commune(1, 5);
    for_all(150, (steps(60), any::<u64>()), |((desks, steps), seed)| {
        let history = play(&commune, desks, &steps);
        prop_assume!(!history.written.is_empty());
        let mut workspace = Workspace::of(&commune, &[]);
        give_in_any_order(&mut workspace, &history, &mut Dice::new(seed));
        let keyring = workspace.store.view().keyring().expect("readable");
        for revision in history.revisions() {
            let envelope = workspace.store.view().envelope(revision.hash);
            let envelope = envelope.expect("readable").expect("stored");
            prop_assert_eq!(&envelope.verify(&keyring), &Ok(revision.clone()));
        }
        Ok(())
    });
}
