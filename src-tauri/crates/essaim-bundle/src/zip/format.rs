//! The three headers of a zip file, byte by byte. All numbers are little-endian.

/// A stored entry.
pub(crate) const STORED: u16 = 0;
/// A deflated entry.
pub(crate) const DEFLATED: u16 = 8;
/// "Sizes follow the data": bit 3.
pub(crate) const FLAG_DESCRIPTOR: u16 = 1 << 3;
/// "The name is UTF-8": bit 11.
pub(crate) const FLAG_UTF8: u16 = 1 << 11;
/// Hints on how hard the deflater tried: bits 1 and 2.
pub(crate) const FLAGS_LEVEL: u16 = 0b110;
/// Encrypted, strongly encrypted, or with a masked header: bits 0, 6 and 13.
pub(crate) const FLAGS_ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;

pub(crate) const LOCAL_SIGNATURE: u32 = 0x0403_4b50;
pub(crate) const CENTRAL_SIGNATURE: u32 = 0x0201_4b50;
pub(crate) const END_SIGNATURE: u32 = 0x0605_4b50;
pub(crate) const DESCRIPTOR_SIGNATURE: u32 = 0x0807_4b50;
pub(crate) const ZIP64_LOCATOR_SIGNATURE: u32 = 0x0706_4b50;

pub(crate) const LOCAL_LENGTH: usize = 30;
pub(crate) const CENTRAL_LENGTH: usize = 46;
pub(crate) const END_LENGTH: usize = 22;

/// Version 2.0 of the format, on a file system without attributes.
pub(crate) const VERSION: u16 = 20;
/// 1980-01-01 00:00:00, the first moment a zip can tell.
pub(crate) const DATE: u32 = 0x0021_0000;

/// The two bytes at `at`; zero past the end, so that a caller who checked the length never fails.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes
        .get(at..at + 2)
        .map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

/// The four bytes at `at`; zero past the end, so that a caller who checked the length never fails.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..at + 4)
        .map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

/// What an entry's header says, in the place where it is written twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) flags: u16,
    pub(crate) method: u16,
    /// Date in the upper half, time in the lower.
    pub(crate) date: u32,
    pub(crate) crc32: u32,
    pub(crate) compressed: u32,
    pub(crate) size: u32,
}

impl Header {
    /// Reads the members from where they begin: byte 6 of a local header, byte 8 of a central one.
    pub(crate) fn parse(bytes: &[u8], at: usize) -> Self {
        Self {
            flags: u16_at(bytes, at),
            method: u16_at(bytes, at + 2),
            date: u32_at(bytes, at + 4),
            crc32: u32_at(bytes, at + 8),
            compressed: u32_at(bytes, at + 12),
            size: u32_at(bytes, at + 16),
        }
    }

    fn write(&self, out: &mut Vec<u8>, name: &str) {
        out.extend_from_slice(&self.flags.to_le_bytes());
        out.extend_from_slice(&self.method.to_le_bytes());
        out.extend_from_slice(&self.date.to_le_bytes());
        out.extend_from_slice(&self.crc32.to_le_bytes());
        out.extend_from_slice(&self.compressed.to_le_bytes());
        out.extend_from_slice(&self.size.to_le_bytes());
        // Names are checked to be at most 255 bytes long before they come here.
        out.extend_from_slice(&(name.len() as u16).to_le_bytes());
        out.extend_from_slice(&[0; 2]); // no extra field
    }

    /// The local header and name, as the profile writes them.
    pub(crate) fn local(&self, name: &str) -> Vec<u8> {
        let mut out = Vec::with_capacity(LOCAL_LENGTH + name.len());
        out.extend_from_slice(&LOCAL_SIGNATURE.to_le_bytes());
        out.extend_from_slice(&VERSION.to_le_bytes());
        self.write(&mut out, name);
        out.extend_from_slice(name.as_bytes());
        out
    }

    /// The central header and name, as the profile writes them.
    pub(crate) fn central(&self, name: &str, offset: u32, out: &mut Vec<u8>) {
        out.extend_from_slice(&CENTRAL_SIGNATURE.to_le_bytes());
        out.extend_from_slice(&VERSION.to_le_bytes()); // made by
        out.extend_from_slice(&VERSION.to_le_bytes()); // needed
        self.write(out, name);
        out.extend_from_slice(&[0; 10]); // comment length, disk, internal and external attributes
        out.extend_from_slice(&offset.to_le_bytes());
        out.extend_from_slice(name.as_bytes());
    }
}

/// The end of central directory record, as the profile writes it.
pub(crate) fn end(entries: u16, size: u32, offset: u32) -> Vec<u8> {
    let mut out = Vec::with_capacity(END_LENGTH);
    out.extend_from_slice(&END_SIGNATURE.to_le_bytes());
    out.extend_from_slice(&[0; 4]); // disks
    out.extend_from_slice(&entries.to_le_bytes());
    out.extend_from_slice(&entries.to_le_bytes());
    out.extend_from_slice(&size.to_le_bytes());
    out.extend_from_slice(&offset.to_le_bytes());
    out.extend_from_slice(&[0; 2]); // no comment
    out
}
