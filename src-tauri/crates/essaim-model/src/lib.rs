//! The nouns of Essaim: identifiers, values, the one schema of kinds and paths, and the rules that need nothing but them.
//!
//! Pure: no I/O, no clock, no randomness, no SQL. Everything that several crates must agree on is declared here once.

pub mod completeness;
pub mod document;
pub mod fold;
pub mod id;
mod members;
pub mod mention;
pub mod money;
pub mod name;
pub mod order;
pub mod path;
pub mod personal;
pub mod projection;
pub mod rhythm;
pub mod schema;
pub mod status;
mod stems;
pub mod value;

pub use id::{BlobHash, DeviceId, OrganisationId, RecordId, RevisionHash};
pub use members::Members;
pub use path::Path;
pub use value::Value;

/// The leaves of a record as people see them: one value for each path.
pub type Leaves = std::collections::BTreeMap<Path, Value>;
