//! Two communes: one writes a bundle, the other takes it in, undoes it, takes it in again.

use serde_json::{Value, json};

use super::{Desktop, ids};

fn maison(roubaix: &Desktop) -> String {
    roubaix.file("convention.pdf", b"%PDF-1.7 convention");
    roubaix.add("solution", &json!({"id": "maison", "title": "Maison à 1 €", "description": "Vendre *un euro*, avec travaux.",
        "attachments": [{"path": "convention.pdf", "caption": "Convention"}],
        "indicators": [{"id": "k", "name": "Maisons attribuées", "readings": [{"id": "r", "date": "2018-03-31", "value": "13"}]}]}));
    roubaix.bundle("maison.essaim", &["maison"])
}

#[test]
fn a_sheet_arrives_whole_with_its_figures_and_documents() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    let bundle = maison(&roubaix);
    let report = saint_amand.done(&["import", "--accept-unknown", &bundle]);
    assert_eq!(ids(&report["imports"][0]["new"]), ["maison"]);
    assert_eq!(report["imports"][0]["sender"]["name"], "Roubaix");
    assert_eq!(report["imports"][0]["sender"]["trust"], "accepted");
    assert_eq!(
        saint_amand.run(&["show", "maison"]).output,
        roubaix.run(&["show", "maison"]).output,
        "the same record, to the byte, in both towns"
    );
    let kept = essaim_testkit::tree(&saint_amand.path("workspace"));
    assert!(
        kept.iter()
            .any(|(_, bytes)| bytes == b"%PDF-1.7 convention"),
        "the document came along"
    );
    assert_eq!(
        ids(&saint_amand.done(&["search", "euros", "--kind", "solution"])["hits"]),
        ["maison"]
    );
    assert_eq!(saint_amand.done(&["check"])["ok"], true);
}

#[test]
fn the_same_bundle_again_is_known_and_undo_takes_all_of_it_back() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    let bundle = maison(&roubaix);
    let first = saint_amand.done(&["import", "--accept-unknown", &bundle]);
    let again = saint_amand.done(&["import", &bundle])["imports"][0].clone();
    assert_eq!(
        (ids(&again["known"]), ids(&again["new"])),
        (vec!["maison".to_owned()], vec![])
    );
    assert!(
        again["already_received"].is_string(),
        "it says when: {again}"
    );
    let plan = saint_amand.done(&["plan", &bundle]);
    assert_eq!(ids(&plan["known"]), ["maison"]);
    let shown = saint_amand.run(&["show", "maison"]).output;
    let id = first["imports"][0]["import_id"]
        .as_str()
        .expect("an id")
        .to_owned();
    saint_amand.done(&["undo", "--import", &id]);
    assert_eq!(
        saint_amand.done(&["list", "solution", "--where", "shelf=received"])["total"],
        0
    );
    assert_eq!(
        saint_amand.done(&["search", "euro", "--kind", "solution"])["total"],
        0
    );
    let undone = &saint_amand.done(&["imports"])["imports"][0];
    assert_eq!(
        (&undone["undone"], &undone["sender"]["name"]),
        (&json!(true), &json!("Roubaix")),
        "its card is gone, and the register still says whose it was"
    );
    saint_amand.done(&["import", &bundle]);
    assert_eq!(
        saint_amand.run(&["show", "maison"]).output,
        shown,
        "taken in again, it is what it was"
    );
    assert_eq!(saint_amand.done(&["check"])["ok"], true);
}

#[test]
fn a_plan_writes_nothing_and_tells_what_would_come() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    let bundle = maison(&roubaix);
    let before = saint_amand.picture();
    let plan = saint_amand.done(&["plan", &bundle]);
    assert_eq!(
        plan["new"],
        json!([{"id": "maison", "kind": "solution", "title": "Maison à 1 €", "owner": plan["sender"]["id"]}])
    );
    assert_eq!(
        (&plan["sender"]["insee"], &plan["sender"]["trust"]),
        (&json!("59512"), &json!("unknown"))
    );
    assert_eq!(saint_amand.picture(), before);
    let held = saint_amand.done(&["verify", &bundle]);
    assert_eq!(
        (&held["valid"], &held["container"]),
        (&json!(true), &json!("conforming"))
    );
    let inside = saint_amand.done(&["inspect", &bundle]);
    assert!(ids(&inside["records"]).contains(&"maison".to_owned()));
}

#[test]
fn an_unknown_sender_stays_apart_until_accepted() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    let bundle = maison(&roubaix);
    let report = saint_amand.run(&["import", &bundle]);
    assert_eq!(
        (
            report.status,
            &report.json()["imports"][0]["sender"]["trust"]
        ),
        (0, &json!("unknown"))
    );
    assert_eq!(
        saint_amand.done(&["list", "solution"])["total"],
        0,
        "nothing is mixed in"
    );
    assert_eq!(
        saint_amand.done(&["search", "maison", "--kind", "solution"])["total"],
        0
    );
    let apart = saint_amand.done(&["list", "solution", "--where", "shelf=quarantine"]);
    assert_eq!(ids(&apart["items"]), ["maison"]);
    saint_amand.done(&["import", "--accept-unknown", &bundle]);
    assert_eq!(
        ids(&saint_amand.done(&["list", "solution"])["items"]),
        ["maison"]
    );
}

#[test]
fn an_update_says_what_it_changes_and_undo_gives_back_what_was() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    let bundle = maison(&roubaix);
    saint_amand.done(&["import", "--accept-unknown", &bundle]);
    let before = saint_amand.run(&["show", "maison"]).output;
    roubaix.with_input(&["set", "maison", "-"], "{\"summary\":\"Revue\"}");
    let newer = roubaix.bundle("newer.essaim", &["maison"]);
    let plan = saint_amand.done(&["plan", &newer]);
    assert_eq!(ids(&plan["updated"]), ["maison"]);
    assert_eq!(plan["updated"][0]["changes"][0]["path"], "summary");
    saint_amand.done(&["import", &newer]);
    assert_eq!(saint_amand.done(&["show", "maison"])["summary"], "Revue");
    saint_amand.done(&["undo"]);
    assert_eq!(saint_amand.run(&["show", "maison"]).output, before);
    saint_amand.done(&["redo"]);
    assert_eq!(saint_amand.done(&["show", "maison"])["summary"], "Revue");
}

#[test]
fn what_may_not_leave_stays_and_is_listed() {
    let roubaix = Desktop::of("59512");
    roubaix.add(
        "solution",
        &json!({"id": "brouillon", "title": "Brouillon"}),
    );
    roubaix.add(
        "project",
        &json!({"id": "projet", "title": "Projet", "journal": [{"id": "note", "text": "secret"}]}),
    );
    let out = roubaix.path("x.essaim").display().to_string();
    let refused = roubaix.run(&["export", "--out", &out, "--record", "projet"]);
    assert_eq!(refused.status, 1, "{}", refused.output);
    assert!(
        !roubaix.path("x.essaim").exists(),
        "a refused export leaves no file"
    );
    roubaix.add("solution", &json!({"id": "prete", "title": "Prête"}));
    roubaix.done(&["publish", "prete"]);
    let sent = roubaix.done(&["export", "--out", &out, "--all"]);
    assert!(ids(&sent["records"]).contains(&"prete".to_owned()));
    let left: Vec<&Value> = sent["left_out"]
        .as_array()
        .expect("a list")
        .iter()
        .collect();
    assert!(left.iter().any(|one| one["why"] == "draft"), "{left:?}");
    let bytes = std::fs::read(roubaix.path("x.essaim")).expect("the bundle");
    let inside = roubaix.done(&["inspect", &out]);
    assert!(
        !inside.to_string().contains("projet") && !bytes.windows(6).any(|six| six == b"secret")
    );
}

#[test]
fn a_truncated_or_altered_bundle_is_refused_and_nothing_changes() {
    let (roubaix, saint_amand) = (Desktop::of("59512"), Desktop::of("18197"));
    let whole = std::fs::read(maison(&roubaix)).expect("the bundle");
    let before = saint_amand.picture();
    for part in [0, 1, 10, whole.len() / 2, whole.len() - 1] {
        let file = saint_amand.file("cut.essaim", &whole[..part]);
        for command in ["import", "plan", "verify", "inspect"] {
            let answer = saint_amand.run(&[command, &file]);
            assert_eq!(
                answer.status, 1,
                "{command} of {part} bytes: {}",
                answer.output
            );
            assert!(
                !answer.json()["error"]["message"]
                    .as_str()
                    .unwrap_or_default()
                    .is_empty()
            );
        }
        assert_eq!(saint_amand.picture(), before, "{part} bytes");
    }
    assert_eq!(
        saint_amand.run(&["import", "absent.essaim"]).code(),
        "no_file"
    );
}

#[test]
fn a_folder_is_taken_in_whole_with_one_report() {
    let (roubaix, vannes, network) = (
        Desktop::of("59512"),
        Desktop::of("56260"),
        Desktop::of("18197"),
    );
    vannes.add("solution", &json!({"id": "velos", "title": "Vélos"}));
    let folder = network.path("courrier");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::copy(maison(&roubaix), folder.join("b.essaim")).expect("a copy");
    std::fs::copy(vannes.bundle("v.essaim", &["velos"]), folder.join("a.zip")).expect("a copy");
    std::fs::write(folder.join("c.txt"), "un mot").expect("a file");
    let answer = network.run(&["import", "--accept-unknown", &folder.display().to_string()]);
    let report = answer.json();
    let names: Vec<String> = report["imports"]
        .as_array()
        .expect("imports")
        .iter()
        .map(|one| one["sender"]["name"].to_string())
        .collect();
    assert_eq!(
        names,
        ["\"Vannes\"", "\"Roubaix\""],
        "sorted by name, whatever the ending"
    );
    assert_eq!(
        answer.status, 1,
        "one file of three is no bundle, and that is said"
    );
    assert_eq!(
        report["failed"][0]["error"]["code"],
        report["error"]["code"]
    );
    assert_eq!(
        network.done(&["list", "solution"])["total"],
        2,
        "a bad file keeps the good ones not out"
    );
    assert_eq!(network.done(&["imports"])["total"], 2);
}
