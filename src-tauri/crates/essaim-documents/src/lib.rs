//! What people read: HTML pages, plain text, archive projections. Bytes in, bytes out.
//!
//! Everything here is static and sanitised: no script, nothing loaded from elsewhere, whatever the records hold. It reads no
//! file, knows no database, and gives the same bytes for the same input.

mod address;
pub mod attached;
pub mod carrier;
pub mod crate_metadata;
mod escape;
pub mod figures;
pub mod letter;
pub mod markdown;
mod page;
pub mod preview;
pub mod readme;
pub mod recovery;
pub mod request;
pub mod sheet;
