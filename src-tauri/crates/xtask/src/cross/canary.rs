//! A crate of two lines that tells whether a cross toolchain works today, before our own code is blamed.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Outcome;
use crate::{place, tool};

const MANIFEST: &str = "[package]\nname = \"canary\"\nedition = \"2024\"\n\n[workspace]\n";
/// A map asks the system for randomness, which is what wine lacks without our library.
const SOURCE: &str = "fn main() {\n    assert_eq!(std::collections::HashMap::from([(1, 2)]).get(&1), Some(&2));\n}\n";

/// Writes the crate and has `command` work in it.
pub(crate) fn sings(command: &mut Command) -> Outcome {
    let folder = write()?;
    tool::run("canary", command.current_dir(folder))
}

fn write() -> Outcome<PathBuf> {
    let folder = place::cross_target().join("canary");
    tool::write("canary", &folder.join("Cargo.toml"), MANIFEST)?;
    tool::write("canary", &folder.join("src").join("main.rs"), SOURCE)?;
    Ok(folder)
}
