//! The sections of a page: prose, steps, tables of short values, links and files.

use essaim_model::schema::{Field, FieldType};
use serde_json::Value as Json;

use super::layout::{self, Part};
use super::record::{Object, Record, items, text};
use super::value::{self, member};
use crate::figures::{self, Language};
use crate::{escape, markdown};

/// All sections of one part of the page, in the order of the schema.
pub(super) fn of(record: &Record<'_>, part: Part) -> String {
    record
        .filled(part)
        .filter_map(|(field, json)| {
            let body = content(record, field, json)?;
            let label = escape::html(field.label.fr);
            let class = match part {
                Part::Lesson => format!(" class=\"lesson {}\"", layout::lesson(field.name)),
                _ => String::new(),
            };
            Some(format!(
                "<section{class}>\n<h2>{label}</h2>\n{body}</section>\n"
            ))
        })
        .collect()
}

fn content(record: &Record<'_>, field: &Field, json: &Json) -> Option<String> {
    let has = |fields: &[Field], wanted: fn(FieldType) -> bool| fields.iter().any(|f| wanted(f.ty));
    let body = match field.ty {
        FieldType::Prose(_) => markdown::to_html(text(Some(json))?),
        FieldType::Items(fields) if has(fields, |ty| ty == FieldType::File) => files(record, json),
        FieldType::Items(fields) if has(fields, |ty| matches!(ty, FieldType::Prose(_))) => {
            told(record, fields, json)
        }
        FieldType::Items(fields) if has(fields, |ty| ty == FieldType::Address) => {
            links(record, fields, json)
        }
        FieldType::Items(fields) => table(record, fields, json),
        _ => format!("<p>{}</p>\n", value::inline(field, json, record.context)?),
    };
    (!body.is_empty()).then_some(body)
}

/// Items that are told: a name, a line of details, a text. Steps are numbered, their order is the point.
fn told(record: &Record<'_>, fields: &'static [Field], json: &Json) -> String {
    let list: String = items(json)
        .map(|item| {
            let filled = || {
                fields
                    .iter()
                    .filter_map(|field| Some((field, item.get(field.name)?)))
            };
            let mut short = filled().filter_map(|(field, json)| {
                Some((field, value::inline(field, json, record.context)?))
            });
            let name = short.next().map_or_else(String::new, |(_, name)| name);
            let details: Vec<String> = short
                .map(|(field, value)| format!("{}\u{a0}: {value}", escape::html(field.label.fr)))
                .collect();
            let details = match details.as_slice() {
                [] => String::new(),
                details => format!("<p class=\"soft small\">{}</p>\n", details.join(" · ")),
            };
            let prose: String = filled()
                .filter(|(field, _)| matches!(field.ty, FieldType::Prose(_)))
                .filter_map(|(_, json)| text(Some(json)).map(markdown::to_html))
                .collect();
            format!("<li><p class=\"name\">{name}</p>\n{details}{prose}</li>\n")
        })
        .collect();
    if list.is_empty() {
        return list;
    }
    format!("<ol class=\"steps\">\n{list}</ol>\n")
}

/// Items with an address: words, then the address in full view.
fn links(record: &Record<'_>, fields: &'static [Field], json: &Json) -> String {
    let list: String = items(json)
        .filter_map(|item| {
            let words: Vec<String> = fields
                .iter()
                .filter_map(|field| value::inline(field, item.get(field.name)?, record.context))
                .collect();
            (!words.is_empty()).then(|| format!("<li>{}</li>\n", words.join(" · ")))
        })
        .collect();
    if list.is_empty() {
        return list;
    }
    format!("<ul class=\"sources\">\n{list}</ul>\n")
}

/// Items of short values: a table with the columns that hold something.
fn table(record: &Record<'_>, fields: &'static [Field], json: &Json) -> String {
    let cell = |field: &Field, item: &Object| {
        item.get(field.name)
            .and_then(|json| value::inline(field, json, record.context))
    };
    let columns: Vec<&Field> = fields
        .iter()
        .filter(|field| items(json).any(|item| cell(field, item).is_some()))
        .collect();
    if columns.is_empty() {
        return String::new();
    }
    let heads: String = columns
        .iter()
        .map(|field| format!("<th scope=\"col\">{}</th>", escape::html(field.label.fr)))
        .collect();
    let rows: String = items(json)
        .map(|item| {
            let cells: String = columns
                .iter()
                .map(|field| format!("<td>{}</td>", cell(field, item).unwrap_or_default()))
                .collect();
            format!("<tr>{cells}</tr>\n")
        })
        .collect();
    format!(
        "<div class=\"scroll\"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )
}

/// Files by caption and name, with type and size; linked where they come along.
fn files(record: &Record<'_>, json: &Json) -> String {
    let list: String = items(json)
        .filter_map(|item| {
            let file = item.get("file")?.as_object()?;
            let name = escape::html(member(file, "name")?);
            let caption = match text(item.get("caption")) {
                Some(caption) => format!("{}<br>", escape::html(caption)),
                None => String::new(),
            };
            let size = member(file, "size")
                .and_then(|size| size.parse().ok())
                .map(|bytes| figures::file_size(bytes, Language::French));
            let details: Vec<String> = member(file, "media_type")
                .map(str::to_owned)
                .into_iter()
                .chain(size)
                .map(|detail| escape::html(&detail))
                .collect();
            let shown = match file_link(record, file) {
                Some(target) => format!("<a href=\"{target}\" download=\"{name}\">{name}</a>"),
                None => name,
            };
            Some(format!(
                "<li>{caption}{shown} <span class=\"soft small\">{}</span></li>\n",
                details.join(", ")
            ))
        })
        .collect();
    if list.is_empty() {
        return list;
    }
    format!("<ul class=\"files\">\n{list}</ul>\n")
}

/// The place of a file beside the page. Only a hash can name one.
fn file_link(record: &Record<'_>, file: &Object) -> Option<String> {
    let folder = record.context.attachments.as_deref()?;
    let hash = member(file, "sha256")?;
    let valid = hash.parse::<essaim_model::BlobHash>().is_ok();
    valid.then(|| format!("{}/{hash}", escape::html(folder)))
}
