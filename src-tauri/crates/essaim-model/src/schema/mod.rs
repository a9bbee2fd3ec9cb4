//! The one schema: kinds, fields, types, limits, sharing class and labels, each declared once.
//!
//! Validation, the JSON Schema of the command line, the forms of the window, the export preview and the tests of what may
//! leave all come from here. What a kind means is declared in one file a family: `project`, `solution`, `exchange`, `shared`,
//! `system`.

mod exchange;
mod items;
mod project;
mod shared;
mod solution;
mod system;

pub use items::one_of;

/// A label in the two languages of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// French, the language of the users.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

/// Whether a record may leave the organisation that wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharingClass {
    /// Never enters a bundle for another organisation.
    Internal,
    /// May leave once a revision of it is published.
    Shareable,
}

impl SharingClass {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            SharingClass::Internal => "internal",
            SharingClass::Shareable => "shareable",
        }
    }
}

/// One value of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The name on the wire.
    pub name: &'static str,
    /// What people read.
    pub label: Label,
}

/// The kinds of codes whose form is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// Insee code of a commune: 5 characters.
    Insee,
    /// SIREN number: 9 digits.
    Siren,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// A line of text, with its greatest length in characters.
    Line(usize),
    /// Markdown, with its greatest length in characters.
    Prose(usize),
    /// A day, `yyyy-mm-dd`.
    Date,
    /// A decimal number as text, `-12.5`.
    Decimal,
    /// Yes or no.
    Flag,
    /// One of a closed list; values we do not know are kept and shown as they are.
    Choice(&'static [Choice]),
    /// An amount of money: `{"amount","currency","tax"}`, atomic.
    Money,
    /// A dated value: `{"date","value","comment","source"}`, atomic.
    Reading,
    /// A file: `{"sha256","name","media_type","size"}`, atomic.
    File,
    /// Another record, by its id.
    Reference(&'static str),
    /// Another record at one revision: `{"record","owner","revision"}`, atomic.
    Origin,
    /// A code of known form.
    Code(Code),
    /// An address on the web or of mail.
    Address,
    /// A fractional key that orders the items of a list.
    Order,
    /// A set of short texts, each a leaf of its own.
    Texts(usize),
    /// A list of items, each with an id and these fields.
    Items(&'static [Field]),
    /// A list of dated values, each with an id.
    Readings,
}

/// A field of a record or of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The name on the wire, `snake_case`.
    pub name: &'static str,
    /// What it holds.
    pub ty: FieldType,
    /// What people read.
    pub label: Label,
    /// The question that asks for it, for writers.
    pub question: Label,
}

impl Field {
    /// Whether it holds words that people read, rather than a date, a number or a choice.
    pub fn is_text(&self) -> bool {
        matches!(
            self.ty,
            FieldType::Line(_) | FieldType::Prose(_) | FieldType::Texts(_)
        )
    }
}

/// A kind of record that lives inside another one as a list, each item a record of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Child {
    /// The name of the list in the parent: `indicators`.
    pub list: &'static str,
    /// The kind of its records: `indicator`.
    pub kind: &'static str,
}

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The name on the wire.
    pub name: &'static str,
    /// What people read.
    pub label: Label,
    /// Whether it may leave.
    pub class: SharingClass,
    /// Kept by the program itself; people do not write it with `add`.
    pub system: bool,
    /// Its own fields; [`COMMON`] come on top.
    pub fields: &'static [Field],
    /// The lists of child records.
    pub children: &'static [Child],
}

/// A label from its two languages.
pub const fn label(fr: &'static str, en: &'static str) -> Label {
    Label { fr, en }
}

/// A field without a question of its own.
pub(crate) const fn field(
    name: &'static str,
    ty: FieldType,
    fr: &'static str,
    en: &'static str,
) -> Field {
    Field {
        name,
        ty,
        label: label(fr, en),
        question: label("", ""),
    }
}

/// A field with the question that helps to fill it in.
pub(crate) const fn asked(
    name: &'static str,
    ty: FieldType,
    labels: [&'static str; 2],
    question: [&'static str; 2],
) -> Field {
    Field {
        name,
        ty,
        label: label(labels[0], labels[1]),
        question: label(question[0], question[1]),
    }
}

/// A value of a choice.
pub(crate) const fn choice(name: &'static str, fr: &'static str, en: &'static str) -> Choice {
    Choice {
        name,
        label: label(fr, en),
    }
}

/// The fields of every kind.
pub const COMMON: &[Field] = &[
    field(
        "trashed",
        FieldType::Flag,
        "Dans la corbeille",
        "In the trash",
    ),
    field("sample", FieldType::Flag, "Exemple", "Sample"),
    field(
        "adapted_from",
        FieldType::Origin,
        "Adapté de",
        "Adapted from",
    ),
    field(
        "attachments",
        FieldType::Items(shared::ATTACHMENT),
        "Pièces",
        "Attachments",
    ),
];

/// All kinds that this version of the program knows.
pub const KINDS: &[&Kind] = &[
    &shared::PROGRAMME,
    &project::PROJECT,
    &project::INDICATOR,
    &project::TASK,
    &project::JOURNAL_ENTRY,
    &project::DECISION,
    &project::RISK,
    &project::BUDGET_LINE,
    &project::FUNDING,
    &project::CONTACT,
    &solution::SOLUTION,
    &exchange::REPORT,
    &exchange::FEEDBACK,
    &exchange::ADOPTION,
    &shared::ORGANISATION,
    &system::PUBLICATION,
    &system::AGENT,
    &system::SENDER_DECISION,
    &system::DEVICE_REVOCATION,
    &system::IMPORT_DECISION,
    &system::SOURCE_DECISION,
    &system::ERASURE,
];

/// The kind of that name, when this version knows it.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.name == name)
}

impl Kind {
    /// All its fields, the common ones last.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().chain(COMMON.iter())
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.all_fields().find(|field| field.name == name)
    }

    /// The field that a leaf's path belongs to, and whether the path has the form that the field asks for.
    pub fn field_at(&self, path: &crate::Path) -> Option<&'static Field> {
        let segments: Vec<&str> = path.segments().collect();
        resolve(self.field(segments[0])?, &segments[1..])
    }
}

fn resolve(found: &'static Field, rest: &[&str]) -> Option<&'static Field> {
    match (found.ty, rest) {
        (FieldType::Items(fields), [_, name, rest @ ..]) => match *name {
            crate::path::TOMBSTONE if rest.is_empty() => Some(found),
            name => resolve(fields.iter().find(|field| field.name == name)?, rest),
        },
        (FieldType::Readings, [_]) | (FieldType::Texts(_), [_]) => Some(found),
        (FieldType::Readings, [_, crate::path::TOMBSTONE]) => Some(found),
        (FieldType::Items(_) | FieldType::Readings | FieldType::Texts(_), _) => None,
        (_, []) => Some(found),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_label_has_two_languages() {
        for kind in KINDS {
            let mut names: Vec<_> = kind
                .all_fields()
                .map(|f| f.name)
                .chain(kind.children.iter().map(|c| c.list))
                .collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{} declares a name twice", kind.name);
            for field in kind.all_fields() {
                assert!(
                    !field.label.fr.is_empty() && !field.label.en.is_empty(),
                    "{}.{}",
                    kind.name,
                    field.name
                );
                assert_eq!(
                    field.question.fr.is_empty(),
                    field.question.en.is_empty(),
                    "{}.{}",
                    kind.name,
                    field.name
                );
            }
            for child in kind.children {
                assert!(
                    super::kind(child.kind).is_some(),
                    "{} is no kind",
                    child.kind
                );
            }
        }
    }

    #[test]
    fn a_path_leads_to_its_field() {
        let at = |path: &str| {
            crate::Path::new(path)
                .and_then(|p| solution::SOLUTION.field_at(&p))
                .map(|f| f.name)
        };
        assert_eq!(at("title"), Some("title"));
        assert_eq!(at("steps/a/title"), Some("title"));
        assert_eq!(at("steps/a/~"), Some("steps"));
        assert_eq!(at("indicators/a/readings/b"), Some("readings"));
        assert_eq!(at("title/x"), None);
        assert_eq!(at("steps/a"), None);
    }
}
