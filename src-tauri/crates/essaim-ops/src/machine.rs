//! What the machine gives to the use cases, as traits: keystore, clock, randomness, knowledge of the file system, drives.
//!
//! `essaim-host` implements them for real machines; tests give fixed clocks and seeded randomness.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A place for secrets outside the database and its backups: the system's keychain, or a folder.
pub trait Keystore: Send + Sync {
    /// The secret of that name, if there is one. Names are `[a-z0-9-]`.
    ///
    /// # Errors
    /// The keystore cannot be read.
    fn load(&self, name: &str) -> Result<Option<Vec<u8>>, KeystoreError>;

    /// Keeps a secret under that name, replacing the one there was; on return it outlives a crash.
    ///
    /// # Errors
    /// The keystore cannot be written.
    fn save(&self, name: &str, secret: &[u8]) -> Result<(), KeystoreError>;
}

/// The keystore cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the keystore cannot be used: {0}")]
pub struct KeystoreError(pub String);

/// The time of day.
pub trait WallClock: Send + Sync {
    /// Milliseconds since 1970-01-01 UTC.
    fn now_ms(&self) -> u64;

    /// Today where the user is, `yyyy-mm-dd`.
    fn today(&self) -> String;
}

/// Randomness for keys and identifiers.
pub trait Randomness: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// What kind of storage a folder lies on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Storage {
    /// A disk of this machine.
    Local,
    /// A network share (UNC, NFS, SMB…).
    Network,
    /// A folder that a synchroniser copies elsewhere; with its name, such as `OneDrive`.
    Synced(String),
}

/// Knowledge of the file system.
pub trait FileSystem: Send + Sync {
    /// What kind of storage a folder (which need not exist yet) lies on.
    fn storage(&self, folder: &Path) -> Storage;

    /// Whether a file and a folder, which are there, lie on one disk of this machine, which no one pulls out between two
    /// reads of the file.
    fn are_beside(&self, file: &Path, folder: &Path) -> bool;

    /// Renames over an existing file, waiting out an antivirus that holds it for a moment; both lie in one folder.
    ///
    /// # Errors
    /// The rename failed; the source is still where it was.
    fn replace(&self, from: &Path, to: &Path) -> std::io::Result<()>;

    /// Makes everything written to this folder's disk so far outlive a crash, in one call where the system has one.
    ///
    /// # Errors
    /// The system could not.
    fn sync_all(&self, files: &[PathBuf]) -> std::io::Result<()>;

    /// Marks a file as coming from elsewhere, where the system has such a mark: it then asks before running anything of it.
    ///
    /// # Errors
    /// The mark could not be written, as on a stick whose file system has none; the file is whole all the same.
    fn mark_from_elsewhere(&self, file: &Path) -> std::io::Result<()>;

    /// Creates a file that must not be there yet, to be written and then given its name by [`Self::settle`].
    ///
    /// # Errors
    /// It cannot be created.
    fn create(&self, file: &Path) -> std::io::Result<Box<dyn OutFile>>;

    /// Opens a file that was written out, to read what the device keeps of it rather than what the system remembers, where
    /// the system lets one.
    ///
    /// # Errors
    /// It cannot be opened.
    fn read_back(&self, file: &Path) -> std::io::Result<Box<dyn Read>>;

    /// Gives a file its final name in the same folder, for good. Never replaces a file.
    ///
    /// # Errors
    /// `AlreadyExists` when the name is taken; the rename failed otherwise, or could not be made to outlive a crash.
    fn settle(&self, from: &Path, to: &Path) -> std::io::Result<()>;
}

/// Runs the parsers of PDF and e-mail apart from this program, so that what a file does to them stays there.
pub trait Unpacker: Send + Sync {
    /// Searches `carrier` as [`crate::exchange::carrier::serve`] does, and writes what it answers into `out`. Both files are
    /// read and written from their beginnings. `stop` is asked often.
    ///
    /// # Errors
    /// Nothing in `out` may be used then.
    fn unpack(
        &self,
        carrier: &std::fs::File,
        out: &std::fs::File,
        stop: &dyn Fn() -> bool,
    ) -> Result<(), UnpackError>;
}

/// Why a carrier was not searched to its end.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    /// It was asked to stop.
    #[error("stopped")]
    Stopped,
    /// The parser took too long, too much memory, or fell over: that is what such a file was made for.
    #[error("the parser was ended: {0}")]
    Ended(String),
    /// The process of the parser could not be started, or ended before it began.
    #[error("the parser could not be started: {0}")]
    NotStarted(#[from] std::io::Error),
}

/// A new file being written.
pub trait OutFile: Write + Send {
    /// Makes what was written outlive a crash, or the stick being pulled out.
    ///
    /// # Errors
    /// The device could not.
    fn sync(&mut self) -> std::io::Result<()>;
}

/// A removable drive that a person may carry away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drive {
    /// What people see of it: its label, or its letter.
    pub name: String,
    /// Its folder.
    pub path: PathBuf,
    /// How much is free, in bytes.
    pub free: u64,
    /// How large it is, in bytes.
    pub size: u64,
    /// Whether it cannot be written to.
    pub read_only: bool,
}

/// Knowledge of removable drives.
pub trait Drives: Send + Sync {
    /// The drives that are plugged in at this moment, by name.
    fn removable(&self) -> Vec<Drive>;
}

/// The machine, as the use cases see it.
#[derive(Clone)]
pub struct Machine {
    /// Where secrets lie.
    pub keystore: Arc<dyn Keystore>,
    /// The time.
    pub clock: Arc<dyn WallClock>,
    /// Randomness.
    pub random: Arc<dyn Randomness>,
    /// The file system.
    pub files: Arc<dyn FileSystem>,
    /// What opens PDF and e-mail.
    pub unpacker: Arc<dyn Unpacker>,
    /// Removable drives.
    pub drives: Arc<dyn Drives>,
}

impl Machine {
    /// A new random seed for a key.
    pub fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        self.random.fill(&mut seed);
        seed
    }

    /// A new identifier of a record: a UUID of version 7 at this time.
    pub fn record_id(&self) -> String {
        let mut random = [0; 10];
        self.random.fill(&mut random);
        uuid::Builder::from_unix_timestamp_millis(self.clock.now_ms(), &random)
            .into_uuid()
            .to_string()
    }

    /// A new identifier of an item inside a record: seven digits of time (tenths of a second), so that what was noted
    /// later on one day sorts later, and seven random ones.
    pub fn item_id(&self) -> String {
        const DIGITS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";
        let digit = |value: u64| char::from(DIGITS[(value & 31) as usize]);
        let tenths = self.clock.now_ms() / 100;
        let mut random = [0; 7];
        self.random.fill(&mut random);
        let time = (0..7).rev().map(|place| digit(tenths >> (5 * place)));
        time.chain(random.iter().map(|byte| digit(u64::from(*byte))))
            .collect()
    }
}
