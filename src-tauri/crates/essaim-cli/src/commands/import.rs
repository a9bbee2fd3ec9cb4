//! Importing bundles, one or a whole folder of them, and the register of what came.

use std::path::PathBuf;

use essaim_ops::exchange::carrier::Arrival;
use essaim_ops::exchange::{self, FolderReport, Imported, Register, SentBundle};
use essaim_ops::{OpError, Workspace};
use serde_json::{Value as Json, json};

use super::plan::Described;
use super::{Outcome, plan};
use crate::answer::{Answer, Failure, Said};
use crate::arguments::Import;
use crate::carried;
use crate::session::Session;
use crate::words::{Words, timestamp};

/// Imports each file, and those of folders; one that is refused does not keep the others out.
pub(super) fn import(asked: &Import, session: &Session<'_>) -> Outcome {
    let files = files(&asked.files, session.words)?;
    let workspace = session.open()?;
    let passphrase = asked.secret.passphrase()?;
    if let [only] = files.as_slice() {
        let each = carried::each(only, passphrase.as_deref(), |arrival| {
            one(&workspace, arrival, asked.accept_unknown, session)
        })?;
        let (plans, text): (Vec<Described>, Vec<String>) = each.into_iter().unzip();
        return Ok(answer(plans, serde_json::Map::new(), &text));
    }
    let done = workspace.import_files(
        &files,
        &session.limits,
        passphrase.as_deref(),
        asked.accept_unknown,
        &session.watch(),
    )?;
    several(&workspace, done.value, session)
}

/// One report for many files.
fn several(workspace: &Workspace, report: FolderReport, session: &Session<'_>) -> Outcome {
    let (mut imports, mut failed, mut text) = (Vec::new(), Vec::new(), Vec::new());
    for verdict in report.files {
        let error = match verdict.outcome {
            exchange::Outcome::Imported(imported) => {
                let (json, told) = told(workspace, *imported, session)?;
                imports.push(json);
                text.push(told);
                continue;
            }
            exchange::Outcome::NotABundle(refusal) => OpError::from(refusal),
            exchange::Outcome::Refused(error) => error,
        };
        let failure = Failure::from(error);
        let said = failure.text(session.language());
        text.push(format!("{} — {said}", verdict.file.display()));
        failed.push(json!({"file": verdict.file.display().to_string(), "error": failure.json(session.language())}));
    }
    let first = failed.first().map(|failure| failure["error"].clone());
    let totals = &report.totals;
    let counts = [
        ("new", totals.fresh.len()),
        ("updated", totals.updated.len()),
        ("known", totals.known.len()),
        ("conflicts", totals.conflicts.len()),
    ];
    let totals: serde_json::Map<String, Json> = counts
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count.into()))
        .collect();
    let mut beside = serde_json::Map::from_iter([("totals".to_owned(), Json::Object(totals))]);
    if first.is_some() {
        beside.insert("failed".to_owned(), failed.into());
    }
    let answer = answer(imports, beside, &text);
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
) -> Result<(Described, String), OpError> {
    let imported = workspace.import(arrival, &session.limits, accept, None, &session.watch())?;
    told(workspace, imported.value, session)
}

/// What became of one bundle.
fn told(
    workspace: &Workspace,
    mut imported: Imported,
    session: &Session<'_>,
) -> Result<(Described, String), OpError> {
    // The plan was made before the sender was accepted.
    imported.incoming.sender.trust = workspace.sender(imported.incoming.sender.id)?.trust;
    let text = plan::for_people(&imported.incoming, session.words, true);
    let mut described = plan::described(imported.incoming, session.words);
    let id = imported.import_id.into();
    described.beside.insert("import_id".to_owned(), id);
    Ok((described, text))
}

fn answer(plans: Vec<Described>, beside: serde_json::Map<String, Json>, text: &[String]) -> Answer {
    let said = Said::Plans {
        name: "imports",
        plans,
        beside,
    };
    Answer::plans(said, text.join("\n\n"))
}

/// The files named, and those in the folders named and below, by path.
fn files(named: &[PathBuf], words: Words) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            files.extend(exchange::files_of(path)?);
        } else {
            files.push(path.clone());
        }
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
    let workspace = session.open()?;
    let register = workspace.imports()?;
    let sent = workspace.sent()?;
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
    lines.extend(sent.iter().map(|one| sent_line(one, session.words)));
    let sent: Vec<Json> = sent.iter().map(sent_json).collect();
    Ok(Answer::new(
        json!({"imports": json, "total": register.len(), "sent": sent}),
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

fn sent_json(sent: &SentBundle) -> Json {
    let report = &sent.report;
    let to = report
        .to
        .as_ref()
        .map(|to| json!({"id": to.id.map(|id| id.to_string()), "name": to.name}));
    let records = report.records.iter();
    let records: Vec<Json> = records
        .map(|record| json!({"id": record.id, "kind": record.kind, "title": record.title}))
        .collect();
    let arrived = sent.arrived.as_ref();
    json!({
        "number": sent.number,
        "file": sent.file_name,
        "bundle_id": sent.bundle,
        "date": timestamp(sent.ms),
        "purpose": report.purpose,
        "to": to,
        "records": records,
        "arrived": arrived.map(|arrival| json!({"date": timestamp(arrival.ms), "from": arrival.from})),
    })
}

fn sent_line(sent: &SentBundle, words: Words) -> String {
    let what = match sent.report.purpose.as_str() {
        "feedback" => words.pick("retour", "feedback"),
        _ => words.pick("envoi", "bundle"),
    };
    let to = sent.report.to.as_ref().map(|to| format!(" · {}", to.name));
    let arrived = sent.arrived.as_ref().map(|arrival| {
        let word = words.pick("est bien arrivé", "has arrived");
        format!(" · {word} ({}, {})", arrival.from, words.moment(arrival.ms))
    });
    format!(
        "{what} {} {}  {} · {}{}{}",
        words.pick("n°", "no."),
        sent.number,
        words.moment(sent.ms),
        sent.file_name,
        to.unwrap_or_default(),
        arrived.unwrap_or_default()
    )
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
