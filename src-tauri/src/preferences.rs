//! How the window looks and speaks, in a small file of this user's local data. Nothing of it is in the workspace.

use std::io::Write;
use std::path::PathBuf;

use essaim_host::SystemFiles;
use essaim_ipc::open::FileSystem;
use essaim_ipc::start::Look;
use essaim_ipc::{Answer, IpcError};
use tauri::{AppHandle, Manager};

const FILE: &str = "preferences.json";

/// The preferences; those of a first start when there are none, or none that can be read.
pub(crate) fn load(app: &AppHandle) -> Look {
    let bytes = path(app).and_then(|path| std::fs::read(path).ok());
    bytes
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default()
}

/// Keeps them: written under a temporary name, then renamed.
pub(crate) fn save(app: &AppHandle, look: Look) -> Answer<()> {
    let Some(path) = path(app) else {
        return Err(IpcError::internal("no folder for preferences"));
    };
    let temporary = path.with_extension("json.new");
    let text = serde_json::to_vec_pretty(&look).map_err(IpcError::internal)?;
    let written = path
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::File::create(&temporary))
        .and_then(|mut file| file.write_all(&text).and_then(|()| file.sync_all()))
        .and_then(|()| SystemFiles.replace(&temporary, &path));
    written.map_err(|error| essaim_ipc::error::file(&path, error))
}

fn path(app: &AppHandle) -> Option<PathBuf> {
    Some(app.path().app_local_data_dir().ok()?.join(FILE))
}
