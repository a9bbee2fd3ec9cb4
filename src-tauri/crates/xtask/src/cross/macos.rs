//! Core and shell compiled (not linked, not run) for macOS. zig stands in for Apple's C compiler.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, InStep, Outcome};
use crate::{place, say, setup, tool};

const TARGET: &str = "aarch64-apple-darwin";
const PACKAGES: [&str; 2] = ["python3", "python3-pip"];
const STEP: &str = "macOS compiler";

/// A toolchain whose canary sang.
pub(crate) struct MacOs {
    folder: PathBuf,
}

/// Installs zig beside the cross builds and tries the canary.
pub(crate) fn toolchain() -> Outcome<MacOs> {
    say::step("macOS");
    setup::packages(&PACKAGES)?;
    let here = MacOs {
        folder: place::cross_target().join("macos"),
    };
    here.install()?;
    super::canary::sings(&mut here.cargo(&["check"]))?;
    Ok(here)
}

impl MacOs {
    /// Compiles the core, then the shell; a core that fails does not hide the shell.
    pub(crate) fn check(&self) -> Vec<Failure> {
        let mut core = super::packages(&super::CORE);
        core.push("--lib");
        core.push("--bins");
        let shell = vec!["-p", "essaim", "--features", "essaim/custom-protocol"];
        let parts = [("core for macOS", core), ("shell for macOS", shell)];
        parts
            .into_iter()
            .filter_map(|(step, what)| self.compiles(step, &what).err())
            .collect()
    }

    fn compiles(&self, step: &str, what: &[&str]) -> Outcome {
        say::step(step);
        tool::run(step, self.cargo(&["check", "--locked"]).args(what))
    }

    fn cargo(&self, words: &[&str]) -> Command {
        let mut command = super::cargo(words, TARGET);
        command
            .env("CC_aarch64_apple_darwin", self.folder.join("cc"))
            .env("CXX_aarch64_apple_darwin", self.folder.join("cc"))
            .env("AR_aarch64_apple_darwin", self.folder.join("ar"))
            .env("SDKROOT", self.folder.join("sdk"));
        command
    }

    fn install(&self) -> Outcome {
        let zig = self.folder.join("ziglang").join("zig");
        if !zig.is_file() {
            let mut pip = tool::tool("/usr/bin/python3");
            pip.args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--root-user-action=ignore",
                "--target",
            ])
            .arg(&self.folder)
            .arg("ziglang");
            tool::run(STEP, &mut pip)?;
        }
        std::fs::create_dir_all(self.folder.join("sdk")).in_step(STEP)?;
        script(&self.folder.join("cc"), &compiler_script(&zig))?;
        script(
            &self.folder.join("ar"),
            &format!("#!/bin/sh\nexec '{}' ar \"$@\"\n", zig.display()),
        )
    }
}

/// Drops the words that only Apple's compiler knows, and names the system itself.
fn compiler_script(zig: &Path) -> String {
    format!(
        r#"#!/bin/sh
count=$#
while [ "$count" -gt 0 ]; do
    word=$1
    shift
    count=$((count - 1))
    case $word in
    --target=* | -m*-version-min=*) ;;
    -arch | -isysroot | -target)
        shift
        count=$((count - 1))
        ;;
    *) set -- "$@" "$word" ;;
    esac
done
exec '{}' cc -target aarch64-macos.11.0 "$@"
"#,
        zig.display()
    )
}

fn script(file: &Path, text: &str) -> Outcome {
    tool::write(STEP, file, text)?;
    tool::run(STEP, tool::tool("chmod").arg("+x").arg(file))
}
