//! The chosen sheets as a PDF that carries their bundle.

use std::fs::File;
use std::io::{Read, Write};

use essaim_bundle::Limits;
use essaim_documents::sheet;
use essaim_pdf::Book;
use essaim_revision::DeviceKey;

use super::export::Job;
use super::incoming::Private;
use super::leaving::{Why, leaves_at};
use super::post::{Piece, rewound};
use super::preview;
use crate::{OpError, sender};

/// Sheets that are printed; above that number only the bundle has them.
const MOST_SHEETS: usize = 200;
/// The greatest bundle that a PDF carries, in bytes: with the sheets around it, it stays under what a reader opens.
const LARGEST: u64 = 28 << 20;

impl Job<'_> {
    /// The PDF in a private file, with the bundle's id. The PDF shows what the bundle holds: its published leaves.
    pub(super) fn print(
        &self,
        limits: &Limits,
        key: &DeviceKey,
        attachment: &str,
    ) -> Result<Piece, OpError> {
        let limits = Limits {
            file: limits.file.min(LARGEST),
            ..*limits
        };
        let piece = self.piece(&limits, key, &Default::default())?;
        let mut bundle = Vec::new();
        let read = rewound(&piece.bundle)?.read_to_end(&mut bundle);
        read.map_err(|error| OpError::file(piece.bundle.path(), error))?;
        let book = self.book(&piece.id, attachment)?;
        let bytes =
            essaim_pdf::write(&book, bundle).map_err(|unset| OpError::Unprinted(unset.0))?;
        let pdf = Private::create(self.workspace)?;
        let mut file: &File = pdf.file();
        file.write_all(&bytes)
            .map_err(|error| OpError::file(pdf.path(), error))?;
        Ok(Piece {
            bundle: pdf,
            id: piece.id,
        })
    }

    fn book(&self, bundle_id: &str, attachment: &str) -> Result<Book, OpError> {
        let view = self.store.view();
        let card = sender::card(&view, self.workspace.organisation()?, self.now_ms)?;
        let chosen = self
            .gathered
            .records
            .iter()
            .filter(|packed| packed.why == Why::Chosen);
        let mut sheets = Vec::new();
        for packed in chosen.take(MOST_SHEETS) {
            let Some(revision) = packed.revisions.first() else {
                continue;
            };
            let leaves = leaves_at(&view, *revision, self.now_ms)?;
            let author = sender::card(&view, packed.record.key.owner, self.now_ms)?;
            let context = preview::context(&view, packed, &leaves, &card, &author)?;
            sheets.push(sheet::printed(&packed.record.kind, &leaves, &context));
        }
        let title = match sheets.as_slice() {
            [only] if !only.title.is_empty() => only.title.clone(),
            several => format!(
                "{} fiches {}",
                several.len(),
                essaim_model::name::of(&card.name)
            ),
        };
        let newest = self
            .gathered
            .records
            .iter()
            .map(|packed| packed.updated_ms)
            .max();
        Ok(Book {
            title,
            sender: card.name,
            date: preview::rfc3339(newest.unwrap_or(0))
                .chars()
                .take(10)
                .collect(),
            sheets,
            attachment: attachment.to_owned(),
            bundle_id: bundle_id.to_owned(),
        })
    }
}
