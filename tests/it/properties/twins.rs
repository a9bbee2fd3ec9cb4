//! One stamp used for two things means that a desktop was copied: an alarm, both are kept, neither counts.

use essaim_revision::certificate::seal;
use essaim_revision::{Revision, Stamp};
use essaim_store::{Appended, Damage, Prepared, Source};
use proptest::prelude::*;

use super::history::{play, steps};
use super::world::{Commune, Dice, NOW, Workspace, append, commune, for_all};

/// Another revision with the stamp of `one`, as a copy of its desktop would sign it: of the same record or of another.
fn twin(commune: &Commune, one: &Revision, elsewhere: bool, word: &str) -> Revision {
    let mut body = one.body.clone();
    if elsewhere {
        body.record = super::world::id("record-9");
    }
    let title = essaim_model::Path::new("title").expect("a path");
    let change = essaim_model::document::Change::Set(title, word.into());
    let stamp = Stamp {
        device: body.device,
        n: body.n,
    };
    body.state = body.state.apply(stamp, body.clock, &[change]);
    let desk = commune.desks.iter().find(|desk| desk.id == body.device);
    seal(body, &desk.expect("its desktop").key)
}

#[test]
fn p16_the_same_stamp_twice_is_an_alarm_in_whatever_order_they_come() {
    let commune = commune(1, 5);
    let strategy = (steps(15), any::<u64>(), any::<bool>(), 1..3usize);
    for_all(
        400,
        strategy,
        |((desks, steps), seed, elsewhere, copies)| {
            let mut dice = Dice::new(seed);
            let history = play(&commune, desks, &steps);
            prop_assume!(!history.written.is_empty());
            let mut all: Vec<Revision> = history.revisions().into_iter().cloned().collect();
            let copied = all[dice.roll(all.len())].clone();
            let twins: Vec<Revision> = (0..copies)
                .map(|copy| twin(&commune, &copied, elsewhere, &format!("copie {copy}")))
                .collect();
            all.extend(twins.iter().cloned());
            let mut records = history.records();
            records.extend(twins.iter().map(|twin| essaim_store::RecordKey {
                owner: commune.id,
                id: twin.body.record.clone(),
            }));
            let mut workspaces = [(); 2].map(|()| Workspace::of(&commune, &[]));
            for workspace in &mut workspaces {
                all.iter().for_each(|one| workspace.give([one]));
                dice.shuffle(&mut all);
            }
            let [one, other] = &mut workspaces;
            let seen = one.seen(&records);
            prop_assert_eq!(&seen, &other.seen(&records));
            let view = one.store.view();
            let stamp = (commune.id, copied.body.device, copied.body.n);
            prop_assert_eq!(view.alarms().expect("readable"), vec![stamp]);
            for aside in twins.iter().chain([&copied]) {
                prop_assert!(
                    !view.counts(aside.hash).expect("readable"),
                    "neither counts"
                );
                let kept = view.envelope(aside.hash).expect("readable");
                prop_assert_eq!(
                    kept.map(|kept| kept.body),
                    Some(aside.bytes.clone()),
                    "both are kept"
                );
            }
            let heads = view
                .record(&records[0])
                .expect("readable")
                .map(|record| record.rec);
            let heads = heads.map(|rec| view.head_hashes(rec).expect("readable"));
            prop_assert!(!heads.unwrap_or_default().contains(&copied.hash));
            prop_assert_eq!(&seen, &one.rebuilt(&records));
            Ok(())
        },
    );
}

#[test]
fn p16_the_second_use_of_a_stamp_is_told_when_it_comes() {
    let commune = commune(1, 1);
    let step = super::history::Step::Seal {
        desk: 0,
        record: 0,
        acts: vec![super::history::Act::Write(0, 0)],
        skew: 1,
    };
    let first = play(&commune, 1, &[step]).written.remove(0).revision;
    let second = twin(&commune, &first, false, "copie");
    let mut workspace = Workspace::of(&commune, &[]);
    let mut give = |revision: &Revision| {
        let given = workspace
            .store
            .transaction(NOW, |tx| append(tx, revision, Source::Local));
        given.expect("stored")
    };
    assert_eq!(give(&first), Appended::New);
    assert_eq!(give(&second), Appended::Aside);
    assert_eq!(
        give(&second),
        Appended::Known,
        "the same bytes again are no third use"
    );
    let report = workspace.store.check(|tx| tx.rebuild()).expect("readable");
    assert!(
        report
            .problems
            .iter()
            .any(|problem| matches!(problem, Damage::Copied { n: 2, .. })),
        "{report:?}"
    );
}

#[test]
fn what_becomes_of_a_revision_can_be_told_before_it_is_stored() {
    let commune = commune(1, 5);
    for_all(200, (steps(20), any::<u64>()), |((desks, steps), seed)| {
        let mut dice = Dice::new(seed);
        let history = play(&commune, desks, &steps);
        prop_assume!(!history.written.is_empty());
        let mut all: Vec<Revision> = history.revisions().into_iter().cloned().collect();
        let copied = all[dice.roll(all.len())].clone();
        all.push(twin(&commune, &copied, dice.roll(2) == 0, "copie"));
        all.push(copied);
        dice.shuffle(&mut all);
        let mut workspace = Workspace::of(&commune, &[]);
        for revision in &all {
            let prepared = Prepared::new(revision.clone(), NOW).expect("prepared");
            let view = workspace.store.view();
            let known = view.has_revision(revision.hash).expect("readable");
            let told = view.classify(&prepared).expect("readable");
            let became = workspace
                .store
                .transaction(NOW, |tx| tx.append(&prepared, Source::Local))
                .expect("stored");
            let alone = workspace
                .store
                .view()
                .counts(revision.hash)
                .expect("readable");
            // A record none of whose revisions counts any more is new again to those who look.
            let again = told == Appended::New && became == Appended::Updated;
            prop_assert!(
                told == became || again || (known && !alone),
                "told {told:?}, became {became:?}"
            );
        }
        Ok(())
    });
}
