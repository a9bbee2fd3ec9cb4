//! Which folder is followed, and with which key. A share or a synced folder is just what is wanted here.

use std::path::{Path, PathBuf};

use essaim_bundle::FolderKey;

use super::FOLDER;
use crate::error::Together;
use crate::{OpError, Workspace};

impl Workspace {
    /// The folder that is followed.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn shared_folder(&self) -> Result<Option<PathBuf>, OpError> {
        let kept = self.reader().view().meta(FOLDER)?;
        Ok(kept.filter(|path| !path.is_empty()).map(PathBuf::from))
    }

    /// Follows a folder from now on, or none. Nothing is taken out of the folder that was followed before.
    ///
    /// # Errors
    /// There is no such folder, it is the workspace's own, or this desktop has no key for it.
    pub fn follow(&self, folder: Option<&Path>) -> Result<(), OpError> {
        let kept = match folder {
            Some(folder) => self.checked(folder)?,
            None => String::new(),
        };
        let device = self.identity()?.device;
        let now_ms = self.machine().clock.now_ms();
        self.memory().done = None;
        self.writer().transaction(now_ms, |tx| {
            if tx.view().meta(FOLDER)?.as_deref() != Some(&kept) {
                tx.forget_shared(device)?;
            }
            Ok(tx.set_meta(FOLDER, &kept)?)
        })
    }

    fn checked(&self, folder: &Path) -> Result<String, OpError> {
        let shown = || folder.display().to_string();
        let whole = std::path::absolute(folder).map_err(|error| OpError::file(folder, error))?;
        if !whole.is_dir() {
            return Err(Together::NoSharedFolder(shown()).into());
        }
        let own = std::path::absolute(self.folder());
        let inside = own.is_ok_and(|own| whole.starts_with(&own) || own.starts_with(&whole));
        if inside {
            return Err(Together::OwnFolder(shown()).into());
        }
        self.folder_key()?;
        whole
            .into_os_string()
            .into_string()
            .map_err(|_| Together::NoSharedFolder(shown()).into())
    }

    /// The key that the organisation's desktops share. The desktop that holds the root needs no other secret; the others got
    /// it with their certificate.
    pub(crate) fn folder_key(&self) -> Result<FolderKey, OpError> {
        let name = folder_secret(&self.organisation()?.to_string());
        let keystore = &self.machine().keystore;
        let kept = keystore.load(&name)?.and_then(|s| s.try_into().ok());
        let secret = match kept {
            Some(secret) => secret,
            None => {
                let root = self.root_key().map_err(|error| match error {
                    OpError::KeysMissing => Together::FolderKeyMissing.into(),
                    other => other,
                })?;
                let secret = FolderKey::secret_of_root(&root.to_seed());
                keystore.save(&name, &secret)?;
                secret
            }
        };
        FolderKey::from_secret(&secret).map_err(|_| Together::FolderKeyMissing.into())
    }
}

/// Under this name the keystore keeps the key of an organisation's shared folder.
pub(crate) fn folder_secret(organisation: &str) -> String {
    format!("folder-{organisation}")
}
