//! `cargo xtask cross`: from Linux, the core's tests as Windows programs under wine, and core and shell checked for macOS.
//! The compilers come from the system's packages. Where they cannot be installed, or cannot build a crate of two lines,
//! it says so and passes; where they can, a failure of ours fails.

mod canary;
mod macos;
mod windows;

use std::process::Command;

pub(crate) use windows::Windows;

use crate::failure::{Outcome, because};
use crate::tally::Tally;
use crate::{place, say, setup, test, tool, ui};

/// The crates that Windows and macOS must run or compile besides the shell.
pub(crate) const CORE: [&str; 11] = [
    "essaim-model",
    "essaim-revision",
    "essaim-store",
    "essaim-bundle",
    "essaim-documents",
    "essaim-pdf",
    "essaim-ops",
    "essaim-host",
    "essaim-ipc",
    "essaim-cli",
    "essaim-testkit",
];

/// A compiler with the sources of its own library, so that it can build that library for other systems.
const COMPILER: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// Both systems, each after its canary.
pub(crate) fn cross() -> Outcome {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) || !setup::can_install() {
        return pass_over("it needs Debian or Ubuntu on x86-64");
    }
    setup::to_build()?;
    ui::placeholder()?;
    if let Err(failure) = setup::packages(&COMPILER) {
        return pass_over(&failure.to_string());
    }
    let mut failures = Vec::new();
    match windows::toolchain() {
        Ok(toolchain) => failures.extend(toolchain.test().and_then(judged).err()),
        Err(failure) => pass_over(&format!("Windows: {failure}"))?,
    }
    match macos::toolchain() {
        Ok(toolchain) => failures.extend(toolchain.check()),
        Err(failure) => pass_over(&format!("macOS: {failure}"))?,
    }
    match failures.as_slice() {
        [] => Ok(()),
        [first] => because("cross", first.to_string()),
        several => because(
            "cross",
            several
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n"),
        ),
    }
}

/// What makes and starts Windows programs here.
pub(crate) fn windows_toolchain() -> Outcome<Windows> {
    setup::packages(&COMPILER)?;
    windows::toolchain()
}

fn judged(tally: Tally) -> Outcome {
    say::note(&format!(
        "on Windows programs: {} passed, {} failed",
        tally.passed, tally.failed
    ));
    test::judged("tests as Windows programs", tally)
}

fn pass_over(reason: &str) -> Outcome {
    say::note(&format!(
        "\nPASSED OVER, not checked here: cross builds. {reason}"
    ));
    Ok(())
}

/// The packages' cargo and rustc, building their own library for the target. Stable by version, but `-Z` needs the
/// bootstrap variable.
fn cargo(words: &[&str], target: &str) -> Command {
    let mut command = tool::tool("/usr/bin/cargo");
    command
        .args(words)
        .args(["-Zbuild-std=std,panic_unwind", "--target", target])
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("RUSTUP_HOME")
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTDOC", "/usr/bin/rustdoc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", place::cross_target())
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    command
}

/// `-p` before each name.
fn packages(names: &[&'static str]) -> Vec<&'static str> {
    names.iter().flat_map(|name| ["-p", *name]).collect()
}
