//! Verifies a correspondent by the words that it read out.

use serde_json::json;

use super::super::Outcome;
use super::organisation;
use crate::answer::Answer;
use crate::arguments::Words;
use crate::session::Session;
use crate::words::trust_name;

/// The words, in one argument or six.
pub(super) fn verify(asked: &Words, session: &Session<'_>) -> Outcome {
    let id = organisation(&asked.correspondent)?;
    let workspace = session.open()?;
    workspace.verify_sender(id, &asked.words.join(" "))?;
    let sender = workspace.sender(id)?;
    let said = session.words.pick("est vérifié", "is verified");
    Ok(Answer::new(
        json!({"id": id.to_string(), "name": sender.name, "trust": trust_name(sender.trust)}),
        format!("{} {said}.", sender.name),
    ))
}
