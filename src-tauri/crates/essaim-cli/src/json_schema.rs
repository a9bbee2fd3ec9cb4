//! The JSON Schema (2020-12) of what `add` takes, written from the one schema of kinds and fields.

use essaim_model::schema::{self, Child, Choice, Code, Field, FieldType, Kind, SharingClass};
use essaim_ops::OpError;
use serde_json::{Map, Value as Json, json};

use crate::answer::{Answer, Failure};
use crate::arguments::Schema;
use crate::words::Words;

/// An identifier of a record or item.
const ID: &str = "^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$";
/// A decimal number as text.
const DECIMAL: &str = "^-?[0-9]{1,18}(\\.[0-9]{1,9})?$";

/// The schema of a kind, or the list of kinds.
pub(crate) fn schema(asked: &Schema, words: Words) -> Result<Answer, Failure> {
    let Some(name) = &asked.kind else {
        return Ok(kinds(words));
    };
    let kind = schema::kind(name)
        .filter(|kind| !kind.system)
        .ok_or_else(|| OpError::UnknownKind(name.clone()))?;
    let json = of_kind(kind);
    let text = serde_json::to_string_pretty(&json).unwrap_or_default();
    Ok(Answer::new(json, text))
}

fn kinds(words: Words) -> Answer {
    let kinds: Vec<&Kind> = schema::KINDS
        .iter()
        .copied()
        .filter(|kind| !kind.system)
        .collect();
    let json: Vec<Json> = kinds
        .iter()
        .map(|kind| json!({"kind": kind.name, "title": kind.label.en, "title_fr": kind.label.fr, "class": kind.class.as_str()}))
        .collect();
    let text: Vec<String> = kinds
        .iter()
        .map(|kind| format!("{}  {}", kind.name, words.label(kind.label)))
        .collect();
    Answer::new(json!({"kinds": json}), text.join("\n"))
}

fn of_kind(kind: &Kind) -> Json {
    let mut root = object(kind);
    if let Json::Object(members) = &mut root {
        let shareable = kind.class == SharingClass::Shareable;
        members.insert(
            "$schema".to_owned(),
            "https://json-schema.org/draft/2020-12/schema".into(),
        );
        members.insert(
            "$id".to_owned(),
            format!("urn:essaim:schema:{}", kind.name).into(),
        );
        members.insert(
            "x-sharing-class".to_owned(),
            if shareable { "shareable" } else { "internal" }.into(),
        );
    }
    root
}

/// The object that a record of the kind is.
fn object(kind: &Kind) -> Json {
    let mut properties = Map::new();
    let own = json!({"type": "string", "pattern": ID, "title": "Id", "description": "Identifiant, s'il en a un. / Its id, if it has one."});
    properties.insert("id".to_owned(), own);
    for field in kind.all_fields() {
        properties.insert(field.name.to_owned(), property(field));
    }
    for child in kind.children {
        properties.insert(child.list.to_owned(), children(child));
    }
    let titled = kind
        .fields
        .first()
        .is_some_and(|field| field.name == "title");
    json!({
        "type": "object",
        "title": kind.label.en,
        "description": both(kind.label.fr, kind.label.en),
        "properties": properties,
        "required": if titled { vec!["title"] } else { Vec::new() },
        "additionalProperties": false,
    })
}

fn children(child: &Child) -> Json {
    let items = schema::kind(child.kind).map_or(Json::Bool(false), object);
    let label = schema::kind(child.kind).map_or(("", ""), |kind| (kind.label.fr, kind.label.en));
    json!({"type": "array", "items": items, "title": label.1, "description": both(label.0, label.1)})
}

fn property(field: &Field) -> Json {
    let mut json = if field.name == "attachments" {
        attachments()
    } else {
        of_type(field.ty)
    };
    if let Json::Object(members) = &mut json {
        members.insert("title".to_owned(), field.label.en.into());
        let mut description = both(field.label.fr, field.label.en);
        if !field.question.fr.is_empty() {
            description = format!(
                "{description}. {}",
                both(field.question.fr, field.question.en)
            );
        }
        members.insert("description".to_owned(), description.into());
    }
    json
}

fn both(french: &str, english: &str) -> String {
    if french == english {
        french.to_owned()
    } else {
        format!("{french} / {english}")
    }
}

fn of_type(ty: FieldType) -> Json {
    match ty {
        FieldType::Line(most) => json!({"type": ["string", "null"], "maxLength": most}),
        FieldType::Prose(most) => {
            json!({"type": ["string", "null"], "maxLength": most, "contentMediaType": "text/markdown"})
        }
        FieldType::Date => json!({"type": ["string", "null"], "format": "date"}),
        FieldType::Decimal => json!({"type": ["string", "number", "null"], "pattern": DECIMAL}),
        FieldType::Flag => json!({"type": ["boolean", "null"]}),
        FieldType::Choice(choices) => choice(choices),
        FieldType::Money => money(),
        FieldType::Reading => reading(&[]),
        FieldType::File => file(),
        FieldType::Reference(kind) => {
            json!({"type": ["string", "null"], "pattern": ID, "x-kind": kind})
        }
        FieldType::Origin => members(
            &[
                ("record", json!({"type": "string", "pattern": ID})),
                ("owner", text(32)),
                ("revision", text(64)),
            ],
            &["record", "owner", "revision"],
        ),
        FieldType::Code(Code::Insee) => {
            json!({"type": ["string", "null"], "pattern": "^[0-9A-Z]{5}$"})
        }
        FieldType::Code(Code::Siren) => {
            json!({"type": ["string", "null"], "pattern": "^[0-9]{9}$"})
        }
        FieldType::Address => json!({"type": ["string", "null"], "maxLength": 500}),
        FieldType::Order => json!({"type": ["string", "null"], "maxLength": 100, "x-order": true}),
        FieldType::Texts(most) => {
            json!({"type": ["array", "null"], "items": {"type": "string", "maxLength": most}, "uniqueItems": true})
        }
        FieldType::Items(fields) => json!({"type": ["array", "null"], "items": item(fields)}),
        FieldType::Readings => {
            let id = [("id", json!({"type": "string", "pattern": ID}))];
            json!({"type": ["array", "null"], "items": reading(&id)})
        }
    }
}

fn text(most: usize) -> Json {
    json!({"type": "string", "maxLength": most})
}

fn choice(choices: &[Choice]) -> Json {
    let names = choices
        .iter()
        .map(|choice| Json::from(choice.name))
        .chain([Json::Null]);
    let labels: Map<String, Json> = choices
        .iter()
        .map(|choice| {
            (
                choice.name.to_owned(),
                both(choice.label.fr, choice.label.en).into(),
            )
        })
        .collect();
    json!({"enum": names.collect::<Vec<Json>>(), "x-labels": labels})
}

/// An object that is one value: all of its members are written together.
fn members(members: &[(&str, Json)], required: &[&str]) -> Json {
    let properties: Map<String, Json> = members
        .iter()
        .map(|(name, json)| ((*name).to_owned(), json.clone()))
        .collect();
    json!({"type": ["object", "null"], "properties": properties, "required": required, "additionalProperties": false})
}

fn money() -> Json {
    let tax =
        json!({"enum": ["ht", "ttc"], "description": "HT ou TTC / excluding or including tax"});
    let decimal = json!({"type": ["string", "number"], "pattern": DECIMAL});
    let currency = json!({"type": "string", "maxLength": 3, "examples": ["EUR"]});
    members(
        &[("amount", decimal), ("currency", currency), ("tax", tax)],
        &["amount", "currency", "tax"],
    )
}

fn reading(more: &[(&str, Json)]) -> Json {
    let optional = |most| json!({"type": ["string", "null"], "maxLength": most});
    let mut all = vec![
        (
            "date",
            json!({"type": ["string", "null"], "format": "date"}),
        ),
        (
            "value",
            json!({"type": ["string", "number"], "pattern": DECIMAL}),
        ),
        ("comment", optional(2000)),
        ("source", optional(500)),
    ];
    all.extend_from_slice(more);
    members(&all, &["value"])
}

fn file() -> Json {
    let size = json!({"type": ["string", "integer"], "pattern": "^[0-9]+$"});
    let sum = json!({"type": "string", "pattern": "^[0-9a-f]{64}$"});
    let media = json!({"type": ["string", "null"], "maxLength": 100});
    members(
        &[
            ("sha256", sum),
            ("name", text(255)),
            ("media_type", media),
            ("size", size),
        ],
        &["sha256", "name", "size"],
    )
}

fn item(fields: &[Field]) -> Json {
    let mut properties = Map::new();
    properties.insert("id".to_owned(), json!({"type": "string", "pattern": ID}));
    properties.extend(
        fields
            .iter()
            .map(|field| (field.name.to_owned(), property(field))),
    );
    json!({"type": "object", "properties": properties, "additionalProperties": false})
}

/// Attachments are given by the path of a file, relative to the input.
fn attachments() -> Json {
    let path = json!({"type": "string", "description": "Chemin du fichier à joindre, relatif à l'entrée / Path of the file to attach, relative to the input"});
    let caption = json!({"type": ["string", "null"], "maxLength": 300, "title": "Caption", "description": "Légende / Caption"});
    let properties = json!({"id": {"type": "string", "pattern": ID}, "path": path, "caption": caption,
        "order": of_type(FieldType::Order), "file": file()});
    let items = json!({"type": "object", "properties": properties, "additionalProperties": false,
        "anyOf": [{"required": ["path"]}, {"required": ["file"]}]});
    json!({"type": ["array", "null"], "items": items})
}
