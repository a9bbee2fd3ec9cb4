//! `--demo`: a sample commune in a folder of its own, with its keys beside it. The real workspace and the real keychain
//! are never touched.

use std::path::Path;

use essaim_ipc::open::{Machine, Workspace};
use essaim_ipc::start::{Body, Content, WorkspaceCreate};
use essaim_ipc::{Answer, IpcError, start};

/// What sets the demonstration's settings and windows apart from the program's own.
pub(crate) const SUFFIX: &str = ".demo";

/// Whether this start asks for the demonstration.
pub(crate) fn is_asked() -> bool {
    std::env::args_os()
        .skip(1)
        .any(|argument| argument == "--demo")
}

/// How many demonstrations that cannot be opened any more are left behind before giving up.
const TRIES: u32 = 20;

/// Opens the demonstration, made at the first time. One that this program cannot open any more is left as it is, and a new
/// one made beside it.
pub(crate) fn open(data: &Path) -> Answer<Workspace> {
    let mut refused = None;
    for number in 1..=TRIES {
        let folder = data.join(format!("demonstration-{number}"));
        let keys = folder.join("keys");
        let machine = || essaim_host::machine(essaim_host::keystore(Some(&keys)));
        match start::workspace_open(&folder, machine()) {
            Ok(Some(workspace)) => return Ok(workspace),
            Ok(None) => return create(&folder, machine()),
            Err(error) => refused = Some(error),
        }
    }
    Err(refused.unwrap_or_else(IpcError::no_workspace))
}

/// Makes the sample commune: Roubaix, with the starter content and something of its own.
fn create(folder: &Path, machine: Machine) -> Answer<Workspace> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demonstration_is_roubaix_with_something_of_its_own_and_is_found_again() {
        let data = tempfile::tempdir().unwrap();
        let shown = open(data.path()).unwrap();
        let info = start::workspace_info(&shown).unwrap();
        assert_eq!(info.organisation.insee.as_deref(), Some("59512"));
        assert!(info.samples_loaded);
        assert!(!essaim_ipc::home::home(&shown).unwrap().first_day);
        let folder = shown.folder().to_owned();
        assert!(folder.join("keys").is_dir(), "its keys lie beside it");
        drop(shown);
        assert_eq!(open(data.path()).unwrap().folder(), folder);
    }

    #[test]
    fn a_demonstration_that_cannot_be_opened_is_left_and_another_made() {
        let data = tempfile::tempdir().unwrap();
        let folder = data.path().join("demonstration-1");
        std::fs::create_dir_all(&folder).unwrap();
        let database = folder.join("essaim.db");
        std::fs::write(&database, "of another time").unwrap();
        let shown = open(data.path()).unwrap();
        assert!(shown.folder().ends_with("demonstration-2"));
        assert_eq!(std::fs::read(&database).unwrap(), b"of another time");
    }
}
