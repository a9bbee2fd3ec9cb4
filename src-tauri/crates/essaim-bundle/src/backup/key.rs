//! The backup key: its public half lies open in the workspace and is enough to write; its secret half is locked by a passphrase.

use std::io::{Read, Write};
use std::iter;

use age::secrecy::{ExposeSecret, SecretString};
use age::{Decryptor, Encryptor, scrypt, x25519};

use super::BackupError;

/// The work that each guess of a passphrase costs: 2^17 rounds of scrypt, 128 MiB.
const WORK: u8 = 17;
/// The most work that a file may ask of us.
const MOST_WORK: u8 = 20;

/// A backup key whose secret half is locked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedKey {
    /// The public half: `age1…`.
    pub recipient: String,
    /// The secret half, locked by the passphrase.
    pub locked: Vec<u8>,
}

impl LockedKey {
    /// A new key, locked by that passphrase.
    ///
    /// # Errors
    /// Out of memory: locking takes 128 MiB.
    pub fn new(passphrase: &str) -> Result<Self, BackupError> {
        let identity = x25519::Identity::generate();
        let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
        recipient.set_work_factor(WORK);
        let encryptor = Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
            .map_err(std::io::Error::other)?;
        let mut locked = Vec::new();
        let mut writer = encryptor.wrap_output(&mut locked)?;
        writer.write_all(identity.to_string().expose_secret().as_bytes())?;
        writer.finish()?;
        Ok(Self {
            recipient: identity.to_public().to_string(),
            locked,
        })
    }
}

/// The secret half.
pub(super) fn unlock(locked: &[u8], passphrase: &str) -> Result<x25519::Identity, BackupError> {
    let altered = BackupError::Altered("its key");
    let Ok(decryptor) = Decryptor::new(locked) else {
        return Err(altered);
    };
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
    identity.set_max_work_factor(MOST_WORK);
    let mut reader = match decryptor.decrypt(iter::once(&identity as &dyn age::Identity)) {
        Ok(reader) => reader,
        Err(age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed) => {
            return Err(BackupError::WrongPassphrase);
        }
        Err(_) => return Err(altered),
    };
    let mut text = String::new();
    let read = reader.read_to_string(&mut text).ok();
    read.and_then(|_| text.parse().ok()).ok_or(altered)
}
