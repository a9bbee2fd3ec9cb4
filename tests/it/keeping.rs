//! Keeping safe: backups and what comes back from them, the recovery sheet, forgetting a person.

mod asking;
mod backups;
mod damaged;
pub(crate) mod erasure;
mod recovery;

use std::path::Path;

use essaim_ops::Workspace;
use essaim_ops::backup::{self, Restored};
use essaim_ops::exchange::Silent;
use essaim_store::Store;
use essaim_testkit::{Desk, TestMachine, roubaix, saint_amand};
use serde_json::json;

pub(crate) type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// The passphrase of these tests.
const PHRASE: &str = "quatre abeilles dans un verger";

/// A town hall with records of every sort, files, a bundle from elsewhere, and a passphrase.
fn town_hall() -> Tried<Desk> {
    let (desk, other) = (roubaix()?, saint_amand()?);
    desk.load_starter(None)?;
    desk.file(
        "plan.pdf",
        (0..300_000_u32)
            .flat_map(u32::to_le_bytes)
            .collect::<Vec<u8>>(),
    )?;
    desk.file("vide.txt", b"")?;
    desk.new_record(
        "solution",
        &json!({"id": "sheet", "title": "Verger partagé", "keywords": ["abeilles"],
            "attachments": [{"path": "plan.pdf"}, {"path": "vide.txt"}]}),
    )?;
    desk.new_record(
        "project",
        &json!({"id": "project", "title": "Verger de l'Épeule", "indicators": [{"id": "i", "name": "Arbres",
            "readings": [{"date": "2026-01-31", "value": "12"}]}],
            "contacts": [{"id": "c", "title": "Mme Martin"}]}),
    )
    .or_else(|_| desk.new_record("project", &json!({"id": "project", "title": "Verger de l'Épeule"})))?;
    desk.change("sheet", &json!({"summary": "Des fruits pour tous."}))?;
    desk.trash("project")?;
    desk.restore("project")?;
    other.new_record(
        "solution",
        &json!({"id": "theirs", "title": "Maison à 1 €"}),
    )?;
    desk.receive(&other.bundle("theirs.essaim", &["theirs"])?)?;
    desk.bundle("ours.essaim", &["sheet"])?;
    desk.choose_passphrase(PHRASE)?;
    Ok(desk)
}

/// Another computer, with keys of its own.
struct Computer {
    folder: tempfile::TempDir,
    machine: TestMachine,
}

impl Computer {
    fn new(seed: u64) -> Tried<Self> {
        let folder = tempfile::tempdir()?;
        let machine = TestMachine::new(seed, &folder.path().join("keys"));
        machine.clock.pass(3_600_000);
        Ok(Self { folder, machine })
    }

    fn place(&self) -> std::path::PathBuf {
        self.folder.path().join("workspace")
    }

    fn restore(
        &self,
        file: &Path,
        phrase: &str,
    ) -> Result<(Workspace, Restored), essaim_ops::OpError> {
        backup::restore(
            file,
            phrase,
            &self.place(),
            self.machine.machine.clone(),
            &Silent,
        )
    }
}

/// All that a workspace shows, with the words of its index, but for who sits at which desktop.
fn picture(folder: &Path) -> Tried<Vec<String>> {
    let store = Store::open(folder)?;
    let mut lines = store.view().canonical_dump()?;
    lines.retain(|line| !line.contains(",\"agent\","));
    let agents: Vec<String> = store.view().canonical_dump()?;
    assert!(
        agents.iter().any(|line| line.contains(",\"agent\",")),
        "that is where agents stand"
    );
    lines.extend(store.view().index_vocabulary()?);
    for (hash, size) in store.view().attachments()? {
        let bytes = std::fs::read(store.attachments().path(hash))?;
        assert_eq!(bytes.len() as u64, size);
        lines.push(format!(
            "{hash} {:?}",
            essaim_revision::envelope::hash(&bytes)
        ));
    }
    lines.extend(store.view().imports()?.into_iter().map(|import| import.id));
    lines.extend(store.view().sent()?.into_iter().map(|sent| sent.report));
    Ok(lines)
}
