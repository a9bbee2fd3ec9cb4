//! What leaves: chosen records at their published revision, what comes along, what stays and why. Decided here and nowhere
//! else, so that the preview shows exactly what the bundle holds.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::personal::Finding;
use essaim_model::schema::{self, Label, SharingClass};
use essaim_model::{BlobHash, Leaves, OrganisationId, Path, RecordId, RevisionHash, Value};
use essaim_revision::Body;
use essaim_store::{Entry, REVOCATION, RecordKey, RecordRef, Trust, View};

use super::Selection;
use super::published::{Publications, Published};
use crate::OpError;
use crate::solution::publication_id;

/// Why a record is in the bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was chosen.
    Chosen,
    /// Something chosen needs it.
    ComesAlong,
}

/// Why something stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is not published.
    Draft,
    /// It is a sample.
    Sample,
    /// Its kind never leaves.
    Internal,
    /// It comes from a sender whom nobody has accepted.
    NotAccepted,
    /// It is in the trash.
    Trashed,
    /// It was taken back; that travels instead of it.
    Withdrawn,
    /// The file is not on this computer.
    MissingFile,
    /// The file is larger than an e-mail may be.
    TooHeavy,
    /// Something was erased from it here: it is no longer as it was signed.
    Erased,
}

impl Reason {
    /// Its name for scripts and message catalogues.
    pub fn code(self) -> &'static str {
        match self {
            Reason::Draft => "draft",
            Reason::Sample => "sample",
            Reason::Internal => "internal",
            Reason::NotAccepted => "not_accepted",
            Reason::Trashed => "trashed",
            Reason::Withdrawn => "withdrawn",
            Reason::MissingFile => "missing_file",
            Reason::TooHeavy => "too_heavy",
            Reason::Erased => "erased",
        }
    }
}

/// Something that stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What people call it.
    pub what: String,
    /// Why.
    pub why: Reason,
}

/// A record that leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// Why it is in the bundle.
    pub why: Why,
    /// The revision that leaves; of several, the first.
    pub revision: Option<RevisionHash>,
    /// All its fields, as text.
    pub fields: Vec<LeavingField>,
    /// What looks like personal data, with its place.
    pub findings: Vec<(Path, Finding)>,
}

/// A field that leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavingField {
    /// The leaf.
    pub path: Path,
    /// Its label, when this version knows it.
    pub label: Option<Label>,
    /// Its content.
    pub text: String,
}

/// A file that leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavingFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// The record it belongs to.
    pub record: String,
    /// Its hash.
    pub hash: BlobHash,
    /// Its media type.
    pub media_type: String,
}

/// A record of the bundle with the revisions that travel.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    pub(super) record: RecordRef,
    pub(super) title: String,
    pub(super) revisions: Vec<RevisionHash>,
    pub(super) why: Why,
    /// The day of its publication.
    pub(super) published_on: Option<String>,
    /// When it was last written, milliseconds since 1970-01-01 UTC.
    pub(super) updated_ms: u64,
}

/// All that leaves.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) records: Vec<Packed>,
    pub(super) files: Vec<LeavingFile>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) unpublished: Vec<String>,
}

/// Looks records up and decides what becomes of each.
pub(super) struct Gatherer<'v> {
    view: View<'v>,
    now_ms: u64,
    own: OrganisationId,
    publications: Publications<'v>,
    /// Drafts and changed sheets go as they stand: they will be published first.
    publishing: bool,
    gathered: Gathered,
    seen: BTreeSet<RecordKey>,
    owners: BTreeSet<OrganisationId>,
    programmes: BTreeSet<String>,
    withdrawals: Vec<RecordId>,
}

impl<'v> Gatherer<'v> {
    pub(super) fn new(view: View<'v>, own: OrganisationId, now_ms: u64, publishing: bool) -> Self {
        Self {
            view,
            now_ms,
            own,
            publications: Publications::new(view, own, now_ms),
            publishing,
            gathered: Gathered::default(),
            seen: BTreeSet::new(),
            owners: BTreeSet::from([own]),
            programmes: BTreeSet::new(),
            withdrawals: Vec::new(),
        }
    }

    pub(super) fn gather(mut self, selection: &Selection) -> Result<Gathered, OpError> {
        match selection {
            Selection::Records(ids) => {
                for id in ids {
                    let record = crate::record::find(&self.view, id)?;
                    let entry = self
                        .view
                        .entry(record.rec)?
                        .ok_or_else(|| OpError::NotFound(id.clone()))?;
                    self.choose(record, &entry)?;
                }
            }
            Selection::Kind(kind) => self.choose_kind(kind)?,
            Selection::All => {
                let kinds = schema::KINDS
                    .iter()
                    .filter(|kind| !kind.system && kind.class == SharingClass::Shareable);
                kinds
                    .into_iter()
                    .try_for_each(|kind| self.choose_kind(kind.name))?;
            }
        }
        self.take_along()?;
        // Revocations first: who reads in order knows at once what no longer counts.
        self.gathered.records.sort_by(|a, b| {
            let place = |packed: &Packed| {
                let kind = packed.record.kind.clone();
                (kind != REVOCATION, packed.why == Why::ComesAlong, kind)
            };
            (place(a), &a.record.key).cmp(&(place(b), &b.record.key))
        });
        Ok(self.gathered)
    }

    fn choose_kind(&mut self, kind: &str) -> Result<(), OpError> {
        self.publications.read_all()?;
        for entry in self.view.own(kind)? {
            self.choose(entry.record(), &entry)?;
        }
        self.gathered.left_out.sort_by(|a, b| a.what.cmp(&b.what));
        Ok(())
    }

    fn leave_out(&mut self, entry: &Entry, why: Reason) {
        self.gathered.left_out.push(LeftOut {
            what: entry.title.clone(),
            why,
        });
    }

    /// Decides on one record.
    fn choose(&mut self, record: RecordRef, entry: &Entry) -> Result<(), OpError> {
        let shareable = self.is_shareable(&record)?;
        let stays = match record.trust {
            _ if !shareable => Some(Reason::Internal),
            _ if entry.sample => Some(Reason::Sample),
            _ if entry.trashed => Some(Reason::Trashed),
            Trust::Unknown | Trust::Refused => Some(Reason::NotAccepted),
            Trust::Reference => Some(Reason::Internal),
            _ => None,
        };
        if let Some(why) = stays {
            self.leave_out(entry, why);
            return Ok(());
        }
        let heads = self.view.signed_heads(record.rec)?;
        let revisions: Vec<RevisionHash> = heads.iter().map(|(revision, _)| *revision).collect();
        if record.trust != Trust::Own {
            if heads.iter().any(|(_, as_signed)| !as_signed) {
                self.leave_out(entry, Reason::Erased);
                return Ok(());
            }
            self.owners.insert(record.key.owner);
            return self.pack(record, entry, revisions, Why::Chosen, None, true);
        }
        let published = self.published(&record, &heads)?;
        if self.publishing && revisions.len() == 1 {
            if !matches!(&published, Published::At(revision, _) if *revision == revisions[0]) {
                self.gathered.unpublished.push(record.key.id.to_string());
            }
            return self.pack(record, entry, revisions, Why::Chosen, None, true);
        }
        match published {
            Published::At(revision, day) => {
                let current = revisions == [revision];
                self.pack(
                    record,
                    entry,
                    vec![revision],
                    Why::Chosen,
                    Some(day),
                    current,
                )
            }
            Published::Withdrawn => {
                self.withdrawals.push(record.key.id);
                self.leave_out(entry, Reason::Withdrawn);
                Ok(())
            }
            Published::Never => {
                self.gathered.unpublished.push(record.key.id.to_string());
                self.leave_out(entry, Reason::Draft);
                Ok(())
            }
        }
    }

    /// Whether its kind may leave. What another organisation signed as shareable is passed on by a program that does not know its
    /// kind; of ours, only what is known leaves.
    fn is_shareable(&self, record: &RecordRef) -> Result<bool, OpError> {
        if let Some(kind) = schema::kind(&record.kind) {
            return Ok(kind.class == SharingClass::Shareable && !kind.system);
        }
        if record.trust == Trust::Own {
            return Ok(false);
        }
        for revision in self.view.head_hashes(record.rec)? {
            let envelope = self.view.envelope(revision)?;
            let body = envelope.and_then(|envelope| Body::parse(&envelope.body).ok());
            if body.is_none_or(|body| body.class != SharingClass::Shareable.as_str()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What of a record of ours is published. What was erased from is no longer as it was signed: it waits to be published anew.
    fn published(
        &self,
        record: &RecordRef,
        heads: &[(RevisionHash, bool)],
    ) -> Result<Published, OpError> {
        let published = self.publications.of(&record.key.id)?;
        let Published::At(revision, _) = &published else {
            return Ok(published);
        };
        let as_signed = match heads.iter().find(|(head, _)| head == revision) {
            Some((_, as_signed)) => *as_signed,
            None => !self.view.is_erased(*revision)?,
        };
        Ok(if as_signed {
            published
        } else {
            Published::Never
        })
    }

    fn pack(
        &mut self,
        record: RecordRef,
        entry: &Entry,
        revisions: Vec<RevisionHash>,
        why: Why,
        published_on: Option<String>,
        current: bool,
    ) -> Result<(), OpError> {
        if revisions.is_empty() || !self.seen.insert(record.key.clone()) {
            return Ok(());
        }
        self.programmes.extend(entry.programme.clone());
        if entry.files > 0 || !current {
            for revision in &revisions {
                self.take_files(&record, &entry.title, *revision)?;
            }
        }
        self.gathered.records.push(Packed {
            record,
            title: entry.title.clone(),
            revisions,
            why,
            published_on,
            updated_ms: entry.updated_ms,
        });
        Ok(())
    }

    /// The files that a revision names.
    fn take_files(
        &mut self,
        record: &RecordRef,
        title: &str,
        revision: RevisionHash,
    ) -> Result<(), OpError> {
        for (_, file) in files(&leaves_at(&self.view, revision, self.now_ms)?) {
            let text = |name: &str| {
                file.member(name)
                    .and_then(Value::as_text)
                    .unwrap_or_default()
                    .to_owned()
            };
            let Ok(hash) = text("sha256").parse::<BlobHash>() else {
                continue;
            };
            match self.view.attachment(hash)? {
                Some(size) => self.gathered.files.push(LeavingFile {
                    name: text("name"),
                    size,
                    record: record.key.id.to_string(),
                    hash,
                    media_type: text("media_type"),
                }),
                None => {
                    let what = format!("{title} : {}", text("name"));
                    self.gathered.left_out.push(LeftOut {
                        what,
                        why: Reason::MissingFile,
                    });
                }
            }
        }
        Ok(())
    }

    /// Cards of the organisations, withdrawals, programmes of ours or of others. That something is published needs no word:
    /// its revision is there.
    fn take_along(&mut self) -> Result<(), OpError> {
        for id in std::mem::take(&mut self.withdrawals) {
            self.along(&RecordKey {
                owner: self.own,
                id: publication_id(&id),
            })?;
        }
        for owner in self.owners.clone() {
            if let Ok(id) = RecordId::new(owner.to_string()) {
                self.along(&RecordKey { owner, id })?;
            }
        }
        for owner in self.owners.clone() {
            self.take_revocations(owner)?;
        }
        for programme in std::mem::take(&mut self.programmes) {
            for owner in self.owners.clone() {
                if let Ok(id) = RecordId::new(programme.clone()) {
                    self.along(&RecordKey { owner, id })?;
                }
            }
        }
        Ok(())
    }

    /// The desktops that an organisation has revoked; that holds whichever desktop wrote it down.
    fn take_revocations(&mut self, owner: OrganisationId) -> Result<(), OpError> {
        let title = schema::kind(REVOCATION).map_or("", |kind| kind.label.fr);
        for (record, revisions) in self.view.revocation_records(owner)? {
            if self.seen.insert(record.key.clone()) {
                self.gathered.records.push(Packed {
                    record,
                    title: title.to_owned(),
                    revisions,
                    why: Why::ComesAlong,
                    published_on: None,
                    updated_ms: 0,
                });
            }
        }
        Ok(())
    }

    fn along(&mut self, key: &RecordKey) -> Result<(), OpError> {
        let Some(record) = self.view.record(key)? else {
            return Ok(());
        };
        let Some(entry) = self.view.entry(record.rec)? else {
            return Ok(());
        };
        let revisions = self.view.head_hashes(record.rec)?;
        self.pack(record, &entry, revisions, Why::ComesAlong, None, true)
    }
}

/// The leaves that a revision shows.
pub(super) fn leaves_at(
    view: &View<'_>,
    revision: RevisionHash,
    now_ms: u64,
) -> Result<Leaves, OpError> {
    let missing = || OpError::NotFound(revision.to_string());
    let envelope = view.envelope(revision)?.ok_or_else(missing)?;
    let body = Body::parse(&envelope.body).map_err(|_| missing())?;
    Ok(body.state.displayed(now_ms))
}

fn files(leaves: &Leaves) -> impl Iterator<Item = (&Path, &Value)> {
    leaves
        .iter()
        .filter(|(path, _)| path.is_under("attachments") && path.as_str().ends_with("/file"))
}

/// Files once each, whatever the number of records that name them.
pub(super) fn distinct(files: &[LeavingFile]) -> BTreeMap<BlobHash, &LeavingFile> {
    files.iter().map(|file| (file.hash, file)).collect()
}
