//! A record in the nested form that pages are made from, with what the page is told beside it.

use essaim_model::schema::{Field, Kind};
use essaim_model::{Leaves, document};
use serde_json::{Map, Value as Json};

use super::SheetContext;
use super::layout::{self, Part};

/// An item or an atomic value, by the names of its members.
pub(super) type Object = Map<String, Json>;

/// A record about to become a page.
pub(super) struct Record<'a> {
    pub(super) kind: &'static Kind,
    pub(super) context: &'a SheetContext,
    /// How many values a newer version of the program wrote.
    pub(super) unknown: usize,
    document: Object,
}

impl<'a> Record<'a> {
    pub(super) fn new(kind: &'static Kind, leaves: &Leaves, context: &'a SheetContext) -> Self {
        Self {
            kind,
            context,
            unknown: leaves
                .keys()
                .filter(|path| kind.field_at(path).is_none())
                .count(),
            document: document::write(Some(kind), leaves),
        }
    }

    /// The value of a field that the schema knows.
    pub(super) fn value(&self, name: &str) -> Option<&Json> {
        self.document.get(name)
    }

    /// The text of a field, when it has some.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        text(self.document.get(name))
    }

    /// The fields of a part of the page that hold something, in the order of the schema.
    pub(super) fn filled(&self, part: Part) -> impl Iterator<Item = (&'static Field, &Json)> {
        self.kind
            .all_fields()
            .filter(move |field| layout::part(field) == part)
            .filter_map(|field| Some((field, self.document.get(field.name)?)))
    }
}

/// The text of a value, when it has some.
pub(super) fn text(json: Option<&Json>) -> Option<&str> {
    json?.as_str().filter(|text| !text.trim().is_empty())
}

/// The items of a list.
pub(super) fn items(json: &Json) -> impl Iterator<Item = &Object> {
    json.as_array()
        .into_iter()
        .flatten()
        .filter_map(Json::as_object)
}
