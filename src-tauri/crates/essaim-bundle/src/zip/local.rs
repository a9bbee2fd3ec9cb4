//! The local headers: each must say what the central directory says, and all together must account for every byte from
//! the first to the directory, so that a program that reads from the front sees the same entries.

use std::collections::BTreeSet;

use super::archive::Deviation;
use super::central::{Record, check_extra, note};
use super::end::End;
use super::format::{
    DESCRIPTOR_SIGNATURE, FLAG_DESCRIPTOR, Header, LOCAL_LENGTH, LOCAL_SIGNATURE, VERSION, u16_at,
    u32_at,
};
use crate::error::{Danger, Refusal};
use crate::read_at::ReadAt;

/// Checks the records, which must be sorted by offset, and fills in where each entry's data begin.
pub(super) fn check_all(
    source: &dyn ReadAt,
    end: &End,
    records: &mut [Record],
    deviations: &mut BTreeSet<Deviation>,
) -> Result<(), Refusal> {
    let mut position = 0;
    let mut buffer = Vec::new();
    for index in 0..records.len() {
        let next = records
            .get(index + 1)
            .map_or(end.directory_offset, |record| record.offset);
        let record = &mut records[index];
        let danger = |danger| Refusal::dangerous_entry(record.entry.name.clone(), danger);
        if record.offset != position {
            let overlaps = record.offset < position;
            return Err(danger(if overlaps {
                Danger::Overlap
            } else {
                Danger::Unaccounted
            }));
        }
        let header_end = read_header(source, record, end, &mut buffer, deviations)?;
        record.entry.data_offset = header_end;
        let data_end = header_end + record.entry.compressed;
        if data_end > next {
            return Err(danger(Danger::Overlap));
        }
        if record.header.flags & FLAG_DESCRIPTOR != 0 {
            check_descriptor(source, record, data_end, next)?;
        } else if data_end != next {
            return Err(danger(Danger::Unaccounted));
        }
        position = next;
    }
    if position != end.directory_offset {
        return Err(Refusal::dangerous(Danger::Unaccounted));
    }
    Ok(())
}

/// Compares one local header with its record; returns where its data begin.
fn read_header(
    source: &dyn ReadAt,
    record: &Record,
    end: &End,
    buffer: &mut Vec<u8>,
    deviations: &mut BTreeSet<Deviation>,
) -> Result<u64, Refusal> {
    let danger = |danger| Refusal::dangerous_entry(record.entry.name.clone(), danger);
    let name_end = LOCAL_LENGTH + record.raw_name.len();
    if record.offset + name_end as u64 > end.directory_offset {
        return Err(danger(Danger::Overlap));
    }
    buffer.resize(name_end, 0);
    source.read_exact_at(buffer, record.offset)?;
    if u32_at(buffer, 0) != LOCAL_SIGNATURE
        || usize::from(u16_at(buffer, 26)) != record.raw_name.len()
        || buffer[LOCAL_LENGTH..] != record.raw_name
    {
        return Err(danger(Danger::Contradiction));
    }
    let local = Header::parse(buffer, 6);
    let later = record.header.flags & FLAG_DESCRIPTOR != 0;
    // With sizes after the data, the header may hold zeros for them; nothing else may differ.
    let expected = match later && (local.crc32, local.compressed, local.size) == (0, 0, 0) {
        true => Header {
            crc32: 0,
            compressed: 0,
            size: 0,
            ..record.header
        },
        false => record.header,
    };
    if local != expected {
        return Err(danger(Danger::Contradiction));
    }
    note(
        deviations,
        u16_at(buffer, 4) != VERSION,
        Deviation::Attributes,
    );
    let extra_length = usize::from(u16_at(buffer, 28));
    if extra_length == 0 {
        return Ok(record.offset + name_end as u64);
    }
    let data = record.offset + (name_end + extra_length) as u64;
    if data > end.directory_offset {
        return Err(danger(Danger::Overlap));
    }
    buffer.resize(extra_length, 0);
    source.read_exact_at(buffer, record.offset + name_end as u64)?;
    check_extra(buffer, &record.raw_name, deviations).map_err(danger)?;
    Ok(data)
}

/// The sizes after the data: twelve bytes, or sixteen with their signature.
fn check_descriptor(
    source: &dyn ReadAt,
    record: &Record,
    data_end: u64,
    next: u64,
) -> Result<(), Refusal> {
    let danger = |danger| Refusal::dangerous_entry(record.entry.name.clone(), danger);
    let length = next - data_end;
    if length != 12 && length != 16 {
        return Err(danger(Danger::Unaccounted));
    }
    let mut bytes = [0; 16];
    let bytes = &mut bytes[..length as usize];
    source.read_exact_at(bytes, data_end)?;
    let values = match length {
        16 if u32_at(bytes, 0) != DESCRIPTOR_SIGNATURE => {
            return Err(danger(Danger::Unaccounted));
        }
        16 => &bytes[4..],
        _ => &bytes[..],
    };
    let header = &record.header;
    let same = u32_at(values, 0) == header.crc32
        && u32_at(values, 4) == header.compressed
        && u32_at(values, 8) == header.size;
    if same {
        Ok(())
    } else {
        Err(danger(Danger::Contradiction))
    }
}
