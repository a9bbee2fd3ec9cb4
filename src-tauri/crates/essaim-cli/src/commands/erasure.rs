//! Forgetting a person: where they are mentioned, what is held about them, and erasing it for good.

use essaim_ops::OpError;
use essaim_ops::erasure::{Chosen, Erased, Held, Request};
use serde_json::{Value as Json, json};

use super::Outcome;
use crate::answer::Answer;
use crate::arguments::{Erase, Erasures, Person};
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
            "Il n'en reste rien dans l'espace de travail. Les sauvegardes et les paquets écrits avant le gardent : supprimez-les aussi.",
            "Nothing of it is left in the workspace. Backups and bundles written before still hold it: delete them too.",
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

/// Whom to ask to erase their copies; with `--out` writes an e-mail draft for each, with `--asked` notes that it was done.
pub(super) fn erasures(asked: &Erasures, session: &Session<'_>) -> Outcome {
    let (workspace, words) = (session.open()?, session.words);
    if let Some(key) = &asked.asked {
        workspace.note_erasure_asked(key)?;
        let done = words.pick("Noté : la demande est faite.", "Noted: it was asked.");
        return Ok(Answer::new(json!({"asked": key}), done.to_owned()));
    }
    if let Some(folder) = &asked.out {
        std::fs::create_dir_all(folder).map_err(|error| OpError::file(folder, error))?;
    }
    let (person, language) = (asked.person.as_deref(), session.language());
    let (mut told, mut lines) = (Vec::new(), Vec::new());
    for request in workspace.erasure_requests()? {
        let letter = workspace.erasure_letter(&request, person, language)?;
        let mut json = described(&request);
        json["subject"] = letter.subject.into();
        json["text"] = letter.text.into();
        let mut line = format!("{}  {}", request.key, called(&request, words));
        let titles = request.records.iter();
        line.extend(titles.map(|one| format!("\n  {}", one.title)));
        if let Some(folder) = asked.out.as_deref().filter(|_| request.asked_ms.is_none()) {
            let file = workspace.write_erasure_draft(&request, person, language, folder)?;
            line = format!("{line}\n  {}", file.display());
            json["file"] = file.display().to_string().into();
        }
        told.push(json);
        lines.push(line);
    }
    let count = words.count(
        told.len(),
        ["destinataire", "destinataires"],
        ["recipient", "recipients"],
    );
    let text = format!("{count}\n{}", lines.join("\n"));
    Ok(Answer::new(json!({"requests": told}), text))
}

fn called(request: &Request, words: Words) -> &str {
    match request.name.as_str() {
        "" => words.pick("(destinataire non noté)", "(recipient not noted)"),
        name => name,
    }
}

fn described(request: &Request) -> Json {
    let records = request.records.iter().map(|one| {
        let fields: Vec<&str> = one.fields.iter().map(|(path, _)| path.as_str()).collect();
        let bundles = one.bundles.iter();
        let bundles: Vec<Json> = bundles
            .map(|(file, ms)| json!({"file": file, "date": timestamp(*ms)}))
            .collect();
        json!({
            "id": one.id, "kind": one.kind, "title": one.title, "fields": fields, "bundles": bundles, "theirs": one.theirs,
        })
    });
    json!({
        "key": request.key, "id": request.organisation, "name": request.name, "mailbox": request.mailbox,
        "records": records.collect::<Vec<_>>(), "asked": request.asked_ms.map(timestamp),
    })
}
