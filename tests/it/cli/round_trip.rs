//! What `add` is given, `show` gives back: every field of every kind, made from the schema.

use essaim_model::schema::{self, Code, Field, FieldType, Kind};
use serde_json::{Map, Value, json};

use super::Desktop;

/// A value of that type that needs care: accents, quotes, lines, zeros at the end.
fn value(ty: FieldType) -> Value {
    match ty {
        FieldType::Line(most) => "Été à « l'œuvre » \"1\" \\ 🐝 "
            .repeat(20)
            .chars()
            .take(most)
            .collect::<String>()
            .into(),
        FieldType::Prose(most) => "# Titre\n\n- *é*\r\n\t`x` <b>&amp;\u{202f}€\n"
            .chars()
            .take(most)
            .collect::<String>()
            .into(),
        FieldType::Date => "2024-02-29".into(),
        FieldType::Decimal => "-1234.50".into(),
        FieldType::Flag => false.into(),
        FieldType::Choice(choices) => choices.last().expect("a choice has values").name.into(),
        FieldType::Money => json!({"amount": "140000.00", "currency": "EUR", "tax": "ht"}),
        FieldType::Reading => reading("2018-03-31"),
        FieldType::File => {
            json!({"sha256": "0".repeat(64), "name": "é.pdf", "media_type": "application/pdf", "size": "3"})
        }
        FieldType::Reference(_) => "some-record".into(),
        FieldType::Origin => {
            json!({"record": "x", "owner": "0".repeat(32), "revision": "0".repeat(64)})
        }
        FieldType::Code(Code::Insee) => "2A004".into(),
        FieldType::Code(Code::Siren) => "215905126".into(),
        FieldType::Address => "https://exemple.fr/é?a=1&b=2".into(),
        FieldType::Order => "a5".into(),
        FieldType::Texts(_) => json!(["eau", "sol", "Énergie"]),
        FieldType::Items(fields) => json!([item("one", "a1", fields), item("two", "a2", fields)]),
        FieldType::Readings => json!([
            with_id("r1", reading("2018-03-31")),
            with_id("r2", reading("2019-12-31"))
        ]),
    }
}

fn reading(day: &str) -> Value {
    json!({"date": day, "value": "13.0", "comment": "Vérifié « à la main »", "source": "batiactu"})
}

fn with_id(id: &str, mut object: Value) -> Value {
    object["id"] = id.into();
    object
}

fn item(id: &str, order: &str, fields: &[Field]) -> Value {
    let mut object = with_id(id, json!({}));
    for field in fields {
        object[field.name] = value(field.ty);
    }
    object["order"] = order.into();
    object
}

/// A document with every field of the kind; the records inside it too.
fn document(kind: &Kind, id: &str) -> Value {
    let mut whole = Map::from_iter([("id".to_owned(), id.into())]);
    for field in kind
        .all_fields()
        .filter(|field| field.name != "attachments")
    {
        whole.insert(field.name.to_owned(), value(field.ty));
    }
    for child in kind.children {
        let inside = schema::kind(child.kind).expect("a child is of a kind");
        let records = [1, 2].map(|n| {
            let mut record = document(inside, &format!("{id}-{}-{n}", child.kind));
            record["project"] = id.into();
            if inside.field("order").is_some() {
                record["order"] = format!("a{n}").into();
            }
            record
        });
        whole.insert(child.list.to_owned(), records.to_vec().into());
    }
    Value::Object(whole)
}

/// Takes out what `show` adds to what was given.
fn as_given(shown: &mut Value) {
    match shown {
        Value::Object(members) => {
            if members.contains_key("revision") && members.contains_key("kind") {
                ["kind", "owner", "revision"]
                    .iter()
                    .for_each(|name| drop(members.remove(*name)));
            }
            members.values_mut().for_each(as_given);
        }
        Value::Array(items) => items.iter_mut().for_each(as_given),
        _ => {}
    }
}

/// The places where two values differ.
fn differences(at: &str, one: &Value, other: &Value) -> Vec<String> {
    match (one, other) {
        (Value::Object(a), Value::Object(b)) => {
            let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            let below = names
                .into_iter()
                .map(|name| differences(&format!("{at}/{name}"), &one[name], &other[name]));
            below.flatten().collect()
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let pairs = a.iter().zip(b).enumerate();
            pairs
                .flat_map(|(i, (one, other))| differences(&format!("{at}/{i}"), one, other))
                .collect()
        }
        _ if one == other => Vec::new(),
        _ => vec![format!("{at}: {} / {}", short(one), short(other))],
    }
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}

#[test]
fn every_field_of_every_kind_comes_back_as_it_was_given() {
    let desktop = Desktop::of("59512");
    for kind in schema::KINDS.iter().filter(|kind| !kind.system) {
        let id = format!("full-{}", kind.name.replace('_', "-"));
        let given = document(kind, &id);
        desktop.add(kind.name, &given);
        let mut shown = desktop.done(&["show", &id]);
        assert_eq!(shown["kind"], kind.name);
        as_given(&mut shown);
        let differing = differences("", &given, &shown);
        assert!(
            differing.is_empty(),
            "a {} must come back whole: {differing:?}",
            kind.name
        );
    }
    assert_eq!(desktop.done(&["check"])["ok"], true);
}

#[test]
fn an_attached_file_is_kept_byte_for_byte_with_its_name_and_caption() {
    let desktop = Desktop::of("59512");
    desktop.file("délibération 1.pdf", b"%PDF-1.7 \x00\xff");
    desktop.add(
        "solution",
        &json!({"id": "m", "title": "M",
        "attachments": [{"path": "délibération 1.pdf", "caption": "Délibération"}]}),
    );
    let attachment = &desktop.done(&["show", "m"])["attachments"][0];
    assert_eq!(attachment["caption"], "Délibération");
    assert_eq!(attachment["file"]["name"], "délibération 1.pdf");
    assert_eq!(attachment["file"]["size"], "11");
    assert_eq!(attachment["file"]["media_type"], "application/pdf");
    let kept = essaim_testkit::tree(&desktop.path("workspace"));
    assert!(
        kept.iter().any(|(_, bytes)| bytes == b"%PDF-1.7 \x00\xff"),
        "the bytes lie in the workspace"
    );
}

#[test]
fn the_schema_names_every_field_that_add_takes_and_no_other() {
    let desktop = Desktop::empty();
    let listed = desktop.done(&["schema"])["kinds"]
        .as_array()
        .expect("kinds")
        .len();
    let kinds: Vec<&&Kind> = schema::KINDS.iter().filter(|kind| !kind.system).collect();
    assert_eq!(listed, kinds.len());
    for kind in kinds {
        let schema = desktop.done(&["schema", kind.name]);
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        let named: Vec<&String> = schema["properties"]
            .as_object()
            .expect("properties")
            .keys()
            .collect();
        let mut document = document(kind, "x");
        document["attachments"] = json!([]);
        let given: Vec<&String> = document.as_object().expect("an object").keys().collect();
        let sorted = |mut names: Vec<&String>| {
            names.sort();
            names.into_iter().cloned().collect::<Vec<_>>()
        };
        assert_eq!(sorted(named), sorted(given), "{}", kind.name);
    }
}

#[test]
fn json_lines_are_one_operation_and_their_ids_come_in_order() {
    let desktop = Desktop::of("59512");
    let lines = "{\"id\":\"b\",\"title\":\"B\"}\n\n{\"title\":\"Sans identifiant\"}\r\n{\"id\":\"a\",\"title\":\"A\"}";
    let answer = desktop.with_input(&["add", "solution", "-"], lines);
    assert_eq!(answer.status, 0, "{}", answer.output);
    let ids = answer.json()["ids"].as_array().expect("ids").clone();
    assert_eq!((ids.len(), &ids[0], &ids[2]), (3, &json!("b"), &json!("a")));
    assert_eq!(desktop.done(&["list", "solution"])["total"], 3);
    desktop.done(&["undo"]);
    assert_eq!(
        desktop.done(&["list", "solution"])["total"],
        0,
        "one undo takes all of one `add` back"
    );
}
