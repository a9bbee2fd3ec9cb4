//! The cargo invocations. All choose the same packages and features, so that nothing is compiled twice.

use crate::failure::{Outcome, because};
use crate::package::Profile;
use crate::tally::{self, Tally};
use crate::{place, say, tool};

/// Every package but ourselves (a running program cannot be replaced on Windows), with the pages inside the shell.
const ALL: [&str; 6] = [
    "--workspace",
    "--exclude",
    "xtask",
    "--locked",
    "--features",
    "essaim/custom-protocol",
];

/// `cargo fmt --check`.
pub(crate) fn format() -> Outcome {
    say::step("format");
    tool::run("format", tool::cargo().args(["fmt", "--all", "--check"]))
}

/// Clippy over everything, ourselves included; a warning is a failure.
pub(crate) fn lints() -> Outcome {
    say::step("lints");
    let all = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--features",
        "essaim/custom-protocol",
    ];
    tool::run(
        "lints",
        tool::cargo().args(all).args(["--", "-D", "warnings"]),
    )
}

/// The fuzz targets stand outside the workspace and have a lock file of their own: a dependency that changes here has to
/// change there too.
pub(crate) fn fuzz_lock() -> Outcome {
    say::step("lock file of the fuzz targets");
    let manifest = place::root().join("tests").join("fuzz").join("Cargo.toml");
    tool::run(
        "lock file of the fuzz targets",
        tool::cargo()
            .args(["fetch", "--locked", "--manifest-path"])
            .arg(manifest),
    )
}

/// Builds the programs and their tests together: the window, the command line, the bindings' writer.
pub(crate) fn everything() -> Outcome {
    say::step("build");
    tool::run(
        "build",
        tool::cargo()
            .arg("build")
            .args(ALL)
            .args(["--lib", "--bins", "--tests", "--examples"]),
    )
}

/// Builds the programs alone.
pub(crate) fn programs() -> Outcome {
    say::step("build");
    tool::run(
        "build",
        tool::cargo().arg("build").args(ALL).args(["--bins"]),
    )
}

/// Builds the window and the command line, as packages carry them.
pub(crate) fn program_for_packages(profile: Profile) -> Outcome {
    if profile == Profile::Debug {
        return programs();
    }
    say::step("release build");
    let what = [
        "build",
        "--locked",
        "-p",
        "essaim",
        "-p",
        "essaim-cli",
        "--bins",
    ];
    let mut cargo = tool::cargo();
    cargo
        .args(what)
        .args(["--features", "essaim/custom-protocol"]);
    tool::run("release build", cargo.args(profile.words()))
}

/// The tests of every crate, then our own.
pub(crate) fn tests() -> Outcome<Tally> {
    let keep_on = "--no-fail-fast";
    let all = tally::counted("tests", tool::cargo().arg("test").args(ALL).arg(keep_on))?;
    let ours = tally::counted(
        "tests of xtask",
        tool::cargo().args(["test", "--locked", "-p", "xtask", keep_on]),
    )?;
    Ok(all.and(ours))
}

/// The window's program, once built.
pub(crate) fn window() -> Outcome<std::path::PathBuf> {
    let program = place::program("essaim");
    if program.is_file() {
        return Ok(program);
    }
    because("build", format!("no program at {}", program.display()))
}
