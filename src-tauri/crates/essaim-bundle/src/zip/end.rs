//! The end of central directory record: found from the back of the file, and believed only if it accounts for every
//! byte up to the end.

use crate::error::{Danger, LooksLike, Refusal};
use crate::limits::{Cap, Limits};
use crate::read_at::ReadAt;
use crate::zip::format::{
    CENTRAL_LENGTH, END_LENGTH, END_SIGNATURE, LOCAL_SIGNATURE, ZIP64_LOCATOR_SIGNATURE, u16_at,
    u32_at,
};

/// An archive comment may be this long.
const LONGEST_COMMENT: usize = u16::MAX as usize;
/// Names, extra fields and comments of one entry take this many bytes on average, at most.
const DIRECTORY_BYTES_PER_ENTRY: u64 = 512;

/// Where the central directory lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub(super) entries: u64,
    pub(super) directory_offset: u64,
    pub(super) directory_size: u64,
    pub(super) has_comment: bool,
}

/// Finds the record and checks it against the file's length and the caps.
pub(super) fn find(source: &dyn ReadAt, limits: &Limits) -> Result<End, Refusal> {
    let length = source.length()?;
    if length > limits.file {
        return Err(Refusal::over(
            Cap::File,
            Cap::File.name(),
            length,
            limits.file,
        ));
    }
    let head = read(source, 0, length.min(512))?;
    let looks_like = sniff(&head);
    if matches!(
        looks_like,
        LooksLike::Empty | LooksLike::Pdf | LooksLike::Mail
    ) {
        return Err(Refusal::NotABundle { looks_like });
    }
    let tail_length = length.min((END_LENGTH + LONGEST_COMMENT) as u64);
    let tail = read(source, length - tail_length, tail_length)?;
    let Some(at) = position(&tail) else {
        return Err(match looks_like {
            LooksLike::Zip if ends_early(&tail, length) => Refusal::dangerous(Danger::Unaccounted),
            LooksLike::Zip => Refusal::Incomplete { what: "end".into() },
            _ => Refusal::NotABundle { looks_like },
        });
    };
    let record = &tail[at..];
    let comment = &record[END_LENGTH..];
    if comment.windows(4).any(|w| w == END_SIGNATURE.to_le_bytes()) {
        return Err(Refusal::dangerous(Danger::Directory)); // two ends: two readers would see two archives
    }
    let locator = at.checked_sub(20).map_or(0, |before| u32_at(&tail, before));
    check(record, length - tail_length + at as u64, locator, limits)
}

fn check(record: &[u8], position: u64, locator: u32, limits: &Limits) -> Result<End, Refusal> {
    let entries = u16_at(record, 10);
    let directory_size = u32_at(record, 12);
    let directory_offset = u32_at(record, 16);
    if locator == ZIP64_LOCATOR_SIGNATURE
        || entries == u16::MAX
        || directory_size == u32::MAX
        || directory_offset == u32::MAX
    {
        return Err(Refusal::dangerous(Danger::Zip64));
    }
    if u32_at(record, 4) != 0 || u16_at(record, 8) != entries {
        return Err(Refusal::dangerous(Danger::MultiDisk));
    }
    let end = End {
        entries: u64::from(entries),
        directory_offset: u64::from(directory_offset),
        directory_size: u64::from(directory_size),
        has_comment: record.len() > END_LENGTH,
    };
    if end.entries > limits.entries {
        return Err(Refusal::over(
            Cap::Entries,
            Cap::Entries.name(),
            end.entries,
            limits.entries,
        ));
    }
    if end.directory_offset + end.directory_size != position {
        return Err(Refusal::dangerous(Danger::Unaccounted));
    }
    let least = end.entries * CENTRAL_LENGTH as u64;
    if !(least..=least + end.entries * DIRECTORY_BYTES_PER_ENTRY).contains(&end.directory_size) {
        return Err(Refusal::dangerous(Danger::Directory));
    }
    Ok(end)
}

/// The last record in `tail` whose comment ends exactly where the file does.
fn position(tail: &[u8]) -> Option<usize> {
    let last = tail.len().checked_sub(END_LENGTH)?;
    (0..=last).rev().find(|&at| {
        u32_at(tail, at) == END_SIGNATURE
            && usize::from(u16_at(tail, at + 20)) == tail.len() - at - END_LENGTH
    })
}

/// Whether an archive ends before the file does: something was put behind it.
fn ends_early(tail: &[u8], length: u64) -> bool {
    let before = length - tail.len() as u64;
    (0..tail.len().saturating_sub(END_LENGTH)).any(|at| {
        let directory_end = u64::from(u32_at(tail, at + 12)) + u64::from(u32_at(tail, at + 16));
        u32_at(tail, at) == END_SIGNATURE
            && u16_at(tail, at + 20) == 0
            && directory_end == before + at as u64
    })
}

/// What the first bytes of a file look like. The name of the file plays no part.
pub(crate) fn sniff(head: &[u8]) -> LooksLike {
    if head.is_empty() {
        return LooksLike::Empty;
    }
    if head.starts_with(b"%PDF-") {
        return LooksLike::Pdf;
    }
    if u32_at(head, 0) == LOCAL_SIGNATURE || u32_at(head, 0) == END_SIGNATURE {
        return LooksLike::Zip;
    }
    let first_line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let field = first_line.split(|b| *b == b':').next().unwrap_or_default();
    let is_header = first_line.contains(&b':')
        && [
            &b"Received"[..],
            b"From",
            b"To",
            b"Date",
            b"Subject",
            b"Message-ID",
            b"MIME-Version",
        ]
        .iter()
        .chain(&[
            &b"Return-Path"[..],
            b"Delivered-To",
            b"Content-Type",
            b"X-Unsent",
        ])
        .any(|name| name.eq_ignore_ascii_case(field));
    if is_header {
        LooksLike::Mail
    } else {
        LooksLike::Unknown
    }
}

fn read(source: &dyn ReadAt, offset: u64, length: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = vec![0; length as usize]; // at most 64 KiB: the callers say how much
    source.read_exact_at(&mut bytes, offset)?;
    Ok(bytes)
}
