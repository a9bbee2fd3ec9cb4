//! A bundle laid on a stick is there whole or not at all, whatever the stick does; what was there stays.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use essaim_ops::OpError;
use essaim_ops::exchange::{
    ExportRequest, Exported, Limits, Progress, Selection, Silent, Target, verify,
};
use essaim_testkit::{Desk, roubaix, saint_amand};
use serde_json::json;

use super::Tried;
use crate::failing::{Failing, Failure, on};

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
