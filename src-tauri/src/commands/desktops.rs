//! Desktops of our organisation: asking, answering, joining; the shared folder and sticks.

use std::path::PathBuf;

use essaim_ipc::desktop::{
    self, AnswerShown, DesktopAdmit, DesktopAsk, DesktopAsked, Desktops, RequestShown, StickDone,
};
use essaim_ipc::start::WorkspaceInfo;
use essaim_ipc::{Answer, IpcError, Mutation, Tag};
use tauri::{AppHandle, Manager};

use crate::dialogs::{self, Wish};
use crate::state::{self, Phase, Shell};
use crate::work::{self, Does, change, long, read};
use crate::{events, sync};

/// The name of the work of joining, answering, and of a stick.
const TASK: &str = "desktops";

async fn chosen(app: &AppHandle, wish: Wish) -> Answer<Option<PathBuf>> {
    Ok(dialogs::ask(app, wish).await?.into_iter().next())
}

fn token(app: &AppHandle, path: PathBuf) -> String {
    app.state::<Shell>().opened_files().name(path)
}

fn file(app: &AppHandle, token: &str) -> Answer<PathBuf> {
    let named = app.state::<Shell>().opened_files().arrived(token);
    named
        .map(|named| named.file)
        .ok_or_else(IpcError::no_such_token)
}

pub(super) async fn desktop_ask(
    app: AppHandle,
    request: DesktopAsk,
) -> Answer<Option<DesktopAsked>> {
    let name = desktop::request_name(&request.person);
    let Some(target) = chosen(&app, Wish::NewFile(name)).await? else {
        return Ok(None);
    };
    let (folder, machine) = app.state::<Shell>().own_place()?;
    work::aside(move || desktop::ask(&folder, &machine, &request, &target).map(Some)).await
}

pub(super) async fn answer_choose(app: AppHandle) -> Answer<Option<AnswerShown>> {
    let Some(path) = chosen(&app, Wish::Answer).await? else {
        return Ok(None);
    };
    let (folder, machine) = app.state::<Shell>().own_place()?;
    let token = token(&app, path.clone());
    work::aside(move || desktop::answer_look(&folder, &machine, &path, token).map(Some)).await
}

pub(super) async fn desktop_join(app: AppHandle, token: String) -> Answer<Mutation<WorkspaceInfo>> {
    let answer = file(&app, &token)?;
    let cancelled = app.state::<Shell>().begin(TASK);
    let reporter = events::Reporter::new(app.clone(), TASK.to_owned(), cancelled);
    work::aside(move || {
        let shell = app.state::<Shell>();
        let (folder, machine) = shell.own_place()?;
        let joined = desktop::join(&folder, machine, &answer, &reporter);
        shell.end(TASK);
        let (workspace, joined) = joined?;
        shell.set_phase(Phase::Open(state::hold(workspace)?));
        Ok(joined)
    })
    .await
}

pub(super) async fn request_choose(app: AppHandle) -> Answer<Option<RequestShown>> {
    let Some(path) = chosen(&app, Wish::Request).await? else {
        return Ok(None);
    };
    let token = token(&app, path.clone());
    read(&app, move |workspace| {
        desktop::request_look(workspace, &path, token).map(Some)
    })
    .await
}

pub(super) async fn desktop_admit(
    app: AppHandle,
    request: DesktopAdmit,
    person: String,
) -> Answer<Option<Mutation<String>>> {
    let asked = file(&app, &request.token)?;
    let name = desktop::answer_name(&person);
    let Some(target) = chosen(&app, Wish::NewFile(name)).await? else {
        return Ok(None);
    };
    long(&app, TASK, Does::Change, move |workspace, progress| {
        desktop::admit(workspace, &request, &asked, &target, progress).map(Some)
    })
    .await
}

pub(super) async fn desktop_list(app: AppHandle) -> Answer<Desktops> {
    let trouble = app.state::<Shell>().sync_trouble();
    read(&app, move |workspace| {
        desktop::desktop_list(workspace, trouble)
    })
    .await
}

pub(super) async fn sync_choose(app: AppHandle) -> Answer<Option<Mutation<()>>> {
    let Some(folder) = chosen(&app, Wish::Folder).await? else {
        return Ok(None);
    };
    let followed = change(&app, move |workspace| {
        desktop::follow(workspace, Some(&folder)).map(Some)
    })
    .await?;
    sync::soon(&app);
    Ok(followed)
}

pub(super) async fn sync_stop(app: AppHandle) -> Answer<Mutation<()>> {
    change(&app, |workspace| desktop::follow(workspace, None)).await
}

pub(super) async fn sync_now(app: AppHandle) -> Answer<Mutation<()>> {
    sync::once(&app, true).await?;
    Ok(Mutation::unrecorded((), vec![Tag::Settings]))
}

pub(super) async fn stick_write(app: AppHandle) -> Answer<Option<StickDone>> {
    let Some(folder) = chosen(&app, Wish::Folder).await? else {
        return Ok(None);
    };
    long(&app, TASK, Does::Read, move |workspace, progress| {
        desktop::stick_write(workspace, &folder, progress).map(Some)
    })
    .await
}

pub(super) async fn stick_read(app: AppHandle) -> Answer<Option<Mutation<StickDone>>> {
    let Some(folder) = chosen(&app, Wish::Folder).await? else {
        return Ok(None);
    };
    long(&app, TASK, Does::Change, move |workspace, progress| {
        desktop::stick_read(workspace, &folder, progress).map(Some)
    })
    .await
}
