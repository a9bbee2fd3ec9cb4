//! Root keys that succeed one another, desktops that are revoked, senders that are verified: whatever came first, desktops that
//! know the same show the same, and what a revoked desktop wrote from its number on does not count.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::document::Change;
use essaim_model::{BlobHash, Path, RevisionHash, Value};
use essaim_revision::certificate::seal;
use essaim_revision::succession::MOST_SUCCESSIONS;
use essaim_revision::{
    Body, Clock, Revision, Revocation, RootKey, Stamp, State, Succession, SuccessionEnvelope,
};
use essaim_store::{REVOCATION, RecordKey, RevokedRevision, Trust};
use proptest::prelude::*;

use super::history::{History, play, steps};
use super::world::{Commune, Dice, NOW, Seen, Workspace, commune, for_all, id};

type Said = (Succession, SuccessionEnvelope);

/// The root keys of a commune: the first one, then those that follow it.
fn root(commune: u8, at: usize) -> RootKey {
    let mut seed = [commune; 32];
    if at > 0 {
        seed[0] = 0x40 + at as u8;
    }
    RootKey::from_seed(&seed)
}

fn says(commune: u8, old: usize, new: usize) -> Said {
    let owner = root(commune, 0).public().organisation();
    let (old, new) = (root(commune, old), root(commune, new));
    let envelope = SuccessionEnvelope::issue(owner, &old, &new.public(), NOW);
    (envelope.verify().expect("ours holds"), envelope)
}

/// Writes a record of a commune that nobody else has written, from one of its desktops.
fn write(
    of: &Commune,
    desk: usize,
    n: u64,
    (kind, record): (&str, &str),
    leaves: &[(&str, Value)],
) -> Revision {
    let device = of.desks[desk].id;
    let (stamp, clock) = (
        Stamp { device, n },
        Clock {
            ms: NOW - 1000 + n,
            counter: 0,
        },
    );
    let set = |(path, value): &(&str, Value)| {
        Change::Set(Path::new(*path).expect("a path"), value.clone())
    };
    let changes: Vec<Change> = leaves.iter().map(set).collect();
    let body = Body {
        kind: kind.to_owned(),
        record: id(record),
        owner: of.id,
        class: "shareable".to_owned(),
        device,
        n,
        clock,
        state: State::default().apply(stamp, clock, &changes),
    };
    seal(body, &of.desks[desk].key)
}

/// A revocation of a desktop, signed by a root key and written by any desktop of the commune.
fn revoke(of: &Commune, by: usize, n: u64, key: &RootKey, (desk, from): (usize, u64)) -> Revision {
    let device = of.desks[desk].id;
    let signature = Revocation::new(of.id, device, from).sign(key);
    let leaves = [
        ("device", device.to_string().into()),
        ("from", from.to_string().into()),
        ("signature", signature.to_base64().into()),
    ];
    let record = format!("revocation-{device}-{from}");
    write(of, by, n, (REVOCATION, &record), &leaves)
}

/// What can be handed to a workspace.
#[derive(Clone, Copy)]
enum Delivery {
    /// The other commune's root keys, as far as that.
    Line(usize),
    /// A bundle of the other commune.
    Bundle(usize),
    /// A revision of ours: a decision, or a revocation.
    Ours(usize),
}

/// Another commune that renews its root, revokes desktops and sends bundles; and what ours decides meanwhile.
struct Story {
    own: Commune,
    other: Commune,
    history: History,
    line: Vec<Said>,
    revocations: Vec<(Revision, usize, (usize, u64))>,
    bundles: Vec<Vec<Revision>>,
    ours: Vec<Revision>,
    deliveries: Vec<Delivery>,
}

impl Story {
    fn tell(seed: u64, history: History, other: Commune, own: Commune) -> Self {
        let mut dice = Dice::new(seed);
        let length = dice.roll(4);
        let mut line: Vec<Said> = (0..length).map(|at| says(2, at, at + 1)).collect();
        if dice.roll(6) == 0 && length > 0 {
            line.push(says(2, length - 1, 9)); // two successors of one root
        }
        let mut story = Story {
            own,
            other,
            history,
            line,
            revocations: Vec::new(),
            bundles: Vec::new(),
            ours: Vec::new(),
            deliveries: Vec::new(),
        };
        story.revoke(&mut dice);
        story.pack(&mut dice);
        story.decide(&mut dice, length);
        story.deliveries.push(Delivery::Line(story.line.len()));
        story
    }

    /// Desktops are revoked by whichever root key, and by desktops that may themselves be revoked.
    fn revoke(&mut self, dice: &mut Dice) {
        for at in 0..dice.roll(4) {
            let by = dice.roll(5);
            let key = dice.roll(5);
            let lost = (dice.roll(5), 1 + dice.roll(12) as u64);
            let signed = if key == 4 { root(7, 0) } else { root(2, key) };
            let revision = revoke(&self.other, by, 500 + at as u64, &signed, lost);
            self.revocations.push((revision, key, lost));
        }
    }

    fn pack(&mut self, dice: &mut Dice) {
        let written = self.history.written.iter().map(|one| &one.revision);
        let revoking = self.revocations.iter().map(|(revision, ..)| revision);
        let all: Vec<Revision> = written.chain(revoking).cloned().collect();
        let mut bundles = vec![Vec::new(); 3];
        for revision in all {
            bundles[dice.roll(3)].push(revision);
        }
        self.deliveries.extend((0..3).map(Delivery::Bundle));
        self.bundles = bundles;
    }

    /// Decisions on the other commune and its bundles, from desktops of ours of which one may have been revoked.
    fn decide(&mut self, dice: &mut Dice, length: usize) {
        for at in 0..dice.roll(5) {
            let n = at as u64 + 1;
            let desk = dice.roll(3);
            let revision = match dice.roll(4) {
                0 => {
                    let from = 1 + dice.roll(4) as u64;
                    revoke(&self.own, desk, n, &root(1, 0), (dice.roll(3), from))
                }
                1 => {
                    let bundle = format!("bundle-{}", dice.roll(3));
                    let leaves = [("hidden", Value::Flag(true))];
                    write(&self.own, desk, n, ("import_decision", &bundle), &leaves)
                }
                _ => {
                    let pinned = root(2, dice.roll(length + 1)).public();
                    let state = ["accepted", "verified", "verified", "refused"][dice.roll(4)];
                    let leaves = [
                        ("state", state.into()),
                        ("root", BlobHash(pinned.to_bytes()).to_string().into()),
                    ];
                    let subject = self.other.id.to_string();
                    write(&self.own, desk, n, ("sender_decision", &subject), &leaves)
                }
            };
            self.ours.push(revision);
            self.deliveries.push(Delivery::Ours(at));
        }
    }

    fn deliver(&self, deliveries: &[Delivery]) -> Workspace {
        let mut workspace = Workspace::of(&self.own, &[]);
        for delivery in deliveries {
            match delivery {
                Delivery::Line(length) => workspace
                    .store
                    .transaction(NOW, |tx| {
                        let mut said = self.line[..*length].iter();
                        said.try_for_each(|(succession, envelope)| {
                            tx.add_succession(succession, envelope)
                        })
                    })
                    .expect("successions are stored"),
                Delivery::Bundle(at) => {
                    let revisions: Vec<&Revision> = self.bundles[*at].iter().collect();
                    let (import, bundle) = (format!("import-{at}"), format!("bundle-{at}"));
                    workspace.import(&import, &bundle, &self.other, &revisions);
                }
                Delivery::Ours(at) => workspace.give([&self.ours[*at]]),
            }
        }
        workspace
    }

    fn everything(&self, workspace: &Workspace) -> Everything {
        let view = workspace.store.view();
        let sent = self.bundles.iter().flatten().chain(&self.ours);
        let counts = |one: &&Revision| view.counts(one.hash).expect("readable");
        let decided = self.ours.iter().map(|one| RecordKey {
            owner: self.own.id,
            id: one.body.record.clone(),
        });
        let records: BTreeSet<RecordKey> =
            self.history.records().into_iter().chain(decided).collect();
        let imports = view.imports().expect("readable").into_iter();
        Everything {
            seen: workspace.seen(&records.into_iter().collect::<Vec<_>>()),
            counting: sent.filter(counts).map(|one| one.hash).collect(),
            trust: view.trust(self.other.id).expect("readable"),
            hidden: imports.map(|import| (import.id, import.hidden)).collect(),
            apart: view.revoked_revisions().expect("readable"),
        }
    }

    /// From which numbers on desktops of the other commune do not count.
    fn revoked(&self) -> BTreeMap<usize, u64> {
        let mut revoked = BTreeMap::new();
        let roots: Vec<_> = self.line.iter().map(|(said, _)| said.successor).collect();
        for (_, key, (desk, from)) in &self.revocations {
            let signer = root(2, *key).public();
            if *key == 0 || (*key < 4 && roots.contains(&signer)) {
                let lowest = revoked.entry(*desk).or_insert(*from);
                *lowest = (*lowest).min(*from);
            }
        }
        revoked
    }
}

/// All that people see, what counts, and what is thought of whom behind it.
#[derive(Debug, PartialEq)]
struct Everything {
    seen: Seen,
    counting: Vec<RevisionHash>,
    trust: Trust,
    hidden: BTreeMap<String, bool>,
    apart: Vec<RevokedRevision>,
}

#[test]
fn successions_revocations_and_verifications_give_one_state_in_any_order() {
    for_all(
        300,
        (steps(16), any::<u64>(), any::<u64>()),
        |((desks, steps), seed, order)| {
            let other = commune(2, 5);
            let history = play(&other, desks, &steps);
            let mut story = Story::tell(seed, history, other, commune(1, 3));
            let one = story.deliver(&story.deliveries);
            let everything = story.everything(&one);
            let mut deliveries = std::mem::take(&mut story.deliveries);
            // Some learn the root keys in pieces.
            deliveries.push(Delivery::Line(story.line.len() / 2));
            Dice::new(order).shuffle(&mut deliveries);
            let mut mixed = story.deliver(&deliveries);
            prop_assert_eq!(&everything, &story.everything(&mixed));
            let report = mixed.store.check(|tx| tx.rebuild()).expect("readable");
            prop_assert_eq!(report.problems, []);
            mixed.rebuilt(&[]);
            prop_assert_eq!(
                &everything,
                &story.everything(&mixed),
                "nor does a rebuild matter"
            );
            Ok(())
        },
    );
}

#[test]
fn what_a_revoked_desktop_wrote_from_its_number_on_does_not_count_and_the_rest_does() {
    for_all(300, (steps(20), any::<u64>()), |((desks, steps), seed)| {
        let other = commune(2, 5);
        let history = play(&other, desks, &steps);
        let story = Story::tell(seed, history, other, commune(1, 3));
        let workspace = story.deliver(&story.deliveries);
        let view = workspace.store.view();
        let hidden: BTreeMap<String, bool> = view
            .imports()
            .expect("readable")
            .into_iter()
            .map(|import| (import.bundle, import.hidden))
            .collect();
        let revoked = story.revoked();
        for (at, bundle) in story.bundles.iter().enumerate() {
            for revision in bundle {
                let desk = story
                    .other
                    .desks
                    .iter()
                    .position(|desk| desk.id == revision.body.device);
                let from = desk.and_then(|desk| revoked.get(&desk));
                let stands = from.is_none_or(|from| revision.body.n < *from);
                let shown = !hidden[&format!("bundle-{at}")];
                prop_assert_eq!(
                    view.counts(revision.hash).expect("readable"),
                    stands && shown
                );
                prop_assert!(
                    view.has_revision(revision.hash).expect("readable"),
                    "nothing is lost"
                );
            }
        }
        Ok(())
    });
}

#[test]
fn a_verified_sender_stays_verified_through_a_succession_and_not_through_two() {
    let (own, other) = (commune(1, 1), commune(2, 1));
    let pin = |at: usize, n: u64| {
        let pinned = BlobHash(root(2, at).public().to_bytes()).to_string();
        let leaves = [("state", "verified".into()), ("root", pinned.into())];
        write(
            &own,
            0,
            n,
            ("sender_decision", &other.id.to_string()),
            &leaves,
        )
    };
    let trust = |line: &[Said], pinned: usize| {
        let mut workspace = Workspace::of(&own, &[&other]);
        workspace.give([&pin(pinned, 1)]);
        workspace
            .store
            .transaction(NOW, |tx| {
                line.iter()
                    .try_for_each(|(said, envelope)| tx.add_succession(said, envelope))
            })
            .expect("stored");
        workspace.store.view().trust(other.id).expect("readable")
    };
    assert_eq!(trust(&[], 0), Trust::Verified);
    assert_eq!(
        trust(&[says(2, 0, 1)], 0),
        Trust::Verified,
        "the old root has vouched for the new one"
    );
    assert_eq!(trust(&[says(2, 0, 1)], 1), Trust::Verified);
    assert_eq!(
        trust(&[], 1),
        Trust::Accepted,
        "a key of which nothing leads to the one in use"
    );
    assert_eq!(
        trust(&[says(2, 0, 1), says(2, 0, 2)], 0),
        Trust::Accepted,
        "two keys claim to follow: nobody can tell which to believe"
    );
    let mut workspace = Workspace::of(&own, &[&other]);
    let bare = [("state", "verified".into())];
    workspace.give([&write(
        &own,
        0,
        1,
        ("sender_decision", &other.id.to_string()),
        &bare,
    )]);
    let trust = workspace.store.view().trust(other.id).expect("readable");
    assert_eq!(
        trust,
        Trust::Accepted,
        "a verification that names no key verified nothing"
    );
}

#[test]
fn of_an_organisation_that_claims_ever_more_root_keys_no_more_than_anyone_has_are_kept() {
    let (own, other) = (commune(1, 1), commune(2, 1));
    let mut workspace = Workspace::of(&own, &[&other]);
    let mut take = |said: Said| {
        let (said, envelope) = said;
        let taken = workspace
            .store
            .transaction(NOW, |tx| tx.add_succession(&said, &envelope));
        taken.expect("the bundle that brings it is no less good for it");
        let kept = workspace.store.view().successions(other.id);
        kept.expect("readable").len()
    };
    // One bundle brings a line, the next another one beside it: each is as long as a bundle may bring.
    let first: Vec<usize> = (0..MOST_SUCCESSIONS)
        .map(|at| take(says(2, at, at + 1)))
        .collect();
    assert_eq!(first.last(), Some(&MOST_SUCCESSIONS));
    let mut before = 0;
    for at in MOST_SUCCESSIONS + 1..2 * MOST_SUCCESSIONS {
        assert_eq!(take(says(2, before, at)), MOST_SUCCESSIONS);
        before = at;
    }
}

#[test]
fn nobody_but_the_root_revokes_a_desktop() {
    let (own, other) = (commune(1, 1), commune(2, 2));
    let sheet = write(
        &other,
        0,
        3,
        ("solution", "sol"),
        &[("title", "Régie".into())],
    );
    let thief = revoke(&other, 1, 1, &root(7, 0), (0, 1));
    let strangers = revoke(&commune(3, 2), 1, 1, &root(3, 0), (0, 1));
    let mut workspace = Workspace::of(&own, &[&other]);
    workspace.import("i1", "b1", &other, &[&sheet, &thief]);
    workspace.import("i2", "b2", &commune(3, 2), &[&strangers]);
    let counts =
        |workspace: &Workspace| workspace.store.view().counts(sheet.hash).expect("readable");
    assert!(
        counts(&workspace),
        "a desktop without the root key revokes nobody"
    );
    let real = revoke(&other, 1, 2, &root(2, 0), (0, 3));
    workspace.import("i3", "b3", &other, &[&real]);
    assert!(!counts(&workspace));
    let apart = workspace
        .store
        .view()
        .revoked_revisions()
        .expect("readable");
    assert_eq!(
        (apart.len(), apart[0].title.as_str()),
        (1, "Régie"),
        "it is told what is kept apart"
    );
    let later = revoke(&other, 1, 4, &root(2, 0), (0, 9));
    workspace.import("i4", "b4", &other, &[&later]);
    assert!(!counts(&workspace), "the lowest number decides");
}
