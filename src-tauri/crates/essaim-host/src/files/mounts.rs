//! Linux's table of mounted file systems, to know which folders lie on another machine, and where sticks are.

use std::ffi::OsStr;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// Where the kernel shows the table.
pub(crate) const TABLE: &str = "/proc/self/mountinfo";

/// File systems whose files lie on another machine. FUSE ones carry their kind after the point.
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "smb2",
    "ncpfs",
    "afs",
    "ceph",
    "coda",
    "davfs",
    "fuse.sshfs",
    "fuse.davfs",
    "fuse.davfs2",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.smbnetfs",
    "fuse.curlftpfs",
    "fuse.glusterfs",
    "fuse.s3fs",
    "fuse.onedriver",
    "fuse.google-drive-ocamlfuse",
    "fuse.kio-fuse",
    "glusterfs",
    "lustre",
    "beegfs",
    "gpfs",
    "ocfs2",
    "gfs2",
    "9p",
    "vboxsf",
    "fuse.vmhgfs-fuse",
    "prl_fs",
];

/// Whether a path (without links) lies on another machine, by the lines of `/proc/self/mountinfo`.
pub(super) fn is_network(table: &[u8], path: &Path) -> bool {
    mounts(table)
        .filter(|mount| path.starts_with(&mount.point))
        // The deepest mount point holds the path; of several at one point, the last one covers the others.
        .max_by_key(|mount| mount.point.components().count())
        .is_some_and(|mount| NETWORK.iter().any(|name| OsStr::new(name) == mount.kind))
}

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mount<'t> {
    /// The device's numbers: `8:17`.
    pub(crate) device: &'t str,
    /// Where it is mounted.
    pub(crate) point: PathBuf,
    /// The file system's type.
    pub(crate) kind: &'t OsStr,
}

/// The lines that can be understood.
pub(crate) fn mounts(table: &[u8]) -> impl Iterator<Item = Mount<'_>> {
    table.split(|b| *b == b'\n').filter_map(mount)
}

/// A line: the device is the third word, the mount point the fifth, the type the first one after the hyphen.
fn mount(line: &[u8]) -> Option<Mount<'_>> {
    let mut words = line.split(|b| *b == b' ');
    let device = std::str::from_utf8(words.nth(2)?).ok()?;
    let point = words.nth(1)?;
    let kind = words.skip_while(|word| *word != b"-").nth(1)?;
    Some(Mount {
        device,
        point: PathBuf::from(std::ffi::OsString::from_vec(unescaped(point))),
        kind: OsStr::from_bytes(kind),
    })
}

/// Blanks and backslashes are written as three octal digits.
fn unescaped(word: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'\\')
            .then(|| after.get(..3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        out.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[3..] } else { after };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOME: &[u8] = b"22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:40 / /home/agent/Partage rw - cifs //serveur/partage rw
24 22 0:41 / /mnt/le\\040service rw shared:3 master:1 - nfs4 serveur:/x rw
25 22 0:42 / /mnt/auto rw - autofs systemd-1 rw
26 25 0:43 / /mnt/auto rw - fuse.sshfs agent@serveur: rw
27 23 8:2 / /home/agent/Partage/disque rw - ext4 /dev/sdb1 rw
28 22 0:44 / /mnt/stick rw - fuseblk /dev/sdc1 rw
";

    #[test]
    fn the_deepest_mount_decides() {
        let network = |path: &str| is_network(SOME, Path::new(path));
        assert!(!network("/home/agent/Essaim"));
        assert!(network("/home/agent/Partage/Essaim"));
        assert!(network("/home/agent/Partage"));
        assert!(
            !network("/home/agent/Partage-local"),
            "a beginning of a name is not a folder"
        );
        assert!(
            !network("/home/agent/Partage/disque/Essaim"),
            "a disk below a share is a disk"
        );
    }

    #[test]
    fn blanks_and_layers_are_understood() {
        let network = |path: &str| is_network(SOME, Path::new(path));
        assert!(network("/mnt/le service/Essaim"));
        assert!(network("/mnt/auto/Essaim"), "the last mount covers");
        assert!(!network("/mnt/stick/Essaim"), "NTFS on a stick is local");
    }

    #[test]
    fn a_strange_table_means_nothing() {
        for table in [
            &b""[..],
            b"\n\n",
            b"1 2 3 4 /",
            b"1 2 3 4 / rw -",
            b"\\ \\0 \xff",
        ] {
            assert!(!is_network(table, Path::new("/home")));
        }
    }
}
