//! Bodies on disk: compressed, against the record's previous revision where there is one; and what is ready to be stored.

use std::cell::RefCell;

use essaim_model::RevisionHash;
use essaim_model::projection::{self, Projection};
use essaim_revision::{Body, Clock, Revision, Signature, Stamp, State};

use crate::error::StoreError;
use crate::records::RecordKey;

const LEVEL: i32 = 1;

/// A verified revision with everything that can be computed without the database, so that several threads can prepare.
/// It holds the compressed body only: many may be waiting at a time.
#[derive(Debug)]
pub struct Prepared {
    /// The revision's hash.
    pub hash: RevisionHash,
    /// The record.
    pub key: RecordKey,
    /// The record's kind.
    pub kind: String,
    /// Its sharing class.
    pub class: String,
    /// The desktop that wrote it, and its number.
    pub stamp: Stamp,
    /// When it was written.
    pub clock: Clock,
    pub(crate) signature: Signature,
    pub(crate) size: usize,
    pub(crate) compressed: Vec<u8>,
    pub(crate) projection: Projection,
    pub(crate) title_key: String,
    pub(crate) conflicts: usize,
}

impl Prepared {
    /// Compresses the body and computes columns and index terms.
    ///
    /// # Errors
    /// The compressor failed (out of memory).
    pub fn new(revision: Revision, now_ms: u64) -> Result<Self, StoreError> {
        let compressed = compress(&revision.bytes, None)?;
        let Revision {
            hash,
            bytes,
            signature,
            body,
        } = revision;
        let conflicts = body.state.conflicts(now_ms).len();
        let stamp = body.stamp();
        let leaves = match body.state.said_at_once() {
            Some(leaves) => std::borrow::Cow::Borrowed(leaves),
            None => std::borrow::Cow::Owned(body.state.displayed(now_ms)),
        };
        let projection = projection::project(&body.kind, &leaves);
        let title_key = title_key(&projection.title);
        Ok(Self {
            hash,
            key: RecordKey {
                owner: body.owner,
                id: body.record,
            },
            kind: body.kind,
            class: body.class,
            stamp,
            clock: body.clock,
            signature,
            size: bytes.len(),
            compressed,
            projection,
            title_key,
            conflicts,
        })
    }

    /// Its title, for reports.
    pub fn title(&self) -> &str {
        &self.projection.title
    }

    /// The project that it belongs to, if it does.
    pub fn parent(&self) -> Option<&str> {
        self.projection.parent.as_deref()
    }

    /// The record's state after it.
    ///
    /// # Errors
    /// The body cannot be read again (out of memory).
    pub fn state(&self) -> Result<State, StoreError> {
        Ok(self.body()?.state)
    }

    pub(crate) fn body(&self) -> Result<Body, StoreError> {
        parse(&decompress(&self.compressed, None, self.size)?)
    }
}

/// Reads a body of this database.
pub(crate) fn parse(body: &[u8]) -> Result<Body, StoreError> {
    Body::parse(body).map_err(|error| StoreError::Body(error.to_string()))
}

/// The folded title that lists sort by and short prefixes are looked up in.
pub(crate) fn title_key(title: &str) -> String {
    essaim_model::fold::words(title).join(" ")
}

/// Compresses a body, against `base` where there is one.
pub(crate) fn compress(body: &[u8], base: Option<&[u8]>) -> Result<Vec<u8>, StoreError> {
    thread_local! {
        static PLAIN: RefCell<Option<zstd::bulk::Compressor<'static>>> = const { RefCell::new(None) };
    }
    if let Some(base) = base {
        let mut compressor = zstd::bulk::Compressor::with_dictionary(LEVEL, base)?;
        return Ok(compressor.compress(body)?);
    }
    PLAIN.with_borrow_mut(|slot| {
        let compressor = match slot {
            Some(compressor) => compressor,
            None => slot.insert(zstd::bulk::Compressor::new(LEVEL)?),
        };
        Ok(compressor.compress(body)?)
    })
}

/// Gives back the exact bytes of a body of `size` bytes.
pub(crate) fn decompress(
    stored: &[u8],
    base: Option<&[u8]>,
    size: usize,
) -> Result<Vec<u8>, StoreError> {
    thread_local! {
        static PLAIN: RefCell<Option<zstd::bulk::Decompressor<'static>>> = const { RefCell::new(None) };
    }
    let inflated = match base {
        Some(base) => zstd::bulk::Decompressor::with_dictionary(base)?.decompress(stored, size),
        None => PLAIN.with_borrow_mut(|slot| {
            let decompressor = match slot {
                Some(decompressor) => decompressor,
                None => slot.insert(zstd::bulk::Decompressor::new()?),
            };
            decompressor.decompress(stored, size)
        }),
    };
    let body = inflated.map_err(|error| StoreError::Body(error.to_string()))?;
    if body.len() == size {
        Ok(body)
    } else {
        Err(StoreError::Body("its length has changed".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_against_its_predecessor_takes_little_room_and_comes_back_exactly() {
        let words: Vec<String> = (0..2000)
            .map(|i| format!("mot{}", i * 7919 % 1999))
            .collect();
        let first = words.join(" ").into_bytes();
        let second = [first.as_slice(), b" et encore"].concat();
        let stored = compress(&second, Some(&first)).unwrap();
        assert!(
            stored.len() * 20 < first.len(),
            "{} bytes for ten new ones",
            stored.len()
        );
        assert_eq!(
            decompress(&stored, Some(&first), second.len()).unwrap(),
            second
        );
        assert!(
            decompress(&stored, None, second.len()).is_err(),
            "without its base it is refused"
        );
    }
}
