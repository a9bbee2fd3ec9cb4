//! `set` changes the leaves that are named, and `undo` puts back what was there.

use serde_json::{Value, json};

use super::Desktop;

fn sheet() -> Value {
    json!({"id": "m", "title": "Maison", "summary": "Une phrase", "keywords": ["logement", "vacance"],
        "actual_cost": {"amount": "10.00", "currency": "EUR", "tax": "ttc"},
        "steps": [{"id": "a", "title": "Choisir", "order": "a1"}, {"id": "b", "title": "Voter", "order": "a2"}],
        "indicators": [{"id": "k", "name": "Maisons", "order": "a1", "readings": [{"id": "r", "date": "2018-03-31", "value": "13"}]}]})
}

fn set(desktop: &Desktop, id: &str, patch: &Value) -> super::Answer {
    desktop.with_input(&["set", id, "-"], &patch.to_string())
}

fn shown(desktop: &Desktop) -> Value {
    let mut shown = desktop.done(&["show", "m"]);
    shown["revision"] = Value::Null;
    shown
}

#[test]
fn only_what_is_named_changes() {
    let desktop = Desktop::of("59512");
    desktop.add("solution", &sheet());
    let mut expected = shown(&desktop);
    let patch = json!({"summary": "Une autre", "actual_cost": null,
        "steps": [{"id": "b", "title": "Voter en conseil"}, {"id": "c", "title": "Signer"}],
        "indicators": [{"id": "k", "readings": [{"id": "s", "date": "2019-03-31", "value": "20"}]}]});
    let answer = set(&desktop, "m", &patch);
    assert_eq!(answer.status, 0, "{}", answer.output);
    let after = shown(&desktop);
    expected["summary"] = "Une autre".into();
    expected
        .as_object_mut()
        .expect("an object")
        .remove("actual_cost");
    expected["steps"][1]["title"] = "Voter en conseil".into();
    let order = after["steps"][2]["order"].clone();
    assert!(order.as_str() > Some("a2"), "a new item comes last");
    expected["steps"]
        .as_array_mut()
        .expect("steps")
        .push(json!({"id": "c", "title": "Signer", "order": order}));
    let more = json!({"id": "s", "date": "2019-03-31", "value": "20"});
    expected["indicators"][0]["readings"]
        .as_array_mut()
        .expect("readings")
        .push(more);
    assert_eq!(after, expected);
}

#[test]
fn items_are_deleted_by_their_id_and_undo_brings_them_back() {
    let desktop = Desktop::of("59512");
    desktop.add("solution", &sheet());
    let before = shown(&desktop);
    let answer = set(
        &desktop,
        "m",
        &json!({"steps": [{"id": "a", "deleted": true}], "keywords": ["vacance"], "indicators": null}),
    );
    assert_eq!(answer.status, 0, "{}", answer.output);
    let after = shown(&desktop);
    assert_eq!(after["steps"].as_array().map(Vec::len), Some(1));
    assert_eq!(after["keywords"], json!(["vacance"]));
    assert!(after["indicators"].as_array().is_none_or(Vec::is_empty));
    desktop.done(&["undo"]);
    assert_eq!(shown(&desktop), before);
    desktop.done(&["redo"]);
    assert_eq!(shown(&desktop), after);
}

#[test]
fn what_cannot_be_set_changes_nothing() {
    let desktop = Desktop::of("59512");
    desktop.add("solution", &sheet());
    let before = desktop.run(&["show", "m"]).output;
    for (patch, code) in [
        (json!({"summary": "bon", "titel": "x"}), "invalid"),
        (json!({"summary": "x".repeat(301)}), "invalid"),
        (json!({"actual_cost": {"amount": "1"}}), "invalid"),
        (json!({"kind": "project"}), "invalid"),
    ] {
        assert_eq!(set(&desktop, "m", &patch).code(), code, "{patch}");
    }
    assert_eq!(
        set(&desktop, "absent", &json!({"title": "x"})).code(),
        "not_found"
    );
    let two = desktop.with_input(&["set", "m", "-"], "{\"title\":\"x\"}{\"title\":\"y\"}");
    assert_eq!(two.code(), "not_json", "one record takes one object");
    assert_eq!(desktop.run(&["show", "m"]).output, before);
}

#[test]
fn history_tells_each_change_with_who_and_what() {
    let desktop = Desktop::of("59512");
    desktop.add("solution", &sheet());
    assert_eq!(
        set(&desktop, "m", &json!({"summary": "Une autre"})).status,
        0
    );
    let history = desktop.done(&["history", "m"])["history"].clone();
    assert_eq!(history.as_array().map(Vec::len), Some(2));
    assert_eq!(history[0]["person"], "Awa Diallo");
    let change = &history[0]["changes"][0];
    assert_eq!(
        (&change["path"], &change["before"], &change["after"]),
        (&json!("summary"), &json!("Une phrase"), &json!("Une autre"))
    );
    assert_eq!(history[0]["changes"].as_array().map(Vec::len), Some(1));
}

#[test]
fn what_has_a_title_keeps_one() {
    let desktop = Desktop::of("59512");
    desktop.add("solution", &sheet());
    let tasks = json!([{"id": "t", "title": "Arroser"}]);
    desktop.add(
        "project",
        &json!({"id": "p", "title": "Verger", "tasks": tasks}),
    );
    let before = desktop.picture();
    for id in ["m", "p", "t"] {
        for nothing in [json!(null), json!(""), json!("  ")] {
            let patch = json!({"title": nothing, "attachments": []});
            let answer = set(&desktop, id, &patch);
            assert_eq!(
                (answer.status, answer.code().as_str()),
                (1, "invalid"),
                "{id} {patch}: {}",
                answer.output
            );
            assert!(
                answer.output.contains("titre manquant"),
                "{}",
                answer.output
            );
        }
    }
    let child = json!({"tasks": [{"id": "t", "title": ""}]});
    let answer = set(&desktop, "p", &child);
    assert!(
        answer
            .output
            .contains("Tâche « Arroser » : titre : titre manquant"),
        "{}",
        answer.output
    );
    assert_eq!(desktop.picture(), before, "nothing may change");
    assert_eq!(desktop.done(&["show", "t"])["title"], "Arroser");
}
