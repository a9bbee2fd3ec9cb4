//! Linux: what is mounted from a device that calls itself removable, or where desktops mount what is plugged in.

use std::path::{Path, PathBuf};

use essaim_ops::machine::Drive;

use crate::files::mounts::{TABLE, mounts};

/// Where desktops mount what a person plugs in.
const PLACES: [&str; 2] = ["/media", "/run/media"];

/// The removable drives.
pub(super) fn plugged_in() -> Vec<Drive> {
    let table = std::fs::read(TABLE).unwrap_or_default();
    let points = sticks(&table, |device| {
        says_removable(Path::new("/sys/dev/block"), device)
    });
    points
        .iter()
        .filter_map(|point| super::room(point))
        .collect()
}

/// The places where sticks are mounted, by the lines of `/proc/self/mountinfo`.
fn sticks(table: &[u8], says_removable: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut points: Vec<PathBuf> = mounts(table)
        // Without a device of its own (number 0), it is no disk: memory, a share, a container's layers.
        .filter(|mount| !mount.device.starts_with("0:") || mount.kind == "fuseblk")
        .filter(|mount| is_place(&mount.point) || says_removable(mount.device))
        .map(|mount| mount.point)
        .collect();
    points.sort();
    points.dedup();
    points
}

fn is_place(point: &Path) -> bool {
    PLACES
        .iter()
        .any(|place| point.starts_with(place) && point != Path::new(place))
}

/// Whether the disk that a partition belongs to calls itself removable.
fn says_removable(devices: &Path, device: &str) -> bool {
    let Ok(partition) = devices.join(device).canonicalize() else {
        return false;
    };
    let disk = partition.parent().map(Path::to_owned);
    let says = |folder: &Path| {
        let told = std::fs::read_to_string(folder.join("removable"));
        told.is_ok_and(|told| told.trim() == "1")
    };
    says(&partition) || disk.is_some_and(|disk| says(&disk))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: &[u8] = b"22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 8:17 / /media/camille/CL\\303\\211\\040USB rw,nosuid - vfat /dev/sdb1 rw
24 22 0:41 / /media/partage rw - cifs //serveur/partage rw
25 22 8:33 / /mnt/carte ro - exfat /dev/sdc1 ro
26 22 0:50 / /run/media/camille/NTFS rw - fuseblk /dev/sdd1 rw
27 22 0:51 / /run/user/1000 rw - tmpfs tmpfs rw
28 22 8:49 / /home rw - ext4 /dev/sde1 rw
";

    #[test]
    fn sticks_are_known_by_their_device_or_by_where_they_are_mounted() {
        let found = sticks(SOME, |device| device == "8:33");
        let paths: Vec<&str> = found.iter().filter_map(|path| path.to_str()).collect();
        assert_eq!(
            paths,
            [
                "/media/camille/CLÉ USB",
                "/mnt/carte",
                "/run/media/camille/NTFS"
            ]
        );
    }

    /// A list that is empty because the table was not understood proves nothing: what this system has mounted is seen first.
    #[test]
    fn the_systems_own_disk_is_no_stick() -> std::io::Result<()> {
        let told = std::fs::read_to_string("/proc/mounts")?;
        let table = std::fs::read(TABLE)?;
        let points: Vec<PathBuf> = mounts(&table).map(|mount| mount.point).collect();
        for point in told.lines().filter_map(|line| line.split(' ').nth(1)) {
            // Blanks are escaped in the same way in both tables; how is tested beside the reader of ours.
            let is_plain = !point.contains('\\');
            assert!(
                !is_plain || points.iter().any(|seen| seen == Path::new(point)),
                "{point} is mounted and was not seen"
            );
        }
        // If every disk said that it can be pulled out, each of them would be a stick.
        let text = String::from_utf8_lossy(&table);
        let devices = text.lines().filter_map(|line| line.split(' ').nth(2));
        let of_a_disk = devices.filter(|device| !device.starts_with("0:")).count();
        let all = sticks(&table, |_| true);
        assert_eq!(all.is_empty(), of_a_disk == 0, "{all:?} of {text}");
        let own = plugged_in();
        assert!(
            own.iter().all(|drive| drive.path != Path::new("/")),
            "{own:?}"
        );
        Ok(())
    }

    #[test]
    fn a_partition_is_as_removable_as_its_disk() -> std::io::Result<()> {
        let system = tempfile::tempdir()?;
        let partition = system.path().join("devices/sdb/sdb1");
        std::fs::create_dir_all(&partition)?;
        std::fs::write(system.path().join("devices/sdb/removable"), "1\n")?;
        let devices = system.path().join("block");
        std::fs::create_dir(&devices)?;
        std::os::unix::fs::symlink(&partition, devices.join("8:17"))?;
        assert!(says_removable(&devices, "8:17"));
        assert!(!says_removable(&devices, "8:1"));
        std::fs::write(system.path().join("devices/sdb/removable"), "0\n")?;
        assert!(!says_removable(&devices, "8:17"));
        Ok(())
    }
}
