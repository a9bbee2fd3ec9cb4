//! Imports on the real store: what left arrives equal and leaves again byte for byte; what was taken in and then hidden
//! never was; what was damaged on the way changes nothing or is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use essaim_bundle::{BundleReader, in_order};
use essaim_model::document::Change;
use essaim_model::{Path as Leaf, RevisionHash, Value};
use essaim_ops::Workspace as Opened;
use essaim_ops::exchange::{Imported, Limits, Silent};
use essaim_revision::certificate::seal;
use essaim_revision::{Body, Clock, Revision, Stamp, State};
use essaim_store::{RecordKey, Store};
use essaim_testkit::{Desk, TestMachine, roubaix, saint_amand, town};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::history::{play, steps};
use super::world::{Commune, Dice, NOW, Workspace, commune, for_all, id};
use crate::pictures::Picture;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// A revision's bytes and its signature.
pub(crate) type Exact = (Vec<u8>, [u8; 64]);

/// Every revision of a bundle: its bytes and its signature, by hash.
pub(crate) fn revisions(file: &Path) -> Tried<BTreeMap<RevisionHash, Exact>> {
    let reader = BundleReader::open(std::fs::read(file)?, Limits::DEFAULT)?;
    let mut found = BTreeMap::new();
    for part in reader.revision_parts() {
        for envelope in reader.envelopes(part)? {
            let envelope = envelope?;
            found.insert(envelope.hash(), (envelope.body, envelope.signature.0));
        }
    }
    Ok(found)
}

fn sheet(number: u32, words: &[String]) -> Json {
    let steps: Vec<Json> = words.iter().map(|word| json!({"title": word})).collect();
    json!({
        "id": format!("fiche-{number}"), "title": format!("Fiche {number} {}", words.concat()),
        "summary": words.join(" "), "keywords": words, "steps": steps,
        "actual_cost": {"amount": "140000.00", "currency": "EUR", "tax": "ttc"},
        "indicators": [{"name": "Nombre", "unit": "logements", "readings": [{"date": "2018-03-31", "value": "13", "source": "commune"}]}],
        "attachments": [{"path": format!("piece-{number}.bin"), "caption": "Pièce"}],
    })
}

#[test]
fn p06_what_was_exported_arrives_equal_and_leaves_again_byte_equal() {
    let words = prop::collection::vec("[a-zé€œ’ ]{1,12}", 0..4);
    let strategy =
        prop::collection::vec((words, prop::collection::vec(any::<u8>(), 0..3_000)), 1..4);
    for_all(12, strategy, |sheets| {
        let tried = || -> Tried {
            let (first, second, third) = (roubaix()?, saint_amand()?, town("56260", 3)?);
            let mut names = Vec::new();
            for (number, (words, bytes)) in sheets.iter().enumerate() {
                first.file(&format!("piece-{number}.bin"), bytes)?;
                first.new_record("solution", &sheet(number as u32, words))?;
                first.change(&format!("fiche-{number}"), &json!({"context": "Relu"}))?;
                names.push(format!("fiche-{number}"));
            }
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let sent = first.bundle("sent.essaim", &names)?;
            second.receive(&sent)?;
            let forwarded = second.bundle("forwarded.essaim", &names)?;
            second.accept_sender(first.organisation()?)?;
            third.receive(&forwarded)?;
            third.accept_sender(first.organisation()?)?;
            for name in &names {
                let (here, there, further) = (
                    first.show(name)?.to_json(),
                    second.show(name)?.to_json(),
                    third.show(name)?.to_json(),
                );
                assert_eq!(here, there, "it arrives as it left");
                assert_eq!(here, further, "and further on as well");
            }
            let (left, again) = (revisions(&sent)?, revisions(&forwarded)?);
            let theirs: Vec<_> = left
                .iter()
                .filter(|(_, (body, _))| is_about(body, &names))
                .collect();
            assert_eq!(theirs.len(), names.len());
            for (hash, exact) in theirs {
                assert_eq!(
                    again.get(hash),
                    Some(exact),
                    "byte for byte, signature included"
                );
            }
            for desk in [&second, &third] {
                assert!(desk.check()?.problems.is_empty());
            }
            Ok(())
        };
        let outcome = tried();
        prop_assert!(outcome.is_ok(), "{outcome:?}");
        Ok(())
    });
}

fn is_about(body: &[u8], names: &[&str]) -> bool {
    let body = Body::parse(body).expect("a body");
    names.contains(&body.record.as_str())
}

/// What is handed to a workspace, in some order.
#[derive(Clone, Copy)]
enum Given {
    Bundle(usize),
    /// An edit of ours.
    Edit(usize),
    /// Our decision on the bundle that is tried; the later one counts.
    Hide(usize),
}

const TRIED: usize = 0;

/// Decisions of ours on the bundle that is tried: hidden, shown again, hidden.
fn decisions(own: &Commune, count: usize) -> Vec<Revision> {
    let mut state = State::default();
    let decide = |at: usize| {
        let device = own.desks[0].id;
        let stamp = Stamp {
            device,
            n: at as u64 + 500,
        };
        let clock = Clock {
            ms: NOW - 1000 + at as u64,
            counter: 0,
        };
        let hidden = Leaf::new("hidden").expect("a path");
        state = state.apply(
            stamp,
            clock,
            &[Change::Set(hidden, Value::Flag(at.is_multiple_of(2)))],
        );
        let body = Body {
            kind: "import_decision".to_owned(),
            record: id("bundle-0"),
            owner: own.id,
            class: "internal".to_owned(),
            device,
            n: stamp.n,
            clock,
            state: state.clone(),
        };
        seal(body, &own.desks[0].key)
    };
    (0..count).map(decide).collect()
}

#[test]
fn p07_import_then_hide_is_never_imported() {
    let strategy = (steps(14), steps(8), any::<u64>(), 1..4usize);
    for_all(400, strategy, |((a, theirs), (b, edits), seed, decided)| {
        let (own, sender) = (commune(1, 5), commune(2, 5));
        let (history, ours) = (play(&sender, a, &theirs), play(&own, b, &edits));
        let decisions = decisions(&own, decided);
        let mut dice = Dice::new(seed);
        // What each of three bundles holds; the second and third may hold what the first holds, or build upon it.
        let parts: Vec<Vec<&Revision>> = (0..3)
            .map(|_| {
                history
                    .revisions()
                    .into_iter()
                    .filter(|_| dice.roll(2) == 0)
                    .collect()
            })
            .collect();
        let mut all: Vec<Given> = (0..3).map(Given::Bundle).collect();
        all.extend((0..ours.written.len()).map(Given::Edit));
        all.extend((0..decided).map(Given::Hide));
        let deliver = |given: &[Given]| {
            let mut workspace = Workspace::of(&own, &[]);
            for one in given {
                match *one {
                    Given::Bundle(bundle) => workspace.import(
                        &format!("import-{bundle}"),
                        &format!("bundle-{bundle}"),
                        &sender,
                        &parts[bundle],
                    ),
                    Given::Edit(index) => workspace.give([&ours.written[index].revision]),
                    Given::Hide(index) => workspace.give([&decisions[index]]),
                }
            }
            workspace
        };
        let records: Vec<RecordKey> = history
            .records()
            .into_iter()
            .chain(ours.records())
            .collect();
        dice.shuffle(&mut all);
        let mut with = deliver(&all);
        let is_hidden = decided % 2 == 1;
        let without: Vec<Given> = all
            .iter()
            .copied()
            .filter(|one| !is_hidden || !matches!(one, Given::Bundle(TRIED)))
            .filter(|one| is_hidden || !matches!(one, Given::Hide(_)))
            .collect();
        let never = deliver(&without);
        // Our decision itself is a record: it is there in one of them only when it was taken back again.
        let (seen, expected) = (with.seen(&records), never.seen(&records));
        prop_assert_eq!(&seen.records, &expected.records);
        let of_records = |dump: &[String]| -> Vec<String> {
            dump.iter()
                .filter(|line| !line.contains("import_decision"))
                .cloned()
                .collect()
        };
        prop_assert_eq!(of_records(&seen.dump), of_records(&expected.dump));
        prop_assert_eq!(&seen, &with.rebuilt(&records));
        Ok(())
    });
}

/// What can be seen of an open workspace.
fn dump(workspace: &Opened) -> Tried<Vec<String>> {
    Ok(Store::open(workspace.folder())?.view().canonical_dump()?)
}

#[test]
fn p07_an_import_is_hidden_weeks_later_after_others_and_local_edits_and_comes_back() -> Tried {
    let (mut desk, other, third) = (saint_amand()?, roubaix()?, town("56260", 3)?);
    other.new_record("solution", &json!({"id": "maison", "title": "Maison"}))?;
    desk.receive(&other.bundle("one.essaim", &["maison"])?)?;
    other.change("maison", &json!({"summary": "Revue"}))?;
    other.new_record("solution", &json!({"id": "zero", "title": "Zéro déchet"}))?;
    let before = desk.content("maison")?;
    let tried = desk
        .receive(&other.bundle("two.essaim", &["maison", "zero"])?)?
        .import_id;
    desk.machine.clock.pass(40 * 24 * 3_600_000);
    third.new_record("solution", &json!({"id": "velos", "title": "Vélos"}))?;
    desk.receive(&third.bundle("three.essaim", &["velos"])?)?;
    desk.new_record("project", &json!({"id": "projet", "title": "Le nôtre"}))?;
    desk.reopen()?;
    let with = dump(&desk)?;
    desk.hide_import(&tried)?;
    assert_eq!(
        desk.content("maison")?,
        before,
        "as the first bundle left it"
    );
    assert!(
        desk.show("zero").is_err(),
        "what it alone brought is not there"
    );
    assert_eq!(desk.content("velos")?["title"], "Vélos");
    assert_eq!(desk.content("projet")?["title"], "Le nôtre");
    desk.show_import(&tried)?;
    desk.reopen()?;
    let comparable = |dump: Vec<String>| -> BTreeSet<String> {
        dump.into_iter()
            .filter(|line| !line.contains("import_decision"))
            .collect()
    };
    assert_eq!(comparable(dump(&desk)?), comparable(with));
    assert!(desk.check()?.problems.is_empty());
    Ok(())
}

/// A copy of a desktop's workspace that is opened anew.
fn copy_of(desk: &Desk, to: &Path) -> Tried<Opened> {
    std::fs::create_dir_all(to.join("workspace"))?;
    std::fs::copy(
        desk.path("workspace").join("essaim.db"),
        to.join("workspace/essaim.db"),
    )?;
    let machine = TestMachine::new(9, &desk.keys()).machine;
    Ok(Opened::open(&to.join("workspace"), machine)?)
}

#[test]
fn p10_a_flipped_byte_of_a_bundle_leaves_the_workspace_as_it_was_or_as_it_should_be() -> Tried {
    let (mut desk, other) = (saint_amand()?, roubaix()?);
    other.file("piece-1.bin", b"Plan de financement")?;
    other.new_record("solution", &sheet(1, &["un".to_owned()]))?;
    let file = other.bundle("one.essaim", &["fiche-1"])?;
    let bytes = std::fs::read(&file)?;
    desk.reopen()?; // all of it in one file
    let folder = tempfile::tempdir()?;
    let whole = copy_of(&desk, &folder.path().join("whole"))?;
    let before = dump(&whole)?;
    whole.import(&file, &Limits::DEFAULT, true, None, &Silent)?;
    let right = Picture::of(&whole)?;
    assert_ne!(
        before,
        dump(&whole)?,
        "an import that does nothing proves nothing"
    );
    let flips = (0..bytes.len())
        .step_by(19)
        .map(|at| Ok::<_, String>((at, 1u8 << (at % 8))));
    let flip = |(at, bit): (usize, u8)| -> Result<bool, String> {
        let mut flipped = bytes.clone();
        flipped[at] ^= bit;
        let place = folder.path().join(at.to_string());
        let wrong = |error: &dyn std::fmt::Display| format!("byte {at}: {error}");
        let workspace = copy_of(&desk, &place).map_err(|error| wrong(&error))?;
        let path = place.join("flipped.essaim");
        std::fs::write(&path, flipped).map_err(|error| wrong(&error))?;
        let taken = workspace.import(&path, &Limits::DEFAULT, true, None, &Silent);
        let seen = || Picture::of(&workspace).map_err(|error| wrong(&error));
        let held = match &taken {
            Err(_) => dump(&workspace).map_err(|error| wrong(&error))? == before,
            // A part that refuses itself is missing; all else is there, and nothing that nobody wrote.
            Ok(taken) if is_in_part(&taken.value) => seen()?.is_within(&right),
            Ok(_) => seen()? == right,
        };
        let is_whole = taken.is_ok_and(|taken| !is_in_part(&taken.value));
        drop(workspace);
        drop(std::fs::remove_dir_all(&place));
        if held {
            Ok(is_whole)
        } else {
            Err(wrong(&"a value that nobody wrote"))
        }
    };
    let (mut touched, mut taken) = (0, 0);
    in_order(2, flips, flip, |result| {
        if result? {
            taken += 1
        } else {
            touched += 1
        }
        Ok::<(), String>(())
    })?;
    assert!(
        touched > 0 && taken > 0,
        "{touched} refused whole or in part, {taken} in which nothing that is read was touched"
    );
    Ok(())
}

/// Whether something of it was refused, or did not arrive.
fn is_in_part(imported: &Imported) -> bool {
    let plan = &imported.incoming.plan;
    !plan.refused.is_empty() || !plan.missing_attachments.is_empty()
}
