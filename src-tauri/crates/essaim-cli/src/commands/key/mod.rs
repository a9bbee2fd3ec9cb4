//! Keys: how a new desktop asks, is answered, and joins. One file a command.

mod certify;
mod join;
mod request;

use super::Outcome;
use crate::arguments::KeyCommand;
use crate::session::Session;

/// Runs the command about keys that was asked for.
pub(super) fn key(command: &KeyCommand, session: &Session<'_>) -> Outcome {
    match command {
        KeyCommand::Request(asked) => request::request(asked, session),
        KeyCommand::Certify(asked) => certify::certify(asked, session),
        KeyCommand::Join(asked) => join::join(asked, session),
    }
}
