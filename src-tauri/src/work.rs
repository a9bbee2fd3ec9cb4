//! How commands reach the workspace: always on a thread that may wait, never on the window's.

use std::sync::PoisonError;

use essaim_ipc::open::Workspace;
use essaim_ipc::work::Progress;
use essaim_ipc::{Answer, IpcError, Tag};
use tauri::{AppHandle, Manager};

use crate::events::{self, Reporter};
use crate::state::{Opened, Shell};

/// Does work on a thread that may wait.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let done = tauri::async_runtime::spawn_blocking(work).await;
    done.map_err(IpcError::internal)?
}

/// Reads the workspace.
pub(crate) async fn read<T: Send + 'static>(
    app: &AppHandle,
    work: impl FnOnce(&Workspace) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let opened = app.state::<Shell>().workspace().await?;
    aside(move || work(&opened.workspace)).await
}

/// Changes the workspace. What the page is told by the answer it is not told again by the watch.
pub(crate) async fn change<T: Send + 'static>(
    app: &AppHandle,
    work: impl FnOnce(&Workspace) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let opened = app.state::<Shell>().workspace().await?;
    let app = app.clone();
    aside(move || changed(&app, &opened, work)).await
}

fn changed<T>(
    app: &AppHandle,
    opened: &Opened,
    work: impl FnOnce(&Workspace) -> Answer<T>,
) -> Answer<T> {
    let mut seen = opened.seen.lock().unwrap_or_else(PoisonError::into_inner);
    let before = opened.workspace.data_version()?;
    let answer = work(&opened.workspace);
    if before != *seen {
        events::store_changed(app, vec![Tag::Everything]);
    }
    *seen = opened.workspace.data_version()?;
    answer
}

/// Does long work that reports its progress under a name and can be stopped by it.
pub(crate) async fn long<T: Send + 'static>(
    app: &AppHandle,
    task: &str,
    does: Does,
    work: impl FnOnce(&Workspace, &dyn Progress) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let cancelled = app.state::<Shell>().begin(task);
    let reporter = Reporter::new(app.clone(), task.to_owned(), cancelled);
    let work = move |workspace: &Workspace| work(workspace, &reporter);
    let answer = match does {
        Does::Read => read(app, work).await,
        Does::Change => change(app, work).await,
    };
    app.state::<Shell>().end(task);
    answer
}

/// Whether work changes the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    Read,
    Change,
}
