//! The open workspace: who we are, the connections, the numbers that this desktop may use.

mod create;
mod identity;
mod numbers;
mod open;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use essaim_store::Store;

pub use create::{NewWorkspace, Who};
pub(crate) use identity::root_secret;
pub use identity::{Agent, Identity};

pub(crate) use create::remove_unfinished;
pub(crate) use identity::device_secret;
pub(crate) use open::sweep;

use crate::machine::Machine;

/// An open workspace. Reads and writes use connections of their own, so that a long import does not hold up a screen.
pub struct Workspace {
    writer: Mutex<Store>,
    reader: Mutex<Store>,
    machine: Machine,
    folder: PathBuf,
    reserved: Mutex<numbers::Reserved>,
    pub(crate) sync_memory: Mutex<crate::sync::Memory>,
}

impl Workspace {
    /// The workspace of an open store.
    pub(crate) fn of(store: Store, machine: Machine) -> Result<Self, crate::OpError> {
        let reader = store.reader()?;
        let folder = store.folder().to_owned();
        Ok(Self {
            writer: Mutex::new(store),
            reader: Mutex::new(reader),
            machine,
            folder,
            reserved: Mutex::default(),
            sync_memory: Mutex::default(),
        })
    }

    /// The machine it runs on.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The connection that writes. A panic while it was held has rolled its transaction back, so it can be used again.
    pub(crate) fn writer(&self) -> MutexGuard<'_, Store> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection that reads.
    pub(crate) fn reader(&self) -> MutexGuard<'_, Store> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number that changes when another process has written.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn data_version(&self) -> Result<i64, crate::OpError> {
        Ok(self.reader().data_version()?)
    }
}
