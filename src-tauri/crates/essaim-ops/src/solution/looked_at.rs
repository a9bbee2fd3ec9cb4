//! Up to where a source was looked at: a decision of ours beside the record, so that saying « vu » changes no sheet.

use std::collections::BTreeMap;

use essaim_model::{Leaves, RecordId, RevisionHash, Value, document};
use essaim_revision::{Body, State};
use essaim_store::{RecordKey, RecordRef, View};

use super::origin::NOT_TAKEN;
use crate::transact::{Session, leaves};
use crate::{OpError, Tag};

const DECISION: &str = "source_decision";

/// The revisions of a source that were last looked at.
pub(super) struct LookedAt {
    /// Of the whole.
    pub(super) revisions: Vec<RevisionHash>,
    /// Of the parts that were taken over since, by their names.
    taken: BTreeMap<String, Vec<RevisionHash>>,
}

impl LookedAt {
    /// All of it was looked at in these revisions.
    pub(super) fn all(revisions: Vec<RevisionHash>) -> Self {
        Self {
            revisions,
            taken: BTreeMap::new(),
        }
    }

    /// These parts were looked at in later revisions, the rest was not.
    pub(super) fn taking(mut self, parts: &[String], revisions: &[RevisionHash]) -> Self {
        let taken = parts.iter().map(|part| (part.clone(), revisions.to_vec()));
        self.taken.extend(taken);
        self
    }

    /// What was decided of the source of a record, when something was.
    pub(super) fn read(
        view: &View<'_>,
        record: &RecordKey,
        now_ms: u64,
    ) -> Result<Option<Self>, OpError> {
        let decisions = view.children(record, DECISION)?;
        let Some(entry) = decisions.into_iter().find(|entry| !entry.trashed) else {
            return Ok(None);
        };
        let leaves = view.state(entry.rec)?.unwrap_or_default().displayed(now_ms);
        let text = |name: &str| {
            let text = leaves.get(name).and_then(Value::as_text);
            text.unwrap_or_default()
        };
        let lines = text("taken").lines();
        let part = |line: &str| {
            let (name, revisions) = line.split_once(' ')?;
            Some((name.to_owned(), hashes(revisions)))
        };
        let read = Self {
            revisions: hashes(text("revision")),
            taken: lines.filter_map(part).collect(),
        };
        Ok(Some(read).filter(|read| !read.revisions.is_empty()))
    }

    /// Notes it. Gives the record's title.
    pub(super) fn note(
        &self,
        session: &mut Session<'_>,
        record: &RecordRef,
    ) -> Result<String, OpError> {
        let id = record.key.id.as_str();
        let parts = self.taken.iter();
        let parts = parts.map(|(name, revisions)| format!("{name} {}", texts(revisions)));
        let today = session.workspace.machine().clock.today();
        let named = leaves([
            ("record", id.into()),
            ("revision", texts(&self.revisions).into()),
            ("taken", parts.collect::<Vec<_>>().join("\n").into()),
            ("date", today.into()),
        ]);
        let key = format!("src-{id}");
        let key = RecordId::new(key.clone())
            .or_else(|_| RecordId::new(format!("src-{}", document::text_key(id))))
            .map_err(|_| OpError::NotFound(key))?;
        session.put(DECISION, key, named)?;
        session.tag(Tag::Record(id.to_owned()));
        session.tag(Tag::Records(record.kind.clone()));
        let entry = session.view().entry(record.rec)?;
        Ok(entry.map(|entry| entry.title).unwrap_or_default())
    }

    /// What the source said then; `None` when that is not here.
    pub(super) fn leaves(&self, view: &View<'_>, now_ms: u64) -> Result<Option<Leaves>, OpError> {
        let Some(mut leaves) = said(view, &self.revisions, now_ms)? else {
            return Ok(None);
        };
        for (part, revisions) in &self.taken {
            if let Some(mut later) = said(view, revisions, now_ms)? {
                leaves.retain(|path, _| !path.is_under(part));
                later.retain(|path, _| path.is_under(part));
                leaves.extend(later);
            }
        }
        Ok(Some(leaves))
    }
}

fn hashes(text: &str) -> Vec<RevisionHash> {
    let each = text.split(' ');
    each.filter_map(|hash| hash.parse().ok()).collect()
}

fn texts(revisions: &[RevisionHash]) -> String {
    let each = revisions.iter().map(ToString::to_string);
    each.collect::<Vec<_>>().join(" ")
}

/// What these revisions say together; `None` when one of them is not here.
fn said(
    view: &View<'_>,
    revisions: &[RevisionHash],
    now_ms: u64,
) -> Result<Option<Leaves>, OpError> {
    let mut joined = State::default();
    for hash in revisions {
        let Some(envelope) = view.envelope(*hash)? else {
            return Ok(None);
        };
        let Ok(body) = Body::parse(&envelope.body) else {
            return Ok(None);
        };
        joined = joined.join(&body.state);
    }
    let there = !revisions.is_empty();
    Ok(there.then(|| leaving_out(joined.displayed(now_ms))))
}

/// Without what an adaptation never takes over.
pub(super) fn leaving_out(mut leaves: Leaves) -> Leaves {
    leaves.retain(|path, _| {
        !NOT_TAKEN.iter().any(|name| path.is_under(name)) && !path.is_under("adapted_from")
    });
    let deleted: Vec<String> = leaves
        .keys()
        .filter_map(|path| path.tombstone_of().map(str::to_owned))
        .collect();
    leaves.retain(|path, _| !deleted.iter().any(|item| path.is_under(item)));
    leaves
}
