//! Files for sticks and shares: created new, written through to the device, read back from it, named without replacing.

use std::fs::File;
use std::io::{Result, Write};
use std::path::Path;

use essaim_ops::machine::OutFile;

/// A file being written.
#[derive(Debug)]
pub(super) struct NewFile(File);

impl NewFile {
    /// Creates it; it must not be there yet.
    pub(super) fn create(path: &Path) -> Result<Self> {
        File::options()
            .write(true)
            .create_new(true)
            .open(path)
            .map(Self)
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }
}

impl OutFile for NewFile {
    fn sync(&mut self) -> Result<()> {
        self.0.sync_all()
    }
}

/// Opens a file that was written out and asks the system to forget what it remembers of it, so that the device is read.
#[cfg(target_os = "linux")]
pub(super) fn read_back(path: &Path) -> Result<File> {
    let file = File::open(path)?;
    // Advice: a file system that cannot follow it says so, and the bytes are then compared as the system has them.
    let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
    Ok(file)
}

/// macOS reads past its cache when told so by `F_NOCACHE`, Windows by a flag that wants aligned buffers: neither can be had
/// here without unsafe code. The file was written out and closed before; it is opened anew.
#[cfg(not(target_os = "linux"))]
pub(super) fn read_back(path: &Path) -> Result<File> {
    File::open(path)
}

/// Renames, unless the name is taken.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn settle(from: &Path, to: &Path) -> Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Old kernels, and the file systems of most sticks, do not know the flag.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => settle_looking(from, to),
        outcome => Ok(outcome?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn settle(from: &Path, to: &Path) -> Result<()> {
    settle_looking(from, to)
}

/// Looks first, then renames: nobody else writes this name at this moment, and nothing is deleted to make room.
fn settle_looking(from: &Path, to: &Path) -> Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(std::io::ErrorKind::AlreadyExists.into());
    }
    super::replace(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_stays_as_it_is() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (new, old) = (folder.path().join("new"), folder.path().join("old"));
        std::fs::write(&new, b"new")?;
        std::fs::write(&old, b"old")?;
        for settle in [settle, settle_looking] {
            let refused = settle(&new, &old).map_err(|error| error.kind());
            assert_eq!(refused, Err(std::io::ErrorKind::AlreadyExists));
            assert_eq!(std::fs::read(&old)?, b"old");
        }
        let free = folder.path().join("free");
        settle(&new, &free)?;
        assert_eq!(std::fs::read(&free)?, b"new");
        Ok(())
    }

    #[test]
    fn a_file_that_is_there_is_not_opened_for_writing() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("there");
        std::fs::write(&path, b"there")?;
        assert!(NewFile::create(&path).is_err());
        let mut again = String::new();
        std::io::Read::read_to_string(&mut read_back(&path)?, &mut again)?;
        assert_eq!(again, "there");
        Ok(())
    }
}
