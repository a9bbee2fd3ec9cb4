//! Shipped content keeps its promises: it fits the schema, its ids are unique and its references lead somewhere.

use std::collections::BTreeSet;

use essaim_model::{document, schema};
use serde_json::Value;

const PROGRAMMES: &str = include_str!("../../src-tauri/crates/essaim-ops/data/programmes.json");
const STARTER: &str = include_str!("../../src-tauri/crates/essaim-ops/data/starter.json");

fn records() -> Vec<(&'static str, Value)> {
    let programmes: Value = serde_json::from_str(PROGRAMMES).expect("programmes.json is JSON");
    let starter: Value = serde_json::from_str(STARTER).expect("starter.json is JSON");
    [
        ("programme", &programmes),
        ("solution", &starter["solutions"]),
        ("project", &starter["projects"]),
    ]
    .into_iter()
    .flat_map(|(kind, list)| {
        list.as_array()
            .expect("a list")
            .iter()
            .map(move |record| (kind, record.clone()))
    })
    .collect()
}

#[test]
fn shipped_content_fits_the_schema_with_unique_fixed_ids() {
    let mut ids = BTreeSet::new();
    let mut waiting = records();
    while let Some((kind, mut record)) = waiting.pop() {
        let fields = record.as_object_mut().expect("an object");
        let id = fields
            .remove("id")
            .and_then(|id| id.as_str().map(str::to_owned))
            .expect("a fixed id");
        assert!(ids.insert(id.clone()), "{id} is used twice");
        let mut made = 0;
        let read = document::read(schema::kind(kind).expect("a kind"), fields, &mut || {
            made += 1;
            format!("made-{made}")
        });
        let read = read.unwrap_or_else(|errors| panic!("{id}: {errors:?}"));
        assert_eq!(made, 0, "{id}: every item of a list has its own fixed id");
        for child in read.children {
            let mut document = Value::Object(child.document);
            document["id"] = child.id.expect("children have fixed ids").into();
            waiting.push((child.kind, document));
        }
    }
}

#[test]
fn sample_indicators_measure_what_their_programme_defines() {
    let all = records();
    let definitions: Vec<_> = all
        .iter()
        .filter(|(kind, _)| *kind == "programme")
        .map(|(_, record)| record)
        .collect();
    for (_, record) in all.iter().filter(|(kind, _)| *kind != "programme") {
        let programme = definitions
            .iter()
            .find(|programme| programme["id"] == record["programme"]);
        let programme =
            programme.unwrap_or_else(|| panic!("{} names a programme that ships", record["id"]));
        for indicator in record["indicators"].as_array().into_iter().flatten() {
            if indicator["definition"].is_null() {
                continue;
            }
            let list = programme["indicators"].as_array().expect("definitions");
            let definition = list
                .iter()
                .find(|one| one["id"] == indicator["definition"])
                .expect("a definition that ships");
            assert_eq!(
                definition["unit"], indicator["unit"],
                "{}: {}",
                record["id"], indicator["name"]
            );
            assert_eq!(definition["direction"], indicator["direction"]);
        }
    }
}

#[test]
fn every_sample_sheet_says_what_it_is_and_where_it_comes_from() {
    let sheets: Vec<_> = records()
        .into_iter()
        .filter(|(kind, _)| *kind == "solution")
        .collect();
    assert!(sheets.len() >= 8, "{} sample sheets", sheets.len());
    for (_, sheet) in sheets {
        let note = sheet["provenance_note"].as_str().unwrap_or_default();
        assert!(note.starts_with(
            "Exemple rédigé à partir de sources publiques, non validé par la commune"
        ));
        let sources = sheet["sources"].as_array().expect("sources");
        assert!(
            sources.iter().all(|source| source["date"].is_string()),
            "{}: each source has a date",
            sheet["id"]
        );
        assert!(sheet["verified_on"].is_string() && sheet["licence"] == "LO-2.0");
    }
}
