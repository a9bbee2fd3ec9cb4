//! Verifies a correspondent by the words that it read out.

use super::super::Outcome;
use super::{decided, organisation};
use crate::arguments::Words;
use crate::session::Session;

/// The words, in one argument or six.
pub(super) fn verify(asked: &Words, session: &Session<'_>) -> Outcome {
    let (workspace, id) = (session.open()?, organisation(&asked.correspondent)?);
    workspace.verify_sender(id, &asked.words.join(" "))?;
    decided(
        &workspace,
        id,
        session.words.pick("est vérifié", "is verified"),
    )
}
