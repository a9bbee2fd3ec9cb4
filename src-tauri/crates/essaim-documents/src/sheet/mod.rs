//! One record as a page that people read, print and pin up: static, self-contained, in French.
//!
//! The page follows the schema: labels, order and types come from it, so every kind has a page and a new field appears by
//! itself. A solution sheet gets its emphasis from the names listed in `layout`. Whether a record may leave is not decided
//! here; but what refers to an internal record is never shown.

mod facts;
mod headline;
mod indicators;
mod layout;
mod printed;
mod record;
mod seal;
mod sections;
mod value;

pub use printed::{Curve, Figure, Printed, Section, printed};

use std::collections::BTreeMap;

use essaim_model::{Leaves, schema};

use crate::{escape, page};
use layout::Part;
use record::Record;

/// What a page says beyond the record itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetContext {
    /// Who hands the sheet over.
    pub sender: String,
    /// The organisation that owns the record.
    pub origin: String,
    /// The day of publication, `yyyy-mm-dd`; `None` for a draft.
    pub published_on: Option<String>,
    /// The beginning of the revision's hash.
    pub revision: String,
    /// The licence, where the record names none.
    pub licence: String,
    /// Titles of the records referred to, by their ids.
    pub titles: BTreeMap<String, String>,
    /// Where attachments lie, relative to the page: `../attachments`. `None` when they do not come along.
    pub attachments: Option<String>,
}

/// The page of a record.
pub fn page(kind: &str, leaves: &Leaves, context: &SheetContext) -> String {
    let title = essaim_model::projection::title(leaves);
    let body = match schema::kind(kind) {
        Some(kind) => body(&Record::new(kind, leaves, context), &title),
        None => unknown(kind, &title),
    };
    page::page(&title, &body)
}

fn body(record: &Record<'_>, title: &str) -> String {
    let facts = facts::html(record);
    let story = sections::of(record, Part::Story);
    let columns = match (facts.is_empty(), story.is_empty()) {
        (true, true) => String::new(),
        (false, false) => {
            format!(
                "<div class=\"columns\">\n{facts}<div class=\"story\">\n{story}</div>\n</div>\n"
            )
        }
        _ => format!("<div class=\"columns alone\">\n{facts}<div>\n{story}</div>\n</div>\n"),
    };
    let lessons = match sections::of(record, Part::Lesson) {
        lessons if lessons.is_empty() => lessons,
        lessons => format!("<div class=\"lessons\">\n{lessons}</div>\n"),
    };
    format!(
        "<article>\n<header>\n{}<h1>{}</h1>\n{}</header>\n{}{columns}{lessons}{}{}{}</article>\n",
        headline::band(record),
        escape::html(title),
        headline::summary(record),
        headline::figures(record),
        indicators::html(record),
        sections::of(record, Part::Table),
        seal::html(record),
    )
}

fn unknown(kind: &str, title: &str) -> String {
    format!(
        "<article><h1>{}</h1><div class=\"notice\"><p>Cette fiche est d'un type que cette version d'Essaim ne connaît pas \
         encore ({}). Elle est conservée telle quelle.</p></div></article>\n",
        escape::html(title),
        escape::html(kind)
    )
}

#[cfg(test)]
mod tests;
