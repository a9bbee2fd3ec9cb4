//! Removable drives: the sticks and cards that are plugged in at this moment, with their room.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

use essaim_ops::machine::{Drive, Drives};

#[cfg(target_os = "linux")]
use linux::plugged_in;
#[cfg(target_os = "macos")]
use macos::plugged_in;
#[cfg(windows)]
use windows::plugged_in;

/// The drives of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemDrives;

impl Drives for SystemDrives {
    fn removable(&self) -> Vec<Drive> {
        #[cfg(debug_assertions)]
        if let Some(drives) = given() {
            return drives;
        }
        let mut drives = plugged_in();
        drives.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
        drives
    }
}

#[cfg(not(any(windows, target_os = "linux", target_os = "macos")))]
fn plugged_in() -> Vec<Drive> {
    Vec::new()
}

/// Folders that stand for sticks in tests of the real window: `ESSAIM_TEST_DRIVES` lists them. Not in release builds.
#[cfg(debug_assertions)]
fn given() -> Option<Vec<Drive>> {
    let list = std::env::var_os("ESSAIM_TEST_DRIVES")?;
    let folders = std::env::split_paths(&list).filter(|folder| folder.is_dir());
    Some(folders.filter_map(|folder| room(&folder)).collect())
}

/// What a folder's drive is called and how much room it has.
#[cfg(unix)]
fn room(folder: &std::path::Path) -> Option<Drive> {
    let told = rustix::fs::statvfs(folder).ok()?;
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    Some(Drive {
        name: name.to_string_lossy().into_owned(),
        path: folder.to_owned(),
        free: told.f_bavail.saturating_mul(told.f_frsize),
        size: told.f_blocks.saturating_mul(told.f_frsize),
        read_only: told.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY),
    })
}

#[cfg(all(debug_assertions, not(unix)))]
fn room(folder: &std::path::Path) -> Option<Drive> {
    let name = folder.file_name()?.to_string_lossy().into_owned();
    Some(Drive {
        name,
        path: folder.to_owned(),
        free: u64::MAX,
        size: u64::MAX,
        read_only: false,
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_tells_the_room_of_its_drive() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let drive = room(folder.path()).expect("it is there");
        assert!(drive.size >= drive.free && drive.size > 0);
        assert!(!drive.read_only);
        assert!(room(&folder.path().join("absent")).is_none());
    }

    // On Linux the table itself is at hand: its test is beside its reader.
    #[cfg(not(target_os = "linux"))]
    #[test]
    fn the_systems_own_disk_is_no_stick() {
        let drives = plugged_in();
        assert!(
            drives
                .iter()
                .all(|drive| drive.path != std::path::Path::new("/")),
            "{drives:?}"
        );
    }
}
