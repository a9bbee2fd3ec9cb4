//! Attachments: files named by their hash, in folders of 256, written to a temporary name first.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use essaim_model::BlobHash;
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::error::StoreError;
use crate::store::{Store, Tx, View};

/// The system creates one file at a time in a folder, and lets other threads spin meanwhile: they sleep here instead.
static CREATING: Mutex<()> = Mutex::new(());

fn create(path: &Path) -> std::io::Result<File> {
    let _one_at_a_time = CREATING.lock().unwrap_or_else(PoisonError::into_inner);
    File::create(path)
}

/// Where a workspace keeps its attachments.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

/// An attachment that lies under a temporary name: gone when dropped, kept by [`Folder::keep`].
#[derive(Debug)]
pub struct Staged {
    /// Its hash.
    pub hash: BlobHash,
    /// Its size in bytes.
    pub size: u64,
    temporary: Option<PathBuf>,
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Some(path) = self.temporary.take() {
            drop(std::fs::remove_file(path));
        }
    }
}

/// An attachment that is being written; gone when dropped before it is finished.
#[derive(Debug)]
pub struct Staging {
    file: File,
    staged: Staged,
}

impl Staging {
    /// The next bytes.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.file.write_all(bytes)?;
        self.staged.size += bytes.len() as u64;
        Ok(())
    }

    /// All bytes are there.
    pub fn finish(self) -> Staged {
        self.staged
    }
}

impl Store {
    /// Where this workspace keeps its attachments.
    pub fn attachments(&self) -> Folder {
        Folder(self.folder().join("attachments"))
    }
}

impl Folder {
    /// The file of an attachment, there or not.
    pub fn path(&self, hash: BlobHash) -> PathBuf {
        let name = hash.to_string();
        self.0.join(&name[..2]).join(&name)
    }

    /// Opens an attachment.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    pub fn open(&self, hash: BlobHash) -> std::io::Result<File> {
        File::open(self.path(hash))
    }

    /// Writes what `content` gives under a temporary name; `name` must be unique among those staged at one time.
    ///
    /// # Errors
    /// The content cannot be read, or the file written.
    pub fn stage(&self, name: &str, content: &mut dyn Read) -> Result<Staged, StoreError> {
        let folder = self.0.join("incoming");
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(name);
        let mut staged = Staged {
            hash: BlobHash([0; 32]),
            size: 0,
            temporary: Some(path.clone()),
        };
        let mut file = create(&path)?;
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 128 << 10];
        loop {
            let read = content.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            hasher.update(&buffer[..read]);
            file.write_all(&buffer[..read])?;
            staged.size += read as u64;
        }
        staged.hash = BlobHash(hasher.finalize().into());
        Ok(staged)
    }

    /// Begins an attachment whose hash is known; its bytes are handed over piece by piece.
    ///
    /// # Errors
    /// The file cannot be created.
    pub fn begin(&self, name: &str, hash: BlobHash) -> Result<Staging, StoreError> {
        let folder = self.0.join("incoming");
        let path = folder.join(name);
        let file = match create(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                std::fs::create_dir_all(&folder)?;
                create(&path)?
            }
            other => other?,
        };
        let staged = Staged {
            hash,
            size: 0,
            temporary: Some(path),
        };
        Ok(Staging { file, staged })
    }

    /// Makes staged files outlive a crash with `sync` (all at once), then gives them their names.
    ///
    /// # Errors
    /// A file cannot be synced or renamed; those not yet renamed go away when dropped.
    pub fn keep(
        &self,
        staged: Vec<Staged>,
        sync: &dyn Fn(&[PathBuf]) -> std::io::Result<()>,
    ) -> Result<(), StoreError> {
        let waiting = waiting(&staged);
        if !waiting.is_empty() {
            sync(&waiting)?;
        }
        self.place(staged)
    }

    /// Gives their names to staged files that were synced.
    ///
    /// # Errors
    /// A file cannot be renamed; those not yet renamed go away when dropped.
    pub fn place(&self, staged: Vec<Staged>) -> Result<(), StoreError> {
        for mut one in staged {
            let target = self.path(one.hash);
            let Some(temporary) = one.temporary.take() else {
                continue;
            };
            if let Err(error) = move_into_place(&temporary, &target) {
                one.temporary = Some(temporary);
                return Err(error.into());
            }
        }
        Ok(())
    }

    /// Takes away a file that no row of the database knows.
    pub fn discard(&self, hash: BlobHash) {
        drop(std::fs::remove_file(self.path(hash)));
    }
}

/// How many files are taken away at a time.
const AT_A_TIME: usize = 8;

/// Takes staged files away, several at a time: a disk that is told of each freed block answers each one late.
pub fn take_away(mut staged: Vec<Staged>) {
    let share = staged.len().div_ceil(AT_A_TIME).max(1);
    std::thread::scope(|scope| {
        while !staged.is_empty() {
            let some = staged.split_off(staged.len().saturating_sub(share));
            scope.spawn(move || drop(some));
        }
    });
}

/// Where staged files lie until they have their names.
pub fn waiting(staged: &[Staged]) -> Vec<PathBuf> {
    let waiting = staged.iter().filter_map(|one| one.temporary.clone());
    waiting.collect()
}

fn move_into_place(temporary: &Path, target: &Path) -> std::io::Result<()> {
    match std::fs::rename(temporary, target) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if let Some(folder) = target.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::rename(temporary, target)
        }
        other => other,
    }
}

impl Tx<'_> {
    /// Notes that an attachment is there.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_attachment(&self, hash: BlobHash, size: u64) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO attachments (hash, size) VALUES (?1, ?2)";
        self.transaction
            .prepare_cached(sql)?
            .execute(params![hash.as_bytes(), size as i64])?;
        Ok(())
    }
}

impl View<'_> {
    /// The size of an attachment that is there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn attachment(&self, hash: BlobHash) -> Result<Option<u64>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT size FROM attachments WHERE hash = ?1")?;
        let size: Option<i64> = statement
            .query_row([hash.as_bytes()], |row| row.get(0))
            .optional()?;
        Ok(size.map(|size| size as u64))
    }

    /// All attachments that are there.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn attachments(&self) -> Result<Vec<(BlobHash, u64)>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT hash, size FROM attachments ORDER BY hash")?;
        let rows = statement.query_map([], |row| {
            let size: i64 = row.get(1)?;
            Ok((BlobHash(row.get(0)?), size as u64))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
