//! Laying a bundle on a stick, into a folder or on another disk: under a temporary name, written out to the device, read back
//! from it and compared, and only then given its name. What is there already is never touched, but where a person chose to
//! replace it; then it is whole until the new one is.

use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Progress, SentPlace};
use crate::OpError;
use crate::error::Departure;
use crate::machine::FileSystem;

/// Where a bundle goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To this very file, which is replaced once the bundle is whole: on another disk than the workspace's, once it was read back.
    File(PathBuf),
    /// Into a folder, beside what is there, under this name or one with a number.
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The name.
        name: String,
        /// The removable drive it lies on, by name.
        drive: Option<String>,
    },
}

impl Target {
    /// The file that is asked for; where the name is taken, another one is given.
    pub(super) fn path(&self) -> PathBuf {
        match self {
            Target::File(file) => file.clone(),
            Target::Folder { folder, name, .. } => folder.join(name),
        }
    }

    /// How the register tells of it.
    pub(super) fn place(&self) -> SentPlace {
        match self {
            Target::File(_) => SentPlace::File,
            Target::Folder { drive: None, .. } => SentPlace::Folder,
            Target::Folder {
                drive: Some(name), ..
            } => SentPlace::Drive(name.clone()),
        }
    }
}

/// How many bytes are written between two looks at whether the person wants to stop.
const PIECE: usize = 1 << 20;
/// How many names are tried.
const MOST_NAMES: usize = 1000;

/// Lays a whole file into a folder. Gives its path.
///
/// # Errors
/// The place is full, read-only or gone, it keeps other bytes than it was given, or the person stopped it. Nothing stands
/// under the final name then, and what was there is as it was.
pub(super) fn deliver(
    files: &dyn FileSystem,
    whole: &File,
    folder: &Path,
    name: &str,
    progress: &dyn Progress,
) -> Result<PathBuf, OpError> {
    under_another_name(folder, name, |temporary| {
        copy(files, whole, folder, temporary, progress)?;
        settle(files, temporary, folder, name)
    })
}

/// Lays a whole file on another disk, under this very name.
///
/// # Errors
/// As [`deliver`]; what had the name is as it was then.
pub(super) fn deliver_as(
    files: &dyn FileSystem,
    whole: &File,
    target: &Path,
    progress: &dyn Progress,
) -> Result<(), OpError> {
    let folder = target.parent().unwrap_or(Path::new(""));
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    under_another_name(folder, &name, |temporary| {
        copy(files, whole, folder, temporary, progress)?;
        let replaced = files.replace(temporary, target);
        replaced.map_err(|error| place_error(folder, error))
    })
}

/// Does something with a temporary name in a folder; nothing stands under it when that fails.
fn under_another_name<T>(
    folder: &Path,
    name: &str,
    lay: impl FnOnce(&Path) -> Result<T, OpError>,
) -> Result<T, OpError> {
    let temporary = folder.join(format!(".{name}.part"));
    // A stick that was pulled out in the middle of it still holds the beginning.
    match std::fs::remove_file(&temporary) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(place_error(folder, error));
        }
        _ => {}
    }
    let laid = lay(&temporary);
    if laid.is_err() {
        drop(std::fs::remove_file(&temporary));
    }
    laid
}

fn copy(
    files: &dyn FileSystem,
    mut whole: &File,
    folder: &Path,
    temporary: &Path,
    progress: &dyn Progress,
) -> Result<(), OpError> {
    let gone = |error| place_error(folder, error);
    let total = whole.metadata().map_err(gone)?.len();
    whole.seek(SeekFrom::Start(0)).map_err(gone)?;
    let mut out = files.create(temporary).map_err(gone)?;
    let given = each_piece(&mut whole, folder, |piece, done| {
        if progress.is_cancelled() {
            return Err(OpError::Cancelled);
        }
        progress.report(done, total);
        out.write_all(piece).map_err(gone)
    })?;
    out.sync().map_err(gone)?;
    drop(out);
    let mut back = files.read_back(temporary).map_err(gone)?;
    let kept = each_piece(&mut back, folder, |_, _| {
        if progress.is_cancelled() {
            Err(OpError::Cancelled)
        } else {
            Ok(())
        }
    })?;
    if given == kept {
        Ok(())
    } else {
        Err(Departure::NotAsWritten(place(folder)).into())
    }
}

/// Hands over the bytes piece by piece, with how many there were; gives their hash.
fn each_piece(
    source: &mut dyn Read,
    folder: &Path,
    mut take: impl FnMut(&[u8], u64) -> Result<(), OpError>,
) -> Result<[u8; 32], OpError> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; PIECE];
    let mut done = 0;
    loop {
        let read = match source.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().into()),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(place_error(folder, error)),
        };
        done += read as u64;
        hasher.update(&buffer[..read]);
        take(&buffer[..read], done)?;
    }
}

/// Gives the file its name: the one asked for, or the first free one with a number.
fn settle(
    files: &dyn FileSystem,
    temporary: &Path,
    folder: &Path,
    name: &str,
) -> Result<PathBuf, OpError> {
    for number in 1..=MOST_NAMES {
        let target = folder.join(numbered(name, number));
        match files.settle(temporary, &target) {
            Ok(()) => return Ok(target),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(place_error(folder, error)),
        }
    }
    Err(place_error(folder, ErrorKind::AlreadyExists.into()))
}

/// `name.essaim`, `name (2).essaim`, …
fn numbered(name: &str, number: usize) -> String {
    if number == 1 {
        return name.to_owned();
    }
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem} ({number}).{ending}"),
        _ => format!("{name} ({number})"),
    }
}

/// What people call a place.
fn place(folder: &Path) -> String {
    let last = folder
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    last.unwrap_or_else(|| folder.display().to_string())
}

/// The sentence for what a stick or a folder can do to someone.
pub(crate) fn place_error(folder: &Path, error: std::io::Error) -> OpError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Departure::PlaceFull(place(folder)).into()
        }
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
            Departure::PlaceReadOnly(place(folder)).into()
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::StaleNetworkFileHandle => {
            Departure::PlaceGone(place(folder)).into()
        }
        _ if error.raw_os_error().is_some_and(is_gone) => {
            Departure::PlaceGone(place(folder)).into()
        }
        _ => OpError::file(folder, error),
    }
}

/// What systems say when a device is no longer there: input or output error, no such device (or address).
#[cfg(unix)]
pub(super) fn is_gone(code: i32) -> bool {
    matches!(code, 5 | 6 | 19)
}

/// Path not found, wrong disk, not ready, network name deleted, no medium, input or output error, device not connected.
#[cfg(not(unix))]
pub(super) fn is_gone(code: i32) -> bool {
    matches!(code, 3 | 21 | 34 | 55 | 64 | 1112 | 1117 | 1167)
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn numbers_go_before_the_ending() {
        assert_eq!(numbered("a.essaim", 1), "a.essaim");
        assert_eq!(numbered("Fiche 1.2.essaim", 3), "Fiche 1.2 (3).essaim");
        assert_eq!(numbered(".essaim", 2), ".essaim (2)");
    }
}
