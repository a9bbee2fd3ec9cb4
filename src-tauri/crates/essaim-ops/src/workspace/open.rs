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
        let workspace = Workspace::new(Store::open(folder)?, machine)?;
        workspace.refresh_reference()?;
        Ok(workspace)
    }
}
