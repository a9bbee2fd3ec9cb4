//! Backups that make themselves while the window is open: the first look a minute after the start, then now and then.
//! Which are due, and where, is not decided here.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use essaim_ipc::{Tag, keeping};
use tauri::{AppHandle, Manager};

use crate::events::{self, Reporter};
use crate::state::Shell;

/// Long enough for the window to be at rest.
const FIRST: Duration = Duration::from_secs(60);
/// How often it is asked whether one is due.
const BETWEEN: Duration = Duration::from_secs(10 * 60);

/// Looks after them until the window is closed.
pub(crate) fn start(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut wait = FIRST;
        loop {
            tokio::time::sleep(wait).await;
            wait = BETWEEN;
            let app = app.clone();
            drop(tauri::async_runtime::spawn_blocking(move || look(&app)).await);
        }
    });
}

fn look(app: &AppHandle) {
    let Some(opened) = app.state::<Shell>().workspace_now() else {
        return;
    };
    let reporter = Reporter::new(
        app.clone(),
        "backup".to_owned(),
        Arc::new(AtomicBool::new(false)),
    );
    // What failed is told by its place; what cannot be read is told by everything else.
    if keeping::backup_due(&opened.workspace, &reporter).unwrap_or(false) {
        events::store_changed(app, vec![Tag::Backups]);
    }
}
