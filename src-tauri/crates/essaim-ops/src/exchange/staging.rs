//! The attachments of an import, brought in beside its revisions: under temporary names, then flushed. On many computers a
//! file takes longer to be created than to be filled.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use essaim_bundle::read::Part;
use essaim_bundle::{BundleReader, Refusal, in_order, worker_threads};
use essaim_model::BlobHash;
use essaim_store::attachments::{Folder, Staged, take_away, waiting};

use super::Progress;
use super::beside::Beside;
use super::incoming::is_unreadable;
use crate::machine::FileSystem;
use crate::{OpError, Workspace};

/// The attachments that are to be brought in, and where to.
pub(super) struct Staging<'r> {
    reader: &'r BundleReader<std::fs::File>,
    folder: Folder,
    files: Arc<dyn FileSystem>,
    /// Each with the name that it has until it is whole.
    wanted: Vec<(&'r Part, BlobHash, String)>,
}

/// Attachments under temporary names, on their way to the disk.
pub(super) struct Brought {
    pub(super) staged: Vec<Staged>,
    /// Those that are not what the bundle says they are.
    pub(super) refused: Vec<Refusal>,
    /// Ends once they are on the disk.
    pub(super) flushed: Beside<std::io::Result<()>>,
}

impl<'r> Staging<'r> {
    /// The attachments of a bundle that are not here yet.
    pub(super) fn of(
        workspace: &Workspace,
        reader: &'r BundleReader<std::fs::File>,
    ) -> Result<Self, OpError> {
        let store = workspace.reader();
        let view = store.view();
        let erased = view.erased_files()?;
        let mut wanted = Vec::new();
        for part in reader.attachment_parts() {
            let hash = part.attachment().ok_or_else(|| Refusal::Incomplete {
                what: part.path().to_owned(),
            })?;
            if !erased.contains(&hash) && view.attachment(hash)?.is_none() {
                wanted.push((part, hash, workspace.machine().item_id()));
            }
        }
        Ok(Self {
            reader,
            folder: store.attachments(),
            files: workspace.machine().files.clone(),
            wanted,
        })
    }

    /// Brings them in while `work` is done on this thread. When one of both fails, the other stops, and nothing stays.
    pub(super) fn beside(
        self,
        progress: &dyn Progress,
        work: impl FnOnce(&dyn Progress) -> Result<(), OpError>,
    ) -> Result<Brought, OpError> {
        let both = Both {
            progress,
            failed: AtomicBool::new(false),
        };
        let (worked, brought) = std::thread::scope(|scope| {
            let staging = scope.spawn(|| both.heed(self.stage(&both)));
            let worked = both.heed(work(&both));
            let brought = staging.join();
            (
                worked,
                brought.unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            )
        });
        match (worked, brought) {
            (Ok(()), brought) => brought,
            // It was stopped because of the other, or both were by the person.
            (Err(OpError::Cancelled), Err(failed)) => Err(failed),
            (Err(failed), brought) => {
                take_away(brought.map(|brought| brought.staged).unwrap_or_default());
                Err(failed)
            }
        }
    }

    fn stage(self, progress: &dyn Progress) -> Result<Brought, OpError> {
        let (mut staged, mut refused) = (Vec::with_capacity(self.wanted.len()), Vec::new());
        let (reader, folder) = (self.reader, &self.folder);
        let work = |(part, hash, name): (&Part, BlobHash, String)| -> Result<Staged, OpError> {
            let mut staging = folder.begin(&name, hash)?;
            reader.stream(part, |piece| match progress.is_cancelled() {
                true => Err(OpError::Cancelled),
                false => staging.write(piece).map_err(OpError::from),
            })?;
            Ok(staging.finish())
        };
        let all = in_order(
            worker_threads(),
            self.wanted.into_iter().map(Ok),
            work,
            |result| match result {
                Ok(one) => {
                    staged.push(one);
                    match progress.is_cancelled() {
                        true => Err(OpError::Cancelled),
                        false => Ok(()),
                    }
                }
                Err(OpError::Refused(refusal)) if !is_unreadable(&refusal) => {
                    refused.push(refusal);
                    Ok(())
                }
                Err(other) => Err(other),
            },
        );
        if let Err(error) = all {
            take_away(staged);
            return Err(error);
        }
        let (files, paths) = (self.files, waiting(&staged));
        let flushed = match paths.is_empty() {
            true => Beside::ready(Ok(())),
            false => Beside::begin(move || files.sync_all(&paths)),
        };
        Ok(Brought {
            staged,
            refused,
            flushed,
        })
    }
}

/// The person's wish for two works that make no sense without each other.
struct Both<'p> {
    progress: &'p dyn Progress,
    failed: AtomicBool,
}

impl Both<'_> {
    /// Stops the other work where this one has failed.
    fn heed<T>(&self, result: Result<T, OpError>) -> Result<T, OpError> {
        self.failed.fetch_or(result.is_err(), Ordering::Relaxed);
        result
    }
}

impl Progress for Both<'_> {
    fn report(&self, done: u64, total: u64) {
        self.progress.report(done, total);
    }

    fn is_cancelled(&self) -> bool {
        self.failed.load(Ordering::Relaxed) || self.progress.is_cancelled()
    }
}
