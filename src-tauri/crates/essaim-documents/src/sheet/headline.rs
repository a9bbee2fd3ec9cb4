//! The top of the page: what it is, from where, how sure, the sentence for a busy mayor, and two or three large figures.

use essaim_model::schema::FieldType;
use serde_json::Value as Json;

use super::indicators::{self, Measured};
use super::layout::Part;
use super::record::{Object, Record};
use super::value;
use crate::figures::{self, Language};
use crate::{escape, page};

/// At most so many figures in large type; more would be a table.
const FIGURES: usize = 3;

/// The line above the title: mark, kind, place of origin, and what is said of it in one word each.
pub(super) fn band(record: &Record<'_>) -> String {
    let place = match (record.text("origin_name"), record.text("origin_insee")) {
        (Some(name), Some(code)) => Some(format!("{name} ({code})")),
        (Some(name), None) => Some(name.to_owned()),
        _ if record.context.origin.is_empty() => None,
        _ => Some(record.context.origin.clone()),
    };
    let place = place.map_or_else(String::new, |place| {
        format!("<span>{}</span>", escape::html(&place))
    });
    let badges: String = record
        .filled(Part::Head)
        .filter(|(field, _)| matches!(field.ty, FieldType::Choice(_)))
        .filter_map(|(field, json)| {
            let word = value::inline(field, json, record.context)?;
            let label = escape::html(field.label.fr);
            Some(format!(
                "<span class=\"badge\"><span class=\"soft\">{label}\u{a0}:</span> {word}</span>"
            ))
        })
        .collect();
    let kind = escape::html(record.kind.label.fr);
    format!(
        "<p class=\"band\">{}<span class=\"kind\">{kind}</span>{place}{badges}</p>\n",
        page::MARK
    )
}

/// The summary, and the note that a sample or a sheet written from public sources carries.
pub(super) fn summary(record: &Record<'_>) -> String {
    let summary = record.text("summary").map_or_else(String::new, |text| {
        format!("<p class=\"summary\">{}</p>\n", escape::html(text))
    });
    let is_sample = record
        .value("sample")
        .is_some_and(|sample| sample == &Json::Bool(true));
    let note = match (is_sample, record.text("provenance_note")) {
        (true, note) => {
            let note = note.map_or_else(String::new, |note| format!(" {}", escape::html(note)));
            format!("<strong>Exemple.</strong>{note}")
        }
        (false, Some(note)) => escape::html(note),
        (false, None) => return summary,
    };
    format!("{summary}<div class=\"notice\"><p>{note}</p></div>\n")
}

/// Where it began and where it stands, for the first indicators that can say so.
pub(super) fn figures(record: &Record<'_>) -> String {
    let figures: String = indicators::measured(record)
        .filter_map(|m| figure(&m))
        .take(FIGURES)
        .collect();
    if figures.is_empty() {
        return figures;
    }
    format!("<dl class=\"figures\">\n{figures}</dl>\n")
}

fn figure(measured: &Measured<'_>) -> Option<String> {
    let (first, last) = measured.span()?;
    let number = |reading: &Object| {
        value::member(reading, "value")
            .map(|value| escape::html(&figures::number(value, Language::French)))
    };
    let day = |reading: &Object| {
        value::member(reading, "date").map_or_else(
            || "non daté".to_owned(),
            |day| escape::html(&figures::date(day, Language::French)),
        )
    };
    let (from, to) = (number(first)?, number(last)?);
    let unit = match measured.unit {
        "" => String::new(),
        unit => format!("<span class=\"unit\">{}</span>", escape::html(unit)),
    };
    Some(format!(
        "<div class=\"figure\"><dt>{}</dt><dd><p class=\"from\"><span class=\"hidden\">de </span>{from} \
         <span class=\"arrow\" aria-hidden=\"true\">→</span></p><p class=\"to\"><span class=\"hidden\">à </span>\
         <strong>{to}</strong> {unit}</p>{}<p class=\"soft small dates\">{} → {}</p></dd></div>\n",
        escape::html(measured.name),
        change(measured, first, last),
        day(first),
        day(last),
    ))
}

/// How much it changed, and whether that is the way it should go: in words, so that no colour has to say it.
fn change(measured: &Measured<'_>, first: &Object, last: &Object) -> String {
    let value = |reading| value::member(reading, "value").unwrap_or_default();
    let (from, to) = (value(first), value(last));
    let wanted =
        match (measured.direction, figures::compare(to, from)) {
            ("up", Some(std::cmp::Ordering::Greater))
            | ("down", Some(std::cmp::Ordering::Less)) => Some("dans le sens souhaité"),
            ("up", Some(std::cmp::Ordering::Less))
            | ("down", Some(std::cmp::Ordering::Greater)) => Some("à l'inverse du sens souhaité"),
            _ => None,
        };
    let amount = figures::change(from, to, measured.unit, Language::French);
    let parts: Vec<&str> = amount.as_deref().into_iter().chain(wanted).collect();
    if parts.is_empty() {
        return String::new();
    }
    format!(
        "<p class=\"change small\">{}</p>",
        escape::html(&parts.join(", "))
    )
}
