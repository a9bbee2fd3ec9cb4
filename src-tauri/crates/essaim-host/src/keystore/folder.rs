//! A keystore that is a folder: one file a secret, readable by its owner alone.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use essaim_ops::machine::{Keystore, KeystoreError};

use crate::files;

/// One file a secret, `<name>.key`. Created with its folder when the first secret is kept.
#[derive(Debug, Clone)]
pub struct FolderKeystore {
    folder: PathBuf,
}

impl FolderKeystore {
    /// The keystore in that folder, which need not exist yet.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether there is a file of that name and ending.
    pub(super) fn has(&self, name: &str, ending: &str) -> Result<bool, KeystoreError> {
        let path = self.path(name, ending)?;
        path.try_exists().map_err(|error| failed(&path, &error))
    }

    /// Writes a file completely, then gives it its name; on return both outlive a crash.
    pub(super) fn write(
        &self,
        name: &str,
        ending: &str,
        bytes: &[u8],
    ) -> Result<(), KeystoreError> {
        let path = self.path(name, ending)?;
        create_private(&self.folder)
            .and_then(|()| {
                // Temporary files of this crate are readable by their owner alone.
                let mut file = tempfile::Builder::new()
                    .prefix(".new-")
                    .tempfile_in(&self.folder)?;
                file.write_all(bytes)?;
                file.as_file().sync_all()?;
                files::replace(&file.into_temp_path(), &path)?;
                files::sync_folder(&self.folder)
            })
            .map_err(|error| failed(&path, &error))
    }

    fn path(&self, name: &str, ending: &str) -> Result<PathBuf, KeystoreError> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if (1..=100).contains(&name.len()) && name.bytes().all(plain) {
            // The ending keeps `con` and the like from being devices' names on Windows.
            Ok(self.folder.join(format!("secret-{name}.{ending}")))
        } else {
            Err(KeystoreError(format!("{name:?} cannot name a secret")))
        }
    }
}

impl Keystore for FolderKeystore {
    fn load(&self, name: &str) -> Result<Option<Vec<u8>>, KeystoreError> {
        let path = self.path(name, "key")?;
        match std::fs::read(&path) {
            Ok(secret) => Ok(Some(secret)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(&path, &error)),
        }
    }

    fn save(&self, name: &str, secret: &[u8]) -> Result<(), KeystoreError> {
        self.write(name, "key", secret)
    }
}

fn failed(path: &Path, error: &std::io::Error) -> KeystoreError {
    KeystoreError(format!("{}: {error}", path.display()))
}

/// Makes the folder, for its owner alone where the system knows owners; one that exists is left as it is.
fn create_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Tried = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn a_secret_is_found_again_and_the_last_one_kept_wins() -> Tried {
        let place = tempfile::tempdir()?;
        let store = FolderKeystore::new(place.path().join("é à/keys"));
        assert_eq!(
            store.load("device")?,
            None,
            "a keystore that does not exist yet is empty"
        );
        store.save("device", &[1, 0, 255])?;
        store.save("device", &[2])?;
        store.save("root-1", b"other")?;
        assert_eq!(store.load("device")?, Some(vec![2]));
        assert_eq!(store.load("root-1")?, Some(b"other".to_vec()));
        let files = std::fs::read_dir(store.folder())?.count();
        assert_eq!(files, 2, "no temporary file stays");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_the_folder_or_a_secret() -> Tried {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir()?;
        let store = FolderKeystore::new(place.path().join("keys"));
        store.save("device", b"first")?;
        store.save("device", b"second")?;
        let mode = |path: &Path| Ok::<_, std::io::Error>(path.metadata()?.permissions().mode());
        assert_eq!(mode(store.folder())? & 0o777, 0o700);
        assert_eq!(mode(&store.path("device", "key")?)? & 0o777, 0o600);
        Ok(())
    }

    #[test]
    fn a_name_never_leaves_the_folder() -> Tried {
        let place = tempfile::tempdir()?;
        let store = FolderKeystore::new(place.path().join("keys"));
        let long = "a".repeat(101);
        for name in ["", "../x", "a/b", "A", "é", "a.b", long.as_str()] {
            assert!(store.save(name, b"x").is_err(), "{name:?} must be refused");
            assert!(store.load(name).is_err(), "{name:?} must be refused");
        }
        assert_eq!(std::fs::read_dir(place.path())?.count(), 0);
        Ok(())
    }

    #[test]
    fn what_cannot_be_read_is_an_error_and_not_an_absence() -> Tried {
        let place = tempfile::tempdir()?;
        let store = FolderKeystore::new(place.path().to_owned());
        std::fs::create_dir(store.path("device", "key")?)?;
        assert!(
            store.load("device").is_err(),
            "taking it for absent would make a second identity"
        );
        Ok(())
    }
}
