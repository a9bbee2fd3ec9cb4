//! Forgetting a person: where they are mentioned, what is held about them, and erasing it for good.

use essaim_ops::erasure::{Chosen, Erased, Held};
use serde_json::{Value as Json, json};

use super::Outcome;
use crate::answer::Answer;
use crate::arguments::{Erase, Person};
use crate::session::Session;
use crate::words::{Words, timestamp};

/// Finds a person; with `--export` writes what is held, with `--erase` erases all of it.
pub(super) fn person(asked: &Person, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let words = session.words;
    if let Some(target) = &asked.export {
        let lines =
            workspace.export_person(&asked.text, target, session.language(), &session.watch())?;
        let json = json!({"file": target, "lines": lines});
        return Ok(Answer::new(json, target.display().to_string()));
    }
    let held = workspace.find_person(&asked.text, &session.watch())?;
    if asked.erase {
        let chosen: Vec<Chosen> = held.iter().map(Held::chosen).collect();
        let erased = workspace
            .erase_person(&asked.text, &chosen, &session.watch())?
            .value;
        return Ok(told(&erased, words));
    }
    let places: Vec<Json> = held.iter().map(place).collect();
    let lines: Vec<String> = held
        .iter()
        .map(|one| format!("{}  {}  {}", one.record, one.path, one.excerpt))
        .collect();
    let count = words.count(held.len(), ["endroit", "endroits"], ["place", "places"]);
    Ok(Answer::new(
        json!({"places": places}),
        format!("{count}\n{}", lines.join("\n")),
    ))
}

/// Erases a field in all its versions.
pub(super) fn erase(asked: &Erase, session: &Session<'_>) -> Outcome {
    let erased = session.open()?.erase_field(&asked.id, &asked.field)?.value;
    Ok(told(&erased, session.words))
}

fn place(held: &Held) -> Json {
    json!({
        "id": held.record, "owner": held.owner, "kind": held.kind, "title": held.title, "field": held.path,
        "excerpt": held.excerpt, "versions": held.versions, "current": held.current, "date": timestamp(held.ms),
    })
}

fn told(erased: &Erased, words: Words) -> Answer {
    let fields = words.count(
        erased.fields as usize,
        ["champ effacé", "champs effacés"],
        ["field erased", "fields erased"],
    );
    let rest = if erased.finished {
        words.pick(
            "Il n'en reste rien dans les fichiers de ce poste.",
            "Nothing of it is left in the files of this computer.",
        )
    } else {
        words.pick(
            "Un autre programme lit encore l'espace de travail : les dernières traces partiront au prochain démarrage.",
            "Another program is still reading the workspace: the last traces will go at the next start.",
        )
    };
    let json =
        json!({"fields": erased.fields, "versions": erased.versions, "finished": erased.finished});
    Answer::new(json, format!("{fields}. {rest}"))
}
