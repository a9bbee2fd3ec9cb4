//! Reading a backup: its seal first, then its header, then piece by piece what the passphrase opens.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Take, Write};
use std::iter;

use age::Decryptor;
use age::stream::StreamReader;
use sha2::{Digest, Sha256};

use super::key::unlock;
use super::{
    About, BackupError, FileLine, Header, LONGEST_LINE, MAGIC, Opening, SEAL, SEAL_LENGTH, Secrets,
    Step, VERSION, hex,
};

/// A backup whose seal holds. Nothing of it has been decrypted.
#[derive(Debug)]
pub struct BackupFile {
    file: File,
    about: About,
    locked: Vec<u8>,
    before: String,
    /// Where the encrypted part begins and how long it is.
    body: (u64, u64),
}

/// A file inside a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the workspace's folder, `/` between names. Not to be trusted as a path.
    pub path: String,
    /// Its length in bytes.
    pub size: u64,
    sha256: String,
}

/// A backup that the passphrase has opened.
pub struct Unlocked {
    stream: BufReader<StreamReader<BufReader<Take<File>>>>,
    secrets: Secrets,
    left: u32,
}

impl BackupFile {
    /// Reads the header only, for a list: the seal is not looked at.
    ///
    /// # Errors
    /// It is no backup, or one of a later version.
    pub fn about(file: &mut File) -> Result<About, BackupError> {
        Ok(header(file)?.about)
    }

    /// Checks the seal over the whole file, then reads the header.
    ///
    /// # Errors
    /// It is no backup, one of a later version, cut short or altered; or the person stopped it.
    pub fn open(mut file: File, step: Step<'_>) -> Result<Self, BackupError> {
        let head = header(&mut file)?;
        let length = file.seek(SeekFrom::End(0))?;
        let end = check_seal(&mut file, length, step)?;
        if head.body > end {
            return Err(BackupError::Altered("its header"));
        }
        Ok(Self {
            file,
            about: head.about,
            locked: head.locked,
            before: head.before,
            body: (head.body, end - head.body),
        })
    }

    /// What it says of itself.
    pub fn header(&self) -> &About {
        &self.about
    }

    /// Opens it.
    ///
    /// # Errors
    /// The passphrase is another one, or the parts do not belong together.
    pub fn unlock(mut self, passphrase: &str) -> Result<Unlocked, BackupError> {
        let identity = unlock(&self.locked, passphrase)?;
        self.file.seek(SeekFrom::Start(self.body.0))?;
        let body = BufReader::with_capacity(256 << 10, self.file.take(self.body.1));
        let decryptor =
            Decryptor::new_buffered(body).map_err(|_| BackupError::Altered("its content"))?;
        let stream = decryptor
            .decrypt(iter::once(&identity as &dyn age::Identity))
            .map_err(|_| BackupError::Altered("its content"))?;
        let mut stream = BufReader::with_capacity(128 << 10, stream);
        let opening: Opening = line(&mut stream)?;
        if opening.before != self.before {
            return Err(BackupError::Altered("its header"));
        }
        Ok(Unlocked {
            stream,
            secrets: opening.secrets,
            left: opening.files,
        })
    }
}

impl Unlocked {
    /// What only the holder of the passphrase may know.
    pub fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// The next file; its content must be taken with [`Unlocked::copy`] before the one after. None after the last one,
    /// and then the end has been checked too.
    ///
    /// # Errors
    /// The backup was altered, or cannot be read.
    pub fn next_file(&mut self) -> Result<Option<Entry>, BackupError> {
        if self.left == 0 {
            let mut rest = [0; 1];
            return match self.stream.read(&mut rest).map_err(told)? {
                0 => Ok(None),
                _ => Err(BackupError::Altered("its end")),
            };
        }
        self.left -= 1;
        let FileLine { path, size, sha256 } = line(&mut self.stream)?;
        Ok(Some(Entry { path, size, sha256 }))
    }

    /// Gives a file's content to `out`, and checks it.
    ///
    /// # Errors
    /// The content is not the one that was saved, or `out` cannot be written; or the person stopped it.
    pub fn copy(
        &mut self,
        entry: &Entry,
        out: &mut dyn Write,
        step: Step<'_>,
    ) -> Result<(), BackupError> {
        let mut buffer = vec![0; 128 << 10];
        let (mut left, mut digest) = (entry.size, Sha256::new());
        while left > 0 {
            let wanted = usize::try_from(left)
                .unwrap_or(usize::MAX)
                .min(buffer.len());
            let read = self.stream.read(&mut buffer[..wanted]).map_err(told)?;
            if read == 0 {
                return Err(BackupError::Altered("a file"));
            }
            digest.update(&buffer[..read]);
            out.write_all(&buffer[..read])?;
            left -= read as u64;
            if !step(read as u64) {
                return Err(BackupError::Cancelled);
            }
        }
        if hex(&digest.finalize()) == entry.sha256 {
            Ok(())
        } else {
            Err(BackupError::Altered("a file"))
        }
    }
}

/// What stands before the encrypted part.
struct Head {
    about: About,
    locked: Vec<u8>,
    before: String,
    body: u64,
}

fn header(file: &mut File) -> Result<Head, BackupError> {
    file.seek(SeekFrom::Start(0))?;
    let mut reader = BufReader::new(&mut *file);
    let first = raw_line(&mut reader)?;
    let version = std::str::from_utf8(&first)
        .ok()
        .and_then(|text| text.strip_prefix(MAGIC))
        .and_then(|rest| rest.trim_end().parse().ok())
        .ok_or(BackupError::NotABackup)?;
    if version != VERSION {
        return Err(BackupError::TooRecent(version));
    }
    let second = raw_line(&mut reader)?;
    let told: Header =
        serde_json::from_slice(&second).map_err(|_| BackupError::Altered("its header"))?;
    if told.key > LONGEST_LINE {
        return Err(BackupError::Altered("its header"));
    }
    let mut locked = vec![0; told.key];
    reader
        .read_exact(&mut locked)
        .map_err(|_| BackupError::Truncated)?;
    let digest = Sha256::new()
        .chain_update(&first)
        .chain_update(&second)
        .chain_update(&locked);
    Ok(Head {
        about: told.about,
        before: hex(&digest.finalize()),
        body: (first.len() + second.len() + locked.len()) as u64,
        locked,
    })
}

/// Compares the last line with the hash of all before it. Gives where it begins.
fn check_seal(file: &mut File, length: u64, step: Step<'_>) -> Result<u64, BackupError> {
    let end = length
        .checked_sub(SEAL_LENGTH as u64)
        .ok_or(BackupError::Truncated)?;
    file.seek(SeekFrom::Start(0))?;
    let mut reader = (&mut *file).take(end);
    let (mut digest, mut buffer) = (Sha256::new(), vec![0; 256 << 10]);
    loop {
        let read = reader.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        digest.update(&buffer[..read]);
        if !step(read as u64) {
            return Err(BackupError::Cancelled);
        }
    }
    let mut seal = [0; SEAL_LENGTH];
    file.read_exact(&mut seal)?;
    if !seal.starts_with(SEAL.as_bytes()) || !seal.ends_with(b"\n") {
        return Err(BackupError::Truncated);
    }
    if seal[SEAL.len()..SEAL_LENGTH - 1] != *hex(&digest.finalize()).as_bytes() {
        return Err(BackupError::Altered("its seal"));
    }
    Ok(end)
}

/// A line with its end; no longer than one of ours may be.
fn raw_line(reader: &mut impl BufRead) -> Result<Vec<u8>, BackupError> {
    let mut bytes = Vec::new();
    reader
        .take(LONGEST_LINE as u64)
        .read_until(b'\n', &mut bytes)
        .map_err(told)?;
    if bytes.ends_with(b"\n") {
        Ok(bytes)
    } else {
        Err(BackupError::NotABackup)
    }
}

fn line<T: serde::de::DeserializeOwned>(reader: &mut impl BufRead) -> Result<T, BackupError> {
    let altered = || BackupError::Altered("its content");
    let bytes = raw_line(reader).map_err(|error| match error {
        BackupError::NotABackup => altered(),
        other => other,
    })?;
    serde_json::from_slice(&bytes).map_err(|_| altered())
}

/// What does not decrypt was altered; what cannot be read is the disk's.
fn told(error: io::Error) -> BackupError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            BackupError::Altered("its content")
        }
        _ => BackupError::Io(error),
    }
}
