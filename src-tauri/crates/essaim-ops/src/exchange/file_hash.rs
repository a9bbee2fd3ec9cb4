//! The hash of a received file, computed beside the reading of what is in it: it is asked for late, and often not at all.

use std::cell::OnceCell;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use essaim_bundle::ReadAt;
use sha2::{Digest, Sha256};

use super::Progress;
use super::beside::Beside;
use super::incoming::PIECE;
use crate::OpError;

/// SHA-256 of a file.
pub(super) struct FileHash {
    path: PathBuf,
    coming: Beside<std::io::Result<[u8; 32]>>,
    known: OnceCell<[u8; 32]>,
    unwanted: Arc<AtomicBool>,
}

impl Drop for FileHash {
    fn drop(&mut self) {
        self.unwanted.store(true, Ordering::Relaxed);
    }
}

impl FileHash {
    /// One that was computed already.
    pub(super) fn known(path: &Path, hash: [u8; 32]) -> Self {
        Self::of(path, Beside::ready(Ok(hash)), Arc::default())
    }

    /// Begins to hash a file, from its beginning to the end that it has now.
    pub(super) fn begin(path: &Path, file: File) -> Self {
        let unwanted = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&unwanted);
        Self::of(path, Beside::begin(move || hash(&file, &flag)), unwanted)
    }

    fn of(
        path: &Path,
        coming: Beside<std::io::Result<[u8; 32]>>,
        unwanted: Arc<AtomicBool>,
    ) -> Self {
        Self {
            path: path.to_owned(),
            coming,
            known: OnceCell::new(),
            unwanted,
        }
    }

    /// The hash, once it is there.
    pub(super) fn get(&self, progress: &dyn Progress) -> Result<[u8; 32], OpError> {
        if let Some(hash) = self.known.get() {
            return Ok(*hash);
        }
        let hash = self.coming.end(progress)?;
        let hash = hash.map_err(|error| OpError::file(&self.path, error))?;
        Ok(*self.known.get_or_init(|| hash))
    }
}

fn hash(file: &File, unwanted: &AtomicBool) -> std::io::Result<[u8; 32]> {
    let length = file.length()?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; PIECE];
    let mut done = 0;
    while done < length {
        if unwanted.load(Ordering::Relaxed) {
            return Err(std::io::ErrorKind::Interrupted.into());
        }
        let piece = PIECE.min(usize::try_from(length - done).unwrap_or(PIECE));
        let piece = &mut buffer[..piece];
        file.read_exact_at(piece, done)?;
        hasher.update(&*piece);
        done += piece.len() as u64;
    }
    Ok(hasher.finalize().into())
}
