//! What a terminal tells people is in words of their language: no codes, no paths with ids, no files of the format alone.

use essaim_ops::workspace::Agent;
use serde_json::json;

use super::{Answer, Desktop};

fn golden(name: &str) -> String {
    format!(
        "{}/fixtures/golden/{name}.essaim",
        env!("CARGO_MANIFEST_DIR")
    )
}

fn message(answer: &Answer) -> String {
    let error = answer.json()["error"].clone();
    error["message"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_history_tells_choices_by_their_labels_and_scripts_their_codes() {
    let desktop = Desktop::of("59512");
    let project = json!({"id": "p", "title": "Verger", "status": "planned"});
    desktop.add("project", &project);
    let later = desktop.file("later.json", json!({"status": "in_progress"}).to_string());
    desktop.done(&["set", "p", &later]);
    let french = desktop.told(&["history", "p"], "");
    assert!(french.contains("Statut : À venir → En cours"), "{french}");
    assert!(french.contains("Statut : — → À venir"), "{french}");
    let english = desktop.told(&["--lang", "en", "history", "p"], "");
    assert!(
        english.contains("Status: Planned → In progress"),
        "{english}"
    );
    let change = desktop.done(&["history", "p"])["history"][0]["changes"][0].clone();
    assert_eq!(
        (&change["before"], &change["after"]),
        (&json!("planned"), &json!("in_progress"))
    );
}

#[test]
fn what_is_wrong_in_a_list_is_placed_by_the_title_of_the_item_or_its_place() {
    let desktop = Desktop::of("59512");
    let steps = json!([{"id": "open", "title": "Ouvrir", "order": "a2"}, {"id": "call", "title": "Publier l'appel", "order": "a1"},
        {"id": "bare", "order": "a3"}]);
    let indicators = json!([{"id": "k", "name": "Maisons"}]);
    let sheet = json!({"id": "s", "title": "Verger", "steps": steps, "indicators": indicators});
    desktop.add("solution", &sheet);
    let long = "x".repeat(400);
    let cases = [
        (
            json!({"steps": [{"id": "call", "title": long}]}),
            "Étape « Publier l'appel » : titre : trop long",
            "Step \"Publier l'appel\": title: too long",
        ),
        (
            json!({"steps": [{"id": "bare", "deliverable": long}]}),
            "Étape 3 : livrable : trop long",
            "Step 3: deliverable: too long",
        ),
        (
            json!({"steps": [{"id": "call"}, {"usual_duration": long}]}),
            "Étape 2 : durée habituelle : trop long",
            "Step 2: usual duration: too long",
        ),
        (
            json!({"indicators": [{"id": "k", "readings": [{"date": "2026-01-31", "value": "dix"}]}]}),
            "Indicateur « Maisons » : relevé « 2026-01-31 » : valeur : nombre décimal attendu",
            "Indicator \"Maisons\": reading \"2026-01-31\": value: expected a decimal",
        ),
        (
            json!({"keywords": ["bref", "x".repeat(200)], "actual_cost": {"amount": "1", "currency": "EUR", "tax": "tva"}}),
            "Coût constaté (actual_cost) : HT ou TTC : valeurs possibles : ht, ttc · Mots-clés (keywords) : n° 2 : trop long",
            "Actual cost (actual_cost): tax: one of: ht, ttc · Keywords (keywords): no. 2: too long",
        ),
    ];
    for (patch, french, english) in cases {
        let input = patch.to_string();
        let refused = desktop.with_input(&["set", "s", "-"], &input);
        assert_eq!(refused.code(), "invalid");
        let said = message(&refused);
        assert!(said.contains(french), "« {said} » must say « {french} »");
        let refused = desktop.with_input(&["--lang", "en", "set", "s", "-"], &input);
        let said = message(&refused);
        assert!(said.contains(english), "« {said} » must say « {english} »");
    }
}

#[test]
fn what_is_wrong_in_a_new_project_is_placed_by_the_title_of_its_child() {
    let desktop = Desktop::of("59512");
    let tasks = json!([{"title": "Arroser", "due": "demain"}, {"due": "hier", "title": " "}]);
    let project = json!({"title": "Verger", "tasks": tasks}).to_string();
    let said = message(&desktop.with_input(&["add", "project", "-"], &project));
    assert!(
        said.contains("Tâche « Arroser » : échéance : date attendue"),
        "{said}"
    );
    let tasks = json!([{"title": "Arroser"}, {"title": " "}]);
    let project = json!({"title": "Verger", "tasks": tasks}).to_string();
    let said = message(&desktop.with_input(&["add", "project", "-"], &project));
    assert!(said.contains("Tâche 2 : titre : titre manquant"), "{said}");
}

#[test]
fn a_part_of_a_bundle_is_called_by_what_it_is() {
    let desktop = Desktop::of("18197");
    let cases = [
        (
            "lost-manifest",
            "Le paquet est incomplet : son sommaire (manifest.json) manque.",
            "The bundle is incomplete: its table of contents (manifest.json) is missing.",
        ),
        (
            "altered-manifest",
            "Le paquet a été modifié depuis sa signature : son sommaire (manifest.json) n'est plus conforme.",
            "The bundle was changed since it was signed: its table of contents (manifest.json) no longer matches.",
        ),
        (
            "lost-attachment",
            "Le paquet est incomplet : une de ses pièces (attachments/06eb7d6a…) manque.",
            "The bundle is incomplete: one of its attachments (attachments/06eb7d6a…) is missing.",
        ),
    ];
    for (name, french, english) in cases {
        let said = desktop.told(&["verify", &golden(name)], "");
        assert!(said.contains(french), "{said}");
        let said = desktop.told(&["--lang", "en", "verify", &golden(name)], "");
        assert!(said.contains(english), "{said}");
    }
    let folder = essaim_testkit::tree(&desktop.path("workspace"));
    let limits = ["--limits", "mail", "plan"];
    let heavy = desktop.file("heavy.essaim", vec![0; 60 << 20]);
    let said = desktop.run(&[&limits[..], &[&heavy]].concat());
    let said = message(&said);
    assert!(
        said.starts_with("Le paquet dépasse une limite : le fichier (60,0 Mio, au plus "),
        "{said}"
    );
    assert_eq!(essaim_testkit::tree(&desktop.path("workspace")), folder);
}

#[test]
fn the_name_of_a_person_has_its_greatest_length_in_the_core() -> Result<(), essaim_ops::OpError> {
    let long = "é".repeat(121);
    let desktop = Desktop::empty();
    let refused = desktop.run(&["init", "--insee", "59512", "--person", &long]);
    assert_eq!((refused.status, refused.code().as_str()), (1, "invalid"));
    let said = message(&refused);
    assert!(
        said.contains("Nom (person) : trop long (121 caractères, 120 au plus)"),
        "{said}"
    );
    assert!(!desktop.path("workspace/essaim.db").exists());
    let target = desktop.path("r.essaim-request").display().to_string();
    let asked = desktop.run(&["key", "request", "--person", &long, "--out", &target]);
    assert_eq!(asked.code(), "invalid", "{}", asked.output);
    assert!(!desktop.path("r.essaim-request").exists());
    desktop.done(&["init", "--insee", "59512", "--person", &long["é".len()..]]);

    let desk = essaim_testkit::roubaix().expect("a desk");
    let before = desk.agent(desk.identity()?.device)?;
    let agent = |person: &str| Agent {
        person: person.to_owned(),
        service: String::new(),
    };
    let refused = desk.set_agent(&agent(&long)).map(drop);
    assert_eq!(refused.map_err(|error| error.code()), Err("invalid"));
    assert_eq!(desk.agent(desk.identity()?.device)?, before);
    desk.set_agent(&agent(&long["é".len()..]))?;
    Ok(())
}
