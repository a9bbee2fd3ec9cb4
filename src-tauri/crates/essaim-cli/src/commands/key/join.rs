//! The new desktop opens the answer and has its workspace.

use essaim_ops::Workspace;
use serde_json::json;

use super::super::Outcome;
use crate::answer::Answer;
use crate::arguments::Join;
use crate::session::Session;

/// Makes the workspace from the answer.
pub(super) fn join(asked: &Join, session: &Session<'_>) -> Outcome {
    let folder = session.folder()?;
    let machine = session.machine();
    let workspace = Workspace::join(&folder, &asked.answer, machine, &session.watch())?;
    let card = workspace.sender(workspace.organisation()?)?;
    let json = json!({
        "workspace": folder.display().to_string(),
        "organisation": card.id.to_string(),
        "name": card.name,
        "insee": card.insee,
        "device": workspace.identity()?.device.to_string(),
    });
    let done = session.words.pick(
        "Ce poste a rejoint l'espace de travail",
        "This desktop has joined the workspace",
    );
    let place = format!("{} ({}).", card.name, folder.display());
    let text = session.words.named(done, place);
    Ok(Answer::new(json, text))
}
