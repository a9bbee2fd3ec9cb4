//! A mischievous engine moves the folder: each desktop has a replica of its own, and between them files arrive late, in
//! part, twice, under other names, or vanish. In the end all desktops show the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use essaim_ops::Workspace;
use essaim_testkit::{roubaix, saint_amand};
use serde_json::json;

use super::commune::{project, round, seen, three, write};

/// Small random choices that follow from one number.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }
}

/// The files below a folder, by their path from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        for entry in std::fs::read_dir(inside).expect("readable").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                let below = entry.path().strip_prefix(folder).expect("below").to_owned();
                found.insert(below, std::fs::read(entry.path()).expect("readable"));
            }
        }
    }
    found
}

fn put(target: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(target.parent().expect("a folder")).expect("made");
    std::fs::write(target, bytes).expect("written");
}

/// Copies what is below `device`'s part of one replica into another, badly.
fn meddle(from: &Path, to: &Path, device: &str, dice: &mut Dice) {
    let is_of = |path: &Path| path.iter().any(|part| part.to_string_lossy() == device);
    let there = files(from);
    for (path, bytes) in there.iter().filter(|(path, _)| is_of(path)) {
        let target = to.join(path);
        match dice.roll(8) {
            0 | 1 => {} // later
            2 => put(&target, &bytes[..dice.roll(bytes.len() + 1)]),
            3 => {
                let name = path.file_name().expect("a name").to_string_lossy();
                put(
                    &target.with_file_name(format!("{name}.sync-conflict-1.segment")),
                    bytes,
                );
            }
            4 => {
                let name = format!(
                    ".syncthing.{}.tmp",
                    path.file_name().expect("a name").to_string_lossy()
                );
                put(&target.with_file_name(name), &bytes[..bytes.len() / 2]);
            }
            _ => put(&target, bytes),
        }
    }
    for path in files(to).keys().filter(|path| is_of(path)) {
        if dice.roll(9) == 0 || (!there.contains_key(path) && dice.roll(2) == 0) {
            std::fs::remove_file(to.join(path)).expect("gone");
        }
    }
}

/// Makes a replica of `device`'s part of another exactly what it is there.
fn mirror(from: &Path, to: &Path, device: &str) {
    for path in files(to).keys() {
        if path.iter().any(|part| part.to_string_lossy() == device) {
            std::fs::remove_file(to.join(path)).expect("gone");
        }
    }
    for (path, bytes) in files(from) {
        if path.iter().any(|part| part.to_string_lossy() == device) {
            put(&to.join(path), &bytes);
        }
    }
}

/// Somebody at a desktop does something.
fn work(desk: &Workspace, at: usize, dice: &mut Dice, bundles: &[PathBuf]) {
    let all = essaim_ops::Filter {
        kind: "project".to_owned(),
        ..essaim_ops::Filter::default()
    };
    let page = desk
        .list(&all, essaim_ops::Column::Title, false, 0, 50)
        .expect("a list");
    let known = page.items;
    match dice.roll(6) {
        0 | 1 => {
            project(desk, &format!("Projet {at}"));
        }
        2 | 3 if !known.is_empty() => {
            let id = known[dice.roll(known.len())].key.id.to_string();
            write(
                desk,
                &id,
                ["title", "description"][dice.roll(2)],
                &format!("Texte {at}"),
            );
        }
        4 => {
            let limits = &essaim_ops::exchange::Limits::DEFAULT;
            let bundle = &bundles[dice.roll(bundles.len())];
            desk.import(
                bundle,
                limits,
                dice.roll(2) == 0,
                None,
                &essaim_ops::exchange::Silent,
            )
            .expect("an import");
        }
        _ => {
            let imports = desk.imports().expect("the register");
            if let Some(one) = imports.first() {
                if one.import.hidden {
                    desk.show_import(&one.import.id).expect("shown");
                } else {
                    desk.hide_import(&one.import.id).expect("hidden");
                }
            }
        }
    }
}

fn converge(seed: u64) {
    let mut dice = Dice(seed | 1);
    let (first, second, third) = three();
    let desks: [&Workspace; 3] = [&first, &second, &third];
    let devices = desks.map(|desk| desk.identity().expect("keys").device.to_string());
    let replicas = [0, 1, 2].map(|_| tempfile::tempdir().expect("a replica"));
    for (desk, replica) in desks.iter().zip(&replicas) {
        desk.follow(Some(replica.path())).expect("it is followed");
    }
    let other = saint_amand().expect("a desktop");
    let mut bundles = Vec::new();
    for at in 0..3 {
        let file = other
            .file(&format!("annexe-{at}.txt"), format!("annexe {at}"))
            .expect("a file");
        let sheet = json!({"title": format!("Fiche {at}"), "attachments": [{"path": file}]});
        let sheet = other.new_record("solution", &sheet).expect("a sheet");
        bundles.push(
            other
                .bundle(&format!("{at}.essaim"), &[&sheet])
                .expect("a bundle"),
        );
    }
    for at in 0..14 {
        let desk = dice.roll(3);
        work(desks[desk], at, &mut dice, &bundles);
        round(desks[dice.roll(3)]).expect("a round");
        let (from, to) = (dice.roll(3), dice.roll(3));
        if from != to {
            let device = &devices[from];
            meddle(
                replicas[from].path(),
                replicas[to].path(),
                device,
                &mut dice,
            );
        }
        if dice.roll(7) == 0 {
            // Even a desktop's own part may lose a file in its own replica.
            let own = files(replicas[desk].path());
            let own: Vec<_> = own
                .keys()
                .filter(|path| path.to_string_lossy().contains(&devices[desk]))
                .collect();
            if !own.is_empty() {
                let gone = replicas[desk].path().join(own[dice.roll(own.len())]);
                std::fs::remove_file(gone).expect("gone");
            }
        }
    }
    // The engine comes to its senses: all that each wrote arrives.
    for _ in 0..3 {
        for desk in desks {
            round(desk).expect("a round");
        }
        for from in 0..3 {
            for to in (0..3).filter(|to| *to != from) {
                mirror(replicas[from].path(), replicas[to].path(), &devices[from]);
            }
        }
    }
    let [one, two, three] = desks.map(|desk| seen(desk.folder()));
    assert_eq!(one, two, "seed {seed}");
    assert_eq!(one, three, "seed {seed}");
    for desk in desks {
        let report = desk.check().expect("a check");
        assert_eq!(report.problems, [], "seed {seed}");
    }
}

#[test]
fn three_desktops_converge_whatever_a_mischievous_engine_does_to_the_folder() {
    for seed in [3, 17, 91, 640, 2027, 31337] {
        converge(seed);
    }
}

#[test]
fn the_folder_shows_neither_titles_nor_names_of_files() {
    let shared = tempfile::tempdir().expect("a folder");
    let first = roubaix().expect("a desktop");
    let file = first
        .file("devis-confidentiel.txt", "montant confidentiel")
        .expect("a file");
    let document = json!({"title": "Projet confidentiel", "attachments": [{"path": file}]});
    first.new_record("project", &document).expect("a project");
    first.follow(Some(shared.path())).expect("it is followed");
    round(&first).expect("a round");
    let there = files(shared.path());
    assert!(
        there.len() >= 3,
        "a segment, an attachment, and what the folder is for"
    );
    for (path, bytes) in there {
        let text = String::from_utf8_lossy(&bytes);
        let told = format!("{} {text}", path.display());
        assert!(!told.contains("confidentiel"), "{}", path.display());
    }
}
