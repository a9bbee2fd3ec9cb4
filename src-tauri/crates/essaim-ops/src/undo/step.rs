//! One step back or forward.

use std::collections::BTreeSet;

use essaim_model::document::Change;
use essaim_model::{Path, Value};
use essaim_revision::Conflict;
use essaim_revision::question::ask_again;
use essaim_store::Operation;

use super::{RecordChange, Settled, Undo};
use crate::transact::{Mutation, Session};
use crate::{OpError, Tag, Workspace};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Forward,
}

impl Workspace {
    /// What *undo* and *redo* would do, for their buttons.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn undo_state(&self) -> Result<(Option<Operation>, Option<Operation>), OpError> {
        let store = self.reader();
        Ok((store.view().next_undo()?, store.view().next_redo()?))
    }

    /// Takes the last operation back. What somebody else has changed since is left as it is.
    ///
    /// # Errors
    /// There is nothing to undo, or the workspace cannot be written.
    pub fn undo(&self) -> Result<Mutation<Operation>, OpError> {
        self.step(Direction::Back)
    }

    /// Takes an operation back, if it is still the last one.
    pub(crate) fn undo_if_last(&self, operation: Option<i64>) -> Result<(), OpError> {
        let last = self.reader().view().next_undo()?;
        match (operation, last) {
            (Some(done), Some(last)) if last.op == done => self.undo().map(drop),
            _ => Ok(()),
        }
    }

    /// Does the operation that was last undone again.
    ///
    /// # Errors
    /// There is nothing to redo, or the workspace cannot be written.
    pub fn redo(&self) -> Result<Mutation<Operation>, OpError> {
        self.step(Direction::Forward)
    }

    fn step(&self, direction: Direction) -> Result<Mutation<Operation>, OpError> {
        self.transact_with(|session| {
            let view = session.view();
            let operation = match direction {
                Direction::Back => view.next_undo()?.ok_or(OpError::NothingToUndo)?,
                Direction::Forward => view.next_redo()?.ok_or(OpError::NothingToRedo)?,
            };
            let undo = Undo::from_json(&operation.change);
            for change in undo.records.iter().rev() {
                take(session, change, direction)?;
            }
            session.tag(Tag::Exchanges);
            session.tx.mark_operation(
                operation.op,
                direction == Direction::Back,
                &operation.change,
            )?;
            Ok((operation, None))
        })
    }
}

/// Takes one record a step back or forward, leaf by leaf, where it still holds what the operation left.
fn take(
    session: &mut Session<'_>,
    change: &RecordChange,
    direction: Direction,
) -> Result<(), OpError> {
    let key = session.key(change.id.clone());
    let Some(record) = session.view().record(&key)? else {
        return Ok(());
    };
    let now_ms = session.tx_now();
    let (state, open) = session
        .view()
        .standing(record.rec, now_ms)?
        .unwrap_or_default();
    let current = state.displayed(now_ms);
    let mut changes: Vec<Change> = Vec::new();
    if change.created {
        let path = Path::new("trashed").ok_or(OpError::NothingToUndo)?;
        changes.push(match direction {
            Direction::Back => Change::Set(path, Value::Flag(true)),
            Direction::Forward => Change::Drop(path),
        });
    }
    for (path, (before, after)) in &change.leaves {
        let (from, to) = if direction == Direction::Back {
            (after, before)
        } else {
            (before, after)
        };
        if current.get(path) == from.as_ref() && !somebody_objects(&open, path, to.as_ref()) {
            changes.push(put(path, to.as_ref()));
        }
    }
    for settled in &change.settled {
        let question = open.iter().find(|question| question.path == settled.path);
        match direction {
            Direction::Back
                if question.is_none() && current.get(&settled.path) == settled.after.as_ref() =>
            {
                let again = ask_again(&settled.path, settled.before.clone(), &settled.stood);
                changes.extend(again);
            }
            Direction::Forward
                if question.is_some_and(|question| settled.is_asked_by(question)) =>
            {
                changes.push(put(&settled.path, settled.after.as_ref()));
            }
            _ => {}
        }
    }
    // Tombstones last: setting a leaf of a deleted item would bring the item back.
    changes.sort_by_key(
        |change| matches!(change, Change::Set(path, _) if path.tombstone_of().is_some()),
    );
    session.write(&record, &changes)?;
    session.take_undo();
    Ok(())
}

fn put(path: &Path, value: Option<&Value>) -> Change {
    match value {
        Some(value) => Change::Set(path.clone(), value.clone()),
        None => Change::Drop(path.clone()),
    }
}

/// Whether another value has come to stand beside a leaf, other than the one that it is about to take.
fn somebody_objects(open: &[Conflict], path: &Path, to: Option<&Value>) -> bool {
    let nothing = Value::Flag(false);
    let to = to.unwrap_or(&nothing);
    open.iter()
        .filter(|question| question.path == *path)
        .any(|question| question.values[1..].iter().any(|other| other.value != *to))
}

impl Settled {
    /// Whether a question is the one that was settled: the same values, whoever asks.
    fn is_asked_by(&self, question: &Conflict) -> bool {
        let now: BTreeSet<&Value> = question.values.iter().map(|one| &one.value).collect();
        let then = self.stood.iter().map(|one| &one.value);
        now == then.chain([&self.before]).collect()
    }
}
