//! The disk image for macOS, on a Mac only: Tauri's bundler, for both kinds of processor.

use std::path::PathBuf;

use crate::failure::Outcome;
use crate::{place, say, tool};

const STEP: &str = "disk image";
const TARGET: &str = "universal-apple-darwin";

/// Makes it; gives the file. Signed and notarised where the environment holds Apple's credentials.
pub(super) fn make() -> Outcome<PathBuf> {
    say::step(STEP);
    tool::run(
        STEP,
        tool::bundler().args(["build", "--bundles", "dmg", "--ci", "--target", TARGET]),
    )?;
    let bundles = place::target().join(TARGET).join("release");
    super::keep(STEP, &bundles.join("bundle").join("dmg"), ".dmg")
}
