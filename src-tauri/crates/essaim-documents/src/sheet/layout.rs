//! Which part of the page a field belongs to. Most follow from their types; a few names get their own place.

use essaim_model::schema::{Field, FieldType};

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Title, summary, what the band above them says.
    Head,
    /// The column of facts.
    Fact,
    /// The story, in the order of the schema.
    Story,
    /// What others should know before they begin, set off in cards.
    Lesson,
    /// Indicators with their readings.
    Indicators,
    /// Lists below the story.
    Table,
    /// The seal of provenance.
    Seal,
    /// Not for readers: keys of order, state of the trash.
    Nowhere,
}

/// Lessons, each with what it stands for.
const LESSONS: &[(&str, &str)] = &[
    ("keys_to_success", "gain"),
    ("obstacles", "care"),
    ("what_did_not_work", "loss"),
    ("advice", "gain"),
    ("to_adapt", "care"),
    ("lessons", "gain"),
];

/// The class of a lesson's card.
pub(super) fn lesson(name: &str) -> &'static str {
    LESSONS
        .iter()
        .find(|(lesson, _)| *lesson == name)
        .map_or("", |(_, class)| class)
}

/// The part of the page where a field of a record is shown.
pub(super) fn part(field: &Field) -> Part {
    match field.name {
        "title" | "name" | "summary" | "maturity" | "evidence" | "status" | "sample"
        | "provenance_note" => Part::Head,
        "origin_name" | "origin_insee" | "verified_on" | "licence" | "language"
        | "adapted_from" => Part::Seal,
        "trashed" => Part::Nowhere,
        name if !lesson(name).is_empty() => Part::Lesson,
        _ => by_type(field.ty),
    }
}

fn by_type(ty: FieldType) -> Part {
    match ty {
        FieldType::Order | FieldType::File => Part::Nowhere,
        FieldType::Prose(_) => Part::Story,
        FieldType::Readings => Part::Indicators,
        FieldType::Items(fields) if has_readings(fields) => Part::Indicators,
        FieldType::Items(fields) if is_names(fields) => Part::Fact,
        FieldType::Items(fields) if fields.iter().any(|f| matches!(f.ty, FieldType::Prose(_))) => {
            Part::Story
        }
        FieldType::Items(_) => Part::Table,
        _ => Part::Fact,
    }
}

fn has_readings(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.ty == FieldType::Readings)
}

/// Short lists of names, each with a word or two: partners, funders.
fn is_names(fields: &[Field]) -> bool {
    fields.first().is_some_and(|field| field.name == "name")
        && fields
            .iter()
            .all(|field| matches!(field.ty, FieldType::Line(_) | FieldType::Order))
}
