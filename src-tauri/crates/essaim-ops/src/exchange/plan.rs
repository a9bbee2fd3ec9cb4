//! The plan: every revision is verified and classed against what is here, by title. Nothing is written.

use std::collections::{BTreeMap, HashMap};

use essaim_bundle::read::{Found, Part};
use essaim_bundle::{BundleReader, Limits, Refusal, in_order, worker_threads};
use essaim_model::schema::{self, SharingClass};
use essaim_model::{OrganisationId, RevisionHash};
use essaim_revision::Envelope;
use essaim_store::{Appended, Counting, Prepared, RecordKey, View};

use super::authors::{Cards, authors};
use super::carrier::Arrival;
use super::incoming::is_unreadable;
use super::revoked::Revoked;
use super::{Incoming, Plan, PlanEntry, Progress};
use crate::{OpError, Workspace, record};

/// Above this number of updates, the plan tells titles only.
const MOST_CHANGES: usize = 500;

/// A revision of a bundle, as far as it can be judged without the database.
pub(super) enum Checked {
    /// These very bytes are here already, and count.
    Known(RevisionHash, Counting),
    /// It holds.
    Holds(Box<Prepared>),
    /// It does not.
    Refused(Refusal),
}

impl Workspace {
    /// What importing a file would do.
    ///
    /// # Errors
    /// The file as a whole is refused, or cannot be read.
    pub fn plan<'f>(
        &self,
        file: impl Into<Arrival<'f>>,
        limits: &Limits,
        progress: &dyn Progress,
    ) -> Result<Incoming, OpError> {
        let arrival = file.into();
        let opened = self.open_incoming(arrival, limits, progress)?;
        let mut incoming = self.describe(arrival, &opened, progress)?;
        let own = self.organisation()?;
        let store = self.reader().reader()?;
        store.hold()?;
        let view = store.view();
        let mut planner = Planner {
            view,
            now_ms: self.machine().clock.now_ms(),
            plan: Plan::default(),
            seen: BTreeMap::new(),
            cards: Cards::default(),
            revoked: Revoked::of(&opened.reader),
        };
        let known = known_heads(&view, &opened.reader)?;
        each_revision(
            &opened.reader,
            own,
            &known,
            planner.now_ms,
            progress,
            |checked| planner.take(checked),
        )?;
        planner.plan.refused.extend(opened.reader.missing());
        planner.plan.missing_attachments = still_missing(&view, &opened.reader)?;
        let (whole, refused) = new_attachments(&view, &opened.reader, progress)?;
        planner.plan.attachments = whole;
        planner.plan.refused.splice(0..0, refused);
        let owner_of = |revision| Ok(known.get(&revision).map(|counting| counting.owner));
        add_known(&mut planner.plan, opened.reader.manifest(), owner_of)?;
        opened.is_as_it_was()?;
        let people = (incoming.sender.id, own);
        incoming.authors = authors(&view, &planner.plan, &planner.cards, people, planner.now_ms)?;
        incoming.plan = planner.plan;
        Ok(incoming)
    }
}

/// The attachments that follow in another bundle and are not here yet: name and size in bytes.
pub(super) fn still_missing(
    view: &View<'_>,
    reader: &BundleReader<std::fs::File>,
) -> Result<Vec<(String, u64)>, OpError> {
    let mut missing = Vec::new();
    for file in &reader.manifest().attachments_to_follow {
        if view.attachment(file.sha256)?.is_none() {
            missing.push((file.name.clone(), file.size));
        }
    }
    Ok(missing)
}

/// How many attachments a bundle brings that are not here yet, and those of them that are not what it says they are.
fn new_attachments(
    view: &View<'_>,
    reader: &BundleReader<std::fs::File>,
    progress: &dyn Progress,
) -> Result<(u32, Vec<Refusal>), OpError> {
    let mut new = Vec::new();
    for part in reader.attachment_parts() {
        if let Some(hash) = part.attachment()
            && view.attachment(hash)?.is_none()
        {
            new.push(part);
        }
    }
    let read = |part: &Part| {
        reader.stream(part, |_| match progress.is_cancelled() {
            true => Err(OpError::Cancelled),
            false => Ok(()),
        })
    };
    let (mut whole, mut refused) = (0, Vec::new());
    in_order(
        worker_threads(),
        new.into_iter().map(Ok),
        read,
        |read| match read {
            Ok(_) => {
                whole += 1;
                Ok(())
            }
            Err(OpError::Refused(refusal)) if !is_unreadable(&refusal) => {
                refused.push(refusal);
                Ok(())
            }
            Err(other) => Err(other),
        },
    )?;
    Ok((whole, refused))
}

/// Revisions that are here and count: they need not be verified again.
pub(super) type Known = HashMap<RevisionHash, Counting>;

/// Those among the newest revisions that the manifest announces.
pub(super) fn known_heads(
    view: &View<'_>,
    reader: &BundleReader<std::fs::File>,
) -> Result<Known, OpError> {
    let mut known = Known::new();
    let heads = reader.manifest().heads.iter();
    for revision in heads.flat_map(|head| &head.revisions) {
        if let Some(counting) = view.counting_revision(*revision)? {
            known.insert(*revision, counting);
        }
    }
    Ok(known)
}

/// Judges the revisions of one bundle, as far as that goes without the database.
struct Judge<'j> {
    reader: &'j BundleReader<std::fs::File>,
    own: OrganisationId,
    known: &'j Known,
    now_ms: u64,
    progress: &'j dyn Progress,
}

/// Reads, verifies and prepares every revision on several threads; `deliver` gets them in order on this one. Where all hold and
/// the bundle's id is not that of what it holds, that is refused at the end: it must not be taken for another one later.
pub(super) fn each_revision(
    reader: &BundleReader<std::fs::File>,
    own: OrganisationId,
    known: &Known,
    now_ms: u64,
    progress: &dyn Progress,
    mut deliver: impl FnMut(Checked) -> Result<(), OpError>,
) -> Result<(), OpError> {
    let judge = Judge {
        reader,
        own,
        known,
        now_ms,
        progress,
    };
    let total = u64::from(reader.manifest().counts.revisions);
    let (mut done, mut hashes, mut is_whole) = (0, Vec::new(), reader.missing().next().is_none());
    in_order(
        worker_threads(),
        reader.revision_parts().map(Ok::<_, OpError>),
        |part: &Part| judge.chunk(part),
        |checked| {
            for one in checked? {
                if progress.is_cancelled() {
                    return Err(OpError::Cancelled);
                }
                match &one {
                    Checked::Refused(_) => is_whole = false,
                    Checked::Known(hash, _) => hashes.push(*hash),
                    Checked::Holds(prepared) => hashes.push(prepared.hash),
                }
                match one {
                    Checked::Refused(refusal) if is_unreadable(&refusal) => {
                        return Err(refusal.into());
                    }
                    one => deliver(one)?,
                }
                done += 1;
                if done % 500 == 0 {
                    progress.report(done, total);
                }
            }
            Ok(())
        },
    )?;
    if is_whole && !reader.is_identified_by(&mut hashes) {
        deliver(Checked::Refused(reader.falsely_identified()))?;
    }
    Ok(())
}

impl Judge<'_> {
    /// Asks between two revisions whether to stop: those of a chunk take a good part of a second on an old machine.
    fn chunk(&self, part: &Part) -> Result<Vec<Checked>, OpError> {
        let found = if self.known.is_empty() {
            let all = self.reader.envelopes(part);
            all.map(|all| {
                all.into_iter()
                    .map(|one| one.map(Found::Unverified))
                    .collect()
            })
        } else {
            let known = |hash| Some((hash, *self.known.get(&hash)?));
            self.reader.envelopes_but(part, known)
        };
        let found: Vec<_> = match found {
            Ok(found) => found,
            Err(refusal) => return Ok(vec![Checked::Refused(refusal)]),
        };
        let judge = |(i, one)| {
            if self.progress.is_cancelled() {
                return Err(OpError::Cancelled);
            }
            Ok(match one {
                Ok(Found::Known((hash, counting))) => Checked::Known(hash, counting),
                Ok(Found::Unverified(envelope)) => {
                    self.revision(envelope, || format!("{}#{}", part.path(), i + 1))
                }
                Err(refusal) => Checked::Refused(refusal),
            })
        };
        found.into_iter().enumerate().map(judge).collect()
    }

    fn revision(&self, envelope: Envelope, what: impl Fn() -> String) -> Checked {
        let refused = |cause| {
            Checked::Refused(Refusal::Revision {
                what: what(),
                cause,
            })
        };
        let revision = match envelope.verify(self.reader.keyring()) {
            Ok(revision) => revision,
            Err(cause) => return refused(cause),
        };
        let shareable = revision.body.class == SharingClass::Shareable.as_str()
            && schema::kind(&revision.body.kind)
                .is_none_or(|kind| kind.class == SharingClass::Shareable);
        if !shareable && revision.body.owner != self.own {
            return refused(essaim_revision::Refusal::NotTheOwner);
        }
        match Prepared::new(revision, self.now_ms) {
            Ok(prepared) => Checked::Holds(Box::new(prepared)),
            Err(error) => Checked::Refused(Refusal::Unreadable {
                kind: std::io::ErrorKind::OutOfMemory,
                cause: error.to_string(),
            }),
        }
    }
}

/// Entries for the records whose heads, as the manifest announces them, are known: `owner_of` gives the owner of each.
pub(super) fn add_known(
    plan: &mut Plan,
    manifest: &essaim_bundle::Manifest,
    mut owner_of: impl FnMut(RevisionHash) -> Result<Option<OrganisationId>, OpError>,
) -> Result<(), OpError> {
    for head in manifest
        .heads
        .iter()
        .filter(|head| is_spoken_of(&head.kind))
    {
        let owners = head.revisions.iter().map(|revision| owner_of(*revision));
        let Some(owners) = owners.collect::<Result<Option<Vec<_>>, _>>()? else {
            continue;
        };
        plan.known.push(PlanEntry {
            owner: owners
                .first()
                .copied()
                .unwrap_or(manifest.sender.organisation),
            id: head.record.clone(),
            kind: head.kind.clone(),
            title: head.title.clone(),
            changes: Vec::new(),
        });
    }
    Ok(())
}

/// Cards and publications come along with every bundle; people are told of the rest.
pub(super) fn is_spoken_of(kind: &str) -> bool {
    schema::kind(kind).is_none_or(|kind| !kind.system)
}

/// Collects the plan.
struct Planner<'v> {
    view: View<'v>,
    now_ms: u64,
    plan: Plan,
    seen: BTreeMap<RecordKey, ()>,
    cards: Cards,
    revoked: Revoked,
}

impl Planner<'_> {
    fn take(&mut self, checked: Checked) -> Result<(), OpError> {
        let prepared = match checked {
            Checked::Known(..) => return Ok(()),
            Checked::Refused(refusal) => {
                self.plan.refused.push(refusal);
                return Ok(());
            }
            Checked::Holds(prepared) => prepared,
        };
        // What was to be forgotten is not shown again, not even as a change to come.
        let prepared = match self.view.stripped(&prepared, self.now_ms)? {
            Some(stripped) => Box::new(stripped),
            None => prepared,
        };
        self.cards.note(&prepared, self.now_ms)?;
        self.revoked.note(&prepared, &self.view)?;
        let class = match self.view.classify(&prepared)? {
            Appended::New | Appended::Updated | Appended::Diverged
                if self.revoked.covers(&prepared) =>
            {
                Appended::Revoked
            }
            class => class,
        };
        if !is_spoken_of(&prepared.kind) || self.seen.insert(prepared.key.clone(), ()).is_some() {
            return Ok(());
        }
        let mut entry = entry_of(&prepared);
        match class {
            Appended::New => self.plan.fresh.push(entry),
            Appended::Known => self.plan.known.push(entry),
            Appended::Updated => {
                if self.plan.updated.len() < MOST_CHANGES {
                    entry.changes = self.changes(&prepared)?;
                }
                self.plan.updated.push(entry);
            }
            Appended::Diverged | Appended::Aside => {
                entry.changes = self.changes(&prepared)?;
                self.plan.conflicts.push(entry);
            }
            Appended::Revoked => self.plan.revoked.push(entry),
            Appended::WrongKind => self.plan.refused.push(wrong_kind(&prepared)),
        }
        Ok(())
    }

    /// What would change, field by field.
    fn changes(&self, prepared: &Prepared) -> Result<Vec<record::HistoryChange>, OpError> {
        let Some(here) = self.view.record(&prepared.key)? else {
            return Ok(Vec::new());
        };
        let before = self.view.state(here.rec)?.unwrap_or_default();
        let after = before.join(&prepared.state()?);
        Ok(record::changes(
            &prepared.kind,
            &before.displayed(self.now_ms),
            &after.displayed(self.now_ms),
        ))
    }
}

pub(super) fn entry_of(prepared: &Prepared) -> PlanEntry {
    PlanEntry {
        owner: prepared.key.owner,
        id: prepared.key.id.clone(),
        kind: prepared.kind.clone(),
        title: prepared.title().to_owned(),
        changes: Vec::new(),
    }
}

pub(super) fn wrong_kind(prepared: &Prepared) -> Refusal {
    let body =
        essaim_revision::body::BodyError::Malformed("another kind than the record's".to_owned());
    Refusal::Revision {
        what: prepared.key.id.to_string(),
        cause: essaim_revision::Refusal::Unreadable(body),
    }
}
