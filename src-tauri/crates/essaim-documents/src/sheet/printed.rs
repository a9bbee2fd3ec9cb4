//! One record as what a printed sheet is set from: the same parts as its page, as plain data. Nothing in it is markup, so that
//! whatever a sheet holds, it can only be text.

use essaim_model::schema::{Field, FieldType, Kind};
use essaim_model::{Leaves, schema};
use serde::Serialize;
use serde_json::Value as Json;

use super::SheetContext;
use super::indicators::{self, Measured};
use super::layout::{self, Part};
use super::record::{Object, Record, items, text};
use super::value::{self, member};
use crate::escape;
use crate::figures::{self, Language};
use crate::markdown::{Block, Run, to_blocks};

/// At most so many figures in large type.
const FIGURES: usize = 3;

/// A sheet ready to be set.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Printed {
    /// What it is: `Fiche solution`.
    pub kind: String,
    /// The place it comes from.
    pub place: String,
    /// What is said of it in a word: label and word.
    pub badges: Vec<(String, String)>,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// What a sample, or a sheet written from public sources, has to say about itself.
    pub note: String,
    /// Where it began and where it stands.
    pub figures: Vec<Figure>,
    /// Short facts: label and lines.
    pub facts: Vec<(String, Vec<String>)>,
    /// The story.
    pub story: Vec<Section>,
    /// What others should know before they begin.
    pub lessons: Vec<Section>,
    /// Indicators with their readings.
    pub indicators: Vec<Curve>,
    /// Lists below.
    pub tables: Vec<Section>,
    /// The seal of provenance: label and value.
    pub seal: Vec<(String, String)>,
}

/// A value at the beginning and now.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// At the beginning.
    pub from: String,
    /// Now.
    pub to: String,
    /// Of both.
    pub unit: String,
    /// How much it changed, in words.
    pub change: String,
    /// When both were read.
    pub dates: String,
}

/// A titled part.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// What it stands for, for lessons: `gain`, `care` or `loss`.
    pub tone: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// An indicator: its readings for the table, and as numbers for the curve beside it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Curve {
    /// What is counted.
    pub name: String,
    /// In what.
    pub unit: String,
    /// Rows of the table: when, how much, what else is said of it.
    pub rows: Vec<[String; 3]>,
    /// Points of the curve, both from 0 to 1; none where there are fewer than two readings with dates.
    pub points: Vec<(f64, f64)>,
    /// The least and the greatest value, and the first and the last day.
    pub scale: [String; 4],
}

/// A record as data for a printed sheet.
pub fn printed(kind: &str, leaves: &Leaves, context: &SheetContext) -> Printed {
    let title = essaim_model::projection::title(leaves);
    let mut printed = match schema::kind(kind) {
        Some(kind) => of(&Record::new(kind, leaves, context), kind),
        None => Printed {
            kind: kind.to_owned(),
            ..Printed::default()
        },
    };
    printed.title = escape::clean(&title).into_owned();
    printed
}

fn of(record: &Record<'_>, kind: &Kind) -> Printed {
    Printed {
        kind: kind.label.fr.to_owned(),
        place: clean(place(record)),
        badges: badges(record),
        title: String::new(),
        summary: clean(record.text("summary").unwrap_or_default().to_owned()),
        note: clean(note(record)),
        figures: indicators::measured(record)
            .filter_map(|measured| figure(&measured))
            .take(FIGURES)
            .collect(),
        facts: record
            .filled(Part::Fact)
            .filter_map(|(field, json)| fact(record, field, json))
            .collect(),
        story: sections(record, Part::Story),
        lessons: sections(record, Part::Lesson),
        indicators: indicators::measured(record)
            .filter_map(|one| curve(&one))
            .collect(),
        tables: sections(record, Part::Table),
        seal: seal(record),
    }
}

fn clean(text: String) -> String {
    escape::clean(&text).into_owned()
}

fn place(record: &Record<'_>) -> String {
    match (record.text("origin_name"), record.text("origin_insee")) {
        (Some(name), Some(code)) => format!("{name} ({code})"),
        (Some(name), None) => name.to_owned(),
        _ => record.context.origin.clone(),
    }
}

fn badges(record: &Record<'_>) -> Vec<(String, String)> {
    record
        .filled(Part::Head)
        .filter(|(field, _)| matches!(field.ty, FieldType::Choice(_)))
        .filter_map(|(field, json)| {
            let word = value::words(field, json, record.context)?;
            Some((field.label.fr.to_owned(), clean(word)))
        })
        .collect()
}

fn note(record: &Record<'_>) -> String {
    let is_sample = record.value("sample") == Some(&Json::Bool(true));
    let note = record.text("provenance_note").unwrap_or_default();
    if is_sample {
        format!("Exemple. {note}").trim().to_owned()
    } else {
        note.to_owned()
    }
}

fn figure(measured: &Measured<'_>) -> Option<Figure> {
    let (first, last) = measured.span()?;
    let number = |reading| Some(figures::number(member(reading, "value")?, Language::French));
    let day = |reading| match member(reading, "date") {
        Some(day) => figures::date(day, Language::French),
        None => "non daté".to_owned(),
    };
    Some(Figure {
        name: clean(measured.name.to_owned()),
        from: clean(number(first)?),
        to: clean(number(last)?),
        unit: clean(measured.unit.to_owned()),
        change: clean(change(measured, first, last)),
        dates: clean(format!("{} – {}", day(first), day(last))),
    })
}

/// How much it changed, and whether that is the way it should go.
fn change(measured: &Measured<'_>, first: &Object, last: &Object) -> String {
    use std::cmp::Ordering::{Greater, Less};
    let value = |reading| member(reading, "value").unwrap_or_default();
    let (from, to) = (value(first), value(last));
    let wanted = match (measured.direction, figures::compare(to, from)) {
        ("up", Some(Greater)) | ("down", Some(Less)) => Some("dans le sens souhaité"),
        ("up", Some(Less)) | ("down", Some(Greater)) => Some("à l'inverse du sens souhaité"),
        _ => None,
    };
    let amount = figures::change(from, to, measured.unit, Language::French);
    let parts: Vec<&str> = amount.as_deref().into_iter().chain(wanted).collect();
    parts.join(", ")
}

fn fact(record: &Record<'_>, field: &Field, json: &Json) -> Option<(String, Vec<String>)> {
    let lines = match field.ty {
        FieldType::Items(fields) => items(json)
            .map(|item| {
                let words = fields.iter().filter(|field| field.ty != FieldType::Order);
                let words: Vec<&str> = words.filter_map(|field| member(item, field.name)).collect();
                clean(words.join(" · "))
            })
            .filter(|line| !line.is_empty())
            .collect(),
        _ => vec![clean(value::words(field, json, record.context)?)],
    };
    (!lines.is_empty()).then(|| (field.label.fr.to_owned(), lines))
}

fn sections(record: &Record<'_>, part: Part) -> Vec<Section> {
    record
        .filled(part)
        .filter_map(|(field, json)| {
            let blocks = content(record, field, json)?;
            Some(Section {
                title: field.label.fr.to_owned(),
                tone: layout::lesson(field.name).to_owned(),
                blocks,
            })
        })
        .filter(|section| !section.blocks.is_empty())
        .collect()
}

fn content(record: &Record<'_>, field: &Field, json: &Json) -> Option<Vec<Block>> {
    match field.ty {
        FieldType::Prose(_) => Some(to_blocks(text(Some(json))?)),
        FieldType::Items(fields) if fields.iter().any(|field| field.ty == FieldType::File) => {
            let items = items(json)
                .filter_map(file)
                .map(|line| vec![line])
                .collect();
            Some(list(None, items))
        }
        FieldType::Items(fields) if fields.iter().any(|f| matches!(f.ty, FieldType::Prose(_))) => {
            Some(list(
                Some(1),
                items(json).map(|item| told(record, fields, item)).collect(),
            ))
        }
        FieldType::Items(fields) if fields.iter().any(|field| field.ty == FieldType::Address) => {
            let line = |item: &Object| Some(vec![paragraph(&joined(record, fields, item)?)]);
            Some(list(None, items(json).filter_map(line).collect()))
        }
        FieldType::Items(fields) => Some(table(record, fields, json)),
        _ => Some(vec![paragraph(&value::words(field, json, record.context)?)]),
    }
}

fn list(first: Option<u64>, items: Vec<Vec<Block>>) -> Vec<Block> {
    if items.is_empty() {
        return Vec::new();
    }
    vec![Block::List { first, items }]
}

fn run(text: &str, strong: bool) -> Run {
    Run {
        text: escape::clean(text).into_owned(),
        strong,
        ..Run::default()
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        runs: vec![run(text, false)],
    }
}

/// All short values of an item on one line.
fn joined(record: &Record<'_>, fields: &[Field], item: &Object) -> Option<String> {
    let words: Vec<String> = fields
        .iter()
        .filter_map(|field| value::words(field, item.get(field.name)?, record.context))
        .collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

/// A step: its name, a line of details, its text.
fn told(record: &Record<'_>, fields: &'static [Field], item: &Object) -> Vec<Block> {
    let mut short = fields.iter().filter_map(|field| {
        Some((
            field,
            value::words(field, item.get(field.name)?, record.context)?,
        ))
    });
    let name = short.next().map(|(_, name)| name).unwrap_or_default();
    let details: Vec<String> = short
        .map(|(field, words)| format!("{}\u{a0}: {words}", field.label.fr))
        .collect();
    let mut runs = vec![run(&name, true)];
    if !details.is_empty() {
        let details = run(&details.join(" · "), false);
        runs.push(Run {
            on_new_line: true,
            ..details
        });
    }
    let mut blocks = vec![Block::Paragraph { runs }];
    let prose = fields
        .iter()
        .filter(|field| matches!(field.ty, FieldType::Prose(_)));
    blocks.extend(
        prose
            .filter_map(|field| text(item.get(field.name)))
            .flat_map(to_blocks),
    );
    blocks
}

fn table(record: &Record<'_>, fields: &'static [Field], json: &Json) -> Vec<Block> {
    let cell = |field: &Field, item: &Object| {
        item.get(field.name)
            .and_then(|json| value::words(field, json, record.context))
    };
    let columns: Vec<&Field> = fields
        .iter()
        .filter(|field| items(json).any(|item| cell(field, item).is_some()))
        .collect();
    if columns.is_empty() {
        return Vec::new();
    }
    let head = columns
        .iter()
        .map(|field| vec![run(field.label.fr, false)])
        .collect();
    let row = |item| {
        columns
            .iter()
            .map(|field| vec![run(&cell(field, item).unwrap_or_default(), false)])
            .collect()
    };
    let rows = std::iter::once(head).chain(items(json).map(row)).collect();
    vec![Block::Table { rows }]
}

fn file(item: &Object) -> Option<Block> {
    let file = item.get("file")?.as_object()?;
    let size = member(file, "size").and_then(|size| size.parse().ok());
    let size = size.map(|bytes| figures::file_size(bytes, Language::French));
    let words = [
        text(item.get("caption")),
        member(file, "name"),
        size.as_deref(),
    ];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    Some(paragraph(&words.join(" · ")))
}

/// The table of an indicator, and the curve through its dated readings.
fn curve(measured: &Measured<'_>) -> Option<Curve> {
    let all = measured.all();
    let row = |(mark, reading): &(&str, &Object)| {
        let day = member(reading, "date").map(|day| figures::date(day, Language::French));
        let when: Vec<&str> = [Some(*mark).filter(|mark| !mark.is_empty()), day.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        let said = [member(reading, "comment"), member(reading, "source")];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        let amount = member(reading, "value").unwrap_or_default();
        [
            if when.is_empty() {
                "non daté".to_owned()
            } else {
                clean(when.join(", "))
            },
            clean(figures::measure(amount, measured.unit, Language::French)),
            clean(said.join(" · ")),
        ]
    };
    let rows: Vec<[String; 3]> = all.iter().map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let dated: Vec<(f64, f64, &str, &str)> = all
        .iter()
        .filter(|(mark, _)| *mark != TARGET)
        .filter_map(|(_, reading)| {
            let (day, amount) = (member(reading, "date")?, member(reading, "value")?);
            Some((days(day)?, amount.parse().ok()?, day, amount))
        })
        .collect();
    let (points, scale) = scaled(dated);
    Some(Curve {
        name: clean(measured.name.to_owned()),
        unit: clean(measured.unit.to_owned()),
        rows,
        points,
        scale,
    })
}

/// The mark of what is aimed at.
pub(super) const TARGET: &str = "Cible";

/// Points between 0 and 1, with the words for both scales.
fn scaled(mut dated: Vec<(f64, f64, &str, &str)>) -> (Vec<(f64, f64)>, [String; 4]) {
    dated.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (Some(first), Some(last)) = (dated.first(), dated.last()) else {
        return Default::default();
    };
    let by_value = |a: &&(f64, f64, &str, &str), b: &&(f64, f64, &str, &str)| a.1.total_cmp(&b.1);
    let (Some(least), Some(greatest)) =
        (dated.iter().min_by(by_value), dated.iter().max_by(by_value))
    else {
        return Default::default();
    };
    if last.0 <= first.0 {
        return Default::default();
    }
    let share = |value: f64, from: f64, to: f64| {
        if to > from {
            (value - from) / (to - from)
        } else {
            0.5
        }
    };
    let points = dated
        .iter()
        .map(|point| {
            (
                share(point.0, first.0, last.0),
                share(point.1, least.1, greatest.1),
            )
        })
        .collect();
    let number = |text| figures::number(text, Language::French);
    let day = |text| figures::date(text, Language::French);
    (
        points,
        [
            number(least.3),
            number(greatest.3),
            day(first.2),
            day(last.2),
        ]
        .map(clean),
    )
}

/// About how many days since the year 0; a year stands for its first day.
fn days(day: &str) -> Option<f64> {
    let part = |range: std::ops::Range<usize>| day.get(range)?.parse::<f64>().ok();
    let year = part(0..4)?;
    let (month, of_month) = (part(5..7).unwrap_or(1.0), part(8..10).unwrap_or(1.0));
    Some(year * 365.25 + (month - 1.0) * 30.44 + of_month)
}

/// What a reader must know of where the sheet comes from.
fn seal(record: &Record<'_>) -> Vec<(String, String)> {
    let context = record.context;
    let published = match context.published_on.as_deref() {
        Some(day) => figures::date(day, Language::French),
        None => "brouillon, pas encore publié".to_owned(),
    };
    let sender = Some(&context.sender).filter(|sender| **sender != context.origin);
    let licence = Some(&context.licence).filter(|_| record.text("licence").is_none());
    let of_sheet = [
        ("Auteur", Some(&context.origin)),
        ("Transmis par", sender),
        ("Publication", Some(&published)),
        ("Révision", Some(&context.revision)),
        ("Licence", licence),
    ];
    let of_sheet = of_sheet.into_iter().filter_map(|(label, value)| {
        Some((label, value.filter(|value| !value.is_empty())?.clone()))
    });
    let of_record = record
        .filled(Part::Seal)
        .filter_map(|(field, json)| Some((field.label.fr, value::words(field, json, context)?)));
    of_sheet
        .chain(of_record)
        .map(|(label, value)| (label.to_owned(), clean(value)))
        .collect()
}
