//! Erasure: a grow-only set that can still forget a person.
//!
//! An order is a record of ours that names what is to go: leaf and stamp, never the text. Bodies that hold it are written
//! anew without it, and keep the hash of what they were as a tombstone; they lose their signature, which no longer fits, and
//! by that are known as erased. A late revision is stripped before it is stored. What the file still holds of old pages goes
//! with [`Store::scrub`].

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::document::text_key;
use essaim_model::mention::MASK;
use essaim_model::{
    BlobHash, DeviceId, Leaves, OrganisationId, Path, RecordId, RevisionHash, Value,
};
use essaim_revision::{Body, Revision, Stamp, State};
use rusqlite::{OptionalExtension, params};

use crate::codec::{self, Prepared};
use crate::error::StoreError;
use crate::records::{RecordKey, RecordRef};
use crate::store::{Store, Tx, View};

/// The kind of the orders.
pub const ERASURE: &str = "erasure";
/// What remains to be done after the transaction: hashes of files to remove, separated by spaces. Absent: nothing.
const PENDING: &str = "erasure.pending";

/// Who has written what lies in the followed folder. Without it, all of it is written anew, and the earlier segments go.
const HANDED_OVER: &str = "shared_by";

/// The id of the order about a record: always the same, so that two desktops write one.
pub fn order_id(key: &RecordKey) -> RecordId {
    let named = format!("erasure-{}-{}", key.owner, text_key(key.id.as_str()));
    RecordId::new(named).unwrap_or_else(|_| key.id.clone())
}

/// A leaf of one write.
pub(crate) type Leaf = (Stamp, Path);

/// What an order names.
pub(crate) fn ordered(leaves: &Leaves) -> Option<(RecordKey, BTreeSet<Leaf>)> {
    let text = |path: &str| leaves.get(path).and_then(Value::as_text);
    let key = RecordKey {
        owner: text("owner")?.parse::<OrganisationId>().ok()?,
        id: RecordId::new(text("record")?).ok()?,
    };
    let items: BTreeSet<&str> = leaves
        .keys()
        .filter_map(|path| path.as_str().strip_prefix("leaves/")?.split('/').next())
        .collect();
    let leaf = |item: &str| -> Option<Leaf> {
        let part = |name: &str| text(&format!("leaves/{item}/{name}"));
        let stamp = Stamp {
            device: part("device")?.parse::<DeviceId>().ok()?,
            n: part("n")?.parse().ok()?,
        };
        Some((stamp, Path::new(part("path")?)?))
    };
    Some((key, items.into_iter().filter_map(leaf).collect()))
}

/// Takes leaves out of a state. Gives what they held.
fn strip(state: &mut State, leaves: &BTreeSet<Leaf>) -> Vec<Value> {
    let mut gone = Vec::new();
    for (stamp, path) in leaves {
        let write = state.writes.get_mut(stamp);
        gone.extend(write.and_then(|write| write.leaves.remove(path)));
    }
    state.writes.retain(|_, write| !write.leaves.is_empty());
    gone
}

impl View<'_> {
    /// The leaves that are to be forgotten of a record.
    pub(crate) fn orders(&self, key: &RecordKey) -> Result<BTreeSet<Leaf>, StoreError> {
        let sql = "SELECT r.rec FROM records r JOIN organisations o USING (org)
            WHERE r.id = ?1 AND o.trust = 3 AND r.kind = ?2";
        let id = order_id(key);
        let rec: Option<i64> = self
            .connection
            .prepare_cached(sql)?
            .query_row([id.as_str(), ERASURE], |row| row.get(0))
            .optional()?;
        let Some(rec) = rec else {
            return Ok(BTreeSet::new());
        };
        let leaves = self.state(rec)?.unwrap_or_default().displayed(u64::MAX);
        let named = ordered(&leaves).filter(|(named, _)| named == key);
        Ok(named.map(|(_, leaves)| leaves).unwrap_or_default())
    }

    /// Whether anything was ever to be forgotten here.
    fn has_orders(&self) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM entries WHERE kind = ?1 LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.exists([ERASURE])?)
    }

    /// The revision without what is to be forgotten of its record; none where it holds nothing of that.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn stripped(
        &self,
        prepared: &Prepared,
        now_ms: u64,
    ) -> Result<Option<Prepared>, StoreError> {
        if !self.has_orders()? {
            return Ok(None);
        }
        let leaves = self.orders(&prepared.key)?;
        let mut body = prepared.body()?;
        if strip(&mut body.state, &leaves).is_empty() {
            return Ok(None);
        }
        let revision = Revision {
            hash: prepared.hash,
            bytes: body.to_bytes(),
            signature: prepared.signature,
            body,
        };
        Prepared::new(revision, now_ms).map(Some)
    }

    /// Whether the revision is here, and something was erased from it: it does not leave.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn is_erased(&self, hash: RevisionHash) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM revisions WHERE hash = ?1 AND length(signature) = 0";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .exists([hash.as_bytes()])?)
    }

    /// The rows of the orders to forget something.
    pub(crate) fn order_rows(&self) -> Result<Vec<i64>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT rec FROM entries WHERE kind = ?1 AND shelf = 0")?;
        let rows = statement.query_map([ERASURE], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The files that were erased: they are not taken in again.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn erased_files(&self) -> Result<BTreeSet<BlobHash>, StoreError> {
        let mut files = BTreeSet::new();
        for rec in self.order_rows()? {
            let leaves = self.state(rec)?.unwrap_or_default().displayed(u64::MAX);
            let named = leaves
                .iter()
                .filter(|(path, _)| path.as_str().ends_with("/file"));
            files.extend(named.filter_map(|(_, value)| value.as_text()?.parse::<BlobHash>().ok()));
        }
        Ok(files)
    }

    /// Hands over every revision that is stored, counting or not: its record and what it says.
    ///
    /// # Errors
    /// The database cannot be read, or `each` says so.
    pub fn each_body<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(i64, Body) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self
            .connection
            .prepare("SELECT rev, rec FROM revisions ORDER BY rec, rev")
            .map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let (rev, rec) = (
                row.get(0).map_err(StoreError::from)?,
                row.get(1).map_err(StoreError::from)?,
            );
            each(rec, self.body(rev)?)?;
        }
        Ok(())
    }

    /// The same for one record.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn each_body_of(&self, rec: i64, mut each: impl FnMut(Body)) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT rev FROM revisions WHERE rec = ?1 ORDER BY rev")?;
        let revs: Vec<i64> = statement
            .query_map([rec], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for rev in revs {
            each(self.body(rev)?);
        }
        Ok(())
    }

    /// How many revisions are stored.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn revision_count(&self) -> Result<u64, StoreError> {
        let count: i64 =
            self.connection
                .query_row("SELECT count(*) FROM revisions", [], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// The record of that row.
    ///
    /// # Errors
    /// There is none, or the database cannot be read.
    pub fn record_of_row(&self, rec: i64) -> Result<RecordRef, StoreError> {
        self.record_at(rec)
    }

    /// Whether a file is named by any revision but the orders to forget it.
    fn is_named(&self, hash: BlobHash) -> Result<bool, StoreError> {
        let (wanted, mut found) = (hash.to_string(), false);
        let sql = "SELECT rev FROM revisions JOIN records USING (rec) WHERE kind <> ?1";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([ERASURE])?;
        while let Some(row) = rows.next()? {
            let bytes = self.bytes(row.get(0)?)?;
            found |= bytes.windows(64).any(|piece| piece == wanted.as_bytes());
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// Marks a revision that was stripped before it was stored.
    pub(crate) fn mark_erased(&self, rev: i64) -> Result<(), StoreError> {
        let sql = "UPDATE revisions SET signature = x'' WHERE rev = ?1";
        self.transaction.execute(sql, [rev])?;
        Ok(())
    }

    /// Carries an order out on what is here.
    pub(crate) fn heed_order(&self, order: &Leaves) -> Result<(), StoreError> {
        let Some((key, leaves)) = ordered(order) else {
            return Ok(());
        };
        let Some(record) = self.view().record(&key)? else {
            return Ok(());
        };
        let held = self.bodies_holding(record.rec, &leaves)?;
        if held.is_empty() {
            return Ok(());
        }
        // The index needs the very terms that were put in: the record goes out of it before they are gone.
        let indexed = self.take_out(record.rec)?;
        self.index(record.rec, indexed, None)?;
        let gone = self.rewrite(record.rec, held, &leaves)?;
        self.derive(record.rec)?;
        self.forget_traces(&key, &leaves, &gone)
    }

    /// The revisions of a record that hold one of the leaves, with their bytes.
    fn bodies_holding(
        &self,
        rec: i64,
        leaves: &BTreeSet<Leaf>,
    ) -> Result<BTreeMap<i64, Body>, StoreError> {
        let mut holding = BTreeMap::new();
        for (rev, _) in self.chain(rec)? {
            let body = self.view().body(rev)?;
            let holds = |(stamp, path): &Leaf| {
                body.state
                    .writes
                    .get(stamp)
                    .is_some_and(|write| write.leaves.contains_key(path))
            };
            if leaves.iter().any(holds) {
                holding.insert(rev, body);
            }
        }
        Ok(holding)
    }

    /// The rows of a record's revisions, each with the one that it is stored against.
    fn chain(&self, rec: i64) -> Result<Vec<(i64, Option<i64>)>, StoreError> {
        let mut statement = self
            .transaction
            .prepare("SELECT rev, base FROM revisions WHERE rec = ?1 ORDER BY rev")?;
        let rows = statement.query_map([rec], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Stores bodies anew without the leaves, and with them, whole, those that were compressed against them.
    fn rewrite(
        &self,
        rec: i64,
        mut held: BTreeMap<i64, Body>,
        leaves: &BTreeSet<Leaf>,
    ) -> Result<Vec<Value>, StoreError> {
        let mut whole = BTreeMap::new();
        for (rev, base) in self.chain(rec)? {
            if !held.contains_key(&rev) && base.is_some_and(|base| held.contains_key(&base)) {
                whole.insert(rev, self.view().bytes(rev)?);
            }
        }
        let mut gone = Vec::new();
        for (rev, body) in &mut held {
            gone.extend(strip(&mut body.state, leaves));
            let bytes = body.to_bytes();
            self.store_anew(*rev, &bytes)?;
            self.mark_erased(*rev)?;
        }
        whole
            .iter()
            .try_for_each(|(rev, bytes)| self.store_anew(*rev, bytes))?;
        Ok(gone)
    }

    fn store_anew(&self, rev: i64, bytes: &[u8]) -> Result<(), StoreError> {
        let sql = "UPDATE revisions SET body = ?2, size = ?3, base = NULL WHERE rev = ?1";
        let compressed = codec::compress(bytes, None)?;
        self.transaction.prepare_cached(sql)?.execute(params![
            rev,
            compressed,
            bytes.len() as i64
        ])?;
        Ok(())
    }

    /// What this desktop kept of the text beside the revisions: drafts, steps to undo, names of what was sent, files.
    fn forget_traces(
        &self,
        key: &RecordKey,
        leaves: &BTreeSet<Leaf>,
        gone: &[Value],
    ) -> Result<(), StoreError> {
        for (_, path) in leaves {
            self.drop_draft(key.id.as_str(), path.as_str())?;
        }
        let sql = "DELETE FROM operations WHERE instr(change, ?1) > 0";
        let named = serde_json::Value::from(key.id.as_str()).to_string();
        self.transaction.execute(sql, [named])?;
        let mut texts = BTreeSet::new();
        gone.iter().for_each(|value| texts_of(value, &mut texts));
        texts.retain(|text| text.trim().chars().count() > 2);
        let whole = |told: &str| texts.contains(told).then(|| MASK.to_owned());
        self.forget_told(&|told| whole(told).or_else(|| without(told, &texts)))?;
        let mut pending = self.view().meta(PENDING)?.unwrap_or_default();
        for hash in texts
            .iter()
            .filter_map(|text| text.parse::<BlobHash>().ok())
        {
            if self.view().attachment(hash)?.is_some() && !self.view().is_named(hash)? {
                let sql = "DELETE FROM attachments WHERE hash = ?1";
                self.transaction.execute(sql, [hash.as_bytes()])?;
                pending = format!("{pending} {hash}");
            }
        }
        self.set_meta(PENDING, &format!("{} ", pending.trim()))
    }

    /// Rewrites what registers and drafts tell, and drops steps to undo, wherever `rewrite` has another text for it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn forget_told(&self, rewrite: &dyn Fn(&str) -> Option<String>) -> Result<(), StoreError> {
        for (table, key) in [("imports", "imp"), ("sent", "sent")] {
            for column in ["file_name", "report"] {
                for (row, told) in self.told(table, key, column)? {
                    let Some(told) = rewrite(&told) else { continue };
                    let sql = format!("UPDATE {table} SET {column} = ?2 WHERE {key} = ?1");
                    self.transaction.execute(&sql, params![row, told])?;
                }
            }
        }
        for column in ["title", "change"] {
            for (op, told) in self.told("operations", "op", column)? {
                if rewrite(&told).is_some() {
                    self.transaction
                        .execute("DELETE FROM operations WHERE op = ?1", [op])?;
                }
            }
        }
        let mut statement = self
            .transaction
            .prepare("SELECT record, path, value FROM drafts")?;
        let drafts: Vec<(String, String, String)> = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        for (record, path, told) in drafts {
            if rewrite(&told).is_some() {
                self.drop_draft(&record, &path)?;
            }
        }
        Ok(())
    }

    fn told(&self, table: &str, key: &str, column: &str) -> Result<Vec<(i64, String)>, StoreError> {
        let sql = format!("SELECT {key}, {column} FROM {table}");
        let mut statement = self.transaction.prepare(&sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A register's line without the erased texts that it holds as whole values; none where it holds none.
fn without(told: &str, texts: &BTreeSet<String>) -> Option<String> {
    let mut rest = told.to_owned();
    for text in texts {
        let quoted = serde_json::Value::from(text.as_str()).to_string();
        rest = rest.replace(&quoted, &format!("\"{MASK}\""));
    }
    (rest != told).then_some(rest)
}

/// All texts in a value.
fn texts_of(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::Text(text) => drop(texts.insert(text.to_string())),
        Value::List(items) => items.iter().for_each(|item| texts_of(item, texts)),
        Value::Map(members) => members.values().for_each(|member| texts_of(member, texts)),
        _ => {}
    }
}

impl Store {
    /// Whether something was erased of which the files still hold traces.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn needs_scrub(&self) -> Result<bool, StoreError> {
        Ok(self.view().meta(PENDING)?.is_some())
    }

    /// Writes the database anew without what its old pages hold, empties its log, and removes erased files and the copies that
    /// were made before an upgrade. Until it has come to an end, it is wanted again.
    ///
    /// # Errors
    /// The files cannot be written, or another program is reading at this moment.
    pub fn scrub(&mut self) -> Result<(), StoreError> {
        let pending = self.view().meta(PENDING)?.unwrap_or_default();
        let folder = self.attachments();
        for hash in pending
            .split_whitespace()
            .filter_map(|hash| hash.parse().ok())
        {
            if self.view().attachment(hash)?.is_none() {
                folder.discard(hash);
            }
        }
        for entry in std::fs::read_dir(self.folder())?.flatten() {
            if entry
                .file_name()
                .to_string_lossy()
                .starts_with("essaim.before-")
            {
                std::fs::remove_file(entry.path())?;
            }
        }
        self.write_anew()?;
        self.transaction::<_, StoreError>(0, |tx| {
            tx.transaction.execute(
                "DELETE FROM meta WHERE key IN (?1, ?2)",
                [PENDING, HANDED_OVER],
            )?;
            Ok(())
        })
    }

    /// Writes every page anew and empties the log.
    fn write_anew(&self) -> Result<(), StoreError> {
        let connection = self.view().connection;
        connection
            .execute_batch("INSERT INTO search_index (search_index) VALUES ('optimize'); VACUUM")?;
        let busy: i64 =
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 {
            Ok(())
        } else {
            Err(StoreError::Busy)
        }
    }
}
