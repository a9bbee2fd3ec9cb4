//! The contract of `essaim-cli`: what scripts of IT departments may count on. Most of it runs inside this process; what is
//! about processes (two at a time, a full disk) runs the real program.

mod backup;
mod choices;
mod desktops;
mod erasures;
mod exchange;
mod order;
#[cfg(unix)]
mod process;
mod recovery;
mod refusals;
mod refused;
mod round_trip;
mod search;
mod set;
mod trust;
mod undo;
mod worded;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

/// A workspace, its keys, and a folder for files, used from a terminal.
pub(crate) struct Desktop {
    folder: TempDir,
}

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u8,
    pub(crate) output: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        let read = serde_json::from_str(&self.output);
        assert!(read.is_ok(), "not JSON: {}", self.output);
        read.unwrap_or_default()
    }

    pub(crate) fn code(&self) -> String {
        self.json()["error"]["code"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

impl Desktop {
    /// The desktop of a commune.
    pub(crate) fn of(insee: &str) -> Self {
        let desktop = Self::empty();
        desktop.done(&["init", "--insee", insee, "--person", "Awa Diallo"]);
        desktop
    }

    /// A desktop without a workspace yet.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file of this desktop.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), bytes).expect("the temporary folder can be written");
        self.path(name).display().to_string()
    }

    /// The arguments of a command on this desktop.
    pub(crate) fn arguments(&self, words: &[&str]) -> Vec<OsString> {
        arguments(&self.path("workspace"), &self.path("keys"), words)
    }

    /// Runs a command with that on its standard input.
    pub(crate) fn with_input(&self, words: &[&str], input: &str) -> Answer {
        answer(self.arguments(words), input)
    }

    pub(crate) fn run(&self, words: &[&str]) -> Answer {
        self.with_input(words, "")
    }

    /// Runs a command that must be carried out.
    pub(crate) fn done(&self, words: &[&str]) -> Value {
        let answer = self.run(words);
        assert_eq!(answer.status, 0, "{words:?}: {}", answer.output);
        answer.json()
    }

    /// What a command tells people, with this on its standard input.
    pub(crate) fn told(&self, words: &[&str], input: &str) -> String {
        let mut arguments = self.arguments(words);
        arguments.retain(|word| word != "--json");
        carried_out(arguments, input).output
    }

    /// Adds records from JSON; they must be taken.
    pub(crate) fn add(&self, kind: &str, json: &Value) {
        let file = self.file("input.json", json.to_string());
        self.done(&["add", kind, &file]);
    }

    /// Writes the published records into a bundle. Gives its path.
    pub(crate) fn bundle(&self, name: &str, records: &[&str]) -> String {
        let target = self.path(name).display().to_string();
        let mut words = vec!["export", "--publish", "--out", &target];
        records.iter().for_each(|id| words.extend(["--record", id]));
        self.done(&words);
        target
    }

    /// What the lists of all kinds and the integrity check say: equal before and after what must change nothing.
    pub(crate) fn picture(&self) -> String {
        let kinds = [
            "solution",
            "project",
            "programme",
            "task",
            "indicator",
            "journal_entry",
        ];
        let mut lines: Vec<String> = kinds
            .iter()
            .map(|kind| self.run(&["list", kind]).output)
            .collect();
        lines.push(self.run(&["check"]).output);
        lines.push(self.run(&["imports"]).output);
        lines.concat()
    }
}

fn arguments(workspace: &Path, keys: &Path, words: &[&str]) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["essaim-cli".into(), "--json".into()];
    for (option, place) in [("--workspace", workspace), ("--keystore", keys)] {
        arguments.extend([option.into(), place.into()]);
    }
    arguments.extend(words.iter().map(OsString::from));
    arguments
}

fn answer(arguments: Vec<OsString>, input: &str) -> Answer {
    let answer = carried_out(arguments, input);
    let lines = answer.output.lines().count();
    assert_eq!(lines, 1, "exactly one JSON object: {}", answer.output);
    answer
}

fn carried_out(arguments: Vec<OsString>, input: &str) -> Answer {
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let mut terminal = essaim_cli::Terminal {
        input: &mut input.as_bytes(),
        output: &mut output,
        errors: &mut errors,
        watched: false,
    };
    let status = essaim_cli::run(arguments, &mut terminal);
    let output = String::from_utf8(output).expect("an answer is UTF-8");
    Answer { status, output }
}

/// Runs a command on a workspace that something else made.
pub(crate) fn run_on(workspace: &Path, keys: &Path, words: &[&str]) -> Answer {
    answer(arguments(workspace, keys, words), "")
}

/// The ids of entries of a plan.
pub(crate) fn ids(entries: &Value) -> Vec<String> {
    let entries = entries.as_array().expect("a list of entries");
    entries
        .iter()
        .map(|entry| entry["id"].as_str().unwrap_or_default().to_owned())
        .collect()
}
