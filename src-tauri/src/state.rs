//! What the shell holds while it runs: the open workspace or why there is none, files handed over, plans, work under way.

use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use essaim_ipc::open::{Machine, Workspace};
use essaim_ipc::receive::Planned;
use essaim_ipc::{Answer, IpcError, start};
use tauri::{AppHandle, Manager};
use tokio::sync::watch;

use crate::demo;
use crate::opened_files::OpenedFiles;

/// The file that a window locks while it has the workspace open.
const LOCK: &str = "window.lock";

/// The open workspace.
pub(crate) struct Opened {
    pub(crate) workspace: Workspace,
    /// The state of the database that the page knows; held while the page itself changes it.
    pub(crate) seen: Mutex<i64>,
    /// Locked as long as the window is open.
    _lock: Option<File>,
}

/// How far the opening is.
#[derive(Clone)]
pub(crate) enum Phase {
    Opening,
    Setup,
    Open(Arc<Opened>),
    Refused(IpcError),
}

/// Where the workspace lies.
enum Place {
    /// This user's, or the one that the environment names.
    Own(Option<PathBuf>),
    /// The demonstration's, in a folder of local data.
    Demonstration(PathBuf),
}

/// All of it.
pub(crate) struct Shell {
    place: Place,
    phase: watch::Sender<Phase>,
    opened_files: Mutex<OpenedFiles>,
    plans: Mutex<HashMap<String, Arc<Planned>>>,
    under_way: Mutex<HashMap<String, Arc<AtomicBool>>>,
    posted: Mutex<Vec<PathBuf>>,
    sync_trouble: Mutex<Option<IpcError>>,
    /// Held while the shared folder is looked at.
    pub(crate) syncing: tokio::sync::Mutex<()>,
    /// Told when the shared folder is to be looked at soon.
    pub(crate) sync_soon: tokio::sync::Notify,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shell {
    pub(crate) fn new(app: &AppHandle, demo: bool) -> Self {
        let place = match app.path().app_local_data_dir() {
            Ok(data) if demo => Place::Demonstration(data),
            // A demonstration without a folder opens nothing, least of all what is real.
            Err(_) if demo => Place::Own(None),
            _ => Place::Own(essaim_host::default_workspace()),
        };
        Self {
            place,
            phase: watch::Sender::new(Phase::Opening),
            opened_files: Mutex::default(),
            plans: Mutex::default(),
            under_way: Mutex::default(),
            posted: Mutex::default(),
            sync_trouble: Mutex::default(),
            syncing: tokio::sync::Mutex::default(),
            sync_soon: tokio::sync::Notify::new(),
        }
    }

    /// The phase, once the opening has come to an end.
    pub(crate) async fn settled(&self) -> Phase {
        let mut changes = self.phase.subscribe();
        let settled = changes
            .wait_for(|phase| !matches!(phase, Phase::Opening))
            .await;
        match settled {
            Ok(phase) => phase.clone(),
            Err(_) => Phase::Refused(IpcError::internal("the shell is closing")),
        }
    }

    /// The open workspace.
    pub(crate) async fn workspace(&self) -> Answer<Arc<Opened>> {
        match self.settled().await {
            Phase::Open(opened) => Ok(opened),
            Phase::Refused(error) => Err(error),
            Phase::Setup | Phase::Opening => Err(IpcError::no_workspace()),
        }
    }

    /// The open workspace, if there is one at this moment.
    pub(crate) fn workspace_now(&self) -> Option<Arc<Opened>> {
        match &*self.phase.borrow() {
            Phase::Open(opened) => Some(opened.clone()),
            _ => None,
        }
    }

    pub(crate) fn set_phase(&self, phase: Phase) {
        self.phase.send_replace(phase);
    }

    pub(crate) fn opened_files(&self) -> MutexGuard<'_, OpenedFiles> {
        locked(&self.opened_files)
    }

    pub(crate) fn plans(&self) -> MutexGuard<'_, HashMap<String, Arc<Planned>>> {
        locked(&self.plans)
    }

    /// The files in which something was shared last.
    pub(crate) fn posted(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        locked(&self.posted)
    }

    /// Notes that work begins; the flag says whether the person wants it to stop.
    pub(crate) fn begin(&self, task: &str) -> Arc<AtomicBool> {
        let flag = Arc::new(AtomicBool::new(false));
        locked(&self.under_way).insert(task.to_owned(), flag.clone());
        flag
    }

    /// Notes that work is over.
    pub(crate) fn end(&self, task: &str) {
        locked(&self.under_way).remove(task);
    }

    /// Why the last look at the shared folder came to nothing.
    pub(crate) fn sync_trouble(&self) -> Option<IpcError> {
        locked(&self.sync_trouble).clone()
    }

    /// Keeps why the last look at the shared folder came to nothing. Gives whether the one before it had.
    pub(crate) fn set_sync_trouble(&self, trouble: Option<IpcError>) -> bool {
        std::mem::replace(&mut *locked(&self.sync_trouble), trouble).is_some()
    }

    /// Asks work to stop, if it is under way.
    pub(crate) fn stop(&self, task: &str) {
        if let Some(flag) = locked(&self.under_way).get(task) {
            flag.store(true, Ordering::Relaxed);
        }
    }

    /// The folder and machine of a workspace of one's own.
    pub(crate) fn own_place(&self) -> Answer<(PathBuf, Machine)> {
        let Place::Own(Some(folder)) = &self.place else {
            return Err(IpcError::internal("this user has no local data folder"));
        };
        let machine = essaim_host::machine(essaim_host::keystore(None));
        Ok((folder.clone(), machine))
    }
}

/// Opens the workspace away from the window's thread; the page's first question waits for it.
pub(crate) fn open_workspace(app: &AppHandle) {
    let app = app.clone();
    app.state::<Shell>().set_phase(Phase::Opening);
    tauri::async_runtime::spawn_blocking(move || {
        let shell = app.state::<Shell>();
        shell.set_phase(open(&shell).unwrap_or_else(Phase::Refused));
    });
}

fn open(shell: &Shell) -> Answer<Phase> {
    if let Place::Demonstration(data) = &shell.place {
        return Ok(Phase::Open(hold(demo::open(data)?)?));
    }
    let (folder, machine) = shell.own_place()?;
    Ok(match start::workspace_open(&folder, machine)? {
        Some(workspace) => Phase::Open(hold(workspace)?),
        None => Phase::Setup,
    })
}

/// Keeps a workspace open in this window, and in this one only.
pub(crate) fn hold(workspace: Workspace) -> Answer<Arc<Opened>> {
    let lock = lock(workspace.folder())?;
    let seen = Mutex::new(workspace.data_version()?);
    Ok(Arc::new(Opened {
        workspace,
        seen,
        _lock: lock,
    }))
}

/// Locks the workspace for this window. Where the file system knows no locks, there is none to hold.
fn lock(folder: &Path) -> Answer<Option<File>> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK));
    let Ok(file) = file else {
        return Ok(None);
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(IpcError::open_elsewhere(folder)),
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::lock;

    #[test]
    fn a_second_window_on_the_same_workspace_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let first = lock(folder.path()).unwrap();
        let told = lock(folder.path()).unwrap_err();
        assert_eq!(told.code, "workspace_open_elsewhere");
        drop(first);
        assert!(lock(folder.path()).is_ok(), "a closed window lets go");
    }
}
