//! A desktop that holds the root key looks at a request, and answers it.

use essaim_ops::desktop::{RequestSeen, Take};
use serde_json::{Map, Value as Json, json};

use super::super::Outcome;
use crate::answer::{Answer, Failure};
use crate::arguments::Certify;
use crate::session::Session;
use crate::words::{parts, timestamp};

/// Shows who asks; with `--out`, vouches for that desktop and writes the answer.
pub(super) fn certify(asked: &Certify, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let seen = workspace.look_at_request(&asked.request)?;
    let mut json = described(&seen);
    let who = parts([&seen.agent.person, &seen.agent.service]);
    let mut text = format!("{who}\n  {}", seen.words.join(" "));
    if let Some(heard) = &asked.words
        && !is_same(heard, &seen)
    {
        return Err(other_words(session));
    }
    if let Some(out) = &asked.out {
        let take = match asked.without_content {
            true => Take::Few,
            false => Take::All,
        };
        let made = workspace.admit(
            &asked.request,
            Some(seen.device),
            take,
            out,
            &session.watch(),
        )?;
        json.insert("file".to_owned(), out.display().to_string().into());
        json.insert("bytes".to_owned(), made.value.bytes.into());
        let done = session.words.pick("Réponse enregistrée", "Answer saved");
        text = format!("{text}\n{}", session.words.named(done, out.display()));
    }
    Ok(Answer::new(Json::Object(json), text))
}

fn described(seen: &RequestSeen) -> Map<String, Json> {
    let json = json!({
        "device": seen.device.to_string(),
        "person": seen.agent.person,
        "service": seen.agent.service,
        "words": seen.words,
        "date": timestamp(seen.created_ms),
        "certified": seen.is_ours,
    });
    json.as_object().cloned().unwrap_or_default()
}

/// Whether the words that were heard are those of the request.
fn is_same(heard: &str, seen: &RequestSeen) -> bool {
    essaim_model::fold::words(heard) == essaim_model::fold::words(&seen.words.join(" "))
}

fn other_words(session: &Session<'_>) -> Failure {
    let words = session.words;
    Failure::Own {
        code: "other_words",
        what: words
            .pick(
                "Ce ne sont pas les mots de cette demande : elle vient d'un autre poste.",
                "These are not the words of this request: it comes from another desktop.",
            )
            .to_owned(),
        action: words
            .pick(
                "Faites lire les mots sur le nouveau poste, ou refaire la demande.",
                "Have the words read out on the new desktop, or the request made again.",
            )
            .to_owned(),
    }
}
