//! Why a container is refused, or could not be written. Each variant carries what a message needs; the sentences that
//! people read belong to the message catalogues.

use std::io;

use essaim_revision::Refusal as Rejected;
use essaim_revision::body::BodyError;

use crate::limits::Cap;

/// What a file that is no container looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksLike {
    /// Nothing in it.
    Empty,
    /// A PDF that carries no bundle.
    Pdf,
    /// An e-mail that carries no bundle.
    Mail,
    /// An e-mail with a link where the bundle should be.
    MailWithLink,
    /// An e-mail whose attachments lie in a `winmail.dat`.
    Winmail,
    /// A PDF or an e-mail too damaged to be searched.
    Damaged,
    /// A zip archive, but without a manifest of ours.
    Zip,
    /// Anything else.
    Unknown,
}

/// What makes an archive dangerous: it could be read differently by another program, write outside its folder, or fill
/// the memory or the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Danger {
    /// A name that leaves the folder, names a drive, or holds control characters or backslashes.
    Path,
    /// A symbolic link, device or other special file.
    SpecialFile,
    /// Two entries under one name, letter case ignored, or a file that is also a folder.
    Duplicate,
    /// Two entries share bytes.
    Overlap,
    /// More than 200 times larger once inflated.
    Bomb,
    /// Encrypted.
    Encrypted,
    /// The 64-bit extension of the format.
    Zip64,
    /// In several parts.
    MultiDisk,
    /// An entry's own header contradicts the directory.
    Contradiction,
    /// A compression method other than stored and deflate.
    Method,
    /// A flag that no bundle needs.
    Flags,
    /// An extra field that is malformed or gives the entry another name.
    ExtraField,
    /// Bytes that belong to no entry: before, between or after them.
    Unaccounted,
    /// A central directory whose counts, sizes or signatures are false.
    Directory,
    /// What it travels in took too long to open, too much memory, or had too many layers.
    Carrier,
}

impl Danger {
    /// The danger's name as scripts and message catalogues read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::SpecialFile => "special_file",
            Self::Duplicate => "duplicate",
            Self::Overlap => "overlap",
            Self::Bomb => "bomb",
            Self::Encrypted => "encrypted",
            Self::Zip64 => "zip64",
            Self::MultiDisk => "multi_disk",
            Self::Contradiction => "contradiction",
            Self::Method => "method",
            Self::Flags => "flags",
            Self::ExtraField => "extra_field",
            Self::Unaccounted => "unaccounted",
            Self::Directory => "directory",
            Self::Carrier => "carrier",
        }
    }
}

/// How a part differs from what was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alteration {
    /// Its bytes do not inflate, or their CRC-32 is false.
    Damaged,
    /// Its size or SHA-256 is not the one in the signed manifest.
    Hash,
    /// Its signature does not hold.
    Signature,
    /// It is not of the form that the format asks.
    Form,
    /// The key that signed it has no valid certificate of the sender.
    Certificate,
}

impl Alteration {
    /// The alteration's name as scripts and message catalogues read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Hash => "hash",
            Self::Signature => "signature",
            Self::Form => "form",
            Self::Certificate => "certificate",
        }
    }
}

/// Why a container, or one part of it, is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The file is no bundle at all.
    #[error("not a bundle: looks like {looks_like:?}")]
    NotABundle {
        /// What it seems to be instead.
        looks_like: LooksLike,
    },
    /// The machine could not read the file.
    #[error("could not be read: {cause}")]
    Unreadable {
        /// The kind of input error.
        kind: io::ErrorKind,
        /// The system's own words.
        cause: String,
    },
    /// Something is missing: the end of the file, or an entry that the manifest names.
    #[error("{what} is missing")]
    Incomplete {
        /// The missing part: an entry's path, or `end`.
        what: String,
    },
    /// The archive could harm.
    #[error("dangerous: {} ({})", danger.name(), what.as_deref().unwrap_or("the archive"))]
    Dangerous {
        /// The entry's path, none for the archive as a whole.
        what: Option<String>,
        /// Why.
        danger: Danger,
    },
    /// Over a cap.
    #[error("{what} has {value}, over the {} cap of {limit}", cap.name())]
    TooLarge {
        /// The entry's path, or the cap's name for the archive as a whole.
        what: String,
        /// Which cap.
        cap: Cap,
        /// How much there is (bytes, or a count of entries).
        value: u64,
        /// How much is allowed.
        limit: u64,
    },
    /// Written for programs newer than this one.
    #[error("needs a reader of version {lowest_reader}")]
    TooRecent {
        /// The version of the format that a reader must know.
        lowest_reader: u32,
    },
    /// Not what was signed.
    #[error("{what} was altered: {}", how.name())]
    Altered {
        /// The part: an entry's path, or an entry's path and a pair's number (`revisions/0001.jsonl#12`).
        what: String,
        /// In which way.
        how: Alteration,
    },
    /// Signed in an organisation's name by a root key that the earlier one has not named its successor.
    #[error("signed for {organisation} by a key that is not its own")]
    KeyChanged {
        /// The organisation in whose name it is signed.
        organisation: essaim_model::OrganisationId,
    },
    /// One revision does not hold; the others are not touched by it.
    #[error("{what}: {cause}")]
    Revision {
        /// The chunk's path and the pair's number: `revisions/0001.jsonl#12`.
        what: String,
        /// Why.
        cause: essaim_revision::Refusal,
    },
}

impl Refusal {
    /// The error family and code, as messages and scripts know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotABundle { .. } => "not_a_bundle",
            Self::Unreadable {
                kind: io::ErrorKind::ResourceBusy,
                ..
            } => "busy",
            Self::Unreadable { .. } => "unreadable",
            Self::Incomplete { .. } => "incomplete",
            Self::Dangerous { .. } => "dangerous",
            Self::TooLarge { .. } => "refused",
            Self::TooRecent { .. } => "too_recent",
            Self::Altered { .. } => "altered",
            Self::KeyChanged { .. } => "key_changed",
            Self::Revision { cause, .. } => match cause {
                Rejected::Unreadable(BodyError::TooRecent) => "too_recent",
                Rejected::Unreadable(BodyError::TooLarge | BodyError::TooDeep) => "refused",
                Rejected::UnknownDevice => "unknown_sender",
                _ => "altered",
            },
        }
    }

    /// The part that is refused; none for the whole file.
    pub fn what(&self) -> Option<&str> {
        match self {
            Self::Incomplete { what }
            | Self::TooLarge { what, .. }
            | Self::Altered { what, .. }
            | Self::Revision { what, .. } => Some(what),
            Self::Dangerous { what, .. } => what.as_deref(),
            _ => None,
        }
    }

    pub(crate) fn dangerous(danger: Danger) -> Self {
        Self::Dangerous { what: None, danger }
    }

    pub(crate) fn dangerous_entry(name: impl Into<String>, danger: Danger) -> Self {
        Self::Dangerous {
            what: Some(name.into()),
            danger,
        }
    }

    pub(crate) fn altered(what: impl Into<String>, how: Alteration) -> Self {
        Self::Altered {
            what: what.into(),
            how,
        }
    }

    pub(crate) fn over(cap: Cap, what: impl Into<String>, value: u64, limit: u64) -> Self {
        Self::TooLarge {
            what: what.into(),
            cap,
            value,
            limit,
        }
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // The file was longer when its length was asked: it is shrinking under our eyes.
            io::ErrorKind::UnexpectedEof => Self::Incomplete { what: "end".into() },
            kind => Self::Unreadable {
                kind,
                cause: error.to_string(),
            },
        }
    }
}

/// Why a container could not be written. Nothing of it may be used then.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The disk, the stick or the source of an attachment failed.
    #[error("could not be written: {0}")]
    Io(#[from] io::Error),
    /// Over a cap: a reader with the same limits would refuse it.
    #[error("{what} has {value}, over the {} cap of {limit}", cap.name())]
    TooLarge {
        /// The entry's path, or the cap's name for the container as a whole.
        what: String,
        /// Which cap.
        cap: Cap,
        /// How much there is (bytes, or a count of entries).
        value: u64,
        /// How much is allowed.
        limit: u64,
    },
    /// An attachment's bytes are not the ones that its name promises.
    #[error("attachment {0} has changed since it was added")]
    AttachmentChanged(essaim_model::BlobHash),
    /// What was handed in is not of the form that the format asks: a revision with a line break in it, say.
    #[error("{0}")]
    Form(&'static str),
    /// What gives the revisions or attachments failed.
    #[error("could not be gathered: {0}")]
    Source(Box<dyn std::error::Error + Send + Sync>),
    /// The person who asked for it stopped it.
    #[error("stopped")]
    Cancelled,
    /// The manifest could not be signed.
    #[error("the manifest could not be signed: {0}")]
    Signing(String),
}

impl WriteError {
    /// The error family and code, as messages and scripts know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(error) => match error.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disk_full",
                io::ErrorKind::ResourceBusy => "busy",
                _ => "unwritable",
            },
            Self::TooLarge { .. } => "too_large",
            Self::AttachmentChanged(_) => "attachment_changed",
            Self::Form(_) => "malformed",
            Self::Source(_) => "source",
            Self::Cancelled => "cancelled",
            Self::Signing(_) => "signing",
        }
    }
}
