//! What archives may rely on.

use super::graph::{CONTEXT, OPEN_LICENCE, PROFILE};
use super::*;
use serde_json::Value as Json;
use std::collections::HashSet;

fn sample() -> CrateDescription {
    let roubaix = CrateOrganisation {
        id: "0a".repeat(16),
        name: "Ville de Roubaix".to_owned(),
        code: "Insee 59512".to_owned(),
    };
    CrateDescription {
        bundle: "b1".repeat(32),
        name: "Solutions de Roubaix".to_owned(),
        description: "Une fiche.".to_owned(),
        date: "2026-11-23".to_owned(),
        licence: "Licence Ouverte 2.0".to_owned(),
        sender: roubaix.clone(),
        sheets: vec![CrateSheet {
            record: "sol-1".to_owned(),
            name: "Maison à 1 €".to_owned(),
            description: "Vendre.".to_owned(),
            licence: "CC BY 4.0".to_owned(),
            author: roubaix,
            modified: "2026-11-20".to_owned(),
            preview: Some("preview/sol-1.html".to_owned()),
        }],
        files: vec![
            CrateFile {
                path: "attachments/ab".to_owned(),
                name: "règlement.pdf".to_owned(),
                size: 12,
                sha256: "ab".repeat(32),
                media_type: "application/pdf".to_owned(),
            },
            CrateFile {
                path: "preview/sol-1.html".to_owned(),
                media_type: "text/html".to_owned(),
                ..CrateFile::default()
            },
        ],
    }
}

fn graph(description: &CrateDescription) -> Vec<Json> {
    let document: Json = serde_json::from_slice(&write(description)).unwrap();
    assert_eq!(document["@context"], CONTEXT);
    document["@graph"].as_array().unwrap().clone()
}

fn entity(graph: &[Json], id: &str) -> Json {
    graph
        .iter()
        .find(|entity| entity["@id"] == id)
        .unwrap_or_else(|| panic!("{id} is missing"))
        .clone()
}

#[test]
fn the_crate_has_what_the_profile_asks_for() {
    let graph = graph(&sample());
    let descriptor = entity(&graph, "ro-crate-metadata.json");
    assert_eq!(descriptor["about"]["@id"], "./");
    assert_eq!(descriptor["conformsTo"]["@id"], PROFILE);
    let root = entity(&graph, "./");
    for required in ["name", "description", "datePublished", "license"] {
        assert!(
            !root[required].is_null(),
            "{required} is required of the root"
        );
    }
    assert_eq!(root["license"]["@id"], OPEN_LICENCE);
    let sheet = entity(&graph, "#sol-1");
    assert_eq!(sheet["dateModified"], "2026-11-20");
    assert_eq!(
        entity(&graph, sheet["license"]["@id"].as_str().unwrap())["name"],
        "CC BY 4.0"
    );
    let file = entity(&graph, "attachments/ab");
    assert_eq!(file["contentSize"], "12");
    assert_eq!(file["encodingFormat"], "application/pdf");
    assert_eq!(
        entity(&graph, "preview/sol-1.html")["about"]["@id"],
        "#sol-1"
    );
}

#[test]
fn every_reference_leads_to_an_entity_and_none_is_told_twice() {
    let graph = graph(&sample());
    let ids: Vec<&str> = graph
        .iter()
        .filter_map(|entity| entity["@id"].as_str())
        .collect();
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "{ids:?}");
    for entity in &graph {
        for (name, value) in entity.as_object().unwrap() {
            let listed = value
                .as_array()
                .cloned()
                .unwrap_or_else(|| vec![value.clone()]);
            for id in listed.iter().filter_map(|value| value["@id"].as_str()) {
                assert!(
                    id == PROFILE || unique.contains(id),
                    "{name} leads to {id}, which is not told"
                );
            }
        }
    }
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    assert_eq!(write(&sample()), write(&sample()));
    assert!(write(&CrateDescription::default()).starts_with(b"{"));
}
