//! Segments: encrypted batches of revisions by which the desktops of one organisation keep in step. Each stands for itself:
//! it says who wrote it, is signed by that desktop, carries the certificates its revisions need and where each came from.
//! `docs/segment-format.md` is the normative text.

use std::io::{Read, Write};

use essaim_model::{BlobHash, DeviceId, OrganisationId};
use essaim_revision::{
    CertificateEnvelope, DeviceKey, Envelope, Signature, SuccessionEnvelope, Vouched,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::folder_key::FolderKey;

/// The payload type of a segment's header.
pub const SEGMENT_TYPE: &str = "application/vnd.essaim.segment+json";
/// The version that we write, and the highest that we read.
pub const VERSION: u32 = 1;
/// The greatest size of a segment's file, in bytes.
pub const MAX_FILE: u64 = 64 << 20;
/// The greatest size of its text, in bytes.
const MAX_TEXT: u64 = 64 << 20;
/// Writers begin another segment when one holds so many bytes of revisions.
pub const ENOUGH: usize = 4 << 20;
/// How hard the text is compressed.
const LEVEL: i32 = 3;

/// Why a segment is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// Written by a later version of the program: it is looked at again after an update.
    #[error("written by a later version of the program")]
    TooRecent,
    /// It is encrypted with another key, or was altered.
    #[error("altered, or encrypted with another key: {0}")]
    Closed(String),
    /// It is not what its signature says.
    #[error("not what a desktop of ours wrote: {0}")]
    Untrue(&'static str),
}

/// What a segment says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the format.
    pub essaim_segment: u32,
    /// Whose desktops these are.
    pub organisation: OrganisationId,
    /// The desktop that wrote it.
    pub device: DeviceId,
    /// Its number among that desktop's.
    pub number: u64,
    /// When it was written, milliseconds since 1970-01-01 UTC.
    pub written: u64,
    /// The certificates that its revisions and imports need, that of its writer among them.
    pub certificates: Vec<Pair>,
    /// The successions of the root keys that those rest on.
    #[serde(default)]
    pub successions: Vec<Pair>,
    /// The imports that brought some of its revisions.
    pub imports: Vec<ImportNote>,
    /// Attachments that its writer has, or knows to be in the folder.
    pub attachments: Vec<FileNote>,
    /// What follows the header.
    pub content: Content,
}

/// A signed line of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The exact bytes.
    pub body: String,
    /// The signature over them, in base64.
    pub signature: String,
}

/// An import of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportNote {
    /// Its id.
    pub id: String,
    /// The bundle's id.
    pub bundle: String,
    /// The name of the file.
    pub file_name: String,
    /// SHA-256 of the file.
    pub file_hash: BlobHash,
    /// Who sent it.
    pub sender: OrganisationId,
    /// When it was imported, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// What became of its parts, as JSON.
    pub report: String,
}

/// An attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileNote {
    /// SHA-256 of its bytes.
    pub sha256: BlobHash,
    /// How many there are.
    pub size: u64,
}

/// What follows the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// How many revisions.
    pub revisions: u32,
    /// SHA-256 of their lines.
    pub sha256: BlobHash,
}

/// Where a revision came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sources {
    /// A desktop of the organisation wrote it.
    pub local: bool,
    /// The ids of the imports that brought it.
    #[serde(default)]
    pub imports: Vec<String>,
}

/// A segment that holds: what it says of itself, and its revisions, not verified yet.
#[derive(Debug, Clone)]
pub struct Segment {
    /// What it says of itself.
    pub header: Header,
    /// The certificates and successions that came with it, as far as they hold.
    pub vouched: Vouched,
    /// Its revisions and where each came from.
    pub revisions: Vec<(Envelope, Sources)>,
}

impl Pair {
    /// A certificate as it travels.
    pub fn of_certificate(certificate: &CertificateEnvelope) -> Self {
        Self::of(&certificate.body, &certificate.signature)
    }

    /// A succession as it travels.
    pub fn of_succession(succession: &SuccessionEnvelope) -> Self {
        Self::of(&succession.body, &succession.signature)
    }

    fn of(body: &[u8], signature: &Signature) -> Self {
        Self {
            body: String::from_utf8_lossy(body).into_owned(),
            signature: signature.to_base64(),
        }
    }

    /// The bytes and the signature over them, not verified.
    fn to_statement(&self) -> Option<(Vec<u8>, Signature)> {
        let signature = Signature::from_base64(self.signature.as_bytes())?;
        Some((self.body.clone().into_bytes(), signature))
    }
}

/// What certificates and successions say that travelled together, as far as they hold.
pub fn vouched(certificates: &[Pair], successions: &[Pair]) -> Vouched {
    let pairs = certificates.iter().chain(successions);
    Vouched::of(pairs.filter_map(Pair::to_statement))
}

/// Collects the lines of a segment's revisions.
#[derive(Debug, Default)]
pub struct Lines {
    text: Vec<u8>,
    count: u32,
}

impl Lines {
    /// One revision more.
    pub fn push(&mut self, revision: &Envelope, sources: &Sources) {
        self.text.extend_from_slice(&revision.body);
        self.text.push(b'\n');
        self.text
            .extend_from_slice(revision.signature.to_base64().as_bytes());
        self.text.push(b'\n');
        // Truth values and ids of our own: nothing that JSON cannot write.
        self.text
            .extend(serde_json::to_vec(sources).unwrap_or_default());
        self.text.push(b'\n');
        self.count += 1;
    }

    /// Whether it is time for another segment.
    pub fn is_enough(&self) -> bool {
        self.text.len() >= ENOUGH
    }

    /// What the header says of them.
    pub fn content(&self) -> Content {
        Content {
            revisions: self.count,
            sha256: BlobHash(Sha256::digest(&self.text).into()),
        }
    }
}

/// Signs, compresses and encrypts a segment whose header speaks of these lines. Gives the bytes of its file.
///
/// # Errors
/// Out of memory.
pub fn seal(
    header: &Header,
    lines: &Lines,
    device: &DeviceKey,
    key: &FolderKey,
) -> std::io::Result<Vec<u8>> {
    let head = serde_json::to_vec(header)?;
    let signature = device.sign(SEGMENT_TYPE, &head).to_base64();
    let mut text = zstd::Encoder::new(key.encrypt(Vec::new())?, LEVEL)?;
    for piece in [&head, &b"\n"[..], signature.as_bytes(), b"\n", &lines.text] {
        text.write_all(piece)?;
    }
    text.finish()?.finish()
}

/// Decrypts a segment and checks that a desktop of this organisation wrote exactly this. Its revisions are not verified yet.
///
/// # Errors
/// Why it is not taken in.
pub fn open(
    file: &[u8],
    organisation: OrganisationId,
    key: &FolderKey,
) -> Result<Segment, SegmentError> {
    let text = decrypted(file, key)?;
    let mut lines = text.splitn(3, |byte| *byte == b'\n');
    let (Some(head), Some(signature), Some(rest)) = (lines.next(), lines.next(), lines.next())
    else {
        return Err(SegmentError::Untrue("a line is missing"));
    };
    let header: Header = serde_json::from_slice(head).map_err(|_| too_recent(head))?;
    if header.essaim_segment != VERSION {
        return Err(too_recent(head));
    }
    if header.organisation != organisation {
        return Err(SegmentError::Untrue("of another organisation"));
    }
    let vouched = vouched(&header.certificates, &header.successions);
    let writer = vouched.certificates.iter().find(|(certificate, _)| {
        certificate.owner == organisation && certificate.key.device() == header.device
    });
    let signed =
        Signature::from_base64(signature)
            .zip(writer)
            .is_some_and(|(signature, (writer, _))| {
                writer.key.verifies(SEGMENT_TYPE, head, &signature)
            });
    if !signed {
        return Err(SegmentError::Untrue("not signed by a desktop of ours"));
    }
    if BlobHash(Sha256::digest(rest).into()) != header.content.sha256 {
        return Err(SegmentError::Untrue("its revisions were changed"));
    }
    Ok(Segment {
        revisions: revisions(rest)?,
        vouched,
        header,
    })
}

fn decrypted(file: &[u8], key: &FolderKey) -> Result<Vec<u8>, SegmentError> {
    let closed = |error: std::io::Error| SegmentError::Closed(error.to_string());
    // Everything is decrypted, and with it authenticated, before any of it is decompressed.
    let mut packed = Vec::new();
    key.decrypt(file)
        .and_then(|mut reader| reader.read_to_end(&mut packed))
        .map_err(closed)?;
    let mut text = Vec::new();
    zstd::Decoder::new(packed.as_slice())
        .and_then(|decoder| decoder.take(MAX_TEXT + 1).read_to_end(&mut text))
        .map_err(closed)?;
    if text.len() as u64 > MAX_TEXT {
        return Err(SegmentError::Untrue("larger than a segment may be"));
    }
    Ok(text)
}

fn too_recent(head: &[u8]) -> SegmentError {
    #[derive(Deserialize)]
    struct Version {
        essaim_segment: u32,
    }
    match serde_json::from_slice(head) {
        Ok(Version { essaim_segment }) if essaim_segment > VERSION => SegmentError::TooRecent,
        _ => SegmentError::Untrue("its header is malformed"),
    }
}

fn revisions(text: &[u8]) -> Result<Vec<(Envelope, Sources)>, SegmentError> {
    const MALFORMED: SegmentError = SegmentError::Untrue("its revisions are malformed");
    let mut revisions = Vec::new();
    let mut lines = text.split(|byte| *byte == b'\n');
    while let Some(body) = lines.next().filter(|line| !line.is_empty()) {
        let signature = lines.next().and_then(Signature::from_base64);
        let sources = lines
            .next()
            .and_then(|line| serde_json::from_slice(line).ok());
        let (Some(signature), Some(sources)) = (signature, sources) else {
            return Err(MALFORMED);
        };
        let body = body.to_vec();
        revisions.push((Envelope { body, signature }, sources));
    }
    Ok(revisions)
}

/// What the name of a file in a shared folder says: `<number>-<size>-<hash>.segment`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The segment's number among its desktop's.
    pub number: u64,
    /// The size that the file has when it is whole.
    pub size: u64,
    /// SHA-256 of the whole file.
    pub hash: BlobHash,
}

impl Name {
    /// The name of a segment's file.
    pub fn of(number: u64, file: &[u8]) -> Self {
        Self {
            number,
            size: file.len() as u64,
            hash: BlobHash(Sha256::digest(file).into()),
        }
    }

    /// Reads a name. What a synchroniser adds behind it, for a second copy say, does not matter.
    pub fn parse(name: &str) -> Option<Self> {
        let (number, rest) = name.split_once('-')?;
        let (size, rest) = rest.split_once('-')?;
        let digits = |text: &str| {
            let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            all.then(|| text.parse().ok()).flatten()
        };
        Some(Self {
            number: digits(number)?,
            size: digits(size)?,
            hash: rest.get(..64)?.parse().ok()?,
        })
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:08}-{}-{}.segment", self.number, self.size, self.hash)
    }
}
