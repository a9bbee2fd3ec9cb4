//! Publishing pins the revision that may leave; withdrawing takes it back with the next bundle.

use essaim_model::{RecordId, RevisionHash, schema};
use essaim_store::RecordRef;

use crate::error::ChoiceError;
use crate::record::own_record;
use crate::transact::{Mutation, Op, Session, leaves};
use crate::{OpError, Tag, Workspace};

impl Workspace {
    /// Pins the revision that is shown: it may leave from now on.
    ///
    /// # Errors
    /// It is a sample, of a kind that never leaves, has open conflicts or is not ours.
    pub fn publish(&self, id: &str) -> Result<Mutation<()>, OpError> {
        self.transact(Op::RecordPublished, |session| {
            Ok(((), publish_one(session, id)?))
        })
    }

    /// Takes a published record back: the next bundle says so.
    ///
    /// # Errors
    /// It was never published, or is not ours.
    pub fn withdraw(&self, id: &str) -> Result<Mutation<()>, OpError> {
        self.transact(Op::RecordWithdrawn, |session| {
            let record = own_record(session, id)?;
            let title = session
                .view()
                .entry(record.rec)?
                .map(|entry| entry.title)
                .unwrap_or_default();
            let publication = publication_id(&record.key.id);
            if session
                .view()
                .record(&session.key(publication.clone()))?
                .is_none()
            {
                return Err(OpError::NotPublished(title));
            }
            let today = session.workspace.machine().clock.today();
            session.put(
                "publication",
                publication,
                leaves([("state", "withdrawn".into()), ("date", today.into())]),
            )?;
            session.tag(Tag::Record(id.to_owned()));
            session.tag(Tag::Records(record.kind));
            Ok(((), title))
        })
    }
}

/// Publishes one record of ours; gives its title.
pub(crate) fn publish_one(session: &mut Session<'_>, id: &str) -> Result<String, OpError> {
    let record = own_record(session, id)?;
    let entry = session
        .view()
        .entry(record.rec)?
        .ok_or_else(|| OpError::NotFound(id.to_owned()))?;
    let kind = schema::kind(&record.kind)
        .filter(|kind| !kind.system && kind.class == schema::SharingClass::Shareable);
    if kind.is_none() {
        return Err(OpError::KindStays(record.kind));
    }
    if entry.sample {
        return Err(OpError::SampleStays(entry.title));
    }
    let head = only_head(session, &record, &entry.title)?;
    let today = session.workspace.machine().clock.today();
    let pinned = leaves([
        ("record", record.key.id.as_str().into()),
        ("revision", head.to_string().into()),
        ("state", "published".into()),
        ("date", today.into()),
    ]);
    session.put("publication", publication_id(&record.key.id), pinned)?;
    session.tag(Tag::Record(id.to_owned()));
    session.tag(Tag::Records(record.kind));
    Ok(entry.title)
}

/// The one revision that says all. What several desktops wrote becomes one first; what waits for a choice is refused.
fn only_head(
    session: &mut Session<'_>,
    record: &RecordRef,
    title: &str,
) -> Result<RevisionHash, OpError> {
    let now_ms = session.tx_now();
    let standing = session.view().standing(record.rec, now_ms)?;
    if standing.is_some_and(|(_, open)| !open.is_empty()) {
        return Err(ChoiceError::Undecided(title.to_owned()).into());
    }
    if session.view().heads(record.rec)?.len() > 1 {
        session.merge(record)?;
    }
    let heads = session.view().head_hashes(record.rec)?.into_iter();
    heads
        .last()
        .ok_or_else(|| OpError::NotPublished(title.to_owned()))
}

/// The id of the publication of a record: always the same, so that two desktops that publish it write one record.
pub(crate) fn publication_id(record: &RecordId) -> RecordId {
    let readable = RecordId::new(format!("pub-{record}"));
    readable
        .or_else(|_| {
            RecordId::new(format!(
                "pub-{}",
                essaim_model::document::text_key(record.as_str())
            ))
        })
        .unwrap_or_else(|_| record.clone())
}
