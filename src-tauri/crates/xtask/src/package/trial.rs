//! Installers tried as a commune would use them: an older version, then this one over it, then removed. The workspace that
//! the installed programs made is still there, and readable, after each step.

pub(super) mod debian;
pub(super) mod windows;

use std::path::Path;
use std::process::Command;

use crate::failure::{Outcome, because};
use crate::tool;

/// A version before ours, for the update.
const OLDER: &str = "0.0.9";
/// What the trial writes and looks for.
const PROJECT: &str = "Projet d'avant la mise à jour";

/// `essaim-cli` of the installation, in its default workspace.
trait Installed {
    /// The command, with these words.
    fn essaim(&self, words: &[&str]) -> Outcome<Command>;
}

/// A commune begins, and writes a project.
fn begin(installed: &impl Installed, project: &Path) -> Outcome {
    let step = "first use";
    tool::run(
        step,
        &mut installed.essaim(&["init", "--insee", "59512", "--person", "Essai"])?,
    )?;
    let file = project.display().to_string();
    tool::write(step, project, &format!("{{\"title\":\"{PROJECT}\"}}"))?;
    tool::run(step, &mut installed.essaim(&["add", "project", &file])?)
}

/// The project is still there, and so is the key: another one is signed with it.
fn data_stay(installed: &impl Installed, project: &Path, after: &str) -> Outcome {
    tool::write(after, project, "{\"title\":\"Projet d'après\"}")?;
    let file = project.display().to_string();
    tool::run(after, &mut installed.essaim(&["add", "project", &file])?)?;
    let listed = tool::answer(&mut installed.essaim(&["--json", "list", "project"])?);
    let there = listed.is_some_and(|listed| listed.contains(PROJECT));
    expect(
        there,
        &format!("{after}: the project is not listed any more"),
    )
}

fn expect(holds: bool, otherwise: &str) -> Outcome {
    if holds {
        Ok(())
    } else {
        because("installer", otherwise)
    }
}
