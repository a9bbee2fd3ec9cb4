//! `cargo xtask bench`: our release build beside the peers' in the same rounds, and the tables into `docs/performance.md`.
//! It measures nothing itself: the bench of `--peers` runs every contender and checks each by its counts.

use std::path::{Path, PathBuf};

use crate::failure::{InStep, Outcome, because};
use crate::{place, say, setup, tool, ui, window_tests};

const STEP: &str = "bench";
/// The size that only we have: what verifying and planning is measured with.
const EXCHANGE: &str = "exchange";
/// Between these two lines of the document stand the figures; what is around them is written by people.
const BEGIN: &str = "<!-- figures: written by cargo xtask bench -->";
const END: &str = "<!-- end of figures -->";

/// What was asked.
struct Asked {
    peers: PathBuf,
    sizes: String,
    more: Vec<String>,
}

/// Builds, runs the bench, writes the tables.
pub(crate) fn bench(arguments: &[String]) -> Outcome {
    let asked = read(arguments)?;
    if !asked.peers.join("bench.py").is_file() {
        return because(
            STEP,
            "where is the bench of the peers? --peers DIR names the folder that holds bench.py",
        );
    }
    say::step("release build");
    programs()?;
    let folder =
        std::env::var_os("BENCH_TMP").map_or_else(|| place::target().join("bench"), PathBuf::from);
    std::fs::create_dir_all(&folder).in_step(STEP)?;
    set_up(&asked, &folder)?;
    let results = measure(&asked, &folder)?;
    write(&results, &asked)
}

/// The program of the terminal and what measures inside it; and the window, where one can be driven.
fn programs() -> Outcome {
    let release = |words: &[&str]| {
        let mut build = tool::cargo();
        build.args(["build", "--release", "--locked"]).args(words);
        tool::run(STEP, &mut build)
    };
    let terminal = [
        "-p",
        "essaim-cli",
        "--bin",
        "essaim-cli",
        "--example",
        "measure",
    ];
    if !window_tests::POSSIBLE_HERE {
        return release(&terminal);
    }
    setup::everything()?;
    ui::build()?;
    release(&terminal)?;
    release(&["-p", "essaim", "--features", "custom-protocol"])
}

fn read(arguments: &[String]) -> Outcome<Asked> {
    let mut asked = Asked {
        peers: PathBuf::new(),
        sizes: "small,medium,large,exchange".to_owned(),
        more: Vec::new(),
    };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let value = words.next().cloned();
        match (word.as_str(), value) {
            ("--peers", Some(folder)) => asked.peers = place::root().join(folder),
            ("--sizes", Some(sizes)) => asked.sizes = sizes,
            ("--tasks" | "--runs" | "--only" | "--task-budget", Some(value)) => {
                asked.more.extend([word.clone(), value])
            }
            _ => {
                return because(
                    STEP,
                    format!(
                        "{word}: --peers DIR [--sizes small,medium,large,exchange] [--tasks …] [--runs N] [--only REGEX] [--task-budget S]"
                    ),
                );
            }
        }
    }
    Ok(asked)
}

/// The peers' own set-up: their programs and the workloads, once.
fn set_up(asked: &Asked, folder: &Path) -> Outcome {
    let data = folder.join("data");
    let is_missing = |size: &str| !data.join(size).join("meta.json").is_file();
    let (own, theirs): (Vec<&str>, Vec<&str>) =
        asked.sizes.split(',').partition(|size| *size == EXCHANGE);
    if !folder.join("venv").is_dir() || theirs.iter().any(|size| is_missing(size)) {
        say::step("peers and workloads");
        let mut setup = tool::tool("sh");
        setup
            .arg(asked.peers.join("setup.sh"))
            .args(if theirs.is_empty() {
                &["small"]
            } else {
                &theirs[..]
            })
            .env("BENCH_TMP", folder);
        tool::run(STEP, &mut setup)?;
    }
    if own.is_empty() || !is_missing(EXCHANGE) {
        return Ok(());
    }
    say::step("our own workload");
    let mut generator = tool::tool(folder.join("venv").join("bin").join("python"));
    generator
        .arg(ours().join("workload.py"))
        .arg(&asked.peers)
        .arg(data.join(EXCHANGE));
    tool::run(STEP, &mut generator)
}

/// The folder of our own contenders.
fn ours() -> PathBuf {
    place::root().join("tests").join("bench")
}

/// Runs all contenders in the same rounds. Gives the file of results.
fn measure(asked: &Asked, folder: &Path) -> Outcome<PathBuf> {
    say::step("bench");
    let release = place::target().join("release");
    let program = |name: &str| release.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let ours = ours();
    let results = folder.join("results.json");
    let mut bench = tool::tool(folder.join("venv").join("bin").join("python"));
    bench
        .arg(ours.join("run.py"))
        .arg(&asked.peers)
        .args(["--sizes", &asked.sizes])
        .args(&asked.more);
    bench
        .arg("--contenders")
        .arg(asked.peers.join("contenders.toml"));
    bench.arg("--contenders").arg(ours.join("ours.toml"));
    bench.arg("--out").arg(&results);
    bench.env("BENCH_TMP", folder).env("BENCH", &ours);
    bench.env("OURS", program("essaim-cli"));
    bench.env("WINDOW", program("essaim"));
    bench.env(
        "MEASURE",
        release
            .join("examples")
            .join(format!("measure{}", std::env::consts::EXE_SUFFIX)),
    );
    tool::run(STEP, &mut bench)?;
    Ok(results)
}

/// Puts the tables into the document, between its two marks.
fn write(results: &Path, asked: &Asked) -> Outcome {
    let tables = std::fs::read_to_string(results.with_extension("md")).in_step(STEP)?;
    let file = place::root().join("docs").join("performance.md");
    let document = std::fs::read_to_string(&file).in_step(STEP)?;
    let (Some(begin), Some(end)) = (document.find(BEGIN), document.find(END)) else {
        return because(
            STEP,
            "docs/performance.md has lost the marks around its figures",
        );
    };
    let head = &document[..begin + BEGIN.len()];
    let written = format!(
        "{head}\n\n{}. Sizes: {}. {}\n{tables}\n{}",
        today(),
        asked.sizes,
        machine(),
        &document[end..]
    );
    tool::write(STEP, &file, &written)?;
    say::note("docs/performance.md has the new figures");
    Ok(())
}

fn today() -> String {
    tool::answer(tool::tool("date").arg("+%Y-%m-%d")).unwrap_or_else(|| "Undated".to_owned())
}

/// The machine, in a line: processors, memory, load.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load
        .split_whitespace()
        .next()
        .unwrap_or("unknown")
        .to_owned();
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kibibytes = memory
        .lines()
        .next()
        .and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    let memory = kibibytes.map_or_else(String::new, |kib| format!(", {} GiB", kib >> 20));
    format!(
        "Machine: {} {}, {cores} cores{memory}; load average when the run ended: {load}.",
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}
