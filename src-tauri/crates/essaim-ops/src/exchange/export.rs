//! Writes a bundle: gathered, previewed, signed, under a temporary name first.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use essaim_bundle::manifest::{
    Follows, Head, MANIFEST_TYPE, Program, Purpose, Sender as ManifestSender,
};
use essaim_bundle::write::AttachmentReference;
use essaim_bundle::{Contents, Limits, WriteError, worker_threads};
use essaim_model::{BlobHash, RevisionHash};
use essaim_revision::{CertificateEnvelope, DeviceKey, Envelope, Signature};
use essaim_store::attachments::Folder;
use essaim_store::{Store, StoreError, View};

use super::leaving::{Gathered, Gatherer, Packed, Why, describe, distinct, leaves_at};
use super::post::{Posted, Posting};
use super::{ExportPreview, ExportRequest, Exported, Progress, Selection, preview};
use crate::solution::publish_one;
use crate::transact::{Mutation, Op};
use crate::{OpError, Tag, Workspace, sender};

/// What the preview shows whole; above it, records are listed by title only.
const MOST_DESCRIBED: usize = 500;

impl Workspace {
    /// Exactly what would leave. Nothing is written.
    ///
    /// # Errors
    /// A record is not there, or the workspace cannot be read.
    pub fn export_preview(&self, request: &ExportRequest) -> Result<ExportPreview, OpError> {
        let own = self.organisation()?;
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader().reader()?;
        store.hold()?;
        let gathered =
            Gatherer::new(store.view(), own, now_ms, request.publish).gather(&request.selection)?;
        let mut preview = summary(&gathered);
        preview.records.clear();
        for packed in &gathered.records {
            let leaves = match packed.revisions.first() {
                Some(revision) if preview.records.len() < MOST_DESCRIBED => {
                    leaves_at(&store.view(), *revision, now_ms)?
                }
                _ => Default::default(),
            };
            let record = describe(packed, &leaves);
            preview.bytes += record
                .fields
                .iter()
                .map(|field| field.text.len() as u64 + 60)
                .sum::<u64>();
            preview.records.push(record);
        }
        Ok(preview)
    }

    /// Writes a bundle of what is published to `target`, which is replaced only once the bundle is whole.
    ///
    /// # Errors
    /// Nothing may leave, something cannot be read or written, it would be too large, or the person stopped it. What was at
    /// `target` is untouched then.
    pub fn export(
        &self,
        request: &ExportRequest,
        target: &Path,
        progress: &dyn Progress,
    ) -> Result<Mutation<Exported>, OpError> {
        let posted = self.export_in(request, &Posting::default(), target, progress)?;
        Ok(Mutation {
            value: posted.value.first,
            tags: posted.tags,
            operation: posted.operation,
        })
    }

    /// Writes what is published in what it is to travel in: as [`Workspace::export`] does, or in a PDF, in e-mail drafts (several
    /// where one would be too large), encrypted.
    ///
    /// # Errors
    /// As [`Workspace::export`]; what carries it would be too large, or cannot be encrypted.
    pub fn export_in(
        &self,
        request: &ExportRequest,
        posting: &Posting,
        target: &Path,
        progress: &dyn Progress,
    ) -> Result<Mutation<Posted>, OpError> {
        let published = if request.publish {
            Some(self.publish_drafts(&request.selection)?)
        } else {
            None
        };
        let identity = self.identity()?;
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader().reader()?;
        store.hold()?;
        let view = store.view();
        let gathered =
            Gatherer::new(view, identity.organisation, now_ms, false).gather(&request.selection)?;
        let tells =
            |packed: &Packed| packed.why == Why::Chosen || packed.record.kind == "publication";
        if !gathered.records.iter().any(tells) {
            return Err(OpError::NothingToExport);
        }
        let limits = Limits {
            file: request.max_size.unwrap_or(request.limits.file),
            ..request.limits
        };
        let job = Job {
            workspace: self,
            store: &store,
            gathered: &gathered,
            now_ms,
            progress,
        };
        let mut files = job.post(posting, target, &limits, &identity.device_key)?;
        let mut preview = summary(&gathered);
        preview.left_out.append(&mut files.left_out);
        let mut exported = Vec::with_capacity(files.written.len());
        for (bundle_id, file, bytes) in files.written {
            self.note_sent(&(bundle_id.clone(), bytes), &file, &preview)?;
            exported.push(Exported {
                bundle_id,
                file,
                bytes,
                preview: preview.clone(),
            });
        }
        let mut exported = exported.into_iter();
        let first = exported.next().ok_or(OpError::NothingToExport)?;
        let mut tags = published.map(|mutation| mutation.tags).unwrap_or_default();
        tags.push(Tag::Exchanges);
        Ok(Mutation {
            value: Posted {
                first,
                others: exported.collect(),
                letter: files.letter,
            },
            tags,
            operation: None,
        })
    }

    /// Publishes the chosen records that are drafts, or have changed since.
    fn publish_drafts(&self, selection: &Selection) -> Result<Mutation<()>, OpError> {
        let own = self.organisation()?;
        self.transact(Op::RecordPublished, |session| {
            let now_ms = session.tx_now();
            let gatherer = Gatherer::new(session.view(), own, now_ms, true);
            let mut title = String::new();
            for id in gatherer.gather(selection)?.unpublished {
                title = publish_one(session, &id)?;
            }
            Ok(((), title))
        })
    }

    fn note_sent(
        &self,
        (bundle, bytes): &(String, u64),
        target: &Path,
        preview: &ExportPreview,
    ) -> Result<(), OpError> {
        let name = target
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let records: Vec<_> = preview
            .records
            .iter()
            .filter(|record| record.why == Why::Chosen)
            .take(MOST_DESCRIBED)
            .map(|record| serde_json::json!({"id": record.id, "title": record.title}))
            .collect();
        let attachments = preview.attachments.len();
        let report =
            serde_json::json!({"records": records, "attachments": attachments, "bytes": bytes});
        let now_ms = self.machine().clock.now_ms();
        self.writer().transaction(now_ms, |tx| {
            Ok(tx.add_sent(bundle, &name, &report.to_string())?)
        })
    }
}

/// What is in a bundle, by title only.
fn summary(gathered: &Gathered) -> ExportPreview {
    let empty = essaim_model::Leaves::new();
    ExportPreview {
        records: gathered
            .records
            .iter()
            .map(|packed| describe(packed, &empty))
            .collect(),
        attachments: distinct(&gathered.files).into_values().cloned().collect(),
        left_out: gathered.left_out.clone(),
        bytes: distinct(&gathered.files)
            .values()
            .map(|file| file.size)
            .sum(),
        unpublished: gathered.unpublished.clone(),
    }
}

/// What is being written.
pub(super) struct Job<'j> {
    pub(super) workspace: &'j Workspace,
    pub(super) store: &'j Store,
    pub(super) gathered: &'j Gathered,
    pub(super) now_ms: u64,
    pub(super) progress: &'j dyn Progress,
}

impl Job<'_> {
    /// Writes the file at `target` by `fill`, under a temporary name first.
    pub(super) fn write<T>(
        &self,
        target: &Path,
        fill: impl FnOnce(&Path) -> Result<T, OpError>,
    ) -> Result<T, OpError> {
        let name = target
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let temporary = target.with_file_name(format!(".{name}.part"));
        let result = fill(&temporary).and_then(|written| {
            let files = &self.workspace.machine().files;
            files
                .replace(&temporary, target)
                .map_err(|error| OpError::file(target, error))?;
            Ok(written)
        });
        if result.is_err() {
            drop(std::fs::remove_file(&temporary));
        }
        result
    }

    /// Writes a bundle without the attachments that are held back: those follow in another. Gives its id and size.
    pub(super) fn write_bundle(
        &self,
        temporary: &Path,
        limits: &Limits,
        key: &DeviceKey,
        held: &BTreeSet<BlobHash>,
    ) -> Result<(String, u64), OpError> {
        let contents = self.contents(key, held)?;
        let spool = super::incoming::Private::create(self.workspace)?;
        let out = File::create(temporary).map_err(|error| OpError::file(temporary, error))?;
        let hashes: Vec<RevisionHash> = self
            .gathered
            .records
            .iter()
            .flat_map(|packed| packed.revisions.clone())
            .collect();
        let mut source = Source {
            view: self.store.view(),
            revisions: hashes.iter(),
            folder: self.store.attachments(),
            key,
            progress: self.progress,
            done: 0,
            total: (hashes.len() + contents.attachments.len()) as u64,
        };
        let written = essaim_bundle::write(
            &out,
            spool.file(),
            contents,
            &mut source,
            limits,
            worker_threads(),
        )
        .map_err(told_apart)?;
        out.sync_all()
            .map_err(|error| OpError::file(temporary, error))?;
        Ok((written.bundle_id.to_string(), written.bytes))
    }

    fn contents(&self, key: &DeviceKey, held: &BTreeSet<BlobHash>) -> Result<Contents, OpError> {
        let own = self.workspace.organisation()?;
        let view = self.store.view();
        let card = sender::card(&view, own, self.now_ms)?;
        let root = view
            .keyring()?
            .get(key.public().device())
            .map(|certificate| certificate.root)
            .ok_or(OpError::KeysMissing)?;
        let files = distinct(&self.gathered.files);
        let pages = preview::pages(&view, self.gathered, &card, self.now_ms)?;
        Ok(Contents {
            purpose: Purpose::Share,
            program: Program {
                name: "Essaim".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            created: pages.created,
            sender: ManifestSender {
                organisation: own,
                name: card.name,
                insee: card.insee,
                siren: None,
                root: BlobHash(root.to_bytes()),
            },
            device: key.public().device(),
            certificates: self.certificates()?,
            heads: self.heads(),
            readme_html: pages.readme_html,
            readme_text: pages.readme_text,
            ro_crate: pages.ro_crate,
            previews: pages.previews,
            attachments: files
                .values()
                .filter(|f| !held.contains(&f.hash))
                .map(|f| AttachmentReference {
                    sha256: f.hash,
                    size: f.size,
                })
                .collect(),
            attachments_to_follow: files
                .values()
                .filter(|f| held.contains(&f.hash))
                .map(|f| Follows {
                    sha256: f.hash,
                    size: f.size,
                    name: f.name.clone(),
                })
                .collect(),
        })
    }

    /// The certificates of all desktops of the organisations whose records travel.
    fn certificates(&self) -> Result<Vec<CertificateEnvelope>, OpError> {
        let owners: std::collections::BTreeSet<_> = self
            .gathered
            .records
            .iter()
            .map(|packed| packed.record.key.owner)
            .collect();
        let mut certificates = Vec::new();
        for owner in owners {
            certificates.extend(self.store.view().certificates(owner)?);
        }
        Ok(certificates)
    }

    fn heads(&self) -> Vec<Head> {
        let head = |packed: &Packed| Head {
            record: packed.record.key.id.clone(),
            kind: packed.record.kind.clone(),
            title: packed.title.clone(),
            revisions: packed.revisions.clone(),
        };
        self.gathered.records.iter().map(head).collect()
    }
}

/// Tells what a person can do something about from the rest.
fn told_apart(error: WriteError) -> OpError {
    match error {
        WriteError::Cancelled => OpError::Cancelled,
        WriteError::TooLarge { what, value, .. } if what == "file" => {
            OpError::BundleTooLarge { bytes: value }
        }
        WriteError::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => {
            OpError::Store(StoreError::DiskFull)
        }
        other => OpError::Unwritten(other),
    }
}

/// Gives the writer what it asks for, one at a time.
struct Source<'s> {
    view: View<'s>,
    revisions: std::slice::Iter<'s, RevisionHash>,
    folder: Folder,
    key: &'s DeviceKey,
    progress: &'s dyn Progress,
    done: u64,
    total: u64,
}

impl Source<'_> {
    fn step(&mut self) -> Result<(), WriteError> {
        if self.progress.is_cancelled() {
            return Err(WriteError::Cancelled);
        }
        self.done += 1;
        if self.done.is_multiple_of(200) || self.done == self.total {
            self.progress.report(self.done, self.total);
        }
        Ok(())
    }
}

impl essaim_bundle::Source for Source<'_> {
    fn next_revision(&mut self) -> Result<Option<Envelope>, WriteError> {
        let Some(hash) = self.revisions.next() else {
            return Ok(None);
        };
        self.step()?;
        let found = self
            .view
            .envelope(*hash)
            .map_err(|error| WriteError::Source(Box::new(error)))?;
        found
            .map(Some)
            .ok_or(WriteError::Form("a published revision is missing"))
    }

    fn open_attachment(&mut self, sha256: &BlobHash) -> Result<Box<dyn Read>, WriteError> {
        self.step()?;
        Ok(Box::new(BufReader::with_capacity(
            64 << 10,
            self.folder.open(*sha256)?,
        )))
    }

    fn sign_manifest(&mut self, manifest: &[u8]) -> Result<Signature, WriteError> {
        Ok(self.key.sign(MANIFEST_TYPE, manifest))
    }
}
