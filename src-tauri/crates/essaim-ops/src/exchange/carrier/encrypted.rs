//! Encryption by passphrase, in the format of age: anyone with the tool `age` and the passphrase can open the file too.

use std::fs::File;
use std::io::{self, Read, Seek, Write};

use age::armor::ArmoredReader;
use age::secrecy::SecretString;
use age::{Decryptor, Encryptor, scrypt};

use crate::OpError;
use crate::exchange::Progress;

/// How much work a passphrase takes to be tried: 2^17 rounds and 128 MiB, about half a second of an old computer.
const WORK: u8 = 17;
/// The most that a file may ask for: 256 MiB, what the tool `age` asks for.
const MOST_WORK: u8 = 18;
/// How many bytes are handled between two looks at whether the person wants to stop.
const PIECE: usize = 256 << 10;

/// Encrypts a whole file. Spaces around the passphrase are no part of it: no one sees them.
///
/// # Errors
/// A file cannot be read or written, or the person stopped it.
pub(in crate::exchange) fn encrypt(
    mut plain: &File,
    passphrase: &str,
    out: &File,
    progress: &dyn Progress,
) -> Result<(), Stopped> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase.trim().to_owned()));
    recipient.set_work_factor(WORK);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).map_err(io::Error::other)?;
    let mut writer = encryptor.wrap_output(out)?;
    copy(&mut plain, &mut writer, u64::MAX, progress)?;
    writer.finish()?.flush()?;
    Ok(())
}

/// Decrypts a file, at most so many bytes of it.
///
/// # Errors
/// The passphrase is another one, the file was altered, or holds more.
pub(super) fn decrypt(
    mut sealed: &File,
    passphrase: &str,
    out: &mut impl Write,
    most: u64,
    progress: &dyn Progress,
) -> Result<(), Stopped> {
    let mut reader = match opened(sealed, passphrase) {
        // Another program may have taken spaces around it for a part of it, or it was copied with some.
        Err(Stopped::WrongPassphrase) if passphrase.trim() != passphrase => {
            sealed.rewind()?;
            opened(sealed, passphrase.trim())?
        }
        other => other?,
    };
    copy(&mut reader, out, most, progress)
}

/// What is in a file, as far as the passphrase is the one.
fn opened<'f>(sealed: &'f File, passphrase: &str) -> Result<impl Read + use<'f>, Stopped> {
    let decryptor = Decryptor::new_buffered(ArmoredReader::new(io::BufReader::new(sealed)))?;
    if !decryptor.is_scrypt() {
        return Err(Stopped::OtherKey);
    }
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    Ok(decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity))?)
}

fn copy(
    from: &mut impl Read,
    to: &mut impl Write,
    most: u64,
    progress: &dyn Progress,
) -> Result<(), Stopped> {
    let mut piece = vec![0; PIECE];
    let mut copied = 0_u64;
    loop {
        if progress.is_cancelled() {
            return Err(Stopped::Cancelled);
        }
        let read = from.read(&mut piece).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Stopped::Altered,
            _ => Stopped::Io(error),
        })?;
        if read == 0 {
            return Ok(());
        }
        copied += read as u64;
        if copied > most {
            return Err(Stopped::TooLarge(copied));
        }
        to.write_all(&piece[..read])?;
    }
}

/// Why a file was not encrypted or decrypted to its end.
#[derive(Debug)]
pub(in crate::exchange) enum Stopped {
    Cancelled,
    /// Another passphrase.
    WrongPassphrase,
    /// Encrypted for a key, not with a passphrase.
    OtherKey,
    /// It asks for more work than is done for a file.
    TooMuchWork,
    Altered,
    /// So many bytes, and there are more.
    TooLarge(u64),
    Io(io::Error),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Stopped::Io(error)
    }
}

impl From<age::DecryptError> for Stopped {
    fn from(error: age::DecryptError) -> Self {
        use age::DecryptError as Error;
        match error {
            Error::DecryptionFailed | Error::KeyDecryptionFailed => Stopped::WrongPassphrase,
            Error::ExcessiveWork { .. } => Stopped::TooMuchWork,
            Error::NoMatchingKeys => Stopped::OtherKey,
            Error::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => Stopped::Io(error),
            _ => Stopped::Altered,
        }
    }
}

impl From<Stopped> for OpError {
    fn from(stopped: Stopped) -> Self {
        use essaim_bundle::{Alteration, Cap, Danger, Refusal};
        let what = || "age".to_owned();
        match stopped {
            Stopped::Cancelled => OpError::Cancelled,
            Stopped::WrongPassphrase => OpError::WrongPassphrase,
            Stopped::OtherKey => OpError::EncryptedForAKey,
            Stopped::TooMuchWork => Refusal::Dangerous {
                what: Some(what()),
                danger: Danger::Carrier,
            }
            .into(),
            Stopped::Altered => Refusal::Altered {
                what: what(),
                how: Alteration::Damaged,
            }
            .into(),
            Stopped::TooLarge(value) => Refusal::TooLarge {
                what: "file".to_owned(),
                cap: Cap::File,
                value,
                limit: value,
            }
            .into(),
            Stopped::Io(error) => Refusal::from(error).into(),
        }
    }
}
