//! Reading a bundle: the archive is classified, the manifest verified, and every entry checked against it while it is
//! inflated. It says who signed; whether that sender is known or trusted is decided elsewhere.

mod lines;
mod own;
mod verify;

use std::collections::HashMap;
use std::convert::Infallible;

use essaim_model::{BlobHash, RevisionHash};
use essaim_revision::{
    Certificate, CertificateEnvelope, Envelope, Keyring, Revision, Succession, SuccessionEnvelope,
};
use sha2::{Digest, Sha256};

use crate::error::{Alteration, Refusal};
use crate::in_order::in_order;
use crate::limits::Limits;
use crate::manifest::{self, Listed, Manifest};
use crate::read_at::ReadAt;
use crate::zip::archive::{Archive, Container, Entry};
use crate::zip::profile::{
    ATTACHMENTS, MANIFEST, MANIFEST_SIGNATURE, MEDIA_TYPE, MIMETYPE, REVISIONS, SUMS,
};
use own::Own;
pub use verify::{Verdict, Verification};

/// An entry that the signed manifest lists and that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// As the manifest lists it.
    pub listed: Listed,
    entry: Entry,
}

impl Part {
    /// Its path.
    pub fn path(&self) -> &str {
        &self.listed.path
    }

    /// The attachment that this part is, if it is one.
    pub fn attachment(&self) -> Option<BlobHash> {
        self.listed.attachment()
    }
}

/// A revision of a chunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<K> {
    /// One that the caller knows by the hash of its bytes: the caller's answer.
    Known(K),
    /// One to verify.
    Unverified(Envelope),
}

impl Found<Infallible> {
    fn envelope(self) -> Envelope {
        match self {
            Found::Unverified(envelope) => envelope,
        }
    }
}

/// An open bundle whose manifest is verified. Shared by threads, each reading its own parts.
pub struct BundleReader<S> {
    archive: Archive<S>,
    limits: Limits,
    manifest: Manifest,
    sender: Certificate,
    successions: Vec<(Succession, SuccessionEnvelope)>,
    certificates: Vec<(Certificate, CertificateEnvelope)>,
    keyring: Keyring,
    parts: Vec<Part>,
    missing: Vec<String>,
}

impl<S: ReadAt> BundleReader<S> {
    /// Opens and classifies the file, whatever its name, and verifies the manifest.
    ///
    /// # Errors
    /// Why the whole bundle is refused.
    pub fn open(source: S, limits: Limits) -> Result<Self, Refusal> {
        let mut archive = Archive::open(source, &limits)?;
        let mut own = Own::read(&archive, &limits)?;
        manifest::check_version(&own.manifest)?;
        let vouched = lines::vouched(&own.devices)?;
        let mut keyring = Keyring::default();
        for (certificate, _) in &vouched.certificates {
            keyring.add(*certificate);
        }
        let sender = own.signer(&vouched)?;
        let manifest = Manifest::parse(&own.manifest)?;
        own.check(&manifest, &sender)?;
        let listed: HashMap<&str, &Listed> = manifest
            .entries
            .iter()
            .map(|listed| (&*listed.path, listed))
            .collect();
        archive.retain(|name| {
            listed.contains_key(name) || [MANIFEST, MANIFEST_SIGNATURE, SUMS].contains(&name)
        });
        drop(listed);
        let (parts, missing) = pair(&manifest, &archive);
        let reader = Self {
            archive,
            limits,
            manifest,
            sender,
            successions: vouched.successions,
            certificates: vouched.certificates,
            keyring,
            parts,
            missing,
        };
        reader.check_media_type()?;
        Ok(reader)
    }

    /// The class of the container.
    pub fn container(&self) -> &Container {
        self.archive.container()
    }

    /// The names of entries that the manifest does not list; they are never read.
    pub fn ignored(&self) -> &[String] {
        self.archive.ignored()
    }

    /// The verified manifest.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The certificate of the desktop that signed the manifest.
    pub fn sender(&self) -> &Certificate {
        &self.sender
    }

    /// The certificates that a root of their organisation signed: as they travel, and what they say.
    pub fn certificates(&self) -> &[(Certificate, CertificateEnvelope)] {
        &self.certificates
    }

    /// The root keys that succeed one another, each succession after those it rests on: what it says, and as it travels.
    pub fn successions(&self) -> &[(Succession, SuccessionEnvelope)] {
        &self.successions
    }

    /// The desktops that those certificates vouch for.
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// Every listed entry that is there, in the order of the manifest.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The chunks of revisions, in order.
    pub fn revision_parts(&self) -> impl Iterator<Item = &Part> {
        self.parts
            .iter()
            .filter(|part| part.path().starts_with(REVISIONS))
    }

    /// The attachments, sorted by hash. Those already known need not be read.
    pub fn attachment_parts(&self) -> impl Iterator<Item = &Part> {
        self.parts
            .iter()
            .filter(|part| part.path().starts_with(ATTACHMENTS))
    }

    /// Listed entries that are not there: each is a [`Refusal::Incomplete`] of its own.
    pub fn missing(&self) -> impl Iterator<Item = Refusal> {
        self.missing
            .iter()
            .map(|path| Refusal::Incomplete { what: path.clone() })
    }

    /// Hands the part's bytes to `sink` in pieces, in order. They may be believed only once this returns `Ok`.
    ///
    /// # Errors
    /// The part's refusal, or the first error of `sink`.
    pub fn stream<E: From<Refusal>>(
        &self,
        part: &Part,
        mut sink: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let altered = || Refusal::altered(part.path(), Alteration::Hash);
        if part.entry.size != part.listed.size {
            return Err(altered().into());
        }
        check_cap(&self.limits, &part.entry)?;
        let mut hash = Sha256::new();
        self.archive.stream(&part.entry, |piece| {
            hash.update(piece);
            sink(piece)
        })?;
        let found: [u8; 32] = hash.finalize().into();
        if found == part.listed.sha256.0 {
            Ok(())
        } else {
            Err(altered().into())
        }
    }

    /// The part's bytes, all in memory. For attachments prefer [`Self::stream`].
    ///
    /// # Errors
    /// The part's refusal.
    pub fn read(&self, part: &Part) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::with_capacity(within(part.entry.size, &part.listed, &self.limits));
        self.stream(part, |piece| {
            bytes.extend_from_slice(piece);
            Ok::<(), Refusal>(())
        })?;
        Ok(bytes)
    }

    /// The revisions of a chunk, not verified yet. A pair of lines that is none refuses itself only.
    ///
    /// # Errors
    /// The chunk's refusal.
    pub fn envelopes(&self, part: &Part) -> Result<Vec<Result<Envelope, Refusal>>, Refusal> {
        let chunk = self.read(part)?;
        let none = None::<fn(RevisionHash) -> Option<Infallible>>;
        let found = lines::envelopes(part.path(), &chunk, &self.limits, none).into_iter();
        Ok(found.map(|one| one.map(Found::envelope)).collect())
    }

    /// The revisions of a chunk as with [`Self::envelopes`], but those for whose hash `known` answers: they are not copied.
    ///
    /// # Errors
    /// The chunk's refusal.
    pub fn envelopes_but<K>(
        &self,
        part: &Part,
        known: impl Fn(RevisionHash) -> Option<K>,
    ) -> Result<Vec<Result<Found<K>, Refusal>>, Refusal> {
        let chunk = self.read(part)?;
        Ok(lines::envelopes(
            part.path(),
            &chunk,
            &self.limits,
            Some(known),
        ))
    }

    /// Every revision, verified by the certificates in the bundle on several threads and delivered in order on the
    /// calling one. A chunk or pair that is refused is delivered as its refusal; `deliver` decides whether to go on.
    ///
    /// # Errors
    /// The first error of `deliver`.
    pub fn revisions<E>(
        &self,
        threads: usize,
        mut deliver: impl FnMut(Result<Revision, Refusal>) -> Result<(), E>,
    ) -> Result<(), E> {
        let chunks = self.revision_parts().map(Ok::<_, E>);
        let work = |part: &Part| match self.envelopes(part) {
            Ok(envelopes) => verify::revisions(part.path(), envelopes, &self.keyring),
            Err(refusal) => vec![Err(refusal)],
        };
        in_order(threads, chunks, work, |results| {
            results.into_iter().try_for_each(&mut deliver)
        })
    }

    fn check_media_type(&self) -> Result<(), Refusal> {
        let Some(part) = self.parts.iter().find(|part| part.path() == MIMETYPE) else {
            return Ok(()); // missing, and said so
        };
        match self.read(part) {
            Ok(bytes) if bytes != MEDIA_TYPE.as_bytes() => {
                Err(Refusal::altered(MIMETYPE, Alteration::Form))
            }
            // A wrong hash is this part's own refusal, met again by whoever reads it.
            _ => Ok(()),
        }
    }
}

/// Each listed entry with the one in the archive; and those that are not there.
fn pair<S: ReadAt>(manifest: &Manifest, archive: &Archive<S>) -> (Vec<Part>, Vec<String>) {
    let entries: HashMap<&str, &Entry> = archive
        .entries()
        .iter()
        .map(|entry| (&*entry.name, entry))
        .collect();
    let mut parts = Vec::with_capacity(manifest.entries.len());
    let mut missing = Vec::new();
    for listed in &manifest.entries {
        match entries.get(&*listed.path) {
            Some(entry) => parts.push(Part {
                listed: listed.clone(),
                entry: (*entry).clone(),
            }),
            None => missing.push(listed.path.clone()),
        }
    }
    (parts, missing)
}

fn check_cap(limits: &Limits, entry: &Entry) -> Result<(), Refusal> {
    let (cap, limit) = limits.of(&entry.name);
    if entry.size <= limit {
        return Ok(());
    }
    Err(Refusal::over(cap, &entry.name, entry.size, limit))
}

/// How much to allocate for a part: its size, unless it will be refused for it.
fn within(size: u64, listed: &Listed, limits: &Limits) -> usize {
    let (_, limit) = limits.of(&listed.path);
    if size == listed.size && size <= limit {
        size as usize
    } else {
        0
    }
}
