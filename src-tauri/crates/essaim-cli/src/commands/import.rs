//! Importing bundles, one or a whole folder of them, and the register of what came.

use std::path::PathBuf;

use essaim_ops::exchange::Register;
use essaim_ops::exchange::carrier::Arrival;
use essaim_ops::{OpError, Workspace};
use serde_json::{Value as Json, json};

use super::{Outcome, plan};
use crate::answer::{Answer, Failure};
use crate::arguments::Import;
use crate::carried;
use crate::session::Session;
use crate::words::{Words, timestamp};

/// Imports each file; one that is refused does not keep the others out.
pub(super) fn import(asked: &Import, session: &Session<'_>) -> Outcome {
    let files = files(&asked.files, session.words)?;
    let workspace = session.open()?;
    let passphrase = asked.secret.passphrase()?;
    let (mut imports, mut failed, mut text) = (Vec::new(), Vec::new(), Vec::new());
    for file in &files {
        let carried = carried::each(file, passphrase.as_deref(), |arrival| {
            one(&workspace, arrival, asked.accept_unknown, session)
        });
        match carried.map_err(Failure::from) {
            Ok(carried) => carried.into_iter().for_each(|(json, report)| {
                imports.push(json);
                text.push(report);
            }),
            Err(failure) if files.len() == 1 => return Err(failure),
            Err(failure) => {
                text.push(format!(
                    "{} — {}",
                    file.display(),
                    failure.text(session.language())
                ));
                failed.push(json!({"file": file.display().to_string(), "error": failure.json(session.language())}));
            }
        }
    }
    let first = failed.first().map(|failure| failure["error"].clone());
    let mut json = json!({"imports": imports});
    if let (Json::Object(members), Some(_)) = (&mut json, &first) {
        members.insert("failed".to_owned(), failed.into());
    }
    let answer = Answer::new(json, text.join("\n\n"));
    Ok(match first {
        Some(error) => answer.refused(error),
        None => answer,
    })
}

fn one(
    workspace: &Workspace,
    arrival: Arrival<'_>,
    accept: bool,
    session: &Session<'_>,
) -> Result<(Json, String), OpError> {
    let mut imported = workspace
        .import(arrival, &session.limits, accept, None, &session.watch())?
        .value;
    // The plan was made before the sender was accepted.
    imported.incoming.sender.trust = workspace.sender(imported.incoming.sender.id)?.trust;
    let text = plan::for_people(&imported.incoming, session.words, true);
    let mut members = plan::described(imported.incoming, session.words);
    members.insert("import_id".to_owned(), imported.import_id.into());
    Ok((Json::Object(members), text))
}

/// The files named, and those in the folders named, by name; hidden ones are passed over.
fn files(named: &[PathBuf], words: Words) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let unreadable = |error| OpError::file(path, error);
        let mut inside = Vec::new();
        for entry in std::fs::read_dir(path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden && entry.path().is_file() {
                inside.push(entry.path());
            }
        }
        inside.sort();
        files.extend(inside);
    }
    if files.is_empty() {
        return Err(Failure::Own {
            code: "no_file",
            what: words
                .pick(
                    "Ce dossier ne contient aucun fichier.",
                    "There is no file in this folder.",
                )
                .to_owned(),
            action: words
                .pick("Choisissez un autre dossier.", "Choose another folder.")
                .to_owned(),
        });
    }
    Ok(files)
}

/// Shows the register, as the workspace keeps it.
pub(super) fn imports(session: &Session<'_>) -> Outcome {
    let register = session.open()?.imports()?;
    let json: Vec<Json> = register.iter().map(described).collect();
    let mut lines: Vec<String> = register
        .iter()
        .map(|line| for_people(line, session.words))
        .collect();
    lines.push(
        session
            .words
            .count(register.len(), ["import", "imports"], ["import", "imports"]),
    );
    Ok(Answer::new(
        json!({"imports": json, "total": register.len()}),
        lines.join("\n"),
    ))
}

fn described(line: &Register) -> Json {
    let [new, updated, known, conflicts, refused] = line.counts;
    let import = &line.import;
    json!({
        "import_id": import.id,
        "file": import.file_name,
        "bundle_id": import.bundle,
        "date": timestamp(import.ms),
        "undone": import.hidden,
        "sender": plan::sender_json(&line.sender),
        "counts": {"new": new, "updated": updated, "known": known, "conflicts": conflicts, "refused": refused},
    })
}

fn for_people(line: &Register, words: Words) -> String {
    let import = &line.import;
    let undone = if import.hidden {
        words.pick(" · annulé", " · undone")
    } else {
        ""
    };
    format!(
        "{}  {} · {} · {}{undone}",
        import.id,
        words.moment(import.ms),
        line.sender.name,
        import.file_name
    )
}
