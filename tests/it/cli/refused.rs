//! A command that is refused has done nothing, and what it was asked to protect or to write is protected or written whole.

use std::fs;

use serde_json::json;

use super::Desktop;

fn with_sheet() -> Desktop {
    let desktop = Desktop::of("59512");
    let text = "Écrire à jean.martin@roubaix.fr ou au 06 12 34 56 78.";
    desktop.add(
        "solution",
        &json!({"id": "m", "title": "Maison", "description": text}),
    );
    desktop
}

#[test]
fn an_empty_passphrase_protects_nothing_and_writes_nothing() {
    let desktop = with_sheet();
    let target = desktop.path("m.essaim").display().to_string();
    for nothing in ["", "\n", "   \nsecret\n"] {
        let secret = desktop.file("phrase.txt", nothing);
        let words = ["export", "--publish", "--record", "m", "--out", &target];
        let refused = desktop.run(&[&words[..], &["--passphrase-file", &secret]].concat());
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (1, "empty_passphrase")
        );
        assert!(!desktop.path("m.essaim").exists());
    }
    let plain = desktop.run(&["export", "--record", "m", "--out", &target]);
    assert_eq!(plain.code(), "nothing_to_export", "it is a draft still");
}

#[test]
fn what_looks_personal_is_pointed_at_when_it_leaves() {
    let desktop = with_sheet();
    let target = desktop.path("m.essaim").display().to_string();
    let told = desktop.done(&["export", "--publish", "--record", "m", "--out", &target]);
    let found = told["personal"].as_array().expect("a list");
    let passages: Vec<&str> = found
        .iter()
        .filter_map(|one| one["text"].as_str())
        .collect();
    assert_eq!(passages.len(), 2, "{told}");
    assert!(passages.contains(&"jean.martin@roubaix.fr"), "{told}");
    assert_eq!(found[0]["field"], "description");
}

#[test]
fn an_export_that_is_refused_has_published_nothing() {
    let desktop = with_sheet();
    let noise: Vec<u8> = (0..400_000_u32)
        .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
        .collect();
    desktop.file("bruit.bin", noise);
    desktop.add(
        "solution",
        &json!({"id": "lourde", "title": "Lourde", "attachments": [{"path": "bruit.bin"}]}),
    );
    let target = desktop.path("l.essaim").display().to_string();
    let words = ["export", "--record", "lourde", "--out", &target];
    let refused = desktop.run(&[&words[..], &["--publish", "--max-size", "1"]].concat());
    assert_eq!(refused.code(), "bundle_too_large");
    assert_eq!(desktop.run(&words).code(), "nothing_to_export");
    desktop.done(&[&words[..], &["--publish"]].concat());
    desktop.done(&words);
}

#[test]
fn a_backup_that_is_refused_leaves_the_passphrase_as_it_was() {
    let desktop = with_sheet();
    let first = desktop.file("un.txt", "quatre abeilles dans un verger");
    let second = desktop.file("deux.txt", "cinq abeilles dans un jardin");
    let good = desktop.path("a.sauvegarde").display().to_string();
    let nowhere = desktop.path("absent/b.sauvegarde").display().to_string();
    desktop.done(&["backup", "--to", &good, "--passphrase-file", &first]);
    let refused = desktop.run(&["backup", "--to", &nowhere, "--passphrase-file", &second]);
    assert_eq!(refused.status, 1);
    desktop.done(&["backup", "--to", &good]);
    let verify = ["backup", "--verify", &good, "--passphrase-file"];
    desktop.done(&[&verify[..], &[&first]].concat());
    let other = desktop.run(&[&verify[..], &[&second]].concat());
    assert_eq!(other.code(), "wrong_passphrase");
    desktop.done(&["backup", "--to", &good, "--passphrase-file", &second]);
    desktop.done(&[&verify[..], &[&second]].concat());
}

#[test]
fn requests_to_erase_go_into_a_folder_that_is_made_for_them_a_file_each() {
    let desktop = with_sheet();
    for who in ["Lens", "Lille"] {
        let target = desktop.path(who).display().to_string();
        let words = ["export", "--publish", "--record", "m", "--out", &target];
        desktop.done(&[&words[..], &["--to", who]].concat());
    }
    desktop.done(&["erase", "m", "description"]);
    let folder = desktop.path("à effacer");
    let out = folder.display().to_string();
    desktop.done(&["erasures", "--out", &out]);
    assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 2);
    let file = desktop.file("fichier", "ceci");
    let refused = desktop.run(&["erasures", "--out", &file]);
    assert_eq!((refused.status, refused.code().as_str()), (1, "file"));
    assert_eq!(fs::read(&file).expect("a file"), b"ceci");
}

#[test]
fn what_is_not_known_is_refused_instead_of_taken_for_nothing() {
    let desktop = with_sheet();
    desktop.add("project", &json!({"id": "p", "title": "Verger"}));
    let target = desktop.path("x.essaim").display().to_string();
    let stranger = "0123456789abcdef0123456789abcdef";
    let export = ["export", "--publish", "--out", &target];
    let cases: &[(&[&str], u8, &str)] = &[
        (&["--record", "m", "--to", stranger], 1, "not_found"),
        (&["--kind", "maison"], 1, "unknown_kind"),
    ];
    for (words, status, code) in cases {
        let refused = desktop.run(&[&export[..], words].concat());
        assert_eq!((refused.status, refused.code().as_str()), (*status, *code));
        assert!(!desktop.path("x.essaim").exists());
    }
    let others: &[(&[&str], u8, &str)] = &[
        (&["starter", "--programme", "inconnu"], 1, "not_found"),
        (&["adopt", "p"], 1, "wrong_kind"),
        (&["adapt", "p"], 1, "wrong_kind"),
        (&["capitalise", "m"], 1, "wrong_kind"),
        (&["report", "m"], 1, "wrong_kind"),
    ];
    for (words, status, code) in others {
        let refused = desktop.run(words);
        assert_eq!(
            (refused.status, refused.code().as_str()),
            (*status, *code),
            "{words:?}: {}",
            refused.output
        );
    }
    let nobody = Desktop::empty();
    let refused = nobody.run(&["init", "--insee", "59512", "--person", ""]);
    assert_eq!((refused.status, refused.code().as_str()), (2, "usage"));
}

#[test]
fn an_attachment_that_was_altered_is_told_before_the_import_and_after_it() {
    let desktop = Desktop::of("18197");
    let golden = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/golden/altered-attachment.essaim"
    );
    let plan = desktop.done(&["plan", golden]);
    let refused = plan["refused"].as_array().expect("a list").clone();
    assert!(!refused.is_empty(), "{plan}");
    let report = desktop.done(&["import", golden]);
    assert_eq!(report["imports"][0]["refused"], plan["refused"]);
}

#[test]
fn an_attachment_that_is_gone_is_no_damage_of_the_database() {
    let desktop = Desktop::of("59512");
    desktop.file("plan.pdf", b"%PDF-1.7 plan");
    desktop.add(
        "solution",
        &json!({"id": "m", "title": "Maison", "attachments": [{"path": "plan.pdf"}]}),
    );
    let kept = essaim_testkit::tree(&desktop.path("workspace/attachments"));
    for (file, _) in &kept {
        fs::remove_file(desktop.path("workspace/attachments").join(file)).expect("it was there");
    }
    let told = desktop.run(&["check"]);
    assert_eq!(
        (told.status, told.code().as_str()),
        (1, "attachments_damaged")
    );
    assert_eq!(told.json()["problems"].as_array().map(Vec::len), Some(1));
}
