//! The laws of exchange, kept on the real store: whatever comes, in whatever order, people see the same and lose nothing.
//!
//! Histories are made at random from fixed seeds, so that a failure can be had again. Nothing here knows how the store
//! works: it signs revisions as desktops do, hands them in, and looks at what can be seen.

mod books;
mod built_upon;
mod decisions;
mod history;
pub(crate) mod imports;
mod join;
mod liars;
mod order;
mod rebuild;
mod signatures;
mod trust;
mod twins;
mod unknown;
pub(crate) mod world;
