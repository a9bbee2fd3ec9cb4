//! Keys: whose they are, the words that stand for them, which desktops they vouch for; how a new desktop asks, is answered,
//! and joins; the recovery sheet. One file a command.

mod certify;
mod decide;
mod join;
mod renew;
mod request;
mod revoke;
mod sheet;
mod show;
mod verify;
mod words;

use essaim_model::OrganisationId;
use essaim_ops::{OpError, Workspace};
use serde_json::json;

use super::Outcome;
use crate::answer::Answer;
use crate::arguments::KeyCommand;
use crate::session::Session;
use crate::words::trust_name;

/// Runs the command about keys that was asked for.
pub(super) fn key(command: &KeyCommand, session: &mut Session<'_>) -> Outcome {
    match command {
        KeyCommand::Request(asked) => request::request(asked, session),
        KeyCommand::Certify(asked) => certify::certify(asked, session),
        KeyCommand::Join(asked) => join::join(asked, session),
        KeyCommand::Show(asked) => show::show(asked, session),
        KeyCommand::Words(asked) => words::words(asked, session),
        KeyCommand::Verify(asked) => verify::verify(asked, session),
        KeyCommand::Accept(asked) => decide::accept(asked, session),
        KeyCommand::Refuse(asked) => decide::refuse(asked, session),
        KeyCommand::Renew => renew::renew(session),
        KeyCommand::Revoke(asked) => revoke::revoke(asked, session),
        KeyCommand::Sheet(asked) => sheet::sheet(asked, session),
        KeyCommand::Recover(asked) => sheet::recover(asked, session),
    }
}

/// Tells what was decided on a correspondent.
fn decided(workspace: &Workspace, id: OrganisationId, said: &str) -> Outcome {
    let sender = workspace.sender(id)?;
    Ok(Answer::new(
        json!({"id": id.to_string(), "name": sender.name, "trust": trust_name(sender.trust)}),
        format!("{} {said}.", sender.name),
    ))
}

/// The organisation of that id.
fn organisation(id: &str) -> Result<OrganisationId, OpError> {
    id.parse().map_err(|_| OpError::NotFound(id.to_owned()))
}
