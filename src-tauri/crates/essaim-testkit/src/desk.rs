//! A desktop of a commune: its machine, its keys, its workspace, all in a temporary folder that goes with it.

use std::path::{Path, PathBuf};

use essaim_ops::exchange::{ExportRequest, Imported, Limits, Selection, Silent};
use essaim_ops::record::Addition;
use essaim_ops::workspace::{Agent, NewWorkspace, Who};
use essaim_ops::{OpError, Workspace};
use serde_json::{Map, Value as Json};
use tempfile::TempDir;

use crate::machine::TestMachine;

/// A desktop with an open workspace.
pub struct Desk {
    folder: TempDir,
    /// Its machine.
    pub machine: TestMachine,
    workspace: Option<Workspace>,
}

/// The town hall of Roubaix (59512).
///
/// # Errors
/// The temporary folder cannot be written.
pub fn roubaix() -> Result<Desk, OpError> {
    town("59512", 1)
}

/// The town hall of Saint-Amand-Montrond (18197).
///
/// # Errors
/// The temporary folder cannot be written.
pub fn saint_amand() -> Result<Desk, OpError> {
    town("18197", 2)
}

/// The town hall of a commune; the seed makes its keys and ids.
///
/// # Errors
/// The temporary folder cannot be written, or there is no such commune.
pub fn town(insee: &str, seed: u64) -> Result<Desk, OpError> {
    let new = NewWorkspace {
        who: Who::Commune(insee.to_owned()),
        agent: Agent {
            person: "Awa Diallo".to_owned(),
            service: "Urbanisme".to_owned(),
        },
    };
    Desk::unfurnished(seed, |place, machine| {
        Workspace::create(place, &new, machine.machine.clone()).map(drop)
    })
}

impl std::ops::Deref for Desk {
    type Target = Workspace;

    fn deref(&self) -> &Workspace {
        self.workspace
            .as_ref()
            .expect("it is taken only inside `reopen`, which puts it back or fails the test")
    }
}

impl Desk {
    /// A desktop in a temporary folder, whose workspace is made by `furnish`. It is opened anew, so that it lies in its file
    /// and not beside it: other desktops of the tests look into it.
    pub(crate) fn unfurnished(
        seed: u64,
        furnish: impl FnOnce(&Path, &TestMachine) -> Result<(), OpError>,
    ) -> Result<Self, OpError> {
        let folder = tempfile::tempdir()
            .map_err(|error| OpError::file(Path::new("temporary folder"), error))?;
        let machine = TestMachine::new(seed, &folder.path().join("keys"));
        furnish(&folder.path().join("workspace"), &machine)?;
        let mut desk = Desk {
            folder,
            machine,
            workspace: None,
        };
        desk.reopen()?;
        Ok(desk)
    }

    /// A path inside the desktop's temporary folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder of keys.
    pub fn keys(&self) -> PathBuf {
        self.path("keys")
    }

    /// Writes a file, for attachments and inputs. Gives its path.
    ///
    /// # Errors
    /// The temporary folder cannot be written.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf, OpError> {
        let path = self.path(name);
        std::fs::write(&path, bytes).map_err(|error| OpError::file(&path, error))?;
        Ok(path)
    }

    /// Closes the workspace and opens it again, as after a restart.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn reopen(&mut self) -> Result<(), OpError> {
        drop(self.workspace.take());
        let opened = Workspace::open(&self.path("workspace"), self.machine.machine.clone())?;
        self.workspace = Some(opened);
        Ok(())
    }

    /// Creates one record. Gives its id.
    ///
    /// # Errors
    /// The document is refused.
    pub fn new_record(&self, kind: &str, document: &Json) -> Result<String, OpError> {
        let object = document.as_object().cloned().unwrap_or_default();
        let base = self.folder.path();
        let addition = Addition {
            kind,
            base: Some(base),
        };
        let mut ids = self.add(addition, &mut std::iter::once(Ok(object)))?.value;
        ids.pop().ok_or_else(|| OpError::NotFound(kind.to_owned()))
    }

    /// Changes parts of a record.
    ///
    /// # Errors
    /// The patch is refused.
    pub fn change(&self, id: &str, patch: &Json) -> Result<(), OpError> {
        let object: Map<String, Json> = patch.as_object().cloned().unwrap_or_default();
        self.set(id, &object).map(drop)
    }

    /// What scripts read of a record, without its revisions: two states that say the same are equal.
    ///
    /// # Errors
    /// There is no such record.
    pub fn content(&self, id: &str) -> Result<Json, OpError> {
        let mut json = self.show(id)?.to_json();
        if let Json::Object(members) = &mut json {
            members.remove("revision");
        }
        Ok(json)
    }

    /// Publishes records and writes them into a bundle. Gives its path.
    ///
    /// # Errors
    /// One of them may not leave.
    pub fn bundle(&self, name: &str, records: &[&str]) -> Result<PathBuf, OpError> {
        let target = self.path(name);
        let chosen = records.iter().map(|id| (*id).to_owned()).collect();
        let request = ExportRequest {
            publish: true,
            ..ExportRequest::of(Selection::Records(chosen))
        };
        self.export(&request, &target, &Silent)?;
        Ok(target)
    }

    /// Imports a bundle and accepts its sender.
    ///
    /// # Errors
    /// The bundle is refused.
    pub fn receive(&self, file: &Path) -> Result<Imported, OpError> {
        let imported = self.import(file, &Limits::DEFAULT, true, None, &Silent)?;
        Ok(imported.value)
    }
}
