//! Accepts or refuses a correspondent, without a verification.

use essaim_model::OrganisationId;
use essaim_ops::{OpError, Workspace};
use serde_json::json;

use super::super::Outcome;
use super::organisation;
use crate::answer::Answer;
use crate::arguments::Correspondent;
use crate::session::Session;
use crate::words::trust_name;

/// What it sent, and sends, stands among what is ours, marked as not verified.
pub(super) fn accept(asked: &Correspondent, session: &Session<'_>) -> Outcome {
    let (workspace, id) = known(asked, session)?;
    workspace.accept_sender(id)?;
    told(&workspace, id, session, ["est accepté", "is accepted"])
}

/// What it sent, and sends, stays apart.
pub(super) fn refuse(asked: &Correspondent, session: &Session<'_>) -> Outcome {
    let (workspace, id) = known(asked, session)?;
    workspace.refuse_sender(id)?;
    told(&workspace, id, session, ["est refusé", "is refused"])
}

fn known(
    asked: &Correspondent,
    session: &Session<'_>,
) -> Result<(Workspace, OrganisationId), OpError> {
    let id = organisation(&asked.correspondent)?;
    let workspace = session.open()?;
    match workspace.senders()?.iter().any(|one| one.id == id) {
        true => Ok((workspace, id)),
        false => Err(OpError::NotFound(asked.correspondent.clone())),
    }
}

fn told(
    workspace: &Workspace,
    id: OrganisationId,
    session: &Session<'_>,
    [french, english]: [&str; 2],
) -> Outcome {
    let sender = workspace.sender(id)?;
    Ok(Answer::new(
        json!({"id": id.to_string(), "name": sender.name, "trust": trust_name(sender.trust)}),
        format!("{} {}.", sender.name, session.words.pick(french, english)),
    ))
}
