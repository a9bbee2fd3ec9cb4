//! A bundle leaves in an e-mail draft, encrypted, or in several drafts where one would be too large: each is read again, in
//! any order, and nothing internal goes with it.

use essaim_ops::exchange::carrier::{Arrival, Carrier};
use essaim_ops::exchange::{ExportRequest, Limits, Posted, Posting, Selection, Silent, Target};
use essaim_testkit::{Desk, roubaix, saint_amand};
use serde_json::json;

use super::{PASSPHRASE, import, plan};
use crate::leaving::searched::{haystack, letter};

pub(super) fn post(desk: &Desk, ids: &[&str], posting: &Posting, name: &str) -> Posted {
    let request = ExportRequest {
        publish: true,
        ..ExportRequest::of(Selection::Records(
            ids.iter().map(|id| (*id).to_owned()).collect(),
        ))
    };
    let posted = desk.export_in(&request, posting, &Target::File(desk.path(name)), &Silent);
    posted.expect("it leaves").value
}

fn by(carrier: Carrier) -> Posting {
    Posting {
        carrier,
        ..Posting::default()
    }
}

fn sheet(desk: &Desk) -> String {
    let sheet = json!({"title": "Maison à 1 €", "summary": "Une maison cédée pour 1 €."});
    desk.new_record("solution", &sheet).expect("a sheet")
}

#[test]
fn an_e_mail_draft_carries_the_bundle_and_tells_what_is_in_it() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let id = sheet(&roubaix);
    let posted = post(&roubaix, &[&id], &by(Carrier::Mail), "lettre.eml");
    let letter = posted.letter.unwrap();
    assert!(letter.subject.contains("Maison à 1 €") && letter.subject.contains("Roubaix"));
    assert!(letter.text.contains("Une maison cédée pour 1 €."));
    let taken = import(&amand, &posted.first.file).unwrap();
    assert_eq!((taken.plan.fresh.len(), taken.carrier), (1, Carrier::Mail));
    assert_eq!(taken.bundle_id, posted.first.bundle_id);
    let plain = roubaix.bundle("fiche.essaim", &[&id]).unwrap();
    let again = plan(&amand, &plain, None).unwrap();
    assert!(
        again.already_received_ms.is_some(),
        "by file it is the same bundle"
    );
    assert_eq!(roubaix.sent().unwrap().len(), 2, "the register has each");
}

#[test]
fn what_is_encrypted_opens_with_its_passphrase_only() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let id = sheet(&roubaix);
    for (carrier, name) in [
        (Carrier::Essaim, "fiche.essaim"),
        (Carrier::Mail, "lettre.eml"),
    ] {
        let posting = Posting {
            passphrase: Some(format!("{PASSPHRASE} ")),
            ..by(carrier)
        };
        let file = post(&roubaix, &[&id], &posting, name).first.file;
        let bytes = std::fs::read(&file).unwrap();
        assert!(
            !String::from_utf8_lossy(&bytes).contains("mimetype"),
            "{name} shows no bundle"
        );
        assert_eq!(
            plan(&amand, &file, None).unwrap_err().code(),
            "passphrase_needed"
        );
        assert_eq!(
            plan(&amand, &file, Some("frelon")).unwrap_err().code(),
            "wrong_passphrase"
        );
        assert!(plan(&amand, &file, Some(PASSPHRASE)).is_ok());
        let copied = format!(" {PASSPHRASE}\n");
        assert!(
            plan(&amand, &file, Some(&copied)).is_ok(),
            "as it is copied out of a letter"
        );
    }
}

/// Bytes that no compression makes small, and that are others for each seed.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn what_does_not_fit_one_e_mail_follows_in_others_which_are_read_in_any_order() {
    let roubaix = roubaix().unwrap();
    let mut attachments = Vec::new();
    for (at, mebibytes) in [4, 4, 2, 8].into_iter().enumerate() {
        let name = format!("plan-{at}.bin");
        roubaix
            .file(&name, noise(at as u64 + 1, mebibytes << 20))
            .unwrap();
        attachments.push(json!({"path": name, "caption": name}));
    }
    let sheet = json!({"title": "Maison à 1 €", "attachments": attachments});
    let id = roubaix.new_record("solution", &sheet).unwrap();
    let posted = post(&roubaix, &[&id], &by(Carrier::Mail), "lettre.eml");
    let heavy: Vec<(&str, &str)> = posted
        .first
        .preview
        .left_out
        .iter()
        .map(|left| (left.what.as_str(), left.why.code()))
        .collect();
    assert_eq!(
        heavy,
        [("plan-3.bin", "too_heavy")],
        "what no e-mail takes is told"
    );
    assert_eq!(posted.others.len(), 1, "4 and 2 go together, 4 alone");
    let files = [&posted.first.file, &posted.others[0].file];
    for file in files {
        assert!(
            std::fs::metadata(file).unwrap().len() < 10 << 20,
            "base64 makes 7 MiB less than 10"
        );
    }
    let seen = |order: [usize; 2]| {
        let desk = saint_amand().unwrap();
        let first = plan(&desk, files[order[0]], None).unwrap();
        assert_eq!(
            first.plan.missing_attachments.len() + first.plan.attachments as usize,
            4
        );
        import(&desk, files[order[0]]).unwrap();
        let second = plan(&desk, files[order[1]], None).unwrap();
        assert_eq!(second.plan.known.len(), 1, "the sheet is here already");
        assert!(
            second.plan.attachments > 0,
            "what it brings are attachments"
        );
        let taken = import(&desk, files[order[1]]).unwrap();
        assert_eq!(taken.plan.missing_attachments.len(), 1);
        (
            desk.content(&id).unwrap(),
            desk.check().unwrap().attachments,
        )
    };
    assert_eq!(seen([0, 1]), seen([1, 0]));
    assert_eq!(seen([0, 1]).1, 3);
}

#[test]
fn p17_an_e_mail_says_nothing_of_what_is_internal() {
    let roubaix = roubaix().unwrap();
    let id = sheet(&roubaix);
    let secret = "dossier-zibeline";
    roubaix
        .new_record("project", &json!({"title": secret, "description": secret}))
        .unwrap();
    let file = post(&roubaix, &[&id], &by(Carrier::Mail), "lettre.eml")
        .first
        .file;
    let told = letter(&file).unwrap();
    for public in ["Maison à 1 €", "Une maison cédée pour 1 €.", "Roubaix"] {
        assert!(told.contains(public), "{public} is read in {told}");
    }
    let all = haystack(&file).unwrap();
    assert!(
        all.contains("Une maison cédée pour 1 €.") && all.contains(&id),
        "what is attached is read too"
    );
    for internal in [secret, "Awa Diallo", "Urbanisme"] {
        assert!(!told.contains(internal), "{internal} in {told}");
        assert!(!all.contains(internal), "{internal} in what is attached");
    }
}

#[test]
fn a_draft_that_cannot_be_written_leaves_nothing() {
    let roubaix = roubaix().unwrap();
    let id = sheet(&roubaix);
    let request = ExportRequest {
        publish: true,
        ..ExportRequest::of(Selection::Records(vec![id]))
    };
    let target = roubaix.path("absent").join("lettre.eml");
    assert!(
        roubaix
            .export_in(
                &request,
                &by(Carrier::Mail),
                &Target::File(target.clone()),
                &Silent
            )
            .is_err()
    );
    assert!(
        roubaix.sent().unwrap().is_empty(),
        "the register tells of what left only"
    );
    let left = std::fs::read_dir(roubaix.folder().join("incoming")).map_or(0, Iterator::count);
    assert_eq!(left, 0);
}

#[test]
fn the_part_of_a_file_that_carries_one_bundle_is_the_first() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let id = sheet(&roubaix);
    let file = post(&roubaix, &[&id], &by(Carrier::Mail), "lettre.eml")
        .first
        .file;
    let part = |part| {
        let arrival = Arrival {
            part: Some(part),
            ..file.as_path().into()
        };
        amand.plan(arrival, &Limits::DEFAULT, &Silent)
    };
    assert!(part(0).is_ok());
    assert_eq!(part(1).unwrap_err().code(), "several_bundles");
}
