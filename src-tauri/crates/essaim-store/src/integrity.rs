//! Integrity: everything computed can be rebuilt, and compared with a rebuild; bodies and attachments with their hashes.

use essaim_model::BlobHash;
use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};

use crate::attachments::Folder;
use crate::error::StoreError;
use crate::store::{Store, Tx, View};

/// What an integrity check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// How many revisions were read.
    pub revisions: u32,
    /// How many attachments were read.
    pub attachments: u32,
    /// What is wrong; empty when all is well.
    pub problems: Vec<Damage>,
}

/// Something that an integrity check found wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// The database file, with what SQLite says.
    File(String),
    /// A revision, by its hash in hexadecimal.
    Revision(String),
    /// An attachment that is not what it was.
    AttachmentChanged(BlobHash),
    /// An attachment that is not there.
    AttachmentMissing(BlobHash),
    /// A desktop of an organisation used a number twice: it was copied.
    Copied {
        /// Whose.
        owner: String,
        /// Which desktop.
        device: String,
        /// Which number.
        n: u64,
    },
    /// What is computed is not what a rebuild gives.
    Computed,
}

/// For scripts and logs.
impl std::fmt::Display for Damage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Damage::File(said) => write!(out, "the database file is damaged: {said}"),
            Damage::Revision(hash) => write!(out, "revision {hash} is damaged"),
            Damage::AttachmentChanged(hash) => write!(out, "attachment {hash} has changed"),
            Damage::AttachmentMissing(hash) => write!(out, "attachment {hash} is missing"),
            Damage::Copied { owner, device, n } => {
                write!(
                    out,
                    "desktop {device} of {owner} used number {n} twice: it was copied"
                )
            }
            Damage::Computed => write!(out, "what is computed differs from a rebuild"),
        }
    }
}

/// The version of what is computed. Raised whenever columns, index terms or stems come out differently: a workspace that an
/// earlier program computed is computed anew when it is opened, before any other terms are taken out than were put in.
pub const DERIVED: &str = "3";

const REFERENCE_DATA: &str =
    "rec IN (SELECT rec FROM records JOIN organisations USING (org) WHERE trust = 5)";

impl Tx<'_> {
    /// Computes all entries and the index anew from the revisions that count. Reference data, which has none, stays.
    ///
    /// # Errors
    /// The database cannot be written, or a body in it is damaged.
    pub fn rebuild(&self) -> Result<(), StoreError> {
        self.transaction.execute_batch(&format!(
            "DELETE FROM entries WHERE NOT {REFERENCE_DATA};
             INSERT INTO search_index (search_index) VALUES ('delete-all');
             UPDATE organisations SET trust = 0 WHERE trust NOT IN (3, 5);
             UPDATE imports SET hidden = 0;
             UPDATE revisions SET aside = 0 WHERE aside <> 0;
             UPDATE revisions SET aside = 1 WHERE rev IN
               (SELECT v.rev FROM revisions v JOIN revisions w ON v.dev = w.dev AND v.n = w.n AND v.rev <> w.rev);",
        ))?;
        self.rebuild_revoked()?;
        self.index_again(&self.rows(&format!("SELECT rec FROM entries WHERE {REFERENCE_DATA}"))?)?;
        let decisions = "kind IN ('sender_decision', 'import_decision')";
        for condition in [decisions.to_owned(), format!("NOT {decisions}")] {
            let sql = format!(
                "SELECT rec FROM records WHERE {condition} AND NOT {REFERENCE_DATA} ORDER BY rec"
            );
            let recs = self.rows(&sql)?;
            recs.into_iter().try_for_each(|rec| self.derive(rec))?;
        }
        self.set_meta("derived", DERIVED)
    }

    fn rows(&self, sql: &str) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.transaction.prepare(sql)?;
        Ok(statement
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// What is shown of a conflict depends on the hour: a clock that was ahead of ours may no longer be. Seen from one hour,
    /// both sides of a comparison agree.
    fn refresh_conflicts(&self) -> Result<(), StoreError> {
        let recs = self.rows("SELECT rec FROM entries WHERE conflicts > 0")?;
        recs.into_iter().try_for_each(|rec| self.refresh(rec))
    }
}

impl View<'_> {
    /// All that is computed, one line a row, in an order that does not depend on how it came about.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn canonical_dump(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT json_array(hex(o.id), e.id, e.kind, e.shelf, e.trashed, e.sample, e.title, e.title_key, e.parent,
                e.status, e.programme, e.person, e.start, e.due, e.priority, e.light, e.place, e.done, e.total, e.files, e.next_due, e.next_step, e.updated_ms,
                e.conflicts, (SELECT json_group_array(hex(hash)) FROM (SELECT hash FROM revisions v
                  WHERE v.rev = e.head OR instr(' ' || e.heads || ' ', ' ' || v.rev || ' ') > 0 ORDER BY hash)))
              FROM entries e JOIN records r USING (rec) JOIN organisations o USING (org) ORDER BY o.id, e.id";
        let mut statement = self.connection.prepare(sql)?;
        Ok(statement
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// Each record's terms as the index holds them: `owner/id column term`, sorted.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn index_vocabulary(&self) -> Result<Vec<String>, StoreError> {
        self.connection.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, search_index, instance)",
        )?;
        let sql = "SELECT hex(o.id) || '/' || r.id || ' ' || v.col || ' ' || v.term FROM temp.vocabulary v
              JOIN records r ON r.rec = v.doc JOIN organisations o USING (org) ORDER BY 1";
        let mut statement = self.connection.prepare(sql)?;
        Ok(statement
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    fn damaged_revisions(&self, report: &mut CheckReport) -> Result<(), StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT rev, hex(hash), length(signature) = 0 FROM revisions ORDER BY rev")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (rev, hash): (i64, String) = (row.get(0)?, row.get(1)?);
            report.revisions += 1;
            // What was erased from no longer has its hash; it must still be a body.
            let erased: bool = row.get(2)?;
            let intact = if erased {
                self.body(rev).is_ok()
            } else {
                self.bytes(rev).is_ok_and(|bytes| {
                    hash == BlobHash(Sha256::digest(bytes).into())
                        .to_string()
                        .to_uppercase()
                })
            };
            if !intact {
                report.problems.push(Damage::Revision(hash.to_lowercase()));
            }
        }
        Ok(())
    }

    fn damaged_attachments(
        &self,
        folder: &Folder,
        report: &mut CheckReport,
    ) -> Result<(), StoreError> {
        for (hash, size) in self.attachments()? {
            report.attachments += 1;
            let mut hasher = Sha256::new();
            let read = folder
                .open(hash)
                .and_then(|mut file| std::io::copy(&mut file, &mut hasher));
            match read {
                Ok(length) if length == size && BlobHash(hasher.finalize().into()) == hash => {}
                Ok(_) => report.problems.push(Damage::AttachmentChanged(hash)),
                Err(_) => report.problems.push(Damage::AttachmentMissing(hash)),
            }
        }
        Ok(())
    }
}

impl Store {
    /// Computes anew what an earlier program computed in its own way. There being no clock here, conflicts are seen from the
    /// hour at which this desktop last wrote.
    pub(crate) fn derive_anew(&mut self) -> Result<(), StoreError> {
        let is_ours =
            |view: View<'_>| Ok::<_, StoreError>(view.meta("derived")?.as_deref() == Some(DERIVED));
        if is_ours(self.view())? {
            return Ok(());
        }
        let last = "SELECT coalesce(max(ms), 0) FROM revisions WHERE local = 1";
        let hour: i64 = self
            .view()
            .connection
            .query_row(last, [], |row| row.get(0))?;
        self.transaction(hour as u64, |tx| match is_ours(tx.view())? {
            true => Ok(()),
            false => tx.rebuild(),
        })
    }

    /// Checks the file, every body and attachment against its hash, and what is computed against a rebuild by `restore`
    /// (which is undone again).
    ///
    /// # Errors
    /// The database cannot be read at all.
    pub fn check(
        &mut self,
        restore: impl FnOnce(&Tx<'_>) -> Result<(), StoreError>,
    ) -> Result<CheckReport, StoreError> {
        let mut report = CheckReport::default();
        let sound: Option<String> = self
            .view()
            .connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .optional()?;
        if sound.as_deref() != Some("ok") {
            report
                .problems
                .push(Damage::File(sound.unwrap_or_default()));
        }
        self.view().damaged_revisions(&mut report)?;
        let folder = self.attachments();
        self.view().damaged_attachments(&folder, &mut report)?;
        for (owner, device, n) in self.view().alarms()? {
            let (owner, device) = (owner.to_string(), device.to_string());
            report.problems.push(Damage::Copied { owner, device, n });
        }
        if report.problems.is_empty() && !self.equals_rebuild(restore)? {
            report.problems.push(Damage::Computed);
        }
        Ok(report)
    }

    fn equals_rebuild(
        &mut self,
        restore: impl FnOnce(&Tx<'_>) -> Result<(), StoreError>,
    ) -> Result<bool, StoreError> {
        let mut equal = false;
        let rolled_back: Result<(), RollBack> = self.transaction(0, |tx| {
            tx.refresh_conflicts()?;
            let before = (tx.view().canonical_dump()?, tx.view().index_vocabulary()?);
            restore(tx)?;
            equal = before == (tx.view().canonical_dump()?, tx.view().index_vocabulary()?);
            Err(RollBack::Wanted)
        });
        match rolled_back {
            Err(RollBack::Store(error)) => Err(error),
            _ => Ok(equal),
        }
    }
}

/// A transaction that is meant to leave nothing.
enum RollBack {
    Wanted,
    Store(StoreError),
}

impl From<StoreError> for RollBack {
    fn from(error: StoreError) -> Self {
        RollBack::Store(error)
    }
}
