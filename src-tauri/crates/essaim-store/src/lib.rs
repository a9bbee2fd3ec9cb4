//! The workspace on disk: a local SQLite database and a folder of attachments. All SQL of the product lives here.
//!
//! Primary tables hold immutable signed revisions and what this desktop did; `entries` and `search_index` are computed
//! from them and can be rebuilt at any time. The only way to write a record is [`Tx::append`].

pub mod attachments;
mod backup;
mod bodies;
mod brought;
mod claims;
mod codec;
mod derive;
mod desktops;
mod drafts;
mod entries;
pub mod erase;
mod error;
mod forgotten;
mod held_back;
mod imports;
mod index;
mod integrity;
mod migrate;
mod open;
mod operations;
mod organisations;
mod records;
mod revisions;
mod revoked;
mod roots;
mod search;
mod store;

pub use backup::Interrupter;
pub use bodies::{StoredBody, StoredEnvelope, StoredState};
pub use brought::Brought;
pub use claims::{Claim, SameAs};
pub use codec::Prepared;
pub use derive::Shelf;
pub use desktops::{Outgoing, Pending, SegmentRow, Which};
pub use entries::{Column, Entry, Facet, Facets, Filter, Page, ShelfFilter};
pub use error::StoreError;
pub use imports::{Import, NewImport, Sent};
pub use integrity::{CheckReport, DERIVED, Damage};
pub use migrate::{APPLICATION_ID, MIGRATIONS};
pub use operations::Operation;
pub use organisations::{Organisation, Trust};
pub use records::{RecordKey, RecordRef};
pub use revisions::{Appended, Counting, HistoryRow, Source};
pub use revoked::{Device, REVOCATION, REVOCATION_PREFIX, RevokedRevision};
pub use search::{Hits, SearchHit};
pub use store::{Store, Tx, View};
