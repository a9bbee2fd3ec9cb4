//! A new desktop asks to become one of an organisation's. There is no workspace yet, and nothing in the file is secret.

use std::io::Write;
use std::path::Path;

use essaim_bundle::introduction::{Request, VERSION};
use essaim_model::BlobHash;
use essaim_revision::words::words;
use essaim_store::{Store, StoreError};

use super::{Asking, save};
use crate::OpError;
use crate::machine::Machine;
use crate::workspace::Agent;

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Six words that who answers sees too.
    pub words: [&'static str; 6],
}

/// Writes a request for a workspace in `folder` into `target`. Asked again before it is answered, it is the same desktop that
/// asks. Gives the words to compare.
///
/// # Errors
/// There is a workspace already, a name is too long, or something cannot be written.
pub fn request(
    folder: &Path,
    agent: &Agent,
    target: &Path,
    machine: &Machine,
) -> Result<Asked, OpError> {
    if Store::is_there(folder) {
        return Err(StoreError::AlreadyThere(folder.to_owned()).into());
    }
    agent.check()?;
    let asking = Asking::begin(folder, machine)?;
    let public = asking.device.public();
    let request = Request {
        essaim_request: VERSION,
        device_key: BlobHash(public.to_bytes()),
        recipient: asking.answer.recipient(),
        person: agent.person.trim().to_owned(),
        service: agent.service.trim().to_owned(),
        created: machine.clock.now_ms(),
    };
    let file = request
        .to_file(&asking.device)
        .map_err(|error| OpError::file(target, error))?;
    save(target, machine, &mut |out| out.write_all(&file))?;
    Ok(Asked {
        words: words(&public),
    })
}
