//! Entry names: which ones no archive may hold, whatever is done with them later.

use std::collections::HashMap;

use crate::error::{Danger, Refusal};

/// The longest name, in bytes; the profile's own are under 100.
const LONGEST: usize = 255;
/// The deepest path: the profile's three levels, and what a person's or a system's own folders may put around them.
const DEEPEST: usize = 8;

/// Refuses names that leave the folder they are unpacked in, or that two programs could read differently.
pub(super) fn check(raw: &[u8]) -> Result<(), Danger> {
    if raw.is_empty() || raw.len() > LONGEST || raw.starts_with(b"/") {
        return Err(Danger::Path);
    }
    if raw
        .iter()
        .any(|b| b.is_ascii_control() || b"\\:*?\"<>|".contains(b))
    {
        return Err(Danger::Path);
    }
    let path = raw.strip_suffix(b"/").unwrap_or(raw);
    let leaves = |part: &[u8]| part.is_empty() || part == b"." || part == b"..";
    if path.split(|b| *b == b'/').any(leaves) || path.split(|b| *b == b'/').count() > DEEPEST {
        return Err(Danger::Path);
    }
    // Names of old tools are in an unknown code page: shown with replacement marks, never unpacked.
    match std::str::from_utf8(raw) {
        Ok(text) if text.chars().any(is_deceptive) => Err(Danger::Path),
        _ => Ok(()),
    }
}

/// Control characters beyond ASCII, and those that reorder or hide the text around them.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Names seen so far, without regard to letter case, to find those that would land on one another.
#[derive(Default)]
pub(super) struct Seen {
    /// Whether each path is a folder.
    paths: HashMap<String, bool>,
}

impl Seen {
    /// Adds a name; a folder is one that ends with a slash.
    pub(super) fn insert(&mut self, name: &str) -> Result<(), Refusal> {
        let is_folder = name.ends_with('/');
        let path = name.trim_end_matches('/').to_lowercase();
        for (slash, _) in path.match_indices('/') {
            // Only unpacked folders are remembered as such; a file in the way is the danger.
            if self.paths.get(&path[..slash]) == Some(&false) {
                return Err(Refusal::dangerous_entry(name, Danger::Duplicate));
            }
            if !self.paths.contains_key(&path[..slash]) {
                self.paths.insert(path[..slash].to_owned(), true);
            }
        }
        match self.paths.insert(path, is_folder) {
            // A folder may be implied by several entries and named once more.
            None => Ok(()),
            Some(true) if is_folder => Ok(()),
            Some(_) => Err(Refusal::dangerous_entry(name, Danger::Duplicate)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_the_folder_are_dangerous() {
        let bad: [&[u8]; 15] = [
            b"1/2/3/4/5/6/7/8/9",
            b"",
            b"/etc/passwd",
            b"../x",
            b"a/../../x",
            b"a//b",
            b"./a",
            b"a/.",
            b"a\\b",
            b"C:x",
            b"a\0b",
            b"a\nb",
            "a\u{202e}gpj.exe".as_bytes(),
            "a\u{85}b".as_bytes(),
            &[b'a'; 256],
        ];
        for name in bad {
            assert_eq!(
                check(name),
                Err(Danger::Path),
                "{:?}",
                String::from_utf8_lossy(name)
            );
        }
        for name in [
            &b"a"[..],
            b"a/",
            "Fiche \u{e9}t\u{e9}/a.txt".as_bytes(),
            b"\x82t\x82/b",
        ] {
            assert_eq!(check(name), Ok(()), "{:?}", String::from_utf8_lossy(name));
        }
    }

    #[test]
    fn names_that_land_on_one_another_are_dangerous() {
        let duplicate = |names: &[&str]| {
            let mut seen = Seen::default();
            names.iter().any(|name| seen.insert(name).is_err())
        };
        assert!(duplicate(&["a/b", "A/B"]));
        assert!(duplicate(&["a", "a/b"]));
        assert!(duplicate(&["a/b", "a"]));
        assert!(duplicate(&["\u{c9}", "\u{e9}"]));
        assert!(!duplicate(&["a/", "a/b", "a/c", "b/a"]));
    }
}
