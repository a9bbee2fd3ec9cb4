//! The hash of a received file: an import begins it beside the reading of what is in the file; a plan needs none.

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
pub(super) enum FileHash {
    /// It was computed while the file was copied.
    Known([u8; 32]),
    /// It is computed once it is wanted.
    Wanted(Wanted),
}

/// A file that is hashed beside other work.
pub(super) struct Wanted {
    path: PathBuf,
    file: Arc<File>,
    coming: OnceCell<Beside<std::io::Result<[u8; 32]>>>,
    hash: OnceCell<[u8; 32]>,
    /// Nobody asks for it any more.
    dropped: Arc<AtomicBool>,
}

impl Drop for Wanted {
    fn drop(&mut self) {
        self.dropped.store(true, Ordering::Relaxed);
    }
}

impl FileHash {
    /// That of a file, from its beginning to the end that it has when the hash is begun.
    pub(super) fn of(path: &Path, file: File) -> Self {
        Self::Wanted(Wanted {
            path: path.to_owned(),
            file: Arc::new(file),
            coming: OnceCell::new(),
            hash: OnceCell::new(),
            dropped: Arc::default(),
        })
    }

    /// Begins to compute it: it will be asked for.
    pub(super) fn begin(&self) {
        if let Self::Wanted(wanted) = self {
            wanted.coming();
        }
    }

    /// The hash, once it is there.
    pub(super) fn get(&self, progress: &dyn Progress) -> Result<[u8; 32], OpError> {
        let wanted = match self {
            Self::Known(hash) => return Ok(*hash),
            Self::Wanted(wanted) => wanted,
        };
        if let Some(hash) = wanted.hash.get() {
            return Ok(*hash);
        }
        let hash = wanted.coming().end(progress)?;
        let hash = hash.map_err(|error| OpError::file(&wanted.path, error))?;
        Ok(*wanted.hash.get_or_init(|| hash))
    }
}

impl Wanted {
    fn coming(&self) -> &Beside<std::io::Result<[u8; 32]>> {
        self.coming.get_or_init(|| {
            let (file, dropped) = (Arc::clone(&self.file), Arc::clone(&self.dropped));
            Beside::begin(move || hash(&file, &dropped))
        })
    }
}

fn hash(file: &File, dropped: &AtomicBool) -> std::io::Result<[u8; 32]> {
    let length = file.length()?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; PIECE];
    let mut done = 0;
    while done < length {
        if dropped.load(Ordering::Relaxed) {
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
