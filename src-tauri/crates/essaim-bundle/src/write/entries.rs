//! What is written, cut into entries and blocks: texts, chunks of revisions, attachments.

use std::io::{Cursor, Read};

use essaim_model::{BlobHash, RevisionHash};
use essaim_revision::Envelope;

use super::{AttachmentReference, Outgoing, Source};
use crate::error::WriteError;
use crate::limits::{Cap, Limits};
use crate::zip::deflate::{BLOCK, Block, Blocks, Deflated, Deflaters};
use crate::zip::profile::{ATTACHMENTS, revision_chunk};

/// The blocks of all entries that `next_entry` gives, until it gives none.
pub(super) fn blocks<R: Read>(
    mut next_entry: impl FnMut() -> Result<Option<(String, R)>, WriteError>,
) -> impl Iterator<Item = Result<Block, WriteError>> {
    let mut current: Option<Blocks<R>> = None;
    std::iter::from_fn(move || {
        loop {
            if let Some(block) = current.as_mut().and_then(Iterator::next) {
                return Some(block.map_err(WriteError::from));
            }
            let (path, reader) = match next_entry() {
                Ok(entry) => entry?,
                Err(error) => return Some(Err(error)),
            };
            match Blocks::new(path, reader) {
                Ok(blocks) => current = Some(blocks),
                Err(error) => return Some(Err(error.into())),
            }
        }
    })
}

/// The blocks of entries that are in memory.
pub(super) fn text_blocks(
    texts: Vec<(String, Vec<u8>)>,
) -> impl Iterator<Item = Result<Block, WriteError>> {
    let mut texts = texts.into_iter();
    blocks(move || Ok(texts.next().map(|(path, bytes)| (path, Cursor::new(bytes)))))
}

/// The blocks of attachments.
pub(super) fn attachment_blocks<'a>(
    attachments: &'a [AttachmentReference],
    source: &'a mut dyn Source,
) -> impl Iterator<Item = Result<Block, WriteError>> + 'a {
    let mut to_open = attachments.iter();
    blocks(move || {
        let Some(AttachmentReference { sha256, .. }) = to_open.next() else {
            return Ok(None);
        };
        Ok(Some((
            format!("{ATTACHMENTS}{sha256}"),
            source.open_attachment(sha256)?,
        )))
    })
}

/// The attachments that are still to come: each is checked to be the one that its hash names.
pub(super) struct Expected<'a> {
    attachments: std::slice::Iter<'a, AttachmentReference>,
    /// What has come of the first of them, in bytes.
    size: u64,
}

impl<'a> Expected<'a> {
    pub(super) fn new(attachments: &'a [AttachmentReference]) -> Self {
        Self {
            attachments: attachments.iter(),
            size: 0,
        }
    }

    /// Takes note of a block.
    pub(super) fn check(&mut self, done: &Deflated) -> Result<(), WriteError> {
        self.size += done.block.data.len() as u64;
        let Some(sha256) = done.sha256 else {
            return Ok(());
        };
        let found = AttachmentReference {
            sha256: BlobHash(sha256),
            size: std::mem::take(&mut self.size),
        };
        match self.attachments.next() {
            Some(expected) if *expected != found => {
                Err(WriteError::AttachmentChanged(expected.sha256))
            }
            _ => Ok(()),
        }
    }
}

/// What a revision takes besides its body: its signature in base64 and the ends of two lines.
const BESIDE_BODY: usize = 88 + 2;

/// An entry of revisions.
pub(super) struct Chunk {
    path: String,
    revisions: Vec<Outgoing>,
    /// Of all its lines, in bytes.
    size: usize,
}

impl Chunk {
    /// Puts the lines together and deflates them.
    pub(super) fn deflate(self, deflaters: &Deflaters) -> Result<Vec<Deflated>, WriteError> {
        let mut lines = Vec::with_capacity(self.size);
        for revision in self.revisions {
            append(revision, &mut lines)?;
        }
        let blocks = Blocks::new(self.path, Cursor::new(lines))?;
        let deflated = blocks.map(|block| Ok(deflaters.deflate(block?)));
        deflated.collect()
    }
}

/// Appends a revision's pair of lines, after checking that it is the one that was named.
fn append(revision: Outgoing, lines: &mut Vec<u8>) -> Result<(), WriteError> {
    let envelope = (revision.open)()?;
    let Envelope { body, signature } = &envelope;
    if body.contains(&b'\n') || body.is_empty() {
        return Err(WriteError::Form("a revision's body is one line"));
    }
    if body.len() != revision.size || envelope.hash() != revision.hash {
        return Err(WriteError::Form("a revision is not the one that was named"));
    }
    lines.extend_from_slice(body);
    lines.push(b'\n');
    lines.extend_from_slice(signature.to_base64().as_bytes());
    lines.push(b'\n');
    Ok(())
}

/// Revisions gathered into chunks of about one block, so that each keeps one thread busy.
pub(super) struct Chunks<'a> {
    source: &'a mut dyn Source,
    limits: &'a Limits,
    /// The hash of each revision taken so far.
    pub(super) revisions: Vec<RevisionHash>,
    /// A revision that did not fit into the chunk before.
    left: Option<Outgoing>,
    number: usize,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(source: &'a mut dyn Source, limits: &'a Limits) -> Self {
        Self {
            source,
            limits,
            revisions: Vec::new(),
            left: None,
            number: 0,
        }
    }

    /// The next chunk.
    pub(super) fn next_chunk(&mut self) -> Result<Option<Chunk>, WriteError> {
        let path = revision_chunk(self.number + 1);
        let (mut revisions, mut size) = (Vec::new(), 0);
        while let Some(revision) = self.next_revision(&path)? {
            let more = revision.size + BESIDE_BODY;
            if size > 0 && size + more > BLOCK {
                self.left = Some(revision);
                break;
            }
            size += more;
            revisions.push(revision);
        }
        if revisions.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(Chunk {
            path,
            revisions,
            size,
        }))
    }

    fn next_revision(&mut self, path: &str) -> Result<Option<Outgoing>, WriteError> {
        if let Some(left) = self.left.take() {
            return Ok(Some(left));
        }
        let Some(revision) = self.source.next_revision()? else {
            return Ok(None);
        };
        let (value, limit) = (revision.size as u64, self.limits.revision);
        if value > limit {
            return Err(WriteError::TooLarge {
                what: path.to_owned(),
                cap: Cap::Revision,
                value,
                limit,
            });
        }
        self.revisions.push(revision.hash);
        Ok(Some(revision))
    }
}
