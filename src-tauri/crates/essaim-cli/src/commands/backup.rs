//! Backups: made, verified, and a workspace back from one.

use std::io::BufRead;
use std::path::Path;

use essaim_ops::backup::{self, BackedUp, Where};
use essaim_ops::{OpError, Workspace};
use serde_json::{Value as Json, json};

use super::Outcome;
use super::place::{codes, sentences};
use crate::answer::Answer;
use crate::arguments::{Backup, Restore};
use crate::session::Session;
use crate::words::{Words, timestamp};

/// Makes a backup, or verifies one.
pub(super) fn backup(asked: &Backup, session: &mut Session<'_>) -> Outcome {
    let given = match &asked.passphrase_file {
        Some(file) => Some(passphrase(file, session)?),
        None => None,
    };
    if let Some(file) = &asked.verify {
        return verify(file, given.as_deref(), session);
    }
    let workspace = session.open()?;
    let drawn = match &given {
        None if !workspace.has_passphrase()? => {
            Some(backup::suggest_passphrase(workspace.machine()))
        }
        _ => None,
    };
    let before = match given.as_ref().or(drawn.as_ref()) {
        Some(phrase) => Some(workspace.choose_passphrase(phrase)?),
        None => None,
    };
    let made = make(asked, &workspace, session);
    if let (Err(_), Some(before)) = (&made, before) {
        workspace.keep_passphrase(before)?;
    }
    let (first, second) = made?;
    let words = session.words;
    let mut json = told(&first);
    let mut text = line(&first, words);
    if let Some(second) = &second {
        json["second"] = told(second);
        text = format!("{text}\n{}", line(second, words));
    }
    if let Some(phrase) = drawn {
        let note = words.pick(
            "Phrase de passe, montrée une seule fois. Sans elle, aucune sauvegarde ne se rouvre :",
            "Passphrase, shown only once. Without it, no backup can be opened:",
        );
        text = format!("{text}\n{note}\n{phrase}");
        json["passphrase"] = phrase.into();
    }
    Ok(Answer::new(json, text))
}

/// One backup into a file, or one at each place.
fn make(
    asked: &Backup,
    workspace: &Workspace,
    session: &Session<'_>,
) -> Result<(BackedUp, Option<BackedUp>), OpError> {
    let watch = session.watch();
    if let Some(folder) = &asked.second_place {
        workspace.choose_place(folder)?;
    }
    if let Some(file) = &asked.to {
        return Ok((workspace.back_up_to(file, &watch)?, None));
    }
    let second = match workspace.backup_state()?.away {
        Some(_) => Some(workspace.back_up(Where::Away, &watch)?),
        None => None,
    };
    Ok((workspace.back_up(Where::Here, &watch)?, second))
}

fn told(done: &BackedUp) -> Json {
    json!({
        "file": done.file, "bytes": done.bytes, "attachments": done.attachments, "missing": done.missing,
    })
}

fn line(done: &BackedUp, words: Words) -> String {
    let made = words.pick("Sauvegarde faite et relue :", "Backup made and read back:");
    let mut line = format!(
        "{made} {} ({})",
        done.file.display(),
        words.size(done.bytes)
    );
    if done.missing > 0 {
        let missing = words.count(
            done.missing as usize,
            [
                "pièce manque sur le disque et n'y est pas.",
                "pièces manquent sur le disque et n'y sont pas.",
            ],
            [
                "attachment is missing on the disk and is not in it.",
                "attachments are missing on the disk and are not in it.",
            ],
        );
        line = format!("{line}\n{missing}");
    }
    line
}

fn verify(file: &Path, phrase: Option<&str>, session: &Session<'_>) -> Outcome {
    let verified = backup::verify_backup(file, phrase, &session.watch())?;
    let words = session.words;
    let json = json!({
        "name": verified.about.name, "organisation": verified.about.organisation,
        "made": timestamp(verified.about.made_ms), "files": verified.files, "bytes": verified.bytes,
    });
    let sound = match verified.files {
        Some(_) => words.pick(
            "Cette sauvegarde se rouvre en entier :",
            "This backup opens in full:",
        ),
        None => words.pick("Cette sauvegarde est intacte :", "This backup is intact:"),
    };
    let made = words.moment(verified.about.made_ms);
    Ok(Answer::new(
        json,
        format!("{sound} {}, {made}.", verified.about.name),
    ))
}

/// Brings a workspace back.
pub(super) fn restore(asked: &Restore, session: &mut Session<'_>) -> Outcome {
    let phrase = passphrase(&asked.passphrase_file, session)?;
    let folder = session.folder()?;
    let watch = session.watch();
    let (workspace, restored) =
        backup::restore(&asked.file, &phrase, &folder, session.machine(), &watch)?;
    drop(watch);
    let words = session.words;
    let sound = restored.check.problems.is_empty();
    let json = json!({
        "workspace": folder, "organisation": workspace.organisation()?, "name": restored.about.name,
        "made": timestamp(restored.about.made_ms),
        "check": {"ok": sound, "problems": codes(&restored.check.problems)},
    });
    let found = words.pick(
        "L'espace de travail est retrouvé, tel qu'il était le",
        "The workspace is back, as it was on",
    );
    let found = format!("{found} {}", words.moment(restored.about.made_ms));
    let mut text = words.named(&found, folder.display());
    if !sound {
        let missing = words.pick(
            "Ce qui manquait déjà ce jour-là :",
            "What was missing already on that day:",
        );
        let told = sentences(&workspace, &restored.check.problems, words);
        text = format!("{text}\n{missing}\n{}", told.join("\n"));
    }
    Ok(Answer::new(json, text))
}

/// The first line of a file, or of the standard input.
fn passphrase(file: &Path, session: &mut Session<'_>) -> Result<String, OpError> {
    let mut line = String::new();
    let read = if file == Path::new("-") {
        session.input.read_line(&mut line)
    } else {
        std::fs::File::open(file)
            .and_then(|file| std::io::BufReader::new(file).read_line(&mut line))
    };
    read.map_err(|error| OpError::file(file, error))?;
    Ok(line.trim().to_owned())
}
