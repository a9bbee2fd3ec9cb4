//! The journeys of `tests/e2e` in the real window: Node drives the program through tauri-driver and the system's WebDriver.
//! Each journey has its own display, session bus, workspace and keystore; the harness there sees to that.

use std::path::PathBuf;

use crate::failure::{InStep, Outcome, because};
use crate::tally::{self, Tally};
use crate::{place, rust, setup, test, tool, ui};

const STEP: &str = "window";

/// Whether this system has a WebDriver that the harness can drive.
pub(crate) const POSSIBLE_HERE: bool = cfg!(target_os = "linux");

/// All journeys, with the program as it was built last.
pub(crate) fn all() -> Outcome<Tally> {
    some(&[])
}

/// Builds, then the journeys whose file name contains one of `names`; all, without a name.
pub(crate) fn only(names: &[String]) -> Outcome {
    if !POSSIBLE_HERE {
        return because(STEP, "the journeys in the real window run on Linux only");
    }
    setup::everything()?;
    ui::build()?;
    rust::everything()?;
    test::judged(STEP, some(names)?)
}

fn some(names: &[String]) -> Outcome<Tally> {
    let mut node = tool::node();
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=2"]);
    node.args(journeys(names)?)
        .env("ESSAIM_APP", rust::window()?)
        .env("ESSAIM_ARTEFACTS", place::artefacts()?);
    tally::counted(STEP, &mut node)
}

fn journeys(names: &[String]) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(place::window_tests()).in_step(STEP)? {
        let file = entry.in_step(STEP)?.path();
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let wanted = names.is_empty() || names.iter().any(|asked| name.contains(asked.as_str()));
        if name.ends_with(".test.mjs") && wanted {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}
