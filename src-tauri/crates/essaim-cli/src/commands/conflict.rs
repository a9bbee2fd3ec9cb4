//! Fields in which two desktops wrote different values.

use essaim_model::{DeviceId, schema};
use essaim_ops::{Column, Filter, OpError};
use serde_json::{Value as Json, json};

use super::Outcome;
use super::record::revised;
use crate::answer::Answer;
use crate::arguments::Resolve;
use crate::session::Session;
use crate::words::{one_line, shortened, timestamp};

/// Shows them all.
pub(super) fn conflicts(session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let mut found = Vec::new();
    let mut text = Vec::new();
    for kind in schema::KINDS.iter().filter(|kind| !kind.system) {
        let filter = Filter {
            kind: kind.name.to_owned(),
            ..Filter::default()
        };
        let entries = workspace
            .list(&filter, Column::Title, false, 0, u32::MAX)?
            .items;
        for entry in entries.iter().filter(|entry| entry.conflicts > 0) {
            let id = entry.key.id.as_str();
            for conflict in workspace.show(id)?.conflicts {
                text.push(format!("{id}  {} · {}", entry.title, conflict.path));
                let mut values = Vec::new();
                for value in &conflict.values {
                    let (device, json) = (value.stamp.device.to_string(), Json::from(&value.value));
                    text.push(format!("    {device}  {}", shortened(&one_line(&json), 80)));
                    values.push(
                        json!({"device": device, "value": json, "date": timestamp(value.clock.ms)}),
                    );
                }
                let path = conflict.path.as_str();
                found.push(json!({"id": id, "kind": kind.name, "title": entry.title, "field": path, "values": values}));
            }
        }
    }
    let total = found.len();
    text.push(session.words.count(
        total,
        ["champ en conflit", "champs en conflit"],
        ["field in conflict", "fields in conflict"],
    ));
    Ok(Answer::new(
        json!({"conflicts": found, "total": total}),
        text.join("\n"),
    ))
}

/// Chooses one of the values.
pub(super) fn resolve(asked: &Resolve, session: &Session<'_>) -> Outcome {
    let device: DeviceId = asked
        .value_of
        .parse()
        .map_err(|_| OpError::NotFound(format!("{} {}", asked.id, asked.value_of)))?;
    let workspace = session.open()?;
    workspace.resolve(&asked.id, &asked.field, device)?;
    revised(
        &workspace,
        &asked.id,
        session.words.pick("Conflit réglé.", "Conflict settled."),
    )
}
