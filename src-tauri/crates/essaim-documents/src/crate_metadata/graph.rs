//! The entities of the metadata and how they refer to one another.
//!
//! Members are written in the order declared here, so that the same content gives the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{CrateDescription, CrateFile, CrateOrganisation, CrateSheet};

pub(super) const CONTEXT: &str = "https://w3id.org/ro/crate/1.2/context";
pub(super) const PROFILE: &str = "https://w3id.org/ro/crate/1.2";
const DESCRIPTOR: &str = "ro-crate-metadata.json";
pub(super) const OPEN_LICENCE: &str = "https://spdx.org/licenses/etalab-2.0.html";

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

/// The whole document, indented, with a line end.
pub(super) fn bytes(description: &CrateDescription) -> Vec<u8> {
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
