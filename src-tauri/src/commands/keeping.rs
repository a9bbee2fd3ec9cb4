//! Keeping safe: backups, a workspace back from one, the recovery sheet, integrity, forgetting a person.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use essaim_ipc::asking::{self as ask, ErasureRequest, ErasureWords};
use essaim_ipc::keeping::{
    self as keep, BackupFound, BackupState, IntegrityReport, PersonErase, PersonErased,
    PersonPlace, Sheet, SheetRecovery,
};
use essaim_ipc::start::{Language, WorkspaceInfo};
use essaim_ipc::{Answer, IpcError, Mutation};
use tauri::{AppHandle, Manager};

use crate::dialogs::{self, Wish};
use crate::events::Reporter;
use crate::preferences;
use crate::state::{self, Phase, Shell};
use crate::work::{self, Does, change, long, read};

/// The name of the work of a backup, made, verified or restored.
const TASK: &str = "backup";

/// The backup that was chosen to be restored: its path does not go through the page.
static CHOSEN: Mutex<Option<PathBuf>> = Mutex::new(None);

pub(super) async fn backup_state(app: AppHandle) -> Answer<BackupState> {
    read(&app, keep::backup_state).await
}

pub(super) async fn backup_suggest(app: AppHandle) -> Answer<String> {
    read(&app, |workspace| {
        Ok(keep::backup_suggest(workspace.machine()))
    })
    .await
}

pub(super) async fn backup_passphrase(app: AppHandle, passphrase: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| {
        keep::backup_passphrase(workspace, &passphrase)
    })
    .await
}

pub(super) async fn backup_place(app: AppHandle) -> Answer<Option<Mutation<()>>> {
    let chosen = dialogs::ask(&app, Wish::BackupPlace).await?;
    let Some(folder) = chosen.into_iter().next() else {
        return Ok(None);
    };
    change(&app, move |workspace| {
        keep::backup_place(workspace, &folder)
    })
    .await
    .map(Some)
}

pub(super) async fn backup_now(app: AppHandle) -> Answer<Mutation<()>> {
    // Not as a change: one goes on writing while it is made.
    long(&app, TASK, Does::Read, keep::backup_now).await
}

pub(super) async fn backup_cancel(app: AppHandle) -> Answer<()> {
    app.state::<Shell>().stop(TASK);
    Ok(())
}

pub(super) async fn backup_verify(
    app: AppHandle,
    passphrase: String,
) -> Answer<Option<BackupFound>> {
    let chosen = dialogs::ask(&app, Wish::Backup).await?;
    let Some(file) = chosen.into_iter().next() else {
        return Ok(None);
    };
    let verified = long(&app, TASK, Does::Read, move |_, progress| {
        keep::backup_verify(&file, &passphrase, progress)
    });
    verified.await.map(Some)
}

pub(super) async fn restore_choose(app: AppHandle) -> Answer<Option<BackupFound>> {
    let chosen = dialogs::ask(&app, Wish::Backup).await?;
    let Some(file) = chosen.into_iter().next() else {
        return Ok(None);
    };
    work::aside(move || {
        let found = keep::backup_about(&file)?;
        *CHOSEN.lock().unwrap_or_else(PoisonError::into_inner) = Some(file);
        Ok(Some(found))
    })
    .await
}

pub(super) async fn restore_apply(
    app: AppHandle,
    passphrase: String,
) -> Answer<Mutation<WorkspaceInfo>> {
    let file = CHOSEN
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let file = file.ok_or_else(IpcError::no_such_token)?;
    work::aside(move || {
        let shell = app.state::<Shell>();
        let (folder, machine) = shell.own_place()?;
        let reporter = Reporter::new(app.clone(), TASK.to_owned(), shell.begin(TASK));
        let restored = keep::restore(&file, &passphrase, &folder, machine, &reporter);
        shell.end(TASK);
        let (workspace, restored) = restored?;
        shell.set_phase(Phase::Open(state::hold(workspace)?));
        Ok(restored)
    })
    .await
}

pub(super) async fn recover_apply(
    app: AppHandle,
    request: SheetRecovery,
) -> Answer<Mutation<WorkspaceInfo>> {
    work::aside(move || {
        let shell = app.state::<Shell>();
        let (folder, machine) = shell.own_place()?;
        let (workspace, recovered) = keep::recover(&folder, machine, &request)?;
        shell.set_phase(Phase::Open(state::hold(workspace)?));
        Ok(recovered)
    })
    .await
}

pub(super) async fn integrity_check(app: AppHandle) -> Answer<IntegrityReport> {
    read(&app, keep::integrity_check).await
}

pub(super) async fn recovery_sheet(app: AppHandle) -> Answer<Sheet> {
    read(&app, keep::recovery_sheet).await
}

pub(super) async fn recovery_words(_: AppHandle) -> Answer<Vec<String>> {
    work::aside(|| Ok(keep::recovery_words())).await
}

pub(super) async fn person_find(app: AppHandle, text: String) -> Answer<Vec<PersonPlace>> {
    long(&app, "person", Does::Read, move |workspace, progress| {
        keep::person_find(workspace, &text, progress)
    })
    .await
}

pub(super) async fn person_erase(
    app: AppHandle,
    request: PersonErase,
) -> Answer<Mutation<PersonErased>> {
    change(&app, move |workspace| {
        keep::person_erase(workspace, &request)
    })
    .await
}

pub(super) async fn person_export(app: AppHandle, text: String) -> Answer<Option<String>> {
    let french = preferences::load(&app).language == Language::Fr;
    let name = if french {
        "donnees-personnelles.csv"
    } else {
        "personal-data.csv"
    };
    let chosen = dialogs::ask(&app, Wish::NewFile(name.to_owned())).await?;
    let Some(target) = chosen.into_iter().next() else {
        return Ok(None);
    };
    let shown = target.display().to_string();
    read(&app, move |workspace| {
        keep::person_export(workspace, &text, &target, french)
    })
    .await?;
    Ok(Some(shown))
}

pub(super) async fn erasure_requests(
    app: AppHandle,
    words: ErasureWords,
) -> Answer<Vec<ErasureRequest>> {
    read(&app, move |workspace| {
        ask::erasure_requests(workspace, &words)
    })
    .await
}

/// Writes the draft; it is then shown and opened as what was shared last is.
pub(super) async fn erasure_draft(
    app: AppHandle,
    key: String,
    words: ErasureWords,
) -> Answer<Option<String>> {
    let of = key.clone();
    let name = read(&app, move |workspace| {
        ask::erasure_draft_name(workspace, &of)
    })
    .await?;
    let chosen = dialogs::ask(&app, Wish::NewCarrier(name, "eml")).await?;
    let Some(target) = chosen.into_iter().next() else {
        return Ok(None);
    };
    let shown = target.display().to_string();
    *app.state::<Shell>().posted() = vec![target.clone()];
    read(&app, move |workspace| {
        ask::erasure_draft(workspace, &key, &words, &target)
    })
    .await?;
    Ok(Some(shown))
}

pub(super) async fn erasure_asked(app: AppHandle, key: String) -> Answer<Mutation<()>> {
    change(&app, move |workspace| ask::erasure_asked(workspace, &key)).await
}
