//! What a file that came with a record is: its content beside its name, and a name under which it may be saved. It opens
//! nothing; the program never does.

/// What a file is, as far as its bytes and its name tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Its content is what its name says, and other programs only show it.
    Shown,
    /// A program, a script, a page or a document with macros.
    Runs,
    /// Its content is not what its name says.
    Disguised,
    /// Of a type that nothing can be said of.
    Unknown,
}

impl Verdict {
    /// Its name on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Shown => "shown",
            Verdict::Runs => "runs",
            Verdict::Disguised => "disguised",
            Verdict::Unknown => "unknown",
        }
    }
}

/// How many bytes of a file's beginning [`judge`] wants to see.
pub const HEAD: usize = 8 << 10;
/// How many bytes of a file's end it wants to see: there an archive lists what it holds.
pub const TAIL: usize = 64 << 10;

/// Endings of what a double-click would run, on some system.
const RUNS: [&str; 58] = [
    "app",
    "appimage",
    "application",
    "bat",
    "bash",
    "cab",
    "chm",
    "cmd",
    "com",
    "command",
    "cpl",
    "deb",
    "desktop",
    "diagcab",
    "dll",
    "dmg",
    "docm",
    "dotm",
    "exe",
    "gadget",
    "hta",
    "htm",
    "html",
    "img",
    "inf",
    "iso",
    "jar",
    "js",
    "jse",
    "library-ms",
    "lnk",
    "mht",
    "msc",
    "msi",
    "msp",
    "pif",
    "pkg",
    "potm",
    "ppam",
    "ppsm",
    "pptm",
    "ps1",
    "py",
    "reg",
    "rpm",
    "scf",
    "scr",
    "sh",
    "svg",
    "url",
    "vbe",
    "vbs",
    "vhd",
    "wsf",
    "wsh",
    "xhtml",
    "xll",
    "xlsm",
];

/// What a file is, from its name, its first [`HEAD`] and its last [`TAIL`] bytes.
pub fn judge(name: &str, head: &[u8], tail: &[u8]) -> Verdict {
    let ending = ending(name);
    let found = infer::get(head);
    let is = |mime: &str| found.is_some_and(|found| found.mime_type() == mime);
    let runs = found.is_some_and(|found| found.matcher_type() == infer::MatcherType::App)
        || head.starts_with(b"#!")
        || head.starts_with(b"\x7fELF")
        || looks_like_a_page(head);
    if RUNS.contains(&&*ending) || has_macros(tail) {
        return Verdict::Runs;
    }
    let matches = match &*ending {
        "pdf" => is("application/pdf"),
        "png" => is("image/png"),
        "jpg" | "jpeg" => is("image/jpeg"),
        "gif" => is("image/gif"),
        "webp" => is("image/webp"),
        "tif" | "tiff" => is("image/tiff"),
        "heic" => is("image/heif"),
        "docx" => holds(head, tail, b"word/"),
        "xlsx" => holds(head, tail, b"xl/"),
        "pptx" => holds(head, tail, b"ppt/"),
        "odt" => is("application/vnd.oasis.opendocument.text"),
        "ods" => is("application/vnd.oasis.opendocument.spreadsheet"),
        "odp" => is("application/vnd.oasis.opendocument.presentation"),
        "zip" => is("application/zip"),
        "txt" | "md" | "csv" => found.is_none() && !head.contains(&0),
        _ if runs => return Verdict::Runs,
        _ => return Verdict::Unknown,
    };
    match matches && !runs {
        true => Verdict::Shown,
        false => Verdict::Disguised,
    }
}

fn ending(name: &str) -> String {
    let name = name.trim_end_matches(['.', ' ']);
    name.rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default()
}

fn looks_like_a_page(head: &[u8]) -> bool {
    let start: Vec<u8> = head
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace() || [0xef, 0xbb, 0xbf].contains(*byte))
        .take(14)
        .map(u8::to_ascii_lowercase)
        .collect();
    [
        &b"<!doctype html"[..],
        b"<html",
        b"<script",
        b"<svg",
        b"<?xml",
        b"<head",
        b"<body",
    ]
    .iter()
    .any(|sign| start.starts_with(sign))
}

/// The names of an office document's macros, as the archive lists them.
fn has_macros(tail: &[u8]) -> bool {
    [
        &b"vbaProject.bin"[..],
        b"vbaData.xml",
        b"Basic/Standard/",
        b"Scripts/python/",
    ]
    .iter()
    .any(|name| contains(tail, name))
}

fn holds(head: &[u8], tail: &[u8], folder: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
        && contains(tail, folder)
        && contains(tail, b"[Content_Types].xml")
}

fn contains(bytes: &[u8], piece: &[u8]) -> bool {
    bytes.windows(piece.len()).any(|window| window == piece)
}

/// A name under which a file may be saved on any system: no folder, no device, nothing that hides or turns its ending round.
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !hides(*c)).collect();
    let plain = plain.trim_matches([' ', '.']);
    if plain.is_empty() {
        return "document".to_owned();
    }
    let clean = sanitise_file_name::sanitise(plain);
    clean.trim_matches([' ', '.']).to_owned()
}

/// Characters that are not seen, or that turn the text after them round.
fn hides(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
        || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

    fn alone(name: &str, bytes: &[u8]) -> Verdict {
        judge(name, bytes, bytes)
    }

    #[test]
    fn what_is_as_its_name_says_is_shown() {
        let word = b"PK\x03\x04 [Content_Types].xml word/document.xml";
        let good: [(&str, &[u8]); 6] = [
            ("plan.pdf", b"%PDF-1.7\n"),
            ("Photo.PNG", PNG),
            ("photo.jpeg", b"\xff\xd8\xff\xe0"),
            ("note.txt", "Réunion du 3 mars".as_bytes()),
            ("liste.csv", b"\xef\xbb\xbfa;b\r\n"),
            ("lettre.docx", word),
        ];
        for (name, bytes) in good {
            assert_eq!(alone(name, bytes), Verdict::Shown, "{name}");
        }
    }

    #[test]
    fn what_would_run_is_never_taken_for_a_document() {
        let bad: [(&str, &[u8]); 12] = [
            ("facture.pdf.exe", b"MZ\x90\0"),
            ("facture.exe", b"%PDF-1.7\n"),
            ("facture.pdf.lnk", b"L\0\0\0"),
            ("page.html", b"hello"),
            ("dessin.svg", b"<svg/>"),
            ("script.JS", b"alert(1)"),
            ("budget.xlsm", b"PK\x03\x04"),
            ("budget.xlsx", b"PK\x03\x04 [Content_Types].xml xl/vbaProject.bin"),
            ("sans_nom", b"#!/bin/sh\nrm"),
            ("sans_nom", b"\x7fELF\x02\x01\x01"),
            ("raccourci.url. ", b"[InternetShortcut]"),
            ("lettre.odt", b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text Basic/Standard/Module1.xml"),
        ];
        for (name, bytes) in bad {
            assert_eq!(alone(name, bytes), Verdict::Runs, "{name}");
        }
    }

    #[test]
    fn what_is_not_what_its_name_says_is_told() {
        let bad: [(&str, &[u8]); 6] = [
            ("facture.pdf", b"MZ\x90\0"),
            ("photo.png", b"<html><script>"),
            ("note.txt", b"MZ\x90\0\x03\0\0\0"),
            ("note.txt", b"<script>alert(1)</script>"),
            ("lettre.docx", b"%PDF-1.7\n"),
            ("plan.pdf", PNG),
        ];
        for (name, bytes) in bad {
            assert_eq!(alone(name, bytes), Verdict::Disguised, "{name}");
        }
        assert_eq!(alone("plan.dwg", b"AC1027"), Verdict::Unknown);
    }

    #[test]
    fn a_name_stays_in_its_folder_and_shows_its_ending() {
        let cases = [
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\x.pdf", "x.pdf"),
            ("facture\u{202e}fdp.exe", "facturefdp.exe"),
            ("a\0b\n.pdf", "ab.pdf"),
            ("", "document"),
            ("...", "document"),
            ("Délibération n° 12.pdf", "Délibération n° 12.pdf"),
        ];
        for (name, safe) in cases {
            assert_eq!(safe_name(name), safe, "{name:?}");
        }
        for device in ["CON", "nul.txt", "COM1.pdf"] {
            assert_ne!(
                safe_name(device),
                device,
                "Windows gives that name to a device"
            );
        }
    }
}
