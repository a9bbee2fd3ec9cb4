//! Sharing in another shape: write it, show where it is, hand a draft to the mail program.

use std::path::PathBuf;

use essaim_ipc::place::Target;
use essaim_ipc::post::{self as leave, PostDone, PostWrite};
use essaim_ipc::share::proposed_name;
use essaim_ipc::{Answer, IpcError};
use tauri::{AppHandle, Manager};
use tauri_plugin_opener::OpenerExt;

use crate::dialogs::{self, Wish};
use crate::events;
use crate::state::Shell;
use crate::work::{Does, long, read};

/// The name of the work; stopping an export stops it.
const TASK: &str = "export";

pub(super) async fn post_write(app: AppHandle, request: PostWrite) -> Answer<Option<PostDone>> {
    let ids = request.ids.clone();
    let name = read(&app, move |workspace| proposed_name(workspace, &ids)).await?;
    let ending = request.shape.ending();
    let name = PathBuf::from(name).with_extension(ending);
    let wish = Wish::NewCarrier(name.display().to_string(), ending);
    let Some(target) = dialogs::ask(&app, wish).await?.into_iter().next() else {
        return Ok(None);
    };
    let target = match target.extension() {
        Some(_) => target,
        None => target.with_extension(ending),
    };
    let written = long(&app, TASK, Does::Change, move |workspace, progress| {
        leave::post_write(workspace, request, &Target::File(target), progress)
    });
    let (written, files) = written.await?;
    *app.state::<Shell>().posted() = files;
    events::store_changed(&app, written.tags);
    Ok(Some(written.value))
}

/// Shows the files that were written last in the system's file manager.
pub(super) async fn post_show(app: AppHandle) -> Answer<()> {
    let files = app.state::<Shell>().posted().clone();
    let first = files.first().ok_or_else(IpcError::no_such_token)?;
    let opener = app.opener();
    if opener.reveal_items_in_dir(&files).is_ok() {
        return Ok(());
    }
    // A system that cannot point at a file can still show its folder.
    let folder = first.parent().unwrap_or(first).display().to_string();
    opener
        .open_path(folder, None::<&str>)
        .map_err(IpcError::internal)
}

/// Hands the first of the files that were written last to the program that opens such files.
pub(super) async fn post_open(app: AppHandle) -> Answer<()> {
    let first = app.state::<Shell>().posted().first().cloned();
    let Some(file) = first else {
        return Err(IpcError::no_such_token());
    };
    let opener = app.opener();
    let opened = opener.open_path(file.display().to_string(), None::<&str>);
    opened.map_err(IpcError::internal)
}
