//! The indicators of a sheet beside what others measured: matched by the programme's definition, otherwise by name and unit.

use essaim_model::fold::fold;
use serde_json::{Map, Value as Json};

use super::ReceivedEntry;

/// A table: a row an indicator, a column an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// Who measured, in the order of the columns.
    pub columns: Vec<String>,
    /// The indicators of the sheet, then those that only others have.
    pub rows: Vec<BesideRow>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BesideRow {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// What the sheet says last.
    pub own: Option<Measure>,
    /// What each organisation says last, in the order of the columns.
    pub theirs: Vec<Option<Measure>>,
}

/// A value with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// A decimal, as text.
    pub value: String,
    /// The day, where one is told.
    pub date: Option<String>,
    /// The value that it began with.
    pub baseline: Option<String>,
}

/// By what two indicators are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    Definition(String),
    Name(String, String),
}

/// Lays what others say beside a sheet. Of each organisation, its newest feedback speaks.
pub(super) fn of(sheet: &Map<String, Json>, entries: &[ReceivedEntry]) -> Beside {
    let mut speakers: Vec<&ReceivedEntry> = Vec::new();
    for entry in entries
        .iter()
        .filter(|entry| !indicators(&entry.fields).is_empty())
    {
        if speakers
            .iter()
            .all(|one| one.entry.key.owner != entry.entry.key.owner)
        {
            speakers.push(entry);
        }
    }
    let mut rows: Vec<(Key, BesideRow)> = Vec::new();
    let empty = |item: &Map<String, Json>| BesideRow {
        name: text(item, "name"),
        unit: text(item, "unit"),
        own: None,
        theirs: vec![None; speakers.len()],
    };
    for item in indicators(sheet) {
        let own = measure(item);
        rows.push((key(item), BesideRow { own, ..empty(item) }));
    }
    for (column, speaker) in speakers.iter().enumerate() {
        for item in indicators(&speaker.fields) {
            let key = key(item);
            let place = match rows.iter().position(|(of, _)| *of == key) {
                Some(place) => place,
                None => {
                    rows.push((key, empty(item)));
                    rows.len() - 1
                }
            };
            rows[place].1.theirs[column] = measure(item);
        }
    }
    let told = |row: &BesideRow| row.theirs.iter().any(Option::is_some);
    Beside {
        columns: speakers
            .iter()
            .map(|speaker| speaker.from.clone())
            .collect(),
        rows: rows.into_iter().map(|(_, row)| row).filter(told).collect(),
    }
}

fn indicators(fields: &Map<String, Json>) -> Vec<&Map<String, Json>> {
    let items = fields.get("indicators").and_then(Json::as_array);
    items
        .into_iter()
        .flatten()
        .filter_map(Json::as_object)
        .collect()
}

fn text(item: &Map<String, Json>, name: &str) -> String {
    item.get(name)
        .and_then(Json::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn key(item: &Map<String, Json>) -> Key {
    match text(item, "definition") {
        definition if !definition.is_empty() => Key::Definition(definition),
        _ => Key::Name(fold(&text(item, "name")), fold(&text(item, "unit"))),
    }
}

/// The newest reading; readings are written in the order of their dates.
fn measure(item: &Map<String, Json>) -> Option<Measure> {
    let readings = item.get("readings").and_then(Json::as_array);
    let last = readings.and_then(|readings| readings.last()?.as_object())?;
    let member = |name: &str| last.get(name).and_then(Json::as_str).map(str::to_owned);
    let baseline = item
        .get("baseline")
        .and_then(|baseline| baseline.get("value")?.as_str());
    Some(Measure {
        value: member("value")?,
        date: member("date"),
        baseline: baseline.map(str::to_owned),
    })
}
