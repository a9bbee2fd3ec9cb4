//! Accepts or refuses a correspondent, without a verification.

use super::super::Outcome;
use super::{decided, organisation};
use crate::arguments::Correspondent;
use crate::session::Session;

/// What it sent, and sends, stands among what is ours, marked as not verified.
pub(super) fn accept(asked: &Correspondent, session: &Session<'_>) -> Outcome {
    let (workspace, id) = (session.open()?, organisation(&asked.correspondent)?);
    workspace.accept_sender(id)?;
    decided(
        &workspace,
        id,
        session.words.pick("est accepté", "is accepted"),
    )
}

/// What it sent, and sends, stays apart.
pub(super) fn refuse(asked: &Correspondent, session: &Session<'_>) -> Outcome {
    let (workspace, id) = (session.open()?, organisation(&asked.correspondent)?);
    workspace.refuse_sender(id)?;
    decided(
        &workspace,
        id,
        session.words.pick("est refusé", "is refused"),
    )
}
