//! The workspace itself: made, furnished, checked, computed anew.

use essaim_ops::workspace::{Agent, NewWorkspace, Who};
use essaim_ops::{Damage, StoreError, Workspace};
use serde_json::json;

use super::Outcome;
use crate::answer::{Answer, Failure};
use crate::arguments::{Init, Starter};
use crate::session::Session;
use crate::words::Words;

/// Creates the workspace.
pub(super) fn init(asked: &Init, session: &Session<'_>) -> Outcome {
    let folder = session.folder()?;
    let workspace = Workspace::create(&folder, &newcomer(asked), session.machine())?;
    let done = session
        .words
        .pick("L'espace de travail est prêt", "The workspace is ready");
    founded(&workspace, &folder, session.words, done)
}

/// Who is to write in a new workspace.
pub(super) fn newcomer(asked: &Init) -> NewWorkspace {
    let who = match (&asked.insee, &asked.siren, &asked.name) {
        (Some(insee), _, _) => Who::Commune(insee.clone()),
        (_, Some(siren), _) => Who::Intercommunality(siren.clone()),
        (_, _, name) => Who::Other(name.clone().unwrap_or_default()),
    };
    let agent = Agent {
        person: asked.person.clone(),
        service: asked.service.clone().unwrap_or_default(),
    };
    NewWorkspace { who, agent }
}

/// Tells of a workspace that was made.
pub(super) fn founded(
    workspace: &Workspace,
    folder: &std::path::Path,
    words: Words,
    done: &str,
) -> Outcome {
    let card = workspace.sender(workspace.organisation()?)?;
    let json = json!({
        "workspace": folder.display().to_string(),
        "organisation": card.id.to_string(),
        "name": card.name,
        "insee": card.insee,
    });
    Ok(Answer::new(
        json,
        words.named(done, format!("{} ({}).", card.name, folder.display())),
    ))
}

/// What a check found wrong, for people.
pub(super) fn sentences(workspace: &Workspace, problems: &[Damage], words: Words) -> Vec<String> {
    let told = workspace.in_words(problems).into_iter();
    told.map(|(french, english)| words.pick(&french, &english).to_owned())
        .collect()
}

/// What a check found wrong, for scripts.
pub(super) fn codes(problems: &[Damage]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// Loads the starter content.
pub(super) fn starter(asked: &Starter, session: &Session<'_>) -> Outcome {
    let ids = session
        .open()?
        .load_starter(asked.programme.as_deref())?
        .value;
    let text = session.words.count(
        ids.len(),
        ["exemple ajouté.", "exemples ajoutés."],
        ["sample added.", "samples added."],
    );
    Ok(Answer::new(json!({"ids": ids}), text))
}

/// Checks everything.
pub(super) fn check(session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let report = workspace.check()?;
    let words = session.words;
    let sound = report.problems.is_empty();
    let json = json!({
        "ok": sound,
        "revisions": report.revisions,
        "attachments": report.attachments,
        "problems": codes(&report.problems),
    });
    let looked = format!(
        "{}, {}.",
        words.count(
            report.revisions as usize,
            ["révision", "révisions"],
            ["revision", "revisions"]
        ),
        words.count(
            report.attachments as usize,
            ["pièce", "pièces"],
            ["attachment", "attachments"]
        ),
    );
    if sound {
        return Ok(Answer::new(
            json,
            format!(
                "{} {looked}",
                words.pick("Tout est en ordre :", "All is well:")
            ),
        ));
    }
    let only_files = report.problems.iter().all(|damage| {
        matches!(
            damage,
            Damage::AttachmentChanged(_) | Damage::AttachmentMissing(_)
        )
    });
    let damaged = match only_files {
        true => Failure::Own {
            code: "attachments_damaged",
            what: words
                .pick(
                    "La base de données est entière, mais des pièces manquent ou ont changé.",
                    "The database is whole, but attachments are missing or have changed.",
                )
                .to_owned(),
            action: words
                .pick(
                    "Restaurez une sauvegarde à côté, ou ajoutez de nouveau ces pièces.",
                    "Restore a backup beside it, or add these attachments again.",
                )
                .to_owned(),
        },
        false => Failure::from(StoreError::Corrupt(String::new())),
    };
    let told = sentences(&workspace, &report.problems, words);
    let text = format!("{}\n{looked}\n{}", damaged.text(words.0), told.join("\n"));
    Ok(Answer::new(json, text).refused(damaged.json(words.0)))
}

/// Computes lists and index anew.
pub(super) fn rebuild(session: &Session<'_>) -> Outcome {
    session.open()?.rebuild()?;
    let text = session.words.pick(
        "Listes et index recalculés.",
        "Lists and index computed anew.",
    );
    Ok(Answer::new(json!({"rebuilt": true}), text))
}
