//! Solution sheets: published, withdrawn, adopted, made from a project.

use essaim_ops::record::Published;
use essaim_ops::report::Section;
use serde_json::json;

use super::Outcome;
use crate::answer::Answer;
use crate::arguments::{Feedback, One, Report};
use crate::input;
use crate::session::Session;

/// Publishes a sheet.
pub(super) fn publish(asked: &One, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    workspace.publish(&asked.id)?;
    state(
        &workspace,
        &asked.id,
        session
            .words
            .pick("Publiée : elle peut partir.", "Published: it may leave."),
    )
}

/// Takes a sheet back.
pub(super) fn withdraw(asked: &One, session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    workspace.withdraw(&asked.id)?;
    let done = session.words.pick(
        "Retirée : le prochain paquet le dira.",
        "Withdrawn: the next bundle will say so.",
    );
    state(&workspace, &asked.id, done)
}

fn state(workspace: &essaim_ops::Workspace, id: &str, done: &str) -> Outcome {
    let record = workspace.show(id)?;
    let state = match record.published {
        Some(Published::Yes(_)) => "published",
        Some(Published::Changed(_)) => "changed",
        Some(Published::Withdrawn(_)) => "withdrawn",
        Some(Published::Draft) | None => "draft",
    };
    let revision: Vec<String> = record.revision.iter().map(ToString::to_string).collect();
    Ok(Answer::new(
        json!({"id": id, "state": state, "revision": revision}),
        done,
    ))
}

/// Starts a project from a sheet.
pub(super) fn adopt(asked: &One, session: &Session<'_>) -> Outcome {
    let id = session.open()?.adopt(&asked.id)?.value;
    Ok(Answer::new(json!({"id": id, "kind": "project"}), id))
}

/// Makes a sheet of ours from another one.
pub(super) fn adapt(asked: &One, session: &Session<'_>) -> Outcome {
    let id = session.open()?.adapt(&asked.id)?.value;
    Ok(Answer::new(json!({"id": id, "kind": "solution"}), id))
}

/// Makes a sheet from a project.
pub(super) fn capitalise(asked: &One, session: &Session<'_>) -> Outcome {
    let id = session.open()?.capitalise(&asked.id)?.value;
    Ok(Answer::new(json!({"id": id, "kind": "solution"}), id))
}

/// The section of that name.
pub(crate) fn section(name: &str) -> Result<Section, String> {
    Section::named(name).ok_or_else(|| {
        let names: Vec<&str> = Section::ALL.iter().map(|section| section.name()).collect();
        names.join(", ")
    })
}

/// Draws up a report of a project: the sections asked for, or the usual ones.
pub(super) fn report(asked: &Report, session: &Session<'_>) -> Outcome {
    let usual = Section::usual();
    let sections = if asked.sections.is_empty() {
        &usual
    } else {
        &asked.sections
    };
    let id = session.open()?.report(&asked.project, sections)?.value;
    Ok(Answer::new(json!({"id": id, "kind": "report"}), id))
}

/// Writes feedback on another's record, or on the sheet that a project was started from.
pub(super) fn feedback(asked: &Feedback, session: &mut Session<'_>) -> Outcome {
    let document = input::read_one(session, &asked.file)?;
    let id = session.open()?.give_feedback(&asked.id, &document)?.value;
    Ok(Answer::new(json!({"id": id, "kind": "feedback"}), id))
}
