//! The desktops of one organisation keep in step through a folder that somebody else's engine moves, or through a stick:
//! each writes encrypted segments into a subfolder of its own, all read all. What the folder does to the files in between
//! (late, twice, in part, gone) is no matter: what is not whole is not believed, what vanished is written again.

mod files;
mod layout;
mod place;
mod read;
mod write;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::SystemTime;

use essaim_model::DeviceId;
use essaim_store::Which;

use crate::error::Together;
use crate::exchange::Progress;
use crate::{OpError, Tag, Workspace};

pub(crate) use place::folder_secret;
pub use read::{Problem, Trouble};

use layout::Layout;

/// How the caller writes: the window holds back its own watch meanwhile, and tells the page what changed.
pub trait Writing {
    /// Runs work that writes in the workspace.
    ///
    /// # Errors
    /// Those of the work.
    fn write(&self, work: &mut dyn FnMut() -> Result<Vec<Tag>, OpError>) -> Result<(), OpError>;
}

/// Nobody else watches.
pub struct Plainly;

impl Writing for Plainly {
    fn write(&self, work: &mut dyn FnMut() -> Result<Vec<Tag>, OpError>) -> Result<(), OpError> {
        work().map(drop)
    }
}

/// How closely the folder is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// What is new.
    Quick,
    /// Also whether all that this desktop wrote is still there; what is gone is written again.
    Whole,
}

/// What one round brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// How many segments were taken in.
    pub taken: u32,
    /// How many revisions in them were new here, or came from one more source.
    pub revisions: u32,
    /// How many attachments arrived.
    pub attachments: u32,
    /// How many segments were written.
    pub written: u32,
    /// How many files are not whole yet: they are looked at again.
    pub waiting: u32,
    /// Attachments that are announced and have not arrived.
    pub awaited: u32,
    /// What was not believed.
    pub problems: Vec<Problem>,
}

/// How the following of the shared folder goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyncStatus {
    /// The folder that is followed.
    pub folder: Option<PathBuf>,
    /// Whether it can be found at this moment.
    pub found: bool,
    /// How many revisions are still to be handed over.
    pub pending: u32,
    /// How many attachments are announced and have not arrived.
    pub awaited: u32,
    /// When a round of this program last came to its end, milliseconds since 1970-01-01 UTC.
    pub done_ms: Option<u64>,
    /// What that round brought.
    pub last: Option<Round>,
}

/// What this process remembers of the folder, so that what does not hold is not read again at every look.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    troubled: HashMap<PathBuf, (u64, Option<SystemTime>, Problem)>,
    done: Option<(u64, Round)>,
}

/// Under this name the workspace keeps the folder that it follows.
const FOLDER: &str = "shared_folder";

impl Workspace {
    /// One round with the followed folder: takes in what others wrote, writes what they lack. `None` when none is followed.
    ///
    /// # Errors
    /// The folder cannot be found or written, or the person stopped it; what was taken in until then stays.
    pub fn sync(
        &self,
        look: Look,
        writing: &dyn Writing,
        progress: &dyn Progress,
    ) -> Result<Option<Round>, OpError> {
        let Some(folder) = self.shared_folder()? else {
            return Ok(None);
        };
        let layout = self.layout(&folder)?;
        let key = self.folder_key()?;
        let mut round = Round::default();
        self.take_in(&layout, &key, &mut round, writing, progress)?;
        self.fetch_attachments(&layout, &key, &mut round, writing, progress)?;
        self.hand_over(&layout, &key, look, &mut round, writing, progress)?;
        round.awaited = self.reader().view().awaited_attachments()?.len() as u32;
        let now_ms = self.machine().clock.now_ms();
        self.memory().done = Some((now_ms, round.clone()));
        Ok(Some(round))
    }

    /// Writes all that is here into a folder or onto a stick, for another desktop to read. What was there of this desktop
    /// is replaced.
    ///
    /// # Errors
    /// The folder cannot be written, or the person stopped it.
    pub fn write_segments(&self, folder: &Path, progress: &dyn Progress) -> Result<Round, OpError> {
        let layout = self.layout(folder)?;
        let key = self.folder_key()?;
        let mut round = Round::default();
        self.write_set(&layout, &key, Which::All, &mut round, progress)?;
        Ok(round)
    }

    /// Writes a set of segments for a new desktop into a folder of this workspace's own.
    pub(crate) fn write_set_into(
        &self,
        folder: &Path,
        which: Which,
        progress: &dyn Progress,
    ) -> Result<(), OpError> {
        let layout = self.layout(folder)?;
        let key = self.folder_key()?;
        self.write_set(&layout, &key, which, &mut Round::default(), progress)
    }

    /// Takes in what other desktops wrote into a folder or onto a stick.
    ///
    /// # Errors
    /// The folder cannot be read or holds nothing of ours, or the person stopped it; what was taken in until then stays.
    pub fn read_segments(
        &self,
        folder: &Path,
        writing: &dyn Writing,
        progress: &dyn Progress,
    ) -> Result<Round, OpError> {
        let layout = self.layout(folder)?;
        if !layout.is_there() {
            return Err(Together::NothingOfOurs(folder.display().to_string()).into());
        }
        let key = self.folder_key()?;
        let mut round = Round::default();
        self.take_in(&layout, &key, &mut round, writing, progress)?;
        self.fetch_attachments(&layout, &key, &mut round, writing, progress)?;
        round.awaited = self.reader().view().awaited_attachments()?.len() as u32;
        Ok(round)
    }

    /// How the following of the shared folder goes.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn sync_status(&self) -> Result<SyncStatus, OpError> {
        let folder = self.shared_folder()?;
        let store = self.reader();
        let view = store.view();
        let pending = match folder {
            Some(_) => view.pending(Which::News)?.len() as u32,
            None => 0,
        };
        let awaited = view.awaited_attachments()?.len() as u32;
        let done = self.memory().done.clone();
        Ok(SyncStatus {
            found: folder.as_ref().is_some_and(|folder| folder.is_dir()),
            folder,
            pending,
            awaited,
            done_ms: done.as_ref().map(|(ms, _)| *ms),
            last: done.map(|(_, round)| round),
        })
    }

    /// When each desktop of ours last wrote something that came here, milliseconds since 1970-01-01 UTC.
    pub(crate) fn last_seen(&self) -> Result<HashMap<DeviceId, u64>, OpError> {
        let mut seen = HashMap::new();
        for segment in self.reader().view().segments()? {
            let last = seen.entry(segment.device).or_insert(segment.ms);
            *last = segment.ms.max(*last);
        }
        Ok(seen)
    }

    pub(crate) fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.sync_memory
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn layout(&self, folder: &Path) -> Result<Layout, OpError> {
        if !folder.is_dir() {
            return Err(Together::NoSharedFolder(folder.display().to_string()).into());
        }
        Ok(Layout::new(folder, self.organisation()?))
    }
}
