//! What one desktop erases is gone from the others too, and from what lies between them.

use std::io::Read;
use std::path::Path;

use essaim_bundle::{FolderKey, segment};
use essaim_ops::Workspace;
use essaim_ops::erasure::{Chosen, Held};
use essaim_ops::exchange::Silent;
use essaim_testkit::tree;
use serde_json::json;

use super::commune::{following, rounds, seen, three, write};
use crate::keeping::erasure::{NAME, traces};

/// What a stranger with the key would read in the folder: the text of each segment, and each file.
fn readable(shared: &Path, desk: &Workspace) -> Vec<String> {
    let organisation = desk.organisation().expect("ours");
    let keystore = &desk.machine().keystore;
    let kept = keystore.load(&format!("folder-{organisation}"));
    let secret = kept.expect("a keystore").expect("the shared key");
    let key = FolderKey::from_secret(&secret.try_into().expect("32 bytes")).expect("a key");
    let mut texts = Vec::new();
    for (path, bytes) in tree(shared) {
        let name = path.file_name().expect("a name").to_string_lossy();
        if segment::Name::parse(&name).is_some() {
            let opened = segment::open(&bytes, organisation, &key).expect("a segment of ours");
            let bodies = opened.revisions.iter().map(|(envelope, _)| &envelope.body);
            texts.extend(bodies.map(|body| String::from_utf8_lossy(body).into_owned()));
        } else if path
            .parent()
            .is_some_and(|folder| folder.ends_with("files"))
        {
            let mut text = Vec::new();
            let opened = key.decrypt(bytes.as_slice());
            opened
                .and_then(|mut file| file.read_to_end(&mut text))
                .expect("a file of ours");
            texts.push(String::from_utf8_lossy(&text).into_owned());
        }
    }
    assert!(!texts.is_empty(), "the folder holds something");
    texts.retain(|text| text.contains("Kervadec"));
    texts
}

fn erase(desk: &Workspace) {
    let held = desk.find_person(NAME, &Silent).expect("found");
    let chosen: Vec<Chosen> = held.iter().map(Held::chosen).collect();
    assert!(chosen.len() >= 3, "{held:?}");
    let erased = desk.erase_person(NAME, &chosen, &Silent).expect("erased");
    assert!(erased.value.finished);
}

#[test]
fn what_one_desktop_erases_is_gone_from_all_and_from_the_folder_between_them() {
    let shared = tempfile::tempdir().expect("a folder");
    let (first, second, third) = three();
    following(shared.path(), [&first, &second, &third]);
    let file = first.file("Ysoline-Kervadec.txt", format!("Vu avec {NAME}."));
    let document = json!({"title": format!("Projet de {NAME}"), "description": "Verger",
        "attachments": [{"path": file.expect("a file")}]});
    let id = first.new_record("project", &document).expect("a project");
    write(&first, &id, "objectives", &format!("Appeler {NAME}"));
    rounds(&[&first, &second, &third]);
    for desk in [&*first, &*second, &*third] {
        assert!(
            !traces(desk.folder()).expect("readable").is_empty(),
            "the test sees it"
        );
    }
    assert!(
        readable(shared.path(), &first).len() >= 3,
        "in segments and in a file"
    );

    // The third is away meanwhile, and writes upon what holds the name.
    write(&third, &id, "description", "Verger de l'Épeule");
    erase(&first);
    rounds(&[&first, &second]);
    for desk in [&*first, &*second] {
        assert_eq!(traces(desk.folder()).expect("readable"), [""; 0]);
    }
    assert!(
        readable(shared.path(), &first)
            .iter()
            .all(|text| !text.contains("Verger de l'Épeule")),
        "the third has written nothing yet"
    );
    // What it wrote arrives late, and brings nothing back.
    rounds(&[&third, &first, &second]);
    rounds(&[&third, &first, &second]);
    for desk in [&*first, &*second, &*third] {
        assert_eq!(traces(desk.folder()).expect("readable"), [""; 0]);
        let shown = desk.show(&id).expect("the project").fields;
        assert_eq!(
            shown["description"], "Verger de l'Épeule",
            "the rest has arrived"
        );
        assert_eq!(desk.check().expect("a check").problems, []);
    }
    assert_eq!(
        readable(shared.path(), &first),
        [""; 0],
        "nor in the folder"
    );
    assert_eq!(seen(first.folder()), seen(second.folder()));
    assert_eq!(seen(first.folder()), seen(third.folder()));
}
