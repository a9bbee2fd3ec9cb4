//! A folder of bundles: how many files there are, taking all of them in, and one report by title.

use std::path::{Path, PathBuf};

use essaim_ops::exchange::{self, FolderReport, Imported, Limits, Outcome, Progress};
use essaim_ops::{Op, OpError, Workspace};
use serde::Serialize;
use specta::Type;

use crate::list::Trust;
use crate::receive::ImportCounts;
use crate::rows::is_system;
use crate::tag::Mutation;
use crate::{Answer, IpcError, Label};

/// Above this number, a group of titles is only counted.
const MOST_TITLES: usize = 2000;

/// A folder that was chosen; nothing in it has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FolderLook {
    /// By which the page names it.
    pub token: String,
    /// Its name.
    pub name: String,
    /// How many files are in it and below.
    pub files: u32,
}

/// What became of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FolderDone {
    /// Its name.
    pub name: String,
    /// Each file, in the order of their paths.
    pub files: Vec<FolderFile>,
    /// Records that are new here, by title.
    pub fresh: Vec<FolderEntry>,
    /// Records taken further.
    pub updated: Vec<FolderEntry>,
    /// Records in conflict.
    pub conflicts: Vec<FolderEntry>,
    /// How many of each, also where not all titles are listed.
    pub counts: ImportCounts,
    /// The person stopped it.
    pub stopped: bool,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FolderFile {
    /// Its path inside the folder.
    pub file: String,
    /// In a word.
    pub verdict: FolderVerdict,
    /// Who sent it; empty when it was refused.
    pub from: String,
    /// What we think of them.
    pub trust: Option<Trust>,
    /// How many records were new, updated or in conflict.
    pub news: u32,
    /// Why it was refused.
    pub what: Option<Label>,
    /// What to do.
    pub action: Option<Label>,
}

/// What became of a file, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FolderVerdict {
    /// It brought something.
    Imported,
    /// It came from a sender whom nobody has accepted, and stands apart.
    Apart,
    /// It had come before, or brought nothing new.
    Received,
    /// It is no bundle.
    NotABundle,
    /// It was refused.
    Refused,
}

/// A record of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FolderEntry {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
}

/// Looks at a folder: its files are counted, not read.
///
/// # Errors
/// It cannot be read.
pub fn folder_look(token: &str, folder: &Path) -> Answer<FolderLook> {
    let files = exchange::files_of(folder)?;
    Ok(FolderLook {
        token: token.to_owned(),
        name: name(folder),
        files: u32::try_from(files.len()).unwrap_or(u32::MAX),
    })
}

/// Takes in every bundle of a folder, as one step to undo. What strangers sent stands apart.
///
/// # Errors
/// The folder cannot be read, or the workspace not written.
pub fn folder_import(
    workspace: &Workspace,
    folder: &Path,
    progress: &dyn Progress,
) -> Answer<Mutation<FolderDone>> {
    let files = exchange::files_of(folder)?;
    let done = workspace.import_files(&files, &Limits::DEFAULT, None, false, progress)?;
    Ok(Mutation::of(done, Op::FolderImported, |report| told(folder, report)).everywhere())
}

fn name(folder: &Path) -> String {
    let last = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    last.unwrap_or_else(|| folder.display().to_string())
}

fn told(folder: &Path, report: FolderReport) -> FolderDone {
    let totals = &report.totals;
    let refused = report.files.iter();
    let refused = refused
        .filter(|file| matches!(file.outcome, Outcome::Refused(_)))
        .count();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    FolderDone {
        name: name(folder),
        counts: ImportCounts {
            fresh: count(totals.fresh.len()),
            updated: count(totals.updated.len()),
            known: count(totals.known.len()),
            conflicts: count(totals.conflicts.len()),
            refused: count(refused),
        },
        fresh: entries(&totals.fresh),
        updated: entries(&totals.updated),
        conflicts: entries(&totals.conflicts),
        stopped: report.stopped,
        files: report
            .files
            .into_iter()
            .map(|file| verdict(folder, file.file, file.outcome))
            .collect(),
    }
}

fn entries(entries: &[exchange::PlanEntry]) -> Vec<FolderEntry> {
    let shown = entries
        .iter()
        .filter(|entry| !is_system(&entry.kind))
        .take(MOST_TITLES);
    let entry = |entry: &exchange::PlanEntry| FolderEntry {
        id: entry.id.to_string(),
        kind: entry.kind.clone(),
        title: entry.title.clone(),
    };
    shown.map(entry).collect()
}

fn verdict(folder: &Path, file: PathBuf, outcome: Outcome) -> FolderFile {
    let inside = file
        .strip_prefix(folder)
        .unwrap_or(&file)
        .display()
        .to_string();
    let refused = |verdict, error: OpError| {
        let error = IpcError::from(error);
        FolderFile {
            file: inside.clone(),
            verdict,
            from: String::new(),
            trust: None,
            news: 0,
            what: Some(error.what),
            action: Some(error.action),
        }
    };
    match outcome {
        Outcome::NotABundle(refusal) => refused(FolderVerdict::NotABundle, refusal.into()),
        Outcome::Refused(error) => refused(FolderVerdict::Refused, error),
        Outcome::Imported(imported) => taken_in(inside.clone(), &imported),
    }
}

fn taken_in(file: String, imported: &Imported) -> FolderFile {
    let (plan, sender) = (&imported.incoming.plan, &imported.incoming.sender);
    let news = plan.fresh.len() + plan.updated.len() + plan.conflicts.len();
    let trust = Trust::from(sender.trust);
    let verdict = match trust {
        _ if news == 0 => FolderVerdict::Received,
        Trust::Unknown => FolderVerdict::Apart,
        _ => FolderVerdict::Imported,
    };
    FolderFile {
        file,
        verdict,
        from: sender.name.clone(),
        trust: Some(trust),
        news: u32::try_from(news).unwrap_or(u32::MAX),
        what: None,
        action: None,
    }
}
