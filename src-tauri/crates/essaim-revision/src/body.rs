//! What a revision says: which record, whose, written by which desktop, and the record's whole state.

use std::collections::BTreeMap;
use std::fmt;

use essaim_model::value::sorted_members;
use essaim_model::{DeviceId, OrganisationId, Path, RecordId, Value};
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::clock::Clock;
use crate::state::{Stamp, State, Write};

/// The greatest size of a body, in bytes.
pub const MAX_BODY: usize = 1 << 20;
/// The greatest size of one text leaf, in bytes.
pub const MAX_TEXT: usize = 256 << 10;
/// The greatest depth of nesting.
pub const MAX_DEPTH: u32 = 32;
/// The greatest number of a revision and time of a clock: above 2^53 − 1, programs read different numbers in one text.
pub const MAX_NUMBER: u64 = (1 << 53) - 1;
/// The version of the body format that we write, and the highest that we read.
pub const VERSION: u32 = 1;

/// A revision's content. Written as one line of JSON, members in the order of this struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Kind of the record; kinds of later versions are kept as they are.
    pub kind: String,
    /// The record.
    pub record: RecordId,
    /// The organisation it belongs to.
    pub owner: OrganisationId,
    /// `shareable` or `internal`; anything else counts as internal.
    pub class: String,
    /// The desktop that wrote this revision.
    pub device: DeviceId,
    /// The desktop's number for it.
    pub n: u64,
    /// When.
    pub clock: Clock,
    /// The record's whole state after this revision.
    pub state: State,
}

/// Why bytes are not a body.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Over [`MAX_BODY`] bytes.
    #[error("larger than a revision may be")]
    TooLarge,
    /// Nested deeper than [`MAX_DEPTH`].
    #[error("nested too deeply")]
    TooDeep,
    /// Written by a later version of the program.
    #[error("written by a later version of the format")]
    TooRecent,
    /// Not the JSON that the format asks for.
    #[error("not a revision: {0}")]
    Malformed(String),
}

#[derive(Serialize, Deserialize)]
struct Wire {
    essaim: u32,
    kind: String,
    record: RecordId,
    owner: OrganisationId,
    class: String,
    device: DeviceId,
    n: u64,
    clock: Clock,
    vector: Unique<DeviceId, u64>,
    writes: Vec<WireWrite>,
}

#[derive(Serialize, Deserialize)]
struct WireWrite {
    device: DeviceId,
    n: u64,
    clock: Clock,
    leaves: Unique<Path, Value>,
}

/// A map that refuses a name that comes twice.
struct Unique<K, V>(BTreeMap<K, V>);

impl<K: Serialize, V: Serialize> Serialize for Unique<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0
            .iter()
            .try_for_each(|(key, value)| map.serialize_entry(key, value))?;
        map.end()
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for Unique<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MapVisitor<K, V>(std::marker::PhantomData<(K, V)>);
        impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for MapVisitor<K, V> {
            type Value = Unique<K, V>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("named members")
            }
            fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Self::Value, A::Error> {
                sorted_members(members).map(Unique)
            }
        }
        deserializer.deserialize_map(MapVisitor(std::marker::PhantomData))
    }
}

impl Body {
    /// The stamp of this revision.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            device: self.device,
            n: self.n,
        }
    }

    /// The exact bytes to sign: one line of JSON.
    pub fn to_bytes(&self) -> Vec<u8> {
        let writes = self.state.writes.iter().map(|(stamp, write)| WireWrite {
            device: stamp.device,
            n: stamp.n,
            clock: write.clock,
            leaves: Unique(write.leaves.clone()),
        });
        let wire = Wire {
            essaim: VERSION,
            kind: self.kind.clone(),
            record: self.record.clone(),
            owner: self.owner,
            class: self.class.clone(),
            device: self.device,
            n: self.n,
            clock: self.clock,
            vector: Unique(self.state.vector.clone()),
            writes: writes.collect(),
        };
        // Maps with text keys, whole numbers and text: nothing that JSON cannot write.
        serde_json::to_vec(&wire).unwrap_or_default()
    }

    /// Reads a body, checking form, limits and that its stamps agree with its vector.
    ///
    /// # Errors
    /// Why the bytes are not a body.
    pub fn parse(bytes: &[u8]) -> Result<Body, BodyError> {
        if bytes.len() > MAX_BODY {
            return Err(BodyError::TooLarge);
        }
        if depth(bytes) > MAX_DEPTH {
            return Err(BodyError::TooDeep);
        }
        // Members that are passed over are not read as text: what is no text is refused here.
        let text = std::str::from_utf8(bytes).map_err(malformed)?;
        let wire: Wire = serde_json::from_str(text)
            .map_err(|error| too_recent(text).unwrap_or_else(|| malformed(error)))?;
        if wire.essaim != VERSION {
            return Err(BodyError::TooRecent);
        }
        body(wire)
    }
}

fn malformed(error: impl fmt::Display) -> BodyError {
    BodyError::Malformed(error.to_string())
}

/// A later version may have changed any other member, but not the first.
fn too_recent(text: &str) -> Option<BodyError> {
    #[derive(Deserialize)]
    struct Version {
        essaim: u32,
    }
    let version: Version = serde_json::from_str(text).ok()?;
    (version.essaim > VERSION).then_some(BodyError::TooRecent)
}

fn body(wire: Wire) -> Result<Body, BodyError> {
    let vector = wire.vector.0;
    if wire.n == 0 || vector.get(&wire.device) != Some(&wire.n) {
        return Err(malformed("its number is not in its vector"));
    }
    let clocks = wire.writes.iter().map(|write| write.clock.ms);
    let mut numbers = clocks
        .chain(vector.values().copied())
        .chain([wire.clock.ms]);
    if numbers.any(|number| number > MAX_NUMBER) {
        return Err(malformed("a number that programs read differently"));
    }
    let mut writes = BTreeMap::new();
    for write in wire.writes {
        let stamp = Stamp {
            device: write.device,
            n: write.n,
        };
        let seen = vector.get(&write.device).copied().unwrap_or(0);
        if write.n == 0 || write.n > seen || write.leaves.0.is_empty() {
            return Err(malformed("a write that its vector does not cover"));
        }
        if write
            .leaves
            .0
            .values()
            .any(|value| longest_text(value) > MAX_TEXT)
        {
            return Err(BodyError::TooLarge);
        }
        let write = Write {
            clock: write.clock,
            leaves: write.leaves.0,
        };
        if writes.insert(stamp, write).is_some() {
            return Err(malformed("the same stamp twice"));
        }
    }
    let state = State { vector, writes };
    let Wire {
        kind,
        record,
        owner,
        class,
        device,
        n,
        clock,
        ..
    } = Wire {
        writes: Vec::new(),
        vector: Unique(BTreeMap::new()),
        ..wire
    };
    Ok(Body {
        kind,
        record,
        owner,
        class,
        device,
        n,
        clock,
        state,
    })
}

fn longest_text(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::List(items) => items.iter().map(longest_text).max().unwrap_or(0),
        Value::Map(members) => members.values().map(longest_text).max().unwrap_or(0),
        _ => 0,
    }
}

/// The depth of brackets outside strings, counted before anything is allocated.
fn depth(bytes: &[u8]) -> u32 {
    let (mut depth, mut deepest) = (0u32, 0u32);
    let mut rest = bytes;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'"' => rest = behind_string(rest),
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// What comes behind the end of the string that has begun; nothing when it does not end.
fn behind_string(mut bytes: &[u8]) -> &[u8] {
    while let Some(at) = memchr::memchr2(b'"', b'\\', bytes) {
        let escaped = usize::from(bytes[at] == b'\\');
        bytes = bytes.get(at + 1 + escaped..).unwrap_or_default();
        if escaped == 0 {
            return bytes;
        }
    }
    &[]
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn brackets_count_outside_strings_only() {
        for (text, deepest) in [
            ("", 0),
            ("[[{}]]", 3),
            (r#"["[[["]"#, 1),
            (r#"["\"[[", []]"#, 2),
            (r#"["\\", [[]]]"#, 3),
            (r#"["\\\"[", []]"#, 2),
            (r#"["[[["#, 1),
            (r#"["[\"#, 1),
            ("]]][", 1),
        ] {
            assert_eq!(depth(text.as_bytes()), deepest, "{text}");
        }
    }
}
