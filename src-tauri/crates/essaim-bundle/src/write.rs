//! Writing a bundle: in one pass over what it holds, on several threads, in bounded memory, the same bytes each time.
//!
//! Entries that the manifest must name before they come are deflated into a spool first and copied from there;
//! attachments, whose hashes are known, go straight to their place. Flushing to the disk (`fsync`) is the caller's.

mod entries;
mod previews;

pub use previews::path as preview_path;

use std::io::{Read, Seek, Write};

use essaim_model::{BlobHash, DeviceId, RecordId, RevisionHash};
use essaim_revision::{CertificateEnvelope, Envelope, Signature, SuccessionEnvelope};

use crate::error::WriteError;
use crate::in_order::in_order;
use crate::limits::{CERTIFICATES, Cap, Limits};
use crate::manifest::{
    self, BundleId, Counts, Follows, Head, Listed, Manifest, ManifestSignature, Program, Purpose,
    Seen, Sender,
};
use crate::zip::deflate::{Block, Deflaters};
use crate::zip::profile::{
    ATTACHMENTS, DEVICES, MANIFEST, MANIFEST_SIGNATURE, MEDIA_TYPE, MIMETYPE, README_HTML,
    README_TEXT, RO_CRATE, SUMS, rank,
};
use crate::zip::writer::{Finished, ZipWriter};
use entries::{Chunks, Expected, attachment_blocks, text_blocks};

/// What a bundle holds, but for the revisions and the attachments' bytes.
#[derive(Debug, Clone)]
pub struct Contents {
    /// Why it is made.
    pub purpose: Purpose,
    /// What writes it.
    pub program: Program,
    /// The date of the newest revision: RFC 3339, UTC.
    pub created: String,
    /// Whose bundle it is.
    pub sender: Sender,
    /// The desktop that will sign it.
    pub device: DeviceId,
    /// The root keys that succeed one another, for each organisation that wrote a revision; their order is kept.
    pub successions: Vec<SuccessionEnvelope>,
    /// The certificates of that desktop and of every one that wrote a revision; their order is kept.
    pub certificates: Vec<CertificateEnvelope>,
    /// Each record with its newest revisions; their order is kept.
    pub heads: Vec<Head>,
    /// The explanation for people, as a page.
    pub readme_html: Vec<u8>,
    /// The explanation for people, as text in UTF-8 with a byte order mark.
    pub readme_text: Vec<u8>,
    /// The description for archives and universities.
    pub ro_crate: Vec<u8>,
    /// Each sheet as a page.
    pub previews: Vec<(RecordId, Vec<u8>)>,
    /// The attachments to put in, in any order.
    pub attachments: Vec<AttachmentReference>,
    /// The attachments that come in another bundle.
    pub attachments_to_follow: Vec<Follows>,
    /// In feedback only: what has been seen of the addressee's own content.
    pub seen: Option<Seen>,
}

/// An attachment by its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AttachmentReference {
    /// Its hash.
    pub sha256: BlobHash,
    /// Its size in bytes.
    pub size: u64,
}

/// A revision that is to be written. What it takes to have its bytes is done on one of the threads.
pub struct Outgoing {
    /// Its hash; the bytes are checked to have it.
    pub hash: RevisionHash,
    /// The size of its body in bytes.
    pub size: usize,
    /// Gives its bytes and their signature.
    pub open: Box<dyn FnOnce() -> Result<Envelope, WriteError> + Send>,
}

impl From<Envelope> for Outgoing {
    fn from(envelope: Envelope) -> Self {
        Self {
            hash: envelope.hash(),
            size: envelope.body.len(),
            open: Box::new(|| Ok(envelope)),
        }
    }
}

/// What is asked for while writing, on the thread that writes. An error ends the writing and is returned; use
/// [`WriteError::Cancelled`] to stop for a person.
pub trait Source {
    /// The next revision, none after the last. The order must follow from the content, or two exports differ.
    fn next_revision(&mut self) -> Result<Option<Outgoing>, WriteError>;

    /// Opens an attachment; its size and hash are checked while reading.
    fn open_attachment(&mut self, sha256: &BlobHash) -> Result<Box<dyn Read>, WriteError>;

    /// Signs the manifest with the desktop's key, under [`manifest::MANIFEST_TYPE`].
    fn sign_manifest(&mut self, manifest: &[u8]) -> Result<Signature, WriteError>;
}

/// A bundle that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its id.
    pub bundle_id: BundleId,
    /// The length of the file in bytes.
    pub bytes: u64,
    /// How much it holds.
    pub counts: Counts,
    /// Every entry in order, with what it takes in the file.
    pub entries: Vec<WrittenEntry>,
}

/// An entry that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenEntry {
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// What it takes in the file, its two headers included, in bytes.
    pub in_file: u64,
}

/// Writes a bundle to `out` from its very beginning. `spool` is an empty temporary file; it grows by what the revisions
/// and previews take when deflated. Work is spread over `threads` threads.
///
/// # Errors
/// The first one met. What `out` holds then is no bundle and must be removed.
pub fn write(
    out: impl Write + Seek,
    spool: impl Read + Write + Seek,
    mut contents: Contents,
    source: &mut dyn Source,
    limits: &Limits,
    threads: usize,
) -> Result<Written, WriteError> {
    check_certificates(&contents)?;
    let deflaters = Deflaters::default();
    let mut attachments = std::mem::take(&mut contents.attachments);
    attachments.sort_unstable();
    attachments.dedup();

    let mut spooled = ZipWriter::spool(spool, limits);
    let mut chunks = Chunks::new(source, limits);
    deflate(
        text_blocks(opening_texts(&mut contents)),
        &mut spooled,
        &deflaters,
        threads,
    )?;
    in_order(
        threads,
        std::iter::from_fn(|| chunks.next_chunk().transpose()),
        |chunk| chunk.deflate(&deflaters),
        |blocks| {
            blocks?
                .into_iter()
                .try_for_each(|block| spooled.accept(block))
        },
    )?;
    let mut revisions = chunks.revisions;
    deflate(
        text_blocks(previews(&mut contents)),
        &mut spooled,
        &deflaters,
        threads,
    )?;
    let (mut spool, mut entries) = spooled.into_spool()?;
    entries.sort_by(|a, b| rank(&a.path).cmp(&rank(&b.path)));

    let manifest = manifest(contents, &entries, &attachments, &mut revisions);
    let (bundle_id, counts) = (manifest.bundle_id, manifest.counts);
    let signed = sign(&manifest, source)?;
    drop(manifest);

    let mut archive = ZipWriter::archive(out, limits);
    let mut entries = entries.into_iter().peekable();
    for entry in std::iter::from_fn(|| entries.next_if(|e| rank(&e.path) < rank(MANIFEST))) {
        archive.copy(&entry, &mut spool)?;
    }
    deflate(text_blocks(signed), &mut archive, &deflaters, threads)?;
    for entry in std::iter::from_fn(|| entries.next_if(|e| rank(&e.path) < rank(ATTACHMENTS))) {
        archive.copy(&entry, &mut spool)?;
    }
    let mut expected = Expected::new(&attachments);
    in_order(
        threads,
        attachment_blocks(&attachments, source),
        |block| deflaters.deflate(block),
        |done| {
            expected.check(&done)?;
            archive.accept(done)
        },
    )?;
    for entry in entries {
        archive.copy(&entry, &mut spool)?;
    }
    let (entries, bytes) = archive.finish()?;
    Ok(Written {
        bundle_id,
        bytes,
        counts,
        entries: entries.iter().map(measure).collect(),
    })
}

fn check_certificates(contents: &Contents) -> Result<(), WriteError> {
    let (value, limit) = (contents.certificates.len() as u64, CERTIFICATES);
    if value <= limit {
        return Ok(());
    }
    Err(WriteError::TooLarge {
        what: DEVICES.to_owned(),
        cap: Cap::Certificates,
        value,
        limit,
    })
}

/// Spreads the deflating over threads; the entries come out in order.
fn deflate<W: Write + Seek>(
    blocks: impl Iterator<Item = Result<Block, WriteError>>,
    writer: &mut ZipWriter<'_, W>,
    deflaters: &Deflaters,
    threads: usize,
) -> Result<(), WriteError> {
    in_order(
        threads,
        blocks,
        |block| deflaters.deflate(block),
        |done| writer.accept(done),
    )
}

fn opening_texts(contents: &mut Contents) -> Vec<(String, Vec<u8>)> {
    let mut devices = Vec::new();
    let mut pair = |body: &[u8], signature: &Signature| {
        devices.extend_from_slice(body);
        devices.extend_from_slice(format!("\n{}\n", signature.to_base64()).as_bytes());
    };
    for SuccessionEnvelope { body, signature } in &contents.successions {
        pair(body, signature);
    }
    for CertificateEnvelope { body, signature } in &contents.certificates {
        pair(body, signature);
    }
    vec![
        (MIMETYPE.to_owned(), MEDIA_TYPE.into()),
        (
            README_HTML.to_owned(),
            std::mem::take(&mut contents.readme_html),
        ),
        (
            README_TEXT.to_owned(),
            std::mem::take(&mut contents.readme_text),
        ),
        (RO_CRATE.to_owned(), std::mem::take(&mut contents.ro_crate)),
        (DEVICES.to_owned(), devices),
    ]
}

fn previews(contents: &mut Contents) -> Vec<(String, Vec<u8>)> {
    let sheets = std::mem::take(&mut contents.previews).into_iter();
    sheets
        .map(|(record, page)| (previews::path(&record), page))
        .collect()
}

fn manifest(
    contents: Contents,
    entries: &[Finished],
    attachments: &[AttachmentReference],
    revisions: &mut [RevisionHash],
) -> Manifest {
    let written = entries.iter().map(|entry| Listed {
        path: entry.path.clone(),
        size: u64::from(entry.header.size),
        sha256: BlobHash(entry.sha256),
    });
    let declared = attachments.iter().map(|attachment| Listed {
        path: format!("{ATTACHMENTS}{}", attachment.sha256),
        size: attachment.size,
        sha256: attachment.sha256,
    });
    let mut listed: Vec<Listed> = written.chain(declared).collect();
    listed.sort_by(|a, b| rank(&a.path).cmp(&rank(&b.path)));
    let mut hashes: Vec<BlobHash> = attachments.iter().map(|a| a.sha256).collect();
    Manifest {
        format: manifest::FORMAT.to_owned(),
        version: manifest::VERSION,
        lowest_reader: manifest::VERSION,
        bundle_id: BundleId::of(revisions, &mut hashes),
        purpose: contents.purpose,
        program: contents.program,
        created: contents.created,
        sender: contents.sender,
        device: contents.device,
        counts: Counts {
            // Lists in memory: fewer than four thousand million.
            records: contents.heads.len() as u32,
            revisions: revisions.len() as u32,
            attachments: attachments.len() as u32,
        },
        heads: contents.heads,
        attachments_to_follow: contents.attachments_to_follow,
        seen: contents.seen,
        entries: listed,
    }
}

/// The manifest, its signature and the sums of everything.
fn sign(
    manifest: &Manifest,
    source: &mut dyn Source,
) -> Result<Vec<(String, Vec<u8>)>, WriteError> {
    let bytes = manifest.to_bytes();
    let signature = source.sign_manifest(&bytes)?;
    let line = ManifestSignature {
        device: manifest.device,
        signature,
    }
    .to_bytes();
    let sums = manifest.sums(&bytes, &line);
    Ok(vec![
        (MANIFEST.to_owned(), bytes),
        (MANIFEST_SIGNATURE.to_owned(), line),
        (SUMS.to_owned(), sums.into_bytes()),
    ])
}

fn measure(entry: &Finished) -> WrittenEntry {
    let in_file = entry.in_file();
    WrittenEntry {
        path: entry.path.clone(),
        size: u64::from(entry.header.size),
        in_file,
    }
}
