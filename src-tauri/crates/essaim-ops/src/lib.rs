//! The use cases: a noun is a folder, a verb is a file. The window, the command line and the tests call the same functions.
//!
//! A verb that writes goes through [`Workspace::transact`]: one transaction, one operation, one undo step, and the tags of
//! what changed.

pub mod backup;
pub mod desktop;
pub mod erasure;
pub mod error;
pub mod exchange;
pub mod feedback;
pub mod integrity;
pub mod key;
pub mod machine;
mod paper;
pub mod place;
pub mod record;
pub mod recovery;
pub mod reference;
pub mod report;
pub mod sender;
pub mod solution;
pub mod starter;
pub mod sync;
mod tags;
mod transact;
pub mod undo;
pub mod workspace;

pub use error::OpError;
pub use essaim_revision::Stamp;
pub use essaim_store::{
    CheckReport, Column, Damage, Entry, Facet, Facets, Filter, Hits, Operation, Page, SearchHit,
    Shelf, ShelfFilter, StoreError, Trust,
};
pub use tags::Tag;
pub use transact::{Mutation, Op};
pub use workspace::Workspace;
