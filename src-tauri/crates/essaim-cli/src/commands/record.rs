//! One record at a time, or many new ones: add, set, show, history.

use essaim_ops::Workspace;
use essaim_ops::record::{Addition, HistoryEntry};
use serde_json::{Value as Json, json};

use super::conflict::change_json;
use super::{Outcome, shown};
use crate::answer::Answer;
use crate::arguments::{Add, One, Set};
use crate::input;
use crate::session::Session;
use crate::words::{Words, shortened, timestamp};

/// Creates records.
pub(super) fn add(asked: &Add, session: &mut Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let ids = input::with_objects(session, &asked.file, |objects, base| {
        Ok(workspace
            .add(
                Addition {
                    kind: &asked.kind,
                    base,
                },
                objects,
            )?
            .value)
    })?;
    let text = match ids.as_slice() {
        [] => session
            .words
            .pick("Rien à créer.", "Nothing to create.")
            .to_owned(),
        ids => ids.join("\n"),
    };
    Ok(Answer::new(json!({"ids": ids}), text))
}

/// Changes parts of a record.
pub(super) fn set(asked: &Set, session: &mut Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let patch = input::read_one(session, &asked.file)?;
    workspace.set(&asked.id, &patch)?;
    revised(
        &workspace,
        &asked.id,
        session.words.pick("Enregistré.", "Saved."),
    )
}

/// The answer of a command that wrote a record: its id and its revision now.
pub(super) fn revised(workspace: &Workspace, id: &str, done: &str) -> Outcome {
    let revision: Vec<String> = workspace
        .show(id)?
        .revision
        .iter()
        .map(ToString::to_string)
        .collect();
    Ok(Answer::new(json!({"id": id, "revision": revision}), done))
}

/// Shows a whole record.
pub(super) fn show(asked: &One, session: &Session<'_>) -> Outcome {
    let record = session.open()?.show(&asked.id)?;
    Ok(Answer::new(
        record.to_json(),
        shown::for_people(&record, session.words),
    ))
}

/// Shows what became of a record, newest first.
pub(super) fn history(asked: &One, session: &Session<'_>) -> Outcome {
    let entries = session.open()?.history(&asked.id)?;
    let json: Vec<Json> = entries
        .iter()
        .map(|entry| entry_json(entry, session.words))
        .collect();
    let text: Vec<String> = entries
        .iter()
        .map(|entry| entry_text(entry, session.words))
        .collect();
    Ok(Answer::new(
        json!({"id": asked.id, "history": json}),
        text.join("\n"),
    ))
}

fn entry_json(entry: &HistoryEntry, words: Words) -> Json {
    let changes: Vec<Json> = entry
        .changes
        .iter()
        .map(|change| change_json(change, words))
        .collect();
    json!({
        "revision": entry.revision.to_string(),
        "date": timestamp(entry.ms),
        "device": entry.device.to_string(),
        "person": entry.person,
        "changes": changes,
    })
}

fn entry_text(entry: &HistoryEntry, words: Words) -> String {
    let who = entry
        .person
        .clone()
        .unwrap_or_else(|| shortened(&entry.device.to_string(), 9));
    let mut lines = vec![format!("{} — {who}", words.moment(entry.ms))];
    let changes = entry.changes.iter();
    lines.extend(changes.map(|change| format!("  {}", words.change(change))));
    lines.join("\n")
}
