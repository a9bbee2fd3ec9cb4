//! The recovery sheet written into a file, to be printed.

use std::path::Path;

use essaim_documents::recovery::Sheet;

use super::RecoverySheet;
use crate::error::Language;
use crate::{OpError, Workspace};

impl RecoverySheet {
    /// The sheet as plain text.
    pub fn text(&self, language: Language) -> String {
        self.printed().text(language.into())
    }

    /// The sheet as a page.
    pub fn html(&self, language: Language) -> String {
        self.printed().html(language.into())
    }

    fn printed(&self) -> Sheet {
        Sheet {
            name: self.name.clone(),
            organisation: self.organisation.clone(),
            day: self.day.clone(),
            words: self.words.clone(),
        }
    }
}

impl Workspace {
    /// Writes the recovery sheet into a file: a page to print, or plain text under a name that ends in `.txt`. What is there is
    /// not replaced.
    ///
    /// # Errors
    /// The root key is not on this desktop, there is such a file, or it cannot be written.
    pub fn write_recovery_sheet(&self, target: &Path, language: Language) -> Result<(), OpError> {
        let sheet = self.recovery_sheet()?;
        let plain = target.extension().is_some_and(|ending| ending == "txt");
        let content = match plain {
            true => sheet.text(language),
            false => sheet.html(language),
        };
        crate::paper::write_new(target, content.as_bytes())
    }
}
