//! The Debian package, put together by Tauri's bundler around programs that are built already.

use std::path::PathBuf;

use super::Profile;
use crate::failure::Outcome;
use crate::{place, say, tool};

const STEP: &str = "Debian package";

/// Makes it; gives the file.
pub(super) fn make(profile: Profile, version: &str) -> Outcome<PathBuf> {
    say::step(&format!("{STEP} {version}"));
    let programs = place::target().join(profile.folder());
    let bundles = programs.join("bundle").join("deb");
    // What an earlier version left there would be taken for ours.
    let _ = std::fs::remove_dir_all(&bundles);
    let command_line = programs.join("essaim-cli");
    let settings = format!(
        r#"{{"version":"{version}","bundle":{{"linux":{{"deb":{{"files":{{"/usr/bin/essaim-cli":"{}"}}}}}}}}}}"#,
        command_line.display()
    );
    let mut bundler = tool::bundler();
    bundler.args(["bundle", "--bundles", "deb", "--ci", "--config", &settings]);
    if profile == Profile::Debug {
        bundler.arg("--debug");
    }
    tool::run(STEP, &mut bundler)?;
    super::keep(STEP, &bundles, ".deb")
}
