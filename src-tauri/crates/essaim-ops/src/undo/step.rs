//! One step back or forward.

use essaim_model::document::Change;
use essaim_model::{Path, Value};
use essaim_store::Operation;

use super::{RecordChange, Undo};
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
    let current = session
        .view()
        .state(record.rec)?
        .unwrap_or_default()
        .displayed(session.tx_now());
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
        if current.get(path) == from.as_ref() {
            changes.push(match to {
                Some(value) => Change::Set(path.clone(), value.clone()),
                None => Change::Drop(path.clone()),
            });
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
