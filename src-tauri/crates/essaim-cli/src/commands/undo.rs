//! One step back or forward, or an import of the register taken back.

use essaim_ops::Operation;
use essaim_ops::exchange::{Remaining, WhyRemaining};
use serde_json::{Value as Json, json};

use super::Outcome;
use crate::answer::Answer;
use crate::arguments::Undo;
use crate::session::Session;
use crate::words::{Words, timestamp};

/// Takes back the last operation, or the import that is named.
pub(super) fn undo(asked: &Undo, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let words = session.words;
    if let Some(import) = &asked.import {
        if asked.put_back {
            let written = workspace.put_back(import)?.value;
            let done = match written {
                0 => words.pick(
                    "Il n'y avait rien à remettre.",
                    "There was nothing to put back.",
                ),
                _ => words.pick("Valeurs d'avant remises.", "Values from before put back."),
            };
            let json = json!({"put_back": {"import_id": import, "records": written}});
            return Ok(Answer::new(json, done));
        }
        workspace.hide_import(import)?;
        let remaining = workspace.remaining(import)?;
        let mut lines = vec![words.pick("Import annulé.", "Import undone.").to_owned()];
        lines.extend(remaining.iter().map(|one| for_people(one, words)));
        let json: Vec<Json> = remaining.iter().map(remains).collect();
        return Ok(Answer::new(
            json!({"undone": {"import_id": import}, "remaining": json}),
            lines.join("\n"),
        ));
    }
    let operation = workspace.undo()?.value;
    Ok(Answer::new(
        json!({"undone": described(&operation)}),
        text(words, words.pick("Annulé", "Undone"), &operation),
    ))
}

/// Does what was last taken back again.
pub(super) fn redo(session: &Session<'_>) -> Outcome {
    let operation = session.open()?.redo()?.value;
    let done = session.words.pick("Rétabli", "Redone");
    Ok(Answer::new(
        json!({"redone": described(&operation)}),
        text(session.words, done, &operation),
    ))
}

/// What is left of an undone import in a record, with what could be put back.
fn remains(one: &Remaining) -> Json {
    let proposed: Vec<Json> = one
        .proposed
        .iter()
        .map(|change| json!({"path": change.path.as_str(), "now": change.before, "before": change.after}))
        .collect();
    json!({"id": one.id.as_str(), "kind": one.kind, "title": one.title, "why": one.why.code(), "proposed": proposed})
}

fn for_people(one: &Remaining, words: Words) -> String {
    match one.why {
        WhyRemaining::WrittenSince => format!(
            "{} — {}",
            one.title,
            words.pick(
                "modifié depuis : gardé. « undo --import … --put-back » remet les valeurs d'avant.",
                "changed since: kept. \"undo --import … --put-back\" puts back the values from before.",
            )
        ),
        WhyRemaining::MadeFromIt => format!(
            "{} — {}",
            one.title,
            words.pick("issu de cet import : gardé.", "made from this import: kept.")
        ),
    }
}

fn described(operation: &Operation) -> Json {
    json!({"operation": operation.code, "title": operation.title, "date": timestamp(operation.ms)})
}

fn text(words: Words, done: &str, operation: &Operation) -> String {
    if operation.title.is_empty() {
        format!("{done}.")
    } else {
        words.named(done, &operation.title)
    }
}
