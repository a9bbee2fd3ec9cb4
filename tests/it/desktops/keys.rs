//! Keys among desktops: a renewed root and a revoked desktop are known wherever the folder goes, in any order.

use std::path::Path;

use essaim_ops::OpError;
use essaim_ops::desktop::Take;
use essaim_revision::succession::MOST_SUCCESSIONS;
use essaim_testkit::{roubaix, saint_amand};

use super::commune::{following, join, project, round, rounds, seen, three, write};

/// Takes the first root key out of a desktop's keystore: the one that others know from the start.
fn without_first_root(desk: &essaim_testkit::Desk) {
    let name = format!("secret-root-{}", desk.organisation().expect("ours"));
    let kept = std::fs::read_dir(desk.keys())
        .expect("a keystore")
        .flatten();
    let mut gone = 0;
    for file in kept.filter(|file| file.file_name().to_string_lossy().starts_with(&name)) {
        std::fs::remove_file(file.path()).expect("removed");
        gone += 1;
    }
    assert_eq!(gone, 1, "the keystore held it");
}

#[test]
fn a_renewed_root_reaches_the_other_desktops_though_nothing_else_is_new() {
    let shared = tempfile::tempdir().expect("a folder");
    let (first, second, third) = three();
    following(shared.path(), [&first, &second, &third]);
    rounds(&[&first, &second, &third]);
    first.renew_root().expect("renewed");
    let root = (*first).keys(None).expect("keys").root;
    rounds(&[&first, &second, &third]);
    for desk in [&*second, &*third] {
        let keys = desk.keys(None).expect("keys");
        assert_eq!((keys.root, keys.renewals.len()), (root.clone(), 1));
    }
    let quiet = round(&first).expect("a round");
    assert_eq!(quiet.written, 0, "it is said once");
}

#[test]
fn a_root_key_is_renewed_as_often_as_others_believe_and_then_it_is_said() {
    let (first, other) = (
        roubaix().expect("a desktop"),
        saint_amand().expect("a commune"),
    );
    for _ in 0..MOST_SUCCESSIONS {
        first.renew_root().expect("renewed");
    }
    let before = (*first).keys(None).expect("keys").root;
    let refused = first.renew_root().map_err(|error| error.code()).err();
    assert_eq!(refused, Some("key_renewed_too_often"));
    assert_eq!((*first).keys(None).expect("keys").root, before);
    let sheet = serde_json::json!({"id": "s", "title": "Verger"});
    first.new_record("solution", &sheet).expect("a sheet");
    let bundle = first.bundle("s.essaim", &["s"]).expect("a bundle");
    other.receive(&bundle).expect("they believe all of them");
}

#[test]
fn what_a_desktop_certified_by_the_renewed_root_writes_counts_at_the_others() {
    let shared = tempfile::tempdir().expect("a folder");
    let first = roubaix().expect("a desktop");
    let second = join(&first, "Baptiste Leroy", 21, Take::Few);
    first.renew_root().expect("renewed");
    without_first_root(&first);
    let third = join(&first, "Chloé Martin", 31, Take::Few);
    following(shared.path(), [&first, &second, &third]);
    let id = project(&third, "Clause sociale");
    // The second desktop sees only what the third wrote: it learns of the new root from there.
    round(&third).expect("a round");
    round(&second).expect("a round");
    assert_eq!(
        second.show(&id).expect("the project").fields["title"],
        "Clause sociale"
    );
    rounds(&[&first, &second, &third]);
    assert_eq!(seen(first.folder()), seen(second.folder()));
    assert_eq!(seen(first.folder()), seen(third.folder()));
}

/// Lays what lies in one folder into another, as a stick does.
fn carry(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            std::fs::create_dir_all(&target).expect("a folder");
            carry(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}

#[test]
fn what_a_revoked_desktop_goes_on_writing_counts_nowhere_whichever_arrives_first() {
    for revocation_first in [true, false] {
        let (shared, apart) = (tempfile::tempdir(), tempfile::tempdir());
        let (shared, apart) = (shared.expect("a folder"), apart.expect("a folder"));
        let (first, second, third) = three();
        following(shared.path(), [&first, &second, &third]);
        let id = project(&third, "Maison à 1 €");
        rounds(&[&first, &second, &third]);
        let lost = third.identity().expect("keys").device;
        third.follow(Some(apart.path())).expect("it is followed");
        first.revoke_device(lost, None).expect("revoked");
        write(&third, &id, "title", "Écrit par qui a trouvé le poste");
        round(&third).expect("a round");
        if revocation_first {
            rounds(&[&first, &second]);
        }
        carry(apart.path(), shared.path());
        rounds(&[&second, &first, &second]);
        for desk in [&*first, &*second] {
            assert_eq!(desk.show(&id).expect("it").fields["title"], "Maison à 1 €");
            let desktops = desk.keys(None).expect("keys").desktops;
            let kept = desktops.iter().find(|one| one.id == lost).expect("it");
            assert!(!kept.kept_apart.is_empty(), "nothing is thrown away");
        }
        third.follow(Some(shared.path())).expect("it is followed");
        assert!(
            matches!(round(&third), Err(OpError::Revoked)),
            "who sits there is told"
        );
    }
}
