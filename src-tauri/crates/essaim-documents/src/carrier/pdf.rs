//! Files embedded in a PDF, wherever a file specification names them: the list of the document, a page's note, a part of it.

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};
use std::collections::BTreeSet;

use super::{Fault, LARGEST, Search};

/// How deep objects are nested in one another before they are given up.
const DEEPEST: u8 = 16;
/// How many times its length an embedded file unfolds to before it is passed over, and how many bytes in any case: bundles,
/// encrypted files, PDFs and e-mails are packed already, or nearly.
const STRETCH: usize = 20;
const SMALL: usize = 1 << 20;

pub(super) fn search(bytes: &[u8], search: &mut Search, depth: u8) -> Result<(), Fault> {
    let options = LoadOptions {
        max_decompressed_size: Some(LARGEST),
        ..LoadOptions::default()
    };
    // A PDF may begin after some bytes of something else; its parser wants it from its first byte.
    let start = memchr::memmem::find(bytes, b"%PDF-").unwrap_or_default();
    let document =
        Document::load_mem_with_options(&bytes[start..], options).map_err(|_| Fault::Unreadable)?;
    let mut specifications = Vec::new();
    for object in document.objects.values() {
        gather(object, &mut specifications, 0);
    }
    let mut seen = BTreeSet::new();
    for specification in specifications {
        embedded(&document, specification, &mut seen, search, depth)?;
    }
    Ok(())
}

/// The file specifications in an object that have something embedded.
fn gather<'d>(object: &'d Object, specifications: &mut Vec<&'d Dictionary>, depth: u8) {
    if depth == DEEPEST {
        return;
    }
    match object {
        Object::Array(items) => items
            .iter()
            .for_each(|item| gather(item, specifications, depth + 1)),
        Object::Dictionary(members) => {
            if members.has(b"EF") {
                specifications.push(members);
            }
            members
                .iter()
                .for_each(|(_, member)| gather(member, specifications, depth + 1));
        }
        Object::Stream(stream) => stream
            .dict
            .iter()
            .for_each(|(_, member)| gather(member, specifications, depth + 1)),
        _ => {}
    }
}

fn embedded(
    document: &Document,
    specification: &Dictionary,
    seen: &mut BTreeSet<ObjectId>,
    search: &mut Search,
    depth: u8,
) -> Result<(), Fault> {
    let Ok((_, Object::Dictionary(files))) = document.dereference(value(specification, b"EF"))
    else {
        return Ok(());
    };
    for (_, file) in files.iter() {
        // The same file may be named for several systems, and in several places.
        let Ok((Some(id), Object::Stream(stream))) = document.dereference(file) else {
            continue;
        };
        if !seen.insert(id) {
            continue;
        }
        let most = LARGEST.min(SMALL + stream.content.len().saturating_mul(STRETCH));
        match stream.get_plain_content_with_limit(most) {
            Ok(content) => search.look(&name(document, specification), content.into(), depth)?,
            Err(lopdf::Error::Decompress(_)) if most == LARGEST => return Err(Fault::TooLarge),
            // One that unfolds so far is no bundle, and keeps none from being found beside it.
            Err(_) => {}
        }
    }
    Ok(())
}

fn value<'d>(dictionary: &'d Dictionary, name: &[u8]) -> &'d Object {
    dictionary.get(name).unwrap_or(&Object::Null)
}

fn name(document: &Document, specification: &Dictionary) -> String {
    for name in [&b"UF"[..], b"F"] {
        if let Ok((_, text)) = document.dereference(value(specification, name))
            && let Ok(text) = lopdf::decode_text_string(text)
        {
            return text;
        }
    }
    String::new()
}
