//! A desktop that joins a commune as people do it: it asks, is answered, and opens the answer.

use std::path::Path;

use essaim_ops::desktop::{Take, request};
use essaim_ops::exchange::Silent;
use essaim_ops::workspace::Agent;
use essaim_ops::{OpError, Workspace};

use crate::machine::TestMachine;

/// A second desktop of the commune of `first`, in a folder: its workspace, its keys beside it.
///
/// # Errors
/// The folder cannot be written, or `first` does not hold the root key.
pub fn join(
    first: &Workspace,
    agent: &Agent,
    seed: u64,
    take: Take,
    folder: &Path,
) -> Result<Workspace, OpError> {
    let machine = TestMachine::new(seed, &folder.join("keys")).machine;
    let place = folder.join("workspace");
    let (asked, answer) = (folder.join("request"), folder.join("answer"));
    request(&place, agent, &asked, &machine)?;
    first.admit(&asked, None, take, &answer, &Silent)?;
    Workspace::join(&place, &answer, machine, &Silent)
}
