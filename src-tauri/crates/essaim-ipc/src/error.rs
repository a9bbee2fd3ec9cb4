//! Errors as the page sees them: a code, what happened and what to do in both languages, and a trace for whoever helps.

use std::collections::BTreeMap;

use essaim_ops::OpError;
use essaim_ops::error::{Language, Message};
use serde::Serialize;
use specta::Type;

use crate::Label;

/// A refusal. Nothing was changed then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct IpcError {
    /// By which the page and people who help know the case.
    pub code: String,
    /// What it is about, by name.
    pub params: BTreeMap<String, String>,
    /// The technical cause; ids and names, no content of records.
    pub trace: String,
    /// What happened.
    pub what: Label,
    /// What to do; empty where nothing can be done.
    pub action: Label,
}

impl From<OpError> for IpcError {
    fn from(error: OpError) -> Self {
        let french = error.message(Language::French);
        let english = error.message(Language::English);
        let params = params(&error)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        Self {
            code: error.code().to_owned(),
            params: params.collect(),
            trace: error.to_string(),
            what: both(&french, &english, |message| &message.what),
            action: both(&french, &english, |message| &message.action),
        }
    }
}

/// A file of the shell's own that could not be written, told apart where the person can do something about it.
pub fn file(path: &std::path::Path, error: std::io::Error) -> IpcError {
    OpError::file(path, error).into()
}

fn both(french: &Message, english: &Message, part: fn(&Message) -> &String) -> Label {
    Label {
        fr: part(french).clone(),
        en: part(english).clone(),
    }
}

fn params(error: &OpError) -> Vec<(&'static str, String)> {
    match error {
        OpError::UnsafeFolder(name) => vec![("name", name.clone())],
        OpError::UnknownKind(kind) | OpError::KindStays(kind) => vec![("kind", kind.clone())],
        OpError::WordsDiffer(name) | OpError::KeyForked(name) => vec![("name", name.clone())],
        OpError::SetApart(title) => vec![("title", title.clone())],
        OpError::NotFound(id)
        | OpError::NoDesktop(id)
        | OpError::AlreadyThere(id)
        | OpError::NotOurs(id)
        | OpError::NoImport(id) => vec![("id", id.clone())],
        OpError::NoFile(path) | OpError::FileTooLarge(path) | OpError::File { path, .. } => {
            vec![("path", path.clone())]
        }
        OpError::SampleStays(title) | OpError::NotPublished(title) => {
            vec![("title", title.clone())]
        }
        OpError::SeveralBundles(names) => vec![("count", names.len().to_string())],
        OpError::UnknownSender(name) => vec![("name", name.clone())],
        OpError::Departure(departure) => departure
            .name()
            .map(|name| ("name", name.to_owned()))
            .into_iter()
            .collect(),
        OpError::NoPlace(code) => vec![("code", code.clone())],
        OpError::Invalid(errors) => errors
            .first()
            .map(|located| ("at", located.error.at.clone()))
            .into_iter()
            .collect(),
        OpError::Refused(refusal) => refusal
            .what()
            .map(|what| ("what", what.to_owned()))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

impl IpcError {
    fn new(code: &str, trace: String, what: [&str; 2], action: [&str; 2]) -> Self {
        let label = |texts: [&str; 2]| Label {
            fr: texts[0].to_owned(),
            en: texts[1].to_owned(),
        };
        Self {
            code: code.to_owned(),
            params: BTreeMap::new(),
            trace,
            what: label(what),
            action: label(action),
        }
    }

    /// No workspace is open.
    pub fn no_workspace() -> Self {
        Self::new(
            "workspace_missing",
            "no workspace is open".to_owned(),
            [
                "Aucun espace de travail n'est ouvert.",
                "No workspace is open.",
            ],
            [
                "Créez-en un, ou relancez Essaim.",
                "Create one, or start Essaim again.",
            ],
        )
    }

    /// Another session has the workspace open in a window.
    pub fn open_elsewhere(folder: &std::path::Path) -> Self {
        Self::new(
            "workspace_open_elsewhere",
            format!("{} is locked by another window", folder.display()),
            [
                "Cet espace de travail est déjà ouvert dans une autre fenêtre, sous un autre compte ou une autre session.",
                "This workspace is already open in another window, under another account or session.",
            ],
            [
                "Fermez l'autre fenêtre, puis réessayez. Rien n'a été touché.",
                "Close the other window, then try again. Nothing was touched.",
            ],
        )
    }

    /// A file was handed over and is no longer waited for.
    pub fn no_such_token() -> Self {
        Self::new(
            "file_forgotten",
            "no file of that token".to_owned(),
            [
                "Ce fichier n'est plus en attente.",
                "This file is no longer waiting.",
            ],
            ["Ouvrez-le à nouveau.", "Open it again."],
        )
    }

    /// A link is not one that may be opened.
    pub fn bad_link(address: &str) -> Self {
        let mut error = Self::new(
            "bad_link",
            "not a web or mail address".to_owned(),
            [
                "Cette adresse n'est ni une page web ni une adresse de courriel : elle n'a pas été ouverte.",
                "This is neither a web page nor a mail address: it was not opened.",
            ],
            [
                "Vérifiez l'adresse auprès de qui a écrit la fiche.",
                "Check the address with whoever wrote the sheet.",
            ],
        );
        error
            .params
            .insert("address".to_owned(), address.to_owned());
        error
    }

    /// Something in the program itself went wrong.
    pub fn internal(trace: impl std::fmt::Display) -> Self {
        Self::new(
            "internal",
            trace.to_string(),
            [
                "Essaim a rencontré un problème inattendu.",
                "Essaim met an unexpected problem.",
            ],
            [
                "Recommencez ; si cela continue, relancez Essaim. Ce qui était enregistré l'est toujours.",
                "Try again; if it goes on, start Essaim again. What was saved still is.",
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_keeps_its_code_and_speaks_both_languages() {
        let error = IpcError::from(OpError::NotFound("sol-1".to_owned()));
        assert_eq!(error.code, "not_found");
        assert_eq!(error.params["id"], "sol-1");
        assert!(error.what.fr.contains("introuvable") && error.what.en.contains("cannot be found"));
        assert!(!error.action.fr.is_empty() && !error.action.en.is_empty());
    }
}
