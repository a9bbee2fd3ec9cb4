//! A small bundle to try things on: an organisation, a desktop, a few revisions and attachments.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use essaim_bundle::manifest::{Head, MANIFEST_TYPE, Program, Purpose, Sender};
use essaim_bundle::write::{AttachmentReference, Contents};
use essaim_bundle::{BundleReader, Limits, Outgoing, Refusal, Source, WriteError, Written, write};
use essaim_model::{BlobHash, Path, RecordId, Value};
use essaim_revision::certificate::seal;
use essaim_revision::{
    Body, CertificateEnvelope, Clock, DeviceKey, Envelope, RootKey, Signature, Stamp, State,
    SuccessionEnvelope, Write,
};
use sha2::{Digest, Sha256};

/// Who sends, and what.
#[derive(Clone)]
pub(crate) struct Sample {
    pub(crate) root: RootKey,
    pub(super) device: DeviceKey,
    pub(super) successions: Vec<SuccessionEnvelope>,
    pub(super) certificates: Vec<CertificateEnvelope>,
    pub(super) texts: Vec<String>,
    pub(super) attachments: Vec<Vec<u8>>,
    /// The kind of all records.
    pub(crate) kind: String,
    /// What each record says beside its title.
    pub(crate) more: BTreeMap<Path, Value>,
}

impl Sample {
    pub(super) fn new(texts: &[&str], attachments: &[&[u8]]) -> Self {
        let (root, device) = (RootKey::from_seed(&[1; 32]), DeviceKey::from_seed(&[2; 32]));
        Self {
            successions: Vec::new(),
            certificates: vec![CertificateEnvelope::issue_for(
                root.public().organisation(),
                &root,
                &device.public(),
                1,
            )],
            root,
            device,
            texts: texts.iter().map(ToString::to_string).collect(),
            attachments: attachments.iter().map(|bytes| bytes.to_vec()).collect(),
            kind: "solution".to_owned(),
            more: BTreeMap::new(),
        }
    }

    /// Two sheets and two attachments, a few thousand bytes in all.
    pub(crate) fn small() -> Self {
        let plan = b"Plan de financement ".repeat(40);
        Self::new(
            &[
                "Maison \u{e0} 1 \u{20ac} avec travaux",
                "Z\u{e9}ro d\u{e9}chet",
            ],
            &[&plan, b"\x00\xff"],
        )
    }

    pub(crate) fn envelopes(&self) -> Vec<Envelope> {
        let seal_one = |(index, text): (usize, &String)| {
            let stamp = Stamp {
                device: self.device.public().device(),
                n: index as u64 + 1,
            };
            let title = Path::new("title").expect("a path");
            let mut leaves = self.more.clone();
            leaves.insert(title, text.as_str().into());
            let write = Write {
                clock: Clock::after(Clock::default(), 1_700_000_000_000),
                leaves,
            };
            let body = Body {
                kind: self.kind.clone(),
                record: record(index),
                owner: self.root.public().organisation(),
                class: "shareable".into(),
                device: stamp.device,
                n: stamp.n,
                clock: write.clock,
                state: State {
                    vector: [(stamp.device, stamp.n)].into(),
                    writes: [(stamp, write)].into(),
                },
            };
            let revision = seal(body, &self.device);
            Envelope {
                body: revision.bytes,
                signature: revision.signature,
            }
        };
        self.texts.iter().enumerate().map(seal_one).collect()
    }

    pub(super) fn contents(&self) -> Contents {
        let root = self.root.public();
        let head = |(index, envelope): (usize, &Envelope)| Head {
            record: record(index),
            kind: self.kind.clone(),
            title: self.texts[index].clone(),
            revisions: vec![envelope.hash()],
        };
        let reference = |bytes: &Vec<u8>| AttachmentReference {
            sha256: hash(bytes),
            size: bytes.len() as u64,
        };
        Contents {
            purpose: Purpose::Share,
            program: Program {
                name: "essaim".into(),
                version: "0.1.0".into(),
            },
            created: "2023-11-14T22:13:20Z".into(),
            sender: Sender {
                organisation: root.organisation(),
                name: "Roubaix".into(),
                insee: Some("59512".into()),
                siren: None,
                root: BlobHash(root.to_bytes()),
            },
            device: self.device.public().device(),
            successions: self.successions.clone(),
            certificates: self.certificates.clone(),
            heads: self.envelopes().iter().enumerate().map(head).collect(),
            readme_html: b"<!doctype html><title>Paquet Essaim</title>".to_vec(),
            readme_text: "\u{feff}Paquet Essaim\r\n".into(),
            ro_crate: b"{}".to_vec(),
            previews: vec![(record(0), b"<!doctype html><title>Fiche</title>".to_vec())],
            attachments: self.attachments.iter().map(reference).collect(),
            attachments_to_follow: Vec::new(),
            seen: None,
        }
    }

    pub(super) fn source(&self) -> SampleSource {
        SampleSource {
            envelopes: self.envelopes().into_iter(),
            blobs: self
                .attachments
                .iter()
                .map(|bytes| (hash(bytes), bytes.clone()))
                .collect(),
            device: self.device.clone(),
        }
    }

    /// Writes the bundle in memory.
    pub(crate) fn write(&self) -> Vec<u8> {
        self.write_with(&Limits::DEFAULT, 2)
            .expect("the sample is within the limits")
            .0
    }

    pub(super) fn write_with(
        &self,
        limits: &Limits,
        threads: usize,
    ) -> Result<(Vec<u8>, Written), WriteError> {
        let mut out = Cursor::new(Vec::new());
        let spool = Cursor::new(Vec::new());
        let written = write(
            &mut out,
            spool,
            self.contents(),
            &mut self.source(),
            limits,
            threads,
        )?;
        Ok((out.into_inner(), written))
    }
}

/// Gives the sample's revisions and attachments to whoever writes it.
pub(super) struct SampleSource {
    envelopes: std::vec::IntoIter<Envelope>,
    pub(super) blobs: BTreeMap<BlobHash, Vec<u8>>,
    device: DeviceKey,
}

impl Source for SampleSource {
    fn next_revision(&mut self) -> Result<Option<Outgoing>, WriteError> {
        Ok(self.envelopes.next().map(Outgoing::from))
    }

    fn open_attachment(&mut self, sha256: &BlobHash) -> Result<Box<dyn Read>, WriteError> {
        let bytes = self.blobs.get(sha256).cloned();
        Ok(Box::new(Cursor::new(bytes.ok_or(std::io::Error::from(
            std::io::ErrorKind::NotFound,
        ))?)))
    }

    fn sign_manifest(&mut self, manifest: &[u8]) -> Result<Signature, WriteError> {
        Ok(self.device.sign(MANIFEST_TYPE, manifest))
    }
}

pub(super) fn record(index: usize) -> RecordId {
    RecordId::new(format!("fiche-{index}")).expect("a record's id")
}

pub(super) fn hash(bytes: &[u8]) -> BlobHash {
    BlobHash(Sha256::digest(bytes).into())
}

/// Everything a reader would take from a bundle: each part's path and bytes.
pub(super) type Payload = BTreeMap<String, Vec<u8>>;

/// Reads all of a bundle; the first refusal of anything in it refuses it.
pub(super) fn read_all(bytes: &[u8]) -> Result<Payload, Refusal> {
    read_within(bytes, Limits::DEFAULT)
}

pub(super) fn read_within(bytes: &[u8], limits: Limits) -> Result<Payload, Refusal> {
    let reader = BundleReader::open(bytes, limits)?;
    if let Some(refusal) = reader.missing().next() {
        return Err(refusal);
    }
    let verification = reader.verify(1, |_| Ok::<(), Refusal>(()))?;
    if let Some(refusal) = verification
        .parts
        .iter()
        .find_map(|part| part.refusals.first())
    {
        return Err(refusal.clone());
    }
    let read = |part| Ok((reader_path(part), reader.read(part)?));
    reader.parts().iter().map(read).collect()
}

fn reader_path(part: &essaim_bundle::read::Part) -> String {
    part.path().to_owned()
}
