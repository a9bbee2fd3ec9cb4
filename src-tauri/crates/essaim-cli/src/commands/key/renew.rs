//! Renews the organisation's root key.

use serde_json::json;

use super::super::Outcome;
use crate::answer::Answer;
use crate::session::Session;

/// The old key vouches for the new one.
pub(super) fn renew(session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    workspace.renew_root()?;
    let keys = workspace.keys(None)?;
    let words = workspace.key_words(None)?;
    let said = session.words.pick(
        "La clé est renouvelée, et l'ancienne l'a signée. Les nouveaux mots :",
        "The key is renewed, and the old one has signed it. The new words:",
    );
    Ok(Answer::new(
        json!({"id": keys.organisation.id.to_string(), "root": keys.root, "words": words}),
        format!("{said} {}", words.join(" ")),
    ))
}
