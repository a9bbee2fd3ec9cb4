//! Backups from a terminal, also with a disk that is full and a process that is killed in the middle.

use std::fs;

use serde_json::json;

use super::Desktop;

fn with_content() -> Desktop {
    let desktop = Desktop::of("59512");
    desktop.file(
        "big.bin",
        (0..400_000_u32)
            .flat_map(u32::to_le_bytes)
            .collect::<Vec<u8>>(),
    );
    desktop.add(
        "solution",
        &json!({"id": "m", "title": "Maison", "attachments": [{"path": "big.bin"}]}),
    );
    desktop
}

#[test]
fn a_backup_and_its_passphrase_bring_a_workspace_back_elsewhere() {
    let desktop = with_content();
    let file = desktop.path("a.sauvegarde").display().to_string();
    let done = desktop.done(&["backup", "--to", &file]);
    let phrase = done["passphrase"]
        .as_str()
        .expect("six words, told once")
        .to_owned();
    assert_eq!(phrase.split(' ').count(), 6);
    assert!(
        desktop
            .done(&["backup", "--to", &file])
            .get("passphrase")
            .is_none()
    );
    let secret = desktop.file("phrase.txt", format!("{phrase}\r\n"));
    let verified = desktop.done(&["backup", "--verify", &file, "--passphrase-file", &secret]);
    assert_eq!(
        (&verified["name"], &verified["files"]),
        (&json!("Roubaix"), &json!(2))
    );
    let other = Desktop::empty();
    let wrong = other.with_input(&["restore", &file], "une autre phrase\n");
    assert_eq!(
        (wrong.status, wrong.code().as_str()),
        (1, "wrong_passphrase")
    );
    assert!(!other.path("workspace").exists());
    let restored = other
        .with_input(&["restore", &file], &format!("{phrase}\n"))
        .json();
    assert_eq!(restored["check"]["ok"], true, "{restored}");
    assert_eq!(
        other.run(&["show", "m"]).output,
        desktop.run(&["show", "m"]).output,
        "the very same revisions"
    );
    let again = other.with_input(&["restore", &file], &format!("{phrase}\n"));
    assert_eq!(again.code(), "place_occupied");
    assert_eq!(other.done(&["check"])["ok"], true);
}

#[test]
fn without_a_file_both_places_get_one() {
    let desktop = with_content();
    let away = desktop.path("cle");
    fs::create_dir(&away).expect("a folder");
    let done = desktop.done(&["backup", "--second-place", &away.display().to_string()]);
    for file in [&done["file"], &done["second"]["file"]] {
        assert!(
            fs::metadata(file.as_str().expect("a file")).is_ok_and(|about| about.len() > 1_000_000),
            "{done}"
        );
    }
    assert!(
        done["second"]["file"]
            .as_str()
            .is_some_and(|file| file.starts_with(&away.display().to_string()))
    );
}

#[cfg(unix)]
#[test]
fn a_full_disk_or_a_killed_process_leaves_the_backup_before() {
    use super::process::{json_of, process};
    let desktop = with_content();
    let file = desktop.path("a.sauvegarde").display().to_string();
    desktop.done(&["backup", "--to", &file]);
    let before = fs::read(&file).expect("a backup");
    // No file of this process may grow beyond a size that the database keeps to and the backup does not.
    let full = process(
        &desktop,
        "trap '' XFSZ; ulimit -f 1200;",
        &["backup", "--to", &file],
        "",
    );
    assert_eq!(full.status.code(), Some(1), "{}", json_of(&full));
    assert!(
        !json_of(&full)["error"]["action"]
            .as_str()
            .unwrap_or_default()
            .is_empty()
    );
    assert!(
        fs::read(&file).expect("a backup") == before,
        "a full disk leaves the one before"
    );
    let killed = process(&desktop, "ulimit -f 1200;", &["backup", "--to", &file], "");
    assert_eq!(
        killed.status.code(),
        None,
        "the system ended it in the middle of a write"
    );
    assert!(
        fs::read(&file).expect("a backup") == before,
        "and so does a killed process"
    );
    desktop.done(&["backup", "--verify", &file]);
    desktop.done(&["backup", "--to", &file]);
}
