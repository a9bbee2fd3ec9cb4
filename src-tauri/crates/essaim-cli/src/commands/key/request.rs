//! A new desktop asks to join its organisation.

use essaim_ops::desktop::request as ask;
use essaim_ops::workspace::Agent;
use serde_json::json;

use super::super::Outcome;
use crate::answer::Answer;
use crate::arguments::RequestDesktop;
use crate::session::Session;

/// Writes the request's file.
pub(super) fn request(asked: &RequestDesktop, session: &Session<'_>) -> Outcome {
    let agent = Agent {
        person: asked.person.clone(),
        service: asked.service.clone().unwrap_or_default(),
    };
    let machine = session.machine();
    let made = ask(&session.folder()?, &agent, &asked.out, &machine)?;
    let file = asked.out.display().to_string();
    let words = session.words.pick(
        "Demande enregistrée. Portez-la au premier poste ; les six mots doivent y être les mêmes :",
        "Request saved. Take it to the first desktop; the six words there must be the same:",
    );
    let text = format!("{words}\n  {}\n{file}", made.words.join(" "));
    Ok(Answer::new(
        json!({"file": file, "words": made.words}),
        text,
    ))
}
