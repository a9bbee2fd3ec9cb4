//! What a process is killed over: a workspace as it was, the command to run on a copy of it, and what can be seen before
//! and after.

use std::fs;
use std::path::{Path, PathBuf};

use essaim_ops::Workspace;
use essaim_ops::exchange::{ExportRequest, Limits, Selection, Silent};
use essaim_store::{Damage, Store};
use essaim_testkit::{Desk, TestMachine, town};
use serde_json::json;
use tempfile::TempDir;

/// How much an import brings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) sheets: usize,
    pub(crate) files: usize,
    /// Of each file, in bytes.
    pub(crate) file: usize,
}

/// A workspace that knows half of what a bundle holds, in its older form.
pub(crate) struct Scene {
    /// What goes with the scene.
    pub(crate) folder: TempDir,
    /// The bundle to take in.
    pub(crate) bundle: PathBuf,
    /// What is seen of the workspace as it was.
    pub(crate) before: Picture,
    /// What is seen once the bundle was taken in.
    pub(crate) after: Picture,
}

/// All that can be seen of a workspace and must be as it was or as it will be.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Picture {
    dump: Vec<String>,
    vocabulary: Vec<String>,
    attachments: Vec<String>,
    imports: Vec<String>,
    /// What the integrity check says.
    pub(crate) problems: Vec<Damage>,
}

impl Scene {
    /// Makes the two communes and the bundle, and takes it in once to see what comes of it.
    pub(crate) fn new(size: Size) -> Self {
        let (sender, mut receiver) = (
            town("59512", 1).expect("a commune"),
            town("18197", 2).expect("a commune"),
        );
        let half = size.sheets / 2;
        write_sheets(&sender, 0..half, size);
        let first = bundle(&sender, "first.essaim");
        receiver
            .receive(&first)
            .expect("the older half is taken in");
        write_sheets(&sender, half..size.sheets, size);
        for sheet in 0..half / 2 {
            let patch = json!({"summary": format!("Revue, {sheet} fois"), "keywords": ["relu"]});
            sender
                .change(&format!("fiche-{sheet}"), &patch)
                .expect("a change");
        }
        let second = bundle(&sender, "second.essaim");
        let folder = tempfile::tempdir().expect("a temporary folder");
        let kept = folder.path().join("bundle.essaim");
        fs::copy(second, &kept).expect("a copy");
        let template = folder.path().join("before");
        // Opened anew, all of it lies in one file.
        receiver.reopen().expect("it opens again");
        let (workspace, keys) = (receiver.path("workspace"), receiver.keys());
        for (from, name) in [(workspace, "workspace"), (keys, "keys")] {
            copy_tree(&from, &template.join(name));
        }
        let mut scene = Self {
            folder,
            bundle: kept,
            before: Picture::none(),
            after: Picture::none(),
        };
        scene.before = scene.stage("look").picture();
        scene.after = scene.stage("look-again").take_in();
        assert_ne!(
            scene.before, scene.after,
            "an import that does nothing proves nothing"
        );
        scene
    }

    /// A copy of the workspace as it was, to be used up.
    pub(crate) fn stage(&self, name: &str) -> Stage {
        Stage::at(self.folder.path().join("before"), self.bundle.clone())
            .copy(&self.folder.path().join(name))
    }
}

/// Sheets of which every third carries a file.
fn write_sheets(sender: &Desk, numbers: std::ops::Range<usize>, size: Size) {
    for number in numbers {
        let mut sheet = json!({
            "id": format!("fiche-{number}"),
            "title": format!("Fiche {number} de Roubaix"),
            "description": format!("Ce que {number} écoles ont obtenu. ").repeat(20),
            "steps": [{"id": "s", "title": "Réunir"}, {"id": "t", "title": "Décider"}],
        });
        if number.is_multiple_of(3) && number / 3 < size.files {
            let name = format!("piece-{number}.txt");
            let line = format!("La pièce {number} du dossier. ");
            let content = line.repeat(size.file / line.len() + 1);
            sender.file(&name, content).expect("a file");
            sheet["attachments"] = json!([{"path": name, "caption": "Pièce"}]);
        }
        sender.new_record("solution", &sheet).expect("a sheet");
    }
}

fn bundle(sender: &Desk, name: &str) -> PathBuf {
    let request = ExportRequest {
        publish: true,
        limits: Limits::DEFAULT,
        ..ExportRequest::of(Selection::Kind("solution".to_owned()))
    };
    let target = sender.path(name);
    sender.export(&request, &target, &Silent).expect("a bundle");
    target
}

/// A copy of a workspace with its keys.
pub(crate) struct Stage {
    pub(crate) folder: PathBuf,
    bundle: PathBuf,
}

impl Stage {
    /// The workspace in that folder, and the bundle for it.
    pub(crate) fn at(folder: PathBuf, bundle: PathBuf) -> Self {
        Self { folder, bundle }
    }

    pub(crate) fn copy(&self, folder: &Path) -> Self {
        copy_tree(&self.folder, folder);
        Self::at(folder.to_owned(), self.bundle.clone())
    }

    pub(crate) fn workspace(&self) -> PathBuf {
        self.folder.join("workspace")
    }

    /// The size of the database's log, in bytes.
    pub(crate) fn log(&self) -> u64 {
        fs::metadata(self.workspace().join("essaim.db-wal")).map_or(0, |about| about.len())
    }

    /// The arguments of a command on this copy.
    pub(crate) fn arguments(&self, words: &[&str]) -> Vec<String> {
        let place = |name: &str| self.folder.join(name).display().to_string();
        let mut arguments = vec![
            "--json".to_owned(),
            "--workspace".to_owned(),
            place("workspace"),
            "--keystore".to_owned(),
            place("keys"),
        ];
        arguments.extend(words.iter().map(ToString::to_string));
        arguments
    }

    /// The arguments that take the bundle in.
    pub(crate) fn import(&self) -> Vec<String> {
        self.arguments(&["import", &self.bundle.display().to_string()])
    }

    pub(crate) fn open(&self) -> Workspace {
        let machine = TestMachine::new(7, &self.folder.join("keys")).machine;
        Workspace::open(&self.workspace(), machine).expect("the workspace opens")
    }

    /// Takes the bundle in, in this process, and looks.
    pub(crate) fn take_in(&self) -> Picture {
        let workspace = self.open();
        workspace
            .import(&self.bundle, &Limits::DEFAULT, false, None, &Silent)
            .expect("with nothing in the way, it is taken in");
        drop(workspace);
        self.picture()
    }

    /// What can be seen, integrity included.
    pub(crate) fn picture(&self) -> Picture {
        let problems = self.open().check().expect("readable").problems;
        let store = Store::open(&self.workspace()).expect("the workspace opens");
        let view = store.view();
        let attachments = view.attachments().expect("readable");
        let imports = view.imports().expect("readable");
        Picture {
            dump: view.canonical_dump().expect("readable"),
            vocabulary: view.index_vocabulary().expect("readable"),
            attachments: attachments
                .iter()
                .map(|(hash, size)| format!("{hash} {size}"))
                .collect(),
            imports: imports
                .iter()
                .map(|one| format!("{} {} {}", one.bundle, one.hidden, one.report))
                .collect(),
            problems,
        }
        .without_the_hour()
    }

    /// The files of this copy are no longer needed.
    pub(crate) fn clear(self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

impl Picture {
    /// Without the hour at which our own decision on the import was written, and the hash that follows from it.
    fn without_the_hour(mut self) -> Self {
        self.dump.iter_mut().for_each(|line| {
            if line.contains("\"import_decision\"") {
                forget_the_hour(line);
            }
        });
        self
    }

    /// Without when each record was written, the hash of its revision, and the register.
    pub(super) fn timeless(mut self) -> Self {
        self.dump.iter_mut().for_each(forget_the_hour);
        self.imports.clear();
        self
    }

    fn none() -> Self {
        Self {
            dump: Vec::new(),
            vocabulary: Vec::new(),
            attachments: Vec::new(),
            imports: Vec::new(),
            problems: Vec::new(),
        }
    }
}

/// A row's column `updated_ms`, and its last one, the heads.
fn forget_the_hour(line: &mut String) {
    let mut row: Vec<serde_json::Value> = serde_json::from_str(line).expect("a row is JSON");
    row.pop();
    row[22] = serde_json::Value::Null;
    *line = serde_json::Value::from(row).to_string();
}

pub(crate) fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder to copy") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_tree(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
