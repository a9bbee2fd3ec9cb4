//! A record as nested JSON (what people and scripts write and read) and as leaves (what revisions hold), both ways.
//!
//! `read` checks a whole document and reports every error at once; `patch` turns a partial document into changes;
//! `write` gives the nested form back. Limits bind writers only: what another program wrote is never checked here.

mod check;
mod item;
mod patch;
mod read;
mod write;

pub use item::{Item, title_of};
pub use patch::patch;
pub use read::{read, text_key};
pub use write::write;

use serde_json::{Map, Value as Json};

use crate::schema::{self, Field, FieldType, Kind, Label};
use crate::{Leaves, Path, Value};

/// The stored form of one leaf's value, for a record whose leaves are `current`.
///
/// # Errors
/// The kind has no such leaf, or all that is wrong with the value.
pub fn leaf_value(
    kind: &Kind,
    path: &Path,
    json: &Json,
    current: &Leaves,
) -> Result<Value, Vec<FieldError>> {
    let unknown = || vec![FieldError::new(path.as_str(), Problem::UnknownField)];
    let field = kind.field_at(path).ok_or_else(unknown)?;
    let ty = match field.ty {
        FieldType::Readings => FieldType::Reading,
        ty => ty,
    };
    let mut errors = Vec::new();
    let value = check::leaf(ty, path.as_str(), json, &mut errors);
    if path.as_str() == "title" && needs_title(kind) && is_blank(json) {
        errors.push(FieldError::missing_title(kind));
    }
    FieldError::are_of(field, &mut errors);
    if let [list, id, _, ..] = path.segments().collect::<Vec<_>>()[..] {
        Item::of(list, None, 0)
            .known_as(current, list, Some(id))
            .holds(&mut errors);
    }
    value.filter(|_| errors.is_empty()).ok_or(errors)
}

/// Whether a record of that kind has no name without a title. What others wrote may lack it; we never write it so.
fn needs_title(kind: &Kind) -> bool {
    let first = kind.fields.first();
    !kind.system && first.is_some_and(|field| field.name == "title")
}

/// Whether what is to be a text says nothing.
fn is_blank(json: &Json) -> bool {
    json.is_null() || json.as_str().is_some_and(|text| text.trim().is_empty())
}

/// What is wrong with one value of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Where: `steps/2/title`, counted from 0 in lists without ids.
    pub at: String,
    /// The items of lists that it lies in, the outermost first: the first two segments of `at` stand for the first one.
    pub within: Vec<Item>,
    /// The field, when there is one of that name.
    pub field: Option<&'static Field>,
    /// What.
    pub problem: Problem,
}

impl FieldError {
    /// What is wrong at a place.
    pub fn new(at: impl Into<String>, problem: Problem) -> Self {
        Self {
            at: at.into(),
            within: Vec::new(),
            field: None,
            problem,
        }
    }

    fn missing_title(kind: &Kind) -> Self {
        Self {
            field: kind.field("title"),
            ..Self::new("title", Problem::MissingTitle)
        }
    }

    /// Says that these errors are in that field, but for those inside its items.
    fn are_of(field: &'static Field, errors: &mut [FieldError]) {
        for error in errors.iter_mut().filter(|error| error.within.is_empty()) {
            error.field.get_or_insert(field);
        }
    }
}

/// The ways a value can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The kind has no such field.
    UnknownField,
    /// Another type of value is asked for.
    WrongType {
        /// What is asked for.
        expected: Label,
    },
    /// Longer than the field may be.
    TooLong {
        /// Greatest length, in characters.
        max: usize,
        /// Length given, in characters.
        length: usize,
    },
    /// Not a day of the calendar, `yyyy-mm-dd`.
    BadDate,
    /// Not a decimal number: at most 18 digits before and 9 after the point.
    BadDecimal,
    /// Not one of the values of the list.
    BadChoice {
        /// The values there are.
        allowed: Vec<&'static str>,
    },
    /// Not a code of that form.
    BadCode,
    /// Not an identifier of an item or record.
    BadId,
    /// The same id twice in a list.
    RepeatedId,
    /// The record would have no title.
    MissingTitle,
}

/// A change to one leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The leaf takes this value (`Null` empties a field on purpose).
    Set(Path, Value),
    /// The leaf is no longer there (members of sets).
    Drop(Path),
    /// The item at this path is deleted: its leaves go, a tombstone stays.
    DeleteItem(String),
}

/// A child record found in a parent's document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildDocument {
    /// The kind of the child.
    pub kind: &'static str,
    /// Its id, when the document gives one.
    pub id: Option<String>,
    /// Its position in the list.
    pub position: usize,
    /// Its own nested document, without the id.
    pub document: Map<String, Json>,
}

impl ChildDocument {
    /// The child, as people are told of it.
    pub fn item(&self) -> Item {
        let label = schema::kind(self.kind).map_or(item::ANY, |kind| kind.label);
        Item::new(label, Some(&self.document), self.position)
    }
}

/// A document that was read: its leaves and the child records it brought along.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The record's own leaves.
    pub leaves: Leaves,
    /// The records that go inside it.
    pub children: Vec<ChildDocument>,
}

/// Makes ids for new items; `read` and `patch` ask for one wherever the document gives none.
pub type NewId<'a> = &'a mut dyn FnMut() -> String;

/// What a value should have been, as people are told.
mod expected {
    use crate::schema::{Label, label};

    pub(super) const TEXTS: Label = label("une liste de textes", "a list of texts");
    pub(super) const LIST: Label = label("une liste", "a list");
    pub(super) const OBJECT: Label = label("un objet", "an object");
    pub(super) const FLAG: Label = label("true ou false", "true or false");
    pub(super) const TEXT: Label = label("un texte", "text");
    pub(super) const DECIMAL: Label = label(
        "un nombre décimal, écrit comme un texte",
        "a decimal number as text",
    );
    pub(super) const VALUE: Label = label("une valeur", "a value");
}
