//! Follows the shared folder while the window is open: looks now and then, never on the window's thread. A folder that is
//! slow or gone holds nobody up; only while something is stored does the page's own writing wait.

use std::sync::PoisonError;
use std::time::Duration;

use essaim_ipc::desktop::{self, Quietly};
use essaim_ipc::work::Progress;
use essaim_ipc::{Answer, Tag};
use tauri::{AppHandle, Manager};

use crate::events;
use crate::state::{Opened, Shell};

/// Between two looks.
const EVERY: Duration = Duration::from_secs(10);
/// One look of so many is at everything.
const WHOLE: u32 = 30;

/// Nobody watches it, and it stops with the window.
struct Unwatched;

impl Progress for Unwatched {
    fn report(&self, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Looks from now on.
pub(crate) fn start(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut looks = 0;
        loop {
            let shell = app.state::<Shell>();
            let wait = tokio::time::timeout(EVERY, shell.sync_soon.notified());
            drop(wait.await);
            if shell.workspace_now().is_some() {
                // Why a look came to nothing is told where the folder is shown; the next one is not far.
                drop(once(&app, looks % WHOLE == 0).await);
                looks += 1;
            }
        }
    });
}

/// Looks without waiting for the hour to come.
pub(crate) fn soon(app: &AppHandle) {
    app.state::<Shell>().sync_soon.notify_one();
}

/// One look at the folder, if one is followed; one at a time.
pub(crate) async fn once(app: &AppHandle, whole: bool) -> Answer<()> {
    let shell = app.state::<Shell>();
    let opened = shell.workspace().await?;
    let _alone = shell.syncing.lock().await;
    let worker = app.clone();
    let looked = crate::work::aside(move || {
        if !desktop::is_following(&opened.workspace)? {
            return Ok(false);
        }
        let writing = Quietly(
            |work: &mut dyn FnMut() -> Result<Vec<Tag>, essaim_ipc::open::OpError>| {
                quietly(&worker, &opened, work)
            },
        );
        desktop::sync(&opened.workspace, whole, &writing, &Unwatched)
    })
    .await;
    let before = shell.set_sync_trouble(looked.as_ref().err().cloned());
    if before != looked.is_err() || *looked.as_ref().unwrap_or(&false) {
        events::store_changed(app, vec![Tag::Settings]);
    }
    looked.map(drop)
}

/// Stores something, and tells the page what changed instead of letting the watch say that everything may have.
fn quietly(
    app: &AppHandle,
    opened: &Opened,
    work: &mut dyn FnMut() -> Result<Vec<Tag>, essaim_ipc::open::OpError>,
) -> Result<(), essaim_ipc::open::OpError> {
    let mut seen = opened.seen.lock().unwrap_or_else(PoisonError::into_inner);
    let before = opened.workspace.data_version()?;
    let mut changed = work()?;
    if before != *seen {
        changed = vec![Tag::Everything];
    }
    *seen = opened.workspace.data_version()?;
    if !changed.is_empty() {
        events::store_changed(app, changed);
    }
    Ok(())
}
