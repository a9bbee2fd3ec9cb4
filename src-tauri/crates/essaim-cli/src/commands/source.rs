//! What a sheet or project was made from, what changed there, and what was made from it.

use essaim_ops::solution::{Here, Part};
use essaim_ops::{Entry, Workspace};
use serde_json::{Value as Json, json};

use super::Outcome;
use super::conflict::change_json;
use crate::answer::Answer;
use crate::arguments::Source;
use crate::session::Session;
use crate::words::Words;

/// Shows it, after taking over what was asked for.
pub(super) fn source(asked: &Source, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    if !asked.take.is_empty() {
        workspace.take_from_source(&asked.id, &asked.take)?;
    } else if asked.seen {
        workspace.source_seen(&asked.id)?;
    }
    shown(&workspace, &asked.id, session.words)
}

fn shown(workspace: &Workspace, id: &str, words: Words) -> Outcome {
    let source = workspace.source(id)?;
    let made: Vec<Entry> = workspace.adaptations(id)?;
    let mut text = Vec::new();
    let mut json = json!({"id": id, "source": null, "changed": false, "parts": []});
    match &source {
        None => text.push(
            words
                .pick(
                    "Adapté de rien qui soit ici.",
                    "Made from nothing that is here.",
                )
                .to_owned(),
        ),
        Some(source) => {
            let revision: Vec<String> = source.revision.iter().map(ToString::to_string).collect();
            let compared: Vec<String> = source
                .compared_with
                .iter()
                .map(ToString::to_string)
                .collect();
            let parts: Vec<Json> = source
                .parts
                .iter()
                .map(|part| part_json(part, words))
                .collect();
            let changed = !source.parts.is_empty() || source.untold;
            json["source"] = json!({
                "id": source.entry.key.id.as_str(),
                "owner": source.entry.key.owner.to_string(),
                "title": source.entry.title,
                "revision": revision,
            });
            json["compared_with"] = compared.into();
            json["changed"] = changed.into();
            json["parts"] = parts.into();
            text.push(format!(
                "{} {}",
                words.pick("Adapté de :", "Made from:"),
                source.entry.title
            ));
            if !changed {
                text.push(words.pick("Rien de nouveau.", "Nothing new.").to_owned());
            }
            text.extend(source.parts.iter().map(|part| part_text(part, words)));
        }
    }
    let adaptations = made.iter().map(|entry| {
        json!({"id": entry.key.id.as_str(), "kind": entry.kind, "title": entry.title, "owner": entry.key.owner.to_string()})
    });
    json["adaptations"] = adaptations.collect();
    for entry in &made {
        let made_into = words.pick("Repris dans :", "Taken up in:");
        text.push(format!(
            "{made_into} {} ({})",
            entry.title,
            words.kind(&entry.kind)
        ));
    }
    Ok(Answer::new(json, text.join("\n")))
}

fn part_json(part: &Part, words: Words) -> Json {
    let changes: Vec<Json> = part
        .changes
        .iter()
        .map(|change| change_json(change, words))
        .collect();
    let ours: Vec<Json> = part
        .ours
        .iter()
        .map(|change| change_json(change, words))
        .collect();
    json!({
        "part": part.name,
        "label": part.label.map(|label| words.label(label)),
        "item": part.item,
        "here": match part.here {
            Here::AsAdapted => "as_adapted",
            Here::Rewritten => "rewritten",
            Here::Same => "same",
            Here::Nowhere => "nowhere",
        },
        "changes": changes,
        "ours": ours,
    })
}

fn part_text(part: &Part, words: Words) -> String {
    let here = match part.here {
        Here::AsAdapted => words.pick("comme à l'adaptation", "as it was adapted"),
        Here::Rewritten => words.pick("réécrit ici", "rewritten here"),
        Here::Same => words.pick("déjà pareil ici", "already the same here"),
        Here::Nowhere => words.pick("sans place ici", "no place for it here"),
    };
    let mut lines = vec![format!("  {} ({here})", part.name)];
    let changes = part.changes.iter();
    lines.extend(changes.map(|change| format!("      {}", words.change(change))));
    lines.join("\n")
}
