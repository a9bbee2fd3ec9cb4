//! Settles questions: what a person chose is written by one who has seen all sides, as one step that can be undone.

use essaim_model::document::{self, Change};
use essaim_model::{DeviceId, Leaves, Path, Value, schema};
use essaim_revision::{Conflict, Stamp};
use essaim_store::RecordRef;
use serde_json::Value as Json;

use super::question::{Asked, Both, asked, both};
use super::write::own_record;
use crate::error::ChoiceError;
use crate::transact::{Mutation, Op, Session};
use crate::{OpError, Workspace};

/// What a person wants of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// What this write says.
    Side(Stamp),
    /// What the last write of this desktop says.
    SideOf(DeviceId),
    /// All of them.
    Both,
    /// Another value.
    Write(Json),
    /// What one deleted and another wrote stays.
    Keep,
    /// It goes.
    Delete,
}

/// A choice at one leaf.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The leaf.
    pub path: String,
    /// What.
    pub choice: Choice,
    /// The writes that the person saw, where it is known: when others stand there now, nothing is chosen.
    pub seen: Option<Vec<Stamp>>,
}

impl Workspace {
    /// Settles questions of a record of ours, all in one operation.
    ///
    /// # Errors
    /// There is no such question or side, what stands there is not what the person saw, the value is not one of that
    /// field, or the record is not ours. Nothing is chosen then.
    pub fn settle(&self, id: &str, decisions: &[Decision]) -> Result<Mutation<()>, OpError> {
        self.transact(Op::ConflictResolved, |session| {
            let record = own_record(session, id)?;
            let now_ms = session.tx_now();
            let standing = session.view().standing(record.rec, now_ms)?;
            let (state, open) = standing.unwrap_or_default();
            let room = Room {
                session,
                record: &record,
                leaves: state.displayed(now_ms),
                now_ms,
            };
            let mut changes = Vec::new();
            for decision in decisions {
                let not_found = || OpError::NotFound(format!("{id} {}", decision.path));
                let question = open
                    .iter()
                    .find(|question| question.path.as_str() == decision.path)
                    .ok_or_else(not_found)?;
                if let Some(seen) = &decision.seen {
                    room.is_what_was_seen(question, seen)?;
                }
                changes.extend(room.changes(question, &decision.choice)?);
            }
            session.write(&record, &changes)?;
            for decision in decisions {
                session.tx.drop_draft(id, &decision.path)?;
            }
            let entry = session.view().entry(record.rec)?;
            Ok(((), entry.map(|entry| entry.title).unwrap_or_default()))
        })
    }
}

/// Where a choice is turned into changes.
struct Room<'r, 's> {
    session: &'r Session<'s>,
    record: &'r RecordRef,
    leaves: Leaves,
    now_ms: u64,
}

impl Room<'_, '_> {
    /// Refuses a choice between values of which one has changed since.
    fn is_what_was_seen(&self, question: &Conflict, seen: &[Stamp]) -> Result<(), OpError> {
        let mut stands = self.sides(question)?;
        let mut seen = seen.to_vec();
        stands.sort_unstable();
        seen.sort_unstable();
        match stands == seen {
            true => Ok(()),
            false => Err(ChoiceError::Outdated.into()),
        }
    }

    /// The writes that stand at a question: those of its values, and those that wrote what another deleted.
    fn sides(&self, question: &Conflict) -> Result<Vec<Stamp>, OpError> {
        let mut sides: Vec<Stamp> = question.values.iter().map(|value| value.stamp).collect();
        if let Some(item) = question.path.tombstone_of() {
            sides.extend(self.writers(item)?);
        }
        Ok(sides)
    }

    fn writers(&self, item: &str) -> Result<Vec<Stamp>, OpError> {
        let state = self
            .session
            .view()
            .state(self.record.rec)?
            .unwrap_or_default();
        let of_item = |path: &Path| path.is_under(item) && path.tombstone_of().is_none();
        let writes = state.writes.iter();
        Ok(writes
            .filter(|(_, write)| write.leaves.keys().any(of_item))
            .map(|(stamp, _)| *stamp)
            .collect())
    }

    fn changes(&self, question: &Conflict, choice: &Choice) -> Result<Vec<Change>, OpError> {
        let path = &question.path;
        let not_found = || OpError::NotFound(format!("{} {path}", self.record.key.id));
        let only_one = || OpError::from(ChoiceError::OneOnly(self.name(path)));
        match (asked(path), choice) {
            (_, Choice::SideOf(device)) => {
                let sides = self.sides(question)?.into_iter();
                let last = sides.filter(|stamp| stamp.device == *device).max();
                self.changes(question, &Choice::Side(last.ok_or_else(not_found)?))
            }
            (Asked::Value, Choice::Side(stamp)) => {
                let mut values = question.values.iter();
                let side = values.find(|value| value.stamp == *stamp);
                let value = side.ok_or_else(not_found)?.value.clone();
                Ok(vec![Change::Set(path.clone(), value)])
            }
            (Asked::Value, Choice::Write(json)) => {
                let kind = schema::kind(&self.record.kind);
                let kind = kind.ok_or_else(|| OpError::UnknownKind(self.record.kind.clone()))?;
                let value = document::leaf_value(kind, path, json, &self.leaves)
                    .map_err(|errors| OpError::invalid(1, errors))?;
                Ok(vec![Change::Set(path.clone(), value)])
            }
            (Asked::Value, Choice::Both) => match both(&self.record.kind, question) {
                Both::Joined(text) => Ok(vec![Change::Set(path.clone(), text)]),
                Both::Items => Ok(self.as_items(question)),
                Both::OneOnly | Both::TooLong => Err(only_one()),
            },
            (Asked::Item, Choice::Side(stamp)) => {
                let deleted = question.values.iter().any(|value| value.stamp == *stamp);
                let choice = if deleted {
                    Choice::Delete
                } else {
                    Choice::Keep
                };
                self.changes(question, &choice)
            }
            (Asked::Record, Choice::Side(stamp)) => {
                let mut values = question.values.iter();
                let side = values.find(|value| value.stamp == *stamp);
                let gone = side.ok_or_else(not_found)?.value.is_true();
                Ok(vec![Change::Set(path.clone(), Value::Flag(gone))])
            }
            (Asked::Record, Choice::Keep | Choice::Delete) => {
                let gone = *choice == Choice::Delete;
                Ok(vec![Change::Set(path.clone(), Value::Flag(gone))])
            }
            (Asked::Item, Choice::Delete) => {
                let item = path.tombstone_of().unwrap_or_default();
                Ok(vec![Change::DeleteItem(item.to_owned())])
            }
            (Asked::Item, Choice::Keep) => {
                let item = path.tombstone_of().unwrap_or_default();
                let kept = self.item_as_written(item)?.into_iter();
                Ok(kept.map(|(leaf, value)| Change::Set(leaf, value)).collect())
            }
            (Asked::Value, Choice::Keep | Choice::Delete)
            | (Asked::Item | Asked::Record, Choice::Both | Choice::Write(_)) => Err(only_one()),
        }
    }

    /// All that those who wrote an item knew of it: who deleted it had seen, and so taken away, what they did not touch.
    fn item_as_written(&self, item: &str) -> Result<Leaves, OpError> {
        let of_item = |path: &Path| path.is_under(item) && path.tombstone_of().is_none();
        let writers = self.writers(item)?;
        let mut kept = Leaves::new();
        for row in self.session.view().history(self.record.rec)? {
            if writers.contains(&row.body.stamp()) {
                let known = row.body.state.displayed(self.now_ms).into_iter();
                kept.extend(known.filter(|(path, _)| of_item(path)));
            }
        }
        let left = self.leaves.iter().filter(|(path, _)| of_item(path));
        kept.extend(left.map(|(path, value)| (path.clone(), value.clone())));
        Ok(kept)
    }

    /// The displayed value stays where it is, the others become items of their own beside it.
    fn as_items(&self, question: &Conflict) -> Vec<Change> {
        let path = &question.path;
        let list = path.as_str().rsplit_once('/').map_or("", |(list, _)| list);
        let mut different: Vec<&Value> = Vec::new();
        for value in question.values.iter().map(|one| &one.value) {
            if !different.contains(&value) {
                different.push(value);
            }
        }
        let mut places = std::iter::once(Some(path.clone())).chain(std::iter::repeat_with(|| {
            let id = self.session.workspace.machine().item_id();
            Path::new(format!("{list}/{id}"))
        }));
        let set = |value: &Value| Some(Change::Set(places.next()??, value.clone()));
        different.into_iter().filter_map(set).collect()
    }

    fn name(&self, path: &Path) -> String {
        let field = schema::kind(&self.record.kind).and_then(|kind| kind.field_at(path));
        field.map_or_else(|| path.to_string(), |field| field.label.fr.to_owned())
    }
}
