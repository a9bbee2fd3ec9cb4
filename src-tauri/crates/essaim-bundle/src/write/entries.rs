//! What is written, cut into entries and blocks: texts, chunks of revisions, attachments.

use std::io::{Cursor, Read};

use essaim_model::{BlobHash, RevisionHash};
use essaim_revision::Envelope;

use super::{AttachmentReference, Source};
use crate::error::WriteError;
use crate::limits::{Cap, Limits};
use crate::zip::deflate::{BLOCK, Block, Blocks, Deflated};
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

/// A chunk's path and bytes.
type Chunk = (String, Cursor<Vec<u8>>);

/// Revisions gathered into chunks of about one block, so that each keeps one thread busy.
pub(super) struct Chunks<'a> {
    source: &'a mut dyn Source,
    limits: &'a Limits,
    /// The hash of each revision taken so far.
    pub(super) revisions: Vec<RevisionHash>,
    /// A pair of lines that did not fit into the chunk before.
    left: Vec<u8>,
    number: usize,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(source: &'a mut dyn Source, limits: &'a Limits) -> Self {
        Self {
            source,
            limits,
            revisions: Vec::new(),
            left: Vec::new(),
            number: 0,
        }
    }

    /// The next chunk's path and bytes.
    pub(super) fn next_chunk(&mut self) -> Result<Option<Chunk>, WriteError> {
        let mut chunk = std::mem::take(&mut self.left);
        while let Some(envelope) = self.source.next_revision()? {
            let pair = self.pair(&envelope)?;
            if !chunk.is_empty() && chunk.len() + pair.len() > BLOCK {
                self.left = pair;
                break;
            }
            chunk.extend_from_slice(&pair);
        }
        if chunk.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some((revision_chunk(self.number), Cursor::new(chunk))))
    }

    fn pair(&mut self, envelope: &Envelope) -> Result<Vec<u8>, WriteError> {
        let Envelope { body, signature } = envelope;
        if body.contains(&b'\n') || body.is_empty() {
            return Err(WriteError::Form("a revision's body is one line"));
        }
        let (value, limit) = (body.len() as u64, self.limits.revision);
        if value > limit {
            let what = revision_chunk(self.number + 1);
            return Err(WriteError::TooLarge {
                what,
                cap: Cap::Revision,
                value,
                limit,
            });
        }
        self.revisions.push(envelope.hash());
        let mut pair = Vec::with_capacity(body.len() + 96);
        pair.extend_from_slice(body);
        pair.push(b'\n');
        pair.extend_from_slice(signature.to_base64().as_bytes());
        pair.push(b'\n');
        Ok(pair)
    }
}
