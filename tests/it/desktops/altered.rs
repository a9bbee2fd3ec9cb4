//! What is not exactly what a desktop of ours wrote is not believed, and is told.

use std::path::{Path, PathBuf};

use essaim_ops::desktop::Take;
use essaim_ops::sync::Trouble;
use essaim_testkit::{Desk, roubaix};

use super::commune::{Joined, join, project, round, seen};

/// Two desktops that follow one folder, and the only segment that the first has written there.
fn two() -> (tempfile::TempDir, Desk, Joined, PathBuf) {
    let shared = tempfile::tempdir().expect("a folder");
    let first = roubaix().expect("a desktop");
    let second = join(&first, "Baptiste Leroy", 21, Take::Few);
    project(&first, "Jardin partagé");
    for desk in [&*first, &*second] {
        desk.follow(Some(shared.path())).expect("it is followed");
    }
    round(&first).expect("a round");
    let own = segments(
        shared.path(),
        &first.identity().expect("keys").device.to_string(),
    );
    assert_eq!(own.len(), 1);
    let only = own[0].clone();
    (shared, first, second, only)
}

fn segments(shared: &Path, device: &str) -> Vec<PathBuf> {
    let ours = std::fs::read_dir(shared).expect("readable").flatten();
    let own = ours
        .map(|entry| entry.path().join(device))
        .find(|own| own.is_dir());
    let own = std::fs::read_dir(own.expect("its folder"))
        .expect("readable")
        .flatten();
    let own = own.map(|entry| entry.path());
    own.filter(|path| path.extension().is_some_and(|ending| ending == "segment"))
        .collect()
}

#[test]
fn an_altered_segment_is_refused_and_told_until_it_is_whole_again() {
    let (_shared, first, second, segment) = two();
    let whole = std::fs::read(&segment).expect("bytes");
    let before = seen(second.folder()).dump;
    for at in (0..whole.len()).step_by(97) {
        let mut altered = whole.clone();
        altered[at] ^= 1;
        std::fs::write(&segment, altered).expect("written");
        let told = round(&second).expect("a round");
        assert_eq!(told.problems.len(), 1, "at {at}");
        assert_eq!(told.problems[0].trouble, Trouble::Altered);
        assert_eq!(told.taken, 0);
        let again = round(&second).expect("a round");
        assert_eq!(again.problems, told.problems, "told as long as it lasts");
        assert_eq!(seen(second.folder()).dump, before, "at {at}");
    }
    std::fs::write(&segment, whole).expect("written");
    assert_eq!(round(&second).expect("a round").problems, []);
    assert_eq!(seen(first.folder()), seen(second.folder()));
}

#[test]
fn a_segment_that_is_not_whole_yet_is_waited_for() {
    let (_shared, first, second, segment) = two();
    let whole = std::fs::read(&segment).expect("bytes");
    for length in (0..whole.len()).step_by(211) {
        std::fs::write(&segment, &whole[..length]).expect("written");
        let waited = round(&second).expect("a round");
        assert_eq!((waited.waiting, waited.taken), (1, 0), "at {length}");
        assert_eq!(
            waited.problems,
            [],
            "a file that is still coming is nothing to worry about"
        );
    }
    std::fs::write(&segment, whole).expect("written");
    round(&second).expect("a round");
    assert_eq!(seen(first.folder()), seen(second.folder()));
}

#[test]
fn a_segment_with_a_name_made_for_other_bytes_is_foreign() {
    let (_shared, _first, second, segment) = two();
    let bytes = std::fs::read(&segment).expect("bytes");
    let mut altered = bytes.clone();
    let last = altered.len() - 1;
    altered[last] ^= 1;
    std::fs::remove_file(&segment).expect("it is gone");
    let name = essaim_bundle::segment::Name::of(1, &altered).to_string();
    std::fs::write(segment.with_file_name(name), &altered).expect("written");
    let told = round(&second).expect("a round");
    assert_eq!(told.problems.len(), 1);
    assert_eq!(told.problems[0].trouble, Trouble::Foreign);
}

#[test]
fn a_second_copy_that_a_synchroniser_made_is_as_good_as_the_first() {
    let (_shared, first, second, segment) = two();
    let name = segment
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let copy = name.replace(".segment", ".sync-conflict-20261125-101500-ABCDEFG.segment");
    std::fs::copy(&segment, segment.with_file_name(copy)).expect("a copy");
    std::fs::write(&segment, b"half").expect("the first is spoilt");
    round(&second).expect("a round");
    assert_eq!(seen(first.folder()).dump, seen(second.folder()).dump);
}

#[test]
fn a_file_that_was_being_written_when_a_desktop_was_killed_is_not_believed() {
    let (_shared, first, second, segment) = two();
    let bytes = std::fs::read(&segment).expect("bytes");
    let own = segment.parent().expect("its folder");
    std::fs::remove_file(&segment).expect("not renamed yet");
    std::fs::write(own.join(".essaim-abcdefgh"), &bytes[..bytes.len() / 2]).expect("half a file");
    let nothing = round(&second).expect("a round");
    assert_eq!(
        (nothing.taken, nothing.waiting, nothing.problems.len()),
        (0, 0, 0)
    );
    round(&first).expect("the desktop starts again and writes what is missing");
    round(&second).expect("a round");
    round(&first).expect("a round");
    assert_eq!(seen(first.folder()), seen(second.folder()));
}

#[test]
fn a_folder_that_is_gone_is_told_and_found_again() {
    let (shared, first, _second, _segment) = two();
    let away = shared.path().with_extension("away");
    std::fs::rename(shared.path(), &away).expect("the share is gone");
    let refused = round(&first).map_err(|error| error.code()).err();
    assert_eq!(refused, Some("shared_folder_missing"));
    assert!(!first.sync_status().expect("a status").found);
    std::fs::rename(&away, shared.path()).expect("it is back");
    assert!(round(&first).is_ok());
    assert!(first.sync_status().expect("a status").found);
}
