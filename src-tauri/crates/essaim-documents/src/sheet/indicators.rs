//! Indicators with their readings, as tables that anyone and any screen reader can follow.

use essaim_model::schema::{Field, FieldType};
use serde_json::Value as Json;

use super::layout::Part;
use super::record::{Object, Record, items, text};
use super::value::member;
use crate::escape;
use crate::figures::{self, Language};

/// An indicator, its first value, its readings by date, and its target.
pub(super) struct Measured<'a> {
    pub(super) name: &'a str,
    pub(super) unit: &'a str,
    pub(super) direction: &'a str,
    baseline: Option<&'a Object>,
    target: Option<&'a Object>,
    readings: Vec<&'a Object>,
}

impl<'a> Measured<'a> {
    fn new(object: &'a Object) -> Self {
        let get = |name| text(object.get(name)).unwrap_or_default();
        let reading = |name| object.get(name).and_then(Json::as_object);
        Self {
            name: get("name"),
            unit: get("unit"),
            direction: get("direction"),
            baseline: reading("baseline"),
            target: reading("target"),
            readings: object.get("readings").into_iter().flat_map(items).collect(),
        }
    }

    /// The baseline, the readings by date and the target, each with what it is where it is no mere reading.
    pub(super) fn all(&self) -> Vec<(&'static str, &'a Object)> {
        let mark = |mark: &'static str| move |reading| (mark, reading);
        self.baseline
            .map(mark("Départ"))
            .into_iter()
            .chain(self.readings.iter().copied().map(mark("")))
            .chain(self.target.map(mark(super::printed::TARGET)))
            .collect()
    }

    /// The first and the last value, when there are two.
    pub(super) fn span(&self) -> Option<(&'a Object, &'a Object)> {
        let last = *self.readings.last()?;
        match (self.baseline, self.readings.as_slice()) {
            (Some(baseline), _) => Some((baseline, last)),
            (None, [first, _, ..]) => Some((first, last)),
            _ => None,
        }
    }
}

/// All indicators of the record, in their order.
pub(super) fn measured<'r>(record: &'r Record<'_>) -> impl Iterator<Item = Measured<'r>> {
    lists(record)
        .flat_map(|(_, json)| items(json))
        .map(Measured::new)
}

fn lists<'r>(record: &'r Record<'_>) -> impl Iterator<Item = (&'static Field, &'r Json)> {
    record
        .filled(Part::Indicators)
        .filter(|(field, _)| matches!(field.ty, FieldType::Items(_)))
}

/// The tables.
pub(super) fn html(record: &Record<'_>) -> String {
    lists(record)
        .filter_map(|(field, json)| {
            let FieldType::Items(fields) = field.ty else {
                return None;
            };
            let tables: String = items(json)
                .map(|item| table(fields, &Measured::new(item)))
                .collect();
            (!tables.is_empty()).then(|| {
                let label = escape::html(field.label.fr);
                format!("<section>\n<h2>{label}</h2>\n{tables}</section>\n")
            })
        })
        .chain(own_readings(record))
        .collect()
}

/// A record that is an indicator itself.
fn own_readings(record: &Record<'_>) -> Option<String> {
    let (field, json) = record
        .filled(Part::Indicators)
        .find(|(field, _)| field.ty == FieldType::Readings)?;
    let measured = Measured {
        name: field.label.fr,
        unit: record.text("unit").unwrap_or_default(),
        direction: "",
        baseline: record.value("baseline").and_then(Json::as_object),
        target: record.value("target").and_then(Json::as_object),
        readings: items(json).collect(),
    };
    Some(format!(
        "<section>\n{}</section>\n",
        table(record.kind.fields, &measured)
    ))
}

fn table(fields: &[Field], measured: &Measured<'_>) -> String {
    let label = |name: &str, otherwise: &'static str| {
        let field = fields.iter().find(|field| field.name == name);
        field.map_or(otherwise, |field| field.label.fr)
    };
    let all = || {
        measured
            .baseline
            .into_iter()
            .chain(measured.target)
            .chain(measured.readings.iter().copied())
    };
    let columns: Vec<(&str, &str)> = [("comment", "Commentaire"), ("source", "Source")]
        .into_iter()
        .filter(|(name, _)| all().any(|reading| member(reading, name).is_some()))
        .collect();
    let row = |mark: Option<&str>, reading| row(&columns, measured.unit, mark, reading);
    let rows: String = measured
        .baseline
        .map(|reading| row(Some(label("baseline", "Départ")), reading))
        .into_iter()
        .chain(measured.readings.iter().map(|reading| row(None, reading)))
        .chain(
            measured
                .target
                .map(|reading| row(Some(label("target", "Cible")), reading)),
        )
        .collect();
    let caption = caption(fields, measured);
    if rows.is_empty() {
        return format!("<p>{caption}</p>\n");
    }
    let narrow = if columns.is_empty() { " narrow" } else { "" };
    let heads: String = columns
        .iter()
        .map(|(_, label)| format!("<th scope=\"col\">{label}</th>"))
        .collect();
    format!(
        "<div class=\"scroll\"><table class=\"readings{narrow}\">\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">Date</th>\
         <th scope=\"col\" class=\"value\">Valeur</th>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )
}

fn caption(fields: &[Field], measured: &Measured<'_>) -> String {
    let unit = match measured.unit {
        "" => String::new(),
        unit => format!(" <span class=\"soft\">({})</span>", escape::html(unit)),
    };
    let direction = fields
        .iter()
        .find_map(|field| match field.ty {
            FieldType::Choice(choices) if field.name == "direction" => {
                let choice = choices
                    .iter()
                    .find(|choice| choice.name == measured.direction)?;
                Some((field.label.fr, choice.label.fr))
            }
            _ => None,
        })
        .map_or_else(String::new, |(label, choice)| {
            format!(
                " <span class=\"soft\">· {}\u{a0}: {}</span>",
                escape::html(label),
                escape::html(choice)
            )
        });
    format!("{}{unit}{direction}", escape::html(measured.name))
}

fn row(columns: &[(&str, &str)], unit: &str, mark: Option<&str>, reading: &Object) -> String {
    let day = member(reading, "date").map(|day| figures::date(day, Language::French));
    let head = match (mark, day) {
        (Some(mark), Some(day)) => format!("{mark}, {day}"),
        (Some(mark), None) => mark.to_owned(),
        (None, day) => day.unwrap_or_else(|| "non daté".to_owned()),
    };
    let value = member(reading, "value").unwrap_or_default();
    let cells: String = columns
        .iter()
        .map(|(name, _)| {
            let words = member(reading, name).unwrap_or_default();
            format!("<td>{}</td>", escape::html(words))
        })
        .collect();
    format!(
        "<tr{}><th scope=\"row\">{}</th><td class=\"value\">{}</td>{cells}</tr>\n",
        if mark.is_some() {
            " class=\"mark\""
        } else {
            ""
        },
        escape::html(&head),
        escape::html(&figures::measure(value, unit, Language::French)),
    )
}
