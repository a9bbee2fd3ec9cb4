//! A workspace with a row in every table, and the ones that were kept from each version of the schema.

use std::fs;
use std::path::{Path, PathBuf};

use essaim_model::document::Change;
use essaim_model::{BlobHash, RecordId, Value};
use essaim_revision::certificate::{CertificateEnvelope, seal};
use essaim_revision::{
    Body, Clock, DeviceKey, Revision, RootKey, Stamp, State, SuccessionEnvelope,
};
use essaim_store::{MIGRATIONS, NewImport, Prepared, SegmentRow, Source, Store, StoreError, Which};
use sha2::{Digest, Sha256};

const AT: u64 = 1_790_000_000_000;
const FILE: &[u8] = "Délibération du 12 mars".as_bytes();

/// Whether files that are made from the code are to be written anew.
pub(crate) fn regenerating() -> bool {
    std::env::var_os("ESSAIM_REGENERATE").is_some()
}

/// The top of the tree.
pub(crate) fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests
        .parent()
        .expect("the crate lies below the top")
        .to_owned()
}

/// The workspaces that were kept, the oldest first. The present version's is made where it is asked for.
pub(crate) fn all() -> Vec<PathBuf> {
    let folder = root().join("tests/fixtures");
    if regenerating() {
        let made = tempfile::tempdir().expect("a folder");
        fill(made.path());
        let name = format!("workspace-{:04}.db", MIGRATIONS.len());
        fs::copy(made.path().join("essaim.db"), folder.join(name)).expect("a copy");
    }
    let files = fs::read_dir(folder).expect("the fixtures");
    let mut files: Vec<PathBuf> = files
        .map(|file| file.expect("a file").path())
        .filter(|file| file.extension().is_some_and(|end| end == "db"))
        .collect();
    files.sort();
    files
}

/// Puts the attachments of a kept workspace in their place.
pub(crate) fn add_files(store: &Store) {
    let folder = store.attachments();
    let staged = folder.stage("fixture", &mut &FILE[..]).expect("staged");
    folder.keep(vec![staged], &|_| Ok(())).expect("kept");
}

struct Pen {
    root: RootKey,
    key: DeviceKey,
    n: u64,
}

impl Pen {
    fn of(number: u8) -> Self {
        Self {
            root: RootKey::from_seed(&[number; 32]),
            key: DeviceKey::from_seed(&[number + 100; 32]),
            n: 0,
        }
    }

    fn write(
        &mut self,
        kind: &str,
        record: &str,
        state: &State,
        leaves: &[(&str, Value)],
    ) -> Revision {
        self.n += 1;
        let (device, n) = (self.key.public().device(), self.n);
        let clock = Clock {
            ms: AT + n,
            counter: 0,
        };
        let set = |(path, value): &(&str, Value)| {
            Change::Set(
                essaim_model::Path::new(*path).expect("a path"),
                value.clone(),
            )
        };
        let changes: Vec<Change> = leaves.iter().map(set).collect();
        let body = Body {
            kind: kind.to_owned(),
            record: RecordId::new(record).expect("an id"),
            owner: self.root.public().organisation(),
            class: "shareable".to_owned(),
            device,
            n,
            clock,
            state: state.apply(Stamp { device, n }, clock, &changes),
        };
        seal(body, &self.key)
    }
}

/// Makes a workspace in the folder: ours with a sheet of two revisions, one received, one undone, and so on.
pub(crate) fn fill(folder: &Path) {
    let (mut ours, mut theirs) = (Pen::of(1), Pen::of(2));
    let sheet = [
        ("title", "L'École du dehors".into()),
        ("summary", "Classes en forêt".into()),
    ];
    let first = ours.write("solution", "sol-1", &State::default(), &sheet);
    let second = ours.write(
        "solution",
        "sol-1",
        &first.body.state,
        &[("maturity", "proven".into())],
    );
    let received = theirs.write(
        "solution",
        "sol-2",
        &State::default(),
        &[("title", "Régie".into())],
    );
    let mut store = Store::create(folder).expect("a workspace");
    add_files(&store);
    let filled: Result<(), StoreError> = store.transaction(AT, |tx| {
        for pen in [&ours, &theirs] {
            let envelope = CertificateEnvelope::issue_for(
                pen.root.public().organisation(),
                &pen.root,
                &pen.key.public(),
                AT,
            );
            tx.add_certificate(&envelope.verify().expect("ours holds"), &envelope)?;
        }
        let next = RootKey::from_seed(&[3; 32]);
        let owner = theirs.root.public().organisation();
        let envelope = SuccessionEnvelope::issue(owner, &theirs.root, &next.public(), AT);
        tx.add_succession(&envelope.verify().expect("ours holds"), &envelope)?;
        tx.set_own(ours.root.public().organisation())?;
        tx.set_meta("workspace", "fixture")?;
        for revision in [&first, &second] {
            tx.append(&Prepared::new(revision.clone(), AT)?, Source::Local)?;
        }
        let imp = tx.add_import(&NewImport {
            id: "import-1",
            bundle: "bundle-1",
            file_name: "Vannes.essaim",
            sender: theirs.root.public().organisation(),
        })?;
        tx.set_file_hash(imp, &[1; 32])?;
        tx.append(&Prepared::new(received.clone(), AT)?, Source::Import(imp))?;
        tx.add_sent("bundle-2", "Auray.essaim", "{}")?;
        tx.add_operation("record_written", "L'École du dehors", "{}")?;
        tx.put_draft("sol-1", "advice", "\"Commencer petit\"")?;
        tx.add_attachment(BlobHash(Sha256::digest(FILE).into()), FILE.len() as u64)?;
        tx.note_segment(&SegmentRow {
            hash: [2; 32],
            device: ours.key.public().device(),
            number: 1,
            size: 4096,
            ms: AT,
        })?;
        tx.note_shared(&tx.view().pending(Which::All)?)?;
        tx.note_shared_attachments(&[BlobHash(Sha256::digest(FILE).into())])?;
        tx.await_attachment(BlobHash([3; 32]), 12)
    });
    filled.expect("content");
    store.checkpoint().expect("all in one file");
}
