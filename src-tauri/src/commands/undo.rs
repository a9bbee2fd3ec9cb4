//! Undo and redo.

use essaim_ipc::undo::{self as steps, UndoState};
use essaim_ipc::{Answer, Mutation};
use tauri::AppHandle;

use crate::work::{change, read};

pub(super) async fn undo_state(app: AppHandle) -> Answer<UndoState> {
    read(&app, steps::undo_state).await
}

pub(super) async fn undo(app: AppHandle) -> Answer<Mutation<()>> {
    change(&app, steps::undo).await
}

pub(super) async fn redo(app: AppHandle) -> Answer<Mutation<()>> {
    change(&app, steps::redo).await
}
