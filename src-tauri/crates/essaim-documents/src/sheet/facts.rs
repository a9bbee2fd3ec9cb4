//! The column of facts: cost, duration, staff, population, partners; whatever the schema holds in a word or two.

use essaim_model::schema::{Field, FieldType};
use serde_json::Value as Json;

use super::layout::Part;
use super::record::{Record, items};
use super::value::{self, member};
use crate::escape;

/// The column; empty when there is no fact.
pub(super) fn html(record: &Record<'_>) -> String {
    let facts: String = record
        .filled(Part::Fact)
        .filter_map(|(field, json)| fact(record, field, json))
        .collect();
    if facts.is_empty() {
        return facts;
    }
    format!(
        "<aside class=\"facts\" aria-label=\"Repères\">\n<h2>Repères</h2>\n<dl>\n{facts}</dl>\n</aside>\n"
    )
}

fn fact(record: &Record<'_>, field: &Field, json: &Json) -> Option<String> {
    let shown = match field.ty {
        FieldType::Items(fields) => names(fields, json)?,
        _ => value::inline(field, json, record.context)?,
    };
    let class = match field.ty {
        FieldType::Money | FieldType::Decimal => " class=\"strong\"",
        _ => "",
    };
    let label = escape::html(field.label.fr);
    Some(format!(
        "<div><dt>{label}</dt><dd{class}>{shown}</dd></div>\n"
    ))
}

/// Names, each followed by what else is said of it.
fn names(fields: &[Field], json: &Json) -> Option<String> {
    let lines: String = items(json)
        .filter_map(|item| {
            let words: Vec<String> = fields
                .iter()
                .filter(|field| field.ty != FieldType::Order)
                .filter_map(|field| member(item, field.name).map(escape::html))
                .collect();
            let (first, rest) = words.split_first()?;
            let rest = match rest {
                [] => String::new(),
                rest => format!("<br><span class=\"soft small\">{}</span>", rest.join(" · ")),
            };
            Some(format!("<li>{first}{rest}</li>"))
        })
        .collect();
    (!lines.is_empty()).then(|| format!("<ul>{lines}</ul>"))
}
