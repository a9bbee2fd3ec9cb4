//! What a command gives back, for scripts and for people.

use essaim_ops::OpError;
use essaim_ops::error::Language;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value as Json, json};

use crate::commands::plan::Described;

/// The answer of a command.
#[derive(Debug)]
pub(crate) struct Answer {
    /// For scripts: one JSON object.
    pub(crate) json: Said,
    /// For people: lines.
    pub(crate) text: String,
    /// The command did its work, and the work says no: status 1.
    pub(crate) refused: bool,
    /// There is nothing but an error.
    pub(crate) only_error: bool,
}

/// What scripts are told.
#[derive(Debug)]
pub(crate) enum Said {
    /// Something small.
    Json(Json),
    /// A plan.
    Plan(Box<Described>),
    /// Plans under a name, and what is said beside them.
    Plans {
        /// The member that holds them.
        name: &'static str,
        /// Each file's.
        plans: Vec<Described>,
        /// The other members.
        beside: Map<String, Json>,
    },
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Said::Json(json) => json.serialize(serializer),
            Said::Plan(plan) => plan.serialize(serializer),
            Said::Plans {
                name,
                plans,
                beside,
            } => {
                let mut object = serializer.serialize_map(Some(1 + beside.len()))?;
                object.serialize_entry(name, plans)?;
                beside
                    .iter()
                    .try_for_each(|(name, value)| object.serialize_entry(name, value))?;
                object.end()
            }
        }
    }
}

impl Said {
    /// The members that can be added to.
    fn members(&mut self) -> Option<&mut Map<String, Json>> {
        match self {
            Said::Json(json) => json.as_object_mut(),
            Said::Plan(plan) => Some(&mut plan.beside),
            Said::Plans { beside, .. } => Some(beside),
        }
    }
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
            json: Said::Json(json),
            text: text.into(),
            refused: false,
            only_error: false,
        }
    }

    /// Plans, one or several.
    pub(crate) fn plans(json: Said, text: String) -> Self {
        Self {
            json,
            ..Self::new(Json::Null, text)
        }
    }

    /// The answer that a failure makes.
    pub(crate) fn error(failure: &Failure, language: Language) -> Self {
        Self {
            json: Said::Json(json!({"error": failure.json(language)})),
            text: failure.text(language),
            refused: true,
            only_error: true,
        }
    }

    /// The same answer with an `error` member, and status 1.
    pub(crate) fn refused(mut self, error: Json) -> Self {
        if let Some(members) = self.json.members() {
            members.insert("error".to_owned(), error);
        }
        self.refused = true;
        self
    }
}
