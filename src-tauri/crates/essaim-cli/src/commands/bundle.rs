//! A bundle looked at without a workspace.

use essaim_host::SystemUnpacker;
use essaim_ops::exchange::carrier::Arrival;
use essaim_ops::{OpError, exchange};
use serde_json::{Value as Json, json};

use super::Outcome;
use crate::answer::{Answer, Failure, Said};
use crate::arguments::BundleFile;
use crate::carried;
use crate::session::Session;

/// Tells what a bundle holds.
pub(super) fn inspect(asked: &BundleFile, session: &Session<'_>) -> Outcome {
    each(asked, |arrival| {
        let found = exchange::inspect(arrival, &session.limits, &SystemUnpacker)?;
        Ok(inspected(&found, session))
    })
}

/// Answers for the bundle of a file; of several, all answers in a list, and what the first refusal says.
fn each(asked: &BundleFile, work: impl FnMut(Arrival<'_>) -> Result<Answer, OpError>) -> Outcome {
    let passphrase = asked.secret.passphrase()?;
    let answers = carried::each(&asked.file, passphrase.as_deref(), work)?;
    let answers = match <[Answer; 1]>::try_from(answers) {
        Ok([only]) => return Ok(only),
        Err(several) => several,
    };
    let text: Vec<&str> = answers.iter().map(|answer| answer.text.as_str()).collect();
    let text = text.join("\n\n");
    let refused = answers.iter().find(|answer| answer.refused);
    let error = refused.map(|answer| json!(answer.json)["error"].clone());
    let valid = error.is_none();
    let said: Vec<&Said> = answers.iter().map(|answer| &answer.json).collect();
    let answer = Answer::new(json!({"bundles": said, "valid": valid}), text);
    Ok(match error {
        Some(error) => answer.refused(error),
        None => answer,
    })
}

fn inspected(found: &exchange::Inspection, session: &Session<'_>) -> Answer {
    let words = session.words;
    let record = |(id, kind, title): &(String, String, String)| json!({"id": id, "kind": kind, "title": title});
    let sized = |(name, bytes): &(String, u64)| json!({"name": name, "size": bytes});
    let json = json!({
        "bundle_id": found.bundle_id,
        "carrier": found.carrier.name(),
        "container": found.container,
        "purpose": found.purpose,
        "sender": {"id": found.sender_id.to_string(), "name": found.sender_name, "insee": found.sender_insee},
        "records": found.records.iter().map(record).collect::<Vec<Json>>(),
        "entries": found.entries.iter().map(sized).collect::<Vec<Json>>(),
        "missing_attachments": found.missing_attachments.iter().map(sized).collect::<Vec<Json>>(),
    });
    let mut lines = vec![
        words.named(words.pick("De", "From"), &found.sender_name),
        words.named(words.pick("Paquet", "Bundle"), &found.bundle_id),
    ];
    lines.extend(
        found
            .records
            .iter()
            .map(|(id, kind, title)| format!("  {} · {id}  {title}", words.kind(kind))),
    );
    lines.push(
        words
            .pick(
                "Rien n'a été vérifié : voyez « verify ».",
                "Nothing was checked: see \"verify\".",
            )
            .to_owned(),
    );
    Answer::new(json, lines.join("\n"))
}

/// Checks every part of a bundle.
pub(super) fn verify(asked: &BundleFile, session: &Session<'_>) -> Outcome {
    each(asked, |arrival| {
        let verdict = exchange::verify(arrival, &session.limits, &SystemUnpacker)?;
        Ok(verified(&verdict, session))
    })
}

fn verified(verdict: &exchange::Verification, session: &Session<'_>) -> Answer {
    let words = session.words;
    let part = |part: &exchange::PartVerdict| {
        let code = part.refusal.as_ref().map_or("ok", |refusal| refusal.code());
        json!({"name": part.name, "ok": part.refusal.is_none(), "code": code})
    };
    let sender = verdict
        .sender
        .as_ref()
        .map(|(id, name, insee)| json!({"id": id.to_string(), "name": name, "insee": insee}));
    let json = json!({
        "valid": verdict.is_valid(),
        "container": verdict.container,
        "carrier": verdict.carrier.name(),
        "sender": sender,
        "parts": verdict.parts.iter().map(part).collect::<Vec<Json>>(),
    });
    let name = verdict
        .sender
        .as_ref()
        .map_or("?", |(_, name, _)| name.as_str());
    if verdict.is_valid() {
        let whole = words.pick(
            "Le paquet est entier, signé par",
            "The bundle is whole, signed by",
        );
        let count = words.count(
            verdict.parts.len(),
            ["partie", "parties"],
            ["part", "parts"],
        );
        return Answer::new(json, format!("{whole} {name} ({count})."));
    }
    let broken = verdict
        .parts
        .iter()
        .filter_map(|part| Some((part, part.refusal.clone()?)));
    let failures: Vec<(&str, Failure)> = broken
        .map(|(part, refusal)| (part.name.as_str(), Failure::from(OpError::from(refusal))))
        .collect();
    let text: Vec<String> = failures
        .iter()
        .map(|(name, failure)| words.named(name, failure.text(words.0)))
        .collect();
    let first = failures
        .first()
        .map_or(Json::Null, |(_, failure)| failure.json(words.0));
    Answer::new(json, text.join("\n")).refused(first)
}
