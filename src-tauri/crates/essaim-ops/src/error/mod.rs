//! Why a use case was refused: one type, each case with a code, a sentence and a next action in both languages.

mod choices;
mod files;
mod invalid;
mod keeping;
mod leaving;
mod messages;
mod parts;
mod refusals;
mod together;
mod trust;

use essaim_model::document::FieldError;
use essaim_store::StoreError;

use crate::machine::KeystoreError;

pub use choices::ChoiceError;
pub use keeping::Keeping;
pub use leaving::Departure;
pub use together::Together;

/// A language of messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// French.
    #[default]
    French,
    /// English.
    English,
}

/// What happened, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What happened.
    pub what: String,
    /// What to do, where something can be done.
    pub action: String,
}

/// Why a use case was refused. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum OpError {
    /// The workspace could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keystore could not be used.
    #[error(transparent)]
    Keystore(#[from] KeystoreError),
    /// The keys of this desktop are not in the keystore.
    #[error("the keys of this desktop are missing")]
    KeysMissing,
    /// This desktop was revoked: what it writes would not count.
    #[error("this desktop was revoked")]
    Revoked,
    /// No desktop of ours of that id.
    #[error("no desktop {0}")]
    NoDesktop(String),
    /// One cannot revoke the desktop that one sits at.
    #[error("this is the desktop that it runs on")]
    ThisDesktop,
    /// The record comes from somebody whom nobody has accepted: it can be read as text, and nothing else.
    #[error("{0} stands apart")]
    SetApart(String),
    /// The words that were heard are not those of the key.
    #[error("the words are not those of {0}")]
    WordsDiffer(String),
    /// A root key has named two successors.
    #[error("two keys claim to succeed that of {0}")]
    KeyForked(String),
    /// The root key was renewed as often as others believe.
    #[error("the root key was renewed too often")]
    RenewedTooOften,
    /// The database lies on a network share or in a synchronised folder.
    #[error("a database must not lie on {0}")]
    UnsafeFolder(String),
    /// The input is not JSON.
    #[error("line {line}: not JSON: {reason}")]
    NotJson {
        /// Line of the input, from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// Values that the schema refuses, all of them.
    #[error("{} invalid values", .0.len())]
    Invalid(Vec<Located>),
    /// No kind of that name, or one that people do not write.
    #[error("no kind {0}")]
    UnknownKind(String),
    /// No record of that id.
    #[error("no record {0}")]
    NotFound(String),
    /// The id is taken.
    #[error("record {0} is there already")]
    AlreadyThere(String),
    /// The record belongs to another organisation, or ships with the program.
    #[error("record {0} belongs to another organisation")]
    NotOurs(String),
    /// The record would be larger than a revision may be.
    #[error("{bytes} bytes are more than a record may have")]
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// A file that was to be attached is not there.
    #[error("no file {0}")]
    NoFile(String),
    /// A file is larger than an attachment may be.
    #[error("{0} is too large")]
    FileTooLarge(String),
    /// A file could not be read or written.
    #[error("{path}: {error}")]
    File {
        /// Which.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// There is nothing to undo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// There is nothing to redo.
    #[error("nothing to redo")]
    NothingToRedo,
    /// Samples never leave.
    #[error("{0} is a sample")]
    SampleStays(String),
    /// The record's kind never leaves.
    #[error("records of kind {0} never leave")]
    KindStays(String),
    /// The record has no published revision.
    #[error("{0} is not published")]
    NotPublished(String),
    /// Nothing was chosen that may leave.
    #[error("nothing to export")]
    NothingToExport,
    /// Something did not leave.
    #[error(transparent)]
    Departure(#[from] Departure),
    /// The bundle would be larger than asked.
    #[error("the bundle would take {bytes} bytes")]
    BundleTooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
    /// The file is encrypted, and no passphrase was given.
    #[error("the file is encrypted with a passphrase")]
    PassphraseNeeded,
    /// The passphrase is another one.
    #[error("the passphrase does not open the file")]
    WrongPassphrase,
    /// It is of another kind than the use case asks for.
    #[error("{id} is no {wanted}")]
    WrongKind {
        /// The record.
        id: String,
        /// What is asked for: `solution` or `project`.
        wanted: &'static str,
    },
    /// A passphrase was asked for, and it is empty.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The file is encrypted for a key, which no one here has.
    #[error("the file is encrypted for a key")]
    EncryptedForAKey,
    /// What opens PDF and e-mail did not start: the file has no part in that.
    #[error("the parser did not start: {0}")]
    ParserNotStarted(std::io::Error),
    /// The file carries several bundles, by these names, and none was named.
    #[error("the file carries {} bundles", .0.len())]
    SeveralBundles(Vec<String>),
    /// The sheets could not be set in print.
    #[error("the sheets could not be set: {0}")]
    Unprinted(String),
    /// The bundle was refused.
    #[error("the bundle was refused: {0}")]
    Refused(#[from] essaim_bundle::Refusal),
    /// The bundle could not be written.
    #[error("the bundle could not be written: {0}")]
    Unwritten(#[from] essaim_bundle::WriteError),
    /// The sender is unknown, and the caller did not accept that.
    #[error("the sender is unknown")]
    UnknownSender(String),
    /// What was planned is for an older state of the workspace.
    #[error("the workspace has changed since the plan was made")]
    PlanIsOld,
    /// No import of that id.
    #[error("no import {0}")]
    NoImport(String),
    /// No commune or intercommunality of that code.
    #[error("no place {0}")]
    NoPlace(String),
    /// A choice between values could not be made, or must be made first.
    #[error(transparent)]
    Choice(#[from] ChoiceError),
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// A backup, a recovery or an erasure was refused.
    #[error(transparent)]
    Keeping(#[from] Keeping),
    /// Something between the desktops of one organisation was refused.
    #[error(transparent)]
    Together(#[from] Together),
}

/// A wrong value, with the document it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Which document of the input, from 1.
    pub document: usize,
    /// What is wrong in it.
    pub error: FieldError,
}

impl OpError {
    /// Wraps errors of one document.
    pub(crate) fn invalid(document: usize, errors: Vec<FieldError>) -> Self {
        OpError::Invalid(
            errors
                .into_iter()
                .map(|error| Located { document, error })
                .collect(),
        )
    }

    /// A file error, told apart where the person can do something about it.
    pub fn file(path: &std::path::Path, error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                OpError::Store(StoreError::DiskFull)
            }
            _ => OpError::File {
                path: path.display().to_string(),
                error,
            },
        }
    }

    /// The code by which scripts and the window know the case.
    pub fn code(&self) -> &'static str {
        messages::code(self)
    }

    /// What happened and what to do, for people.
    pub fn message(&self, language: Language) -> Message {
        messages::message(self, language)
    }
}
