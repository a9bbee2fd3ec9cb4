//! What a faulty or hostile desktop signs about its own records may be nonsense, but everyone sees the same nonsense.

use essaim_model::{Leaves, Path};
use essaim_revision::certificate::seal;
use essaim_revision::{Body, Clock, Revision, Stamp, State, Write};
use essaim_store::RecordKey;
use proptest::prelude::*;

use super::world::{Commune, Dice, NOW, Workspace, commune, for_all, id};

const KINDS: [&str; 5] = ["solution", "solution", "solution", "project", "marketplace"];
const LEAVES: [&str; 4] = ["title", "summary", "steps/a/title", "steps/a/~"];
const WORDS: [&str; 3] = ["école", "cœur", "quartier"];

/// Revisions that claim to have seen what they cannot have seen, forget what they have, and change their record's kind.
fn lies(commune: &Commune, seed: u64, count: usize) -> Vec<Revision> {
    let mut dice = Dice::new(seed);
    let lie = |index| lie(commune, index, count, &mut dice);
    (0..count).map(lie).collect()
}

fn lie(commune: &Commune, index: usize, count: usize, dice: &mut Dice) -> Revision {
    let desk = &commune.desks[dice.roll(3)];
    let n = index as u64 / 2 + 1;
    let mut state = State::default();
    for other in &commune.desks {
        state.vector.insert(other.id, dice.roll(count + 1) as u64);
    }
    state.vector.insert(desk.id, n);
    state.vector.retain(|_, n| *n > 0);
    for (device, highest) in state.vector.clone() {
        let stamp = Stamp {
            device,
            n: 1 + dice.roll(highest as usize) as u64,
        };
        let write = any_write(dice);
        if !write.leaves.is_empty() {
            state.writes.insert(stamp, write);
        }
    }
    let body = Body {
        kind: KINDS[dice.roll(KINDS.len())].to_owned(),
        record: id("record-0"),
        owner: commune.id,
        class: "shareable".to_owned(),
        device: desk.id,
        n,
        clock: any_clock(dice),
        state,
    };
    seal(body, &desk.key)
}

fn any_clock(dice: &mut Dice) -> Clock {
    Clock {
        ms: NOW - dice.roll(10) as u64,
        counter: 0,
    }
}

fn any_write(dice: &mut Dice) -> Write {
    let mut leaves = Leaves::new();
    for path in LEAVES {
        if dice.roll(2) == 0 {
            let path = Path::new(path).expect("a path");
            leaves.insert(path, WORDS[dice.roll(3)].into());
        }
    }
    Write {
        clock: any_clock(dice),
        leaves,
    }
}

#[test]
fn not_even_a_desktop_that_lies_makes_the_order_matter() {
    let commune = commune(1, 3);
    let records = [RecordKey {
        owner: commune.id,
        id: id("record-0"),
    }];
    let strategy = (2..9usize, any::<u64>(), any::<u64>());
    for_all(500, strategy, |(count, seed, order)| {
        let mut lies = lies(&commune, seed, count);
        let mut straight = Workspace::of(&commune, &[]);
        let mut mixed = Workspace::of(&commune, &[]);
        lies.iter().for_each(|one| straight.give([one]));
        Dice::new(order).shuffle(&mut lies);
        lies.iter().for_each(|one| mixed.give([one]));
        let seen = straight.seen(&records);
        prop_assert_eq!(&seen, &mixed.seen(&records));
        prop_assert_eq!(&seen, &straight.rebuilt(&records));
        let Some(shown) = seen.records.first() else {
            return Ok(());
        };
        let view = straight.store.view();
        let counting = lies
            .iter()
            .filter(|one| view.counts(one.hash).expect("readable") && one.body.kind == shown.kind);
        let joined = counting.fold(State::default(), |state, one| state.join(&one.body.state));
        prop_assert_eq!(&shown.state, &joined, "all that counts is joined");
        Ok(())
    });
}

#[test]
fn a_commune_that_vouches_for_anothers_desktop_takes_nothing_from_it() {
    let (own, honest) = (commune(1, 1), commune(2, 1));
    let thief = essaim_revision::RootKey::from_seed(&[9; 32]);
    let key = honest.desks[0].key.public();
    let stolen = essaim_revision::CertificateEnvelope::issue_for(
        thief.public().organisation(),
        &thief,
        &key,
        NOW,
    );
    let claim = stolen.verify().expect("the form is right");
    let mut workspace = Workspace::of(&own, &[]);
    workspace
        .store
        .transaction(NOW, |tx| tx.add_certificate(&claim, &stolen))
        .expect("the claim is stored");
    let mut state = State::default();
    state.vector.insert(honest.desks[0].id, 1);
    let body = Body {
        kind: "solution".to_owned(),
        record: id("record-0"),
        owner: honest.id,
        class: "shareable".to_owned(),
        device: honest.desks[0].id,
        n: 1,
        clock: Clock {
            ms: NOW,
            counter: 0,
        },
        state,
    };
    let revision = seal(body, &honest.desks[0].key);
    workspace.import("i1", "b1", &honest, &[&revision]);
    let keyring = workspace.store.view().keyring().expect("readable");
    let envelope = workspace.store.view().envelope(revision.hash);
    let envelope = envelope.expect("readable").expect("it was stored");
    assert_eq!(
        envelope.verify(&keyring),
        Ok(revision),
        "the owner's own certificate still counts"
    );
    let owners = workspace.store.view().certificates(honest.id);
    assert_eq!(owners.expect("readable").len(), 1);
}
