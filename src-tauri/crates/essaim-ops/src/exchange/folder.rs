//! Importing a folder of bundles: one report, one step to undo. Each bundle is its own transaction, so that a broken one, or
//! a stop in the middle, leaves the others whole; each can also be undone by itself from the register.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use essaim_bundle::Refusal;

use super::carrier::Arrival;
use super::deliver::place_error;
use super::{Imported, Limits, PlanEntry, Progress, Silent};
use crate::transact::{Mutation, Op};
use crate::undo::Undo;
use crate::{OpError, Workspace};

/// The most files that are looked at in one folder and those below it.
const MOST_FILES: usize = 20_000;
/// How deep folders below the one chosen are looked into.
const DEPTH: usize = 8;

/// What became of a folder.
#[derive(Debug, Default)]
pub struct FolderReport {
    /// Each file, in the order of their paths.
    pub files: Vec<FileVerdict>,
    /// The records of all bundles, each once under the most that happened to it.
    pub totals: FolderTotals,
    /// The person stopped it before the end; what had come by then is here.
    pub stopped: bool,
}

/// What became of a file.
#[derive(Debug)]
pub struct FileVerdict {
    /// The file.
    pub file: PathBuf,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a file.
#[derive(Debug)]
pub enum Outcome {
    /// It was imported, or was here before.
    Imported(Box<Imported>),
    /// It is no bundle: a photograph, a letter.
    NotABundle(Refusal),
    /// It was refused.
    Refused(OpError),
}

/// The records of all bundles of a folder.
#[derive(Debug, Default)]
pub struct FolderTotals {
    /// New here.
    pub fresh: Vec<PlanEntry>,
    /// Taken further.
    pub updated: Vec<PlanEntry>,
    /// In conflict.
    pub conflicts: Vec<PlanEntry>,
    /// Known already.
    pub known: Vec<PlanEntry>,
}

/// The files of a folder and of those below it, in the order of their paths. Hidden files and folders, and links, are
/// passed over.
///
/// # Errors
/// The folder cannot be read.
pub fn files_of(folder: &Path) -> Result<Vec<PathBuf>, OpError> {
    let mut files = Vec::new();
    look(folder, DEPTH, &mut files)?;
    files.sort();
    Ok(files)
}

fn look(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), OpError> {
    let gone = |error| place_error(folder, error);
    for entry in std::fs::read_dir(folder).map_err(gone)? {
        let entry = entry.map_err(gone)?;
        let kind = entry.file_type().map_err(gone)?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if hidden || files.len() >= MOST_FILES {
            continue;
        }
        if kind.is_dir() && depth > 0 {
            look(&entry.path(), depth - 1, files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

impl Workspace {
    /// Imports every bundle among these files, as one step to undo. A file that is refused does not keep the others out.
    ///
    /// A stop leaves nothing of the bundle under way; those before it stay, and are in the report and in the step.
    ///
    /// # Errors
    /// The workspace cannot be written: the step then holds what had come.
    pub fn import_files(
        &self,
        files: &[PathBuf],
        limits: &Limits,
        passphrase: Option<&str>,
        accept_unknown: bool,
        progress: &dyn Progress,
    ) -> Result<Mutation<FolderReport>, OpError> {
        let mut batch = Batch {
            report: FolderReport::default(),
            undo: Undo::default(),
            tags: Vec::new(),
        };
        let total = files.len() as u64;
        let mut failed = None;
        for (done, file) in (0..).zip(files) {
            progress.report(done, total);
            if progress.is_cancelled() {
                batch.report.stopped = true;
                break;
            }
            let within = Within(progress);
            let take = |part, batch: &mut Batch| {
                let arrival = Arrival {
                    file,
                    part,
                    passphrase,
                };
                self.import_in(arrival, limits, accept_unknown, &within, &mut batch.undo)
            };
            // An e-mail may carry several bundles.
            let parts = match take(None, &mut batch) {
                Err(OpError::SeveralBundles(names)) => names.len(),
                one => {
                    failed = batch.take(file, one).err();
                    0
                }
            };
            for part in 0..parts {
                if failed.is_none() {
                    let one = take(Some(part), &mut batch);
                    failed = batch.take(file, one).err();
                }
            }
            if failed.is_some() {
                break;
            }
        }
        let operation = self.close_batch(&batch, files)?;
        if let Some(error) = failed {
            return Err(error);
        }
        progress.report(total, total);
        batch.report.totals = totals(&batch.report.files);
        Ok(Mutation {
            value: batch.report,
            tags: batch.tags,
            operation,
        })
    }

    /// One step for the whole: undo hides every bundle that counted for the first time.
    fn close_batch(&self, batch: &Batch, files: &[PathBuf]) -> Result<Option<i64>, OpError> {
        if batch.undo.is_empty() {
            return Ok(None);
        }
        let folder = files.first().and_then(|file| file.parent());
        let title = folder
            .and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned());
        let done = self.transact(Op::FolderImported, |session| {
            session.restore_undo(batch.undo.clone());
            Ok(((), title.unwrap_or_default()))
        })?;
        Ok(done.operation)
    }
}

/// Import by import, what came of it and how it is taken back.
struct Batch {
    report: FolderReport,
    undo: Undo,
    tags: Vec<crate::Tag>,
}

impl Batch {
    /// Notes what became of a file. An error that is not the file's ends the whole.
    fn take(
        &mut self,
        file: &Path,
        imported: Result<Mutation<Imported>, OpError>,
    ) -> Result<(), OpError> {
        let outcome = match imported {
            Ok(mutation) => {
                self.tags.extend(mutation.tags);
                Outcome::Imported(Box::new(mutation.value))
            }
            Err(OpError::Refused(refusal @ Refusal::NotABundle { .. })) => {
                Outcome::NotABundle(refusal)
            }
            Err(OpError::Cancelled) => {
                self.report.stopped = true;
                return Ok(());
            }
            Err(error @ (OpError::Store(_) | OpError::Keystore(_) | OpError::KeysMissing)) => {
                return Err(error);
            }
            Err(error) => Outcome::Refused(error),
        };
        self.report.files.push(FileVerdict {
            file: file.to_owned(),
            outcome,
        });
        Ok(())
    }
}

/// Passes the wish to stop on; the steps of one file are not those of the folder.
struct Within<'p>(&'p dyn Progress);

impl Progress for Within<'_> {
    fn report(&self, done: u64, total: u64) {
        Silent.report(done, total);
    }

    fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}

/// Each record once: a conflict weighs more than news, news more than a change, a change more than nothing.
fn totals(files: &[FileVerdict]) -> FolderTotals {
    let mut most: BTreeMap<(String, String), (u8, &PlanEntry)> = BTreeMap::new();
    for verdict in files {
        let Outcome::Imported(imported) = &verdict.outcome else {
            continue;
        };
        let plan = &imported.incoming.plan;
        for (weight, entries) in [&plan.known, &plan.updated, &plan.fresh, &plan.conflicts]
            .into_iter()
            .enumerate()
        {
            for entry in entries {
                let key = (entry.owner.to_string(), entry.id.to_string());
                let one = most.entry(key).or_insert((weight as u8, entry));
                if one.0 < weight as u8 {
                    *one = (weight as u8, entry);
                }
            }
        }
    }
    let of = |wanted: u8| {
        let found = most.values().filter(|(weight, _)| *weight == wanted);
        let mut entries: Vec<PlanEntry> = found.map(|(_, entry)| (*entry).clone()).collect();
        entries.sort_by_key(|entry| essaim_model::fold::fold(&entry.title));
        entries
    };
    FolderTotals {
        known: of(0),
        updated: of(1),
        fresh: of(2),
        conflicts: of(3),
    }
}
