//! `ro-crate-metadata.json`: the bundle as archives and universities know it, RO-Crate 1.2. Written, never read back.
//!

mod graph;

/// An organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrateOrganisation {
    /// Its id in Essaim.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `Insee 59512`, `SIREN 215905126`; may be empty.
    pub code: String,
}

/// A sheet of the bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrateSheet {
    /// The record's id.
    pub record: String,
    /// Its title.
    pub name: String,
    /// Its summary; may be empty.
    pub description: String,
    /// Its licence; the bundle's when empty.
    pub licence: String,
    /// Who wrote it.
    pub author: CrateOrganisation,
    /// The day of its revision, `yyyy-mm-dd`.
    pub modified: String,
    /// The path of its page, when it has one.
    pub preview: Option<String>,
}

/// A file of the bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrateFile {
    /// Its path.
    pub path: String,
    /// What people call it; may be empty.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Its media type; may be empty.
    pub media_type: String,
}

/// What the metadata tells of a bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrateDescription {
    /// The bundle's id.
    pub bundle: String,
    /// What it is called.
    pub name: String,
    /// What it holds, in a sentence.
    pub description: String,
    /// The day of the newest content, `yyyy-mm-dd`.
    pub date: String,
    /// The licence of what names none.
    pub licence: String,
    /// Who sends it.
    pub sender: CrateOrganisation,
    /// The sheets.
    pub sheets: Vec<CrateSheet>,
    /// The files, without the metadata itself.
    pub files: Vec<CrateFile>,
}

/// The metadata, UTF-8 JSON.
pub fn write(description: &CrateDescription) -> Vec<u8> {
    graph::bytes(description)
}

#[cfg(test)]
mod tests;
