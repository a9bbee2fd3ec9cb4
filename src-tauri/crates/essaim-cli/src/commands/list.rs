//! Lists and search.

use std::collections::HashMap;

use essaim_model::schema;
use essaim_ops::record::Shown;
use essaim_ops::{Column, Entry, Filter, OpError, Shelf, ShelfFilter, Workspace};
use serde_json::{Value as Json, json};

use super::Outcome;
use super::filter::{Condition, at, compare, unknown_field};
use crate::answer::{Answer, Failure};
use crate::arguments::{List, Search};
use crate::session::Session;
use crate::words::{Words, shelf_name, timestamp, trust_name};

/// Lists records of a kind.
pub(super) fn list(asked: &List, session: &Session<'_>) -> Outcome {
    let kind = schema::kind(&asked.kind).ok_or_else(|| OpError::UnknownKind(asked.kind.clone()))?;
    let sort = asked.sort.as_deref().unwrap_or("title");
    let (descending, field) = sort
        .strip_prefix('-')
        .map_or((false, sort), |field| (true, field));
    let names = asked
        .conditions
        .iter()
        .map(|condition| condition.field.as_str())
        .chain([field]);
    unknown_field(kind, names, session.words)?;
    let workspace = session.open()?;
    let column = column(field);
    let (filter, rest) = narrowed(kind, &asked.conditions);
    let most = asked.limit.unwrap_or(u32::MAX);
    let (entries, total) = match column {
        Some(column) if rest.is_empty() => {
            let page = workspace.list(&filter, column, descending, 0, most)?;
            (page.items, page.total)
        }
        _ => {
            let mut kept = matching(&workspace, &filter, &rest)?;
            let total = kept.len();
            order(&workspace, &filter, &mut kept, column, field, descending)?;
            kept.truncate(most as usize);
            (
                kept.into_iter().map(|record| record.entry).collect(),
                total as u32,
            )
        }
    };
    let items: Vec<Json> = entries.iter().map(item).collect();
    Ok(Answer::new(
        json!({"items": items, "total": total}),
        lines(&entries, total, session.words),
    ))
}

/// The columns that the store sorts by, by their names and by those of the fields they show.
fn column(field: &str) -> Option<Column> {
    Some(match field {
        "title" => Column::Title,
        "status" => Column::Status,
        "programme" => Column::Programme,
        "person" | "lead_person" => Column::Person,
        "start" | "start_date" => Column::Start,
        "due" | "planned_end" => Column::Due,
        "priority" => Column::Priority,
        "updated" => Column::Updated,
        "progress" => Column::Progress,
        _ => return None,
    })
}

/// The conditions that say where to look, as the store's filter; and the others.
fn narrowed<'c>(kind: &schema::Kind, conditions: &'c [Condition]) -> (Filter, Vec<&'c Condition>) {
    let mut filter = Filter {
        kind: kind.name.to_owned(),
        ..Filter::default()
    };
    let mut rest = Vec::new();
    for condition in conditions {
        let shelf = [
            Shelf::Own,
            Shelf::Received,
            Shelf::Quarantine,
            Shelf::Reference,
        ]
        .into_iter()
        .find(|shelf| condition.field == "shelf" && shelf_name(*shelf) == condition.value);
        match shelf {
            Some(shelf) => filter.shelf = ShelfFilter::Only(shelf),
            None if condition.field == "trashed" && condition.value == "true" => {
                filter.trashed = true
            }
            None => rest.push(condition),
        }
    }
    (filter, rest)
}

/// The records that meet all conditions.
fn matching(
    workspace: &Workspace,
    filter: &Filter,
    conditions: &[&Condition],
) -> Result<Vec<Shown>, Failure> {
    let keep = |record: &Json| conditions.iter().all(|condition| condition.holds(record));
    if filter.shelf == ShelfFilter::Open && !filter.trashed {
        return Ok(workspace.show_all(&filter.kind, &keep)?);
    }
    let mut kept = Vec::new();
    for entry in workspace
        .list(filter, Column::Title, false, 0, u32::MAX)?
        .items
    {
        let record = workspace.show(entry.key.id.as_str())?;
        if record.entry.key == entry.key && keep(&record.to_json()) {
            kept.push(record);
        }
    }
    Ok(kept)
}

fn order(
    workspace: &Workspace,
    filter: &Filter,
    records: &mut [Shown],
    column: Option<Column>,
    field: &str,
    descending: bool,
) -> Result<(), Failure> {
    if let Some(column) = column {
        let page = workspace.list(filter, column, descending, 0, u32::MAX)?;
        let places: HashMap<i64, usize> = page
            .items
            .iter()
            .enumerate()
            .map(|(place, entry)| (entry.rec, place))
            .collect();
        records.sort_by_key(|record| places.get(&record.entry.rec).copied());
        return Ok(());
    }
    records.sort_by_cached_key(|record| {
        (
            essaim_model::fold::fold(&record.entry.title),
            record.entry.key.clone(),
        )
    });
    let mut keyed: Vec<(Json, usize)> = records
        .iter()
        .enumerate()
        .map(|(place, record)| (at(&record.to_json(), field), place))
        .collect();
    keyed.sort_by(|one, other| compare(&one.0, &other.0, descending));
    let mut target = vec![0; records.len()];
    for (new, (_, old)) in keyed.iter().enumerate() {
        target[*old] = new;
    }
    let mut place = target.into_iter();
    records.sort_by_cached_key(|_| place.next());
    Ok(())
}

fn item(entry: &Entry) -> Json {
    let mut object = json!({
        "id": entry.key.id.as_str(),
        "kind": entry.kind,
        "title": entry.title,
        "owner": entry.key.owner.to_string(),
        "shelf": shelf_name(entry.shelf),
        "trust": trust_name(entry.trust),
        "updated": timestamp(entry.updated_ms),
    });
    let texts = [
        ("parent", &entry.parent),
        ("status", &entry.status),
        ("programme", &entry.programme),
        ("person", &entry.person),
        ("start", &entry.start),
        ("due", &entry.due),
        ("priority", &entry.priority),
        ("light", &entry.light),
        ("place", &entry.place),
    ];
    if let Json::Object(members) = &mut object {
        members.extend(
            texts
                .into_iter()
                .filter_map(|(name, text)| Some((name.to_owned(), text.as_deref()?.into()))),
        );
        let flags = [("sample", entry.sample), ("trashed", entry.trashed)];
        members.extend(
            flags
                .into_iter()
                .filter(|flag| flag.1)
                .map(|(name, _)| (name.to_owned(), true.into())),
        );
        let counts = [
            ("steps", entry.total),
            ("steps_done", entry.done),
            ("conflicts", entry.conflicts),
        ];
        members.extend(
            counts
                .into_iter()
                .filter(|count| count.1 > 0)
                .map(|(name, count)| (name.to_owned(), count.into())),
        );
    }
    object
}

/// How far a project is, how sure a sheet is, as people read it.
fn status(entry: &Entry, words: Words) -> String {
    let Some(status) = &entry.status else {
        return String::new();
    };
    let kind = schema::kind(&entry.kind);
    let names = ["status", "maturity", "state", "severity"];
    let field = kind.and_then(|kind| names.iter().find_map(|name| kind.field(name)));
    words.value(field.map(|field| field.ty), &status.as_str().into())
}

fn lines(entries: &[Entry], total: u32, words: Words) -> String {
    let mut lines: Vec<String> = entries
        .iter()
        .map(|entry| {
            let mut line = format!("{}  {}", entry.key.id, entry.title);
            for part in [&status(entry, words), words.shelf(entry.shelf)] {
                if !part.is_empty() {
                    line.push_str(&format!(" · {part}"));
                }
            }
            line
        })
        .collect();
    lines.push(words.count(
        total as usize,
        ["élément", "éléments"],
        ["record", "records"],
    ));
    lines.join("\n")
}

/// Searches everything.
pub(super) fn search(asked: &Search, session: &Session<'_>) -> Outcome {
    if let Some(kind) = &asked.kind {
        schema::kind(kind).ok_or_else(|| OpError::UnknownKind(kind.clone()))?;
    }
    let found = session
        .open()?
        .search(&asked.text, asked.kind.as_deref(), asked.limit)?;
    let mut json = Vec::new();
    let mut text = Vec::new();
    for hit in &found.hits {
        let snippet: String = hit
            .snippet
            .iter()
            .map(|(piece, _)| piece.as_str())
            .collect();
        let entry = &hit.entry;
        json.push(json!({
            "id": entry.key.id.as_str(),
            "kind": entry.kind,
            "title": entry.title,
            "snippet": snippet,
            "shelf": shelf_name(entry.shelf),
        }));
        text.push(format!(
            "{}  {}\n    {}",
            entry.key.id,
            entry.title,
            snippet.replace('\n', " ")
        ));
    }
    text.push(session.words.count(
        found.total as usize,
        ["résultat", "résultats"],
        ["hit", "hits"],
    ));
    Ok(Answer::new(
        json!({"hits": json, "total": found.total}),
        text.join("\n"),
    ))
}
