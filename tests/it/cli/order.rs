//! What is shown is a function of what is known: the order in which it came does not matter.

use serde_json::json;

use super::Desktop;

#[test]
fn list_and_show_are_the_same_bytes_whatever_came_first() {
    let (roubaix, vannes) = (Desktop::of("59512"), Desktop::of("56260"));
    roubaix.add(
        "solution",
        &json!({"id": "maison", "title": "Maison à 1 €", "keywords": ["b", "a"]}),
    );
    vannes.add(
        "solution",
        &json!({"id": "velos", "title": "Vélos partagés"}),
    );
    vannes.add(
        "solution",
        &json!({"id": "maison", "title": "Maison de santé"}),
    );
    let first = roubaix.bundle("1.essaim", &["maison"]);
    roubaix.with_input(
        &["set", "maison", "-"],
        "{\"summary\":\"Revue\",\"keywords\":[\"a\",\"c\"]}",
    );
    let second = roubaix.bundle("2.essaim", &["maison"]);
    let third = vannes.bundle("3.essaim", &["velos", "maison"]);
    let read = |order: &[&String]| {
        let desktop = Desktop::of("18197");
        for file in order {
            desktop.done(&["import", "--accept-unknown", file]);
        }
        let words: [&[&str]; 4] = [
            &["list", "solution"],
            &["show", "velos"],
            &["list", "solution", "--sort", "-updated"],
            &["list", "solution", "--where", "keywords=c"],
        ];
        assert_eq!(desktop.done(&["check"])["ok"], true);
        words.map(|words| desktop.run(words).output)
    };
    let expected = read(&[&first, &second, &third]);
    assert!(
        expected[0].contains("\"total\":3"),
        "two towns may give one id to sheets of their own: {}",
        expected[0]
    );
    for order in [
        [&third, &second, &first],
        [&second, &first, &third],
        [&second, &third, &second],
    ] {
        assert_eq!(read(&order), expected);
    }
}
