//! Search without regard to accents and plurals; lists by any field.

use serde_json::json;

use super::{Desktop, ids};

fn library() -> Desktop {
    let desktop = Desktop::of("59512");
    for (id, title, text) in [
        (
            "ecole",
            "Rénover l'École du quartier",
            "Des cœurs d'îlot ouverts.",
        ),
        (
            "parc",
            "Des stationnements pour les vélos",
            "Bénéficiaires : les élèves.",
        ),
        ("eau", "Économiser l'eau", "Une régie publique."),
    ] {
        desktop.add("solution", &json!({"id": id, "title": title, "description": text, "themes": [id], "maturity": "proven",
            "actual_cost": {"amount": if id == "eau" { "9.5" } else { "120" }, "currency": "EUR", "tax": "ht"}}));
    }
    desktop
}

#[test]
fn accents_ligatures_and_plurals_do_not_hide_anything() {
    let desktop = library();
    for (asked, found) in [
        ("ecole", "ecole"),
        ("ÉCOLES", "ecole"),
        ("coeur", "ecole"),
        ("stationnement", "parc"),
        ("velo", "parc"),
        ("beneficiaire", "parc"),
        ("eleve", "parc"),
        ("économi", "eau"),
        ("regie publiques", "eau"),
    ] {
        let hits = desktop.done(&["search", asked, "--kind", "solution"]);
        assert_eq!(ids(&hits["hits"]), [found], "{asked}");
        assert_eq!(hits["total"], 1);
    }
    assert_eq!(desktop.done(&["search", "introuvable"])["total"], 0);
    assert_eq!(
        desktop.done(&["search", "ecole", "--kind", "project"])["total"],
        0
    );
    let hit = &desktop.done(&["search", "coeur", "--kind", "solution"])["hits"][0];
    assert!(
        hit["snippet"]
            .as_str()
            .is_some_and(|text| text.contains("cœurs")),
        "{hit}"
    );
}

#[test]
fn lists_are_filtered_and_sorted_by_any_field() {
    let desktop = library();
    let listed = |words: &[&str]| {
        let mut all = vec!["list", "solution"];
        all.extend(words);
        ids(&desktop.done(&all)["items"])
    };
    assert_eq!(
        listed(&[]),
        ["parc", "eau", "ecole"],
        "by title, accents aside"
    );
    assert_eq!(listed(&["--sort", "-title"]), ["ecole", "eau", "parc"]);
    assert_eq!(
        listed(&["--sort", "actual_cost.amount"])[0],
        "eau",
        "amounts by size"
    );
    assert_eq!(listed(&["--where", "themes=eau"]), ["eau"]);
    assert_eq!(
        listed(&[
            "--where",
            "maturity=proven",
            "--where",
            "actual_cost.amount=120"
        ]),
        ["parc", "ecole"]
    );
    assert!(listed(&["--where", "maturity=proven", "--where", "themes=mer"]).is_empty());
    let page = desktop.done(&["list", "solution", "--limit", "1"]);
    assert_eq!((ids(&page["items"]).len(), &page["total"]), (1, &json!(3)));
}
