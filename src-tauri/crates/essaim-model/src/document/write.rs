//! Leaves into the nested document that people and scripts read.

use serde_json::{Map, Value as Json};

use crate::schema::{FieldType, Kind};
use crate::{Leaves, Path, Value};

/// A tree of the leaves' paths, so that what this version does not know is nested and passed on too.
#[derive(Default)]
struct Node<'a> {
    value: Option<&'a Value>,
    below: std::collections::BTreeMap<&'a str, Node<'a>>,
}

/// The nested form of a record's leaves. Unknown paths appear as nested members under their own names.
pub fn write(kind: Option<&Kind>, leaves: &Leaves) -> Map<String, Json> {
    let mut root = Node::default();
    for (path, value) in leaves {
        plant(&mut root, path, value);
    }
    let mut document = Map::new();
    for (name, node) in &root.below {
        let ty = kind.and_then(|kind| kind.field(name)).map(|field| field.ty);
        if let Some(json) = nested(ty, node) {
            document.insert((*name).to_owned(), json);
        }
    }
    document
}

fn plant<'a>(root: &mut Node<'a>, path: &'a Path, value: &'a Value) {
    let mut node = root;
    for segment in path.segments() {
        node = node.below.entry(segment).or_default();
    }
    node.value = Some(value);
}

fn nested(ty: Option<FieldType>, node: &Node<'_>) -> Option<Json> {
    match ty {
        Some(FieldType::Items(fields)) => Some(items(node, |name| {
            fields.iter().find(|f| f.name == name).map(|f| f.ty)
        })),
        Some(FieldType::Readings) => Some(readings(node)),
        Some(FieldType::Texts(_)) => Some(texts(node)),
        _ if node.below.is_empty() => node
            .value
            .filter(|value| **value != Value::Null)
            .map(Json::from),
        _ => Some(unknown(node)),
    }
}

fn texts(node: &Node<'_>) -> Json {
    let mut texts: Vec<&str> = node
        .below
        .values()
        .filter_map(|leaf| leaf.value?.as_text())
        .collect();
    texts.sort_unstable();
    texts.into()
}

fn is_deleted(node: &Node<'_>) -> bool {
    node.below.contains_key(crate::path::TOMBSTONE)
}

fn items(node: &Node<'_>, ty: impl Fn(&str) -> Option<FieldType>) -> Json {
    let mut items: Vec<(&str, &str, Json)> = Vec::new();
    for (id, item) in node.below.iter().filter(|(_, item)| !is_deleted(item)) {
        let mut object = Map::new();
        object.insert("id".to_owned(), (*id).into());
        for (name, field) in &item.below {
            if let Some(json) = nested(ty(name), field) {
                object.insert((*name).to_owned(), json);
            }
        }
        let order = item
            .below
            .get("order")
            .and_then(|o| o.value?.as_text())
            .unwrap_or("~");
        items.push((order, id, Json::Object(object)));
    }
    items.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    items.into_iter().map(|(_, _, json)| json).collect()
}

fn readings(node: &Node<'_>) -> Json {
    let mut readings: Vec<(&str, &str, Json)> = Vec::new();
    for (id, leaf) in node.below.iter().filter(|(_, leaf)| !is_deleted(leaf)) {
        let Some(value @ Value::Map(_)) = leaf.value else {
            continue;
        };
        let mut json = Json::from(value);
        if let Json::Object(object) = &mut json {
            object.insert("id".to_owned(), (*id).into());
        }
        readings.push((
            value
                .member("date")
                .and_then(Value::as_text)
                .unwrap_or_default(),
            id,
            json,
        ));
    }
    readings.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    readings.into_iter().map(|(_, _, json)| json).collect()
}

fn unknown(node: &Node<'_>) -> Json {
    let mut object = Map::new();
    if let Some(value) = node.value {
        object.insert(String::new(), value.into());
    }
    for (name, below) in &node.below {
        let json = if below.below.is_empty() {
            below.value.map(Json::from)
        } else {
            Some(unknown(below))
        };
        object.extend(json.map(|json| ((*name).to_owned(), json)));
    }
    Json::Object(object)
}

#[cfg(test)]
mod tests {
    use super::super::{Change, Problem, leaf_value, patch, read};
    use super::*;
    use crate::schema;

    fn ids() -> impl FnMut() -> String {
        let mut next = 0;
        move || {
            next += 1;
            format!("i{next}")
        }
    }

    fn sample() -> Map<String, Json> {
        let json = serde_json::json!({
            "title": "Maison à 1 €", "keywords": ["logement", "vacance"],
            "actual_cost": {"amount": "140000.00", "currency": "EUR", "tax": "ttc"},
            "steps": [{"id": "b", "title": "Voter", "order": "a1"}, {"id": "a", "title": "Choisir", "order": "a2"}],
            "indicators": [{"id": "k", "name": "Attributions", "order": "a0", "baseline": {"date": "2018-01-01", "value": "0"},
                "readings": [{"id": "r1", "date": "2018-03-31", "value": "13", "source": "batiactu"}]}],
        });
        json.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn a_document_reads_back_as_it_was_given() {
        let kind = schema::kind("solution").unwrap();
        let document = read(kind, &sample(), &mut ids()).unwrap();
        assert_eq!(write(Some(kind), &document.leaves), sample());
    }

    #[test]
    fn all_errors_are_told_at_once() {
        let kind = schema::kind("solution").unwrap();
        let json = serde_json::json!({"titel": "x", "maturity": "old", "verified_on": "hier", "steps": [{"x": 1}],
            "summary": "a".repeat(301), "actual_cost": {"amount": "1,5", "currency": "EUR", "tax": "ttc"}});
        let errors = read(kind, json.as_object().unwrap(), &mut ids()).unwrap_err();
        let mut places: Vec<&str> = errors.iter().map(|e| e.at.as_str()).collect();
        places.sort_unstable();
        assert_eq!(
            places,
            [
                "actual_cost/amount",
                "maturity",
                "steps/0/x",
                "summary",
                "titel",
                "title",
                "verified_on"
            ]
        );
    }

    #[test]
    fn a_patch_changes_only_what_it_names() {
        let kind = schema::kind("solution").unwrap();
        let leaves = read(kind, &sample(), &mut ids()).unwrap().leaves;
        let json = serde_json::json!({"title": "Maison à 1 €", "keywords": ["logement"], "summary": null,
            "steps": [{"id": "a", "deleted": true}, {"title": "Visiter"}]});
        let (changes, _) = patch(kind, &leaves, json.as_object().unwrap(), &mut ids()).unwrap();
        assert!(changes.contains(&Change::DeleteItem("steps/a".into())));
        assert!(
            changes
                .iter()
                .any(|c| matches!(c, Change::Drop(p) if p.is_under("keywords")))
        );
        assert!(
            !changes
                .iter()
                .any(|c| matches!(c, Change::Set(p, _) if p.as_str() == "title")),
            "an equal value is no change"
        );
        assert!(changes.iter().any(|c| matches!(c, Change::Set(p, Value::Text(o)) if p.as_str() == "steps/i1/order" && o.as_str() > "a2")));
    }

    #[test]
    fn a_record_that_came_without_a_title_is_written_on_and_never_left_without_one() {
        let kind = schema::kind("project").unwrap();
        let patched = |json: Json| {
            let written = patch(kind, &Leaves::new(), json.as_object().unwrap(), &mut ids());
            written.map(|(changes, _)| changes.len())
        };
        assert_eq!(patched(serde_json::json!({"reference": "V-1"})), Ok(1));
        for nothing in [Json::Null, "".into(), " \n".into()] {
            let errors = patched(serde_json::json!({"title": nothing})).unwrap_err();
            assert_eq!(errors[0].problem, Problem::MissingTitle);
        }
        let path = Path::new("title").unwrap();
        assert!(leaf_value(kind, &path, &" ".into(), &Leaves::new()).is_err());
        assert!(leaf_value(kind, &path, &"Verger".into(), &Leaves::new()).is_ok());
    }

    #[test]
    fn what_is_not_known_is_nested_and_kept() {
        let kind = schema::kind("solution").unwrap();
        let mut leaves = Leaves::new();
        leaves.insert(Path::new("future/x/y").unwrap(), "é".into());
        assert_eq!(
            Json::Object(write(Some(kind), &leaves)),
            serde_json::json!({"future": {"x": {"y": "é"}}})
        );
    }
}
