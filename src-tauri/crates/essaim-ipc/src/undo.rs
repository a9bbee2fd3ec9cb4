//! Undo and redo, and what they would do.

use essaim_ops::{Mutation as Changed, Op, Operation, Workspace};
use serde::Serialize;
use specta::Type;

use crate::Answer;
use crate::tag::{Mutation, Tag, tags};
use crate::value::moment;

/// What the two buttons would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct UndoState {
    /// Undo.
    pub undo: Option<OperationLabel>,
    /// Redo.
    pub redo: Option<OperationLabel>,
}

/// An operation, for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OperationLabel {
    /// Which use case.
    pub code: String,
    /// What it was about.
    pub title: Option<String>,
    /// When.
    pub at: String,
}

impl From<Operation> for OperationLabel {
    fn from(operation: Operation) -> Self {
        Self {
            code: operation.code,
            title: Some(operation.title).filter(|title| !title.is_empty()),
            at: moment(operation.ms),
        }
    }
}

/// What undo and redo would do.
///
/// # Errors
/// The workspace cannot be read.
pub fn undo_state(workspace: &Workspace) -> Answer<UndoState> {
    let (undo, redo) = workspace.undo_state()?;
    Ok(UndoState {
        undo: undo.map(Into::into),
        redo: redo.map(Into::into),
    })
}

/// Takes the last operation back.
///
/// # Errors
/// There is none, or the workspace cannot be written.
pub fn undo(workspace: &Workspace) -> Answer<Mutation<()>> {
    Ok(step(workspace.undo()?))
}

/// Does the operation that was last undone again.
///
/// # Errors
/// There is none, or the workspace cannot be written.
pub fn redo(workspace: &Workspace) -> Answer<Mutation<()>> {
    Ok(step(workspace.redo()?))
}

/// Operations whose steps touch what others wrote: what that is, cannot be listed.
const WIDE: [Op; 5] = [
    Op::BundleImported,
    Op::FolderImported,
    Op::ImportDecided,
    Op::ImportRestored,
    Op::SenderDecided,
];

/// A step back or forward is no operation of its own: the buttons undo it.
fn step(changed: Changed<Operation>) -> Mutation<()> {
    let OperationLabel { code, title, .. } = changed.value.into();
    let tags = if WIDE.iter().any(|op| op.code() == code) {
        vec![Tag::Everything]
    } else {
        tags(changed.tags)
    };
    Mutation {
        value: (),
        tags,
        label: Some(code),
        title,
        operation: None,
    }
}
