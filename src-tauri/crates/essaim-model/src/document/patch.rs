//! A partial document into changes: what it names changes, what it does not name stays.

use serde_json::{Map, Value as Json};

use super::read::{child_documents, item_id, text_key};
use super::{
    Change, ChildDocument, FieldError, Item, NewId, Problem, check, expected, is_blank, needs_title,
};
use crate::schema::{Field, FieldType, Kind};
use crate::{Leaves, Path, Value, order};

/// Turns a partial document into changes of the record whose leaves are `current`, and the child records it names.
///
/// List items are matched by their id (a new id adds an item); `null` empties a field, or deletes the item or list member
/// it stands for (`{"id":"x","deleted":true}` deletes an item of a list given as an array).
///
/// # Errors
/// All that is wrong with it; nothing is changed then.
pub fn patch(
    kind: &'static Kind,
    current: &Leaves,
    document: &Map<String, Json>,
    new_id: NewId<'_>,
) -> Result<(Vec<Change>, Vec<ChildDocument>), Vec<FieldError>> {
    let mut patcher = Patcher {
        current,
        errors: Vec::new(),
        changes: Vec::new(),
        new_id,
    };
    let mut children = Vec::new();
    for (name, json) in document {
        if let Some(child) = kind.children.iter().find(|child| child.list == name) {
            children.extend(child_documents(child.kind, name, json, &mut patcher.errors));
        } else if let Some(field) = kind.field(name) {
            patcher.field(field, name, json);
        } else {
            patcher.fail(name, Problem::UnknownField);
        }
    }
    if needs_title(kind) && document.get("title").is_some_and(is_blank) {
        patcher.errors.push(FieldError::missing_title(kind));
    }
    if patcher.errors.is_empty() {
        Ok((patcher.changes, children))
    } else {
        Err(patcher.errors)
    }
}

struct Patcher<'a> {
    current: &'a Leaves,
    errors: Vec<FieldError>,
    changes: Vec<Change>,
    new_id: NewId<'a>,
}

impl Patcher<'_> {
    fn fail(&mut self, at: &str, problem: Problem) {
        self.errors.push(FieldError::new(at, problem));
    }

    fn set(&mut self, path: &str, value: Value) {
        match Path::new(path) {
            Some(path) if self.current.get(&path).unwrap_or(&Value::Null) == &value => {}
            Some(path) => self.changes.push(Change::Set(path, value)),
            None => self.fail(path, Problem::BadId),
        }
    }

    fn field(&mut self, field: &'static Field, path: &str, json: &Json) {
        let before = self.errors.len();
        match field.ty {
            FieldType::Items(_) | FieldType::Readings => self.list(field, path, json),
            FieldType::Texts(_) => self.texts(field.ty, path, json),
            ty => {
                if let Some(value) = check::leaf(ty, path, json, &mut self.errors) {
                    self.set(path, value);
                }
            }
        }
        FieldError::are_of(field, &mut self.errors[before..]);
    }

    /// The set becomes exactly the texts given.
    fn texts(&mut self, ty: FieldType, path: &str, json: &Json) {
        let empty = Vec::new();
        let list = match json {
            Json::Null => &empty,
            Json::Array(list) => list,
            _ => {
                return self.fail(
                    path,
                    Problem::WrongType {
                        expected: expected::TEXTS,
                    },
                );
            }
        };
        let mut wanted = std::collections::BTreeSet::new();
        for (i, item) in list.iter().enumerate() {
            if let Some(Value::Text(text)) =
                check::leaf(ty, &format!("{path}/{i}"), item, &mut self.errors)
            {
                let leaf = format!("{path}/{}", text_key(&text));
                self.set(&leaf, Value::Text(text));
                wanted.insert(leaf);
            }
        }
        let gone = self
            .current
            .keys()
            .filter(|leaf| leaf.is_under(path) && !wanted.contains(leaf.as_str()));
        self.changes.extend(gone.cloned().map(Change::Drop));
    }

    fn list(&mut self, field: &'static Field, path: &str, json: &Json) {
        let list = match json {
            Json::Array(list) => list,
            Json::Null => {
                self.changes.extend(
                    item_ids(self.current, path)
                        .into_iter()
                        .map(|id| Change::DeleteItem(format!("{path}/{id}"))),
                );
                return;
            }
            _ => {
                return self.fail(
                    path,
                    Problem::WrongType {
                        expected: expected::LIST,
                    },
                );
            }
        };
        for (i, item) in list.iter().enumerate() {
            let before = self.errors.len();
            let object = item.as_object();
            let id = object.and_then(|object| item_id(object, self.new_id));
            match (object, &id) {
                (Some(object), Some(id)) => self.item(field, path, id, object),
                (Some(_), None) => self.fail(&format!("{path}/{i}/id"), Problem::BadId),
                (None, _) => {
                    let expected = expected::OBJECT;
                    self.fail(&format!("{path}/{i}"), Problem::WrongType { expected });
                }
            }
            if self.errors.len() > before {
                let told = Item::of(field.name, object, i);
                let told = told.known_as(self.current, path, id.as_deref());
                told.holds(&mut self.errors[before..]);
            }
        }
    }

    fn item(&mut self, field: &'static Field, list: &str, id: &str, object: &Map<String, Json>) {
        let path = format!("{list}/{id}");
        if object.get("deleted") == Some(&Json::Bool(true)) {
            self.changes.push(Change::DeleteItem(path));
            return;
        }
        let FieldType::Items(fields) = field.ty else {
            let json = Json::Object(object.clone());
            if let Some(value) = check::leaf(FieldType::Reading, &path, &json, &mut self.errors) {
                self.set(&path, value);
            }
            return;
        };
        for (name, value) in object.iter().filter(|(name, _)| name.as_str() != "id") {
            match fields.iter().find(|field| field.name == name) {
                Some(field) => self.field(field, &format!("{path}/{name}"), value),
                None => self.fail(&format!("{path}/{name}"), Problem::UnknownField),
            }
        }
        let known = self
            .current
            .keys()
            .any(|leaf| leaf.is_under(&path) && leaf.tombstone_of().is_none());
        if !known && !object.contains_key("order") {
            let last = self.last_order(list);
            self.set(
                &format!("{path}/order"),
                order::between(last.as_deref(), None).into(),
            );
        }
    }

    fn last_order(&self, list: &str) -> Option<String> {
        let depth = list.split('/').count();
        let stored = self
            .current
            .iter()
            .map(|(path, value)| (path.as_str(), value));
        let fresh = self.changes.iter().filter_map(|change| match change {
            Change::Set(path, value) => Some((path.as_str(), value)),
            _ => None,
        });
        stored
            .chain(fresh)
            .filter(|(path, _)| {
                path.starts_with(list)
                    && path.ends_with("/order")
                    && path.split('/').count() == depth + 2
            })
            .filter_map(|(_, value)| value.as_text().map(str::to_owned))
            .max()
    }
}

/// The ids of the items of a list that are still there.
pub(super) fn item_ids(leaves: &Leaves, list: &str) -> std::collections::BTreeSet<String> {
    let depth = list.split('/').count();
    leaves
        .keys()
        .filter(|path| path.is_under(list) && path.tombstone_of().is_none())
        .filter_map(|path| path.segments().nth(depth).map(str::to_owned))
        .collect()
}
