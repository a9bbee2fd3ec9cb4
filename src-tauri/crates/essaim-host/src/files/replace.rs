//! Renaming over an existing file. On Windows an antivirus or an indexer may hold a new file for a moment: that is waited out.

use std::io::Result;
use std::path::Path;
use std::time::Duration;

/// The waits between tries, in milliseconds: about a second in all.
const WAITS: &[u64] = &[10, 20, 40, 60, 80, 100, 100, 100, 100, 100, 100, 100, 100];

/// Renames over an existing file, never deleting it first.
///
/// # Errors
/// The rename failed; the source is still where it was, and so is the target.
pub(crate) fn replace(from: &Path, to: &Path) -> Result<()> {
    patiently(|| std::fs::rename(from, to), is_held, std::thread::sleep)
}

/// Access denied (5) and sharing violation (32) are what a scanner causes; every other error is final.
fn is_held(code: i32) -> bool {
    cfg!(windows) && matches!(code, 5 | 32)
}

fn patiently(
    mut rename: impl FnMut() -> Result<()>,
    is_held: impl Fn(i32) -> bool,
    mut wait: impl FnMut(Duration),
) -> Result<()> {
    for milliseconds in WAITS {
        match rename() {
            Err(error) if error.raw_os_error().is_some_and(&is_held) => {
                wait(Duration::from_millis(*milliseconds));
            }
            settled => return settled,
        }
    }
    rename()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Error;

    fn as_on_windows(code: i32) -> bool {
        matches!(code, 5 | 32)
    }

    #[test]
    fn a_file_that_is_let_go_is_replaced() {
        let (mut tries, mut waits) = (0, Vec::new());
        let outcome = patiently(
            || {
                tries += 1;
                match tries {
                    1 => Err(Error::from_raw_os_error(32)),
                    2 => Err(Error::from_raw_os_error(5)),
                    _ => Ok(()),
                }
            },
            as_on_windows,
            |wait| waits.push(wait.as_millis()),
        );
        assert!(outcome.is_ok());
        assert_eq!(waits, [10, 20], "from 10 milliseconds on, growing");
    }

    #[test]
    fn a_file_that_is_never_let_go_is_an_error_after_all_waits() {
        let mut waits = Vec::new();
        let outcome = patiently(
            || Err(Error::from_raw_os_error(32)),
            as_on_windows,
            |wait| waits.push(wait.as_millis()),
        );
        assert_eq!(outcome.map_err(|error| error.raw_os_error()), Err(Some(32)));
        assert_eq!(waits.len(), WAITS.len());
        assert!(waits.iter().all(|wait| (10..=100).contains(wait)));
    }

    #[test]
    fn any_other_error_is_final_at_once() {
        let mut tries = 0;
        let outcome = patiently(
            || {
                tries += 1;
                Err(Error::from_raw_os_error(2))
            },
            as_on_windows,
            |_| {},
        );
        assert!(outcome.is_err() && tries == 1);
    }

    #[test]
    fn a_failed_rename_leaves_both_files() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (from, to) = (folder.path().join("new"), folder.path().join("old"));
        std::fs::write(&to, b"old")?;
        assert!(replace(&from, &to).is_err(), "there is nothing to rename");
        assert_eq!(std::fs::read(&to)?, b"old");
        std::fs::write(&from, b"new")?;
        replace(&from, &to)?;
        assert_eq!(std::fs::read(&to)?, b"new");
        assert!(!from.exists());
        Ok(())
    }
}
