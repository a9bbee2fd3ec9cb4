//! `ro-crate-metadata.json`: the bundle as archives and universities know it, RO-Crate 1.2. Written, never read back.
//!
//! Members are written in the order declared here, so that the same content gives the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

const CONTEXT: &str = "https://w3id.org/ro/crate/1.2/context";
const PROFILE: &str = "https://w3id.org/ro/crate/1.2";
const DESCRIPTOR: &str = "ro-crate-metadata.json";
const OPEN_LICENCE: &str = "https://spdx.org/licenses/etalab-2.0.html";

/// An organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrateOrganisation {
    /// Its id in Essaim.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `Insee 59512`, `SIREN 215905126`; may be empty.
    pub code: String,
}

/// A sheet of the bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrateSheet {
    /// The record's id.
    pub record: String,
    /// Its title.
    pub name: String,
    /// Its summary; may be empty.
    pub description: String,
    /// Its licence; the bundle's when empty.
    pub licence: String,
    /// Who wrote it.
    pub author: CrateOrganisation,
    /// The day of its revision, `yyyy-mm-dd`.
    pub modified: String,
    /// The path of its page, when it has one.
    pub preview: Option<String>,
}

/// A file of the bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrateFile {
    /// Its path.
    pub path: String,
    /// What people call it; may be empty.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Its media type; may be empty.
    pub media_type: String,
}

/// What the metadata tells of a bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrateDescription {
    /// The bundle's id.
    pub bundle: String,
    /// What it is called.
    pub name: String,
    /// What it holds, in a sentence.
    pub description: String,
    /// The day of the newest content, `yyyy-mm-dd`.
    pub date: String,
    /// The licence of what names none.
    pub licence: String,
    /// Who sends it.
    pub sender: CrateOrganisation,
    /// The sheets.
    pub sheets: Vec<CrateSheet>,
    /// The files, without the metadata itself.
    pub files: Vec<CrateFile>,
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Entity<'a>>,
}

#[derive(Serialize, Clone, PartialEq, Eq)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Entity<'a> {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    ty: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    identifier: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date_published: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date_modified: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conforms_to: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Reference>,
    #[serde(skip_serializing_if = "str::is_empty")]
    encoding_format: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_size: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    sha256: &'a str,
}

/// The metadata, UTF-8 JSON.
pub fn write(description: &CrateDescription) -> Vec<u8> {
    let mut graph = vec![descriptor(), root(description)];
    graph.extend(
        description
            .files
            .iter()
            .map(|file| self::file(description, file)),
    );
    graph.extend(
        description
            .sheets
            .iter()
            .map(|sheet| self::sheet(description, sheet)),
    );
    graph.extend(organisations(description));
    graph.extend(licences(description));
    let document = Document {
        context: CONTEXT,
        graph,
    };
    let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn reference(id: impl Into<String>) -> Reference {
    Reference { id: id.into() }
}

fn descriptor() -> Entity<'static> {
    Entity {
        id: DESCRIPTOR.to_owned(),
        ty: "CreativeWork",
        conforms_to: Some(reference(PROFILE)),
        about: Some(reference("./")),
        ..Entity::default()
    }
}

fn root(description: &CrateDescription) -> Entity<'_> {
    let sender = reference(organisation_id(&description.sender));
    Entity {
        id: "./".to_owned(),
        ty: "Dataset",
        name: &description.name,
        description: &description.description,
        identifier: &description.bundle,
        date_published: &description.date,
        license: Some(reference(licence_id(&description.licence))),
        author: Some(sender.clone()),
        publisher: Some(sender),
        has_part: description
            .files
            .iter()
            .map(|file| reference(&file.path))
            .collect(),
        mentions: description
            .sheets
            .iter()
            .map(|sheet| reference(sheet_id(sheet)))
            .collect(),
        ..Entity::default()
    }
}

fn sheet<'a>(description: &'a CrateDescription, sheet: &'a CrateSheet) -> Entity<'a> {
    Entity {
        id: sheet_id(sheet),
        ty: "CreativeWork",
        name: &sheet.name,
        description: &sheet.description,
        identifier: &sheet.record,
        date_modified: &sheet.modified,
        license: Some(reference(licence_id(licence_of(description, sheet)))),
        author: Some(reference(organisation_id(&sheet.author))),
        ..Entity::default()
    }
}

fn file<'a>(description: &CrateDescription, file: &'a CrateFile) -> Entity<'a> {
    let sheet = description
        .sheets
        .iter()
        .find(|sheet| sheet.preview.as_deref() == Some(&file.path));
    Entity {
        id: file.path.clone(),
        ty: "File",
        name: &file.name,
        about: sheet.map(|sheet| reference(sheet_id(sheet))),
        encoding_format: &file.media_type,
        content_size: Some(file.size.to_string()),
        sha256: &file.sha256,
        ..Entity::default()
    }
}

fn organisations(description: &CrateDescription) -> impl Iterator<Item = Entity<'_>> {
    let all = description
        .sheets
        .iter()
        .map(|sheet| &sheet.author)
        .chain([&description.sender]);
    // The sender comes last and wins over the same organisation as an author.
    let each: BTreeMap<String, &CrateOrganisation> = all
        .map(|organisation| (organisation_id(organisation), organisation))
        .collect();
    each.into_iter().map(|(id, organisation)| Entity {
        id,
        ty: "Organization",
        name: &organisation.name,
        identifier: &organisation.code,
        ..Entity::default()
    })
}

fn licences(description: &CrateDescription) -> impl Iterator<Item = Entity<'_>> {
    let all = description
        .sheets
        .iter()
        .map(|sheet| licence_of(description, sheet))
        .chain([description.licence.as_str()]);
    let each: BTreeMap<String, &str> = all.map(|licence| (licence_id(licence), licence)).collect();
    each.into_iter().map(|(id, name)| {
        let is_open = id == OPEN_LICENCE;
        Entity {
            id,
            ty: "CreativeWork",
            name: if is_open {
                "Licence Ouverte 2.0 (etalab-2.0)"
            } else {
                name
            },
            ..Entity::default()
        }
    })
}

fn licence_of<'a>(description: &'a CrateDescription, sheet: &'a CrateSheet) -> &'a str {
    if sheet.licence.is_empty() {
        &description.licence
    } else {
        &sheet.licence
    }
}

fn sheet_id(sheet: &CrateSheet) -> String {
    format!("#{}", fragment(&sheet.record))
}

fn organisation_id(organisation: &CrateOrganisation) -> String {
    format!("#organisation-{}", fragment(&organisation.id))
}

fn licence_id(licence: &str) -> String {
    match licence.trim().to_lowercase().as_str() {
        "licence ouverte 2.0" | "etalab-2.0" | "lo-2.0" | "licence ouverte 2.0 (etalab)" => {
            OPEN_LICENCE.to_owned()
        }
        _ => format!("#licence-{}", fragment(licence)),
    }
}

/// Any text as the fragment of an address: what is not plain is written in hexadecimal digits.
fn fragment(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-' => {
                char::from(b).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
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
}
