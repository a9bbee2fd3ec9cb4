//! What a leaf holds: text, a whole number, a truth value, or a small structure of them. Never a float: decimals are text.

use std::collections::BTreeMap;
use std::fmt;

use compact_str::CompactString;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::members::Members;

/// A leaf's value. Two values are the same when their members are, whatever their order in the file was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Nothing: a field that was emptied on purpose.
    Null,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// Text, in NFC when we wrote it.
    Text(CompactString),
    /// A list of values.
    List(Box<[Value]>),
    /// Named members.
    Map(Members),
}

impl Value {
    /// A structure of these members.
    pub fn of<'n>(members: impl IntoIterator<Item = (&'n str, Value)>) -> Self {
        let members = members
            .into_iter()
            .map(|(name, value)| (name.into(), value));
        Value::Map(members.collect())
    }

    /// The text, when it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A member of a map.
    pub fn member(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Map(members) => members.get(name),
            _ => None,
        }
    }

    /// Whether the value is `true`.
    pub fn is_true(&self) -> bool {
        matches!(self, Value::Flag(true))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

impl From<&Value> for serde_json::Value {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Flag(flag) => Self::Bool(*flag),
            Value::Whole(number) => Self::from(*number),
            Value::Text(text) => Self::String(text.to_string()),
            Value::List(items) => Self::Array(items.iter().map(Self::from).collect()),
            Value::Map(members) => Self::Object(
                members
                    .iter()
                    .map(|(k, v)| (k.to_string(), Self::from(v)))
                    .collect(),
            ),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Whole(number) => serializer.serialize_i64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items
                    .iter()
                    .try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Value::Map(members) => {
                let mut map = serializer.serialize_map(Some(members.iter().len()))?;
                members
                    .iter()
                    .try_for_each(|(name, value)| map.serialize_entry(name, value))?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a whole number, true, false, null, a list or named members")
    }
    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Whole(number))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        i64::try_from(number)
            .map(Value::Whole)
            .map_err(|_| E::custom("a number out of range"))
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<Value, E> {
        Err(E::custom(
            "a fractional number: decimals are written as text",
        ))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.into()))
    }
    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text.into()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list.into()))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut list = Vec::with_capacity(2);
        while let Some(member) = members.next_entry()? {
            list.push(member);
        }
        let members = Members::unique(list);
        let members = members.ok_or_else(|| A::Error::custom("the same name twice"))?;
        Ok(Value::Map(members))
    }
}

/// Reads named members, refusing a name that comes twice: two readers could otherwise believe two different things. Quick
/// where there are many and they come sorted, as we write them.
pub fn sorted_members<'de, A, K, V>(mut members: A) -> Result<BTreeMap<K, V>, A::Error>
where
    A: MapAccess<'de>,
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    let mut list: Vec<(K, V)> = Vec::new();
    while let Some(member) = members.next_entry()? {
        list.push(member);
    }
    let count = list.len();
    let map: BTreeMap<K, V> = list.into_iter().collect();
    if map.len() == count {
        Ok(map)
    } else {
        Err(A::Error::custom("the same name twice"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_and_repeated_names_are_refused() {
        for bad in ["1.5", "1e3", r#"{"a":1,"a":2}"#, "99999999999999999999"] {
            assert!(
                serde_json::from_str::<Value>(bad).is_err(),
                "{bad} has two readings"
            );
        }
    }

    #[test]
    fn a_value_reads_back_as_written() -> Result<(), serde_json::Error> {
        let text = r#"{"a":[null,true,-3,"é"],"b":{}}"#;
        let value: Value = serde_json::from_str(text)?;
        assert_eq!(serde_json::to_string(&value)?, text);
        Ok(())
    }
}
