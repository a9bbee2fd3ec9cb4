//! Records: who owns which id, and the state that their revisions give.

use essaim_model::{OrganisationId, RecordId};
use essaim_revision::question::open_questions;
use essaim_revision::{Conflict, State};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::StoreError;
use crate::organisations::Trust;
use crate::store::{Tx, View};

/// Names a record: two organisations may have given one id to records of their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// Whose it is.
    pub owner: OrganisationId,
    /// Its id.
    pub id: RecordId,
}

/// A record in this workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRef {
    /// Its row, for further calls on this workspace.
    pub rec: i64,
    /// Its owner and id.
    pub key: RecordKey,
    /// Its kind.
    pub kind: String,
    /// What we think of its owner.
    pub trust: Trust,
}

const COLUMNS: &str =
    "r.rec, r.id, o.id, r.kind, o.trust FROM records r JOIN organisations o USING (org)";

fn record_ref(row: &Row<'_>) -> rusqlite::Result<RecordRef> {
    let id: String = row.get(1)?;
    let invalid = |error| {
        rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, Box::new(error))
    };
    let key = RecordKey {
        owner: OrganisationId(row.get(2)?),
        id: RecordId::new(id).map_err(invalid)?,
    };
    Ok(RecordRef {
        rec: row.get(0)?,
        key,
        kind: row.get(3)?,
        trust: Trust::from_code(row.get(4)?),
    })
}

impl Tx<'_> {
    /// The row of a record, made when it is new.
    pub(crate) fn record_row(&self, org: i64, id: &str, kind: &str) -> Result<i64, StoreError> {
        let known = self
            .transaction
            .prepare_cached("SELECT rec FROM records WHERE id = ?1 AND org = ?2")?
            .query_row(params![id, org], |row| row.get(0))
            .optional()?;
        if let Some(rec) = known {
            return Ok(rec);
        }
        self.new_record(org, id, kind)
    }

    /// The row of a record that is not here yet.
    pub(crate) fn new_record(&self, org: i64, id: &str, kind: &str) -> Result<i64, StoreError> {
        let sql = "INSERT INTO records (id, org, kind) VALUES (?1, ?2, ?3)";
        self.transaction
            .prepare_cached(sql)?
            .execute(params![id, org, kind])?;
        Ok(self.transaction.last_insert_rowid())
    }
}

impl View<'_> {
    /// The record of that owner and id.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn record(&self, key: &RecordKey) -> Result<Option<RecordRef>, StoreError> {
        let sql = format!("SELECT {COLUMNS} WHERE r.id = ?1 AND o.id = ?2");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement
            .query_row(params![key.id.as_str(), key.owner.as_bytes()], record_ref)
            .optional()?)
    }

    /// The record that people mean by an id: ours if we have one, then those of verified, accepted and other senders.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn find(&self, id: &RecordId) -> Result<Option<RecordRef>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} WHERE r.id = ?1 AND r.rec IN (SELECT rec FROM entries)
             ORDER BY CASE o.trust WHEN 3 THEN 0 WHEN 5 THEN 1 WHEN 2 THEN 2 WHEN 1 THEN 3 ELSE 4 END, o.id LIMIT 1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([id.as_str()], record_ref).optional()?)
    }

    /// The record of a row.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn record_at(&self, rec: i64) -> Result<RecordRef, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} WHERE r.rec = ?1"))?;
        Ok(statement.query_row([rec], record_ref)?)
    }

    /// The heads of a record: revisions that no other one has seen. Empty for what cannot be seen, and for reference data.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn heads(&self, rec: i64) -> Result<Vec<i64>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT head, heads FROM entries WHERE rec = ?1")?;
        let found: Option<(Option<i64>, Option<String>)> = statement
            .query_row([rec], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(match found {
            Some((Some(head), _)) => vec![head],
            Some((None, Some(heads))) => heads
                .split(' ')
                .filter_map(|rev| rev.parse().ok())
                .collect(),
            _ => Vec::new(),
        })
    }

    /// The rows and ids of our own records of a kind, in the order in which they lie in the file: tens of thousands are read
    /// from end to end, not to and fro.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn own_rows(&self, kind: &str) -> Result<Vec<(i64, String)>, StoreError> {
        let sql = "SELECT rec, id FROM entries WHERE kind = ?1 AND shelf = 0";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([kind], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut rows: Vec<_> = rows.collect::<Result<_, _>>()?;
        rows.sort_unstable();
        Ok(rows)
    }

    /// The state that a record's counting revisions give; `None` for what cannot be seen, and for reference data.
    ///
    /// # Errors
    /// The database cannot be read, or a body in it is damaged.
    pub fn state(&self, rec: i64) -> Result<Option<State>, StoreError> {
        let mut joined: Option<State> = None;
        for head in self.heads(rec)? {
            let state = self.body(head)?.state;
            joined = Some(match joined {
                Some(other) => other.join(&state),
                None => state,
            });
        }
        Ok(joined)
    }

    /// The state of a record with all that a person must choose in it.
    ///
    /// # Errors
    /// The database cannot be read, or a body in it is damaged.
    pub fn standing(
        &self,
        rec: i64,
        now_ms: u64,
    ) -> Result<Option<(State, Vec<Conflict>)>, StoreError> {
        let heads = self.head_bodies(rec)?;
        let heads: Vec<_> = heads.iter().map(|(_, body)| body).collect();
        let Some((first, others)) = heads.split_first() else {
            return Ok(None);
        };
        let joined = others
            .iter()
            .fold(first.state.clone(), |state, head| state.join(&head.state));
        let questions = open_questions(&heads, &joined, now_ms);
        Ok(Some((joined, questions)))
    }
}
