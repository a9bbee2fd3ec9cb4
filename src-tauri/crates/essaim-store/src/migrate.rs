//! Schema versions: numbered steps, all pending ones in one transaction; the database is copied aside before an upgrade.

use std::path::Path;

use rusqlite::Connection;

use crate::error::StoreError;

/// Marks a file as an Essaim database: "Essa".
pub const APPLICATION_ID: i64 = 0x4573_7361;

/// The steps, in order; their position is the schema version they lead to.
pub const MIGRATIONS: &[&str] = &[
    include_str!("../../../../migrations/0001_ground.sql"),
    include_str!("../../../../migrations/0002_desktops.sql"),
    include_str!("../../../../migrations/0003_trust.sql"),
];

/// Brings the schema up to date.
pub(crate) fn migrate(connection: &mut Connection, database: &Path) -> Result<(), StoreError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = MIGRATIONS.len() as i64;
    if version > known {
        return Err(StoreError::TooRecent {
            found: version,
            known,
        });
    }
    if version == known {
        return Ok(());
    }
    if version > 0 {
        keep_copy(connection, database, version)?;
    }
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another window may have upgraded it while we waited.
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for step in MIGRATIONS.iter().skip(version as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known.max(version))?;
    transaction.commit()?;
    Ok(())
}

/// A whole copy beside the database, named after the version it has; one that is there already is left alone.
fn keep_copy(connection: &Connection, database: &Path, version: i64) -> Result<(), StoreError> {
    let copy = database.with_extension(format!("before-{:04}.db", version + 1));
    if !copy.exists() {
        // A copy that was cut short must not pass for one.
        let unfinished = copy.with_extension("tmp");
        if unfinished.exists() {
            std::fs::remove_file(&unfinished)?;
        }
        connection.execute("VACUUM INTO ?1", [unfinished.to_string_lossy()])?;
        std::fs::rename(unfinished, copy)?;
    }
    Ok(())
}
