//! The register: what was received, from whom, with which revisions; and what was sent.

use essaim_model::OrganisationId;
use rusqlite::{OptionalExtension, Row, params};

use crate::derive::IMPORT_DECISION;
use crate::error::StoreError;
use crate::organisations::Trust;
use crate::store::{Tx, View};

/// An import about to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct NewImport<'a> {
    /// A new id.
    pub id: &'a str,
    /// The bundle's id.
    pub bundle: &'a str,
    /// The file's name, as people knew it.
    pub file_name: &'a str,
    /// Who sent it.
    pub sender: OrganisationId,
}

/// An import of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its row, for [`crate::Source::Import`].
    pub imp: i64,
    /// Its id.
    pub id: String,
    /// The bundle's id.
    pub bundle: String,
    /// The file's name.
    pub file_name: String,
    /// Who sent it.
    pub sender: OrganisationId,
    /// What we think of the sender.
    pub trust: Trust,
    /// When, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// What became of its parts, as JSON.
    pub report: String,
    /// Undone.
    pub hidden: bool,
}

/// A bundle that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its number in this workspace, from 1.
    pub number: i64,
    /// The bundle's id.
    pub bundle: String,
    /// The file's name.
    pub file_name: String,
    /// When, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// What was in it, as JSON.
    pub report: String,
}

const COLUMNS: &str = "i.imp, i.id, i.bundle, i.file_name, o.id, o.trust, i.ms, i.report, i.hidden
    FROM imports i JOIN organisations o USING (org)";

fn import(row: &Row<'_>) -> rusqlite::Result<Import> {
    let ms: i64 = row.get(6)?;
    Ok(Import {
        imp: row.get(0)?,
        id: row.get(1)?,
        bundle: row.get(2)?,
        file_name: row.get(3)?,
        sender: OrganisationId(row.get(4)?),
        trust: Trust::from_code(row.get(5)?),
        ms: ms as u64,
        report: row.get(7)?,
        hidden: row.get(8)?,
    })
}

impl Tx<'_> {
    /// SHA-256 of the file that an import came from.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_file_hash(&self, imp: i64, hash: &[u8; 32]) -> Result<(), StoreError> {
        let sql = "UPDATE imports SET file_hash = ?2 WHERE imp = ?1";
        self.transaction.execute(sql, params![imp, hash])?;
        Ok(())
    }

    /// Records an import; the sender's certificate was added before. The hash of its file is told once it is known.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_import(&self, new: &NewImport<'_>) -> Result<i64, StoreError> {
        let sql = "INSERT INTO imports (id, bundle, file_name, file_hash, org, ms, report)
                   SELECT ?1, ?2, ?3, x'', org, ?5, '{}' FROM organisations WHERE id = ?4";
        let ms = self.now_ms as i64;
        let added = self.transaction.execute(
            sql,
            params![new.id, new.bundle, new.file_name, new.sender.as_bytes(), ms],
        )?;
        if added == 0 {
            return Err(StoreError::Body("no certificate of its sender".to_owned()));
        }
        let imp = self.transaction.last_insert_rowid();
        self.gather_terms()?;
        self.heed_decisions(IMPORT_DECISION, new.bundle)?;
        Ok(imp)
    }

    /// Lets the index gather more terms in memory before it writes them (8 MiB): much is about to come.
    fn gather_terms(&self) -> Result<(), StoreError> {
        let sql = "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', 8388608)";
        self.transaction.execute(sql, [])?;
        Ok(())
    }

    /// Keeps the report of an import.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_report(&self, imp: i64, report: &str) -> Result<(), StoreError> {
        self.transaction.execute(
            "UPDATE imports SET report = ?2 WHERE imp = ?1",
            params![imp, report],
        )?;
        Ok(())
    }

    /// Records a bundle that was written; gives its number.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_sent(&self, bundle: &str, file_name: &str, report: &str) -> Result<i64, StoreError> {
        let sql = "INSERT INTO sent (bundle, file_name, ms, report) VALUES (?1, ?2, ?3, ?4)";
        self.transaction
            .execute(sql, params![bundle, file_name, self.now_ms as i64, report])?;
        Ok(self.transaction.last_insert_rowid())
    }
}

impl View<'_> {
    /// The register of what was received, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn imports(&self) -> Result<Vec<Import>, StoreError> {
        let mut statement = self
            .connection
            .prepare(&format!("SELECT {COLUMNS} ORDER BY i.imp DESC"))?;
        Ok(statement.query_map([], import)?.collect::<Result<_, _>>()?)
    }

    /// One import.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn import(&self, id: &str) -> Result<Option<Import>, StoreError> {
        let mut statement = self
            .connection
            .prepare(&format!("SELECT {COLUMNS} WHERE i.id = ?1"))?;
        Ok(statement.query_row([id], import).optional()?)
    }

    /// The last import of these very file bytes.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn import_of_file(&self, file_hash: &[u8; 32]) -> Result<Option<Import>, StoreError> {
        let sql = format!("SELECT {COLUMNS} WHERE i.file_hash = ?1 ORDER BY i.imp DESC LIMIT 1");
        Ok(self
            .connection
            .prepare(&sql)?
            .query_row([file_hash], import)
            .optional()?)
    }

    /// The last import of a bundle with the same content.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn import_of_bundle(&self, bundle: &str) -> Result<Option<Import>, StoreError> {
        let sql = format!("SELECT {COLUMNS} WHERE i.bundle = ?1 ORDER BY i.imp DESC LIMIT 1");
        Ok(self
            .connection
            .prepare(&sql)?
            .query_row([bundle], import)
            .optional()?)
    }

    /// Who brought what a record shows, where that was not its owner: the senders of the imports that brought its heads.
    /// Empty where one of them was the owner.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn carriers(&self, rec: i64) -> Result<Vec<OrganisationId>, StoreError> {
        let sql = "SELECT o.id, o.org = r.org FROM import_revisions x JOIN imports i USING (imp)
              JOIN organisations o ON o.org = i.org JOIN revisions v ON v.rev = x.rev JOIN records r ON r.rec = v.rec
              WHERE x.rev = ?1 AND i.hidden = 0";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut carriers = std::collections::BTreeSet::new();
        for head in self.heads(rec)? {
            let mut rows = statement.query([head])?;
            while let Some(row) = rows.next()? {
                if row.get(1)? {
                    return Ok(Vec::new());
                }
                carriers.insert(OrganisationId(row.get(0)?));
            }
        }
        Ok(carriers.into_iter().collect())
    }

    /// The register of what was sent, newest first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn sent(&self) -> Result<Vec<Sent>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT sent, bundle, file_name, ms, report FROM sent ORDER BY sent DESC")?;
        let rows = statement.query_map([], |row| {
            let ms: i64 = row.get(3)?;
            Ok(Sent {
                number: row.get(0)?,
                bundle: row.get(1)?,
                file_name: row.get(2)?,
                ms: ms as u64,
                report: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
