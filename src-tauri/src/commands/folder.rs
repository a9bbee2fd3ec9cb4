//! A folder of bundles: chosen or dropped, looked at, taken in with one report.

use essaim_ipc::folder::{self as whole, FolderDone, FolderLook};
use essaim_ipc::{Answer, IpcError, Mutation};
use tauri::{AppHandle, Manager};

use crate::dialogs::{self, Wish};
use crate::state::Shell;
use crate::work::{Does, aside, long};

pub(super) async fn choose_folder(app: AppHandle) -> Answer<Option<String>> {
    let chosen = dialogs::ask(&app, Wish::Folder).await?;
    let shell = app.state::<Shell>();
    let mut files = shell.opened_files();
    Ok(chosen.into_iter().next().map(|path| files.name(path)))
}

fn path(app: &AppHandle, token: &str) -> Answer<std::path::PathBuf> {
    let shell = app.state::<Shell>();
    let arrived = shell.opened_files().arrived(token);
    arrived
        .map(|arrived| arrived.file)
        .ok_or_else(IpcError::no_such_token)
}

pub(super) async fn folder_look(app: AppHandle, token: String) -> Answer<FolderLook> {
    let folder = path(&app, &token)?;
    aside(move || whole::folder_look(&token, &folder)).await
}

pub(super) async fn folder_import(app: AppHandle, token: String) -> Answer<Mutation<FolderDone>> {
    let folder = path(&app, &token)?;
    long(&app, &token, Does::Change, move |workspace, progress| {
        whole::folder_import(workspace, &folder, progress)
    })
    .await
}
