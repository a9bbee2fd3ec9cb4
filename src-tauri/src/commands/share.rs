//! Sharing: publish, see what leaves, write the bundle.

use std::path::PathBuf;

use essaim_ipc::place::{self, DriveView, Target};
use essaim_ipc::share::{
    self as leave, ExportDone, ExportPlace, ExportPreview, ExportWrite, SentBundle,
};
use essaim_ipc::{Answer, Mutation};
use tauri::{AppHandle, Manager};

use crate::dialogs::{self, Wish};
use crate::events;
use crate::state::Shell;
use crate::work::{Does, change, long, read};

/// The name of the work of writing a bundle.
const TASK: &str = "export";
/// The ending of a bundle's name.
const ENDING: &str = "essaim";

pub(super) async fn publish(app: AppHandle, id: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| leave::publish(workspace, &id)).await
}

pub(super) async fn withdraw(app: AppHandle, id: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| leave::withdraw(workspace, &id)).await
}

pub(super) async fn export_preview(app: AppHandle, request: ExportWrite) -> Answer<ExportPreview> {
    read(&app, move |workspace| {
        leave::export_preview(workspace, request)
    })
    .await
}

pub(super) async fn export_write(
    app: AppHandle,
    request: ExportWrite,
) -> Answer<Option<ExportDone>> {
    let Some(target) = target(&app, &request).await? else {
        return Ok(None);
    };
    let written = long(&app, TASK, Does::Change, move |workspace, progress| {
        leave::export_write(workspace, request, &target, progress)
    })
    .await?;
    // The answer names the file, not what to refresh; drafts may have been published on the way.
    events::store_changed(&app, written.tags);
    Ok(Some(written.value))
}

/// Where the bundle goes; none when the person gave up.
async fn target(app: &AppHandle, request: &ExportWrite) -> Answer<Option<Target>> {
    let ids = request.ids.clone();
    match &request.place {
        ExportPlace::File => {
            let name = read(app, move |workspace| leave::proposed_name(workspace, &ids)).await?;
            let chosen = dialogs::ask(app, Wish::NewBundle(name)).await?;
            Ok(chosen.into_iter().next().map(with_ending).map(Target::File))
        }
        ExportPlace::Folder => {
            let chosen = dialogs::ask(app, Wish::Folder).await?;
            let Some(folder) = chosen.into_iter().next() else {
                return Ok(None);
            };
            let target = read(app, move |workspace| {
                place::into_folder(workspace, &ids, folder)
            });
            target.await.map(Some)
        }
        ExportPlace::Drive { id } => {
            let id = id.clone();
            let target = read(app, move |workspace| {
                place::onto_drive(workspace, &ids, &id)
            });
            target.await.map(Some)
        }
    }
}

pub(super) async fn drive_list(app: AppHandle) -> Answer<Vec<DriveView>> {
    read(&app, place::drive_list).await
}

/// Mail programs and file managers know a bundle by its ending.
fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    path.with_extension(ENDING)
}

pub(super) async fn export_cancel(app: AppHandle) -> Answer<()> {
    app.state::<Shell>().stop(TASK);
    Ok(())
}

pub(super) async fn sent_list(app: AppHandle) -> Answer<Vec<SentBundle>> {
    read(&app, leave::sent_list).await
}
