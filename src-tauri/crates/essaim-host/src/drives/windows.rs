//! Windows: the letters of drives that call themselves removable.

use essaim_ops::machine::Drive;
use sysinfo::Disks;

/// The removable drives, by label and letter.
pub(super) fn plugged_in() -> Vec<Drive> {
    let Ok(disks) = Disks::new_with_refreshed_list() else {
        return Vec::new();
    };
    let removable = disks.iter().filter(|disk| disk.is_removable());
    let drive = removable.map(|disk| {
        let letter = disk.mount_point().display().to_string();
        let letter = letter.trim_end_matches('\\');
        let label = disk.name().to_string_lossy();
        Drive {
            name: match label.trim() {
                "" => letter.to_owned(),
                label => format!("{label} ({letter})"),
            },
            path: disk.mount_point().to_owned(),
            free: disk.available_space(),
            size: disk.total_space(),
            read_only: disk.is_read_only(),
        }
    });
    drive.collect()
}
