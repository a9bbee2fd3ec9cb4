//! Values on the wire: JSON as it is, labels in two languages, moments as ISO text, sizes that a page can count with.

use serde::{Deserialize, Serialize};
use specta::Type;
use specta::datatype::DataType;

/// Any JSON, as fields of records are. The page knows it as `JsonValue`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct JsonValue(pub serde_json::Value);

impl Type for JsonValue {
    fn definition(_: &mut specta::Types) -> DataType {
        DataType::Reference(specta_typescript::define("JsonValue"))
    }
}

impl From<Option<essaim_model::Value>> for JsonValue {
    fn from(value: Option<essaim_model::Value>) -> Self {
        Self(value.as_ref().map(Into::into).unwrap_or_default())
    }
}

/// A text in the two languages of the product.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct Label {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Label {
    /// The label of a leaf: its field's, or the path itself for what this version does not know.
    pub(crate) fn of_leaf(
        label: Option<essaim_model::schema::Label>,
        path: &essaim_model::Path,
    ) -> Self {
        label.map_or_else(|| Self::same(path.as_str()), Into::into)
    }

    /// The same in both languages.
    pub(crate) fn same(text: &str) -> Self {
        Self {
            fr: text.to_owned(),
            en: text.to_owned(),
        }
    }
}

impl From<essaim_model::schema::Label> for Label {
    fn from(label: essaim_model::schema::Label) -> Self {
        Self {
            fr: label.fr.to_owned(),
            en: label.en.to_owned(),
        }
    }
}

/// A moment as ISO text in UTC. A moment beyond the calendar is given as its first day.
pub(crate) fn moment(ms: u64) -> String {
    i64::try_from(ms)
        .ok()
        .and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok())
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_string()
}

/// A size in bytes. Every file is below 4 GiB; what is not counts as that.
pub(crate) fn size(bytes: u64) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_iso_text_in_utc() {
        assert_eq!(moment(0), "1970-01-01T00:00:00Z");
        assert_eq!(moment(1_795_464_000_250), "2026-11-23T20:00:00.25Z");
        assert_eq!(moment(u64::MAX), moment(0), "no moment is worth a crash");
    }
}
