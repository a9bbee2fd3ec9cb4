//! Deflating in blocks of 1 MiB that need nothing of one another, so that one large entry keeps every thread busy and
//! the bytes do not depend on how many there are.

use std::io::{self, Read};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use flate2::{Compress, Compression, FlushCompress, Status};
use sha2::{Digest, Sha256};

use crate::limits::MAX_RATIO;

/// The size of a block before deflating, in bytes.
pub(crate) const BLOCK: usize = 1024 * 1024;

/// A piece of an entry on its way to a worker.
pub(crate) struct Block {
    /// The entry's path, in its first block only.
    pub(crate) path: Option<String>,
    /// At most [`BLOCK`] bytes.
    pub(crate) data: Vec<u8>,
    /// Where it stands in its entry.
    pub(crate) end: End,
    /// Set once it is known that the entry will be stored: then deflating is wasted.
    pub(crate) stored: Arc<AtomicBool>,
}

/// Whether a block ends its entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Another follows.
    NotYet,
    /// It is all of its entry: the worker takes its SHA-256.
    Whole,
    /// It is the last one; the SHA-256 of all of them.
    Last([u8; 32]),
}

/// Cuts what `reader` gives into the blocks of one entry.
pub(crate) struct Blocks<R> {
    reader: R,
    path: Option<String>,
    next: Option<Vec<u8>>,
    hash: Sha256,
    stored: Arc<AtomicBool>,
}

impl<R: Read> Blocks<R> {
    /// Begins an entry by reading its first block.
    pub(crate) fn new(path: String, mut reader: R) -> io::Result<Self> {
        let next = Some(read_block(&mut reader)?);
        let stored = Arc::new(AtomicBool::new(false));
        Ok(Self {
            reader,
            path: Some(path),
            next,
            hash: Sha256::new(),
            stored,
        })
    }
}

impl<R: Read> Iterator for Blocks<R> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        let data = self.next.take()?;
        // A short block is the last one; a full one is unless something follows.
        if data.len() == BLOCK {
            match read_block(&mut self.reader) {
                Ok(following) if !following.is_empty() => self.next = Some(following),
                Ok(_) => {}
                Err(error) => return Some(Err(error)),
            }
        }
        let end = match (&self.next, &self.path) {
            (None, Some(_)) => End::Whole,
            (next, _) => {
                self.hash.update(&data);
                match next {
                    Some(_) => End::NotYet,
                    None => End::Last(self.hash.finalize_reset().into()),
                }
            }
        };
        let stored = Arc::clone(&self.stored);
        Some(Ok(Block {
            path: self.path.take(),
            data,
            end,
            stored,
        }))
    }
}

fn read_block(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut data = Vec::new();
    reader.take(BLOCK as u64).read_to_end(&mut data)?;
    Ok(data)
}

/// A block that a worker is done with.
pub(crate) struct Deflated {
    pub(crate) block: Block,
    pub(crate) crc: crc32fast::Hasher,
    /// The SHA-256 of the whole entry, in its last block only.
    pub(crate) sha256: Option<[u8; 32]>,
    /// Raw deflate; ends on a byte boundary.
    pub(crate) bytes: io::Result<Vec<u8>>,
}

/// The deflaters, kept from block to block: each has a quarter of a megabyte of tables.
#[derive(Default)]
pub(crate) struct Deflaters(Mutex<Vec<Compress>>);

impl Deflaters {
    /// Deflates one block at level 1; the same bytes whatever was deflated before.
    pub(crate) fn deflate(&self, block: Block) -> Deflated {
        let mut crc = crc32fast::Hasher::new();
        crc.update(&block.data);
        let sha256 = match block.end {
            End::NotYet => None,
            End::Whole => Some(Sha256::digest(&block.data).into()),
            End::Last(sha256) => Some(sha256),
        };
        if block.stored.load(Ordering::Relaxed) {
            return Deflated {
                block,
                crc,
                sha256,
                bytes: Ok(Vec::new()),
            };
        }
        let is_last = sha256.is_some();
        let mut deflater = self.take();
        let mut bytes = run(&mut deflater, &block.data, is_last);
        self.give(deflater);
        let is_whole_entry = is_last && block.path.is_some();
        let too_small = |bytes: &Vec<u8>| bytes.len() as u64 * MAX_RATIO < block.data.len() as u64;
        if !is_whole_entry && bytes.as_ref().is_ok_and(too_small) {
            // Readers refuse what expands like a bomb: keep such a block as it is, inside the deflate stream.
            bytes = run(
                &mut Compress::new(Compression::none(), false),
                &block.data,
                is_last,
            );
        }
        Deflated {
            block,
            crc,
            sha256,
            bytes,
        }
    }

    fn take(&self) -> Compress {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match kept {
            Some(mut deflater) => {
                deflater.reset();
                deflater
            }
            None => Compress::new(Compression::fast(), false),
        }
    }

    fn give(&self, deflater: Compress) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(deflater);
    }
}

/// Deflates all of `data`: to the end of the stream, or to a byte boundary after which another block may follow.
fn run(deflater: &mut Compress, data: &[u8], is_last: bool) -> io::Result<Vec<u8>> {
    let flush = if is_last {
        FlushCompress::Finish
    } else {
        FlushCompress::Sync
    };
    let mut bytes = Vec::with_capacity(data.len() / 2 + 64);
    loop {
        let read = usize::try_from(deflater.total_in()).unwrap_or(usize::MAX);
        let status =
            deflater.compress_vec(data.get(read..).unwrap_or_default(), &mut bytes, flush)?;
        let is_done = match flush {
            FlushCompress::Finish => status == Status::StreamEnd,
            _ => bytes.len() < bytes.capacity(), // a flush that left room has nothing more to say
        };
        if is_done {
            return Ok(bytes);
        }
        bytes.reserve(data.len() / 4 + 64);
    }
}
