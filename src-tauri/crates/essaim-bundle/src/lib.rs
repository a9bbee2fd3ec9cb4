//! The container `.essaim`: read with limits, classify, verify, write. `docs/bundle-format.md` is the normative text.
//!
//! It knows `Read`, `Write` and `Seek`, not the database; which sender is trusted and which revisions count is decided
//! by those who call it. Whatever it is handed to read is taken for hostile.

pub mod backup;
pub mod error;
pub mod folder_key;
mod in_order;
pub mod introduction;
pub mod limits;
pub mod manifest;
pub mod read;
pub mod read_at;
pub mod segment;
pub mod write;
pub mod zip;

pub use error::{Alteration, Danger, LooksLike, Refusal, WriteError};
pub use folder_key::FolderKey;
pub use in_order::{in_order, worker_threads};
pub use limits::{Cap, Limits};
pub use manifest::{BundleId, Manifest};
pub use read::BundleReader;
pub use read_at::ReadAt;
pub use write::{Contents, Outgoing, Source, Written, preview_path, write};
pub use zip::archive::{Archive, Container, Deviation};
