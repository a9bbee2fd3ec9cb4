//! Communes with their desktops, workspaces to hand revisions to, and what can be seen of a workspace.

use std::path::PathBuf;
use std::sync::OnceLock;

use essaim_model::{DeviceId, Leaves, OrganisationId, RecordId};
use essaim_revision::certificate::{Certificate, CertificateEnvelope};
use essaim_revision::{Conflict, DeviceKey, Revision, RootKey, State};
use essaim_store::{Appended, NewImport, Prepared, RecordKey, Source, Store, StoreError, Tx};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

/// The hour at which everything is derived.
pub(super) const NOW: u64 = 1_800_000_000_000;

/// Tries a property on `cases` random values, the same ones each time.
pub(crate) fn for_all<S: Strategy>(
    cases: u32,
    strategy: S,
    property: impl Fn(S::Value) -> TestCaseResult,
) {
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[0x5e; 32]);
    let mut runner = TestRunner::new_with_rng(config, seed);
    let failure = runner.run(&strategy, property).err();
    assert!(
        failure.is_none(),
        "{}",
        failure.map_or(String::new(), |failure| failure.to_string())
    );
}

/// Small random choices that follow from one number.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    pub(super) fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.roll(last + 1));
        }
    }
}

/// A desktop with its key.
pub(super) struct Desk {
    pub(super) key: DeviceKey,
    pub(super) id: DeviceId,
    pub(super) envelope: CertificateEnvelope,
    pub(super) certificate: Certificate,
}

/// An organisation and its desktops.
pub(super) struct Commune {
    pub(super) id: OrganisationId,
    pub(super) desks: Vec<Desk>,
}

/// The commune of that number: always the same keys.
pub(super) fn commune(number: u8, desks: usize) -> Commune {
    let root = RootKey::from_seed(&[number; 32]);
    let desk = |index: usize| {
        let mut seed = [number; 32];
        seed[0] = 0xd0 + index as u8;
        let key = DeviceKey::from_seed(&seed);
        let envelope =
            CertificateEnvelope::issue_for(root.public().organisation(), &root, &key.public(), NOW);
        let certificate = envelope.verify().expect("a certificate of ours holds");
        Desk {
            id: key.public().device(),
            key,
            envelope,
            certificate,
        }
    };
    Commune {
        id: root.public().organisation(),
        desks: (0..desks).map(desk).collect(),
    }
}

/// A workspace in memory where the system has a place for that: laws need no disk.
pub(super) struct Workspace {
    pub(super) store: Store,
    _folder: tempfile::TempDir,
}

fn new_folder() -> tempfile::TempDir {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).expect("a folder in memory")
    } else {
        tempfile::tempdir().expect("a folder")
    }
}

/// The bytes of an empty workspace's database.
fn empty_database() -> &'static [u8] {
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    EMPTY.get_or_init(|| {
        let folder = new_folder();
        drop(Store::create(folder.path()).expect("an empty workspace"));
        std::fs::read(folder.path().join("essaim.db")).expect("its database")
    })
}

impl Workspace {
    /// An empty workspace of `own`, which knows the desktops of all.
    pub(super) fn of(own: &Commune, others: &[&Commune]) -> Self {
        let folder = new_folder();
        std::fs::write(folder.path().join("essaim.db"), empty_database()).expect("a database");
        let mut store = Store::open(folder.path()).expect("a workspace");
        store
            .transaction(NOW, |tx| {
                introduce(tx, own)?;
                tx.set_own(own.id)?;
                others.iter().try_for_each(|other| introduce(tx, other))
            })
            .expect("introductions");
        Self {
            store,
            _folder: folder,
        }
    }

    /// Hands in revisions, each in a transaction of its own or all in one.
    pub(super) fn give<'r>(&mut self, revisions: impl IntoIterator<Item = &'r Revision>) {
        self.store
            .transaction(NOW, |tx| {
                revisions
                    .into_iter()
                    .try_for_each(|revision| append(tx, revision, Source::Local).map(drop))
            })
            .expect("revisions are stored");
    }

    /// Imports revisions as a bundle.
    pub(super) fn import(
        &mut self,
        import: &str,
        bundle: &str,
        sender: &Commune,
        revisions: &[&Revision],
    ) {
        self.store
            .transaction(NOW, |tx| {
                introduce(tx, sender)?;
                let imp = tx.add_import(&NewImport {
                    id: import,
                    bundle,
                    file_name: "paquet.essaim",
                    sender: sender.id,
                })?;
                revisions
                    .iter()
                    .try_for_each(|revision| append(tx, revision, Source::Import(imp)).map(drop))
            })
            .expect("an import");
    }

    /// All that can be seen of records.
    pub(super) fn seen(&self, records: &[RecordKey]) -> Seen {
        let view = self.store.view();
        let shown = |key: &RecordKey| {
            let record = view.record(key).expect("readable")?;
            let state = view.state(record.rec).expect("readable")?;
            Some(Shown {
                key: key.clone(),
                kind: record.kind,
                leaves: state.displayed(NOW),
                conflicts: state.conflicts(NOW),
                state,
            })
        };
        Seen {
            dump: view.canonical_dump().expect("readable"),
            vocabulary: view.index_vocabulary().expect("readable"),
            records: records.iter().filter_map(shown).collect(),
        }
    }

    /// The state of one record.
    pub(super) fn state(&self, key: &RecordKey) -> Option<State> {
        let view = self.store.view();
        let record = view.record(key).expect("readable")?;
        view.state(record.rec).expect("readable")
    }

    /// What a rebuild gives.
    pub(super) fn rebuilt(&mut self, records: &[RecordKey]) -> Seen {
        self.store
            .transaction(NOW, |tx| tx.rebuild())
            .expect("a rebuild");
        self.seen(records)
    }
}

/// Makes an organisation's desktops known.
pub(super) fn introduce(tx: &Tx<'_>, commune: &Commune) -> Result<(), StoreError> {
    let mut desks = commune.desks.iter();
    desks.try_for_each(|desk| tx.add_certificate(&desk.certificate, &desk.envelope))
}

/// Stores a revision.
pub(super) fn append(
    tx: &Tx<'_>,
    revision: &Revision,
    source: Source,
) -> Result<Appended, StoreError> {
    tx.append(&Prepared::new(revision.clone(), NOW)?, source)
}

/// All that can be seen of a workspace.
#[derive(Debug, PartialEq)]
pub(super) struct Seen {
    pub(super) dump: Vec<String>,
    pub(super) vocabulary: Vec<String>,
    pub(super) records: Vec<Shown>,
}

/// What is seen of one record.
#[derive(Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) key: RecordKey,
    pub(super) kind: String,
    pub(super) leaves: Leaves,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) state: State,
}

/// A record's id.
pub(super) fn id(text: &str) -> RecordId {
    RecordId::new(text).expect("an id")
}
