//! A shared folder that is full, read-only or gone at whatever write: the round says so, nothing is lost, and the next one
//! brings all.

use std::sync::Arc;

use essaim_host::SystemFiles;
use essaim_ops::desktop::Take;
use essaim_ops::error::Language;
use essaim_ops::exchange::Silent;
use essaim_ops::sync::{Look, Plainly};
use essaim_testkit::{Desk, roubaix, tree};
use serde_json::json;

use super::commune::{join, round, seen};
use crate::failing::{Failing, Failure, on};

/// More to hand over, with a file: small, and still several writes long.
fn write_more(desk: &Desk, number: usize) {
    let text = format!("La pièce {number}. ").repeat(300);
    let file = desk.file("piece.txt", text).expect("a file");
    let project = json!({"title": format!("Projet {number}"), "attachments": [{"path": file}]});
    desk.new_record("project", &project).expect("a project");
}

#[test]
fn whatever_write_into_the_shared_folder_fails_it_is_said_and_the_next_round_brings_all() {
    const FULL: i32 = 28;
    const PULLED: i32 = 5;
    const READ_ONLY: i32 = 30;
    for (code, expected) in [
        (FULL, "place_full"),
        (READ_ONLY, "place_read_only"),
        (PULLED, "place_gone"),
    ] {
        let place = tempfile::tempdir().expect("a folder");
        let shared = place.path().join("Partage");
        std::fs::create_dir(&shared).expect("a folder");
        let mut first = roubaix().expect("a desktop");
        let second = join(&first, "Baptiste Leroy", 21, Take::All);
        for desk in [&*first, &*second] {
            desk.follow(Some(&shared)).expect("it is followed");
            round(desk).expect("a round");
        }
        let mut failed = 0;
        for calls in 0.. {
            write_more(&first, calls);
            let (whole, other) = (seen(first.folder()), seen(second.folder()));
            on(&mut first, Failing::after(calls, Failure::System(code))).expect("it opens again");
            let tried = first.sync(Look::Whole, &Plainly, &Silent);
            let Err(error) = tried else {
                break;
            };
            failed += 1;
            assert_eq!(error.code(), expected, "call {calls}: {error}");
            let said = error.message(Language::French);
            assert!(
                said.what.contains("« Partage »") && !said.action.is_empty(),
                "{said:?}"
            );
            assert_eq!(seen(first.folder()), whole, "call {calls} took something");
            let status = first.sync_status().expect("readable");
            assert!(status.pending > 0, "call {calls}: it is still to be done");
            assert!(
                tree(&shared)
                    .iter()
                    .all(|(path, _)| !path.to_string_lossy().contains("/.essaim-")),
                "call {calls} left a beginning"
            );
            let meanwhile = round(&second).expect("a round");
            assert_eq!(
                (meanwhile.problems, meanwhile.waiting, meanwhile.awaited),
                (Vec::new(), 0, 0),
                "call {calls}: what lies there under its full name is whole"
            );
            assert_eq!(seen(second.folder()), other, "call {calls}: a part of it");
            first.machine.machine.files = Arc::new(SystemFiles);
            first.reopen().expect("it opens again");
            round(&first).expect("with room again, it goes on");
            round(&second).expect("a round");
            assert_eq!(seen(first.folder()), seen(second.folder()), "call {calls}");
        }
        assert!(
            failed > 12,
            "creating, each write, flushing and naming of file and segment were all tried: {failed}"
        );
        round(&second).expect("a round");
        assert_eq!(seen(first.folder()), seen(second.folder()));
    }
}
