//! An item of a list as people are told of it: by what it is called, otherwise by its place.

use serde_json::{Map, Value as Json};

use super::FieldError;
use super::patch::item_ids;
use crate::schema::{self, Label};
use crate::{Leaves, Value};

/// What tells one item from another, the first that is filled in.
const NAMES: [&str; 8] = [
    "title",
    "name",
    "label",
    "organisation",
    "caption",
    "term",
    "funder",
    "date",
];

/// What an item is called that nothing else tells.
pub(super) const ANY: Label = schema::label("Élément", "Item");

/// A title in an error is cut to so many characters.
const LONGEST: usize = 60;

/// An item that an error lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What one item of its list is.
    pub label: Label,
    /// What it is called itself, when it is called something.
    pub title: Option<String>,
    /// Its place in the list, from 1.
    pub place: usize,
}

impl Item {
    /// The item of a document, at an index of its list.
    pub fn new(label: Label, document: Option<&Map<String, Json>>, index: usize) -> Self {
        let text = |name: &&str| filled(document?.get(*name)?.as_str()?);
        Self {
            label,
            title: NAMES.iter().find_map(text).map(|text| cut(&text)),
            place: index + 1,
        }
    }

    /// An item of a list inside a record.
    pub(super) fn of(list: &str, document: Option<&Map<String, Json>>, index: usize) -> Self {
        let label = schema::one_of(list).unwrap_or(ANY);
        Self::new(label, document, index)
    }

    /// The same item, as the record knows it already.
    pub(super) fn known_as(mut self, leaves: &Leaves, list: &str, id: Option<&str>) -> Self {
        let Some(id) = id else {
            return self;
        };
        let item = format!("{list}/{id}");
        let day = || leaves.get(item.as_str())?.member("date")?.as_text();
        let title = title_of(leaves, &item).or_else(|| day().map(str::to_owned));
        self.title = title.map(|title| cut(&title)).or(self.title);
        if let Some(at) = in_order(leaves, list).iter().position(|known| known == id) {
            self.place = at + 1;
        }
        self
    }

    /// Says that these errors lie in it.
    pub fn holds<'e>(&self, errors: impl IntoIterator<Item = &'e mut FieldError>) {
        for error in errors {
            error.within.insert(0, self.clone());
        }
    }
}

/// What the item of a list is called, at its path `steps/<id>`.
pub fn title_of(leaves: &Leaves, item: &str) -> Option<String> {
    let text = |name: &&str| {
        let leaf = leaves.get(format!("{item}/{name}").as_str())?;
        filled(leaf.as_text()?)
    };
    NAMES.iter().find_map(text)
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn cut(title: &str) -> String {
    match title.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

/// The ids of a list in the order in which it is shown.
fn in_order(leaves: &Leaves, list: &str) -> Vec<String> {
    let order = |id: &String| {
        let leaf = leaves.get(format!("{list}/{id}/order").as_str());
        let key = leaf.and_then(Value::as_text).unwrap_or("~");
        (key.to_owned(), id.clone())
    };
    let mut ids: Vec<String> = item_ids(leaves, list).into_iter().collect();
    ids.sort_by_key(order);
    ids
}
