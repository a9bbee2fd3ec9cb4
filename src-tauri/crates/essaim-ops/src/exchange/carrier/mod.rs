//! What a bundle travels in: a zip, a PDF, an e-mail, an encrypted file. One importer for all, by content and never by name:
//! whatever arrives is unwrapped until the bundle's own bytes lie in a private file; from there on there is one path.

mod arrival;
mod child;
mod encrypted;
mod unwrap;

pub use arrival::{Arrival, Carrier};
pub use child::{LARGEST, serve};

pub(super) use encrypted::encrypt;
pub(super) use unwrap::Opener;
