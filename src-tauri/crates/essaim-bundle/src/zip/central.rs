//! The central directory: one record for each entry, judged alone. What the records mean together is judged in
//! `archive`, and against the local headers in `local`.

use std::collections::BTreeSet;

use super::archive::{Deviation, Entry};
use super::end::End;
use super::format::{
    CENTRAL_LENGTH, CENTRAL_SIGNATURE, DATE, DEFLATED, FLAG_DESCRIPTOR, FLAG_UTF8, FLAGS_ENCRYPTED,
    FLAGS_LEVEL, Header, STORED, VERSION, u16_at, u32_at,
};
use super::name;
use crate::error::{Danger, Refusal};
use crate::limits::{Cap, Limits, MAX_RATIO, RATIO_FREE};

const UNIX_TYPE: u32 = 0xF000_0000;
const UNIX_FILE: u32 = 0x8000_0000;
const UNIX_FOLDER: u32 = 0x4000_0000;
const DOS_FOLDER: u32 = 0x10;
const DOS_REPARSE_POINT: u32 = 0x400;
/// A name that replaces the one in the header.
const UNICODE_PATH: u16 = 0x7075;
const ZIP64: u16 = 0x0001;
const AES: u16 = 0x9901;

/// An entry with what is needed to check its local header.
pub(super) struct Record {
    pub(super) entry: Entry,
    pub(super) header: Header,
    pub(super) raw_name: Vec<u8>,
    pub(super) offset: u64,
}

/// Reads all records; `bytes` is the directory, no more and no less.
pub(super) fn parse(
    mut bytes: &[u8],
    end: &End,
    limits: &Limits,
    deviations: &mut BTreeSet<Deviation>,
) -> Result<Vec<Record>, Refusal> {
    let mut records = Vec::with_capacity(end.entries as usize); // capped with `Limits::entries`
    let mut inflated = 0u64;
    for _ in 0..end.entries {
        let (record, length) = parse_one(bytes, deviations)?;
        bytes = &bytes[length..];
        inflated += record.entry.size;
        if inflated > limits.inflated {
            let name = Cap::Inflated.name();
            return Err(Refusal::over(
                Cap::Inflated,
                name,
                inflated,
                limits.inflated,
            ));
        }
        records.push(record);
    }
    if !bytes.is_empty() {
        return Err(Refusal::dangerous(Danger::Directory));
    }
    Ok(records)
}

fn parse_one(
    bytes: &[u8],
    deviations: &mut BTreeSet<Deviation>,
) -> Result<(Record, usize), Refusal> {
    if bytes.len() < CENTRAL_LENGTH || u32_at(bytes, 0) != CENTRAL_SIGNATURE {
        return Err(Refusal::dangerous(Danger::Directory));
    }
    let name_end = CENTRAL_LENGTH + usize::from(u16_at(bytes, 28));
    let extra_end = name_end + usize::from(u16_at(bytes, 30));
    let length = extra_end + usize::from(u16_at(bytes, 32));
    if bytes.len() < length {
        return Err(Refusal::dangerous(Danger::Directory));
    }
    let raw_name = &bytes[CENTRAL_LENGTH..name_end];
    let shown = String::from_utf8_lossy(raw_name).into_owned();
    let danger = |danger| Refusal::dangerous_entry(shown.clone(), danger);
    name::check(raw_name).map_err(danger)?;
    let header = Header::parse(bytes, 8);
    check_header(&header, deviations).map_err(danger)?;
    check_extra(&bytes[name_end..extra_end], raw_name, deviations).map_err(danger)?;
    let offset = u32_at(bytes, 42);
    if [header.compressed, header.size, offset].contains(&u32::MAX) {
        return Err(danger(Danger::Zip64));
    }
    if u16_at(bytes, 34) != 0 {
        return Err(danger(Danger::MultiDisk));
    }
    let is_folder = raw_name.ends_with(b"/");
    check_attributes(u32_at(bytes, 38), is_folder).map_err(danger)?;
    if is_folder && header.size != 0 {
        return Err(danger(Danger::Contradiction));
    }
    let plain = u16_at(bytes, 4) == VERSION
        && u16_at(bytes, 6) == VERSION
        && u16_at(bytes, 36) == 0
        && u32_at(bytes, 38) == 0;
    note(deviations, !plain, Deviation::Attributes);
    note(deviations, length > extra_end, Deviation::Comment);
    note(deviations, is_folder, Deviation::Folder);
    let entry = Entry {
        name: shown,
        size: u64::from(header.size),
        compressed: u64::from(header.compressed),
        crc32: header.crc32,
        deflated: header.method == DEFLATED,
        data_offset: 0, // known once the local header is read
    };
    let offset = u64::from(offset);
    Ok((
        Record {
            entry,
            header,
            raw_name: raw_name.to_vec(),
            offset,
        },
        length,
    ))
}

fn check_header(header: &Header, deviations: &mut BTreeSet<Deviation>) -> Result<(), Danger> {
    if header.flags & FLAGS_ENCRYPTED != 0 {
        return Err(Danger::Encrypted);
    }
    if header.flags & !(FLAGS_LEVEL | FLAG_DESCRIPTOR | FLAG_UTF8) != 0 {
        return Err(Danger::Flags);
    }
    if header.method != STORED && header.method != DEFLATED {
        return Err(Danger::Method);
    }
    if header.method == STORED && header.compressed != header.size {
        return Err(Danger::Contradiction);
    }
    let (size, compressed) = (u64::from(header.size), u64::from(header.compressed));
    if size > RATIO_FREE && size > compressed * MAX_RATIO {
        return Err(Danger::Bomb);
    }
    note(
        deviations,
        header.flags & FLAG_DESCRIPTOR != 0,
        Deviation::Descriptor,
    );
    note(
        deviations,
        header.flags & !FLAG_DESCRIPTOR != 0,
        Deviation::Flags,
    );
    note(deviations, header.date != DATE, Deviation::Date);
    Ok(())
}

/// Extra fields are a list of (id, length, bytes) that fills its place exactly.
pub(super) fn check_extra(
    mut extra: &[u8],
    raw_name: &[u8],
    deviations: &mut BTreeSet<Deviation>,
) -> Result<(), Danger> {
    note(deviations, !extra.is_empty(), Deviation::ExtraField);
    while !extra.is_empty() {
        let end = 4 + usize::from(u16_at(extra, 2));
        if extra.len() < end {
            return Err(Danger::ExtraField);
        }
        match u16_at(extra, 0) {
            ZIP64 => return Err(Danger::Zip64),
            AES => return Err(Danger::Encrypted),
            // Of use to old tools only where the name is not ASCII; elsewhere it is a second name.
            UNICODE_PATH if raw_name.is_ascii() && extra.get(9..end) != Some(raw_name) => {
                return Err(Danger::ExtraField);
            }
            _ => extra = &extra[end..],
        }
    }
    Ok(())
}

fn check_attributes(external: u32, is_folder: bool) -> Result<(), Danger> {
    let unix = external & UNIX_TYPE;
    if ![0, UNIX_FILE, UNIX_FOLDER].contains(&unix) || external & DOS_REPARSE_POINT != 0 {
        return Err(Danger::SpecialFile);
    }
    let says_folder = unix == UNIX_FOLDER || external & DOS_FOLDER != 0;
    let says_file = unix == UNIX_FILE;
    if (says_folder && !is_folder) || (says_file && is_folder) {
        return Err(Danger::SpecialFile);
    }
    Ok(())
}

pub(super) fn note(deviations: &mut BTreeSet<Deviation>, present: bool, deviation: Deviation) {
    if present {
        deviations.insert(deviation);
    }
}
