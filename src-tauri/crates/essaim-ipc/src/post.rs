//! Sharing in another shape than a plain file: an e-mail draft, an archive for strict mail filters, a file that a passphrase
//! opens.

use std::path::PathBuf;

use essaim_ops::Workspace;
use essaim_ops::exchange::carrier::Carrier;
use essaim_ops::exchange::{Posting, Progress, Reason, Target};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Answer;
use crate::start::Language;
use crate::tag::{Mutation, tags};
use crate::value::size;

/// In what a bundle is to leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PostShape {
    /// The file as it is; with a passphrase, encrypted.
    Essaim,
    /// The same bytes, under a name that mail filters know.
    Zip,
    /// E-mail drafts with the bundle attached.
    Mail,
    /// The sheets as a PDF that carries the bundle.
    Pdf,
}

impl PostShape {
    /// The ending of such a file's name.
    pub fn ending(self) -> &'static str {
        self.carrier().name()
    }

    fn carrier(self) -> Carrier {
        match self {
            Self::Essaim => Carrier::Essaim,
            Self::Zip => Carrier::Zip,
            Self::Mail => Carrier::Mail,
            Self::Pdf => Carrier::Pdf,
        }
    }
}

/// What is to leave, and in what.
#[derive(Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PostWrite {
    /// The records chosen.
    pub ids: Vec<String>,
    /// Publish those that are drafts first.
    pub publish_drafts: bool,
    /// In what.
    pub shape: PostShape,
    /// What will open it; empty for a file that everyone can open.
    pub passphrase: String,
    /// The language of the letter.
    pub language: Language,
    /// The correspondent it is for.
    pub to_id: Option<String>,
    /// Or whom it is for, by name.
    pub to_name: Option<String>,
    /// Whether it answers that correspondent.
    pub answers: bool,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PostDone {
    /// The files.
    pub files: Vec<PostFile>,
    /// The letter of an e-mail.
    pub letter: Option<PostLetter>,
    /// Attachments that are too heavy for any e-mail, by name.
    pub heavy: Vec<String>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PostFile {
    /// Where it is.
    pub file: String,
    /// Its size.
    pub bytes: u32,
}

/// A letter to be sent with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PostLetter {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

/// Writes what is chosen in the shape that was asked for. Gives the files too, for the shell.
///
/// # Errors
/// Nothing may leave, something cannot be written, or the person stopped it.
pub fn post_write(
    workspace: &Workspace,
    ask: PostWrite,
    target: &Target,
    progress: &dyn Progress,
) -> Answer<(Mutation<PostDone>, Vec<PathBuf>)> {
    let request = crate::share::request(crate::share::ExportWrite {
        ids: ask.ids,
        publish_drafts: ask.publish_drafts,
        to_id: ask.to_id,
        to_name: ask.to_name,
        answers: ask.answers,
        ..crate::share::ExportWrite::default()
    })?;
    let posting = Posting {
        carrier: ask.shape.carrier(),
        passphrase: Some(ask.passphrase).filter(|passphrase| !passphrase.is_empty()),
        language: match ask.language {
            Language::Fr => essaim_ops::error::Language::French,
            Language::En => essaim_ops::error::Language::English,
        },
    };
    let written = workspace.export_in(&request, &posting, target, progress)?;
    let posted = written.value;
    let all: Vec<_> = std::iter::once(&posted.first)
        .chain(&posted.others)
        .collect();
    let heavy = posted.first.preview.left_out.iter();
    let done = PostDone {
        files: all
            .iter()
            .map(|one| PostFile {
                file: one.file.display().to_string(),
                bytes: size(one.bytes),
            })
            .collect(),
        heavy: heavy
            .filter(|left| left.why == Reason::TooHeavy)
            .map(|left| left.what.clone())
            .collect(),
        letter: posted.letter.as_ref().map(|letter| PostLetter {
            subject: letter.subject.clone(),
            text: letter.text.clone(),
        }),
    };
    let files = all.iter().map(|one| one.file.clone()).collect();
    Ok((Mutation::unrecorded(done, tags(written.tags)), files))
}
