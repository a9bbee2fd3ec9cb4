//! A record for people: its fields under their labels, in the order of the schema, lists item by item.

use essaim_model::schema::{self, FieldType};
use essaim_ops::record::Shown;
use serde_json::Value as Json;

use crate::words::{Words, one_line, shortened};

/// The record's page.
pub(super) fn for_people(record: &Shown, words: Words) -> String {
    let entry = &record.entry;
    let mut lines = vec![entry.title.clone(), heading(record, words)];
    let kind = schema::kind(&entry.kind);
    let known = kind.into_iter().flat_map(|kind| kind.all_fields());
    for field in known.filter(|field| field.name != "title" && field.name != "order") {
        if let Some(value) = record.fields.get(field.name) {
            push(
                &mut lines,
                words,
                words.label(field.label),
                Some(field.ty),
                value,
            );
        }
    }
    let strange = |name: &str| kind.is_none_or(|kind| kind.field(name).is_none());
    for (name, value) in record.fields.iter().filter(|(name, _)| strange(name)) {
        push(&mut lines, words, name, None, value);
    }
    for (_, kind, children) in record
        .children
        .iter()
        .filter(|(_, _, children)| !children.is_empty())
    {
        lines.push(words.above(&words.kind(kind)));
        lines.extend(
            children
                .iter()
                .map(|child| format!("  - {}", shortened(&inside(child), 110))),
        );
    }
    lines.join("\n")
}

fn heading(record: &Shown, words: Words) -> String {
    let entry = &record.entry;
    let mut parts = vec![words.kind(&entry.kind), entry.key.id.to_string()];
    parts.push(words.shelf(entry.shelf).to_owned());
    if entry.sample {
        parts.push(words.pick("exemple", "sample").to_owned());
    }
    if entry.conflicts > 0 {
        let count = entry.conflicts as usize;
        parts.push(words.count(
            count,
            ["champ en conflit", "champs en conflit"],
            ["field in conflict", "fields in conflict"],
        ));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn inside(child: &Shown) -> String {
    let kept = child
        .fields
        .iter()
        .filter(|(name, _)| !["project", "readings", "attachments"].contains(&name.as_str()));
    one_line(&Json::Object(
        kept.map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    ))
}

fn push(lines: &mut Vec<String>, words: Words, label: &str, ty: Option<FieldType>, value: &Json) {
    match value {
        Json::Array(items) if items.iter().any(Json::is_object) => {
            lines.push(words.above(label));
            lines.extend(
                items
                    .iter()
                    .map(|item| format!("  - {}", shortened(&one_line(item), 110))),
            );
        }
        Json::String(text) if text.contains('\n') => {
            lines.push(words.above(label));
            lines.extend(text.lines().map(|line| format!("  {line}")));
        }
        other => lines.push(words.named(label, words.value(ty, other))),
    }
}
