//! The practice sheet as a PDF that carries its bundle: PDF/A-3a and PDF/UA-1 at once. Data in, bytes out.
//!
//! Whatever a sheet holds reaches the typesetter as data and never as markup: the template is ours alone and part of the
//! program. It reads no file, no network, no clock; the same data gives the same bytes.

mod fonts;
mod words;
mod world;

use essaim_documents::sheet::Printed;
use serde::Serialize;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use world::Desk;

/// What is set.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Book {
    /// The document's title.
    pub title: String,
    /// Who hands it over.
    pub sender: String,
    /// The day of the newest content, `yyyy-mm-dd`.
    pub date: String,
    /// The sheets, each beginning on a page of its own.
    pub sheets: Vec<Printed>,
    /// The name of the bundle attached.
    pub attachment: String,
    /// The bundle's id; it also names the document.
    pub bundle_id: String,
}

/// A sheet could not be set. A bug of ours: no data may bring it about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unset(pub String);

impl std::fmt::Display for Unset {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the sheet could not be set: {}", self.0)
    }
}

impl std::error::Error for Unset {}

/// Sets a book and attaches the bundle.
///
/// # Errors
/// The typesetter refused what it was given.
pub fn write(book: &Book, bundle: Vec<u8>) -> Result<Vec<u8>, Unset> {
    let data = words::as_set(book).map_err(|error| Unset(error.to_string()))?;
    let desk = Desk::new(data, bundle);
    let set = typst::compile::<PagedDocument>(&desk).output;
    let bytes = set.and_then(|document| typst_pdf::pdf(&document, &options(book)?));
    // What the typesetter remembers of one book is of no use for the next.
    typst::comemo::evict(0);
    bytes.map_err(|errors| {
        let words: Vec<String> = errors
            .iter()
            .map(|error| error.message.to_string())
            .collect();
        Unset(words.join("; "))
    })
}

fn options(book: &Book) -> typst::diag::SourceResult<PdfOptions> {
    use typst::diag::At;
    let standards = PdfStandards::new(&[PdfStandard::V_1_7, PdfStandard::A_3a, PdfStandard::Ua_1]);
    Ok(PdfOptions {
        ident: Smart::Custom(book.bundle_id.clone()),
        creator: Smart::Custom(Some("Essaim".to_owned())),
        timestamp: day(&book.date).map(Timestamp::new_utc),
        standards: standards.at(typst::syntax::Span::detached())?,
        ..PdfOptions::default()
    })
}

fn day(day: &str) -> Option<Datetime> {
    let part = |range: std::ops::Range<usize>| day.get(range)?.parse().ok();
    let year = day.get(0..4)?.parse().ok()?;
    Datetime::from_ymd_hms(year, part(5..7)?, part(8..10)?, 0, 0, 0)
}
