//! A whole nested document into leaves, with all its errors.

use serde_json::{Map, Value as Json};

use super::{
    ChildDocument, Document, FieldError, Item, NewId, Problem, check, expected, is_blank,
    needs_title,
};
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
    if needs_title(kind) && document.get("title").is_none_or(is_blank) {
        reader.errors.push(FieldError::missing_title(kind));
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

struct Reader<'a> {
    errors: Vec<FieldError>,
    leaves: Leaves,
    new_id: NewId<'a>,
}

impl Reader<'_> {
    fn fail(&mut self, at: &str, problem: Problem) {
        self.errors.push(FieldError::new(at, problem));
    }

    fn put(&mut self, path: &str, value: Value) {
        match Path::new(path) {
            Some(path) => drop(self.leaves.insert(path, value)),
            None => self.fail(path, Problem::BadId),
        }
    }

    fn field(&mut self, field: &'static Field, path: &str, at: &str, json: &Json) {
        if json.is_null() {
            return;
        }
        let before = self.errors.len();
        match field.ty {
            FieldType::Items(_) | FieldType::Readings => self.items(field, path, at, json),
            FieldType::Texts(_) => self.texts(field.ty, path, at, json),
            ty => {
                if let Some(value) = check::leaf(ty, at, json, &mut self.errors) {
                    self.put(path, value);
                }
            }
        }
        FieldError::are_of(field, &mut self.errors[before..]);
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

    /// Each object of a list, under the id it has or is given; repeated and malformed ids are errors.
    fn items(&mut self, field: &'static Field, path: &str, at: &str, json: &Json) {
        let Json::Array(list) = json else {
            let expected = expected::LIST;
            return self.fail(at, Problem::WrongType { expected });
        };
        let mut seen = std::collections::BTreeSet::new();
        for (i, item) in list.iter().enumerate() {
            let before = self.errors.len();
            let place = format!("{at}/{i}");
            let object = item.as_object();
            let id = object.and_then(|object| item_id(object, self.new_id));
            match (object, id) {
                (Some(object), Some(id)) if seen.insert(id.clone()) => {
                    self.item(field, &format!("{path}/{id}"), &place, (i, object));
                }
                (Some(_), Some(_)) => self.fail(&format!("{place}/id"), Problem::RepeatedId),
                (Some(_), None) => self.fail(&format!("{place}/id"), Problem::BadId),
                (None, _) => {
                    let expected = expected::OBJECT;
                    self.fail(&place, Problem::WrongType { expected });
                }
            }
            if self.errors.len() > before {
                Item::of(field.name, object, i).holds(&mut self.errors[before..]);
            }
        }
    }

    fn item(
        &mut self,
        field: &'static Field,
        path: &str,
        at: &str,
        (i, object): (usize, &Map<String, Json>),
    ) {
        let FieldType::Items(fields) = field.ty else {
            let json = Json::Object(object.clone());
            if let Some(value) = check::leaf(FieldType::Reading, at, &json, &mut self.errors) {
                self.put(path, value);
            }
            return;
        };
        for (name, value) in object.iter().filter(|(name, _)| name.as_str() != "id") {
            let (path, at) = (format!("{path}/{name}"), format!("{at}/{name}"));
            match fields.iter().find(|field| field.name == name) {
                Some(field) => self.field(field, &path, &at, value),
                None => self.fail(&at, Problem::UnknownField),
            }
        }
        if !object.contains_key("order") {
            self.put(&format!("{path}/order"), order::nth(i).into());
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
    let Json::Array(list) = json else {
        let expected = expected::LIST;
        errors.push(FieldError::new(at, Problem::WrongType { expected }));
        return Vec::new();
    };
    let mut children = Vec::with_capacity(list.len());
    for (position, item) in list.iter().enumerate() {
        let mut child = ChildDocument {
            kind,
            id: None,
            position,
            document: Map::new(),
        };
        let Json::Object(object) = item else {
            let expected = expected::OBJECT;
            let at = format!("{at}/{position}");
            errors.push(FieldError::new(at, Problem::WrongType { expected }));
            child.item().holds(errors.last_mut());
            continue;
        };
        child.document = object.clone();
        let id = child.document.remove("id");
        child.id = id.and_then(|id| id.as_str().map(str::to_owned));
        children.push(child);
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
