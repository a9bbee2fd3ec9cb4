//! Knowledge of the file system: what a folder lies on, renames that an antivirus cannot spoil, and writing for good.

mod mark;
#[cfg(target_os = "linux")]
pub(crate) mod mounts;
mod replace;
mod storage;
mod sync;
mod synced;
mod through;

use std::io::Read;
use std::path::{Path, PathBuf};

use essaim_ops::machine::{FileSystem, OutFile, Storage};

pub(crate) use replace::replace;
pub(crate) use sync::sync_folder;

/// The file systems of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemFiles;

impl FileSystem for SystemFiles {
    fn storage(&self, folder: &Path) -> Storage {
        storage::of(folder)
    }

    fn are_beside(&self, file: &Path, folder: &Path) -> bool {
        storage::are_beside(file, folder)
    }

    fn replace(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        replace(from, to)
    }

    fn sync_all(&self, files: &[PathBuf]) -> std::io::Result<()> {
        sync::sync_all(files)
    }

    fn mark_from_elsewhere(&self, file: &Path) -> std::io::Result<()> {
        mark::from_elsewhere(file)
    }

    fn create(&self, file: &Path) -> std::io::Result<Box<dyn OutFile>> {
        Ok(Box::new(through::NewFile::create(file)?))
    }

    fn read_back(&self, file: &Path) -> std::io::Result<Box<dyn Read>> {
        Ok(Box::new(through::read_back(file)?))
    }

    fn settle(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        through::settle(from, to)?;
        to.parent().map_or(Ok(()), sync_folder)
    }
}
