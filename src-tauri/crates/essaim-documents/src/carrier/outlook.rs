//! Messages as Outlook saves them (MS-OXMSG): a compound file in which each attachment is a folder of streams.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use super::{Fault, LARGEST, Search};

/// Folders of attachments begin like this.
const ATTACHMENT: &str = "__attach_version1.0_";
/// The bytes of an attachment that is a file.
const DATA: &str = "__substg1.0_37010102";
/// The folder of an attachment that is itself a message.
const EMBEDDED: &str = "__substg1.0_3701000D";
/// The long and the short name of an attachment, as UTF-16.
const NAMES: [&str; 2] = ["__substg1.0_3707001F", "__substg1.0_3704001F"];
/// The text of a message, as UTF-16, as bytes, and as HTML.
const TEXTS: [&str; 3] = [
    "__substg1.0_1000001F",
    "__substg1.0_1000001E",
    "__substg1.0_10130102",
];

type Compound<'b> = cfb::CompoundFile<Cursor<&'b [u8]>>;

pub(super) fn search(bytes: &[u8], search: &mut Search, depth: u8) -> Result<(), Fault> {
    let mut compound =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| Fault::Unreadable)?;
    message(&mut compound, Path::new("/"), search, depth)
}

fn message(
    compound: &mut Compound<'_>,
    place: &Path,
    search: &mut Search,
    depth: u8,
) -> Result<(), Fault> {
    for text in TEXTS {
        if let Some(text) = stream(compound, &place.join(text))? {
            // In UTF-16 every other byte of an address is zero.
            let narrow: Vec<u8> = text.into_iter().filter(|byte| *byte != 0).collect();
            search.read_text(&narrow);
        }
    }
    let inside = compound
        .read_storage(place)
        .map_err(|_| Fault::Unreadable)?;
    let attachments: Vec<PathBuf> = inside
        .filter(|entry| entry.is_storage() && entry.name().starts_with(ATTACHMENT))
        .map(|entry| place.join(entry.name()))
        .collect();
    for attachment in attachments {
        if let Some(bytes) = stream(compound, &attachment.join(DATA))? {
            let name = name(compound, &attachment)?;
            search.look(&name, bytes.into(), depth)?;
        }
        let embedded = attachment.join(EMBEDDED);
        if depth + 1 < super::DEEPEST && compound.is_storage(&embedded) {
            message(compound, &embedded, search, depth + 1)?;
        }
    }
    Ok(())
}

fn name(compound: &mut Compound<'_>, attachment: &Path) -> Result<String, Fault> {
    for name in NAMES {
        if let Some(bytes) = stream(compound, &attachment.join(name))? {
            let units: Vec<u16> = bytes
                .chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .collect();
            return Ok(String::from_utf16_lossy(&units));
        }
    }
    Ok(String::new())
}

/// The bytes of a stream, if there is one of that name that can be read.
fn stream(compound: &mut Compound<'_>, path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    if !compound.is_stream(path) {
        return Ok(None);
    }
    let Ok(stream) = compound.open_stream(path) else {
        return Ok(None);
    };
    let mut bytes = Vec::new();
    let read = stream.take(LARGEST as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > LARGEST {
        return Err(Fault::TooLarge);
    }
    Ok(read.is_ok().then_some(bytes))
}
