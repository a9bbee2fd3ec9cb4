//! The recovery sheet: printed, and the organisation back from its words.

use std::path::Path;

use essaim_ops::{OpError, Workspace};
use serde_json::json;

use super::super::Outcome;
use super::super::place::{founded, newcomer};
use crate::answer::Answer;
use crate::arguments::{KeySheet, Recover};
use crate::session::Session;

/// Gives the sheet; with `--out`, writes what is to be printed.
pub(super) fn sheet(asked: &KeySheet, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    if let Some(out) = &asked.out {
        workspace.write_recovery_sheet(out, session.language())?;
        let note = session.words.pick(
            "Fiche enregistrée. Imprimez-la, rangez-la au coffre, puis effacez ce fichier :",
            "Sheet saved. Print it, put it into a safe, then delete this file:",
        );
        let text = format!("{note} {}", out.display());
        return Ok(Answer::new(json!({"file": out}), text));
    }
    let sheet = workspace.recovery_sheet()?;
    let json = json!({
        "name": sheet.name, "organisation": sheet.organisation, "day": sheet.day, "words": sheet.words,
    });
    Ok(Answer::new(json, sheet.text(session.language())))
}

/// Makes a workspace of the organisation whose words these are.
pub(super) fn recover(asked: &Recover, session: &mut Session<'_>) -> Outcome {
    let words = read(&asked.words_file, session)?;
    let folder = session.folder()?;
    let new = newcomer(&asked.new);
    let workspace = Workspace::recover(&folder, &new, &words, session.machine())?;
    let done = session.words.pick(
        "La collectivité a retrouvé son identité",
        "The organisation has its identity back",
    );
    founded(&workspace, &folder, session.words, done)
}

/// All of a file, or of the standard input.
fn read(file: &Path, session: &mut Session<'_>) -> Result<String, OpError> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        session.input.read_to_string(&mut text)
    } else {
        std::fs::read_to_string(file).map(|whole| {
            text = whole;
            text.len()
        })
    };
    read.map_err(|error| OpError::file(file, error))?;
    Ok(text)
}
