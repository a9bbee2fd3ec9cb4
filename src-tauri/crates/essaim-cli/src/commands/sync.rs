//! Several desktops of one organisation: the folder they share, a stick between them, and which desktops there are.

use essaim_ops::error::Together;
use essaim_ops::exchange::Progress;
use essaim_ops::sync::{Look, Plainly, Problem, Round, Trouble};
use serde_json::{Value as Json, json};

use super::Outcome;
use crate::answer::Answer;
use crate::arguments::{SyncCommand, SyncFolder, SyncSet};
use crate::session::Session;
use crate::words::{Words, parts, timestamp};

/// Runs the command about the shared folder that was asked for.
pub(super) fn sync(command: &SyncCommand, session: &Session<'_>) -> Outcome {
    match command {
        SyncCommand::Set(asked) => set(asked, session),
        SyncCommand::Now => now(session),
        SyncCommand::Status => status(session),
        SyncCommand::Write(asked) => write(asked, session),
        SyncCommand::Read(asked) => read(asked, session),
    }
}

fn set(asked: &SyncSet, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    workspace.follow(asked.folder.as_deref())?;
    let folder = workspace.shared_folder()?;
    let shown = folder.as_ref().map(|folder| folder.display().to_string());
    let words = session.words;
    let text = match &shown {
        Some(folder) => words.named(words.pick("Dossier suivi", "Following"), folder),
        None => words
            .pick(
                "Plus aucun dossier n'est suivi.",
                "No folder is followed any more.",
            )
            .to_owned(),
    };
    Ok(Answer::new(json!({"folder": shown}), text))
}

fn now(session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let watch: &dyn Progress = &session.watch();
    let round = workspace.sync(Look::Whole, &Plainly, watch)?;
    let round = round.ok_or(Together::NotFollowing)?;
    Ok(answer(&round, session.words))
}

fn write(asked: &SyncFolder, session: &Session<'_>) -> Outcome {
    let round = session
        .open()?
        .write_segments(&asked.folder, &session.watch())?;
    Ok(answer(&round, session.words))
}

fn read(asked: &SyncFolder, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let round = workspace.read_segments(&asked.folder, &Plainly, &session.watch())?;
    Ok(answer(&round, session.words))
}

fn answer(round: &Round, words: Words) -> Answer {
    let json = json!({
        "taken": round.taken,
        "revisions": round.revisions,
        "attachments": round.attachments,
        "written": round.written,
        "waiting": round.waiting,
        "awaited_attachments": round.awaited,
        "problems": round.problems.iter().map(described).collect::<Vec<Json>>(),
    });
    let mut lines = vec![format!(
        "{}, {}.",
        words.count(
            round.taken as usize,
            ["envoi reçu", "envois reçus"],
            ["batch received", "batches received"]
        ),
        words.count(
            round.written as usize,
            ["envoi écrit", "envois écrits"],
            ["batch written", "batches written"]
        ),
    )];
    if round.waiting > 0 {
        lines.push(words.count(
            round.waiting as usize,
            [
                "fichier n'est pas encore entier.",
                "fichiers ne sont pas encore entiers.",
            ],
            ["file is not whole yet.", "files are not whole yet."],
        ));
    }
    if round.awaited > 0 {
        lines.push(words.count(
            round.awaited as usize,
            ["pièce est attendue.", "pièces sont attendues."],
            ["attachment is awaited.", "attachments are awaited."],
        ));
    }
    lines.extend(
        round
            .problems
            .iter()
            .map(|one| words.named(&one.file, sentence(one.trouble, words))),
    );
    Answer::new(json, lines.join("\n"))
}

fn described(problem: &Problem) -> Json {
    let code = match problem.trouble {
        Trouble::Altered => "altered",
        Trouble::Foreign => "foreign",
        Trouble::TooRecent => "too_recent",
        Trouble::Unreadable => "unreadable",
        Trouble::Revision => "revision_refused",
    };
    json!({"file": problem.file, "desktop": problem.desktop, "code": code})
}

fn sentence(trouble: Trouble, words: Words) -> &'static str {
    match trouble {
        Trouble::Altered => words.pick(
            "modifié en route, non repris",
            "changed on its way, not used",
        ),
        Trouble::Foreign => words.pick(
            "ne vient d'aucun de vos postes",
            "comes from none of your desktops",
        ),
        Trouble::TooRecent => words.pick(
            "vient d'une version plus récente",
            "comes from a newer version",
        ),
        Trouble::Unreadable => words.pick("illisible pour l'instant", "cannot be read for now"),
        Trouble::Revision => words.pick("un élément n'a pas été repris", "a record was not used"),
    }
}

fn status(session: &Session<'_>) -> Outcome {
    let status = session.open()?.sync_status()?;
    let folder = status
        .folder
        .as_ref()
        .map(|folder| folder.display().to_string());
    let words = session.words;
    let text = match &folder {
        None => words
            .pick("Aucun dossier n'est suivi.", "No folder is followed.")
            .to_owned(),
        Some(folder) if !status.found => {
            words.named(folder, words.pick("introuvable", "not found"))
        }
        Some(folder) => words.named(
            folder,
            words.count(
                status.pending as usize,
                ["révision à transmettre", "révisions à transmettre"],
                ["revision to hand over", "revisions to hand over"],
            ),
        ),
    };
    let json = json!({
        "folder": folder,
        "found": status.found,
        "pending": status.pending,
        "awaited_attachments": status.awaited,
    });
    Ok(Answer::new(json, text))
}

/// The organisation's desktops.
pub(super) fn desktops(session: &Session<'_>) -> Outcome {
    let desktops = session.open()?.our_desktops()?;
    let words = session.words;
    let (mut list, mut lines) = (Vec::new(), Vec::new());
    for one in &desktops {
        list.push(json!({
            "device": one.id.to_string(),
            "person": one.agent.person,
            "service": one.agent.service,
            "this": one.is_this,
            "certified": timestamp(one.certified_ms),
            "seen": one.seen_ms.map(timestamp),
            "revoked": one.is_revoked,
        }));
        let seen = match one.seen_ms {
            _ if one.is_revoked => words.pick("révoqué", "revoked").to_owned(),
            _ if one.is_this => words.pick("ce poste", "this desktop").to_owned(),
            Some(ms) => format!("{} {}", words.pick("vu le", "seen on"), words.moment(ms)),
            None => words.pick("pas encore vu", "not seen yet").to_owned(),
        };
        let who = parts([&one.agent.person, &one.agent.service, &seen]);
        lines.push(format!("{}  {who}", one.id));
    }
    Ok(Answer::new(
        json!({"desktops": list, "total": desktops.len()}),
        lines.join("\n"),
    ))
}
