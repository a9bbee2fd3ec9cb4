//! What the benchmark asks beside the program's own commands: the seconds of one warm query without the start of a
//! process, and the counts by which a fast failure is found out. Never shipped.
//!
//! `measure WORKSPACE KEYS search TEXT` · `open` · `count RECORDS READINGS-OF-EACH` · `changed RECORDS` · `publish-patches FOLDER`
//! · `cancel BUNDLE` prints `BENCH {"inner_s":…,"n":…,"parts":{}}`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use essaim_ops::exchange::{Limits, Progress};
use essaim_ops::{Column, Filter, OpError, Workspace};
use serde_json::{Value as Json, json};

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Tried {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let [folder, keys, rest @ ..] = words.as_slice() else {
        return Err("measure WORKSPACE KEYS COMMAND".into());
    };
    let (folder, keys) = (Path::new(folder), Path::new(keys));
    match rest {
        ["search", text] => search(&open(folder, keys)?, text),
        ["open"] => first_page(folder, keys),
        ["count", records, readings] => {
            count(&open(folder, keys)?, records.parse()?, readings.parse()?)
        }
        ["changed", records] => changed(&open(folder, keys)?, records.parse()?),
        ["cancel", bundle] => cancel(&open(folder, keys)?, Path::new(bundle)),
        ["publish-patches", patches] => publish_patches(&open(folder, keys)?, Path::new(patches)),
        _ => Err("search, open, count, changed, cancel or publish-patches: see the source".into()),
    }
}

fn open(folder: &Path, keys: &Path) -> Tried<Workspace> {
    let machine = essaim_host::machine(essaim_host::keystore(Some(keys)));
    Ok(Workspace::open(folder, machine)?)
}

fn tell(inner: f64, n: u32, parts: BTreeMap<&str, f64>) -> Tried {
    let line = json!({"inner_s": inner, "n": n, "parts": parts});
    Ok(writeln!(std::io::stdout(), "BENCH {line}")?)
}

/// One unmeasured query, then the slowest of the others but for one in twenty: people feel the slow ones.
fn search(workspace: &Workspace, text: &str) -> Tried {
    let mut found = workspace.search(text, None, 50)?;
    let mut took = Vec::new();
    for _ in 0..60 {
        let begun = Instant::now();
        found = workspace.search(text, None, 50)?;
        took.push(begun.elapsed().as_secs_f64());
    }
    took.sort_by(f64::total_cmp);
    let at = |share: usize| {
        took.get(took.len() * share / 100)
            .copied()
            .unwrap_or_default()
    };
    let parts = BTreeMap::from([
        ("median", at(50)),
        ("p95", at(95)),
        ("shown", found.hits.len() as f64),
    ]);
    tell(at(95), found.total, parts)
}

/// Opening, and the first page of fifty by title.
fn first_page(folder: &Path, keys: &Path) -> Tried {
    let begun = Instant::now();
    let workspace = open(folder, keys)?;
    let opened = begun.elapsed().as_secs_f64();
    let filter = Filter {
        kind: "solution".to_owned(),
        ..Filter::default()
    };
    let page = workspace.list(&filter, Column::Title, false, 0, 50)?;
    let all = begun.elapsed().as_secs_f64();
    tell(
        all,
        page.total,
        BTreeMap::from([("open", opened), ("page", all - opened)]),
    )
}

/// Fails unless there are so many solutions, each with so many readings.
fn count(workspace: &Workspace, records: usize, readings: usize) -> Tried {
    let counted = std::cell::Cell::new((0, 0));
    workspace.show_all("solution", &|record| {
        let indicators = record["indicators"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let of_one = |indicator: &Json| indicator["readings"].as_array().map_or(0, Vec::len);
        let (all, sum) = counted.get();
        counted.set((all + 1, sum + indicators.iter().map(of_one).sum::<usize>()));
        false
    })?;
    expect(counted.get(), (records, records * readings))
}

/// Fails unless so many solutions have the end of the sentence that the second version of the workload adds (it may be cut in two).
fn changed(workspace: &Workspace, records: usize) -> Tried {
    let new = workspace.show_all("solution", &|record| {
        ["summary", "context"]
            .iter()
            .filter_map(|name| record[*name].as_str())
            .any(|text| text.ends_with("novembre."))
    })?;
    expect(new.len(), records)
}

fn expect<T: PartialEq + std::fmt::Debug>(found: T, wanted: T) -> Tried {
    if found == wanted {
        return Ok(());
    }
    Err(format!("{found:?} instead of {wanted:?}").into())
}

/// Applies each file of a folder to the record that its name says, and publishes it.
fn publish_patches(workspace: &Workspace, patches: &Path) -> Tried {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(patches)? {
        files.push(entry?.path());
    }
    files.sort();
    for file in files {
        let id = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let patch = serde_json::from_slice(&std::fs::read(&file)?)?;
        workspace.set(&id, &patch)?;
        workspace.publish(&id)?;
    }
    Ok(())
}

/// Someone who wants to stop from a moment on.
struct StopAt(Instant);

impl Progress for StopAt {
    fn report(&self, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        Instant::now() >= self.0
    }
}

/// Stops an import at ever later moments, until one is over before; tells the slowest answer. Each must leave nothing.
fn cancel(workspace: &Workspace, bundle: &Path) -> Tried {
    let before = left(workspace.folder())?;
    let mut slowest = (0f64, 0f64);
    let mut stopped = 0;
    let moments =
        std::iter::successors(Some(Duration::from_millis(10)), |wait| Some(*wait * 4 / 3));
    for wait in moments {
        let moment = Instant::now() + wait;
        let result = workspace.import(bundle, &Limits::NETWORK, false, None, &StopAt(moment));
        let answer = moment.elapsed().as_secs_f64();
        match result {
            Err(OpError::Cancelled) => {}
            Err(other) => return Err(other.into()),
            Ok(_) => break,
        }
        stopped += 1;
        if answer > slowest.0 {
            slowest = (answer, wait.as_secs_f64());
        }
        expect(left(workspace.folder())?, before.clone())?;
        expect(workspace.imports()?.len(), 0)?;
    }
    tell(
        slowest.0,
        stopped,
        BTreeMap::from([("asked_after", slowest.1)]),
    )
}

/// The files of a folder and those below, but for the database's own log.
fn left(folder: &Path) -> Tried<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(left(&path)?);
        } else if !path.to_string_lossy().ends_with("-wal") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
