//! `--demo`: a sample commune in a folder of its own, with its keys beside it. The real workspace and the real keychain
//! are never touched.

use std::path::{Path, PathBuf};

use essaim_ipc::open::{Machine, Workspace};
use essaim_ipc::start::{Body, Content, WorkspaceCreate};
use essaim_ipc::{Answer, start};

/// What sets the demonstration's settings and windows apart from the program's own.
pub(crate) const SUFFIX: &str = ".demo";

/// Whether this start asks for the demonstration.
pub(crate) fn is_asked() -> bool {
    std::env::args_os()
        .skip(1)
        .any(|argument| argument == "--demo")
}

/// Where the demonstration's workspace and keys lie.
pub(crate) fn folders(data: &Path) -> (PathBuf, PathBuf) {
    (data.join("workspace"), data.join("workspace").join("keys"))
}

/// Makes the sample commune: Roubaix, with the starter content and something of its own.
pub(crate) fn create(folder: &Path, machine: Machine) -> Answer<Workspace> {
    let request = WorkspaceCreate {
        body: Body::Commune {
            insee: "59512".to_owned(),
        },
        person: "Camille Exemple".to_owned(),
        service: "Mission innovation".to_owned(),
        content: Content::Starter,
    };
    let (workspace, _) = start::workspace_create(folder, machine, &request)?;
    start::take_up_a_sample(&workspace, "maison 1 € travaux")?;
    Ok(workspace)
}
