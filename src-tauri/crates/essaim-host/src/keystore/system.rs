//! The system's keychain: Credential Manager, Keychain, Secret Service. Where none answers, a folder of the local profile.
//!
//! A secret lives where it was first kept. One that went into the keychain leaves a mark (no secret) in the folder, so that
//! a session without keychain says "your keychain does not answer" and never takes the key for lost.

use essaim_ops::machine::{Keystore, KeystoreError};

use super::{FolderKeystore, KeystoreKind};

/// The name under which the keychain lists our secrets.
const SERVICE: &str = "Essaim";
/// The ending of the mark that a secret lies in the keychain.
const MARK: &str = "in-keychain";

/// What we ask of a keychain.
pub(super) trait Keychain: Send + Sync {
    /// The secret of that name; `None` when there is none.
    fn load(&self, name: &str) -> Result<Option<Vec<u8>>, String>;
    /// Keeps a secret.
    fn save(&self, name: &str, secret: &[u8]) -> Result<(), String>;
}

/// The user's keychain, with the folder that stands in for it.
pub struct SystemKeystore {
    keychain: Option<Box<dyn Keychain>>,
    folder: Option<FolderKeystore>,
}

impl SystemKeystore {
    /// Asks the system's keychain once whether it answers.
    pub fn open() -> Self {
        let candidate = Platform;
        let answers = candidate.load("answers").is_ok();
        Self {
            keychain: answers.then(|| Box::new(candidate) as Box<dyn Keychain>),
            folder: crate::places::default_keys().map(FolderKeystore::new),
        }
    }

    /// Where new secrets go.
    pub fn kind(&self) -> KeystoreKind {
        match (&self.keychain, &self.folder) {
            (Some(_), _) => KeystoreKind::Keychain(KEYCHAIN_NAME),
            (None, Some(folder)) => KeystoreKind::LocalFolder(folder.folder().to_owned()),
            (None, None) => KeystoreKind::Nowhere,
        }
    }

    fn is_marked(&self, name: &str) -> Result<bool, KeystoreError> {
        self.folder
            .as_ref()
            .map_or(Ok(false), |folder| folder.has(name, MARK))
    }

    fn in_folder(&self, name: &str) -> Result<Option<Vec<u8>>, KeystoreError> {
        self.folder
            .as_ref()
            .map_or(Ok(None), |folder| folder.load(name))
    }
}

impl Keystore for SystemKeystore {
    fn load(&self, name: &str) -> Result<Option<Vec<u8>>, KeystoreError> {
        if let Some(secret) = self.in_folder(name)? {
            return Ok(Some(secret));
        }
        match &self.keychain {
            Some(keychain) => keychain.load(name).map_err(KeystoreError),
            None if self.is_marked(name)? => Err(silent()),
            None if self.folder.is_none() => Err(nowhere()),
            None => Ok(None),
        }
    }

    fn save(&self, name: &str, secret: &[u8]) -> Result<(), KeystoreError> {
        if let Some(folder) = &self.folder
            && folder.has(name, "key")?
        {
            return folder.save(name, secret);
        }
        let marked = self.is_marked(name)?;
        let kept = match &self.keychain {
            Some(keychain) => keychain.save(name, secret).map_err(KeystoreError),
            None => Err(silent()),
        };
        match (kept, &self.folder) {
            (Ok(()), Some(folder)) if !marked => folder.write(name, MARK, b""),
            (Ok(()), _) => Ok(()),
            // A keychain that is locked at the first start must not keep anyone from starting.
            (Err(_), Some(folder)) if !marked => folder.save(name, secret),
            (Err(error), _) => Err(error),
        }
    }
}

fn silent() -> KeystoreError {
    KeystoreError(format!(
        "the key was kept in {KEYCHAIN_NAME}, which does not answer in this session"
    ))
}

fn nowhere() -> KeystoreError {
    KeystoreError("no keychain answers and there is no local profile; name a folder".to_owned())
}

#[cfg(target_os = "windows")]
const KEYCHAIN_NAME: &str = "Credential Manager";
#[cfg(target_os = "macos")]
const KEYCHAIN_NAME: &str = "Keychain";
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
const KEYCHAIN_NAME: &str = "Secret Service";

/// The keychain of this platform.
struct Platform;

impl Keychain for Platform {
    fn load(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        apart(|| match keyring::Entry::new(SERVICE, name)?.get_secret() {
            Ok(secret) => Ok(Some(secret)),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn save(&self, name: &str, secret: &[u8]) -> Result<(), String> {
        apart(|| keyring::Entry::new(SERVICE, name)?.set_secret(secret))
    }
}

/// Runs it on a thread of its own: the Secret Service's client blocks, which an asynchronous caller's thread may not.
fn apart<T: Send>(work: impl FnOnce() -> keyring::Result<T> + Send) -> Result<T, String> {
    std::thread::scope(|scope| scope.spawn(work).join())
        .map_err(|_| "the keychain's client failed".to_owned())?
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex};

    type Tried = Result<(), Box<dyn std::error::Error>>;

    /// A keychain in memory, because tests never touch the user's own.
    #[derive(Clone, Default)]
    struct InMemory {
        secrets: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
        locked: bool,
    }

    impl Keychain for InMemory {
        fn load(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
            Ok(self.secrets.lock().unwrap().get(name).cloned())
        }
        fn save(&self, name: &str, secret: &[u8]) -> Result<(), String> {
            if self.locked {
                return Err("locked".to_owned());
            }
            self.secrets
                .lock()
                .unwrap()
                .insert(name.to_owned(), secret.to_vec());
            Ok(())
        }
    }

    struct Place {
        folder: tempfile::TempDir,
        keychain: InMemory,
    }

    impl Place {
        fn new() -> std::io::Result<Self> {
            Ok(Self {
                folder: tempfile::tempdir()?,
                keychain: InMemory::default(),
            })
        }

        fn store(&self, keychain: Option<InMemory>) -> SystemKeystore {
            SystemKeystore {
                keychain: keychain.map(|keychain| Box::new(keychain) as Box<dyn Keychain>),
                folder: Some(FolderKeystore::new(self.folder.path().to_owned())),
            }
        }

        fn session(&self) -> SystemKeystore {
            self.store(Some(self.keychain.clone()))
        }

        fn session_without_keychain(&self) -> SystemKeystore {
            self.store(None)
        }
    }

    #[test]
    fn a_secret_goes_into_the_keychain_and_not_into_a_file() -> Tried {
        let place = Place::new()?;
        place.session().save("device", b"unique seed")?;
        assert_eq!(
            place.session().load("device")?,
            Some(b"unique seed".to_vec())
        );
        for file in std::fs::read_dir(place.folder.path())? {
            assert_eq!(
                std::fs::read(file?.path())?,
                b"",
                "only an empty mark lies in the folder"
            );
        }
        Ok(())
    }

    #[test]
    fn a_silent_keychain_is_an_error_for_the_keys_it_holds() -> Tried {
        let place = Place::new()?;
        place.session().save("device", b"seed")?;
        let without = place.session_without_keychain();
        assert!(
            without.load("device").is_err(),
            "taking it for absent would re-make the device"
        );
        assert!(
            without.save("device", b"other").is_err(),
            "a second key of the same name would split the device"
        );
        assert_eq!(without.load("unknown")?, None);
        assert_eq!(place.session().load("device")?, Some(b"seed".to_vec()));
        Ok(())
    }

    #[test]
    fn a_secret_stays_where_it_was_first_kept() -> Tried {
        let place = Place::new()?;
        place.session_without_keychain().save("device", b"1")?;
        assert_eq!(
            place.session().load("device")?,
            Some(b"1".to_vec()),
            "a keychain that answers later does not hide it"
        );
        place.session().save("device", b"2")?;
        assert_eq!(
            place.session_without_keychain().load("device")?,
            Some(b"2".to_vec())
        );
        assert_eq!(place.keychain.load("device")?, None);
        Ok(())
    }

    #[test]
    fn a_locked_keychain_does_not_keep_anyone_from_starting() -> Tried {
        let place = Place::new()?;
        let locked = InMemory {
            locked: true,
            ..place.keychain.clone()
        };
        place.store(Some(locked)).save("device", b"seed")?;
        assert_eq!(place.session().load("device")?, Some(b"seed".to_vec()));
        Ok(())
    }

    #[test]
    fn the_kind_says_where_new_secrets_go() -> Tried {
        let place = Place::new()?;
        assert_eq!(
            place.session().kind(),
            KeystoreKind::Keychain(KEYCHAIN_NAME)
        );
        assert_eq!(
            place.session_without_keychain().kind(),
            KeystoreKind::LocalFolder(place.folder.path().to_owned())
        );
        let nowhere = SystemKeystore {
            keychain: None,
            folder: None,
        };
        assert_eq!(nowhere.kind(), KeystoreKind::Nowhere);
        assert!(nowhere.load("device").is_err() && nowhere.save("device", b"x").is_err());
        Ok(())
    }
}
