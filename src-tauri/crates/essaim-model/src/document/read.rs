//! A whole nested document into leaves, with all its errors.

use serde_json::{Map, Value as Json};

use super::{ChildDocument, Document, FieldError, NewId, Problem, check, expected};
use crate::schema::{Field, FieldType, Kind};
use crate::{Leaves, Path, Value, order};

/// Reads a nested document of `kind` (without its `id`), checking every value.
///
/// # Errors
/// All that is wrong with it, in the order of the document; nothing is kept then.
pub fn read(
    kind: &'static Kind,
    document: &Map<String, Json>,
    new_id: NewId<'_>,
) -> Result<Document, Vec<FieldError>> {
    let mut reader = Reader {
        errors: Vec::new(),
        leaves: Leaves::new(),
        new_id,
    };
    let mut children = Vec::new();
    for (name, json) in document {
        if let Some(child) = kind.children.iter().find(|child| child.list == name) {
            children.extend(child_documents(child.kind, name, json, &mut reader.errors));
        } else if let Some(field) = kind.field(name) {
            reader.field(field, name, name, json);
        } else {
            reader.fail(name, Problem::UnknownField);
        }
    }
    let told = reader.errors.iter().any(|error| error.at == "title");
    if needs_title(kind) && !has_text(&reader.leaves) && !told {
        reader.fail("title", Problem::MissingTitle);
    }
    if reader.errors.is_empty() {
        Ok(Document {
            leaves: reader.leaves,
            children,
        })
    } else {
        Err(reader.errors)
    }
}

/// The key of a text in a set: the same text has the same key everywhere, so that two desktops adding it add one.
pub fn text_key(text: &str) -> String {
    // FNV-1a of 128 bits: no adversary gains from a collision here (it would merge two of their own tags).
    let hash = text.bytes().fold(
        0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128,
        |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        },
    );
    format!("{:016x}", (hash >> 64) as u64 ^ hash as u64)
}

pub(super) fn needs_title(kind: &Kind) -> bool {
    !kind.system
        && kind
            .fields
            .first()
            .is_some_and(|field| field.name == "title")
}

fn has_text(leaves: &Leaves) -> bool {
    leaves
        .get("title")
        .and_then(Value::as_text)
        .is_some_and(|title| !title.trim().is_empty())
}

struct Reader<'a> {
    errors: Vec<FieldError>,
    leaves: Leaves,
    new_id: NewId<'a>,
}

impl Reader<'_> {
    fn fail(&mut self, at: &str, problem: Problem) {
        self.errors.push(FieldError {
            at: at.to_owned(),
            problem,
        });
    }

    fn put(&mut self, path: &str, value: Value) {
        match Path::new(path) {
            Some(path) => drop(self.leaves.insert(path, value)),
            None => self.fail(path, Problem::BadId),
        }
    }

    fn field(&mut self, field: &Field, path: &str, at: &str, json: &Json) {
        if json.is_null() {
            return;
        }
        match field.ty {
            FieldType::Items(fields) => self.items(fields, path, at, json),
            FieldType::Readings => self.readings(path, at, json),
            FieldType::Texts(_) => self.texts(field.ty, path, at, json),
            ty => {
                if let Some(value) = check::leaf(ty, at, json, &mut self.errors) {
                    self.put(path, value);
                }
            }
        }
    }

    fn texts(&mut self, ty: FieldType, path: &str, at: &str, json: &Json) {
        let Json::Array(list) = json else {
            return self.fail(
                at,
                Problem::WrongType {
                    expected: expected::TEXTS,
                },
            );
        };
        for (i, item) in list.iter().enumerate() {
            let value = check::leaf(ty, &format!("{at}/{i}"), item, &mut self.errors);
            if let Some(Value::Text(text)) = value {
                self.put(&format!("{path}/{}", text_key(&text)), Value::Text(text));
            }
        }
    }

    /// Each object of a list with the id it has or is given; repeated and malformed ids are errors.
    fn listed<'j>(
        &mut self,
        at: &str,
        json: &'j Json,
    ) -> Vec<(String, usize, &'j Map<String, Json>)> {
        let Json::Array(list) = json else {
            self.fail(
                at,
                Problem::WrongType {
                    expected: expected::LIST,
                },
            );
            return Vec::new();
        };
        let mut seen = std::collections::BTreeSet::new();
        let mut found = Vec::with_capacity(list.len());
        for (i, item) in list.iter().enumerate() {
            let place = format!("{at}/{i}");
            let Json::Object(object) = item else {
                self.fail(
                    &place,
                    Problem::WrongType {
                        expected: expected::OBJECT,
                    },
                );
                continue;
            };
            match item_id(object, self.new_id) {
                Some(id) if seen.insert(id.clone()) => found.push((id, i, object)),
                Some(_) => self.fail(&format!("{place}/id"), Problem::RepeatedId),
                None => self.fail(&format!("{place}/id"), Problem::BadId),
            }
        }
        found
    }

    fn items(&mut self, fields: &'static [Field], path: &str, at: &str, json: &Json) {
        for (id, i, object) in self.listed(at, json) {
            let item_path = format!("{path}/{id}");
            let place = format!("{at}/{i}");
            for (name, value) in object.iter().filter(|(name, _)| name.as_str() != "id") {
                match fields.iter().find(|field| field.name == name) {
                    Some(field) => self.field(
                        field,
                        &format!("{item_path}/{name}"),
                        &format!("{place}/{name}"),
                        value,
                    ),
                    None => self.fail(&format!("{place}/{name}"), Problem::UnknownField),
                }
            }
            if !object.contains_key("order") {
                self.put(&format!("{item_path}/order"), order::nth(i).into());
            }
        }
    }

    fn readings(&mut self, path: &str, at: &str, json: &Json) {
        for (id, i, object) in self.listed(at, json) {
            let json = Json::Object(object.clone());
            if let Some(value) = check::leaf(
                FieldType::Reading,
                &format!("{at}/{i}"),
                &json,
                &mut self.errors,
            ) {
                self.put(&format!("{path}/{id}"), value);
            }
        }
    }
}

/// The child records that a list of a document names.
pub(super) fn child_documents(
    kind: &'static str,
    at: &str,
    json: &Json,
    errors: &mut Vec<FieldError>,
) -> Vec<ChildDocument> {
    let mut fail = |at: String, expected| {
        errors.push(FieldError {
            at,
            problem: Problem::WrongType { expected },
        });
    };
    let Json::Array(list) = json else {
        fail(at.to_owned(), expected::LIST);
        return Vec::new();
    };
    let mut children = Vec::with_capacity(list.len());
    for (position, item) in list.iter().enumerate() {
        let Json::Object(object) = item else {
            fail(format!("{at}/{position}"), expected::OBJECT);
            continue;
        };
        let mut document = object.clone();
        let id = document
            .remove("id")
            .and_then(|id| id.as_str().map(str::to_owned));
        children.push(ChildDocument {
            kind,
            id,
            position,
            document,
        });
    }
    children
}

/// The id of an item: given, or a new one. `None` when it is malformed.
pub(super) fn item_id(object: &Map<String, Json>, new_id: NewId<'_>) -> Option<String> {
    match object.get("id") {
        None | Some(Json::Null) => Some(new_id()),
        Some(Json::String(id)) => {
            let plain = id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
            (plain && (1..=64).contains(&id.len())).then(|| id.clone())
        }
        Some(_) => None,
    }
}
