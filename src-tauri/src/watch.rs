//! Looks now and then whether another program, the command line say, has written in the workspace.

use std::sync::Arc;
use std::time::Duration;

use essaim_ipc::Tag;
use tauri::{AppHandle, Manager};

use crate::events;
use crate::state::{Opened, Shell};

const EVERY: Duration = Duration::from_millis(700);

/// Looks from now on, never on the window's thread.
pub(crate) fn start(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut beat = tokio::time::interval(EVERY);
        loop {
            beat.tick().await;
            let Some(opened) = app.state::<Shell>().workspace_now() else {
                continue;
            };
            let looked = tauri::async_runtime::spawn_blocking(move || has_changed(&opened));
            if looked.await.unwrap_or(false) {
                events::store_changed(&app, vec![Tag::Everything]);
            }
        }
    });
}

/// Whether somebody else has written since the page last knew. While the page itself writes, nobody looks.
fn has_changed(opened: &Arc<Opened>) -> bool {
    let Ok(mut seen) = opened.seen.try_lock() else {
        return false;
    };
    match opened.workspace.data_version() {
        Ok(version) if version != *seen => {
            *seen = version;
            true
        }
        // A database that cannot be read says so when the page asks it something.
        _ => false,
    }
}
