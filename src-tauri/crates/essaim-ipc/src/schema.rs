//! The one schema, as the page makes its forms from it.

use essaim_model::schema::{self, Code, Field, FieldType, Kind};
use serde::Serialize;
use specta::Type;

use crate::Label;

/// A kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct KindSchema {
    /// Its name on the wire.
    pub name: String,
    /// What people read.
    pub label: Label,
    /// Whether it may leave.
    pub class: SharingClass,
    /// Kept by the program itself.
    pub system: bool,
    /// Its fields, the common ones last.
    pub fields: Vec<FieldSchema>,
    /// The lists of records inside it.
    pub children: Vec<ChildSchema>,
}

/// Whether records may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SharingClass {
    /// Never.
    Internal,
    /// Once published.
    Shareable,
}

/// A list of records inside another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ChildSchema {
    /// The list's name.
    pub list: String,
    /// The kind of its records.
    pub kind: String,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FieldSchema {
    /// Its name on the wire.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: FieldKind,
    /// Its greatest length in characters.
    pub max: Option<u32>,
    /// What people read.
    pub label: Label,
    /// The question that asks for it.
    pub question: Option<Label>,
    /// The values of a choice.
    pub choices: Vec<ChoiceSchema>,
    /// The fields of a list's items.
    pub items: Vec<FieldSchema>,
    /// The kind a reference leads to; `insee` or `siren` for a code.
    pub target: Option<String>,
}

/// One value of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ChoiceSchema {
    /// Its name on the wire.
    pub name: String,
    /// What people read.
    pub label: Label,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FieldKind {
    /// A line of text.
    Line,
    /// Markdown.
    Prose,
    /// A day.
    Date,
    /// A decimal number as text.
    Decimal,
    /// Yes or no.
    Flag,
    /// One of a list.
    Choice,
    /// An amount of money.
    Money,
    /// A dated value.
    Reading,
    /// A file.
    File,
    /// Another record.
    Reference,
    /// Another record at one revision.
    Origin,
    /// A code of known form.
    Code,
    /// An address of web or mail.
    Address,
    /// The place in a list.
    Order,
    /// A set of short texts.
    Texts,
    /// A list of items.
    Items,
    /// A list of dated values.
    Readings,
}

/// All kinds.
pub fn schema() -> Vec<KindSchema> {
    schema::KINDS.iter().map(|kind| of_kind(kind)).collect()
}

fn of_kind(kind: &'static Kind) -> KindSchema {
    KindSchema {
        name: kind.name.to_owned(),
        label: kind.label.into(),
        class: match kind.class {
            schema::SharingClass::Internal => SharingClass::Internal,
            schema::SharingClass::Shareable => SharingClass::Shareable,
        },
        system: kind.system,
        fields: kind.all_fields().map(of_field).collect(),
        children: kind
            .children
            .iter()
            .map(|child| ChildSchema {
                list: child.list.to_owned(),
                kind: child.kind.to_owned(),
            })
            .collect(),
    }
}

impl FieldSchema {
    /// A field as the page knows it.
    pub(crate) fn of(field: &'static Field) -> Self {
        of_field(field)
    }
}

fn of_field(field: &'static Field) -> FieldSchema {
    let mut described = FieldSchema {
        name: field.name.to_owned(),
        ty: kind_of(field.ty),
        max: None,
        label: field.label.into(),
        question: (!field.question.fr.is_empty()).then(|| field.question.into()),
        choices: Vec::new(),
        items: Vec::new(),
        target: None,
    };
    match field.ty {
        FieldType::Line(max) | FieldType::Prose(max) | FieldType::Texts(max) => {
            described.max = u32::try_from(max).ok();
        }
        FieldType::Choice(choices) => {
            described.choices = choices
                .iter()
                .map(|choice| ChoiceSchema {
                    name: choice.name.to_owned(),
                    label: choice.label.into(),
                })
                .collect();
        }
        FieldType::Items(fields) => described.items = fields.iter().map(of_field).collect(),
        FieldType::Reference(kind) => described.target = Some(kind.to_owned()),
        FieldType::Code(Code::Insee) => described.target = Some("insee".to_owned()),
        FieldType::Code(Code::Siren) => described.target = Some("siren".to_owned()),
        _ => {}
    }
    described
}

fn kind_of(ty: FieldType) -> FieldKind {
    match ty {
        FieldType::Line(_) => FieldKind::Line,
        FieldType::Prose(_) => FieldKind::Prose,
        FieldType::Date => FieldKind::Date,
        FieldType::Decimal => FieldKind::Decimal,
        FieldType::Flag => FieldKind::Flag,
        FieldType::Choice(_) => FieldKind::Choice,
        FieldType::Money => FieldKind::Money,
        FieldType::Reading => FieldKind::Reading,
        FieldType::File => FieldKind::File,
        FieldType::Reference(_) => FieldKind::Reference,
        FieldType::Origin => FieldKind::Origin,
        FieldType::Code(_) => FieldKind::Code,
        FieldType::Address => FieldKind::Address,
        FieldType::Order => FieldKind::Order,
        FieldType::Texts(_) => FieldKind::Texts,
        FieldType::Items(_) => FieldKind::Items,
        FieldType::Readings => FieldKind::Readings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_every_kind_reaches_the_page() {
        let described = schema();
        assert_eq!(described.len(), schema::KINDS.len());
        for (kind, told) in schema::KINDS.iter().zip(&described) {
            let names: Vec<_> = kind.all_fields().map(|field| field.name).collect();
            let told: Vec<_> = told
                .fields
                .iter()
                .map(|field| field.name.as_str())
                .collect();
            assert_eq!(names, told, "{}", kind.name);
        }
        let solution = described
            .iter()
            .find(|kind| kind.name == "solution")
            .unwrap();
        let steps = solution
            .fields
            .iter()
            .find(|field| field.name == "steps")
            .unwrap();
        assert!(steps.items.iter().any(|field| field.name == "title"));
    }
}
