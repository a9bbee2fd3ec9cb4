//! Forgetting a person: found wherever the workspace mentions them, written out for whoever asks, erased for good.
//!
//! Erasing is the one operation that cannot be undone. What is ours gets a new revision without the text; old bodies are
//! written anew; an order, which names places and never texts, tells the commune's other desktops.

mod ask;
mod erase;
mod export;
mod find;

use essaim_model::{OrganisationId, Path, RecordId, schema};
use essaim_revision::Stamp;

pub use ask::{AskedRecord, Request};
pub use erase::Erased;
pub(crate) use erase::write_anew;

/// A field that mentions a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Whose record it is.
    pub owner: OrganisationId,
    /// The record.
    pub record: RecordId,
    /// Its kind.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// The field.
    pub path: Path,
    /// The field's label, when this version knows it.
    pub label: Option<schema::Label>,
    /// The passage, from the newest version that mentions the person.
    pub excerpt: String,
    /// How many versions of the field mention the person.
    pub versions: u32,
    /// Whether it still does.
    pub current: bool,
    /// Whether the record is ours.
    pub ours: bool,
    /// When the newest of these versions was written, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    stamps: Vec<Stamp>,
}

/// Names a field to erase.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chosen {
    /// Whose record it is.
    pub owner: OrganisationId,
    /// The record.
    pub record: RecordId,
    /// The field.
    pub path: Path,
}

impl Held {
    /// What names it.
    pub fn chosen(&self) -> Chosen {
        Chosen {
            owner: self.owner,
            record: self.record.clone(),
            path: self.path.clone(),
        }
    }
}
