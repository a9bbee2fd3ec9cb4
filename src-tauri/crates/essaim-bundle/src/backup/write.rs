//! Writing a backup, in one pass and in bounded memory. Flushing to the disk and the file's name are the caller's.

use std::io::{self, Read, Write};
use std::iter;

use age::Encryptor;
use age::stream::StreamWriter;
use sha2::{Digest, Sha256};

use super::{
    About, BackupError, FileLine, Header, LockedKey, MAGIC, Opening, SEAL, Secrets, Step, VERSION,
    hex,
};

/// A backup under way. Without [`BackupWriter::finish`] what was written is no backup.
pub struct BackupWriter<W: Write> {
    stream: StreamWriter<Hashed<W>>,
    left: u32,
}

impl<W: Write> BackupWriter<W> {
    /// Writes the header and begins the encrypted part, which will hold so many files.
    ///
    /// # Errors
    /// The output cannot be written, or the key is none.
    pub fn begin(
        out: W,
        about: &About,
        key: &LockedKey,
        secrets: &Secrets,
        files: u32,
    ) -> Result<Self, BackupError> {
        let mut out = Hashed::new(out);
        let header = Header {
            about: about.clone(),
            key: key.locked.len(),
        };
        out.write_all(format!("{MAGIC}{VERSION}\n").as_bytes())?;
        write_line(&mut out, &header)?;
        out.write_all(&key.locked)?;
        let opening = Opening {
            before: hex(&out.digest.clone().finalize()),
            secrets: secrets.clone(),
            files,
        };
        let recipient: age::x25519::Recipient = key.recipient.parse().map_err(io::Error::other)?;
        let encryptor = Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
            .map_err(io::Error::other)?;
        let mut stream = encryptor.wrap_output(out)?;
        write_line(&mut stream, &opening)?;
        Ok(Self {
            stream,
            left: files,
        })
    }

    /// The next file: exactly `size` bytes with that hash.
    ///
    /// # Errors
    /// The content is not that long, cannot be read, or the output cannot be written; or the person stopped it.
    pub fn file(
        &mut self,
        path: &str,
        size: u64,
        sha256: &[u8],
        content: &mut dyn Read,
        step: Step<'_>,
    ) -> Result<(), BackupError> {
        let line = FileLine {
            path: path.to_owned(),
            size,
            sha256: hex(sha256),
        };
        write_line(&mut self.stream, &line)?;
        let mut buffer = vec![0; 128 << 10];
        let (mut content, mut written) = (content.take(size), 0);
        while written < size {
            let read = content.read(&mut buffer)?;
            if read == 0 {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            }
            self.stream.write_all(&buffer[..read])?;
            written += read as u64;
            if !step(read as u64) {
                return Err(BackupError::Cancelled);
            }
        }
        self.left = self.left.saturating_sub(1);
        Ok(())
    }

    /// Ends it with its seal. Gives the output, its length and the SHA-256 of all of it.
    ///
    /// # Errors
    /// The output cannot be written, or fewer files came than were announced.
    pub fn finish(self) -> Result<(W, u64, [u8; 32]), BackupError> {
        if self.left > 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        let mut out = self.stream.finish()?;
        let seal = format!("{SEAL}{}\n", hex(&out.digest.clone().finalize()));
        out.write_all(seal.as_bytes())?;
        out.flush()?;
        Ok((out.inner, out.length, out.digest.finalize().into()))
    }
}

fn write_line(out: &mut dyn Write, line: &impl serde::Serialize) -> Result<(), BackupError> {
    let mut bytes = serde_json::to_vec(line).map_err(io::Error::other)?;
    bytes.push(b'\n');
    Ok(out.write_all(&bytes)?)
}

/// Counts and hashes what goes through.
struct Hashed<W> {
    inner: W,
    digest: Sha256,
    length: u64,
}

impl<W> Hashed<W> {
    fn new(inner: W) -> Self {
        Self {
            inner,
            digest: Sha256::new(),
            length: 0,
        }
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
