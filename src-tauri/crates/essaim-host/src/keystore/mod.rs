//! Where secrets lie, outside the database and its backups: a folder that was named, or the system's keychain.

mod folder;
mod system;

use std::path::{Path, PathBuf};

use essaim_ops::machine::Keystore;

pub use folder::FolderKeystore;
pub use system::SystemKeystore;

/// The environment variable that names a folder of keys instead of the keychain.
pub const KEYSTORE_VARIABLE: &str = "ESSAIM_KEYSTORE";

/// Where new secrets go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeystoreKind {
    /// The system's keychain, by its name.
    Keychain(&'static str),
    /// A folder that someone named.
    NamedFolder(PathBuf),
    /// A folder of the user's local profile, because no keychain answers.
    LocalFolder(PathBuf),
    /// Nowhere: no keychain answers and the user has no local profile. Every use of the keystore says so.
    Nowhere,
}

/// The keystore: the folder given, else the one `ESSAIM_KEYSTORE` names, else the system's keychain.
pub fn keystore(folder: Option<&Path>) -> Box<dyn Keystore> {
    keystore_and_kind(folder).0
}

/// The same, with the kind it turned out to be, for those who tell people where keys lie.
pub fn keystore_and_kind(folder: Option<&Path>) -> (Box<dyn Keystore>, KeystoreKind) {
    let named = folder
        .map(Path::to_owned)
        .or_else(|| crate::places::named(std::env::var_os(KEYSTORE_VARIABLE)));
    match named {
        Some(folder) => {
            let kind = KeystoreKind::NamedFolder(folder.clone());
            (Box::new(FolderKeystore::new(folder)), kind)
        }
        None => {
            let system = SystemKeystore::open();
            let kind = system.kind();
            (Box::new(system), kind)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_folder_is_used_and_said() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let (store, kind) = keystore_and_kind(Some(folder.path()));
        assert_eq!(kind, KeystoreKind::NamedFolder(folder.path().to_owned()));
        store.save("device", b"seed")?;
        assert_eq!(
            keystore(Some(folder.path())).load("device")?.as_deref(),
            Some(b"seed".as_slice()),
            "what is kept in a named folder is found there again"
        );
        Ok(())
    }
}
