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
        Ok(workspace)
    }

    /// Removes what a killed process left half copied; what is younger than a day may belong to one that runs.
    fn clean(&self) {
        for folder in [
            self.folder().join("incoming"),
            self.folder().join("attachments").join("incoming"),
        ] {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let age = entry
                    .metadata()
                    .and_then(|about| about.modified())
                    .map(|time| time.elapsed());
                if age.is_ok_and(|age| age.is_ok_and(|age| age > A_DAY)) {
                    drop(std::fs::remove_file(entry.path()));
                }
            }
        }
    }
}

const A_DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);
