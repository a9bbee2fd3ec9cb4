//! Bad input gets a clear error and nothing is lost: status, code, sentence, action; and the workspace as it was.

use serde_json::json;

use super::Desktop;

#[test]
fn what_is_wrong_is_said_and_nothing_changes() {
    let desktop = Desktop::of("59512");
    desktop.add("solution", &json!({"id": "there", "title": "Là"}));
    let before = desktop.picture();
    let long = "é".repeat(121);
    let cases = [
        ("solution", "{\"title\": \"x\"".to_owned(), "not_json", "1"),
        (
            "solution",
            "{\"title\":\"x\"}\n{\"title\":}".to_owned(),
            "not_json",
            "2",
        ),
        ("solution", "[1, 2]".to_owned(), "not_json", "{"),
        (
            "solution",
            json!({"title": "x", "titel": "y"}).to_string(),
            "invalid",
            "titel",
        ),
        (
            "solution",
            json!({"title": long}).to_string(),
            "invalid",
            "120",
        ),
        (
            "solution",
            json!({"summary": "sans titre"}).to_string(),
            "invalid",
            "title",
        ),
        (
            "solution",
            json!({"title": "x", "maturity": "vieux"}).to_string(),
            "invalid",
            "maturity",
        ),
        (
            "solution",
            json!({"title": "x", "verified_on": "23/11/2026"}).to_string(),
            "invalid",
            "verified_on",
        ),
        (
            "solution",
            json!({"title": "x", "steps": [{"titre": "y"}]}).to_string(),
            "invalid",
            "Étape 1 : titre : champ inconnu",
        ),
        (
            "solution",
            json!({"title": "x", "attachments": [{"path": "absent.pdf"}]}).to_string(),
            "no_file",
            "absent.pdf",
        ),
        (
            "solution",
            json!({"id": "there", "title": "x"}).to_string(),
            "already_there",
            "there",
        ),
        (
            "solution",
            "{\"id\":\"n\",\"title\":\"x\"}\n{\"id\":\"n\",\"title\":\"y\"}".to_owned(),
            "already_there",
            "n",
        ),
        (
            "solution",
            json!({"id": "../x", "title": "x"}).to_string(),
            "invalid",
            "id",
        ),
        (
            "project",
            json!({"title": "x", "indicators": [{"nom": "y"}]}).to_string(),
            "invalid",
            "nom",
        ),
        (
            "recette",
            json!({"title": "x"}).to_string(),
            "unknown_kind",
            "recette",
        ),
        (
            "publication",
            json!({"state": "published"}).to_string(),
            "unknown_kind",
            "publication",
        ),
    ];
    for (kind, input, code, named) in cases {
        let answer = desktop.with_input(&["add", kind, "-"], &input);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (1, code),
            "{input}: {}",
            answer.output
        );
        let error = answer.json()["error"].clone();
        let sentence = error["message"].as_str().unwrap_or_default();
        assert!(
            sentence.contains(named),
            "{input}: « {sentence} » must name {named}"
        );
        assert!(
            !error["action"].as_str().unwrap_or_default().is_empty(),
            "{input}: say what to do"
        );
        assert_eq!(desktop.picture(), before, "{input}: nothing may change");
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let desktop = Desktop::of("59512");
    let lines = "{\"title\":\"bon\"}\n{\"titel\":\"x\",\"maturity\":\"y\"}\n{\"title\":\"z\",\"language\":3}";
    let answer = desktop.with_input(&["add", "solution", "-"], lines);
    let sentence = answer.json()["error"]["message"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    for place in [
        "2:titel",
        "2:Maturité (maturity)",
        "2:Titre (title)",
        "3:Langue (language)",
    ] {
        assert!(
            sentence.contains(place),
            "{place} is missing in « {sentence} »"
        );
    }
    assert_eq!(
        desktop.done(&["list", "solution"])["total"],
        0,
        "the good one waits for the others"
    );
}

#[test]
fn errors_are_worded_in_the_language_asked_for() {
    let desktop = Desktop::of("59512");
    let said = |words: &[&str]| {
        desktop.run(words).json()["error"]["message"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(said(&["show", "absent"]).contains("introuvable"));
    assert!(said(&["--lang", "en", "show", "absent"]).contains("cannot be found"));
    for words in [
        &["shou"][..],
        &["list"],
        &["list", "solution", "--lmit", "3"],
        &["init", "--person", "x"],
    ] {
        let answer = desktop.run(words);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (2, "usage"),
            "{words:?}: {}",
            answer.output
        );
    }
}

#[test]
fn a_workspace_is_never_made_over_another_nor_opened_where_there_is_none() {
    let desktop = Desktop::empty();
    assert_eq!(
        desktop.run(&["list", "solution"]).code(),
        "workspace_missing"
    );
    assert_eq!(
        desktop
            .run(&["init", "--insee", "00000", "--person", "x"])
            .code(),
        "no_place"
    );
    desktop.done(&["init", "--insee", "59512", "--person", "x"]);
    let before = essaim_testkit::tree(&desktop.path("keys"));
    assert_eq!(
        desktop
            .run(&["init", "--insee", "59512", "--person", "x"])
            .code(),
        "workspace_exists"
    );
    assert_eq!(
        essaim_testkit::tree(&desktop.path("keys")),
        before,
        "the keys of the first one stay"
    );
}

#[test]
fn a_file_that_is_no_workspace_is_left_alone() {
    let desktop = Desktop::empty();
    std::fs::create_dir(desktop.path("workspace")).expect("a folder");
    std::fs::write(
        desktop.path("workspace").join("essaim.db"),
        b"something else entirely",
    )
    .expect("a file");
    let before = essaim_testkit::tree(&desktop.path("workspace"));
    assert_eq!(desktop.run(&["list", "solution"]).code(), "not_a_workspace");
    assert_eq!(essaim_testkit::tree(&desktop.path("workspace")), before);
}

#[test]
fn a_list_by_a_field_that_is_none_is_refused_rather_than_empty() {
    let desktop = Desktop::of("59512");
    assert_eq!(
        desktop
            .run(&["list", "solution", "--where", "maturité=x"])
            .code(),
        "unknown_field"
    );
    assert_eq!(
        desktop
            .run(&["list", "solution", "--sort", "-titre"])
            .code(),
        "unknown_field"
    );
    assert_eq!(desktop.run(&["list", "recette"]).code(), "unknown_kind");
}
