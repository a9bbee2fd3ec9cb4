//! Asking recipients to erase, from a terminal.

use serde_json::{Value, json};

use essaim_testkit::tree;

use super::Desktop;

const NAME: &str = "Ysoline Kervadec";

fn sent(desktop: &Desktop, name: &str, to: Option<&str>) {
    let target = desktop.path(name).display().to_string();
    let mut words = vec!["export", "--publish", "--out", &target, "--record", "m"];
    words.extend(to.iter().flat_map(|to| ["--to", to]));
    desktop.done(&words);
}

fn requests(answer: &Value) -> &Vec<Value> {
    answer["requests"].as_array().expect("a list")
}

#[test]
fn whoever_was_sent_what_was_erased_is_asked_by_an_e_mail_and_the_name_stays_in_it_alone() {
    let desktop = Desktop::of("59512");
    desktop.add(
        "solution",
        &json!({"id": "m", "title": "Verger", "summary": format!("Idée de {NAME}.")}),
    );
    sent(&desktop, "a.essaim", Some("Ville d'Auray"));
    sent(&desktop, "b.essaim", None);
    assert!(requests(&desktop.done(&["erasures"])).is_empty());
    desktop.done(&["person", NAME, "--erase"]);
    let told = desktop.done(&["erasures"]);
    let [auray, unsaid] = &requests(&told)[..] else {
        panic!("two are asked: {told}");
    };
    assert_eq!(
        (&auray["name"], &unsaid["name"]),
        (&json!("Ville d'Auray"), &json!(""))
    );
    assert_eq!(auray["records"][0]["fields"], json!(["summary"]));
    assert_eq!(unsaid["records"][0]["bundles"][0]["file"], "b.essaim");
    let text = auray["text"].as_str().expect("a letter");
    assert!(
        text.contains("« Verger »") && !text.contains("Kervadec"),
        "{text}"
    );

    let folder = desktop.path("courriels");
    std::fs::create_dir(&folder).expect("a folder");
    let out = folder.display().to_string();
    desktop.done(&["erasures", "--person", NAME, "--out", &out]);
    let drafts = tree(&folder);
    assert_eq!(drafts.len(), 2);
    for (file, bytes) in &drafts {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            text.contains("X-Unsent: 1") && text.contains("Kervadec"),
            "{file:?}: {text}"
        );
    }
    let kept = tree(&desktop.path("workspace"));
    let named = kept.iter().filter(|(_, bytes)| {
        let mut pieces = bytes.windows(8);
        pieces.any(|piece| piece.eq_ignore_ascii_case(b"kervadec"))
    });
    assert_eq!(named.count(), 0, "nothing of the name is kept");

    let key = auray["key"].as_str().expect("a key");
    desktop.done(&["erasures", "--asked", key]);
    let told = desktop.done(&["erasures"]);
    assert_eq!(
        requests(&told)[0]["name"],
        "",
        "what is still to be asked comes first"
    );
    assert!(requests(&told)[1]["asked"].is_string());
    assert_eq!(desktop.run(&["erasures", "--asked", "nobody"]).status, 1);
}
