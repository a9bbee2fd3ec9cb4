//! What leaves, as people are told of it before: each field as text, what in it looks personal, a name for the file.

use essaim_model::document::text_key;
use essaim_model::{Leaves, personal, schema};

use super::fields::plain_fields;
use super::leaving::{Leaving, Packed};

/// A record's fields as text, and what in them looks personal.
pub(super) fn describe(packed: &Packed, leaves: &Leaves) -> Leaving {
    let fields = plain_fields(schema::kind(&packed.record.kind), leaves);
    let mut findings = Vec::new();
    for field in &fields {
        let found = personal::find(&field.text).into_iter();
        findings.extend(found.map(|finding| (field.path.clone(), finding)));
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
