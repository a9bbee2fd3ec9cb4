//! Looking at a backup without a workspace: what it says of itself, and whether all of it holds.

use std::fs::File;
use std::path::Path;

use essaim_bundle::backup::{About, BackupFile};

use super::normalised;
use super::write::Track;
use crate::OpError;
use crate::exchange::Progress;

/// A backup that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// What it says of itself.
    pub about: About,
    /// How many files are in it; none when no passphrase was given to count them.
    pub files: Option<u32>,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What a backup says of itself to anyone. Its seal is not looked at.
///
/// # Errors
/// It is no backup, or one of a later version.
pub fn about_backup(file: &Path) -> Result<About, OpError> {
    let mut opened = open(file)?;
    Ok(BackupFile::about(&mut opened)?)
}

/// Checks a backup: the seal over the whole file, and with the passphrase each file inside.
///
/// # Errors
/// It is no backup, of a later version, cut short or altered, or the passphrase is another one.
pub fn verify_backup(
    file: &Path,
    passphrase: Option<&str>,
    progress: &dyn Progress,
) -> Result<Verified, OpError> {
    let opened = open(file)?;
    let bytes = opened
        .metadata()
        .map_err(|error| OpError::file(file, error))?
        .len();
    let mut track = Track {
        progress,
        done: 0,
        total: if passphrase.is_some() {
            2 * bytes
        } else {
            bytes
        },
    };
    let backup = BackupFile::open(opened, &mut |n| track.step(n))?;
    let about = backup.header().clone();
    let Some(passphrase) = passphrase else {
        return Ok(Verified {
            about,
            files: None,
            bytes,
        });
    };
    let mut unlocked = backup.unlock(&normalised(passphrase))?;
    let mut files = 0;
    while let Some(entry) = unlocked.next_file()? {
        unlocked.copy(&entry, &mut std::io::sink(), &mut |n| track.step(n))?;
        files += 1;
    }
    Ok(Verified {
        about,
        files: Some(files),
        bytes,
    })
}

pub(super) fn open(file: &Path) -> Result<File, OpError> {
    File::open(file).map_err(|error| OpError::file(file, error))
}
