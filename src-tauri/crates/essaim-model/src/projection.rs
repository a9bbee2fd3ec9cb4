//! What lists, filters and search need of a record, computed from its leaves: typed columns and index terms.

use std::collections::{HashMap, HashSet};
use std::ops::Bound;
use std::sync::OnceLock;

use foldhash::fast::RandomState;

use crate::schema::{self, Field, FieldType};
use crate::{Leaves, Path, Value, fold, rhythm};

/// The columns of a record. Empty where the kind has no such field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Projection {
    /// What people call it.
    pub title: String,
    /// The record it lives inside or is about, else the one it was made from.
    pub parent: Option<String>,
    /// Status of a project, state of a decision, maturity of a solution.
    pub status: Option<String>,
    /// The programme's id.
    pub programme: Option<String>,
    /// Lead person of a project, organisation of origin of a solution.
    pub person: Option<String>,
    /// First day.
    pub start: Option<String>,
    /// Deadline: planned end, due day, or the date of a note.
    pub due: Option<String>,
    /// Priority of a project.
    pub priority: Option<String>,
    /// Traffic light of a project.
    pub light: Option<String>,
    /// Place: commune of a project, Insee code of a sheet's origin or of a card.
    pub place: Option<String>,
    /// Steps done.
    pub done: u32,
    /// Steps in all.
    pub total: u32,
    /// Attached files.
    pub files: u32,
    /// The earliest deadline among the steps that are not done; of an indicator, the day its next reading is due.
    pub next_due: Option<String>,
    /// The title of that step.
    pub next_step: Option<String>,
    /// Deleted, to be found in the trash.
    pub trashed: bool,
    /// Belongs to the starter content.
    pub sample: bool,
    /// Index terms of the title.
    pub title_terms: String,
    /// Index terms of all other text.
    pub body_terms: String,
}

/// Computes the columns of a record of that kind.
pub fn project(kind: &str, leaves: &Leaves) -> Projection {
    let text = |name: &str| {
        leaves
            .get(name)
            .and_then(Value::as_text)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let first = |names: &[&str]| names.iter().find_map(|name| text(name));
    let title = title(leaves);
    let (done, total) = progress(leaves);
    let next = next_step(leaves);
    let title_terms = fold::index_terms([title.as_str()]);
    let body_terms = fold::index_terms(texts(kind, leaves));
    Projection {
        parent: first(&["project", "record"])
            .or_else(|| subject(leaves))
            .or_else(|| source(leaves)),
        status: first(&["status", "maturity", "state", "severity"]),
        programme: text("programme"),
        person: first(&["lead_person", "origin_name", "responsible", "author"]),
        start: first(&["start_date", "start"]),
        due: first(&["planned_end", "due", "date", "verified_on"]),
        priority: text("priority"),
        light: text("light"),
        place: first(&["commune", "origin_insee", "insee"]),
        done,
        total,
        files: files(leaves),
        next_due: match kind {
            "indicator" => rhythm::next_reading(leaves),
            _ => next.map(|(due, _)| due.to_owned()),
        },
        next_step: next.and_then(|(_, step)| step).map(str::to_owned),
        trashed: leaves.get("trashed").is_some_and(Value::is_true),
        sample: leaves.get("sample").is_some_and(Value::is_true),
        title,
        title_terms,
        body_terms,
    }
}

/// What people call a record: its title, its name, or the beginning of its text.
pub fn title(leaves: &Leaves) -> String {
    let text = |name: &str| {
        leaves
            .get(name)
            .and_then(Value::as_text)
            .filter(|text| !text.trim().is_empty())
    };
    let whole = text("title")
        .or_else(|| text("name"))
        .or_else(|| text("text"))
        .unwrap_or_default();
    whole.chars().take(300).collect()
}

/// The id of the record that this one was made from.
fn source(leaves: &Leaves) -> Option<String> {
    let id = leaves.get("adapted_from")?.member("record")?.as_text()?;
    Some(id.to_owned())
}

/// The leaves between two paths, without passing by all others: those of a list `x` are from `x/` to `x0`, `0` being what
/// follows `/`.
fn under<'l>(
    leaves: &'l Leaves,
    [from, to]: [&str; 2],
) -> impl Iterator<Item = (&'l Path, &'l Value)> {
    leaves.range::<str, _>((Bound::Included(from), Bound::Excluded(to)))
}

fn progress(leaves: &Leaves) -> (u32, u32) {
    let (mut done, mut total) = (0, 0);
    for (path, value) in under(leaves, ["steps/", "steps0"]) {
        let Some((_, name)) = path.as_str()["steps/".len()..].split_once('/') else {
            continue;
        };
        match name {
            "title" => total += 1,
            "done" if value.as_text().is_some_and(|day| !day.is_empty()) => done += 1,
            _ => {}
        }
    }
    (done, total)
}

/// The earliest deadline among the steps that are not done, with the step's title.
fn next_step(leaves: &Leaves) -> Option<(&str, Option<&str>)> {
    let text = |path: &str| {
        leaves
            .get(path)
            .and_then(Value::as_text)
            .filter(|text| !text.is_empty())
    };
    let steps = under(leaves, ["steps/", "steps0"])
        .filter_map(|(path, _)| path.as_str().strip_prefix("steps/")?.strip_suffix("/due"));
    let open = steps.filter(|id| text(&format!("steps/{id}/done")).is_none());
    open.filter_map(|id| {
        Some((
            text(&format!("steps/{id}/due"))?,
            text(&format!("steps/{id}/title")),
        ))
    })
    .min()
}

/// The record that feedback or an adoption is about.
fn subject(leaves: &Leaves) -> Option<String> {
    let origin = ["feedback_on", "adoption_of"]
        .iter()
        .find_map(|name| leaves.get(*name));
    origin?.member("record")?.as_text().map(str::to_owned)
}

/// How many files are attached.
fn files(leaves: &Leaves) -> u32 {
    let attached = under(leaves, ["attachments/", "attachments0"]);
    attached
        .filter(|(path, _)| path.as_str().ends_with("/file"))
        .count() as u32
}

/// The texts of a record that search looks into, the title apart.
pub fn texts<'a>(kind: &str, leaves: &'a Leaves) -> impl Iterator<Item = &'a str> {
    let silent = silent_names(kind);
    leaves
        .iter()
        .filter(move |(path, _)| path.as_str() != "title" && !is_silent(silent, path))
        .flat_map(|(_, value)| {
            let members: [Option<&Value>; 3] = match value {
                Value::Text(_) => [Some(value), None, None],
                Value::Map(_) => [
                    value.member("comment"),
                    value.member("source"),
                    value.member("name"),
                ],
                _ => [None, None, None],
            };
            members.into_iter().flatten().filter_map(Value::as_text)
        })
}

/// Names looked up for every leaf.
type Names = HashSet<&'static str, RandomState>;

fn is_silent(silent: Option<&Names>, path: &Path) -> bool {
    let name = path.as_str().rsplit('/').next().unwrap_or_default();
    silent.is_some_and(|names| names.contains(name))
}

/// Names of fields that hold codes, not words: of no use to someone who searches.
fn silent_names(kind: &str) -> Option<&'static Names> {
    static NAMES: OnceLock<HashMap<&'static str, Names>> = OnceLock::new();
    let all = NAMES.get_or_init(|| {
        schema::KINDS
            .iter()
            .map(|kind| (kind.name, kind.all_fields().flat_map(silent_of).collect()))
            .collect()
    });
    all.get(kind)
}

fn silent_of(field: &'static Field) -> Vec<&'static str> {
    match field.ty {
        FieldType::Items(fields) => fields.iter().flat_map(silent_of).collect(),
        FieldType::Choice(_)
        | FieldType::Order
        | FieldType::Date
        | FieldType::Decimal
        | FieldType::Reference(_) => vec![field.name],
        _ if field.name == "definition" => vec![field.name],
        _ => Vec::new(),
    }
}
