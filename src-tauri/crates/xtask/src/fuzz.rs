//! `cargo xtask fuzz`: the targets of `tests/fuzz`, each for some time. Needs a nightly compiler; installs cargo-fuzz.

use crate::failure::{Outcome, because};
use crate::{place, say, tool};

const STEP: &str = "fuzz";
/// How long each target runs when nobody says, in seconds.
const SECONDS: u32 = 60;

/// Runs the named target, or all of them.
pub(crate) fn fuzz(arguments: &[String]) -> Outcome {
    let (mut named, mut seconds) = (None, SECONDS);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--seconds" => {
                let number = words.next().and_then(|number| number.parse().ok());
                seconds = number.map_or_else(|| because(STEP, "--seconds N"), Ok)?;
            }
            other if !other.starts_with('-') => named = Some(other.to_owned()),
            other => return because(STEP, format!("{other}: [TARGET] [--seconds N]")),
        }
    }
    let all = targets();
    let chosen: Vec<&String> = match &named {
        Some(name) => all.iter().filter(|target| *target == name).collect(),
        None => all.iter().collect(),
    };
    if chosen.is_empty() {
        return because(STEP, format!("the targets are: {}", all.join(", ")));
    }
    install()?;
    for target in chosen {
        say::step(&format!("fuzz {target}"));
        let folder = place::root().join("tests").join("fuzz");
        let seeds = match target.as_str() {
            "container" => place::root().join("tests").join("fixtures").join("golden"),
            other => folder.join("seeds").join(other),
        };
        let corpus = place::target().join("fuzz").join("corpus").join(target);
        let findings = place::target().join("fuzz").join("findings").join(target);
        for folder in [&corpus, &findings] {
            std::fs::create_dir_all(folder)
                .map_err(|error| crate::failure::Failure::new(STEP, error.to_string()))?;
        }
        let mut fuzz = tool::tool("cargo");
        // What is checked is said crate by crate in the profile of `tests/fuzz`; without `-O`, cargo-fuzz says it for all.
        fuzz.args(["+nightly", "fuzz", "run", "-O", "--fuzz-dir"])
            .arg(&folder);
        fuzz.arg("--target-dir").arg(place::target().join("fuzz"));
        fuzz.arg(target).arg(&corpus);
        if seeds.is_dir() {
            fuzz.arg(&seeds);
        }
        fuzz.args(["--", "-rss_limit_mb=1024", "-timeout=20"]);
        fuzz.arg(format!("-max_total_time={seconds}"));
        fuzz.arg(format!("-artifact_prefix={}/", findings.display()));
        tool::run(STEP, &mut fuzz)?;
    }
    Ok(())
}

/// The names of the targets, from their files.
fn targets() -> Vec<String> {
    let folder = place::root()
        .join("tests")
        .join("fuzz")
        .join("fuzz_targets");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

fn install() -> Outcome {
    if tool::answer(tool::tool("cargo").args(["+nightly", "--version"])).is_none() {
        return because(
            STEP,
            "a nightly compiler is missing: rustup toolchain install nightly",
        );
    }
    if tool::answer(tool::tool("cargo").args(["fuzz", "--version"])).is_some() {
        return Ok(());
    }
    say::step("cargo-fuzz");
    tool::run(
        STEP,
        tool::tool("cargo").args(["+nightly", "install", "cargo-fuzz", "--locked"]),
    )
}
