//! The zip layer: headers, names, inflating and deflating within the byte profile of `docs/bundle-format.md`. It knows
//! nothing of manifests, signatures or revisions.

pub mod archive;
mod central;
pub(crate) mod deflate;
mod end;
pub(crate) mod format;
mod inflate;
mod local;
mod name;
pub mod profile;
pub(crate) mod writer;
