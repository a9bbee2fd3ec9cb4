//! The organisations that we exchange with, and how sure we are of each.

use essaim_ops::sender::Sender;
use serde_json::{Value as Json, json};

use super::{Outcome, plan};
use crate::answer::Answer;
use crate::session::Session;
use crate::words::{Words, timestamp};

/// Shows them all, by name.
pub(super) fn correspondents(session: &Session<'_>) -> Outcome {
    let senders = session.open()?.senders()?;
    let json: Vec<Json> = senders.iter().map(described).collect();
    let words = session.words;
    let mut lines: Vec<String> = senders
        .iter()
        .flat_map(|one| for_people(one, words))
        .collect();
    lines.push(words.count(
        senders.len(),
        ["correspondant", "correspondants"],
        ["correspondent", "correspondents"],
    ));
    Ok(Answer::new(
        json!({"correspondents": json, "total": senders.len()}),
        lines.join("\n"),
    ))
}

fn described(sender: &Sender) -> Json {
    let mut json = plan::sender_json(sender);
    json["siren"] = sender.siren.clone().into();
    json["mailbox"] = sender.mailbox.clone().into();
    json["records"] = sender.records.into();
    json["last_received"] = sender.last_received_ms.map(timestamp).into();
    json["decided"] = sender.decided_on.clone().into();
    json["key_renewed"] = sender.renewed_ms.map(timestamp).into();
    json["revoked_desktops"] = sender.revoked_desktops.into();
    let succeeds = sender.succeeds.iter().map(
        |one| json!({"name": one.name, "insee": one.insee, "siren": one.siren, "since": one.since}),
    );
    json["succeeds"] = succeeds.collect();
    json
}

fn for_people(sender: &Sender, words: Words) -> Vec<String> {
    let code = sender.insee.as_deref().or(sender.siren.as_deref());
    let mut lines = vec![format!(
        "{}  {} · {} · {}",
        sender.id,
        sender.name,
        code.unwrap_or("—"),
        words.trust(sender.trust)
    )];
    for one in &sender.succeeds {
        let code = one.insee.as_deref().or(one.siren.as_deref());
        let said = words.pick("    succède à", "    succeeds");
        lines.push(format!("{said} {} ({})", one.name, code.unwrap_or("—")));
    }
    if sender.revoked_desktops > 0 {
        let (french, english) = (
            ["poste révoqué", "postes révoqués"],
            ["revoked desktop", "revoked desktops"],
        );
        let revoked = words.count(sender.revoked_desktops as usize, french, english);
        lines.push(format!("    {revoked}"));
    }
    lines.extend(words.doubts(&sender.doubts));
    lines
}
