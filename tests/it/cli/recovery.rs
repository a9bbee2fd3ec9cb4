//! The recovery sheet from a terminal: printed here, and the organisation back from its words elsewhere.

use serde_json::Value;

use super::Desktop;

fn words(sheet: &Value) -> Vec<String> {
    let words = sheet["words"].as_array().expect("words");
    words
        .iter()
        .map(|word| word.as_str().expect("a word").to_owned())
        .collect()
}

#[test]
fn the_words_of_the_sheet_give_the_commune_back_on_another_machine() {
    let desktop = Desktop::of("59512");
    let sheet = desktop.done(&["key", "sheet"]);
    let words = words(&sheet);
    assert_eq!((words.len(), &sheet["name"]), (24, &"Roubaix".into()));
    let other = Desktop::empty();
    let recover = [
        "key",
        "recover",
        "--insee",
        "59512",
        "--person",
        "Luc Petit",
    ];
    let wrong = format!("septième {}", words[1..].join(" "));
    let refused = other.with_input(&recover, &wrong);
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (1, "unknown_word")
    );
    assert!(!other.path("workspace").exists());
    let recovered = other.with_input(&recover, &words.join("\n")).json();
    assert_eq!(recovered["organisation"], sheet["organisation"]);
    assert_eq!(
        other.done(&["key", "sheet"])["words"],
        sheet["words"],
        "it holds the same key"
    );
    assert_eq!(other.done(&["check"])["ok"], true);
    let again = other.with_input(&recover, &words.join("\n"));
    assert_eq!(again.status, 1, "what exists is never replaced");
}

#[test]
fn the_sheet_is_written_to_be_printed_and_never_over_another_file() {
    let desktop = Desktop::of("59512");
    let words = words(&desktop.done(&["key", "sheet"]));
    for name in ["fiche.html", "fiche.txt"] {
        let file = desktop.path(name).display().to_string();
        desktop.done(&["key", "sheet", "--out", &file]);
        let printed = std::fs::read_to_string(&file).expect("a text");
        let places: Vec<Option<usize>> = words.iter().map(|word| printed.find(word)).collect();
        assert!(places.iter().all(Option::is_some), "{printed}");
        assert!(printed.contains("Fiche de récupération de Roubaix"));
        assert_eq!(printed.contains("<h1>"), name.ends_with("html"));
        let again = desktop.run(&["key", "sheet", "--out", &file]);
        assert_eq!(again.status, 1);
        assert_eq!(std::fs::read_to_string(&file).expect("a text"), printed);
    }
}
