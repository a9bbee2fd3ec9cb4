//! Putting blocks together again as entries, either in a spool (bytes only) or in the archive itself. Dates, flags and
//! attributes are fixed, so the same content gives the same bytes.

use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::atomic::Ordering;

use super::deflate::{Deflated, End};
use super::format::{CENTRAL_LENGTH, DATE, DEFLATED, Header, LOCAL_LENGTH, STORED, end};
use super::profile::MIMETYPE;
use crate::error::WriteError;
use crate::limits::{Cap, Limits};

/// An entry whose bytes are all written.
#[derive(Debug, Clone)]
pub(crate) struct Finished {
    pub(crate) path: String,
    pub(crate) header: Header,
    pub(crate) sha256: [u8; 32],
    /// Where its bytes (in a spool) or its header (in an archive) begin.
    pub(crate) offset: u64,
}

impl Finished {
    /// What the entry takes in an archive, both its headers included, in bytes.
    pub(crate) fn in_file(&self) -> u64 {
        let headers = LOCAL_LENGTH + CENTRAL_LENGTH + 2 * self.path.len();
        headers as u64 + u64::from(self.header.compressed)
    }
}

/// An entry of which some blocks may still come.
struct Open {
    path: String,
    offset: u64,
    crc: crc32fast::Hasher,
    size: u64,
    compressed: u64,
    stored: bool,
}

impl Open {
    fn header(&self) -> Header {
        Header {
            flags: 0,
            method: if self.stored { STORED } else { DEFLATED },
            date: DATE,
            crc32: self.crc.clone().finalize(),
            // Both are at most the file cap, which is below 4 GiB.
            compressed: self.compressed as u32,
            size: self.size as u32,
        }
    }
}

/// Entries under way to `out`, which is at its very beginning.
pub(crate) struct ZipWriter<'a, W: Write + Seek> {
    out: BufWriter<W>,
    limits: &'a Limits,
    with_headers: bool,
    position: u64,
    inflated: u64,
    open: Option<Open>,
    finished: Vec<Finished>,
}

impl<'a, W: Write + Seek> ZipWriter<'a, W> {
    /// Writes entries with their headers.
    pub(crate) fn archive(out: W, limits: &'a Limits) -> Self {
        Self::new(out, limits, true)
    }

    /// Writes the entries' bytes only, to be copied into an archive later.
    pub(crate) fn spool(out: W, limits: &'a Limits) -> Self {
        Self::new(out, limits, false)
    }

    fn new(out: W, limits: &'a Limits, with_headers: bool) -> Self {
        let out = BufWriter::with_capacity(256 * 1024, out);
        let finished = Vec::new();
        Self {
            out,
            limits,
            with_headers,
            position: 0,
            inflated: 0,
            open: None,
            finished,
        }
    }

    /// Takes the next block. An entry is stored if its first block does not get smaller, and `mimetype` always.
    pub(crate) fn accept(&mut self, done: Deflated) -> Result<(), WriteError> {
        let Deflated {
            block,
            crc,
            sha256,
            bytes,
        } = done;
        let bytes = bytes?;
        let is_whole = block.end == End::Whole;
        if let Some(path) = block.path {
            let stored = path == MIMETYPE || bytes.len() >= block.data.len();
            block.stored.store(stored, Ordering::Relaxed);
            let crc = crc32fast::Hasher::new();
            self.open = Some(Open {
                path,
                offset: self.position,
                crc,
                size: 0,
                compressed: 0,
                stored,
            });
        }
        let Some(mut open) = self.open.take() else {
            return Err(WriteError::Form(
                "a block came before the beginning of its entry",
            ));
        };
        let payload = if open.stored { &block.data } else { &bytes };
        let begins = open.size == 0;
        open.crc.combine(&crc);
        open.size += block.data.len() as u64;
        open.compressed += payload.len() as u64;
        self.check_caps(&open, block.data.len() as u64)?;
        if begins && self.with_headers {
            // Final for an entry of one block; otherwise a placeholder of the same length.
            self.put(&open.header().local(&open.path))?;
        }
        self.put(payload)?;
        match sha256 {
            Some(sha256) => self.finish_entry(open, sha256, is_whole),
            None => {
                self.open = Some(open);
                Ok(())
            }
        }
    }

    /// Copies an entry from a spool.
    pub(crate) fn copy(
        &mut self,
        entry: &Finished,
        spool: &mut (impl Read + Seek),
    ) -> Result<(), WriteError> {
        let offset = self.position;
        self.put(&entry.header.local(&entry.path))?;
        spool.seek(SeekFrom::Start(entry.offset))?;
        let length = u64::from(entry.header.compressed);
        let copied = io::copy(&mut spool.take(length), &mut self.out)?;
        if copied != length {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        self.position += copied;
        self.count(u64::from(entry.header.size))?;
        self.finished.push(Finished {
            offset,
            ..entry.clone()
        });
        Ok(())
    }

    /// Ends a spool; gives back the file and its entries.
    pub(crate) fn into_spool(self) -> Result<(W, Vec<Finished>), WriteError> {
        let out = self
            .out
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        Ok((out, self.finished))
    }

    /// Writes the central directory and the end; gives back the entries and the file's length in bytes.
    pub(crate) fn finish(mut self) -> Result<(Vec<Finished>, u64), WriteError> {
        let mut directory = Vec::with_capacity(self.finished.len() * 128);
        for entry in &self.finished {
            entry
                .header
                .central(&entry.path, entry.offset as u32, &mut directory);
        }
        let count = self.finished.len() as u64;
        cap(
            Cap::Entries,
            Cap::Entries.name(),
            count,
            self.limits.entries,
        )?;
        let offset = self.position as u32; // below the file cap, checked with every byte put
        self.put(&directory)?;
        self.put(&end(count as u16, directory.len() as u32, offset))?;
        self.out.flush()?;
        Ok((self.finished, self.position))
    }

    fn finish_entry(
        &mut self,
        open: Open,
        sha256: [u8; 32],
        is_whole: bool,
    ) -> Result<(), WriteError> {
        let header = open.header();
        if self.with_headers && !is_whole {
            self.out.seek(SeekFrom::Start(open.offset))?;
            self.out.write_all(&header.local(&open.path))?;
            self.out.seek(SeekFrom::Start(self.position))?;
        }
        self.finished.push(Finished {
            path: open.path,
            header,
            sha256,
            offset: open.offset,
        });
        Ok(())
    }

    fn check_caps(&mut self, open: &Open, more: u64) -> Result<(), WriteError> {
        let (which, limit) = self.limits.of(&open.path);
        cap(which, &open.path, open.size, limit)?;
        self.count(more)
    }

    fn count(&mut self, more: u64) -> Result<(), WriteError> {
        self.inflated += more;
        cap(
            Cap::Inflated,
            Cap::Inflated.name(),
            self.inflated,
            self.limits.inflated,
        )
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), WriteError> {
        self.position += bytes.len() as u64;
        cap(Cap::File, Cap::File.name(), self.position, self.limits.file)?;
        Ok(self.out.write_all(bytes)?)
    }
}

fn cap(cap: Cap, what: &str, value: u64, limit: u64) -> Result<(), WriteError> {
    if value <= limit {
        return Ok(());
    }
    Err(WriteError::TooLarge {
        what: what.to_owned(),
        cap,
        value,
        limit,
    })
}
