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
        assert_eq!(report.problems, Vec::<String>::new(), "{}", file.display());
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
            assert!(
                after.contains(&(table.clone(), rows)),
                "{table} had {rows} rows"
            );
        }
    }
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
