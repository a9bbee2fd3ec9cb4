//! Desktops that follow one folder show the same: what was written, decided, imported, hidden, attached.

use essaim_ops::exchange::Silent;
use essaim_ops::sync::{Look, Plainly};
use essaim_testkit::saint_amand;
use serde_json::json;

use super::commune::{join, project, round, seen, three, write};
use essaim_ops::desktop::Take;

#[test]
fn three_desktops_that_follow_one_folder_show_the_same() {
    let shared = tempfile::tempdir().expect("a folder");
    let (first, second, third) = three();
    for desk in [&*first, &*second, &*third] {
        desk.follow(Some(shared.path())).expect("it is followed");
    }
    let id = project(&first, "Maison à 1 € avec travaux");
    round(&first).expect("a round");
    round(&second).expect("a round");
    assert!(
        second.show(&id).is_ok(),
        "a project of one is there for the other"
    );
    write(&second, &id, "description", "Écrit au second poste");
    write(&first, &id, "title", "Maison à 1 €");
    for _ in 0..2 {
        for desk in [&*first, &*second, &*third] {
            round(desk).expect("a round");
        }
    }
    let of = |desk: &essaim_ops::Workspace| seen(desk.folder());
    assert_eq!(of(&first), of(&second));
    assert_eq!(of(&first), of(&third));
    let fields = third.show(&id).expect("the project").fields;
    assert_eq!(fields["title"], "Maison à 1 €");
    assert_eq!(fields["description"], "Écrit au second poste");
    let quiet = round(&first).expect("a round");
    assert_eq!(
        (quiet.taken, quiet.written),
        (0, 0),
        "then there is nothing to hand over"
    );
}

#[test]
fn an_import_comes_with_who_sent_it_and_hiding_it_hides_it_everywhere() {
    let shared = tempfile::tempdir().expect("a folder");
    let (first, second, _third) = three();
    let other = saint_amand().expect("a desktop");
    let document = other.file("bilan.pdf", b"%PDF bilan").expect("a file");
    let sheet = json!({
        "title": "Zéro déchet à l'école",
        "attachments": [{"path": document, "caption": "Bilan"}],
    });
    let sheet = other.new_record("solution", &sheet).expect("a sheet");
    let bundle = other.bundle("zero.essaim", &[&sheet]).expect("a bundle");
    let import = first.receive(&bundle).expect("an import").import_id;
    for desk in [&*first, &*second] {
        desk.follow(Some(shared.path())).expect("it is followed");
        round(desk).expect("a round");
    }
    assert_eq!(seen(first.folder()), seen(second.folder()));
    let there = second.imports().expect("the register");
    assert_eq!(there[0].import.id, import, "with its place in the register");
    assert_eq!(there[0].sender.name, "Saint-Amand-Montrond");
    assert!(second.show(&sheet).is_ok());
    let file = second.show(&sheet).expect("the sheet").fields["attachments"][0]["id"].clone();
    let file = second
        .attachment(&sheet, file.as_str().expect("an id"))
        .expect("the file");
    assert_eq!(std::fs::read(file.path).expect("its bytes"), b"%PDF bilan");
    second.hide_import(&import).expect("hidden");
    round(&second).expect("a round");
    round(&first).expect("a round");
    assert!(
        first.show(&sheet).is_err(),
        "what one hid, the other does not show"
    );
    assert_eq!(seen(first.folder()), seen(second.folder()));
    first.show_import(&import).expect("shown again");
    round(&first).expect("a round");
    round(&second).expect("a round");
    assert!(second.show(&sheet).is_ok());
}

#[test]
fn one_file_imported_on_two_desktops_is_hidden_by_one_decision() {
    let shared = tempfile::tempdir().expect("a folder");
    let (first, second, third) = three();
    let other = saint_amand().expect("a desktop");
    let sheet = other
        .new_record("solution", &json!({"title": "Zéro déchet"}))
        .expect("a sheet");
    let bundle = other.bundle("zero.essaim", &[&sheet]).expect("a bundle");
    let import = first.receive(&bundle).expect("an import").import_id;
    let limits = &essaim_ops::exchange::Limits::DEFAULT;
    second
        .import(&bundle, limits, true, None, &Silent)
        .expect("an import");
    for desk in [&*first, &*second, &*third] {
        desk.follow(Some(shared.path())).expect("it is followed");
    }
    first.hide_import(&import).expect("hidden");
    for desk in [&*first, &*second, &*third, &*first, &*second, &*third] {
        round(desk).expect("a round");
    }
    for desk in [&*first, &*second, &*third] {
        assert!(desk.show(&sheet).is_err());
        assert_eq!(seen(desk.folder()), seen(first.folder()));
    }
}

#[test]
fn a_desktop_that_comes_late_takes_all_from_any_other() {
    let shared = tempfile::tempdir().expect("a folder");
    let (first, second, third) = three();
    for at in 0..30 {
        project(&first, &format!("Projet {at}"));
    }
    for desk in [&*first, &*second] {
        desk.follow(Some(shared.path())).expect("it is followed");
        round(desk).expect("a round");
    }
    let gone = first.identity().expect("keys").device.to_string();
    let ours = std::fs::read_dir(shared.path())
        .expect("readable")
        .next()
        .expect("ours");
    std::fs::remove_dir_all(ours.expect("readable").path().join(gone)).expect("it is gone");
    third.follow(Some(shared.path())).expect("it is followed");
    round(&third).expect("a round");
    round(&second).expect("a round");
    round(&third).expect("a round");
    assert_eq!(seen(second.folder()), seen(third.folder()));
}

#[test]
fn many_small_segments_become_few_and_nothing_is_lost() {
    let shared = tempfile::tempdir().expect("a folder");
    let (first, second, _third) = three();
    first.follow(Some(shared.path())).expect("it is followed");
    let quick = || {
        first
            .sync(Look::Quick, &Plainly, &Silent)
            .expect("a round")
            .expect("followed")
    };
    for at in 0..70 {
        project(&first, &format!("Projet {at}"));
        assert_eq!(quick().written, 1);
    }
    let ours = std::fs::read_dir(shared.path())
        .expect("readable")
        .next()
        .expect("ours");
    let own = ours
        .expect("readable")
        .path()
        .join(first.identity().expect("keys").device.to_string());
    let count = std::fs::read_dir(own).expect("readable").count();
    assert!(count < 12, "{count} files for 70 sessions");
    second.follow(Some(shared.path())).expect("it is followed");
    round(&second).expect("a round");
    round(&first).expect("a round");
    assert_eq!(seen(first.folder()), seen(second.folder()));
}

#[test]
fn a_desktop_that_was_answered_in_few_gets_the_rest_from_the_folder() {
    let shared = tempfile::tempdir().expect("a folder");
    let first = essaim_testkit::roubaix().expect("a desktop");
    let id = project(&first, "Clause sociale");
    let second = join(&first, "Baptiste Leroy", 21, Take::Few);
    assert!(second.show(&id).is_err(), "it starts with the card only");
    assert_eq!(
        second
            .sender(second.organisation().expect("ours"))
            .expect("a card")
            .name,
        "Roubaix"
    );
    for desk in [&*first, &*second] {
        desk.follow(Some(shared.path())).expect("it is followed");
        round(desk).expect("a round");
    }
    assert!(second.show(&id).is_ok());
}
