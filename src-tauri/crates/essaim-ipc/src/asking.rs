//! Asking those who were sent what was erased to erase it too.

use std::path::Path;

use essaim_ops::erasure::{AskedRecord, Request};
use essaim_ops::exchange::suggested_name;
use essaim_ops::{OpError, Workspace};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::start::Language;
use crate::tag::{Mutation, tags};
use crate::value::moment;
use crate::{Answer, Label};

/// In what words it is to be asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ErasureWords {
    /// The person's name; empty where it is not to be in the letter.
    pub person: String,
    /// The language of the letter.
    pub language: Language,
}

/// Somebody to be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ErasureRequest {
    /// What names them.
    pub key: String,
    /// Their name; empty where nobody said whom the bundles were for.
    pub name: String,
    /// Their mailbox, where their card has one.
    pub mailbox: Option<String>,
    /// What they have.
    pub records: Vec<ErasureRecord>,
    /// When they were asked; none while something is still to be asked.
    pub asked_at: Option<String>,
    /// The subject of the letter.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// A record of which they have a copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ErasureRecord {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The fields.
    pub fields: Vec<Label>,
    /// The files it was sent in.
    pub files: Vec<String>,
    /// It is theirs, and came from them.
    pub theirs: bool,
}

/// Who is to be asked, those still to be asked first.
///
/// # Errors
/// The workspace cannot be read.
pub fn erasure_requests(
    workspace: &Workspace,
    words: &ErasureWords,
) -> Answer<Vec<ErasureRequest>> {
    let mut requests = Vec::new();
    for request in workspace.erasure_requests()? {
        let letter =
            workspace.erasure_letter(&request, Some(&words.person), spoken(words.language))?;
        requests.push(ErasureRequest {
            key: request.key,
            name: request.name,
            mailbox: request.mailbox,
            records: request.records.into_iter().map(record).collect(),
            asked_at: request.asked_ms.map(moment),
            subject: letter.subject,
            text: letter.text,
        });
    }
    Ok(requests)
}

fn record(asked: AskedRecord) -> ErasureRecord {
    let fields = asked.fields.into_iter();
    let mut files: Vec<String> = asked.bundles.into_iter().map(|(file, _)| file).collect();
    files.dedup();
    ErasureRecord {
        id: asked.id,
        title: asked.title,
        fields: fields
            .map(|(path, label)| label.map_or_else(|| Label::same(&path), Label::from))
            .collect(),
        files,
        theirs: asked.theirs,
    }
}

/// A name for the draft to somebody.
///
/// # Errors
/// There is nobody of that key, or the workspace cannot be read.
pub fn erasure_draft_name(workspace: &Workspace, key: &str) -> Answer<String> {
    let request = one(workspace, key)?;
    let day = workspace.machine().clock.today();
    let name = suggested_name(&request.name, "effacement", &day);
    Ok(name.trim_end_matches(".essaim").to_owned() + ".eml")
}

/// Writes the draft.
///
/// # Errors
/// There is nobody of that key, or the file cannot be written.
pub fn erasure_draft(
    workspace: &Workspace,
    key: &str,
    words: &ErasureWords,
    target: &Path,
) -> Answer<()> {
    let request = one(workspace, key)?;
    let language = spoken(words.language);
    workspace.write_erasure_draft(&request, Some(&words.person), language, target)?;
    Ok(())
}

/// Notes that somebody was asked.
///
/// # Errors
/// There is nobody of that key, or the workspace cannot be written.
pub fn erasure_asked(workspace: &Workspace, key: &str) -> Answer<Mutation<()>> {
    let noted = workspace.note_erasure_asked(key)?;
    Ok(Mutation::unrecorded((), tags(noted.tags)))
}

fn one(workspace: &Workspace, key: &str) -> Answer<Request> {
    let requests = workspace.erasure_requests()?;
    let found = requests.into_iter().find(|request| request.key == key);
    Ok(found.ok_or_else(|| OpError::NotFound(key.to_owned()))?)
}

fn spoken(language: Language) -> essaim_ops::error::Language {
    match language {
        Language::Fr => essaim_ops::error::Language::French,
        Language::En => essaim_ops::error::Language::English,
    }
}
