//! The names of a bundle's entries and their order.

/// The first entry; its content is [`MEDIA_TYPE`].
pub const MIMETYPE: &str = "mimetype";
/// What `mimetype` says, so that the format is known from the file's first bytes.
pub const MEDIA_TYPE: &str = "application/vnd.essaim.bundle+zip";
/// The explanation for people, as a page.
pub const README_HTML: &str = "LISEZMOI.html";
/// The explanation for people, as text.
pub const README_TEXT: &str = "LISEZMOI.txt";
/// What the bundle holds.
pub const MANIFEST: &str = "manifest.json";
/// The manifest's signature.
pub const MANIFEST_SIGNATURE: &str = "manifest.sig";
/// The sums of every other entry.
pub const SUMS: &str = "manifest-sha256.txt";
/// The description for archives and universities.
pub const RO_CRATE: &str = "ro-crate-metadata.json";
/// The certificates of the devices that signed.
pub const DEVICES: &str = "keys/devices.jsonl";
/// The folder of revisions.
pub const REVISIONS: &str = "revisions/";
/// The folder of attachments.
pub const ATTACHMENTS: &str = "attachments/";
/// The folder of readable sheets.
pub const PREVIEWS: &str = "preview/";

const FIXED: [&str; 8] = [
    MIMETYPE,
    README_HTML,
    README_TEXT,
    MANIFEST,
    MANIFEST_SIGNATURE,
    SUMS,
    RO_CRATE,
    DEVICES,
];
const FOLDERS: [&str; 3] = [REVISIONS, ATTACHMENTS, PREVIEWS];

/// What orders the entries: the place of the name or of its folder, then the name's bytes. Names that this version does
/// not know come last.
pub fn rank(name: &str) -> (usize, &str) {
    let fixed = FIXED.iter().position(|known| *known == name);
    let folder = || FOLDERS.iter().position(|known| name.starts_with(known));
    let place = fixed.or_else(|| folder().map(|at| FIXED.len() + at));
    (place.unwrap_or(FIXED.len() + FOLDERS.len()), name)
}

/// Whether the profile allows this name: ASCII, lower case, at most three levels deep.
pub fn allows(name: &str) -> bool {
    FIXED.contains(&name)
        || (!name.is_empty()
            && name.len() <= 128
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._/-".contains(&b))
            && name.split('/').count() <= 3
            && name
                .split('/')
                .all(|part| !part.is_empty() && part != "." && part != ".."))
}

/// The path of the `number`-th chunk of revisions; the first is 1.
pub fn revision_chunk(number: usize) -> String {
    format!("{REVISIONS}{number:04}.jsonl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_follow_the_order_of_the_format() {
        let first = revision_chunk(1);
        let names = [
            MIMETYPE,
            README_HTML,
            README_TEXT,
            MANIFEST,
            MANIFEST_SIGNATURE,
            SUMS,
            RO_CRATE,
            DEVICES,
            &first,
            "revisions/0002.jsonl",
            "attachments/00",
            "attachments/ff",
            "preview/a.html",
            "later/a",
        ];
        assert!(names.is_sorted_by_key(|name| rank(name)));
        assert!(names.iter().all(|name| allows(name)));
        for bad in ["", "A", "a/b/c/d", "a//b", "../a", "\u{e9}", "a b", "a/"] {
            assert!(!allows(bad), "{bad:?}");
        }
    }
}
