//! Several desktops of one commune, from a terminal: joining, a shared folder, a stick.

use serde_json::json;

use super::Desktop;

/// A second desktop of the commune of `first`.
fn second(first: &Desktop) -> Desktop {
    let second = Desktop::empty();
    let (request, answer) = (
        first.path("d.essaim-demande"),
        first.path("r.essaim-reponse"),
    );
    let (request, answer) = (request.to_string_lossy(), answer.to_string_lossy());
    let ask = [
        "key",
        "request",
        "--person",
        "Baptiste Leroy",
        "--service",
        "CCAS",
        "--out",
    ];
    let asked = second.done(&[&ask[..], &[&request]].concat());
    let shown = first.done(&["key", "certify", &request]);
    assert_eq!(
        shown["words"], asked["words"],
        "both sides show the same six words"
    );
    assert_eq!(
        (&shown["person"], &shown["certified"]),
        (&json!("Baptiste Leroy"), &json!(false))
    );
    let words: Vec<&str> = asked["words"]
        .as_array()
        .expect("six")
        .iter()
        .filter_map(|word| word.as_str())
        .collect();
    let wrong = first.run(&[
        "key", "certify", &request, "--out", &answer, "--words", "autre",
    ]);
    assert_eq!((wrong.status, wrong.code().as_str()), (1, "other_words"));
    first.done(&[
        "key",
        "certify",
        &request,
        "--out",
        &answer,
        "--words",
        &words.join(" "),
    ]);
    let joined = second.done(&["key", "join", &answer]);
    assert_eq!(joined["name"], "Roubaix");
    second
}

#[test]
fn two_desktops_join_follow_a_folder_and_see_each_other() {
    let first = Desktop::of("59512");
    let second = second(&first);
    let shared = first.path("partage");
    std::fs::create_dir(&shared).expect("a folder");
    let shared = shared.to_string_lossy();
    let none = first.run(&["sync", "now"]);
    assert_eq!((none.status, none.code().as_str()), (1, "no_shared_folder"));
    for desktop in [&first, &second] {
        assert_eq!(desktop.done(&["sync", "set", &shared])["folder"], *shared);
    }
    let file = first.path("p.json");
    std::fs::write(&file, r#"{"title":"Jardin partagé"}"#).expect("a file");
    let added = first.done(&["add", "project", &file.to_string_lossy()]);
    let id = added["ids"][0].as_str().expect("an id");
    assert_ne!(first.done(&["sync", "status"])["pending"], 0);
    first.done(&["sync", "now"]);
    assert_eq!(first.done(&["sync", "status"])["pending"], 0);
    let taken = second.done(&["sync", "now"]);
    assert_eq!(
        (&taken["problems"], &taken["waiting"]),
        (&json!([]), &json!(0))
    );
    assert_eq!(second.done(&["show", id])["title"], "Jardin partagé");
    let desktops = first.done(&["desktops"]);
    assert_eq!(desktops["total"], 2);
    assert_eq!(desktops["desktops"][0]["this"], true);
    assert_eq!(desktops["desktops"][1]["service"], "CCAS");
    assert_eq!(second.done(&["sync", "set"])["folder"], json!(null));
}

#[test]
fn a_stick_carries_the_workspace_to_another_desktop() {
    let first = Desktop::of("59512");
    let second = second(&first);
    let stick = first.path("cle");
    std::fs::create_dir(&stick).expect("a folder");
    let stick = stick.to_string_lossy();
    let refused = second.run(&["sync", "read", &stick]);
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (1, "nothing_of_ours")
    );
    first.done(&["starter"]);
    assert!(first.done(&["sync", "write", &stick])["written"].as_u64() > Some(0));
    second.done(&["sync", "read", &stick]);
    let list = |desktop: &Desktop| desktop.done(&["list", "solution"]);
    assert_eq!(list(&first), list(&second));
}
