//! What a command gives back, for scripts and for people.

use essaim_ops::OpError;
use essaim_ops::error::Language;
use serde_json::{Value as Json, json};

/// The answer of a command.
#[derive(Debug)]
pub(crate) struct Answer {
    /// For scripts: one JSON object.
    pub(crate) json: Json,
    /// For people: lines.
    pub(crate) text: String,
    /// The command did its work, and the work says no: status 1.
    pub(crate) refused: bool,
    /// There is nothing but an error.
    pub(crate) only_error: bool,
}

/// Why a command was refused.
#[derive(Debug)]
pub(crate) enum Failure {
    /// By a use case.
    Op(OpError),
    /// By this crate: what was asked names something that there is not.
    Own {
        /// The code for scripts.
        code: &'static str,
        /// What happened.
        what: String,
        /// What to do.
        action: String,
    },
}

impl<E: Into<OpError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure::Op(error.into())
    }
}

impl Failure {
    /// The `error` member.
    pub(crate) fn json(&self, language: Language) -> Json {
        let (code, what, action) = self.parts(language);
        json!({"code": code, "message": what, "action": action})
    }

    /// The sentences for people.
    pub(crate) fn text(&self, language: Language) -> String {
        let (_, what, action) = self.parts(language);
        if action.is_empty() {
            what
        } else {
            format!("{what}\n{action}")
        }
    }

    fn parts(&self, language: Language) -> (&'static str, String, String) {
        match self {
            Failure::Op(error) => {
                let message = error.message(language);
                (error.code(), message.what, message.action)
            }
            Failure::Own { code, what, action } => (code, what.clone(), action.clone()),
        }
    }
}

impl Answer {
    /// All went well.
    pub(crate) fn new(json: Json, text: impl Into<String>) -> Self {
        Self {
            json,
            text: text.into(),
            refused: false,
            only_error: false,
        }
    }

    /// The answer that a failure makes.
    pub(crate) fn error(failure: &Failure, language: Language) -> Self {
        Self {
            json: json!({"error": failure.json(language)}),
            text: failure.text(language),
            refused: true,
            only_error: true,
        }
    }

    /// The same answer with an `error` member, and status 1.
    pub(crate) fn refused(mut self, error: Json) -> Self {
        if let Json::Object(object) = &mut self.json {
            object.insert("error".to_owned(), error);
        }
        self.refused = true;
        self
    }
}
