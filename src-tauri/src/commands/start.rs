//! Where the program stands, first start, files handed over.

use essaim_ipc::start::{self, AppState, Place, WorkspaceCreate, WorkspaceInfo};
use essaim_ipc::{Answer, Mutation};
use tauri::{AppHandle, Manager};

use crate::state::{self, Phase, Shell};
use crate::work;

pub(super) async fn app_state(app: AppHandle) -> Answer<AppState> {
    Ok(match app.state::<Shell>().settled().await {
        Phase::Open(opened) => {
            let info = work::aside(move || start::workspace_info(&opened.workspace)).await;
            match info {
                Ok(workspace) => AppState::Open { workspace },
                Err(error) => AppState::Refused { error },
            }
        }
        Phase::Refused(error) => AppState::Refused { error },
        Phase::Setup | Phase::Opening => AppState::Setup,
    })
}

pub(super) async fn workspace_retry(app: AppHandle) -> Answer<AppState> {
    if app.state::<Shell>().workspace_now().is_none() {
        state::open_workspace(&app);
    }
    app_state(app).await
}

pub(super) async fn place_search(_: AppHandle, text: String) -> Answer<Vec<Place>> {
    work::aside(move || Ok(start::place_search(&text))).await
}

pub(super) async fn workspace_create(
    app: AppHandle,
    request: WorkspaceCreate,
) -> Answer<Mutation<WorkspaceInfo>> {
    work::aside(move || {
        let shell = app.state::<Shell>();
        let (folder, machine) = shell.own_place()?;
        let (workspace, created) = start::workspace_create(&folder, machine, &request)?;
        shell.set_phase(Phase::Open(state::hold(workspace)?));
        Ok(created)
    })
    .await
}

pub(super) async fn starter_load(app: AppHandle) -> Answer<Mutation<()>> {
    work::change(&app, start::starter_load).await
}

pub(super) async fn take_opened_files(app: AppHandle) -> Answer<Vec<String>> {
    Ok(app.state::<Shell>().opened_files().pull())
}
