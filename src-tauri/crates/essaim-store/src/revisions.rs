//! Revisions in: the only way to write a record. And out again: exact bytes, bodies, history.

use essaim_model::{DeviceId, OrganisationId, RevisionHash};
use essaim_revision::{Body, Clock};
use rusqlite::{OptionalExtension, params};

use crate::codec::{self, Prepared};
use crate::derive::goes_beyond;
use crate::error::StoreError;
use crate::organisations::{Author, Trust};
use crate::records::RecordRef;
use crate::revoked::{REVOCATION, TWIN};
use crate::store::{Tx, View};

/// A chain of bodies stored against each other is cut at this length, so that reading one stays quick.
const LONGEST_CHAIN: usize = 16;

/// Where a revision comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A desktop of our own organisation wrote it.
    Local,
    /// An import brought it; it counts while the import is not hidden.
    Import(i64),
}

/// What became of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// Its record is new here.
    New,
    /// It takes its record further.
    Updated,
    /// It, or all that it says, was there already.
    Known,
    /// It was written without having seen what is here.
    Diverged,
    /// Its stamp was used for something else: both are kept aside, none counts.
    Aside,
    /// Its desktop was revoked from a number on that it does not stay below: it is kept, and does not count.
    Revoked,
    /// Its record is of another kind here: it is kept, and does not count.
    WrongKind,
}

/// A revision in the history of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// Its hash.
    pub hash: RevisionHash,
    /// What it says.
    pub body: Body,
}

/// A revision that is stored and counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counting {
    pub(crate) rev: i64,
    /// Whose record it is of.
    pub owner: OrganisationId,
}

/// Where a revision stands before it is stored.
struct Before {
    /// Its record, if that is here.
    rec: Option<i64>,
    /// Its stamp was used before.
    twin: bool,
    /// Its desktop was revoked from that number on, or from an earlier one.
    revoked: bool,
    /// What comes from its source does not count: someone has decided so, perhaps before it came.
    hidden: bool,
    /// What we think of its owner.
    trust: Trust,
}

impl Tx<'_> {
    /// Stores a verified revision and derives what people see of its record.
    ///
    /// # Errors
    /// The database cannot be written, or no certificate of its desktop was added.
    pub fn append(&self, prepared: &Prepared, source: Source) -> Result<Appended, StoreError> {
        let view = self.view();
        if self.note_known(prepared.hash, source)? {
            return Ok(Appended::Known);
        }
        let stripped = view.stripped(prepared, self.now_ms)?;
        let (prepared, erased) = match &stripped {
            Some(stripped) => (stripped, true),
            None => (prepared, false),
        };
        let author = self
            .author(prepared.key.owner, prepared.stamp.device)?
            .ok_or_else(|| StoreError::Body("no certificate of its desktop".to_owned()))?;
        let before = view.before(prepared, &author, source)?;
        let (rec, rev) = self.put(prepared, &author, source, before.rec)?;
        if erased {
            self.mark_erased(rev)?;
        }
        let revoked = self.heed_revoked(prepared, &author, rev, before.revoked)?;
        if before.twin {
            self.set_aside(author.dev, prepared.stamp.n)?;
            return Ok(Appended::Aside);
        }
        match before.rec {
            _ if revoked => Ok(Appended::Revoked),
            None if before.hidden => Ok(Appended::New),
            Some(_) if before.hidden => Ok(Appended::Updated),
            Some(_) => self.derive_appended(prepared, rec, rev),
            None => {
                let record = RecordRef {
                    rec,
                    key: prepared.key.clone(),
                    kind: prepared.kind.clone(),
                    trust: before.trust,
                };
                self.derive_first(&record, prepared, rev)
            }
        }
    }

    /// The rows of a revision and of its record, made when it is new.
    fn put(
        &self,
        prepared: &Prepared,
        author: &Author,
        source: Source,
        known: Option<i64>,
    ) -> Result<(i64, i64), StoreError> {
        let (rec, head) = match known {
            Some(rec) => (rec, self.view().heads(rec)?.pop()),
            None => {
                let id = prepared.key.id.as_str();
                (self.new_record(author.org, id, &prepared.kind)?, None)
            }
        };
        Ok((rec, self.insert(prepared, rec, author.dev, source, head)?))
    }

    /// Sets a new revision aside where its desktop was revoked from its number on: before, or by this very revision.
    fn heed_revoked(
        &self,
        prepared: &Prepared,
        author: &Author,
        rev: i64,
        before: bool,
    ) -> Result<bool, StoreError> {
        let revoked = if prepared.kind == REVOCATION {
            self.heed_revocation(author.org, &prepared.body()?)?;
            self.view().is_revoked(author.dev, prepared.stamp.n)?
        } else {
            before
        };
        if revoked {
            self.set_one_revoked(rev)?;
        }
        Ok(revoked)
    }

    /// Notes that a revision which is here already comes from one more source; `false` when it is not here.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn note_known(&self, hash: RevisionHash, source: Source) -> Result<bool, StoreError> {
        let Some((rev, rec)) = self.view().revision_row(hash)? else {
            return Ok(false);
        };
        self.seen_again(rev, rec, source)?;
        Ok(true)
    }

    /// Notes that a revision which counts comes from one more import: nothing that people see depends on it.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn note_counting(&self, counting: Counting, imp: i64) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO import_revisions (rev, imp) VALUES (?1, ?2)";
        let mut statement = self.transaction.prepare_cached(sql)?;
        statement.execute([counting.rev, imp])?;
        Ok(())
    }

    /// A revision that was there comes from one more source: it may count again.
    fn seen_again(&self, rev: i64, rec: i64, source: Source) -> Result<(), StoreError> {
        let added = match source {
            Source::Local => {
                let sql = "UPDATE revisions SET local = 1 WHERE rev = ?1 AND local = 0";
                self.transaction.prepare_cached(sql)?.execute([rev])?
            }
            Source::Import(imp) => {
                let sql = "INSERT OR IGNORE INTO import_revisions (rev, imp) VALUES (?1, ?2)";
                self.transaction.prepare_cached(sql)?.execute([rev, imp])?
            }
        };
        if added > 0 && !self.view().counted_before(rev, source)? {
            self.derive(rec)?;
        }
        Ok(())
    }

    fn insert(
        &self,
        prepared: &Prepared,
        rec: i64,
        dev: i64,
        source: Source,
        head: Option<i64>,
    ) -> Result<i64, StoreError> {
        let base = match head {
            Some(head) if self.view().chain_length(head)? < LONGEST_CHAIN => Some(head),
            _ => None,
        };
        let against_base = match base {
            Some(base) => {
                let body = codec::decompress(&prepared.compressed, None, prepared.size)?;
                Some(codec::compress(&body, Some(&self.view().bytes(base)?))?)
            }
            None => None,
        };
        let sql = "INSERT INTO revisions (hash, rec, dev, n, ms, counter, local, base, size, body, signature)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        self.transaction.prepare_cached(sql)?.execute(params![
            prepared.hash.as_bytes(),
            rec,
            dev,
            prepared.stamp.n as i64,
            prepared.clock.ms as i64,
            prepared.clock.counter,
            source == Source::Local,
            base,
            prepared.size as i64,
            against_base.as_ref().unwrap_or(&prepared.compressed),
            prepared.signature.0,
        ])?;
        let rev = self.transaction.last_insert_rowid();
        if let Source::Import(imp) = source {
            let sql = "INSERT INTO import_revisions (rev, imp) VALUES (?1, ?2)";
            self.transaction.prepare_cached(sql)?.execute([rev, imp])?;
        }
        Ok(rev)
    }

    /// The same stamp with different content: an alarm. None of them counts, and what they touched is derived again.
    fn set_aside(&self, dev: i64, n: u64) -> Result<(), StoreError> {
        let sql = "UPDATE revisions SET aside = aside | ?3 WHERE dev = ?1 AND n = ?2 RETURNING rec";
        let mut statement = self.transaction.prepare(sql)?;
        let recs: Vec<i64> = statement
            .query_map(params![dev, n as i64, TWIN], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        recs.into_iter().try_for_each(|rec| self.derive(rec))
    }
}

impl View<'_> {
    pub(crate) fn revision_row(
        &self,
        hash: RevisionHash,
    ) -> Result<Option<(i64, i64)>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT rev, rec FROM revisions WHERE hash = ?1")?;
        Ok(statement
            .query_row([hash.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    /// What would become of a revision, without storing it.
    ///
    /// # Errors
    /// The database cannot be read, or a body in it is damaged.
    pub fn classify(&self, prepared: &Prepared) -> Result<Appended, StoreError> {
        if self.counts(prepared.hash)? {
            return Ok(Appended::Known);
        }
        if self.is_second_use(prepared)? {
            return Ok(Appended::Aside);
        }
        if self.is_from_a_revoked_desktop(prepared)? {
            return Ok(Appended::Revoked);
        }
        let Some(record) = self.record(&prepared.key)? else {
            return Ok(Appended::New);
        };
        if record.kind != prepared.kind {
            return Ok(Appended::WrongKind);
        }
        let (heads, body) = (self.head_bodies(record.rec)?, prepared.body()?);
        Ok(if heads.is_empty() {
            Appended::New
        } else if heads.iter().any(|(_, head)| goes_beyond(head, &body)) {
            Appended::Known
        } else if heads.iter().all(|(_, head)| goes_beyond(&body, head)) {
            Appended::Updated
        } else {
            Appended::Diverged
        })
    }

    /// Where a revision stands, asked at once.
    fn before(
        &self,
        prepared: &Prepared,
        author: &Author,
        source: Source,
    ) -> Result<Before, StoreError> {
        let sql = "SELECT (SELECT rec FROM records WHERE id = ?1 AND org = ?2),
              EXISTS (SELECT 1 FROM revisions WHERE dev = ?3 AND n = ?4),
              EXISTS (SELECT 1 FROM devices WHERE dev = ?3 AND revoked_from <= ?4),
              EXISTS (SELECT 1 FROM imports WHERE imp = ?5 AND hidden = 1),
              (SELECT trust FROM organisations WHERE org = ?2)";
        let imp = match source {
            Source::Local => None,
            Source::Import(imp) => Some(imp),
        };
        let (id, n) = (prepared.key.id.as_str(), prepared.stamp.n as i64);
        let mut statement = self.connection.prepare_cached(sql)?;
        let asked = params![id, author.org, author.dev, n, imp];
        Ok(statement.query_row(asked, |row| {
            Ok(Before {
                rec: row.get(0)?,
                twin: row.get(1)?,
                revoked: row.get(2)?,
                hidden: row.get(3)?,
                trust: Trust::from_code(row.get(4)?),
            })
        })?)
    }

    /// Whether its stamp was used for something else, or was noticed to have been used twice.
    fn is_second_use(&self, prepared: &Prepared) -> Result<bool, StoreError> {
        let sql =
            "SELECT 1 FROM revisions v JOIN devices d USING (dev) JOIN organisations o USING (org)
            WHERE d.id = ?1 AND o.id = ?2 AND v.n = ?3 AND (v.aside & 1 OR v.hash <> ?4) LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.exists(params![
            prepared.stamp.device.as_bytes(),
            prepared.key.owner.as_bytes(),
            prepared.stamp.n as i64,
            prepared.hash.as_bytes()
        ])?)
    }

    /// Whether the revision is stored, counting or not.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn has_revision(&self, hash: RevisionHash) -> Result<bool, StoreError> {
        Ok(self.revision_row(hash)?.is_some())
    }

    /// Whether the revision is stored and counts: written here, or brought by an import that is not hidden, and not aside.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn counts(&self, hash: RevisionHash) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM revisions v WHERE v.hash = ?1 AND v.aside = 0 AND (v.local = 1 OR EXISTS
              (SELECT 1 FROM import_revisions JOIN imports USING (imp) WHERE rev = v.rev AND hidden = 0))";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .exists([hash.as_bytes()])?)
    }

    /// The revision, if it is stored and counts.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn counting_revision(&self, hash: RevisionHash) -> Result<Option<Counting>, StoreError> {
        let sql = "SELECT v.rev, o.id FROM revisions v JOIN records USING (rec) JOIN organisations o USING (org)
            WHERE v.hash = ?1 AND v.aside = 0 AND (v.local = 1 OR EXISTS
              (SELECT 1 FROM import_revisions JOIN imports USING (imp) WHERE rev = v.rev AND hidden = 0))";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([hash.as_bytes()], |row| {
            Ok(Counting {
                rev: row.get(0)?,
                owner: OrganisationId(row.get(1)?),
            })
        });
        Ok(found.optional()?)
    }

    /// Whose record a stored revision is of, counting or not.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn owner_of(&self, hash: RevisionHash) -> Result<Option<OrganisationId>, StoreError> {
        let sql = "SELECT o.id FROM revisions v JOIN records USING (rec) JOIN organisations o USING (org) WHERE v.hash = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([hash.as_bytes()], |row| row.get(0).map(OrganisationId));
        Ok(found.optional()?)
    }

    /// Whether a revision counted already without the source that was just added.
    fn counted_before(&self, rev: i64, added: Source) -> Result<bool, StoreError> {
        let (local, imp) = match added {
            Source::Local => (false, -1),
            Source::Import(imp) => (true, imp),
        };
        let sql = "SELECT 1 FROM revisions v WHERE v.rev = ?1 AND (v.aside <> 0 OR (?2 AND v.local = 1) OR EXISTS
              (SELECT 1 FROM import_revisions JOIN imports USING (imp) WHERE rev = v.rev AND hidden = 0 AND imp <> ?3))";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .exists(params![rev, local, imp])?)
    }

    fn chain_length(&self, mut rev: i64) -> Result<usize, StoreError> {
        let mut length = 0;
        let mut statement = self
            .connection
            .prepare_cached("SELECT base FROM revisions WHERE rev = ?1")?;
        while let Some(base) = statement.query_row([rev], |row| row.get::<_, Option<i64>>(0))? {
            rev = base;
            length += 1;
        }
        Ok(length)
    }

    /// The rows of a record's counting revisions, oldest first.
    pub(crate) fn counting(&self, rec: i64) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT v.rev FROM revisions v WHERE v.rec = ?1 AND v.aside = 0 AND (v.local = 1 OR EXISTS
              (SELECT 1 FROM import_revisions JOIN imports USING (imp) WHERE rev = v.rev AND hidden = 0))
            ORDER BY v.ms, v.counter, v.hash";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement
            .query_map([rec], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// All that counts of a record, oldest first.
    ///
    /// # Errors
    /// The database cannot be read, or a body in it is damaged.
    pub fn history(&self, rec: i64) -> Result<Vec<HistoryRow>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT hash FROM revisions WHERE rev = ?1")?;
        let mut rows = Vec::new();
        for rev in self.counting(rec)? {
            let hash = RevisionHash(statement.query_row([rev], |row| row.get(0))?);
            rows.push(HistoryRow {
                hash,
                body: self.body(rev)?,
            });
        }
        Ok(rows)
    }

    /// The stamps that were used twice, each an alarm: which desktop of whom, and its number.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn alarms(&self) -> Result<Vec<(OrganisationId, DeviceId, u64)>, StoreError> {
        let sql = "SELECT DISTINCT o.id, d.id, v.n FROM revisions v JOIN devices d USING (dev) JOIN organisations o USING (org)
                   WHERE v.aside & 1 ORDER BY 1, 2, 3";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| {
            let n: i64 = row.get(2)?;
            Ok((OrganisationId(row.get(0)?), DeviceId(row.get(1)?), n as u64))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The clock of the last revision of our own desktop.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn last_clock(&self, device: DeviceId) -> Result<Clock, StoreError> {
        let sql = "SELECT ms, counter FROM revisions WHERE dev = (SELECT dev FROM devices d
              JOIN organisations o USING (org) WHERE d.id = ?1 AND o.trust = 3) ORDER BY n DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let last = statement
            .query_row([device.as_bytes()], |row| {
                Ok((row.get::<_, i64>(0)?, row.get(1)?))
            })
            .optional()?;
        Ok(last.map_or(Clock::default(), |(ms, counter)| Clock {
            ms: ms as u64,
            counter,
        }))
    }
}
