//! Making what was written outlive a crash or a power cut: one call for a whole file system where the system has one.

use std::collections::BTreeSet;
use std::io::Result;
use std::path::{Path, PathBuf};

/// Up to this many files are written out one by one: a whole file system may hold much that is not ours.
#[cfg(target_os = "linux")]
const FEW: usize = 8;

/// Makes these files, and their places in their folders, outlive a crash.
///
/// # Errors
/// A file or a folder could not be written out.
pub(super) fn sync_all(files: &[PathBuf]) -> Result<()> {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    #[cfg(target_os = "linux")]
    if files.len() > FEW && sync_file_systems(&folders)? {
        return Ok(());
    }
    files.iter().try_for_each(|file| sync_file(file))?;
    folders.into_iter().try_for_each(sync_folder)
}

/// Makes the names in a folder outlive a crash. Windows writes them with the files.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> Result<()> {
    open_folder(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> Result<()> {
    Ok(())
}

#[cfg(unix)]
fn open_folder(folder: &Path) -> Result<std::fs::File> {
    let here = Path::new(".");
    std::fs::File::open(if folder.as_os_str().is_empty() {
        here
    } else {
        folder
    })
}

/// Windows writes a file out only for those who may write to it.
fn sync_file(file: &Path) -> Result<()> {
    std::fs::OpenOptions::new()
        .read(true)
        .write(cfg!(windows))
        .open(file)?
        .sync_all()
}

/// Writes out each file system that the folders lie on, once. `false` where the kernel has no such call.
#[cfg(target_os = "linux")]
fn sync_file_systems(folders: &BTreeSet<&Path>) -> Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let mut done = BTreeSet::new();
    for folder in folders {
        let folder = open_folder(folder)?;
        if done.insert(folder.metadata()?.dev()) {
            match rustix::fs::syncfs(&folder) {
                Ok(()) => {}
                Err(rustix::io::Errno::NOSYS | rustix::io::Errno::INVAL) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(folder: &Path, count: usize) -> Result<Vec<PathBuf>> {
        (0..count)
            .map(|i| {
                let sub = folder.join(format!("{:02x}", i % 4));
                std::fs::create_dir_all(&sub)?;
                let file = sub.join(i.to_string());
                std::fs::write(&file, vec![7; 100])?;
                Ok(file)
            })
            .collect()
    }

    #[test]
    fn few_files_and_many_are_written_out() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for count in [0, 1, 3, 40] {
            sync_all(&written(folder.path(), count)?)?;
        }
        Ok(())
    }

    #[test]
    fn a_file_that_is_not_there_was_not_written_out() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let missing = folder.path().join("missing");
        assert!(
            sync_all(&[missing]).is_err(),
            "saying otherwise would be a lie"
        );
        let elsewhere: Vec<PathBuf> = (0..40)
            .map(|i| folder.path().join("no-folder").join(i.to_string()))
            .collect();
        assert!(sync_all(&elsewhere).is_err());
        Ok(())
    }
}
