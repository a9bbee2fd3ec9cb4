//! Writing a backup: under a temporary name, flushed, read back, then renamed. Until then nothing else has changed.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use essaim_bundle::backup::{About, BackupError, BackupWriter, Secrets};
use essaim_model::{BlobHash, fold};
use essaim_store::Store;
use sha2::{Digest, Sha256};

use super::passphrase::root_hex;
use super::{BackedUp, ENDING};
use crate::error::Keeping;
use crate::exchange::{Progress, rfc3339};
use crate::{OpError, Workspace, sender};

/// The database's place in a backup.
pub(super) const DATABASE: &str = "essaim.db";
/// The attachments' folder in a backup.
pub(super) const ATTACHMENTS: &str = "attachments/";

/// The name of a backup: whose, which workspace, when.
pub(super) fn name_of(about: &About) -> String {
    let slug = fold::words(&about.name).join("-");
    let slug: String = slug.chars().filter(char::is_ascii).take(30).collect();
    let time: String = rfc3339(about.made_ms)
        .chars()
        .filter(|c| c.is_ascii_digit())
        .collect();
    let id = &about.workspace;
    let workspace = id.get(id.len().saturating_sub(6)..).unwrap_or_default();
    let (day, hour) = time.split_at(8);
    format!("essaim-{slug}-{workspace}-{day}-{hour}.{ENDING}")
}

impl Workspace {
    /// What a backup made now says of itself.
    pub(super) fn about(&self, now_ms: u64) -> Result<About, OpError> {
        let organisation = self.organisation()?;
        let card = sender::card(&self.reader().view(), organisation, now_ms)?;
        Ok(About {
            made_ms: now_ms,
            organisation,
            name: card.name,
            workspace: self.workspace_id()?,
            program: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }

    /// This workspace's own id.
    pub(super) fn workspace_id(&self) -> Result<String, OpError> {
        Ok(self.reader().view().meta("workspace")?.unwrap_or_default())
    }

    /// Writes a backup into that file, which takes the place of one of that name only when it is whole and reads back.
    ///
    /// # Errors
    /// No passphrase was chosen, the file cannot be written, or the person stopped it; what was there is as it was.
    pub fn back_up_to(&self, target: &Path, progress: &dyn Progress) -> Result<BackedUp, OpError> {
        let key = self.backup_key()?;
        let copy = Copy::of(self, progress)?;
        let (files, missing) = self.present()?;
        let size = copy.size + files.iter().map(|(_, size)| size).sum::<u64>();
        let mut track = Track {
            progress,
            done: 0,
            total: 2 * size,
        };
        let unfinished = Unfinished::beside(target, &self.machine().item_id());
        let out = File::create(&unfinished.0).map_err(|error| OpError::file(target, error))?;
        let about = self.about(self.machine().clock.now_ms())?;
        let out = BufWriter::with_capacity(256 << 10, out);
        let count = files.len() as u32 + 1;
        let mut writer = BackupWriter::begin(out, &about, &key, &self.secrets()?, count)?;
        let mut database =
            File::open(&copy.path).map_err(|error| OpError::file(&copy.path, error))?;
        writer.file(DATABASE, copy.size, &copy.sha256, &mut database, &mut |n| {
            track.step(n)
        })?;
        for (hash, size) in &files {
            let folder = self.reader().attachments();
            let mut content = folder
                .open(*hash)
                .map_err(|error| OpError::file(&folder.path(*hash), error))?;
            let name = format!("{ATTACHMENTS}{hash}");
            writer.file(&name, *size, hash.as_bytes(), &mut content, &mut |n| {
                track.step(n)
            })?;
        }
        let (out, bytes, sha256) = writer.finish()?;
        let out = out
            .into_inner()
            .map_err(|error| OpError::file(target, error.into_error()))?;
        out.sync_all()
            .map_err(|error| OpError::file(target, error))?;
        drop(out);
        read_back(&unfinished.0, sha256, &mut track)?;
        let files = &self.machine().files;
        files
            .replace(&unfinished.0, target)
            .map_err(|error| OpError::file(target, error))?;
        files
            .sync_all(&[target.to_owned()])
            .map_err(|error| OpError::file(target, error))?;
        Ok(BackedUp {
            file: target.to_owned(),
            bytes,
            attachments: count - 1,
            missing,
        })
    }

    /// The attachments whose files have the length that they should have, and how many have not.
    fn present(&self) -> Result<(Vec<(BlobHash, u64)>, u32), OpError> {
        let store = self.reader();
        let (all, folder) = (store.view().attachments()?, store.attachments());
        let count = all.len();
        let whole = |(hash, size): &(BlobHash, u64)| {
            std::fs::metadata(folder.path(*hash)).is_ok_and(|about| about.len() == *size)
        };
        let present: Vec<(BlobHash, u64)> = all.into_iter().filter(whole).collect();
        let missing = (count - present.len()) as u32;
        Ok((present, missing))
    }

    fn secrets(&self) -> Result<Secrets, OpError> {
        let device = self.identity().map(|identity| identity.device.to_string());
        let root = match self.root_key() {
            Ok(root) => Some(root_hex(&root.to_seed())),
            Err(OpError::KeysMissing | OpError::Keeping(Keeping::NoRoot)) => None,
            Err(other) => return Err(other),
        };
        let mut held = self.held_roots()?;
        held.retain(|seed| Some(root_hex(seed)) != root);
        Ok(Secrets {
            device: device.unwrap_or_default(),
            root,
            earlier_roots: held.iter().map(root_hex).collect(),
        })
    }
}

/// Counts what is done, and asks whether to go on.
pub(super) struct Track<'p> {
    pub(super) progress: &'p dyn Progress,
    pub(super) done: u64,
    pub(super) total: u64,
}

impl Track<'_> {
    pub(super) fn step(&mut self, bytes: u64) -> bool {
        self.done += bytes;
        self.progress.report(self.done.min(self.total), self.total);
        !self.progress.is_cancelled()
    }
}

/// A private copy of the database in the workspace's folder, gone when dropped.
struct Copy {
    path: PathBuf,
    size: u64,
    sha256: [u8; 32],
}

impl Drop for Copy {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.path));
    }
}

impl Copy {
    fn of(workspace: &Workspace, progress: &dyn Progress) -> Result<Self, OpError> {
        let folder = workspace.folder().join("incoming");
        std::fs::create_dir_all(&folder).map_err(|error| OpError::file(&folder, error))?;
        let mut copy = Copy {
            path: folder.join(format!("backup-{}", workspace.machine().item_id())),
            size: 0,
            sha256: [0; 32],
        };
        let store = workspace.reader().reader()?;
        copy_unless_stopped(&store, &copy.path, progress)?;
        let mut file = File::open(&copy.path).map_err(|error| OpError::file(&copy.path, error))?;
        let mut digest = Sha256::new();
        copy.size = std::io::copy(&mut file, &mut digest)
            .map_err(|error| OpError::file(&copy.path, error))?;
        copy.sha256 = digest.finalize().into();
        Ok(copy)
    }
}

/// Copies the database on this thread while another one asks whether to stop.
fn copy_unless_stopped(
    store: &Store,
    target: &Path,
    progress: &dyn Progress,
) -> Result<(), OpError> {
    let (interrupter, over) = (store.interrupter(), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Acquire) {
                if progress.is_cancelled() {
                    interrupter.stop();
                }
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
        });
        let copied = store.copy_to(target);
        over.store(true, Ordering::Release);
        match copied {
            _ if progress.is_cancelled() => Err(OpError::Cancelled),
            other => Ok(other?),
        }
    })
}

/// A file under a temporary name, gone when dropped.
struct Unfinished(PathBuf);

impl Unfinished {
    fn beside(target: &Path, id: &str) -> Self {
        Self(target.with_file_name(format!(".essaim-{id}.unfinished")))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

/// Reads what was written and compares it.
fn read_back(path: &Path, sha256: [u8; 32], track: &mut Track<'_>) -> Result<(), OpError> {
    let lost = || Keeping::NotReadBack(path.display().to_string());
    let file = File::open(path).map_err(|_| lost())?;
    let (mut reader, mut digest) = (BufReader::with_capacity(256 << 10, file), Sha256::new());
    let mut buffer = vec![0; 256 << 10];
    loop {
        let read = reader.read(&mut buffer).map_err(|_| lost())?;
        if read == 0 {
            break;
        }
        digest.write_all(&buffer[..read]).map_err(|_| lost())?;
        if !track.step(read as u64) {
            return Err(BackupError::Cancelled.into());
        }
    }
    if <[u8; 32]>::from(digest.finalize()) == sha256 {
        Ok(())
    } else {
        Err(lost().into())
    }
}
