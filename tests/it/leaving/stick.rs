//! A bundle laid on a stick is there whole or not at all, whatever the stick does; what was there stays.

use std::io::{Error, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use essaim_host::SystemFiles;
use essaim_ops::OpError;
use essaim_ops::exchange::{
    ExportRequest, Exported, Limits, Progress, Selection, Silent, Target, verify,
};
use essaim_ops::machine::{FileSystem, OutFile, Storage};
use essaim_testkit::{Desk, roubaix, saint_amand};
use serde_json::json;

use super::Tried;

/// What fails, and how: the real file system of this machine, but for one call.
#[derive(Clone)]
struct Failing {
    /// How many calls still go well.
    left: Arc<AtomicUsize>,
    kind: Failure,
    /// Whether all folders lie on other disks than the workspace.
    elsewhere: bool,
}

#[derive(Clone, Copy)]
enum Failure {
    /// The system's error.
    System(i32),
    /// The device forgets a byte of what it was given.
    Forgets,
}

impl Failing {
    fn after(calls: usize, kind: Failure) -> Self {
        Self {
            left: Arc::new(AtomicUsize::new(calls)),
            kind,
            elsewhere: false,
        }
    }

    fn elsewhere(self) -> Self {
        Self {
            elsewhere: true,
            ..self
        }
    }

    /// One more call; the one that fails, and all after it, get the error.
    fn call(&self) -> std::io::Result<()> {
        let left = self
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                left.checked_sub(1)
            });
        match (left, self.kind) {
            (Err(_), Failure::System(code)) => Err(Error::from_raw_os_error(code)),
            _ => Ok(()),
        }
    }
}

struct FailingFile {
    file: Box<dyn OutFile>,
    failing: Failing,
}

impl Write for FailingFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.failing.call()?;
        // Devices take a little at a time: many calls, many places to fail.
        let some = &bytes[..bytes.len().min(700)];
        if matches!(self.failing.kind, Failure::Forgets) {
            let forgotten = vec![0; some.len()];
            return self.file.write(&forgotten);
        }
        self.file.write(some)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

impl OutFile for FailingFile {
    fn sync(&mut self) -> std::io::Result<()> {
        self.failing.call()?;
        self.file.sync()
    }
}

struct FailingRead(Box<dyn Read>, Failing);

impl Read for FailingRead {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.1.call()?;
        self.0.read(buffer)
    }
}

impl FileSystem for Failing {
    fn storage(&self, folder: &Path) -> Storage {
        SystemFiles.storage(folder)
    }

    fn are_beside(&self, one: &Path, other: &Path) -> bool {
        !self.elsewhere && SystemFiles.are_beside(one, other)
    }

    fn replace(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        SystemFiles.replace(from, to)
    }

    fn sync_all(&self, files: &[PathBuf]) -> std::io::Result<()> {
        SystemFiles.sync_all(files)
    }

    fn mark_from_elsewhere(&self, file: &Path) -> std::io::Result<()> {
        SystemFiles.mark_from_elsewhere(file)
    }

    fn create(&self, file: &Path) -> std::io::Result<Box<dyn OutFile>> {
        self.call()?;
        let file = SystemFiles.create(file)?;
        Ok(Box::new(FailingFile {
            file,
            failing: self.clone(),
        }))
    }

    fn read_back(&self, file: &Path) -> std::io::Result<Box<dyn Read>> {
        self.call()?;
        Ok(Box::new(FailingRead(
            SystemFiles.read_back(file)?,
            self.clone(),
        )))
    }

    fn settle(&self, from: &Path, to: &Path) -> std::io::Result<()> {
        self.call()?;
        SystemFiles.settle(from, to)
    }
}

/// Roubaix with a sheet to send, and an empty stick.
fn desk() -> Tried<(Desk, PathBuf)> {
    let desk = roubaix()?;
    desk.new_record(
        "solution",
        &json!({"id": "m", "title": "La maison à 1 €", "description": "Vendre. ".repeat(200)}),
    )?;
    desk.publish("m")?;
    let stick = desk.path("CLÉ USB");
    std::fs::create_dir(&stick)?;
    Ok((desk, stick))
}

fn lay(desk: &Desk, stick: &Path) -> Result<Exported, OpError> {
    let target = Target::Folder {
        folder: stick.to_owned(),
        name: "fiche.essaim".to_owned(),
        drive: Some("CLÉ USB".to_owned()),
    };
    let request = ExportRequest::of(Selection::Records(vec!["m".to_owned()]));
    Ok(desk.export_to(&request, &target, &Silent)?.value)
}

fn names(folder: &Path) -> Tried<Vec<String>> {
    let entries = std::fs::read_dir(folder)?;
    let mut names: Vec<String> = entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<std::io::Result<_>>()?;
    names.sort();
    Ok(names)
}

/// Reopens the desk's workspace on another file system.
fn on(desk: &mut Desk, files: Failing) -> Tried {
    desk.machine.machine.files = Arc::new(files);
    Ok(desk.reopen()?)
}

#[test]
fn whatever_write_fails_the_stick_holds_the_whole_bundle_or_none() -> Tried {
    const FULL: i32 = 28;
    const PULLED: i32 = 5;
    for (code, expected) in [
        (FULL, "place_full"),
        (PULLED, "place_gone"),
        (30, "place_read_only"),
    ] {
        let (mut desk, stick) = desk()?;
        let mut failed = 0;
        for calls in 0.. {
            on(&mut desk, Failing::after(calls, Failure::System(code)))?;
            match lay(&desk, &stick) {
                Ok(laid) => {
                    let unpacker = &*desk.machine.machine.unpacker;
                    assert!(verify(&laid.file, &Limits::DEFAULT, unpacker)?.is_valid());
                    break;
                }
                Err(error) => {
                    failed += 1;
                    assert_eq!(error.code(), expected, "call {calls}: {error}");
                    assert_eq!(names(&stick)?, Vec::<String>::new(), "call {calls} failed");
                }
            }
        }
        assert!(
            failed > 6,
            "creating, each write, flushing, reading and naming were all tried: {failed}"
        );
        assert_eq!(
            desk.sent()?.len(),
            1,
            "only what arrived on the stick was sent"
        );
    }
    Ok(())
}

#[test]
fn a_stick_that_keeps_other_bytes_is_found_out() -> Tried {
    let (mut desk, stick) = desk()?;
    on(&mut desk, Failing::after(usize::MAX, Failure::Forgets))?;
    let error = lay(&desk, &stick).map(drop).map_err(|error| error.code());
    assert_eq!(error, Err("not_as_written"));
    assert_eq!(names(&stick)?, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_file_saved_on_another_disk_is_read_back_before_it_replaces_what_had_its_name() -> Tried {
    let (mut desk, stick) = desk()?;
    let file = stick.join("fiche.essaim");
    std::fs::write(&file, "celui d'avant")?;
    let request = ExportRequest::of(Selection::Records(vec!["m".to_owned()]));
    let save = |desk: &Desk| {
        let saved = desk.export_to(&request, &Target::File(file.clone()), &Silent);
        saved.map(drop).map_err(|error| error.code())
    };
    let failing = Failing::after(usize::MAX, Failure::Forgets);
    on(&mut desk, failing.elsewhere())?;
    assert_eq!(save(&desk), Err("not_as_written"));
    for calls in 0.. {
        let failing = Failing::after(calls, Failure::System(5));
        on(&mut desk, failing.elsewhere())?;
        if save(&desk).is_ok() {
            assert!(calls > 6, "creating, writing and reading were tried");
            break;
        }
        assert_eq!(std::fs::read(&file)?, b"celui d'avant", "call {calls}");
        assert_eq!(names(&stick)?, ["fiche.essaim"], "call {calls}");
    }
    let unpacker = &*desk.machine.machine.unpacker;
    assert!(verify(&file, &Limits::DEFAULT, unpacker)?.is_valid());
    assert_eq!(names(&stick)?, ["fiche.essaim"]);
    Ok(())
}

#[test]
fn what_lies_on_a_stick_is_never_overwritten() -> Tried {
    let (desk, stick) = desk()?;
    std::fs::write(stick.join("fiche.essaim"), "d'un autre")?;
    // A beginning that was left when the stick was pulled out.
    std::fs::write(stick.join(".fiche.essaim.part"), "PK")?;
    lay(&desk, &stick)?;
    lay(&desk, &stick)?;
    assert_eq!(
        names(&stick)?,
        ["fiche (2).essaim", "fiche (3).essaim", "fiche.essaim"]
    );
    assert_eq!(std::fs::read(stick.join("fiche.essaim"))?, b"d'un autre");
    assert_eq!(
        std::fs::read(stick.join("fiche (2).essaim"))?,
        std::fs::read(stick.join("fiche (3).essaim"))?
    );
    let register = desk.sent()?;
    assert_eq!(register[0].file_name, "fiche (3).essaim");
    assert_eq!(
        register[0].report.place,
        Some(essaim_ops::exchange::SentPlace::Drive("CLÉ USB".to_owned()))
    );
    Ok(())
}

#[test]
fn a_stick_that_is_gone_and_a_stop_leave_nothing() -> Tried {
    struct Stop;
    impl Progress for Stop {
        fn report(&self, _: u64, _: u64) {}
        fn is_cancelled(&self) -> bool {
            true
        }
    }
    let (desk, stick) = desk()?;
    assert_eq!(
        lay(&desk, &stick.join("absente"))
            .map(drop)
            .map_err(|error| error.code()),
        Err("place_gone")
    );
    let target = Target::Folder {
        folder: stick.clone(),
        name: "fiche.essaim".to_owned(),
        drive: None,
    };
    let request = ExportRequest::of(Selection::Records(vec!["m".to_owned()]));
    let stopped = desk
        .export_to(&request, &target, &Stop)
        .map(drop)
        .map_err(|error| error.code());
    assert_eq!(stopped, Err("cancelled"));
    assert_eq!(names(&stick)?, Vec::<String>::new());
    Ok(())
}

/// A file that opens and cannot be read, as one on a stick that was pulled out a moment ago.
#[cfg(target_os = "linux")]
#[test]
fn a_stick_that_vanishes_while_it_is_read_is_said_and_nothing_comes_in() -> Tried {
    let desk = saint_amand()?;
    let gone = Path::new("/proc/self/mem");
    let imported = desk.import(gone, &Limits::DEFAULT, true, None, &Silent);
    let error = imported.map(drop).expect_err("it cannot be read");
    let message = error.message(essaim_ops::error::Language::French);
    assert!(message.action.contains("clé"), "{error:?}: {message:?}");
    assert!(desk.imports()?.is_empty());
    let incoming = desk.path("workspace/incoming");
    let left = if incoming.is_dir() {
        names(&incoming)?
    } else {
        Vec::new()
    };
    assert_eq!(left, Vec::<String>::new(), "no private copy stays");
    Ok(())
}

#[test]
fn each_trouble_with_a_stick_has_its_sentence_and_what_to_do() {
    use essaim_ops::error::{Departure, Language};
    let troubles = [
        OpError::from(Departure::PlaceFull("CLÉ".into())),
        OpError::from(Departure::PlaceGone("CLÉ".into())),
        OpError::from(Departure::PlaceReadOnly("CLÉ".into())),
        OpError::from(Departure::NotAsWritten("CLÉ".into())),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for trouble in &troubles {
        for language in [Language::French, Language::English] {
            let message = trouble.message(language);
            assert!(
                message.what.contains("CLÉ") && !message.action.is_empty(),
                "{message:?}"
            );
            assert!(seen.insert(message.what));
        }
    }
    assert_eq!(ErrorKind::StorageFull, Error::from_raw_os_error(28).kind());
}
