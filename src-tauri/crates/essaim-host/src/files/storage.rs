//! What a folder lies on: a disk of this machine, a network share, or a folder that is copied elsewhere.

use std::path::{Path, PathBuf};

use essaim_ops::machine::Storage;

use super::synced;

/// What kind of storage a folder, which need not exist yet, lies on.
///
/// A share that is also synced counts as a share: it is the worse of the two for a database.
pub(super) fn of(folder: &Path) -> Storage {
    let whole = resolved(folder);
    if is_network(&whole) || is_share_path(folder) {
        return Storage::Network;
    }
    let surroundings = synced::Surroundings::of_this_user();
    synced::name(&whole, &surroundings)
        .or_else(|| synced::name(folder, &surroundings))
        .map_or(Storage::Local, Storage::Synced)
}

/// Whether both lie on one file system, and that is of this machine. What cannot be told is no.
pub(super) fn are_beside(file: &Path, folder: &Path) -> bool {
    !is_network(&resolved(file)) && disk(file).is_some_and(|one| disk(folder) == Some(one))
}

#[cfg(unix)]
fn disk(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|told| told.dev())
}

/// The drive, links followed.
#[cfg(not(unix))]
fn disk(path: &Path) -> Option<std::ffi::OsString> {
    use std::path::Component;
    match path.canonicalize().ok()?.components().next()? {
        Component::Prefix(prefix) => Some(prefix.as_os_str().to_owned()),
        _ => None,
    }
}

/// The path without links, as far as it exists. On Windows this turns a mapped drive letter into its `\\server\share`.
fn resolved(folder: &Path) -> PathBuf {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    for existing in whole.ancestors() {
        if let (Ok(real), Ok(rest)) = (existing.canonicalize(), whole.strip_prefix(existing)) {
            return real.join(rest);
        }
    }
    whole
}

/// Whether the path names a Windows share: `\\server\share` or `\\?\UNC\server\share`.
#[cfg(windows)]
fn is_share_path(path: &Path) -> bool {
    use std::path::{Component, Prefix};
    let Some(Component::Prefix(prefix)) = path.components().next() else {
        return false;
    };
    matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
}

#[cfg(not(windows))]
fn is_share_path(_: &Path) -> bool {
    false
}

#[cfg(windows)]
fn is_network(whole: &Path) -> bool {
    is_share_path(whole)
}

#[cfg(target_os = "linux")]
fn is_network(whole: &Path) -> bool {
    // A system without this file has no mounts to tell of.
    std::fs::read(super::mounts::TABLE).is_ok_and(|table| super::mounts::is_network(&table, whole))
}

#[cfg(target_os = "macos")]
fn is_network(whole: &Path) -> bool {
    const SHARES: &[&[u8]] = &[b"smbfs", b"nfs", b"afpfs", b"webdav", b"ftp", b"cifs"];
    let Some(Ok(disk)) = whole
        .ancestors()
        .find(|folder| folder.exists())
        .map(|folder| rustix::fs::statfs(folder))
    else {
        return false;
    };
    let name: Vec<u8> = disk
        .f_fstypename
        .iter()
        .take_while(|letter| **letter != 0)
        .map(|letter| letter.to_ne_bytes()[0])
        .collect();
    SHARES.contains(&name.as_slice()) || name.ends_with(b"fuse") || name.starts_with(b"fuse")
}

#[cfg(not(any(windows, target_os = "linux", target_os = "macos")))]
fn is_network(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_folder_is_on_this_machine_even_before_it_exists() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        assert_eq!(of(folder.path()), Storage::Local);
        assert_eq!(of(&folder.path().join("not/yet/there")), Storage::Local);
        Ok(())
    }

    #[test]
    fn a_marked_folder_is_synced_and_so_is_what_lies_below() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        std::fs::create_dir(folder.path().join(".stfolder"))?;
        let below = folder.path().join("Service/Essaim");
        assert_eq!(of(&below), Storage::Synced("Syncthing".to_owned()));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_synced_folder_does_not_hide_it() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let synced = folder.path().join("OneDrive - Ville de Roubaix");
        std::fs::create_dir(&synced)?;
        let link = folder.path().join("Documents");
        std::os::unix::fs::symlink(&synced, &link)?;
        assert_eq!(
            of(&link.join("Essaim")),
            Storage::Synced("OneDrive".to_owned())
        );
        Ok(())
    }

    #[cfg(windows)]
    #[test]
    fn a_share_is_known_by_its_path() {
        for share in [
            r"\\serveur\partage\Essaim",
            r"\\?\UNC\serveur\partage\Essaim",
        ] {
            assert_eq!(of(Path::new(share)), Storage::Network, "{share}");
        }
        assert!(!is_share_path(Path::new(r"\\?\C:\Users\agent")));
    }
}
