//! One door for writing: a transaction that seals revisions, notes how to undo them and says what changed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use essaim_model::document::Change;
use essaim_model::{Leaves, Path, RecordId, Value, schema};
use essaim_revision::question::ask_again;
use essaim_revision::{Body, Clock, Conflict, Stamp, State, body::MAX_BODY, certificate::seal};
use essaim_store::{Prepared, RecordKey, RecordRef, Source, Trust, Tx, View};

use crate::OpError;
use crate::tags::Tag;
use crate::undo::{RecordChange, Undo};
use crate::workspace::{Identity, Workspace};

/// The operations people can undo. The list is closed: each has a label in both languages and a test of its undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Records were created.
    RecordsAdded,
    /// A record was written.
    RecordWritten,
    /// A record went to the trash.
    RecordTrashed,
    /// A record came back from the trash.
    RecordRestored,
    /// The starter content was loaded.
    StarterLoaded,
    /// A file was attached.
    FileAttached,
    /// A record was published.
    RecordPublished,
    /// A record was withdrawn.
    RecordWithdrawn,
    /// A solution became a project.
    SolutionAdopted,
    /// A solution was adapted into one of ours.
    SolutionAdapted,
    /// A project became a solution.
    ProjectCapitalised,
    /// A bundle was imported.
    BundleImported,
    /// An import was taken back.
    ImportDecided,
    /// An import that was taken back counts again.
    ImportRestored,
    /// A sender was accepted or refused.
    SenderDecided,
    /// Name or service changed.
    AgentChanged,
    /// A conflict was settled.
    ConflictResolved,
    /// Parts of the source of an adaptation were taken over.
    SourceTaken,
    /// The changes of a source were seen.
    SourceSeen,
    /// The bundles of a folder were imported.
    FolderImported,
    /// A report was drawn up from a project.
    ReportMade,
    /// Feedback was given, or an adoption told.
    FeedbackGiven,
}

impl Op {
    /// All of them.
    pub const ALL: [Op; 22] = [
        Op::RecordsAdded,
        Op::RecordWritten,
        Op::RecordTrashed,
        Op::RecordRestored,
        Op::StarterLoaded,
        Op::FileAttached,
        Op::RecordPublished,
        Op::RecordWithdrawn,
        Op::SolutionAdopted,
        Op::SolutionAdapted,
        Op::ProjectCapitalised,
        Op::BundleImported,
        Op::ImportDecided,
        Op::ImportRestored,
        Op::SenderDecided,
        Op::AgentChanged,
        Op::ConflictResolved,
        Op::SourceTaken,
        Op::SourceSeen,
        Op::FolderImported,
        Op::ReportMade,
        Op::FeedbackGiven,
    ];

    /// Its name in the database and on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Op::RecordsAdded => "records_added",
            Op::RecordWritten => "record_written",
            Op::RecordTrashed => "record_trashed",
            Op::RecordRestored => "record_restored",
            Op::StarterLoaded => "starter_loaded",
            Op::FileAttached => "file_attached",
            Op::RecordPublished => "record_published",
            Op::RecordWithdrawn => "record_withdrawn",
            Op::SolutionAdopted => "solution_adopted",
            Op::SolutionAdapted => "solution_adapted",
            Op::ProjectCapitalised => "project_capitalised",
            Op::BundleImported => "bundle_imported",
            Op::ImportDecided => "import_decided",
            Op::ImportRestored => "import_restored",
            Op::SenderDecided => "sender_decided",
            Op::AgentChanged => "agent_changed",
            Op::ConflictResolved => "conflict_resolved",
            Op::SourceTaken => "source_taken",
            Op::SourceSeen => "source_seen",
            Op::FolderImported => "folder_imported",
            Op::ReportMade => "report_made",
            Op::FeedbackGiven => "feedback_given",
        }
    }
}

/// What a use case that writes gives back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutation<T> {
    /// Its result.
    pub value: T,
    /// What changed.
    pub tags: Vec<Tag>,
    /// The operation, when something was written that can be undone.
    pub operation: Option<i64>,
}

/// A transaction under way: seals what is written and remembers how to take it back.
pub(crate) struct Session<'s> {
    pub(crate) tx: &'s Tx<'s>,
    pub(crate) workspace: &'s Workspace,
    identity: &'s Identity,
    clock: Clock,
    undo: Undo,
    tags: BTreeSet<Tag>,
}

impl Workspace {
    /// Runs one operation: one transaction, one undo step. The title says what it was about, for the undo menu.
    pub(crate) fn transact<T>(
        &self,
        op: Op,
        work: impl FnOnce(&mut Session<'_>) -> Result<(T, String), OpError>,
    ) -> Result<Mutation<T>, OpError> {
        self.transact_with(|session| {
            let (value, title) = work(session)?;
            let operation = if session.undo.is_empty() {
                None
            } else {
                Some(
                    session
                        .tx
                        .add_operation(op.code(), &title, &session.undo.to_json())?,
                )
            };
            Ok((value, operation))
        })
    }

    /// Runs a part of something larger: how it is taken back goes into `batch`, to be one step with the rest. Without one, it
    /// is a step of its own.
    pub(crate) fn transact_step<T>(
        &self,
        op: Op,
        batch: Option<&mut Undo>,
        work: impl FnOnce(&mut Session<'_>) -> Result<(T, String), OpError>,
    ) -> Result<Mutation<T>, OpError> {
        let Some(batch) = batch else {
            return self.transact(op, work);
        };
        let done = self.transact_with(|session| {
            let (value, _) = work(session)?;
            Ok(((value, session.take_undo()), None))
        })?;
        let (value, undo) = done.value;
        batch.append(undo);
        Ok(Mutation {
            value,
            tags: done.tags,
            operation: None,
        })
    }

    /// Runs a transaction whose place in the list of operations the caller decides.
    pub(crate) fn transact_with<T>(
        &self,
        work: impl FnOnce(&mut Session<'_>) -> Result<(T, Option<i64>), OpError>,
    ) -> Result<Mutation<T>, OpError> {
        let identity = self.identity()?;
        let now_ms = self.machine().clock.now_ms();
        self.writer().transaction(now_ms, |tx| {
            if tx
                .view()
                .is_revoked_desktop(identity.organisation, identity.device)?
            {
                return Err(OpError::Revoked);
            }
            let clock = tx.view().last_clock(identity.device)?;
            let mut session = Session {
                tx,
                workspace: self,
                identity: &identity,
                clock,
                undo: Undo::default(),
                tags: BTreeSet::new(),
            };
            let (value, operation) = work(&mut session)?;
            Ok(Mutation {
                value,
                tags: session.tags.into_iter().collect(),
                operation,
            })
        })
    }
}

impl Session<'_> {
    pub(crate) fn view(&self) -> View<'_> {
        self.tx.view()
    }

    pub(crate) fn key(&self, id: RecordId) -> RecordKey {
        RecordKey {
            owner: self.identity.organisation,
            id,
        }
    }

    pub(crate) fn tag(&mut self, tag: Tag) {
        self.tags.insert(tag);
    }

    pub(crate) fn take_undo(&mut self) -> Undo {
        std::mem::take(&mut self.undo)
    }

    pub(crate) fn restore_undo(&mut self, undo: Undo) {
        self.undo = undo;
    }

    /// Notes a change that is taken back through another record's leaf, as an import is.
    pub(crate) fn note(&mut self, change: RecordChange) {
        self.undo.push(change);
    }

    /// Creates a record of ours.
    pub(crate) fn create(
        &mut self,
        kind: &str,
        id: RecordId,
        leaves: Leaves,
    ) -> Result<RecordKey, OpError> {
        let key = self.key(id);
        if self.view().record(&key)?.is_some() {
            return Err(OpError::AlreadyThere(key.id.to_string()));
        }
        let changes: Vec<Change> = leaves
            .into_iter()
            .map(|(path, value)| Change::Set(path, value))
            .collect();
        self.seal(kind, &key, &State::default(), &changes)?;
        self.undo.push(RecordChange::created(&key.id));
        Ok(key)
    }

    /// Writes changes to a record of ours. No changes: no revision.
    pub(crate) fn write(&mut self, record: &RecordRef, changes: &[Change]) -> Result<(), OpError> {
        if record.trust != Trust::Own {
            return Err(OpError::NotOurs(record.key.id.to_string()));
        }
        if changes.is_empty() {
            return Ok(());
        }
        let now_ms = self.tx_now();
        let (state, open) = self
            .view()
            .standing(record.rec, now_ms)?
            .unwrap_or_default();
        let changes = keep_asking(changes, &open, &state, now_ms);
        let before = state.displayed(now_ms);
        let after = self.seal(&record.kind, &record.key, &state, &changes)?;
        let change = RecordChange::between(&record.key.id, &before, &after);
        self.undo.push(change.with_settled(&open, &changes, &after));
        Ok(())
    }

    /// Seals in one revision what several desktops wrote of a record of ours. Nothing people see changes.
    pub(crate) fn merge(&mut self, record: &RecordRef) -> Result<(), OpError> {
        let state = self.view().state(record.rec)?.unwrap_or_default();
        self.seal(&record.kind, &record.key, &state, &[])?;
        Ok(())
    }

    /// Creates the record of ours with that id, or writes the leaves that differ and takes it out of the trash.
    pub(crate) fn put(&mut self, kind: &str, id: RecordId, leaves: Leaves) -> Result<(), OpError> {
        let key = self.key(id);
        let Some(record) = self.view().record(&key)? else {
            return self.create(kind, key.id, leaves).map(|_| ());
        };
        let current = self
            .view()
            .state(record.rec)?
            .unwrap_or_default()
            .displayed(self.tx_now());
        let mut changes: Vec<Change> = leaves
            .into_iter()
            .filter(|(path, value)| current.get(path) != Some(value))
            .map(|(path, value)| Change::Set(path, value))
            .collect();
        if current.get("trashed").is_some_and(Value::is_true) {
            changes.extend(Path::new("trashed").map(|path| Change::Set(path, Value::Flag(false))));
        }
        self.write(&record, &changes)
    }

    pub(crate) fn tx_now(&self) -> u64 {
        self.workspace.machine().clock.now_ms()
    }

    /// One revision more: signed, stored, derived.
    fn seal(
        &mut self,
        kind: &str,
        key: &RecordKey,
        state: &State,
        changes: &[Change],
    ) -> Result<Leaves, OpError> {
        self.clock = Clock::after(self.clock, self.tx_now());
        let stamp = Stamp {
            device: self.identity.device,
            n: self.workspace.next_number(self.tx, self.identity)?,
        };
        let class = schema::kind(kind).map_or("internal", |kind| kind.class.as_str());
        let body = Body {
            kind: kind.to_owned(),
            record: key.id.clone(),
            owner: key.owner,
            class: class.to_owned(),
            device: stamp.device,
            n: stamp.n,
            clock: self.clock,
            state: state.apply(stamp, self.clock, changes),
        };
        let after = body.state.displayed(self.tx_now());
        let revision = seal(body, &self.identity.device_key);
        if revision.bytes.len() > MAX_BODY {
            return Err(OpError::TooLarge {
                bytes: revision.bytes.len(),
            });
        }
        self.tx
            .append(&Prepared::new(revision, self.tx_now())?, Source::Local)?;
        self.tags.insert(Tag::Records(kind.to_owned()));
        self.tags.insert(Tag::Record(key.id.to_string()));
        if let Some(parent) = after.get("project").and_then(Value::as_text) {
            self.tags.insert(Tag::Record(parent.to_owned()));
        }
        Ok(after)
    }
}

/// Two branches are about to become one. Whether the record is to stay in the trash was asked because of them: where the
/// write does not say, the question is written down, so that it stays.
fn keep_asking<'c>(
    changes: &'c [Change],
    open: &[Conflict],
    state: &State,
    now_ms: u64,
) -> Cow<'c, [Change]> {
    let says = |change: &Change| matches!(change, Change::Set(path, _) | Change::Drop(path) if path.as_str() == "trashed");
    let asked = open.iter().find(|one| one.path.as_str() == "trashed");
    let Some(asked) = asked.filter(|_| !changes.iter().any(says)) else {
        return Cow::Borrowed(changes);
    };
    let written_down = state.conflicts(now_ms);
    if written_down.iter().any(|one| one.path == asked.path) {
        return Cow::Borrowed(changes);
    }
    let displayed = asked.values[0].value.clone();
    let again = ask_again(&asked.path, displayed, &asked.values);
    Cow::Owned(changes.iter().cloned().chain(again).collect())
}

/// Leaves from names and texts, for the records that the program writes itself.
pub(crate) fn leaves<const N: usize>(named: [(&str, Value); N]) -> Leaves {
    named
        .into_iter()
        .filter_map(|(name, value)| Path::new(name).map(|path| (path, value)))
        .collect::<BTreeMap<_, _>>()
}
