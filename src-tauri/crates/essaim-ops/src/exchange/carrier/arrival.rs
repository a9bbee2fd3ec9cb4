//! A file that arrived, and what it turned out to be.

use std::path::{Path, PathBuf};

use essaim_documents::carrier::Shape;

/// A file that arrived, with what is needed to get at the bundle in it.
#[derive(Debug, Clone, Copy)]
pub struct Arrival<'f> {
    /// The file.
    pub file: &'f Path,
    /// Which of the bundles that it carries, from 0; `None` where it carries one.
    pub part: Option<usize>,
    /// What opens it, where it is encrypted.
    pub passphrase: Option<&'f str>,
}

impl<'f> From<&'f Path> for Arrival<'f> {
    fn from(file: &'f Path) -> Self {
        Self {
            file,
            part: None,
            passphrase: None,
        }
    }
}

impl<'f> From<&'f PathBuf> for Arrival<'f> {
    fn from(file: &'f PathBuf) -> Self {
        file.as_path().into()
    }
}

/// In what a bundle came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Carrier {
    /// As it was written.
    #[default]
    Essaim,
    /// As an archive among others: the same bytes under another name, or packed again.
    Zip,
    /// Attached to a PDF.
    Pdf,
    /// Attached to an e-mail.
    Mail,
    /// Attached to an e-mail that Outlook saved.
    Outlook,
    /// Encrypted with a passphrase.
    Encrypted,
}

impl Carrier {
    /// Its name for scripts: the usual ending of such files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Essaim => "essaim",
            Self::Zip => "zip",
            Self::Pdf => "pdf",
            Self::Mail => "eml",
            Self::Outlook => "msg",
            Self::Encrypted => "age",
        }
    }

    /// The carrier of that shape; none for what carries nothing.
    pub(super) fn of(shape: Shape) -> Option<Self> {
        match shape {
            Shape::Pdf => Some(Self::Pdf),
            Shape::Mail => Some(Self::Mail),
            Shape::Outlook => Some(Self::Outlook),
            Shape::Encrypted => Some(Self::Encrypted),
            Shape::Zip | Shape::Other => None,
        }
    }

    /// What a file is called that needs no unwrapping. Its bytes do not tell the two apart; only people and scripts do.
    pub(in crate::exchange) fn plain(file: &Path) -> Self {
        let ending = file.extension().unwrap_or_default();
        if ending.eq_ignore_ascii_case("zip") {
            Self::Zip
        } else {
            Self::Essaim
        }
    }
}
