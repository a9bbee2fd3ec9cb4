//! What a workspace makes of files that were cut or made to harm: what is refused as a whole leaves it as it was, row for row
//! and file for file; of the rest, nothing but what was signed is there.

use std::collections::BTreeSet;
use std::path::Path;

use essaim_ops::Workspace;
use essaim_ops::exchange::{Imported, Limits, Silent};
use essaim_store::Store;
use essaim_testkit::{Desk, TestMachine, roubaix, saint_amand, tree};
use serde_json::json;

use super::pack::{Member, pack, unpack};
use super::sample::Sample;
use super::set;
use crate::pictures::{Picture, on_their_way};

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Takes a file in. Gives the code with which it is refused.
fn take(workspace: &Workspace, file: &Path) -> Result<Imported, &'static str> {
    let taken = workspace.import(file, &Limits::DEFAULT, true, None, &Silent);
    taken.map(|taken| taken.value).map_err(|error| error.code())
}

/// The canonical dump, as it is.
fn rows(workspace: &Workspace) -> Tried<Vec<String>> {
    Ok(Store::open(workspace.folder())?.view().canonical_dump()?)
}

/// A workspace that knows the sheet of a bundle in an older form, and that bundle.
fn half_known() -> Tried<(Desk, Vec<u8>)> {
    let (mut desk, sender) = (saint_amand()?, roubaix()?);
    let sheet = json!({"id": "maison", "title": "Maison à 1 €"});
    sender.new_record("solution", &sheet)?;
    desk.receive(&sender.bundle("first.essaim", &["maison"])?)?;
    sender.change("maison", &json!({"summary": "Revue"}))?;
    let plan = sender.file("plan.txt", "Plan de financement. ".repeat(60))?;
    let sheet = json!({"id": "zero", "title": "Zéro déchet", "attachments": [{"path": plan}]});
    sender.new_record("solution", &sheet)?;
    let second = sender.bundle("second.essaim", &["maison", "zero"])?;
    desk.new_record("project", &json!({"title": "Le nôtre"}))?;
    // Opened anew, all of it lies in one file.
    desk.reopen()?;
    Ok((desk, std::fs::read(second)?))
}

/// Where each part of an archive begins: headers, names, data, the directory and its end.
fn boundaries(bytes: &[u8]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (at, four) in bytes.windows(4).enumerate() {
        let fixed = match four {
            b"PK\x03\x04" => 30,
            b"PK\x01\x02" => 46,
            b"PK\x05\x06" => 22,
            _ => continue,
        };
        let around = [at, at + 4, at + fixed].into_iter();
        found.extend(around.flat_map(|at| [at.saturating_sub(1), at, at + 1]));
    }
    found.retain(|at| *at < bytes.len());
    found
}

#[test]
fn p11_a_bundle_cut_anywhere_is_refused_and_the_workspace_is_as_it_was() -> Tried {
    let (desk, bytes) = half_known()?;
    let store = Store::open(desk.folder())?;
    let rows = || store.view().canonical_dump();
    let (before, files) = (rows()?, tree(&desk.folder().join("attachments")));
    let mut lengths = boundaries(&bytes);
    assert!(
        lengths.len() > 100,
        "an archive has many parts: {lengths:?}"
    );
    lengths.extend((0..bytes.len()).step_by(23));
    lengths.extend(bytes.len() - 60..bytes.len());
    let file = desk.path("cut.essaim");
    for length in lengths {
        std::fs::write(&file, &bytes[..length])?;
        let refused = take(&desk, &file).map(|_| ()).expect_err("it is not whole");
        assert!(
            ["not_a_bundle", "incomplete"].contains(&refused),
            "cut at {length}: {refused}"
        );
        assert_eq!(rows()?, before, "cut at {length}");
        assert!(on_their_way(&desk).is_empty(), "cut at {length}");
    }
    assert_eq!(tree(&desk.folder().join("attachments")), files);
    assert_eq!(desk.imports()?.len(), 1, "the register has the first only");
    std::fs::write(&file, &bytes)?;
    assert!(take(&desk, &file).is_ok(), "whole, it is taken in");
    assert_ne!(rows()?, before, "and is then seen");
    Ok(())
}

/// A copy of a desktop's workspace that is opened anew.
fn copy_of(desk: &Desk, to: &Path) -> Tried<Workspace> {
    std::fs::create_dir_all(to)?;
    std::fs::copy(desk.folder().join("essaim.db"), to.join("essaim.db"))?;
    Ok(Workspace::open(
        to,
        TestMachine::new(9, &desk.keys()).machine,
    )?)
}

#[test]
fn p12_a_hostile_archive_changes_nothing_or_brings_what_was_signed() -> Tried {
    let mut desk = saint_amand()?;
    desk.new_record("project", &json!({"title": "Le nôtre"}))?;
    desk.reopen()?;
    let folder = tempfile::tempdir()?;
    let (file, place) = (folder.path().join("x.essaim"), folder.path().join("copy"));
    std::fs::write(&file, Sample::small().write())?;
    let honest = copy_of(&desk, &folder.path().join("honest"))?;
    let (before, rows_before) = (Picture::of(&honest)?, rows(&honest)?);
    assert!(take(&honest, &file).is_ok());
    let right = Picture::of(&honest)?;
    assert_ne!(before, right, "what was signed is seen");
    let mut wrong = Vec::new();
    let (mut refused, mut in_part, mut whole) = (0, 0, 0);
    for case in set::all() {
        let workspace = copy_of(&desk, &place)?;
        std::fs::write(&file, &case.bytes)?;
        let taken = take(&workspace, &file);
        let seen = Picture::of(&workspace)?;
        let holds = match &taken {
            Err(code) => {
                refused += 1;
                case.code == Some(*code) && seen == before && rows(&workspace)? == rows_before
            }
            Ok(_) if case.code.is_some() => {
                in_part += 1;
                seen.is_within(&right)
            }
            Ok(_) => {
                whole += 1;
                seen == right
            }
        };
        let left = on_their_way(&workspace);
        if !holds || !left.is_empty() {
            let code = taken.map(|_| ());
            wrong.push(format!("{}: {code:?}, left {left:?}", case.name));
        }
        drop(workspace);
        std::fs::remove_dir_all(&place)?;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(
        refused > 60 && whole > 5,
        "{refused} refused, {in_part} in part, {whole} whole"
    );
    Ok(())
}

#[test]
fn a_file_that_did_not_hold_whole_is_known_by_its_bytes_and_a_better_one_is_taken_in() -> Tried {
    let (desk, whole) = half_known()?;
    let mut members = unpack(&whole);
    let attached = |member: &&mut Member| member.name.starts_with(b"attachments/");
    let hurt = members
        .iter_mut()
        .find(attached)
        .ok_or("it brings a file")?;
    hurt.data = b"autre chose".to_vec();
    let (hurt_file, whole_file) = (desk.folder().join("hurt"), desk.folder().join("whole"));
    std::fs::write(&hurt_file, pack(&members))?;
    std::fs::write(&whole_file, &whole)?;

    let received = |file: &Path| -> Tried<bool> {
        let taken = take(&desk, file)?;
        Ok(taken.incoming.already_received_ms.is_some())
    };
    let kept = || tree(&desk.folder().join("attachments")).len();
    assert!(!received(&hurt_file)?);
    assert_eq!(kept(), 0, "its file is not the one that was signed");
    assert!(received(&hurt_file)?, "these very bytes were here");
    assert!(!received(&whole_file)?, "of this one, more can be taken in");
    assert_eq!(kept(), 1);
    assert!(
        received(&whole_file)? && received(&hurt_file)?,
        "all of it is here"
    );
    Ok(())
}
