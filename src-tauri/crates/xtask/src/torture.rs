//! `cargo xtask torture`: what is too long for every run of the tests. Public collections of hostile inputs where a folder of
//! them is given, then kills, power cuts and full disks. The program of `tests/torture` does it; here it is built and called.

use crate::failure::{Outcome, because};
use crate::{place, say, tool};

const STEP: &str = "torture";

/// What was asked.
struct Asked {
    corpora: Option<String>,
    kills: u32,
    threads: u32,
}

/// Builds, runs the collections, then the rest.
pub(crate) fn torture(arguments: &[String]) -> Outcome {
    let asked = read(arguments)?;
    say::step("build");
    let programs = ["-p", "essaim-tests", "--example", "torture", "--locked"];
    tool::run(STEP, tool::cargo().arg("build").args(programs))?;
    tool::run(
        STEP,
        tool::cargo().args([
            "build",
            "-p",
            "essaim-cli",
            "--bin",
            "essaim-cli",
            "--locked",
        ]),
    )?;
    if let Some(folder) = &asked.corpora {
        say::step("collections");
        let folder = place::root().join(folder).display().to_string();
        run(&["corpora", &folder])?;
    }
    if cfg!(unix) {
        say::step("kills, power cuts, full disks");
        run(&[
            "stress",
            &asked.kills.to_string(),
            &asked.threads.to_string(),
        ])?;
    } else {
        say::note("Kills and full disks are tried on Unix only: not tried here.");
    }
    Ok(())
}

fn run(words: &[&str]) -> Outcome {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let program = place::program("torture");
    let program = program
        .with_file_name("examples")
        .join(program.file_name().unwrap_or_default());
    // It asks cargo where the program of the terminal is.
    tool::run(STEP, tool::tool(program).args(words).env("CARGO", cargo))
}

fn read(arguments: &[String]) -> Outcome<Asked> {
    let mut asked = Asked {
        corpora: None,
        kills: 1_000,
        threads: 2,
    };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => asked.kills = 60,
            "--corpora" => asked.corpora = words.next().cloned(),
            "--kills" | "--threads" => {
                let Some(number) = words.next().and_then(|number| number.parse().ok()) else {
                    return because(STEP, format!("{word} N"));
                };
                match word.as_str() {
                    "--kills" => asked.kills = number,
                    _ => asked.threads = number,
                }
            }
            _ => {
                return because(
                    STEP,
                    format!("{word}: [--corpora DIR] [--quick] [--kills N] [--threads N]"),
                );
            }
        }
    }
    Ok(asked)
}
