//! A workspace of an earlier version is upgraded and loses no row; what is written down of the schema is so.

use std::fs;
use std::path::{Path, PathBuf};

use essaim_store::{MIGRATIONS, Store};
use rusqlite::Connection;

use crate::fixture::{self, regenerating};

fn database(folder: &Path) -> PathBuf {
    folder.join("essaim.db")
}

/// The rows of each table, and the schema, as SQLite keeps it.
fn contents(file: &Path) -> (Vec<(String, i64)>, Vec<String>) {
    let connection = Connection::open(file).expect("a database");
    let query = |sql: &str| {
        let mut statement = connection.prepare(sql).expect("a query");
        let rows = statement.query_map([], |row| row.get(0)).expect("rows");
        rows.collect::<Result<Vec<String>, _>>().expect("text")
    };
    let tables = query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
         AND name NOT LIKE 'search_index%' ORDER BY name",
    );
    let count = |table: String| {
        let sql = format!("SELECT count(*) FROM {table}");
        let count = connection
            .query_row(&sql, [], |row| row.get(0))
            .expect("a count");
        (table, count)
    };
    let rows = tables.into_iter().map(count).collect();
    let schema = query(
        "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1",
    );
    (rows, schema)
}

#[test]
fn a_workspace_of_each_version_is_upgraded_and_loses_no_row() {
    let fresh = tempfile::tempdir().expect("a folder");
    drop(Store::create(fresh.path()).expect("a fresh workspace"));
    let (_, fresh_schema) = contents(&database(fresh.path()));
    let fixtures = fixture::all();
    assert_eq!(
        fixtures.len(),
        MIGRATIONS.len(),
        "each version has a workspace to try"
    );
    for file in fixtures {
        let folder = tempfile::tempdir().expect("a folder");
        fs::copy(&file, database(folder.path())).expect("a copy");
        let (before, _) = contents(&file);
        let empty = before.iter().find(|(_, rows)| *rows == 0);
        assert_eq!(
            empty,
            None,
            "{}: every table has a row to lose",
            file.display()
        );
        let mut store = Store::open(folder.path()).expect("an older workspace opens");
        fixture::add_files(&store);
        let report = store.check(|tx| tx.rebuild()).expect("readable");
        assert_eq!(report.problems, [], "{}", file.display());
        let found = store.view().search("ecole", None, 10).expect("readable");
        assert_eq!(
            found.total,
            1,
            "{}: what was written is found",
            file.display()
        );
        drop(store);
        let (after, schema) = contents(&database(folder.path()));
        assert_eq!(
            schema,
            fresh_schema,
            "{}: upgraded equals fresh",
            file.display()
        );
        for (table, rows) in before {
            let now = after.iter().find(|(one, _)| *one == table);
            let kept = now.is_some_and(|(_, now)| *now >= rows);
            assert!(kept, "{table} had {rows} rows");
        }
    }
}

#[test]
fn what_an_earlier_program_computed_is_computed_anew_and_reference_data_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    fixture::fill(folder.path());
    let mut store = Store::open(folder.path()).expect("a workspace");
    let title = essaim_model::Path::new("title").expect("a path");
    let leaves = [(title, "Territoire zéro chômeur".into())].into();
    store
        .transaction(1, |tx| tx.put_reference("programme", "tzcld", &leaves))
        .expect("reference data");
    let seen = |store: &Store| {
        let view = store.view();
        let dump = view.canonical_dump().expect("readable");
        (dump, view.index_vocabulary().expect("readable"))
    };
    let before = seen(&store);
    drop(store);
    let earlier = Connection::open(database(folder.path())).expect("a database");
    earlier
        .execute_batch(
            "UPDATE meta SET value = '0' WHERE key = 'derived';
             UPDATE entries SET title_key = 'autrement' WHERE kind = 'solution';
             INSERT INTO search_index (search_index) VALUES ('delete-all');",
        )
        .expect("as an earlier program left it");
    drop(earlier);
    let store = Store::open(folder.path()).expect("it opens");
    assert_eq!(seen(&store), before);
}

/// What is computed of a document that has something for every column and term.
fn computed() -> String {
    let named = [
        ("title", "L'Œuvre des écoles rénovées"),
        ("summary", "Trois cœurs de ville, d'après les habitantes"),
        ("maturity", "proven"),
        ("programme", "tzcld"),
        ("origin_name", "Saint-Amand-Montrond"),
        ("verified_on", "2026-03-12"),
        ("steps/a/title", "Délibérer"),
        ("steps/a/due", "2026-05-01"),
        ("keywords/k", "stationnements"),
    ];
    let leaf =
        |(path, text): (&str, &str)| (essaim_model::Path::new(path).expect("a path"), text.into());
    let leaves = named.into_iter().map(leaf).collect();
    format!(
        "{:?}",
        essaim_model::projection::project("solution", &leaves)
    )
}

#[test]
fn when_columns_or_terms_come_out_differently_what_is_computed_has_a_new_version() {
    use sha2::Digest;
    let hash = essaim_model::BlobHash(sha2::Sha256::digest(computed()).into()).to_string();
    assert_eq!(
        (essaim_store::DERIVED, &hash[..16]),
        ("3", "854021f3fa70fd84"),
        "raise essaim_store::DERIVED with it: workspaces are then computed anew when they are opened"
    );
}

#[test]
fn the_reviewed_schema_is_that_of_a_fresh_workspace() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Store::create(folder.path()).expect("a fresh workspace"));
    let connection = Connection::open(database(folder.path())).expect("a database");
    let mut statement = connection
        .prepare(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
             AND name NOT LIKE 'search_index_%' ORDER BY rowid",
        )
        .expect("a query");
    let rows = statement
        .query_map([], |row| row.get::<_, String>(0))
        .expect("rows");
    let parts: Vec<String> = rows.collect::<Result<_, _>>().expect("text");
    let schema = format!(
        "-- The schema of a fresh workspace, version {}. Generated from the migrations; not to be edited.\n\n{};\n",
        MIGRATIONS.len(),
        parts.join(";\n\n")
    );
    let file = fixture::root().join("migrations/schema.sql");
    if regenerating() {
        fs::write(&file, &schema).expect("written");
    }
    let kept = fs::read_to_string(&file).expect("migrations/schema.sql");
    assert_eq!(
        kept, schema,
        "ESSAIM_REGENERATE=1 writes it anew; review what changes"
    );
}

#[test]
fn every_migration_has_its_checksum() {
    let sums = fs::read_to_string(fixture::root().join("migrations/released.sha256"));
    let sums = sums.expect("migrations/released.sha256");
    for step in MIGRATIONS {
        use sha2::Digest;
        let hash = essaim_model::BlobHash(sha2::Sha256::digest(step).into());
        assert!(
            sums.contains(&hash.to_string()),
            "{hash} is no released migration: a released file never changes, a new one is listed"
        );
    }
}
