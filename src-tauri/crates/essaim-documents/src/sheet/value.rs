//! One value as a reader sees it, by the type of its field.

use essaim_model::schema::{self, Field, FieldType, SharingClass};
use serde_json::Value as Json;

use super::SheetContext;
use super::record::{Object, text};
use crate::figures::{self, Language};
use crate::{address, escape};

/// A value on one line, as safe HTML. `None` for what is empty, and for what is not for readers.
pub(super) fn inline(field: &Field, json: &Json, context: &SheetContext) -> Option<String> {
    match field.ty {
        FieldType::Address => text(Some(json)).map(address::html_of_field),
        _ => words(field, json, context).map(|words| escape::html(&words)),
    }
}

/// A value on one line, as the text it is. `None` for what is empty, and for what is not for readers.
pub(super) fn words(field: &Field, json: &Json, context: &SheetContext) -> Option<String> {
    let words = text(Some(json));
    match field.ty {
        FieldType::Line(_) | FieldType::Code(_) | FieldType::Address => words.map(str::to_owned),
        FieldType::Date => words.map(|day| figures::date(day, Language::French)),
        FieldType::Decimal => words.map(|number| figures::number(number, Language::French)),
        FieldType::Flag => json
            .as_bool()
            .map(|flag| if flag { "Oui" } else { "Non" }.to_owned()),
        FieldType::Choice(choices) => {
            let known = words.and_then(|name| choices.iter().find(|choice| choice.name == name));
            known
                .map(|choice| choice.label.fr)
                .or(words)
                .map(str::to_owned)
        }
        FieldType::Money => json.as_object().and_then(money),
        FieldType::Reading => json.as_object().and_then(|reading| dated(reading, "")),
        FieldType::Reference(kind) => referred(kind, words?, context),
        FieldType::Origin => origin(json, context),
        FieldType::Texts(_) => texts(json),
        FieldType::File
        | FieldType::Order
        | FieldType::Prose(_)
        | FieldType::Items(_)
        | FieldType::Readings => None,
    }
}

/// A member of an atomic value.
pub(super) fn member<'j>(object: &'j Object, name: &str) -> Option<&'j str> {
    text(object.get(name))
}

/// A reading's value with its unit and its date: `243 kg (01/01/2013)`.
pub(super) fn dated(reading: &Object, unit: &str) -> Option<String> {
    let value = figures::measure(member(reading, "value")?, unit, Language::French);
    let date = member(reading, "date").map(|day| figures::date(day, Language::French));
    Some(match date {
        Some(date) => format!("{value} ({date})"),
        None => value,
    })
}

fn money(object: &Object) -> Option<String> {
    let member = |name| member(object, name).unwrap_or_default();
    let amount = self::member(object, "amount")?;
    Some(figures::money(
        amount,
        member("currency"),
        member("tax"),
        Language::French,
    ))
}

/// The title of another record. Records that never leave are not even named.
fn referred(kind: &str, id: &str, context: &SheetContext) -> Option<String> {
    let may_be_named = schema::kind(kind).is_none_or(|kind| kind.class == SharingClass::Shareable);
    let title = context.titles.get(id).map_or(id, String::as_str);
    may_be_named.then(|| title.to_owned())
}

fn origin(json: &Json, context: &SheetContext) -> Option<String> {
    let object = json.as_object()?;
    let record = member(object, "record")?;
    let title = context.titles.get(record).map_or(record, String::as_str);
    let revision: String = member(object, "revision")
        .unwrap_or_default()
        .chars()
        .take(10)
        .collect();
    Some(match revision.as_str() {
        "" => title.to_owned(),
        revision => format!("{title} (révision {revision})"),
    })
}

fn texts(json: &Json) -> Option<String> {
    let list: Vec<String> = json
        .as_array()?
        .iter()
        .filter_map(|item| text(Some(item)).map(str::to_owned))
        .collect();
    (!list.is_empty()).then(|| list.join(", "))
}
