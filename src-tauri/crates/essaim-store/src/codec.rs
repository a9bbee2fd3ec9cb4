//! Bodies on disk: compressed, against the record's previous revision where there is one; and what is ready to be stored.

use std::cell::RefCell;

use essaim_model::projection::{self, Projection};
use essaim_model::schema;
use essaim_revision::Revision;

use crate::error::StoreError;

const LEVEL: i32 = 1;

/// A verified revision with everything that can be computed without the database, so that several threads can prepare.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) revision: Revision,
    pub(crate) compressed: Vec<u8>,
    pub(crate) projection: Projection,
    pub(crate) title_key: String,
}

impl Prepared {
    /// Compresses the body and computes columns and index terms.
    ///
    /// # Errors
    /// The compressor failed (out of memory).
    pub fn new(revision: Revision, now_ms: u64) -> Result<Self, StoreError> {
        let compressed = compress(&revision.bytes, None)?;
        let leaves = match revision.body.state.writes.values().collect::<Vec<_>>()[..] {
            [only] => std::borrow::Cow::Borrowed(&only.leaves),
            _ => std::borrow::Cow::Owned(revision.body.state.displayed(now_ms)),
        };
        let projection = projection::project(&revision.body.kind, &leaves);
        let title_key = title_key(&projection.title);
        Ok(Self {
            revision,
            compressed,
            projection,
            title_key,
        })
    }

    /// The revision.
    pub fn revision(&self) -> &Revision {
        &self.revision
    }

    /// Its title, for reports.
    pub fn title(&self) -> &str {
        &self.projection.title
    }

    /// Whether this version of the program knows the kind.
    pub fn is_known_kind(&self) -> bool {
        schema::kind(&self.revision.body.kind).is_some()
    }
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
    let inflated = match base {
        Some(base) => zstd::bulk::Decompressor::with_dictionary(base)?.decompress(stored, size),
        None => zstd::bulk::decompress(stored, size),
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
