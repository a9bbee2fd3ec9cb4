//! macOS: every volume but the system's, which appears there as a link.

use essaim_ops::machine::Drive;

/// The volumes that are mounted.
pub(super) fn plugged_in() -> Vec<Drive> {
    let entries = std::fs::read_dir("/Volumes")
        .into_iter()
        .flatten()
        .flatten();
    let volumes = entries.filter(|entry| {
        let name = entry.file_name();
        let hidden = name.to_string_lossy().starts_with('.');
        !hidden && entry.file_type().is_ok_and(|kind| kind.is_dir())
    });
    volumes
        .filter_map(|entry| super::room(&entry.path()))
        .collect()
}
