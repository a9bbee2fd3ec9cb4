//! What a bundle travels in: a PDF or an e-mail is searched for the bundles that it carries. Told by content, never by name.
//!
//! Whoever calls [`unpack`] on what came from outside does so in a process of its own with limits: the parsers of foreign
//! formats are not ours. Archives are never opened here; they are handed out as the bytes they are.

mod mail;
mod outlook;
mod pdf;
mod shape;

use std::borrow::Cow;

pub use shape::{Shape, shape};

/// The greatest carrier that is searched, and the most that is taken out of one, in bytes.
pub const LARGEST: usize = 32 << 20;
/// How many layers are opened: a PDF attached to an e-mail that was forwarded as an attachment has three.
const DEEPEST: u8 = 4;
/// How many bundles are taken out of one carrier.
const MOST: usize = 50;
/// How much of a name is kept, in characters.
const NAME: usize = 120;

/// Something in a carrier that may be a bundle, or an encrypted one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The name it has there; may be empty.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What an e-mail without a bundle has instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Instead {
    /// Nothing that would explain it.
    #[default]
    Nothing,
    /// A link, to where a gateway or the sender put the file.
    Link,
    /// A `winmail.dat`, in which Outlook hid the attachments.
    Winmail,
}

/// What was found in a carrier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// What may be bundles, in the order in which they lie there.
    pub found: Vec<Found>,
    /// What there is, when nothing was found.
    pub instead: Instead,
}

/// Why a carrier could not be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no PDF and no e-mail, or is too damaged to be read.
    Unreadable,
    /// It, or what it carries, is over the limits.
    TooLarge,
}

/// Searches a PDF or an e-mail for bundles.
///
/// # Errors
/// It cannot be read, or carries more than is taken out of one.
pub fn unpack(carrier: &[u8]) -> Result<Unpacked, Fault> {
    if carrier.len() > LARGEST {
        return Err(Fault::TooLarge);
    }
    let mut search = Search::default();
    search.open(carrier, shape(carrier), 0)?;
    Ok(search.unpacked)
}

/// A search under way.
#[derive(Default)]
struct Search {
    unpacked: Unpacked,
    taken: usize,
}

impl Search {
    /// Opens a carrier.
    fn open(&mut self, carrier: &[u8], shape: Shape, depth: u8) -> Result<(), Fault> {
        match shape {
            Shape::Pdf => pdf::search(carrier, self, depth),
            Shape::Mail => mail::search(carrier, self, depth),
            Shape::Outlook => outlook::search(carrier, self, depth),
            _ => Err(Fault::Unreadable),
        }
    }

    /// Looks at something that lies in a carrier. What is no bundle and carries none is passed over.
    fn look(&mut self, name: &str, bytes: Cow<'_, [u8]>, depth: u8) -> Result<(), Fault> {
        match shape(&bytes) {
            Shape::Zip if may_be_bundle(&bytes) => self.keep(name, bytes),
            Shape::Encrypted => self.keep(name, bytes),
            carrier @ (Shape::Pdf | Shape::Mail | Shape::Outlook) if depth + 1 < DEEPEST => {
                match self.open(&bytes, carrier, depth + 1) {
                    // One attachment that cannot be read does not keep the others out.
                    Err(Fault::Unreadable) => Ok(()),
                    other => other,
                }
            }
            _ => Ok(()),
        }
    }

    fn keep(&mut self, name: &str, bytes: Cow<'_, [u8]>) -> Result<(), Fault> {
        self.taken = self.taken.saturating_add(bytes.len());
        if self.taken > LARGEST || self.unpacked.found.len() == MOST {
            return Err(Fault::TooLarge);
        }
        let name: String = name
            .chars()
            .filter(|c| !c.is_control())
            .take(NAME)
            .collect();
        self.unpacked.found.push(Found {
            name,
            bytes: bytes.into_owned(),
        });
        Ok(())
    }

    fn instead(&mut self, instead: Instead) {
        if self.unpacked.instead == Instead::Nothing {
            self.unpacked.instead = instead;
        }
    }

    /// Notes that a text names a place on the web.
    fn read_text(&mut self, text: &[u8]) {
        let names = |prefix: &[u8]| memchr::memmem::find(text, prefix).is_some();
        if names(b"https://") || names(b"http://") {
            self.instead(Instead::Link);
        }
    }
}

/// Whether an archive names the signature that every bundle has, or begins as bundles do though its end is missing.
fn may_be_bundle(bytes: &[u8]) -> bool {
    let names = |part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    names(b"manifest.sig") || names(b"application/vnd.essaim.bundle+zip")
}

#[cfg(test)]
mod tests;
