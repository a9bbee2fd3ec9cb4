//! Deciding on a sender: accepted, verified by words, refused. Each is a record of ours; undo takes it back.

use essaim_model::{BlobHash, Leaves, OrganisationId, RecordId};
use essaim_revision::Line;
use essaim_revision::words::{are_spoken, words};
use essaim_store::{RecordKey, View};

use super::name;
use crate::record::text;
use crate::transact::{Mutation, Op, Session, leaves};
use crate::{OpError, Tag, Workspace};

const DECISION: &str = "sender_decision";

impl Workspace {
    /// Accepts a sender: its content leaves quarantine. That is not a verification.
    ///
    /// # Errors
    /// It is not known here, or the workspace cannot be written.
    pub fn accept_sender(&self, id: OrganisationId) -> Result<Mutation<()>, OpError> {
        self.other(id)?;
        self.transact(Op::SenderDecided, |session| {
            Ok(((), decide(session, id, "accepted")?))
        })
    }

    /// Refuses a sender: its content stays, or goes back, apart.
    ///
    /// # Errors
    /// It is not known here, or the workspace cannot be written.
    pub fn refuse_sender(&self, id: OrganisationId) -> Result<Mutation<()>, OpError> {
        self.other(id)?;
        self.transact(Op::SenderDecided, |session| {
            Ok(((), decide(session, id, "refused")?))
        })
    }

    /// Verifies a sender by the six words that it read out: from now on its root key is pinned.
    ///
    /// # Errors
    /// The words are not those of its key, it has two keys that claim to be the next one, it is not known here, or the
    /// workspace cannot be written.
    pub fn verify_sender(&self, id: OrganisationId, heard: &str) -> Result<Mutation<()>, OpError> {
        let line = self.other(id)?;
        if !line.is_straight {
            return Err(OpError::KeyForked(name(self, id)?));
        }
        let root = line.last();
        if !are_spoken(&words(&root), heard) {
            return Err(OpError::WordsDiffer(name(self, id)?));
        }
        self.transact(Op::SenderDecided, |session| {
            let now = session.view().line(id)?;
            if now.is_none_or(|line| !line.is_straight || line.last() != root) {
                return Err(OpError::PlanIsOld);
            }
            let pinned = BlobHash(root.to_bytes()).to_string();
            let decision = leaves([("state", "verified".into()), ("root", pinned.into())]);
            Ok(((), write(session, id, decision)?))
        })
    }

    /// The root keys of another organisation that is known here.
    fn other(&self, id: OrganisationId) -> Result<Line, OpError> {
        match id == self.organisation()? {
            true => Err(OpError::NotFound(id.to_string())),
            false => self.line(id),
        }
    }
}

/// Writes the decision on a sender; gives its name.
pub(crate) fn decide(
    session: &mut Session<'_>,
    id: OrganisationId,
    state: &str,
) -> Result<String, OpError> {
    write(session, id, leaves([("state", state.into())]))
}

fn write(
    session: &mut Session<'_>,
    id: OrganisationId,
    mut decision: Leaves,
) -> Result<String, OpError> {
    let record = RecordId::new(id.to_string()).map_err(|_| OpError::NotFound(id.to_string()))?;
    let today = session.workspace.machine().clock.today();
    decision.extend(leaves([
        ("organisation", id.to_string().into()),
        ("date", today.into()),
    ]));
    // Our own card has our organisation's id; decisions are about others, so the two never meet.
    session.put(DECISION, record, decision)?;
    for kind in ["solution", "programme", "project"] {
        session.tag(Tag::Records(kind.to_owned()));
    }
    session.tag(Tag::Senders);
    session.tag(Tag::Exchanges);
    let leaves = super::card_leaves(&session.view(), id, session.tx_now())?;
    Ok(text(&leaves, "title").unwrap_or_default())
}

/// The day of our decision on a sender, while there is one.
pub(super) fn day(
    view: &View<'_>,
    id: OrganisationId,
    now_ms: u64,
) -> Result<Option<String>, OpError> {
    let (Some(owner), Ok(record)) = (view.meta("organisation")?, RecordId::new(id.to_string()))
    else {
        return Ok(None);
    };
    let Ok(owner) = owner.parse() else {
        return Ok(None);
    };
    let key = RecordKey { owner, id: record };
    let Some(record) = view.record(&key)?.filter(|one| one.kind == DECISION) else {
        return Ok(None);
    };
    let leaves = crate::record::leaves_of(view, &record, now_ms)?;
    let trashed = leaves
        .get("trashed")
        .is_some_and(essaim_model::Value::is_true);
    Ok(text(&leaves, "date").filter(|_| !trashed))
}
