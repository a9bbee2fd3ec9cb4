//! What leaves, as people are told of it before: each field as text, what in it looks personal, a name for the file.

use essaim_model::document::text_key;
use essaim_model::{Leaves, Value, personal, schema};

use super::leaving::{Leaving, LeavingField, Packed};

/// A record's fields as text, and what in them looks personal.
pub(super) fn describe(packed: &Packed, leaves: &Leaves) -> Leaving {
    let kind = schema::kind(&packed.record.kind);
    let mut fields = Vec::new();
    let mut findings = Vec::new();
    for (path, value) in leaves {
        if path.as_str().ends_with("/order")
            || path.tombstone_of().is_some()
            || *value == Value::Null
        {
            continue;
        }
        let text = plain(value);
        findings.extend(
            personal::find(&text)
                .into_iter()
                .map(|finding| (path.clone(), finding)),
        );
        let label = kind
            .and_then(|kind| kind.field_at(path))
            .map(|field| field.label);
        fields.push(LeavingField {
            path: path.clone(),
            label,
            text,
        });
    }
    Leaving {
        id: packed.record.key.id.to_string(),
        kind: packed.record.kind.clone(),
        title: packed.title.clone(),
        why: packed.why,
        revision: packed.revisions.first().copied(),
        fields,
        findings,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Whole(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Null => String::new(),
        Value::List(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Map(members) => members.values().map(plain).collect::<Vec<_>>().join(" · "),
    }
}

/// A file name for a bundle, from who sends it and what is in it.
pub fn suggested_name(sender: &str, title: &str, day: &str) -> String {
    let slug = |text: &str, most: usize| {
        let slug = essaim_model::fold::words(text).join("-");
        slug.chars()
            .filter(char::is_ascii)
            .take(most)
            .collect::<String>()
            .trim_matches('-')
            .to_owned()
    };
    let parts = [slug(sender, 30), slug(title, 40), day.to_owned()];
    let name = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    if name.is_empty() {
        format!("{}.essaim", text_key(title))
    } else {
        format!("{name}.essaim")
    }
}
