//! Where things lie in a shared folder: `essaim-<organisation>/<desktop>/` with segments, and `files/` with attachments.
//! Only names and sizes are looked at here.

use std::collections::{BTreeMap, HashMap};
use std::fs::DirEntry;
use std::path::{Path, PathBuf};

use essaim_bundle::segment::Name;
use essaim_model::{DeviceId, OrganisationId};

/// The folder of attachments inside a desktop's.
const FILES: &str = "files";

/// The part of a shared folder that belongs to one organisation.
pub(super) struct Layout {
    folder: PathBuf,
    root: PathBuf,
}

impl Layout {
    /// Inside a folder that people chose.
    pub(super) fn new(folder: &Path, organisation: OrganisationId) -> Self {
        Self {
            folder: folder.to_owned(),
            root: folder.join(format!("essaim-{organisation}")),
        }
    }

    /// The folder that people chose.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether anything of the organisation is in the folder.
    pub(super) fn is_there(&self) -> bool {
        self.root.is_dir()
    }

    /// The subfolder that only that desktop writes.
    pub(super) fn of(&self, device: DeviceId) -> PathBuf {
        self.root.join(device.to_string())
    }

    /// The attachments that only that desktop writes.
    pub(super) fn files_of(&self, device: DeviceId) -> PathBuf {
        self.of(device).join(FILES)
    }

    /// The segments of all desktops, by name, with every place where one of that name lies. What vanishes while it is looked
    /// at is not there; what a synchroniser calls a second copy of a folder is read like the first.
    pub(super) fn segments(&self) -> BTreeMap<Name, Vec<PathBuf>> {
        let mut found: BTreeMap<Name, Vec<PathBuf>> = BTreeMap::new();
        for desktop in entries(&self.root) {
            for (name, path) in segments_in(&desktop.path()) {
                found.entry(name).or_default().push(path);
            }
        }
        found
    }

    /// The attachments of all desktops that are whole, by the name that hides what they are.
    pub(super) fn files(&self) -> HashMap<String, Vec<PathBuf>> {
        let mut found: HashMap<String, Vec<PathBuf>> = HashMap::new();
        for desktop in entries(&self.root) {
            for (name, path) in files_in(&desktop.path().join(FILES)) {
                found.entry(name).or_default().push(path);
            }
        }
        found
    }
}

/// The segments in one desktop's folder, whole or not.
pub(super) fn segments_in(folder: &Path) -> Vec<(Name, PathBuf)> {
    entries(folder)
        .filter_map(|entry| {
            let name = Name::parse(&entry.file_name().to_string_lossy())?;
            Some((name, entry.path()))
        })
        .collect()
}

/// The attachments in a folder that are whole, by the first part of their names.
pub(super) fn files_in(folder: &Path) -> Vec<(String, PathBuf)> {
    entries(folder)
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let (hidden, size) = name.split_once('-')?;
            let digits = size.bytes().take_while(u8::is_ascii_digit).count();
            let size: u64 = size.get(..digits)?.parse().ok()?;
            let whole = hidden.len() == 64 && entry.metadata().ok()?.len() == size;
            whole.then(|| (hidden.to_owned(), entry.path()))
        })
        .collect()
}

/// What lies in a folder; nothing when it cannot be read.
fn entries(folder: &Path) -> impl Iterator<Item = DirEntry> {
    std::fs::read_dir(folder).into_iter().flatten().flatten()
}
