//! Backups: which passphrase locks them, where they go, when one is due, and a workspace back from one.
//!
//! A backup holds a whole copy of the database, every attachment and the organisation's root key; never a desktop's key.
//! Writing one needs no secret, so that it can happen by itself; reading one needs the passphrase.

mod passphrase;
mod place;
mod restore;
mod retention;
mod verify;
mod write;

use std::path::PathBuf;

pub use essaim_bundle::backup::About;
pub use passphrase::{Before, normalised, suggest_passphrase};
pub use place::{BackupState, Done, PlaceState, Trouble, Where};
pub use restore::{Restored, restore};
pub use verify::{Verified, about_backup, verify_backup};

/// How the names of backups end.
pub const ENDING: &str = "sauvegarde";

/// A backup that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    /// The file.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many attachments are in it.
    pub attachments: u32,
    /// How many attachments were to be in it, and are missing or changed on this disk.
    pub missing: u32,
}
