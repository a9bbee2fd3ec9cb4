//! The file that is received may be written to, or pulled out, while it is read: all of it is taken in, or nothing.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use essaim_host::SystemFiles;
use essaim_ops::exchange::{Limits, Progress, Silent};
use essaim_ops::machine::{FileSystem, OutFile, Storage};
use essaim_ops::{OpError, Workspace};
use essaim_testkit::{Desk, roubaix, saint_amand};
use serde_json::json;

/// Does something once the file has been hashed.
struct Meanwhile<F: Fn() + Sync> {
    looks: AtomicU32,
    act: F,
}

impl<F: Fn() + Sync> Meanwhile<F> {
    fn new(act: F) -> Self {
        let looks = AtomicU32::new(0);
        Self { looks, act }
    }
}

impl<F: Fn() + Sync> Progress for Meanwhile<F> {
    fn report(&self, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        if self.looks.fetch_add(1, Ordering::SeqCst) == 1 {
            (self.act)();
        }
        false
    }
}

/// A machine that differs from this one in a single point.
enum Odd {
    /// Every file lies on a stick.
    Sticks,
    /// The disk says when it is asked to flush, and waits for a word before it does.
    Slow {
        asked: Arc<AtomicBool>,
        go_on: Mutex<Receiver<()>>,
        waited_for: Arc<AtomicBool>,
    },
}

impl FileSystem for Odd {
    fn storage(&self, folder: &Path) -> Storage {
        SystemFiles.storage(folder)
    }

    fn are_beside(&self, one: &Path, other: &Path) -> bool {
        !matches!(self, Odd::Sticks) && SystemFiles.are_beside(one, other)
    }

    fn replace(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        SystemFiles.replace(from, to)
    }

    fn sync_all(&self, files: &[PathBuf]) -> std::io::Result<()> {
        if let Odd::Slow {
            asked,
            go_on,
            waited_for,
        } = self
        {
            asked.store(true, Ordering::SeqCst);
            let go_on = go_on.lock().expect("no other flush failed");
            let word = go_on.recv_timeout(Duration::from_secs(60));
            waited_for.store(word == Err(RecvTimeoutError::Timeout), Ordering::SeqCst);
        }
        SystemFiles.sync_all(files)
    }

    fn mark_from_elsewhere(&self, file: &Path) -> std::io::Result<()> {
        SystemFiles.mark_from_elsewhere(file)
    }

    fn create(&self, file: &Path) -> std::io::Result<Box<dyn OutFile>> {
        SystemFiles.create(file)
    }

    fn read_back(&self, file: &Path) -> std::io::Result<Box<dyn std::io::Read>> {
        SystemFiles.read_back(file)
    }

    fn settle(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        SystemFiles.settle(from, to)
    }
}

fn sent() -> Result<(Desk, PathBuf), OpError> {
    let desk = roubaix()?;
    let plan = desk.file("plan.txt", "Plan de la rue")?;
    let sheet =
        json!({"title": "Maison à 1 €", "attachments": [{"path": plan, "caption": "Plan"}]});
    let id = desk.new_record("solution", &sheet)?;
    let bundle = desk.bundle("fiche.essaim", &[&id])?;
    Ok((desk, bundle))
}

/// All files of a workspace that a bundle could have brought.
fn brought(desk: &Desk) -> usize {
    fn files(folder: &Path) -> usize {
        let inside = std::fs::read_dir(folder).into_iter().flatten().flatten();
        inside
            .map(|entry| match entry.path() {
                path if path.is_dir() => files(&path),
                _ => 1,
            })
            .sum()
    }
    let workspace = desk.path("workspace");
    files(&workspace.join("attachments")) + files(&workspace.join("incoming"))
}

#[test]
fn a_file_that_is_written_to_while_it_is_read_is_refused_and_nothing_of_it_stays() {
    let (_sender, bundle) = sent().expect("a bundle");
    let desk = saint_amand().expect("a desk");
    let grow = Meanwhile::new(|| {
        let mut bytes = std::fs::read(&bundle).expect("the bundle");
        bytes.push(0);
        std::fs::write(&bundle, bytes).expect("room for one byte");
    });
    let result = desk.import(&bundle, &Limits::DEFAULT, true, None, &grow);
    assert!(result.is_err(), "what was hashed is not what was read");
    assert_eq!(desk.imports().expect("the register").len(), 0);
    assert_eq!(brought(&desk), 0, "no file of it stays");
}

#[test]
fn an_attachment_that_is_not_what_the_bundle_says_is_told_and_the_rest_is_taken_in() {
    let (_sender, bundle) = sent().expect("a bundle");
    let mut bytes = std::fs::read(&bundle).expect("the bundle");
    let plan = b"Plan de la rue";
    let found = bytes.windows(plan.len()).position(|piece| piece == plan);
    bytes[found.expect("so short a file is stored as it is")] = b'p';
    std::fs::write(&bundle, bytes).expect("room for it");
    let desk = saint_amand().expect("a desk");
    let imported = desk.import(&bundle, &Limits::DEFAULT, true, None, &Silent);
    let plan = imported.expect("the rest is sound").value.incoming.plan;
    assert_eq!((plan.fresh.len(), plan.refused.len()), (1, 1));
    assert_eq!((plan.attachments, brought(&desk)), (0, 0));
}

#[test]
fn a_stick_may_be_pulled_out_once_its_file_is_hashed() {
    let (_sender, bundle) = sent().expect("a bundle");
    let desk = saint_amand().expect("a desk");
    let mut machine = desk.machine.machine.clone();
    machine.files = Arc::new(Odd::Sticks);
    let workspace = Workspace::open(&desk.path("workspace"), machine).expect("it opens twice");
    let pull = Meanwhile::new(|| std::fs::write(&bundle, "").expect("an empty file"));
    let imported = workspace.import(&bundle, &Limits::DEFAULT, true, None, &pull);
    let plan = imported.expect("all was copied before").value.incoming.plan;
    assert_eq!((plan.fresh.len(), plan.refused.len()), (1, 0));
    assert_eq!(
        brought(&desk),
        1,
        "the attachment, and no copy of the bundle"
    );
}

/// Stopped while the disk is asked to flush, and nothing else is left to do: the few revisions are looked at in less looks.
struct StopAtFlush {
    asked: Arc<AtomicBool>,
    looks: AtomicU32,
}

impl Progress for StopAtFlush {
    fn report(&self, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        self.asked.load(Ordering::SeqCst) && self.looks.fetch_add(1, Ordering::SeqCst) > 60
    }
}

#[test]
fn who_stops_an_import_does_not_wait_for_the_disk_and_nothing_stays() {
    let (_sender, bundle) = sent().expect("a bundle");
    let desk = saint_amand().expect("a desk");
    let (asked, waited_for) = <(Arc<AtomicBool>, Arc<AtomicBool>)>::default();
    let (say, go_on) = channel();
    let mut machine = desk.machine.machine.clone();
    machine.files = Arc::new(Odd::Slow {
        asked: Arc::clone(&asked),
        go_on: Mutex::new(go_on),
        waited_for: Arc::clone(&waited_for),
    });
    let workspace = Workspace::open(&desk.path("workspace"), machine).expect("it opens twice");
    let stop = StopAtFlush {
        asked: Arc::clone(&asked),
        looks: AtomicU32::new(0),
    };
    let result = workspace.import(&bundle, &Limits::DEFAULT, true, None, &stop);
    assert!(asked.load(Ordering::SeqCst), "it was being flushed");
    assert!(
        matches!(result, Err(OpError::Cancelled)),
        "{:?}",
        result.err()
    );
    assert!(
        !waited_for.load(Ordering::SeqCst),
        "the disk had not yet flushed it"
    );
    drop(say);
    assert_eq!(desk.imports().expect("the register").len(), 0);
    assert_eq!(brought(&desk), 0, "no file of it stays");
}

/// Says to stop to those alone who judge revisions beside the thread that asked for it.
struct StopBeside(std::thread::ThreadId);

impl Progress for StopBeside {
    fn report(&self, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        std::thread::current().id() != self.0
    }
}

#[test]
fn who_judges_the_revisions_of_a_bundle_asks_between_them_whether_to_stop() {
    let sender = roubaix().expect("a desk");
    let sheet = sender.new_record("solution", &json!({"title": "Maison à 1 €"}));
    let bundle = sender.bundle("fiche.essaim", &[&sheet.expect("a sheet")]);
    let bundle = bundle.expect("a bundle without attachments, which are asked about too");
    let desk = saint_amand().expect("a desk");
    let stop = StopBeside(std::thread::current().id());
    let plan = desk.plan(&bundle, &Limits::DEFAULT, &stop);
    assert!(matches!(plan, Err(OpError::Cancelled)), "{:?}", plan.err());
}

#[test]
fn a_file_on_the_workspace_s_own_disk_is_not_copied() {
    let (_sender, bundle) = sent().expect("a bundle");
    let desk = saint_amand().expect("a desk");
    let incoming = desk.path("workspace").join("incoming");
    let look = Meanwhile::new(|| {
        let copies = std::fs::read_dir(&incoming).into_iter().flatten().count();
        assert_eq!(copies, 0, "it is read where it lies");
    });
    let plan = desk.plan(&bundle, &Limits::DEFAULT, &look).expect("sound");
    assert_eq!(plan.plan.fresh.len(), 1);
}
