//! Reading an entry's bytes: streamed, never more than the directory declared, CRC-32 checked. Buffers are kept for the
//! next entry, since a bundle has thousands of small ones.

use std::sync::{Mutex, PoisonError};

use flate2::{Decompress, FlushDecompress, Status};

use super::archive::{Archive, Entry};
use crate::error::{Alteration, Refusal};
use crate::read_at::ReadAt;

const INPUT: usize = 64 * 1024;
const OUTPUT: usize = 128 * 1024;

/// The buffers and tables of one reading thread.
struct Scratch {
    input: Vec<u8>,
    output: Vec<u8>,
    inflater: Decompress,
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            input: vec![0; INPUT],
            output: vec![0; OUTPUT],
            inflater: Decompress::new(false),
        }
    }
}

/// Scratch space given back by readers that are done.
#[derive(Default)]
pub(super) struct Pool(Mutex<Vec<Scratch>>);

impl Pool {
    fn take(&self) -> Scratch {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
            .unwrap_or_default()
    }

    fn give(&self, scratch: Scratch) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(scratch);
    }
}

impl<S: ReadAt> Archive<S> {
    /// Hands the entry's bytes to `sink` in pieces of at most 128 KiB, in order.
    ///
    /// Nothing may be believed before this returns `Ok`: the size and CRC-32 are known only at the end. `sink` sees at
    /// most `entry.size` bytes; an error of its own ends the reading and is returned.
    pub fn stream<E: From<Refusal>>(
        &self,
        entry: &Entry,
        mut sink: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut scratch = self.pool.take();
        let mut crc = crc32fast::Hasher::new();
        let mut checked = |piece: &[u8]| {
            crc.update(piece);
            sink(piece)
        };
        let done = match entry.deflated {
            true => self.inflate(entry, &mut scratch, &mut checked),
            false => self.copy(entry, &mut scratch, &mut checked),
        };
        self.pool.give(scratch);
        done?;
        if crc.finalize() == entry.crc32 {
            Ok(())
        } else {
            Err(damaged(entry).into())
        }
    }

    fn copy<E: From<Refusal>>(
        &self,
        entry: &Entry,
        scratch: &mut Scratch,
        sink: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut done = 0;
        while done < entry.size {
            let piece = piece(&mut scratch.input, entry.size - done);
            self.read(piece, entry.data_offset + done)?;
            done += piece.len() as u64;
            sink(piece)?;
        }
        Ok(())
    }

    fn inflate<E: From<Refusal>>(
        &self,
        entry: &Entry,
        scratch: &mut Scratch,
        sink: &mut impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let Scratch {
            input,
            output,
            inflater,
        } = scratch;
        inflater.reset(false);
        let mut fetched = 0;
        let mut pending: &[u8] = &[];
        let mut last = Status::Ok;
        loop {
            if pending.is_empty() && fetched < entry.compressed {
                let piece = piece(input, entry.compressed - fetched);
                self.read(piece, entry.data_offset + fetched)?;
                fetched += piece.len() as u64;
                pending = piece;
            }
            let (before_in, before_out) = (inflater.total_in(), inflater.total_out());
            // One byte more than declared, so that a longer stream shows itself.
            let room = (entry.size - before_out + 1).min(OUTPUT as u64) as usize;
            let status = inflater
                .decompress(pending, &mut output[..room], FlushDecompress::None)
                .map_err(|_| damaged(entry))?;
            let (read, wrote) = (
                inflater.total_in() - before_in,
                inflater.total_out() - before_out,
            );
            pending = &pending[read as usize..];
            if inflater.total_out() > entry.size {
                return Err(damaged(entry).into());
            }
            sink(&output[..wrote as usize])?;
            let stalled = read == 0 && wrote == 0;
            if status == Status::StreamEnd || (stalled && last == status) {
                let whole = status == Status::StreamEnd
                    && inflater.total_out() == entry.size
                    && inflater.total_in() == entry.compressed;
                return if whole {
                    Ok(())
                } else {
                    Err(damaged(entry).into())
                };
            }
            last = status;
        }
    }

    fn read(&self, buffer: &mut [u8], offset: u64) -> Result<(), Refusal> {
        self.source
            .read_exact_at(buffer, offset)
            .map_err(Refusal::from)
    }
}

fn piece(buffer: &mut [u8], left: u64) -> &mut [u8] {
    let length = buffer
        .len()
        .min(usize::try_from(left).unwrap_or(usize::MAX));
    &mut buffer[..length]
}

fn damaged(entry: &Entry) -> Refusal {
    Refusal::altered(&entry.name, Alteration::Damaged)
}
