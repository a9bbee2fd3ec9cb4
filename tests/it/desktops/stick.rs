//! Without a share, the same segments go by stick.

use essaim_ops::desktop::Take;
use essaim_ops::exchange::Silent;
use essaim_ops::sync::Plainly;
use essaim_testkit::roubaix;
use serde_json::json;

use super::commune::{join, project, seen, write};

#[test]
fn two_desktops_keep_in_step_by_a_stick_that_goes_to_and_fro() {
    let stick = tempfile::tempdir().expect("a stick");
    let first = roubaix().expect("a desktop");
    let second = join(&first, "Baptiste Leroy", 21, Take::Few);
    let photo = first
        .file("photo.png", [0x89, b'P', b'N', b'G'])
        .expect("a file");
    let document = json!({"title": "Jardin partagé", "attachments": [{"path": photo}]});
    let id = first.new_record("project", &document).expect("a project");
    for _ in 0..2 {
        first
            .write_segments(stick.path(), &Silent)
            .expect("written");
        second
            .read_segments(stick.path(), &Plainly, &Silent)
            .expect("read");
        write(&second, &id, "description", "Vu sur place");
        project(&second, "Compost de quartier");
        second
            .write_segments(stick.path(), &Silent)
            .expect("written");
        first
            .read_segments(stick.path(), &Plainly, &Silent)
            .expect("read");
        assert_eq!(seen(first.folder()), seen(second.folder()));
    }
    let here = std::fs::read_dir(stick.path()).expect("readable").count();
    assert_eq!(here, 1, "all of it lies in one folder of the stick");
}

#[test]
fn what_came_by_stick_goes_on_by_the_folder() {
    let (stick, shared) = (
        tempfile::tempdir().expect("a"),
        tempfile::tempdir().expect("b"),
    );
    let first = roubaix().expect("a desktop");
    let second = join(&first, "Baptiste Leroy", 21, Take::Few);
    let third = join(&first, "Chloé Martin", 31, Take::Few);
    for desk in [&second, &third] {
        desk.follow(Some(shared.path())).expect("it is followed");
        super::commune::round(desk).expect("a round");
    }
    let id = project(&first, "Jardin partagé");
    first
        .write_segments(stick.path(), &Silent)
        .expect("written");
    second
        .read_segments(stick.path(), &Plainly, &Silent)
        .expect("read");
    super::commune::round(&second).expect("a round");
    super::commune::round(&third).expect("a round");
    assert!(
        third.show(&id).is_ok(),
        "the second desktop hands on what it was handed"
    );
    assert_eq!(seen(second.folder()), seen(third.folder()));
}
