//! Tells the six words that stand for a key.

use serde_json::json;

use super::super::Outcome;
use super::organisation;
use crate::answer::Answer;
use crate::arguments::Organisation;
use crate::session::Session;

/// Ours, to be read out to whoever asks, unless another organisation is named.
pub(super) fn words(asked: &Organisation, session: &Session<'_>) -> Outcome {
    let of = asked
        .organisation
        .as_deref()
        .map(organisation)
        .transpose()?;
    let workspace = session.open()?;
    let id = match of {
        Some(id) => id,
        None => workspace.organisation()?,
    };
    let words = workspace.key_words(of)?;
    Ok(Answer::new(
        json!({"id": id.to_string(), "words": words}),
        words.join(" "),
    ))
}
