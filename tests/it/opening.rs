//! A workspace that cannot be opened says why, and its file is left exactly as it was; one that can is for several windows.

use std::fs;
use std::path::{Path, PathBuf};

use essaim_store::{MIGRATIONS, Store, StoreError};
use rusqlite::Connection;

use crate::fixture;

/// The size of a page, in bytes.
const PAGE: usize = 8192;

/// A folder that holds a workspace with content.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fixture::fill(folder.path());
    folder
}

fn database(folder: &Path) -> PathBuf {
    folder.join("essaim.db")
}

/// Opens it, which must be refused, and checks that nothing of the file has changed.
fn refused(folder: &Path) -> StoreError {
    let before = fs::read(database(folder)).expect("the file");
    let opened = Store::open(folder);
    let after = fs::read(database(folder)).expect("the file");
    assert!(before == after, "what cannot be opened is not touched");
    opened.err().expect("it must be refused")
}

fn change(folder: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(database(folder)).expect("the file");
    change(&mut bytes);
    fs::write(database(folder), bytes).expect("the file");
}

#[test]
fn where_there_is_no_workspace_none_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("ailleurs");
    assert!(matches!(Store::open(&missing), Err(StoreError::Missing(path)) if path == missing));
    assert!(!missing.exists(), "opening makes nothing");
}

#[test]
fn a_workspace_is_not_made_over_another() {
    let folder = workspace();
    let before = fs::read(database(folder.path())).expect("the file");
    assert!(matches!(
        Store::create(folder.path()),
        Err(StoreError::AlreadyThere(_))
    ));
    assert!(before == fs::read(database(folder.path())).expect("the file"));
}

#[test]
fn the_file_of_another_program_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    for foreign in [
        "",
        "SQLite format 3",
        "Un compte rendu, pas une base.",
        "PK\u{3}\u{4}",
    ] {
        fs::write(database(folder.path()), foreign).expect("a file");
        assert!(
            matches!(refused(folder.path()), StoreError::NotAWorkspace),
            "{foreign:?}"
        );
    }
    fs::remove_file(database(folder.path())).expect("gone");
    let other = Connection::open(database(folder.path())).expect("a database");
    other
        .execute_batch("CREATE TABLE notes (text)")
        .expect("a table");
    drop(other);
    assert!(matches!(refused(folder.path()), StoreError::NotAWorkspace));
}

#[test]
fn a_file_of_a_later_version_is_refused_and_says_both_versions() {
    let folder = workspace();
    let ours = Connection::open(database(folder.path())).expect("a database");
    let version = MIGRATIONS.len() as i64 + 1;
    ours.pragma_update(None, "user_version", version)
        .expect("a later version");
    drop(ours);
    let refusal = refused(folder.path());
    let told = matches!(refusal, StoreError::TooRecent { found, known }
        if found == version && known == version - 1);
    assert!(told, "{refusal:?}");
}

#[test]
fn a_file_that_was_cut_short_is_refused_as_damaged() {
    let folder = workspace();
    let whole = fs::read(database(folder.path())).expect("the file");
    for keep in [whole.len() - 1, whole.len() / 2, PAGE, 4000, 100] {
        fs::write(database(folder.path()), &whole[..keep]).expect("the file");
        let refusal = refused(folder.path());
        assert!(
            matches!(refusal, StoreError::Corrupt(_)),
            "{keep} bytes: {refusal:?}"
        );
    }
    fs::write(database(folder.path()), &whole[..99]).expect("the file");
    let refusal = refused(folder.path());
    assert!(
        matches!(refusal, StoreError::NotAWorkspace),
        "99 bytes: {refusal:?}"
    );
}

#[test]
fn a_file_whose_first_page_is_damaged_is_refused() {
    let folder = workspace();
    change(folder.path(), |bytes| bytes[100..2000].fill(0xff));
    let refusal = refused(folder.path());
    assert!(matches!(refusal, StoreError::Corrupt(_)), "{refusal:?}");
}

#[test]
fn damage_where_revisions_or_lists_begin_is_told_at_the_door() {
    for table in ["revisions", "entries"] {
        let folder = workspace();
        let ours = Connection::open(database(folder.path())).expect("a database");
        let sql = "SELECT rootpage FROM sqlite_master WHERE name = ?1";
        let page: u32 = ours
            .query_row(sql, [table], |row| row.get(0))
            .expect("a page");
        drop(ours);
        let page = page as usize;
        change(folder.path(), |bytes| {
            bytes[(page - 1) * PAGE..page * PAGE].fill(0xa5)
        });
        let refusal = refused(folder.path());
        assert!(
            matches!(refusal, StoreError::Corrupt(_)),
            "{table}: {refusal:?}"
        );
    }
}

#[test]
fn whichever_page_is_damaged_the_door_or_the_check_tells() {
    let folder = workspace();
    let whole = fs::read(database(folder.path())).expect("the file");
    for page in 1..whole.len() / PAGE {
        let mut damaged = whole.clone();
        damaged[page * PAGE..(page + 1) * PAGE].fill(0xa5);
        fs::write(database(folder.path()), &damaged).expect("the file");
        match Store::open(folder.path()) {
            Err(StoreError::Corrupt(_)) => {}
            Err(other) => panic!("page {}: {other:?}", page + 1),
            Ok(mut store) => match store.check(|tx| tx.rebuild()) {
                Err(StoreError::Corrupt(_)) => {}
                Err(other) => panic!("page {}: {other:?}", page + 1),
                Ok(report) => assert!(!report.problems.is_empty(), "page {}", page + 1),
            },
        }
        let after = fs::read(database(folder.path())).expect("the file");
        assert!(
            after == damaged,
            "page {}: nothing is repaired behind our back",
            page + 1
        );
    }
}

#[test]
fn a_file_that_cannot_be_written_is_refused() {
    let folder = workspace();
    let file = database(folder.path());
    let before = fs::metadata(&file).expect("the file").permissions();
    let mut only_read = before.clone();
    only_read.set_readonly(true);
    fs::set_permissions(&file, only_read).expect("read-only");
    let refusal = refused(folder.path());
    fs::set_permissions(&file, before).expect("writable");
    assert!(matches!(refusal, StoreError::ReadOnly), "{refusal:?}");
    Store::open(folder.path()).expect("it opens once it can be written");
}

#[test]
fn a_file_that_another_program_holds_is_refused_until_it_lets_go() {
    let folder = workspace();
    let holder = Connection::open(database(folder.path())).expect("a database");
    holder
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; SELECT 1 FROM meta;")
        .expect("all to itself");
    let refusal = Store::open(folder.path()).err().expect("it is held");
    assert!(matches!(refusal, StoreError::Busy), "{refusal:?}");
    holder
        .execute_batch("ROLLBACK")
        .expect("nothing was written");
    drop(holder);
    Store::open(folder.path()).expect("it opens once it is free");
}

#[test]
fn window_and_terminal_have_one_workspace_open_at_the_same_time() {
    let folder = workspace();
    let mut window = Store::open(folder.path()).expect("the window");
    let mut terminal = Store::open(folder.path()).expect("the terminal");
    let before = window.data_version().expect("readable");
    let written: Result<(), StoreError> =
        terminal.transaction(2, |tx| tx.set_meta("essai", "écrit ailleurs"));
    written.expect("the terminal writes");
    assert_ne!(
        before,
        window.data_version().expect("readable"),
        "the window notices"
    );
    assert_eq!(
        window.view().meta("essai").expect("readable").as_deref(),
        Some("écrit ailleurs")
    );
    let written: Result<(), StoreError> = window.transaction(3, |tx| tx.set_meta("essai", "ici"));
    written.expect("the window writes after it");
}

#[test]
fn a_transaction_that_fails_leaves_nothing() {
    let folder = workspace();
    let mut store = Store::open(folder.path()).expect("a workspace");
    let failed: Result<(), StoreError> = store.transaction(2, |tx| {
        tx.set_meta("essai", "à moitié")?;
        Err(StoreError::Changed)
    });
    assert!(matches!(failed, Err(StoreError::Changed)));
    assert_eq!(store.view().meta("essai").expect("readable"), None);
}
