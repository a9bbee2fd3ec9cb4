//! A record's fields as plain text: for the preview of what leaves, and for what stands apart.

use essaim_model::{Leaves, Path, Value, schema};

use super::LeavingField;

/// The fields of a record that say something, as plain text.
pub(crate) fn plain_fields(kind: Option<&schema::Kind>, leaves: &Leaves) -> Vec<LeavingField> {
    let says = |(path, value): &(&Path, &Value)| {
        !path.as_str().ends_with("/order")
            && path.tombstone_of().is_none()
            && **value != Value::Null
    };
    let field = |(path, value): (&Path, &Value)| LeavingField {
        path: path.clone(),
        label: kind
            .and_then(|kind| kind.field_at(path))
            .map(|field| field.label),
        text: plain(value),
    };
    leaves.iter().filter(says).map(field).collect()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Null => String::new(),
        Value::List(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Map(members) => members.values().map(plain).collect::<Vec<_>>().join(" · "),
    }
}
