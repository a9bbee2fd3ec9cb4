//! Backups: a container of their own. A header in clear words, the backup key locked by a passphrase, and everything else
//! encrypted to that key; `docs/backup-format.md` is the normative text.
//!
//! Writing needs no secret: only the public half of the backup key. Reading needs the passphrase. What is read is checked
//! before it is used: the seal over the whole file first, then each piece as it is decrypted. Which files a backup holds
//! and where they go is the caller's.

mod key;
mod read;
mod write;

use std::io;

use essaim_model::OrganisationId;
use serde::{Deserialize, Serialize};

pub use key::LockedKey;
pub use read::{BackupFile, Entry, Unlocked};
pub use write::BackupWriter;

/// The version of the format that we write, and the highest that we read.
pub const VERSION: u32 = 1;
/// The first line, without its version.
const MAGIC: &str = "essaim-backup ";
/// The greatest length of the header in clear words, in bytes.
const LONGEST_LINE: usize = 64 << 10;
/// What the last line begins with; the SHA-256 of all before it follows.
const SEAL: &str = "sha256 ";
/// The length of the last line, in bytes.
const SEAL_LENGTH: usize = SEAL.len() + 64 + 1;

/// What a backup says of itself to anyone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// When it was made, milliseconds since 1970-01-01 UTC.
    pub made_ms: u64,
    /// Whose workspace it is.
    pub organisation: OrganisationId,
    /// The organisation's name.
    pub name: String,
    /// The workspace's id.
    pub workspace: String,
    /// The program that wrote it.
    pub program: String,
}

/// What only the holder of the passphrase may know.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secrets {
    /// The desktop that wrote it, for the name of the person who sat there. Its key is not in any backup.
    pub device: String,
    /// The organisation's root key in use, in hexadecimal digits; none where the desktop did not hold it.
    pub root: Option<String>,
    /// The root keys before it that the desktop held, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_roots: Vec<String>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets")
    }
}

/// The header in clear words, as it is written.
#[derive(Serialize, Deserialize)]
struct Header {
    #[serde(flatten)]
    about: About,
    /// The length of the locked key that follows, in bytes.
    key: usize,
}

/// The first line of what is encrypted.
#[derive(Serialize, Deserialize)]
struct Opening {
    /// SHA-256 of all that stands before the encrypted part: it cannot be exchanged.
    before: String,
    #[serde(flatten)]
    secrets: Secrets,
    /// How many files follow.
    files: u32,
}

/// The line before each file.
#[derive(Serialize, Deserialize)]
struct FileLine {
    path: String,
    size: u64,
    sha256: String,
}

/// Why a backup cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file is something else.
    #[error("not a backup")]
    NotABackup,
    /// A later version of the program wrote it.
    #[error("written by a later version of the format ({0})")]
    TooRecent(u32),
    /// Its end is missing.
    #[error("the backup is cut short")]
    Truncated,
    /// It is not what was written.
    #[error("the backup was altered: {0}")]
    Altered(&'static str),
    /// The passphrase is another one.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// A file could not be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Asked between pieces: so many bytes more are done; `false` stops the work.
pub type Step<'s> = &'s mut dyn FnMut(u64) -> bool;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
