//! A workspace back from a backup: into an empty place, as a new desktop of the organisation. What is there is never replaced.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use essaim_bundle::backup::{About, BackupFile, Entry, Secrets, Unlocked};
use essaim_model::BlobHash;
use essaim_revision::RootKey;
use essaim_store::{CheckReport, Store};

use super::normalised;
use super::passphrase::root_seed;
use super::verify::open;
use super::write::{ATTACHMENTS, DATABASE, Track};
use crate::error::Keeping;
use crate::exchange::Progress;
use crate::machine::Machine;
use crate::workspace::Agent;
use crate::{OpError, Workspace};

/// A workspace that was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What the backup said of itself.
    pub about: About,
    /// What the integrity check says of the restored workspace.
    pub check: CheckReport,
}

/// Restores a backup into a folder that holds no workspace. The desktop gets a key of its own, which the organisation's root
/// key vouches for: the numbers of the desktop that wrote the backup are never used again.
///
/// # Errors
/// The backup does not hold, the passphrase is another one, the folder is taken or no place for a database, or there is no
/// root key; nothing was touched then.
pub fn restore(
    file: &Path,
    passphrase: &str,
    folder: &Path,
    machine: Machine,
    progress: &dyn Progress,
) -> Result<(Workspace, Restored), OpError> {
    Workspace::may_live_in(folder, &machine)?;
    is_free(folder)?;
    let opened = open(file)?;
    let bytes = opened
        .metadata()
        .map_err(|error| OpError::file(file, error))?
        .len();
    let mut track = Track {
        progress,
        done: 0,
        total: 2 * bytes,
    };
    let backup = BackupFile::open(opened, &mut |n| track.step(n))?;
    let about = backup.header().clone();
    let mut unlocked = backup.unlock(&normalised(passphrase))?;
    let unfinished = Unfinished::create(folder, &machine)?;
    unpack(&mut unlocked, &unfinished.folder, &mut track)?;
    let check = take_over(
        &unfinished.folder,
        unlocked.secrets(),
        &about,
        machine.clone(),
    )?;
    unfinished.settle(folder, &machine)?;
    let workspace = Workspace::open(folder, machine)?;
    Ok((workspace, Restored { about, check }))
}

/// Whether no workspace lies in that folder, nor attachments of one.
fn is_free(folder: &Path) -> Result<(), OpError> {
    let attachments = std::fs::read_dir(folder.join("attachments"));
    if folder.join(DATABASE).exists() || attachments.is_ok_and(|mut files| files.next().is_some()) {
        return Err(Keeping::Occupied(folder.display().to_string()).into());
    }
    Ok(())
}

/// Writes the files of a backup into a folder.
fn unpack(unlocked: &mut Unlocked, folder: &Path, track: &mut Track<'_>) -> Result<(), OpError> {
    while let Some(entry) = unlocked.next_file()? {
        let target = place_of(&entry, folder).ok_or(Keeping::Altered("a file's name"))?;
        let written = |error| OpError::file(&target, error);
        target
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .map_err(written)?;
        let mut out = BufWriter::new(File::create_new(&target).map_err(written)?);
        unlocked.copy(&entry, &mut out, &mut |n| track.step(n))?;
        out.into_inner()
            .map_err(|error| written(error.into_error()))?
            .sync_all()
            .map_err(written)?;
    }
    Ok(())
}

/// Where a file of a backup goes: nowhere but to the two places that there are.
fn place_of(entry: &Entry, folder: &Path) -> Option<PathBuf> {
    if entry.path == DATABASE {
        return Some(folder.join(DATABASE));
    }
    let hash: BlobHash = entry.path.strip_prefix(ATTACHMENTS)?.parse().ok()?;
    let name = hash.to_string();
    Some(folder.join("attachments").join(&name[..2]).join(&name))
}

/// Makes the restored workspace that of a new desktop, and checks all of it.
fn take_over(
    folder: &Path,
    secrets: &Secrets,
    about: &About,
    machine: Machine,
) -> Result<CheckReport, OpError> {
    let workspace = Workspace::of(Store::open(folder)?, machine)?;
    if workspace.organisation()? != about.organisation {
        return Err(Keeping::Altered("its organisation").into());
    }
    let root = match secrets.root.as_deref().and_then(root_seed) {
        Some(seed) => RootKey::from_seed(&seed),
        None => workspace.root_key().map_err(|_| Keeping::NoRoot)?,
    };
    let person = secrets
        .device
        .parse()
        .ok()
        .map(|device| workspace.agent(device))
        .transpose()?;
    for seed in secrets
        .earlier_roots
        .iter()
        .filter_map(|hex| root_seed(hex))
    {
        workspace.hold_root(&RootKey::from_seed(&seed))?;
    }
    workspace.become_new_desktop(&root)?;
    workspace.refresh_reference()?;
    workspace.note_agent(&person.unwrap_or_else(Agent::default))?;
    workspace.check()
}

/// A folder inside the place, for what is being restored; gone when dropped.
struct Unfinished {
    folder: PathBuf,
    made_place: bool,
    settled: bool,
}

impl Unfinished {
    fn create(place: &Path, machine: &Machine) -> Result<Self, OpError> {
        let made_place = !place.exists();
        let folder = place.join(format!("restoring-{}", machine.item_id()));
        std::fs::create_dir_all(&folder).map_err(|error| OpError::file(&folder, error))?;
        Ok(Self {
            folder,
            made_place,
            settled: false,
        })
    }

    /// Moves all of it to its place, the database last: there is a workspace only then.
    fn settle(mut self, place: &Path, machine: &Machine) -> Result<(), OpError> {
        let files = &machine.files;
        let moved = |name: &str| {
            let (from, to) = (self.folder.join(name), place.join(name));
            if !from.exists() {
                return Ok(());
            }
            if to.is_dir() {
                drop(std::fs::remove_dir(&to));
            }
            files
                .replace(&from, &to)
                .map_err(|error| OpError::file(&to, error))
        };
        is_free(place)?;
        moved("attachments")?;
        moved(DATABASE)?;
        self.settled = true;
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
        if let (true, false, Some(place)) = (self.made_place, self.settled, self.folder.parent()) {
            drop(std::fs::remove_dir(place));
        }
    }
}
