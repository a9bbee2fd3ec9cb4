//! The caps under which a container is read and written. Checked before any allocation; they hold no policy of when
//! which of the three sets applies.

use crate::zip::profile;

/// One kibibyte, in bytes.
const KIB: u64 = 1024;
/// One mebibyte, in bytes.
const MIB: u64 = 1024 * KIB;

/// The greatest expansion of one entry of more than [`RATIO_FREE`] bytes: inflated ÷ deflated.
pub const MAX_RATIO: u64 = 200;
/// Up to this inflated size, in bytes, an entry may expand without bound (a file of spaces does).
pub const RATIO_FREE: u64 = MIB;
/// The greatest size of one `revisions/NNNN.jsonl`, in bytes.
pub const CHUNK: u64 = 4 * MIB;
/// The greatest number of certificates in a bundle: each costs a signature check before anything else is known.
pub const CERTIFICATES: u64 = 4_096;
/// The greatest depth of nested JSON arrays and objects in what the container itself reads.
pub const JSON_DEPTH: usize = 32;

/// Caps, all in bytes but `entries`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The container file.
    pub file: u64,
    /// All entries together, inflated.
    pub inflated: u64,
    /// How many entries, directories included.
    pub entries: u64,
    /// One revision's JSON body.
    pub revision: u64,
    /// One attachment.
    pub attachment: u64,
    /// The manifest, `manifest-sha256.txt` and `keys/devices.jsonl`, each.
    pub manifest: u64,
    /// Any other entry: explanations, previews, the RO-Crate description.
    pub text: u64,
}

impl Limits {
    /// What a mail server lets through: 7 MiB.
    pub const MAIL: Self = Self {
        file: 7 * MIB,
        inflated: 100 * MIB,
        entries: 500,
        revision: MIB,
        attachment: 7 * MIB,
        manifest: 4 * MIB,
        text: 8 * MIB,
    };

    /// What a commune exchanges on a stick or a share: 200 MiB.
    pub const DEFAULT: Self = Self {
        file: 200 * MIB,
        inflated: 600 * MIB,
        entries: 5_000,
        revision: MIB,
        attachment: 50 * MIB,
        manifest: 16 * MIB,
        text: 16 * MIB,
    };

    /// What the secretariat of a network gathers: up to 4 GiB less one byte.
    pub const NETWORK: Self = Self {
        file: 4 * KIB * MIB - 1,
        inflated: 16 * KIB * MIB,
        entries: 60_000,
        revision: MIB,
        attachment: 200 * MIB,
        manifest: 64 * MIB,
        text: 16 * MIB,
    };
}

impl Limits {
    /// The caps of that name: `mail`, `default` or `network`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "mail" => Some(Self::MAIL),
            "default" => Some(Self::DEFAULT),
            "network" => Some(Self::NETWORK),
            _ => None,
        }
    }

    /// The cap on the inflated size of the entry of that path.
    pub fn of(&self, path: &str) -> (Cap, u64) {
        match path {
            profile::MANIFEST | profile::SUMS | profile::DEVICES => (Cap::Manifest, self.manifest),
            _ if path.starts_with(profile::REVISIONS) => (Cap::Chunk, CHUNK),
            _ if path.starts_with(profile::ATTACHMENTS) => (Cap::Attachment, self.attachment),
            _ => (Cap::Text, self.text),
        }
    }
}

/// Which cap something went over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// [`Limits::file`].
    File,
    /// [`Limits::inflated`].
    Inflated,
    /// [`Limits::entries`].
    Entries,
    /// [`Limits::revision`].
    Revision,
    /// [`CHUNK`].
    Chunk,
    /// [`Limits::attachment`].
    Attachment,
    /// [`Limits::manifest`].
    Manifest,
    /// [`CERTIFICATES`].
    Certificates,
    /// [`Limits::text`].
    Text,
}

impl Cap {
    /// The cap's name as scripts and message catalogues read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Inflated => "inflated",
            Self::Entries => "entries",
            Self::Revision => "revision",
            Self::Chunk => "chunk",
            Self::Attachment => "attachment",
            Self::Manifest => "manifest",
            Self::Certificates => "certificates",
            Self::Text => "text",
        }
    }
}
