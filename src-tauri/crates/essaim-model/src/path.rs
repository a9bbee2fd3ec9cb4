//! The path of a leaf inside a record: `title`, `steps/<id>/title`, `readings/<id>`.

use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize};

/// The last segment of an item's tombstone: `steps/<id>/~`.
pub const TOMBSTONE: &str = "~";

/// A leaf's path: 1 to 8 segments of `[A-Za-z0-9_.~-]`, 240 bytes at most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Path(CompactString);

impl Path {
    /// Checks the form of a path.
    pub fn new(text: impl Into<CompactString>) -> Option<Self> {
        let text = text.into();
        let mut segments = 1;
        let mut length = 0;
        for b in text.bytes() {
            match b {
                b'/' if length > 0 => {
                    segments += 1;
                    length = 0;
                }
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b'~' | b'-' => length += 1,
                _ => return None,
            }
        }
        (length > 0 && segments <= 8 && text.len() <= 240).then_some(Self(text))
    }

    /// The path's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its segments, in order.
    pub fn segments(&self) -> std::str::Split<'_, char> {
        self.0.split('/')
    }

    /// Whether the path lies below `prefix` (or is it).
    pub fn is_under(&self, prefix: &str) -> bool {
        self.0
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The item a tombstone stands for: `steps/x` for `steps/x/~`.
    pub fn tombstone_of(&self) -> Option<&str> {
        self.0.strip_suffix("/~")
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for Path {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(CompactString::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom("not a path"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_segments_make_a_path() {
        assert!(Path::new("steps/a1/title").is_some());
        for bad in ["", "/a", "a/", "a//b", "é", "a b", "1/2/3/4/5/6/7/8/9"] {
            assert!(Path::new(bad).is_none(), "{bad:?} must be refused");
        }
    }
}
