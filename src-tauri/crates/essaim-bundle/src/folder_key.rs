//! The key with which the desktops of one organisation encrypt what they lay into a shared folder: an age identity that all
//! of them hold. Who the desktops are, and where the key is kept, is not its business.

use std::io::{self, Read, Write};
use std::iter;

pub use age::stream::{StreamReader, StreamWriter};
use bech32::{Bech32, Hrp};
use essaim_model::BlobHash;
use sha2::{Digest, Sha256};

/// What age calls its secret keys in text.
const SECRET: Hrp = Hrp::parse_unchecked("AGE-SECRET-KEY-");

/// A key that encrypts and decrypts: whoever holds it does both.
#[derive(Clone)]
pub struct FolderKey {
    secret: [u8; 32],
    identity: age::x25519::Identity,
}

impl FolderKey {
    /// From 32 secret bytes.
    ///
    /// # Errors
    /// The bytes make no key: none do in practice.
    pub fn from_secret(secret: &[u8; 32]) -> io::Result<Self> {
        let text = bech32::encode_upper::<Bech32>(SECRET, secret).map_err(io::Error::other)?;
        let identity = text.parse().map_err(io::Error::other)?;
        Ok(Self {
            secret: *secret,
            identity,
        })
    }

    /// The secret that follows from a root key's seed: a desktop that holds the root needs nothing else.
    pub fn secret_of_root(seed: &[u8; 32]) -> [u8; 32] {
        let digest = Sha256::new()
            .chain_update(b"essaim shared folder 1\0")
            .chain_update(seed);
        digest.finalize().into()
    }

    /// The secret bytes, for a keystore or an answer to a new desktop only.
    pub fn to_secret(&self) -> [u8; 32] {
        self.secret
    }

    /// The key as age takes it.
    pub(crate) fn identity(&self) -> &age::x25519::Identity {
        &self.identity
    }

    /// The public half, as age writes it.
    pub fn recipient(&self) -> String {
        self.identity.to_public().to_string()
    }

    /// Encrypts what is written into the result; it must be finished.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn encrypt<W: Write>(&self, output: W) -> io::Result<StreamWriter<W>> {
        encrypt(&self.identity.to_public(), output)
    }

    /// Decrypts; bytes that come out are those that went in, and an early end is an error.
    ///
    /// # Errors
    /// The input is not encrypted for this key, or cannot be read.
    pub fn decrypt<R: Read>(&self, input: R) -> io::Result<StreamReader<R>> {
        let invalid = |error: age::DecryptError| match error {
            age::DecryptError::Io(error) => error,
            other => io::Error::new(io::ErrorKind::InvalidData, other),
        };
        let decryptor = age::Decryptor::new(input).map_err(invalid)?;
        decryptor
            .decrypt(iter::once(&self.identity as &dyn age::Identity))
            .map_err(invalid)
    }

    /// The name of an attachment in a shared folder: only who holds the key can tell which file it is.
    pub fn name_of(&self, attachment: BlobHash) -> String {
        let digest = Sha256::new()
            .chain_update(b"essaim attachment name 1\0")
            .chain_update(self.secret)
            .chain_update(attachment.as_bytes());
        BlobHash(digest.finalize().into()).to_string()
    }
}

/// Encrypts for the holder of a key whose public half is given in age's text.
///
/// # Errors
/// The text is no public key, or the output cannot be written.
pub fn encrypt_for<W: Write>(recipient: &str, output: W) -> io::Result<StreamWriter<W>> {
    let recipient: age::x25519::Recipient = recipient
        .parse()
        .map_err(|reason: &str| io::Error::new(io::ErrorKind::InvalidData, reason))?;
    encrypt(&recipient, output)
}

fn encrypt<W: Write>(recipient: &age::x25519::Recipient, output: W) -> io::Result<StreamWriter<W>> {
    age::Encryptor::with_recipients(iter::once(recipient as &dyn age::Recipient))
        .map_err(io::Error::other)?
        .wrap_output(output)
}

impl std::fmt::Debug for FolderKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FolderKey(secret)")
    }
}

#[cfg(test)]
mod tests {
    use age::secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn what_was_encrypted_comes_back_and_nothing_else_does() -> io::Result<()> {
        let key = FolderKey::from_secret(&[7; 32])?;
        let mut writer = key.encrypt(Vec::new())?;
        writer.write_all("Conseil du 3 mars".as_bytes())?;
        let sealed = writer.finish()?;
        let open = |key: &FolderKey, bytes: &[u8]| {
            let mut text = Vec::new();
            key.decrypt(bytes)?.read_to_end(&mut text)?;
            Ok::<_, io::Error>(text)
        };
        assert_eq!(open(&key, &sealed)?, "Conseil du 3 mars".as_bytes());
        assert!(open(&FolderKey::from_secret(&[8; 32])?, &sealed).is_err());
        for length in 0..sealed.len() {
            assert!(open(&key, &sealed[..length]).is_err(), "cut at {length}");
        }
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            let opened = open(&key, &altered);
            assert!(opened.is_err(), "byte {at} was changed and nobody noticed");
        }
        Ok(())
    }

    #[test]
    fn a_key_of_age_has_the_text_of_age() -> io::Result<()> {
        let key = FolderKey::from_secret(&[7; 32])?;
        let text = key.identity.to_string();
        assert!(text.expose_secret().starts_with("AGE-SECRET-KEY-1"));
        assert!(key.recipient().starts_with("age1"));
        Ok(())
    }
}
