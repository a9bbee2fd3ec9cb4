//! What a bundle says about itself: the manifest, its signature line, the sums for `sha256sum -c`, and the bundle's id.

use std::fmt::{self, Write as _};

use essaim_model::{BlobHash, DeviceId, OrganisationId, RecordId, RevisionHash};
use essaim_revision::Signature;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::{Alteration, Refusal};
use crate::limits::JSON_DEPTH;
use crate::zip::profile::{ATTACHMENTS, MANIFEST, MANIFEST_SIGNATURE, SUMS, allows, rank};

/// The payload type under which a manifest is signed.
pub const MANIFEST_TYPE: &str = "application/vnd.essaim.manifest+json";
/// What `format` says.
pub const FORMAT: &str = "essaim-bundle";
/// The version that this program writes, and the newest it reads.
pub const VERSION: u32 = 1;

/// The manifest. Members that this version does not know are ignored: a change that an older reader must not pass over
/// raises `lowest_reader`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The version it was written in.
    pub version: u32,
    /// The least version a reader must know.
    pub lowest_reader: u32,
    /// What hashes the content.
    pub bundle_id: BundleId,
    /// Why it was made.
    pub purpose: Purpose,
    /// What wrote it.
    pub program: Program,
    /// The date of the newest revision, not of the export: RFC 3339, UTC.
    pub created: String,
    /// Whose bundle it is.
    pub sender: Sender,
    /// The desktop that signed it.
    pub device: DeviceId,
    /// How much there is.
    pub counts: Counts,
    /// Each record with the revisions that are its newest here.
    pub heads: Vec<Head>,
    /// Attachments that the revisions name and that come in another bundle.
    pub attachments_to_follow: Vec<Follows>,
    /// In feedback to one author only: what has been seen of that author's own content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
    /// Every entry but the manifest, its signature and the sums, in the order of the container.
    pub entries: Vec<Listed>,
}

/// Why a bundle was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To let others know.
    Share,
    /// To answer an author.
    Feedback,
    /// A purpose of a later version.
    #[serde(other)]
    Other,
}

/// The program that wrote a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// Whose bundle it is. Name and codes are claims; the organisation is the one whose root key this is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sender {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its name, as it calls itself.
    pub name: String,
    /// Its Insee code, for a commune.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insee: Option<String>,
    /// Its SIREN number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siren: Option<String>,
    /// The 32 bytes of its root key.
    pub root: BlobHash,
}

/// How much a bundle holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Records.
    pub records: u32,
    /// Revisions.
    pub revisions: u32,
    /// Attachments in the bundle.
    pub attachments: u32,
}

/// A record and its newest revisions in a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The record.
    pub record: RecordId,
    /// Its kind.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// Its heads, sorted.
    pub revisions: Vec<RevisionHash>,
}

/// An attachment that comes later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follows {
    /// Its hash.
    pub sha256: BlobHash,
    /// Its size in bytes.
    pub size: u64,
    /// Its file name, for people.
    pub name: String,
}

/// What the sender of feedback has seen of the addressee's own content. It says what was known, and is no promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Whose content it is, and for whom the bundle is.
    pub addressee: OrganisationId,
    /// The addressee's records, each with the revisions that are the newest known.
    pub records: Vec<SeenRecord>,
    /// The addressee's bundles that have come.
    pub bundles: Vec<BundleId>,
}

/// A record of the addressee's that has been seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenRecord {
    /// The record.
    pub record: RecordId,
    /// Its newest known revisions, sorted.
    pub revisions: Vec<RevisionHash>,
}

/// An entry as the manifest lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its path.
    pub path: String,
    /// Its inflated size in bytes.
    pub size: u64,
    /// The hash of its inflated bytes.
    pub sha256: BlobHash,
}

impl Listed {
    /// The attachment that this entry is, if it is one.
    pub fn attachment(&self) -> Option<BlobHash> {
        self.path.strip_prefix(ATTACHMENTS).map(|_| self.sha256)
    }
}

/// What identifies a bundle: two exports of the same content have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BundleId(pub BlobHash);

impl BundleId {
    /// The id of a bundle with these revisions and attachments, in any order.
    pub fn of(revisions: &mut [RevisionHash], attachments: &mut [BlobHash]) -> Self {
        revisions.sort_unstable();
        attachments.sort_unstable();
        let mut hash = Sha256::new_with_prefix(b"essaim bundle 1\n");
        revisions
            .iter()
            .for_each(|revision| hash.update([&b"r"[..], &revision.0].concat()));
        attachments
            .iter()
            .for_each(|attachment| hash.update([&b"a"[..], &attachment.0].concat()));
        Self(BlobHash(hash.finalize().into()))
    }
}

impl fmt::Display for BundleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Manifest {
    /// The exact bytes to write and sign: one line.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // Text, numbers and lists of them: nothing that JSON cannot write.
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The sums of every other entry in the form of `sha256sum -c`, in the order of the container.
    pub(crate) fn sums(&self, manifest: &[u8], signature: &[u8]) -> String {
        let own = [(MANIFEST, manifest), (MANIFEST_SIGNATURE, signature)];
        let own = own.map(|(path, bytes)| (path, BlobHash(Sha256::digest(bytes).into())));
        let listed = self
            .entries
            .iter()
            .map(|entry| (&*entry.path, entry.sha256));
        let mut lines: Vec<(&str, BlobHash)> = listed.chain(own).collect();
        lines.sort_by(|a, b| rank(a.0).cmp(&rank(b.0)));
        let mut sums = String::with_capacity(lines.len() * 140);
        for (path, sha256) in lines {
            // Writing to a string cannot fail.
            let _ = writeln!(sums, "{sha256}  {path}");
        }
        sums
    }

    /// Reads a manifest whose signature holds, and checks that what it lists can be a bundle.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        let form = || Refusal::altered(MANIFEST, Alteration::Form);
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| form())?;
        let mut paths: Vec<&str> = manifest.entries.iter().map(|entry| &*entry.path).collect();
        paths.sort_unstable();
        let apart = [MANIFEST, MANIFEST_SIGNATURE, SUMS];
        let is_sound = paths
            .iter()
            .all(|path| allows(path) && !apart.contains(path))
            && paths.is_sorted_by(|a, b| a < b)
            && manifest.entries.iter().all(is_named_by_its_hash);
        if is_sound { Ok(manifest) } else { Err(form()) }
    }
}

fn is_named_by_its_hash(entry: &Listed) -> bool {
    entry
        .path
        .strip_prefix(ATTACHMENTS)
        .is_none_or(|name| name == entry.sha256.to_string())
}

/// Refuses what is no manifest, or one for later readers. Called on bytes not verified yet: it only ever refuses.
pub(crate) fn check_version(bytes: &[u8]) -> Result<(), Refusal> {
    #[derive(Deserialize)]
    struct Version {
        format: String,
        lowest_reader: u32,
    }
    let form = || Refusal::altered(MANIFEST, Alteration::Form);
    if depth(bytes) > JSON_DEPTH {
        return Err(form());
    }
    // Members that are passed over are not read as text: what is no text is refused here.
    let text = std::str::from_utf8(bytes).map_err(|_| form())?;
    let version: Version = serde_json::from_str(text).map_err(|_| form())?;
    if version.format != FORMAT {
        return Err(form());
    }
    match version.lowest_reader {
        0..=VERSION => Ok(()),
        lowest_reader => Err(Refusal::TooRecent { lowest_reader }),
    }
}

/// How deep brackets nest outside strings.
fn depth(json: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0usize, 0, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The signature of a manifest, as `manifest.sig` holds it: one line of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ManifestSignature {
    pub(crate) device: DeviceId,
    pub(crate) signature: Signature,
}

impl ManifestSignature {
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let Self { device, signature } = self;
        let line = format!(
            r#"{{"device":"{device}","signature":"{}"}}"#,
            signature.to_base64()
        );
        (line + "\n").into_bytes()
    }

    /// Reads exactly what [`Self::to_bytes`] writes: nothing signs this line, so it has one form only.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Wire {
            device: DeviceId,
            signature: String,
        }
        let wire: Wire = serde_json::from_slice(bytes).ok()?;
        let signature = Signature::from_base64(wire.signature.as_bytes())?;
        let parsed = Self {
            device: wire.device,
            signature,
        };
        (parsed.to_bytes() == bytes).then_some(parsed)
    }
}
