//! Where a bundle goes: a folder, or a removable drive that is plugged in. The page names drives by a mark, never by a path.

use std::path::PathBuf;

use essaim_ops::error::Departure;
use essaim_ops::machine::Drive;
use essaim_ops::{OpError, Workspace};
use serde::Serialize;
use specta::Type;

use crate::Answer;
use crate::share::proposed_name;
use crate::value::size;

pub use essaim_ops::exchange::Target;

/// A removable drive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DriveView {
    /// By which the page names it.
    pub id: String,
    /// What people see of it.
    pub name: String,
    /// How much is free, in bytes; more than a number of the page holds is told as the most that it holds.
    pub free: u32,
    /// Whether it cannot be written to.
    pub read_only: bool,
}

/// The removable drives that are plugged in.
///
/// # Errors
/// None; a system that tells nothing has none.
pub fn drive_list(workspace: &Workspace) -> Answer<Vec<DriveView>> {
    let drives = workspace.machine().drives.removable().into_iter();
    let view = |drive: Drive| DriveView {
        id: mark(&drive),
        free: size(drive.free),
        read_only: drive.read_only,
        name: drive.name,
    };
    Ok(drives.map(view).collect())
}

fn mark(drive: &Drive) -> String {
    essaim_model::document::text_key(&drive.path.to_string_lossy())
}

/// Into a folder, under the name that is proposed.
///
/// # Errors
/// The workspace cannot be read.
pub fn into_folder(workspace: &Workspace, ids: &[String], folder: PathBuf) -> Answer<Target> {
    Ok(Target::Folder {
        folder,
        name: proposed_name(workspace, ids)?,
        drive: None,
    })
}

/// Onto a removable drive, under the name that is proposed.
///
/// # Errors
/// The drive was pulled out since it was listed.
pub fn onto_drive(workspace: &Workspace, ids: &[String], id: &str) -> Answer<Target> {
    let drives = workspace.machine().drives.removable();
    let drive = drives.into_iter().find(|drive| mark(drive) == id);
    let drive = drive.ok_or_else(|| OpError::from(Departure::PlaceGone("USB".to_owned())))?;
    Ok(Target::Folder {
        folder: drive.path,
        name: proposed_name(workspace, ids)?,
        drive: Some(drive.name),
    })
}
