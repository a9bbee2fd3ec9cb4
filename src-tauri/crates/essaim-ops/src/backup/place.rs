//! The places of backups: one on this computer, and a second one away from it; what became of each, and when one is due.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::write::name_of;
use super::{BackedUp, ENDING, retention};
use crate::error::Keeping;
use crate::exchange::Progress;
use crate::{OpError, Workspace};

const HOUR: u64 = 60 * 60 * 1000;
/// A backup is due when the last one is older than this and something was written since.
const DUE: u64 = 20 * HOUR;
/// It is due after so long even when nothing was written: its date says that the place still works.
const DUE_UNCHANGED: u64 = 6 * 24 * HOUR;
/// A place that failed is tried again after this.
const AGAIN: u64 = HOUR;

/// One of the two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// On this computer.
    Here,
    /// Away from it: a share, a stick.
    Away,
}

impl Where {
    /// Both of them.
    pub const ALL: [Where; 2] = [Where::Here, Where::Away];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Where::Here => "backup.here",
            Where::Away => "backup.away",
        }
    }
}

/// A place and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceState {
    /// The folder.
    pub folder: PathBuf,
    /// The last backup there.
    pub last: Option<Done>,
    /// Why the last try failed; none when it did not.
    pub trouble: Option<Trouble>,
}

/// A backup that was made there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The file.
    pub file: PathBuf,
    /// When, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many attachments could not be put in.
    pub missing: u32,
    mark: String,
}

/// A try that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// When, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// The code of the error.
    pub code: String,
}

/// What people are told about backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupState {
    /// Whether a passphrase was chosen: without one there are none.
    pub ready: bool,
    /// On this computer.
    pub here: PlaceState,
    /// Away from it, where a place was chosen.
    pub away: Option<PlaceState>,
    /// After how many days at most a backup is taken away.
    pub oldest_days: u32,
}

impl Workspace {
    /// What people are told about backups.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn backup_state(&self) -> Result<BackupState, OpError> {
        Ok(BackupState {
            ready: self.has_passphrase()?,
            here: self
                .place(Where::Here)?
                .unwrap_or_else(|| self.default_place()),
            away: self.place(Where::Away)?,
            oldest_days: retention::MONTHLY as u32,
        })
    }

    /// Chooses the second place, or another one. What lies at the one before stays there.
    ///
    /// # Errors
    /// It is not there, lies inside the workspace, or nothing can be written there.
    pub fn choose_place(&self, folder: &Path) -> Result<(), OpError> {
        let shown = folder.display().to_string();
        let real = folder
            .canonicalize()
            .map_err(|_| Keeping::PlaceGone(shown.clone()))?;
        let own = self
            .folder()
            .canonicalize()
            .map_err(|error| OpError::file(self.folder(), error))?;
        if real.starts_with(&own) {
            return Err(Keeping::PlaceInside(shown).into());
        }
        let trial = folder.join(format!(".essaim-{}", self.machine().item_id()));
        std::fs::write(&trial, b"").map_err(|error| OpError::file(folder, error))?;
        drop(std::fs::remove_file(trial));
        let state = PlaceState {
            // Whole: it is looked for from wherever the program is started next. As it was given, where it was whole: Windows spells
            // a canonical path in a way of its own.
            folder: match folder.is_absolute() {
                true => folder.to_owned(),
                false => real,
            },
            last: None,
            trouble: None,
        };
        self.keep(Where::Away.name(), &state)
    }

    /// Which places are due for a backup.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn due_backups(&self) -> Result<Vec<Where>, OpError> {
        let state = self.backup_state()?;
        if !state.ready {
            return Ok(Vec::new());
        }
        let now = self.machine().clock.now_ms();
        let mark = self.reader().view().content_mark()?;
        let due = |place: &PlaceState| {
            let tried = place
                .trouble
                .as_ref()
                .is_some_and(|trouble| now < trouble.ms + AGAIN);
            let done = place.last.as_ref().is_some_and(|done| {
                let patience = if done.mark == mark {
                    DUE_UNCHANGED
                } else {
                    DUE
                };
                now < done.ms + patience
            });
            !tried && !done
        };
        let places = [
            (Where::Here, Some(&state.here)),
            (Where::Away, state.away.as_ref()),
        ];
        let due = places
            .into_iter()
            .filter(|(_, place)| place.is_some_and(due));
        Ok(due.map(|(which, _)| which).collect())
    }

    /// Makes a backup at one of the places, then takes away what the rule of ages no longer keeps. What went wrong is noted
    /// there too.
    ///
    /// # Errors
    /// No passphrase or place was chosen, or the backup cannot be written; earlier ones are as they were.
    pub fn back_up(&self, which: Where, progress: &dyn Progress) -> Result<BackedUp, OpError> {
        let mut place = match (which, self.place(which)?) {
            (_, Some(place)) => place,
            (Where::Here, None) => self.default_place(),
            (Where::Away, None) => return Err(Keeping::PlaceGone(String::new()).into()),
        };
        let now_ms = self.machine().clock.now_ms();
        let mark = self.reader().view().content_mark()?;
        match self.back_up_into(which, &place.folder, now_ms, progress) {
            Ok(done) => {
                place.trouble = None;
                place.last = Some(Done {
                    file: done.file.clone(),
                    ms: now_ms,
                    bytes: done.bytes,
                    missing: done.missing,
                    mark,
                });
                self.keep(which.name(), &place)?;
                self.thin_out(&place.folder, now_ms);
                Ok(done)
            }
            Err(OpError::Cancelled) => Err(OpError::Cancelled),
            Err(error) => {
                place.trouble = Some(Trouble {
                    ms: now_ms,
                    code: error.code().to_owned(),
                });
                self.keep(which.name(), &place)?;
                Err(error)
            }
        }
    }

    fn back_up_into(
        &self,
        which: Where,
        folder: &Path,
        now_ms: u64,
        progress: &dyn Progress,
    ) -> Result<BackedUp, OpError> {
        if which == Where::Here {
            std::fs::create_dir_all(folder).map_err(|error| OpError::file(folder, error))?;
        }
        if !folder.is_dir() {
            return Err(Keeping::PlaceGone(folder.display().to_string()).into());
        }
        let name = name_of(&self.about(now_ms)?);
        self.back_up_to(&folder.join(name), progress)
    }

    /// Takes away the backups of this workspace that are no longer kept. What cannot be read or removed stays.
    fn thin_out(&self, folder: &Path, now_ms: u64) {
        let Ok(own) = self.workspace_id() else { return };
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            forget_unfinished(&path, &entry);
            if path.extension().is_some_and(|ending| ending == ENDING)
                && let Ok(about) = super::about_backup(&path)
                && about.workspace == own
            {
                found.push((path, about.made_ms));
            }
        }
        let made: Vec<u64> = found.iter().map(|(_, made)| *made).collect();
        for ((path, _), stays) in found.iter().zip(retention::stays(&made, now_ms)) {
            if !stays {
                drop(std::fs::remove_file(path));
            }
        }
    }

    fn place(&self, which: Where) -> Result<Option<PlaceState>, OpError> {
        self.kept(which.name())
    }

    /// Beside the workspace's folder.
    fn default_place(&self) -> PlaceState {
        let name = self
            .folder()
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        PlaceState {
            folder: self.folder().with_file_name(format!("{name}-sauvegardes")),
            last: None,
            trouble: None,
        }
    }
}

/// Takes away what a killed process left half written more than a day ago.
fn forget_unfinished(path: &Path, entry: &std::fs::DirEntry) {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    let ours = name.starts_with(".essaim-") && name.ends_with(".unfinished");
    let age = entry
        .metadata()
        .and_then(|about| about.modified())
        .map(|time| time.elapsed());
    let old = age.is_ok_and(|age| age.is_ok_and(|age| age.as_millis() > u128::from(24 * HOUR)));
    if ours && old {
        drop(std::fs::remove_file(path));
    }
}
