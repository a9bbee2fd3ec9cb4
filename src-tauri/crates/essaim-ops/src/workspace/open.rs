//! Opens the workspace of a folder.

use std::path::Path;

use essaim_store::Store;

use super::Workspace;
use crate::OpError;
use crate::machine::Machine;

impl Workspace {
    /// Opens the workspace of a folder, and brings the reference data up to this program's.
    ///
    /// # Errors
    /// There is none, or it cannot be opened; nothing is touched then.
    pub fn open(folder: &Path, machine: Machine) -> Result<Workspace, OpError> {
        let workspace = Workspace::of(Store::open(folder)?, machine)?;
        workspace.refresh_reference()?;
        workspace.clean();
        workspace.finish_erasures()?;
        Ok(workspace)
    }

    /// Removes what a killed process left half copied; what is younger than a day may belong to one that runs.
    fn clean(&self) {
        for folder in [
            self.folder().join("incoming"),
            self.folder().join("attachments").join("incoming"),
        ] {
            sweep(&folder, |_| true);
        }
    }
}

/// Removes files of a folder that are older than a day and whose names are `meant`.
pub(crate) fn sweep(folder: &Path, meant: impl Fn(&str) -> bool) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = entry
            .metadata()
            .and_then(|about| about.modified())
            .map(|time| time.elapsed());
        let old = age.is_ok_and(|age| age.is_ok_and(|age| age > A_DAY));
        if old && meant(&entry.file_name().to_string_lossy()) {
            let path = entry.path();
            drop(std::fs::remove_file(&path).or_else(|_| std::fs::remove_dir_all(&path)));
        }
    }
}

const A_DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);
