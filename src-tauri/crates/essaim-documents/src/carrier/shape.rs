//! What a file is, told by its first bytes.

/// How many bytes of a file tell its shape.
const LOOKED_AT: usize = 8 << 10;
/// How far from its beginning a PDF may say that it is one, in bytes.
const PDF_WITHIN: usize = 1024;

const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const ENCRYPTED: &[u8] = b"age-encryption.org/";
const ARMOURED: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// Header fields by which a message is known, in lower case.
const FIELDS: &[&str] = &[
    "received",
    "from",
    "to",
    "cc",
    "date",
    "subject",
    "message-id",
    "mime-version",
    "return-path",
    "delivered-to",
    "content-type",
    "content-transfer-encoding",
    "x-unsent",
    "reply-to",
    "sender",
    "dkim-signature",
    "authentication-results",
];

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A zip archive.
    Zip,
    /// Encrypted with age, in binary or as text.
    Encrypted,
    /// A PDF.
    Pdf,
    /// A message of RFC 5322.
    Mail,
    /// A compound file, as Outlook saves messages.
    Outlook,
    /// Anything else.
    Other,
}

/// What a file is, by its beginning. Its name plays no part.
pub fn shape(bytes: &[u8]) -> Shape {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Shape::Zip;
    }
    if head.starts_with(ENCRYPTED) || head.trim_ascii_start().starts_with(ARMOURED) {
        return Shape::Encrypted;
    }
    if head.starts_with(COMPOUND) {
        return Shape::Outlook;
    }
    if is_mail(head) {
        return Shape::Mail;
    }
    let beginning = &head[..head.len().min(PDF_WITHIN)];
    if memchr::memmem::find(beginning, b"%PDF-").is_some() {
        return Shape::Pdf;
    }
    Shape::Other
}

/// Whether the text begins with header fields, one of which every message has.
fn is_mail(head: &[u8]) -> bool {
    let head = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let mut lines = head
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_end);
    let mut first = lines.next().unwrap_or_default();
    // The line that separates messages in a mailbox.
    if first.starts_with(b"From ") || first.starts_with(b">From ") {
        first = lines.next().unwrap_or_default();
    }
    if field(first).is_none() {
        return false;
    }
    std::iter::once(first)
        .chain(lines.take_while(|line| !line.is_empty()))
        .filter_map(field)
        .any(|name| {
            FIELDS
                .iter()
                .any(|known| known.as_bytes().eq_ignore_ascii_case(name))
        })
}

/// The name of a header field; none for lines that continue another, or are no header.
fn field(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let name = line[..colon].trim_ascii_end();
    let printable = |byte: &u8| (33..=126).contains(byte);
    (!name.is_empty() && name.iter().all(printable)).then_some(name)
}
