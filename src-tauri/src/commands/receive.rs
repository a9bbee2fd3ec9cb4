//! Receiving: choose files, see the plan, carry it out or give it up, undo it weeks later.

use std::sync::Arc;

use essaim_ipc::receive::{
    self as arrive, ImportApply, ImportDone, ImportEntry, ImportPlan, ImportUnlock, Remaining,
};
use essaim_ipc::{Answer, IpcError, Mutation, Tag};
use tauri::{AppHandle, Manager};

use crate::dialogs::{self, Wish};
use crate::events;
use crate::state::Shell;
use crate::work::{Does, change, long, read};

/// The workspace has changed since the plan was made.
const OLD: &str = "plan_is_old";
/// A file carries several bundles.
const SEVERAL: &str = "several_bundles";

pub(super) async fn choose_bundles(app: AppHandle) -> Answer<Vec<String>> {
    let chosen = dialogs::ask(&app, Wish::Bundles).await?;
    let shell = app.state::<Shell>();
    let mut files = shell.opened_files();
    Ok(chosen.into_iter().map(|path| files.name(path)).collect())
}

pub(super) async fn import_plan(app: AppHandle, token: String) -> Answer<ImportPlan> {
    let shell = app.state::<Shell>();
    let file = shell.opened_files().arrived(&token);
    let file = file.ok_or_else(IpcError::no_such_token)?;
    let named = token.clone();
    let made = long(&app, &token, Does::Read, move |workspace, progress| {
        arrive::import_plan(workspace, &named, file, progress)
    });
    let made = made.await.map_err(|mut error| {
        if error.code == SEVERAL {
            name_each(&app, &token, &mut error);
        }
        error
    });
    let (shown, planned) = made?;
    shell.plans().insert(token, Arc::new(planned));
    Ok(shown)
}

/// Gives each bundle of a file a token of its own, and tells the page which.
fn name_each(app: &AppHandle, token: &str, error: &mut IpcError) {
    let count = error
        .params
        .get("count")
        .and_then(|count| count.parse().ok());
    let tokens = app
        .state::<Shell>()
        .opened_files()
        .divide(token, count.unwrap_or(0));
    error.params.insert("tokens".to_owned(), tokens.join(" "));
}

pub(super) async fn import_unlock(app: AppHandle, request: ImportUnlock) -> Answer<()> {
    let shell = app.state::<Shell>();
    let known = shell
        .opened_files()
        .unlock(&request.token, request.passphrase);
    known.then_some(()).ok_or_else(IpcError::no_such_token)
}

pub(super) async fn import_apply(
    app: AppHandle,
    request: ImportApply,
) -> Answer<Mutation<ImportDone>> {
    let shell = app.state::<Shell>();
    let ImportApply {
        token,
        accept_sender,
    } = request;
    let planned = shell.plans().get(&token).cloned();
    let planned = planned.ok_or_else(IpcError::no_such_token)?;
    let done = long(&app, &token, Does::Change, move |workspace, progress| {
        arrive::import_apply(workspace, &planned, accept_sender, progress)
    })
    .await;
    match &done {
        Ok(_) => forget(&app, &token),
        // The page still shows the old plan: it asks for a new one.
        Err(error) if error.code == OLD => events::store_changed(&app, vec![Tag::Imports]),
        Err(_) => {}
    }
    done
}

pub(super) async fn import_cancel(app: AppHandle, token: String) -> Answer<()> {
    app.state::<Shell>().stop(&token);
    forget(&app, &token);
    Ok(())
}

fn forget(app: &AppHandle, token: &str) {
    let shell = app.state::<Shell>();
    shell.plans().remove(token);
    shell.opened_files().forget(token);
}

pub(super) async fn import_list(app: AppHandle) -> Answer<Vec<ImportEntry>> {
    read(&app, arrive::import_list).await
}

pub(super) async fn import_undo(app: AppHandle, id: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| arrive::import_undo(workspace, &id)).await
}

pub(super) async fn import_redo(app: AppHandle, id: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| arrive::import_redo(workspace, &id)).await
}

pub(super) async fn import_remaining(app: AppHandle, id: String) -> Answer<Vec<Remaining>> {
    read(&app, move |workspace| {
        arrive::import_remaining(workspace, &id)
    })
    .await
}

pub(super) async fn import_put_back(app: AppHandle, id: String) -> Answer<Mutation<u32>> {
    change(&app, move |workspace| {
        arrive::import_put_back(workspace, &id)
    })
    .await
}
