//! The UI's packages, checks and build, through npm. What they check is the UI's business.

use std::path::Path;
use std::time::SystemTime;

use crate::failure::{InStep, Outcome, because};
use crate::tally::{self, Tally};
use crate::{place, say, tool};

/// The oldest Node the UI's tools run on.
const NODE: (u32, u32) = (20, 19);

/// Installs the packages named in `package-lock.json`, when they are absent or older than it.
pub(crate) fn install() -> Outcome {
    let step = "ui packages";
    node_is_recent_enough()?;
    let lock = place::ui().join("package-lock.json");
    let installed = place::ui().join("node_modules").join(".package-lock.json");
    if modified(&installed).is_some_and(|there| modified(&lock).is_some_and(|asked| there >= asked))
    {
        return Ok(());
    }
    say::step("UI: npm ci");
    tool::run(step, tool::npm().args(["ci", "--no-audit", "--no-fund"]))?;
    // npm keeps the dates of what it installs: without this, an untouched lock may look newer than its packages.
    let text = std::fs::read(&installed).in_step(step)?;
    std::fs::write(&installed, text).in_step(step)
}

/// Types, lints and unit tests of the UI.
pub(crate) fn check() -> Outcome<Tally> {
    tally::counted("UI checks", tool::npm().args(["run", "check"]))
}

/// Builds the pages into `ui/dist`.
pub(crate) fn build() -> Outcome {
    say::step("UI: build");
    tool::run("ui build", tool::npm().args(["run", "build"]))
}

/// The shell needs `ui/dist` to compile. Where nothing was built yet, an empty page stands in; the UI's build replaces it.
pub(crate) fn placeholder() -> Outcome {
    let page = place::ui().join("dist").join("index.html");
    if page.exists() {
        return Ok(());
    }
    tool::write(
        "ui placeholder",
        &page,
        "<!doctype html>\n<html lang=\"fr\"><title>Essaim</title></html>\n",
    )
}

fn node_is_recent_enough() -> Outcome {
    let wanted = format!(
        "Node {}.{} or newer, from https://nodejs.org",
        NODE.0, NODE.1
    );
    let Some(version) = tool::answer(tool::tool("node").arg("--version")) else {
        return because("ui packages", format!("Node is missing. Install {wanted}"));
    };
    let mut parts = version
        .trim_start_matches('v')
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found >= NODE {
        return Ok(());
    }
    because(
        "ui packages",
        format!("Node {version} is too old. Install {wanted}"),
    )
}

fn modified(file: &Path) -> Option<SystemTime> {
    std::fs::metadata(file)
        .and_then(|about| about.modified())
        .ok()
}
