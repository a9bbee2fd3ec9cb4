//! One step back or forward, or an import of the register taken back.

use essaim_ops::Operation;
use serde_json::{Value as Json, json};

use super::Outcome;
use crate::answer::Answer;
use crate::arguments::Undo;
use crate::session::Session;
use crate::words::timestamp;

/// Takes back the last operation, or the import that is named.
pub(super) fn undo(asked: &Undo, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let words = session.words;
    if let Some(import) = &asked.import {
        workspace.hide_import(import)?;
        return Ok(Answer::new(
            json!({"undone": {"import_id": import}}),
            words.pick("Import annulé.", "Import undone."),
        ));
    }
    let operation = workspace.undo()?.value;
    Ok(Answer::new(
        json!({"undone": described(&operation)}),
        text(words.pick("Annulé", "Undone"), &operation),
    ))
}

/// Does what was last taken back again.
pub(super) fn redo(session: &Session<'_>) -> Outcome {
    let operation = session.open()?.redo()?.value;
    let done = session.words.pick("Rétabli", "Redone");
    Ok(Answer::new(
        json!({"redone": described(&operation)}),
        text(done, &operation),
    ))
}

fn described(operation: &Operation) -> Json {
    json!({"operation": operation.code, "title": operation.title, "date": timestamp(operation.ms)})
}

fn text(done: &str, operation: &Operation) -> String {
    if operation.title.is_empty() {
        format!("{done}.")
    } else {
        format!("{done} : {}", operation.title)
    }
}
