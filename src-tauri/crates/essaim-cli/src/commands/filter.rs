//! Conditions on any field of a record, and the order that a field gives.

use std::cmp::Ordering;

use essaim_model::schema::Kind;
use essaim_ops::error::Language;
use serde_json::Value as Json;

use crate::answer::Failure;
use crate::words::Words;

/// `FIELD=VALUE`.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    /// A field, or a path with dots into its structure.
    pub(crate) field: String,
    /// The value it must have.
    pub(crate) value: String,
}

impl std::str::FromStr for Condition {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((field, value)) if !field.is_empty() => Ok(Self {
                field: field.to_owned(),
                value: value.to_owned(),
            }),
            _ => Err("FIELD=VALUE"),
        }
    }
}

impl Condition {
    /// Whether a record meets it: one of its values at that place, for lists any, is this one. An empty value asks that
    /// there be none; a flag that was never set is false.
    pub(crate) fn holds(&self, record: &Json) -> bool {
        let mut values = Vec::new();
        collect(record, &self.field, &mut values);
        match self.value.as_str() {
            "" => values.iter().all(|value| text(value).is_empty()),
            wanted => {
                values.iter().any(|value| text(value) == wanted)
                    || (wanted == "false" && values.is_empty())
            }
        }
    }
}

/// The values at a path, those of all items of a list.
fn collect<'j>(json: &'j Json, path: &str, values: &mut Vec<&'j Json>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| collect(item, path, values)),
        _ if path.is_empty() => values.push(json),
        Json::Object(members) => {
            let (name, rest) = path.split_once('.').unwrap_or((path, ""));
            if let Some(below) = members.get(name) {
                collect(below, rest, values);
            }
        }
        _ => {}
    }
}

fn text(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// The first value at a path, or null.
pub(crate) fn at(record: &Json, path: &str) -> Json {
    let mut values = Vec::new();
    collect(record, path, &mut values);
    values.first().map_or(Json::Null, |value| (*value).clone())
}

/// Numbers by size, texts without regard to accents and case; what is not there comes last either way.
pub(crate) fn compare(one: &Json, other: &Json, descending: bool) -> Ordering {
    let order = match (one.is_null(), other.is_null()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {
            let (one, other) = (text(one), text(other));
            match (one.parse::<f64>(), other.parse::<f64>()) {
                (Ok(one), Ok(other)) => one.total_cmp(&other),
                _ => essaim_model::fold::fold(&one).cmp(&essaim_model::fold::fold(&other)),
            }
        }
    };
    if descending { order.reverse() } else { order }
}

/// What `show` and the lists add to a record's own fields.
const ADDED: [&str; 10] = [
    "id", "kind", "owner", "shelf", "revision", "person", "start", "due", "updated", "progress",
];

/// Refuses a name that no field of the kind has: a list that is empty by mistake would be believed.
pub(super) fn unknown_field<'n>(
    kind: &Kind,
    mut names: impl Iterator<Item = &'n str>,
    words: Words,
) -> Result<(), Failure> {
    let known = |name: &str| {
        let first = name.split('.').next().unwrap_or_default();
        ADDED.contains(&first)
            || kind.field(first).is_some()
            || kind.children.iter().any(|child| child.list == first)
    };
    let Some(name) = names.find(|name| !known(name)) else {
        return Ok(());
    };
    Err(Failure::Own {
        code: "unknown_field",
        what: words.named(
            words.pick("Champ inconnu", "Unknown field"),
            format!("{name}."),
        ),
        action: match words.0 {
            Language::French => {
                format!("Voyez les champs avec « essaim-cli schema {} ».", kind.name)
            }
            Language::English => {
                format!("See the fields with \"essaim-cli schema {}\".", kind.name)
            }
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(condition: &str, record: &Json) -> bool {
        condition
            .parse::<Condition>()
            .is_ok_and(|condition| condition.holds(record))
    }

    #[test]
    fn a_condition_reaches_any_field() {
        let record = serde_json::json!({"title": "É", "themes": ["eau", "sol"], "actual_cost": {"amount": "12.50"},
            "steps": [{"title": "a"}, {"title": "b"}], "sample": true});
        for yes in [
            "title=É",
            "themes=sol",
            "actual_cost.amount=12.50",
            "steps.title=b",
            "sample=true",
            "trashed=false",
            "summary=",
        ] {
            assert!(holds(yes, &record), "{yes}");
        }
        for no in [
            "title=E",
            "themes=so",
            "steps.title=c",
            "sample=false",
            "title=",
            "summary=x",
        ] {
            assert!(!holds(no, &record), "{no}");
        }
    }

    #[test]
    fn what_is_missing_comes_last_in_both_directions() {
        let (none, two, ten) = (Json::Null, Json::from("2"), Json::from("10"));
        assert_eq!(
            compare(&two, &ten, false),
            Ordering::Less,
            "numbers sort by size"
        );
        assert_eq!(compare(&two, &ten, true), Ordering::Greater);
        assert_eq!(compare(&none, &two, false), Ordering::Greater);
        assert_eq!(compare(&none, &two, true), Ordering::Greater);
    }
}
