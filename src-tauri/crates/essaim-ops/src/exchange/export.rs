//! Writes a bundle: gathered, previewed, signed, under a temporary name first.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use essaim_bundle::manifest::{
    Follows, Head, MANIFEST_TYPE, Program, Seen, Sender as ManifestSender,
};
use essaim_bundle::write::AttachmentReference;
use essaim_bundle::{Contents, Limits, Outgoing, WriteError, worker_threads};
use essaim_model::{BlobHash, OrganisationId, RevisionHash};
use essaim_revision::{CertificateEnvelope, DeviceKey, Signature, SuccessionEnvelope};
use essaim_store::attachments::Folder;
use essaim_store::{Store, StoreError, View};

use super::deliver::{Target, deliver, deliver_as};
use super::incoming::Private;
use super::leaving::{Gathered, Gatherer, Packed, Why, distinct, leaves_at};
use super::post::{Posted, Posting};
use super::told::describe;
use super::{ExportPreview, ExportRequest, Exported, Progress, Selection, preview, purpose};
use crate::solution::publish_one;
use crate::transact::{Mutation, Op};
use crate::{OpError, Tag, Workspace, sender};

/// What the preview shows whole; above it, records are listed by title only.
const MOST_DESCRIBED: usize = 500;
/// About what every bundle takes beside its content, in bytes: its table, keys, instructions and pages.
const ALONE: u64 = 11 << 10;
/// About what each record takes beside its texts, in bytes: stamps, signature, a page to read.
const EACH: u64 = 3 << 10;

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
        preview.answering = purpose::answering(&store.view(), &gathered, request, own, now_ms)?;
        describe_first(&mut preview, &store.view(), &gathered, now_ms)?;
        let fields = preview.records.iter().flat_map(|record| &record.fields);
        let texts: u64 = fields.map(|field| field.text.len() as u64 + 60).sum();
        preview.bytes += texts + ALONE + preview.records.len() as u64 * EACH;
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
        self.export_to(request, &Target::File(target.to_owned()), progress)
    }

    /// Writes a bundle of what is published to a file, or lays it into a folder or onto a stick, where it is read back and
    /// compared before it gets its name.
    ///
    /// # Errors
    /// As [`Self::export`]; or the stick or folder is full, read-only or gone.
    pub fn export_to(
        &self,
        request: &ExportRequest,
        target: &Target,
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
    /// As [`Workspace::export_to`]; what carries it would be too large, or cannot be encrypted.
    pub fn export_in(
        &self,
        request: &ExportRequest,
        posting: &Posting,
        target: &Target,
        progress: &dyn Progress,
    ) -> Result<Mutation<Posted>, OpError> {
        let passphrase = posting.passphrase.as_deref();
        if passphrase.is_some_and(|phrase| phrase.trim().is_empty()) {
            return Err(OpError::EmptyPassphrase);
        }
        if !request.publish {
            return self.export_published(request, posting, target, progress);
        }
        let published = self.publish_drafts(&request.selection)?;
        let exported = self.export_published(request, posting, target, progress);
        let mut exported = exported.inspect_err(|_| {
            // It was published to be sent. Where somebody has gone on working since, it stays, and can still be withdrawn.
            drop(self.undo_if_last(published.operation));
        })?;
        exported.tags.extend(published.tags);
        Ok(exported)
    }

    /// Writes what is published already.
    fn export_published(
        &self,
        request: &ExportRequest,
        posting: &Posting,
        target: &Target,
        progress: &dyn Progress,
    ) -> Result<Mutation<Posted>, OpError> {
        let identity = self.identity()?;
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader().reader()?;
        store.hold()?;
        let view = store.view();
        let gathered =
            Gatherer::new(view, identity.organisation, now_ms, false).gather(&request.selection)?;
        let tells =
            |packed: &Packed| packed.why == Why::Chosen || packed.record.kind == "publication";
        let acknowledges = purpose::only_acknowledges(request);
        if !acknowledges && !gathered.records.iter().any(tells) {
            return Err(OpError::NothingToExport);
        }
        let answering =
            purpose::answering(&view, &gathered, request, identity.organisation, now_ms)?;
        let limits = Limits {
            file: request.max_size.unwrap_or(request.limits.file),
            ..request.limits
        };
        let job = Job {
            workspace: self,
            store: &store,
            gathered: &gathered,
            target,
            purpose: request.purpose,
            seen: answering.as_ref().map(|answering| &answering.said),
            now_ms,
            progress,
        };
        let mut files = job.post(posting, &target.path(), &limits, &identity.device_key)?;
        let mut preview = ExportPreview {
            answering,
            ..summary(&gathered)
        };
        describe_first(&mut preview, &view, &gathered, now_ms)?;
        preview.left_out.append(&mut files.left_out);
        let mut exported = Vec::with_capacity(files.written.len());
        for (bundle_id, file, bytes) in files.written {
            let mut one = Exported {
                number: 0,
                bundle_id,
                file,
                bytes,
                preview: preview.clone(),
            };
            one.number = self.note_sent(&one, request, posting.carrier, target.place())?;
            exported.push(one);
        }
        let mut exported = exported.into_iter();
        let first = exported.next().ok_or(OpError::NothingToExport)?;
        Ok(Mutation {
            value: Posted {
                first,
                others: exported.collect(),
                letter: files.letter,
            },
            tags: vec![Tag::Exchanges],
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
        answering: None,
    }
}

/// Describes the first records whole: their fields, and what in them looks personal.
fn describe_first(
    preview: &mut ExportPreview,
    view: &View<'_>,
    gathered: &Gathered,
    now_ms: u64,
) -> Result<(), OpError> {
    let first = preview.records.iter_mut().zip(&gathered.records);
    for (record, packed) in first.take(MOST_DESCRIBED) {
        if let Some(revision) = packed.revisions.first() {
            *record = describe(packed, &leaves_at(view, *revision, now_ms)?);
        }
    }
    Ok(())
}

/// What is being written.
pub(super) struct Job<'j> {
    pub(super) workspace: &'j Workspace,
    pub(super) store: &'j Store,
    pub(super) gathered: &'j Gathered,
    pub(super) target: &'j Target,
    pub(super) purpose: super::Purpose,
    pub(super) seen: Option<&'j Seen>,
    pub(super) now_ms: u64,
    pub(super) progress: &'j dyn Progress,
}

impl Job<'_> {
    /// Writes the file at `target` by `fill`, under a temporary name first; into a folder, onto a stick or another disk, by way
    /// of a private file. Gives its path too, which is another one where the name was taken.
    pub(super) fn write<T>(
        &self,
        target: &Path,
        fill: impl FnOnce(&Path) -> Result<T, OpError>,
    ) -> Result<(T, PathBuf), OpError> {
        let name = target
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let files = &*self.workspace.machine().files;
        let place = target
            .parent()
            .filter(|place| place.components().next().is_some());
        let place = place.unwrap_or(Path::new("."));
        let is_beside = files.are_beside(place, self.workspace.folder());
        if !is_beside || matches!(self.target, Target::Folder { .. }) {
            let private = Private::create(self.workspace)?;
            let written = fill(private.path())?;
            let file = match self.target {
                Target::Folder { folder, .. } => {
                    deliver(files, private.file(), folder, &name, self.progress)?
                }
                Target::File(_) => {
                    deliver_as(files, private.file(), target, self.progress)?;
                    target.to_owned()
                }
            };
            return Ok((written, file));
        }
        let temporary = target.with_file_name(format!(".{name}.part"));
        let result = fill(&temporary).and_then(|written| {
            files
                .replace(&temporary, target)
                .map_err(|error| OpError::file(target, error))?;
            Ok((written, target.to_owned()))
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
        let spool = Private::create(self.workspace)?;
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
            .vouched(key.public().device(), own)
            .map(|certificate| certificate.root)
            .ok_or(OpError::KeysMissing)?;
        let files = distinct(&self.gathered.files);
        let pages = preview::pages(&view, self.gathered, &card, self.purpose, self.now_ms)?;
        Ok(Contents {
            purpose: self.purpose.of_manifest(),
            program: Program {
                name: "Essaim".to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            created: pages.created,
            sender: ManifestSender {
                organisation: own,
                name: card.name,
                insee: card.insee,
                siren: card.siren,
                root: BlobHash(root.to_bytes()),
            },
            device: key.public().device(),
            successions: self.successions()?,
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
            seen: self.seen.cloned(),
        })
    }

    /// The organisations whose records travel.
    fn owners(&self) -> BTreeSet<OrganisationId> {
        let records = self.gathered.records.iter();
        records.map(|packed| packed.record.key.owner).collect()
    }

    /// The root keys that succeeded one another in those organisations.
    fn successions(&self) -> Result<Vec<SuccessionEnvelope>, OpError> {
        let mut successions = Vec::new();
        for owner in self.owners() {
            let said = self.store.view().successions(owner)?;
            successions.extend(said.into_iter().map(|(_, envelope)| envelope));
        }
        Ok(successions)
    }

    /// The certificates of all their desktops.
    fn certificates(&self) -> Result<Vec<CertificateEnvelope>, OpError> {
        let mut certificates = Vec::new();
        for owner in self.owners() {
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
    fn next_revision(&mut self) -> Result<Option<Outgoing>, WriteError> {
        let Some(hash) = self.revisions.next() else {
            return Ok(None);
        };
        self.step()?;
        let unread = |error: StoreError| WriteError::Source(Box::new(error));
        let stored = self.view.stored_envelope(*hash).map_err(unread)?;
        let stored = stored.ok_or(WriteError::Form("a published revision is missing"))?;
        Ok(Some(Outgoing {
            hash: *hash,
            size: stored.body.size(),
            open: Box::new(move || stored.open().map_err(unread)),
        }))
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
