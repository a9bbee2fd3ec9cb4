//! What the desktops of one organisation hand each other: which segments were written and taken in, which revisions and
//! attachments are still to be handed over, and where each revision came from. What a segment looks like is not its business.

use essaim_model::{BlobHash, DeviceId, OrganisationId, RevisionHash, schema};
use essaim_revision::{CertificateEnvelope, Envelope, Signature};
use rusqlite::{OptionalExtension, params};

use crate::derive::IMPORT_DECISION;
use crate::error::StoreError;
use crate::imports::Import;
use crate::store::{Tx, View};

/// A segment that was written or taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SegmentRow {
    /// SHA-256 of the file.
    pub hash: [u8; 32],
    /// The desktop that wrote it.
    pub device: DeviceId,
    /// Its number among that desktop's.
    pub number: u64,
    /// Its size in bytes.
    pub size: u64,
    /// When it was written, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
}

/// A revision that is to be handed over: its row, and how many sources it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    rev: i64,
    sources: i64,
}

/// Which revisions are to be handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that lie in no segment of this desktop, or have come from one more source since.
    News,
    /// All.
    All,
    /// The organisation's card, who sits where, and the decisions: without them a desktop is lost.
    Few,
}

/// A revision as it is handed over, with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The exact bytes and their signature.
    pub envelope: Envelope,
    /// The desktop that wrote it.
    pub device: DeviceId,
    /// Whose record it is.
    pub owner: OrganisationId,
    /// A desktop of ours wrote it.
    pub local: bool,
    /// The rows of the imports that brought it.
    pub imports: Vec<i64>,
}

impl Tx<'_> {
    /// Notes a segment that was written or taken in.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn note_segment(&self, segment: &SegmentRow) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO segments (hash, device, number, size, ms) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.transaction.prepare_cached(sql)?.execute(params![
            segment.hash,
            segment.device.as_bytes(),
            segment.number as i64,
            segment.size as i64,
            segment.ms as i64
        ])?;
        Ok(())
    }

    /// Forgets a segment: it lies nowhere any more.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn forget_segment(&self, hash: &[u8; 32]) -> Result<(), StoreError> {
        let sql = "DELETE FROM segments WHERE hash = ?1";
        self.transaction.prepare_cached(sql)?.execute([hash])?;
        Ok(())
    }

    /// Notes revisions that lie in a segment now.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn note_shared(&self, revisions: &[Pending]) -> Result<(), StoreError> {
        let sql = "INSERT INTO shared_revisions (rev, sources) VALUES (?1, ?2)
                   ON CONFLICT (rev) DO UPDATE SET sources = excluded.sources";
        let mut statement = self.transaction.prepare_cached(sql)?;
        for one in revisions {
            statement.execute([one.rev, one.sources])?;
        }
        Ok(())
    }

    /// Notes attachments that a segment announces.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn note_shared_attachments(&self, hashes: &[BlobHash]) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO shared_attachments (hash) VALUES (?1)";
        let mut statement = self.transaction.prepare_cached(sql)?;
        for hash in hashes {
            statement.execute([hash.as_bytes()])?;
        }
        Ok(())
    }

    /// Forgets what was written: everything is to be handed over again.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn forget_shared(&self, device: DeviceId) -> Result<(), StoreError> {
        self.transaction
            .execute_batch("DELETE FROM shared_revisions; DELETE FROM shared_attachments;")?;
        let sql = "DELETE FROM segments WHERE device = ?1";
        self.transaction.execute(sql, [device.as_bytes()])?;
        Ok(())
    }

    /// Notes an attachment that another desktop has, when it is not here.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn await_attachment(&self, hash: BlobHash, size: u64) -> Result<(), StoreError> {
        if self.view().attachment(hash)?.is_some() {
            return Ok(());
        }
        let sql = "INSERT OR IGNORE INTO awaited_attachments (hash, size) VALUES (?1, ?2)";
        self.transaction
            .prepare_cached(sql)?
            .execute(params![hash.as_bytes(), size as i64])?;
        Ok(())
    }

    /// An attachment that was awaited is here, or is no longer wanted.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn cease_awaiting(&self, hash: BlobHash) -> Result<(), StoreError> {
        let sql = "DELETE FROM awaited_attachments WHERE hash = ?1";
        self.transaction
            .prepare_cached(sql)?
            .execute([hash.as_bytes()])?;
        Ok(())
    }

    /// The row of an import that another desktop made, noted when it is new here; a decision that came before is heeded.
    ///
    /// # Errors
    /// The database cannot be written, or no certificate of its sender was added.
    pub fn take_import(&self, import: &Import, file_hash: &[u8; 32]) -> Result<i64, StoreError> {
        if let Some(known) = self.view().import(&import.id)? {
            return Ok(known.imp);
        }
        let sql = "INSERT INTO imports (id, bundle, file_name, file_hash, org, ms, report)
                   SELECT ?1, ?2, ?3, ?4, org, ?6, ?7 FROM organisations WHERE id = ?5";
        let added = self.transaction.execute(
            sql,
            params![
                import.id,
                import.bundle,
                import.file_name,
                file_hash,
                import.sender.as_bytes(),
                import.ms as i64,
                import.report
            ],
        )?;
        if added == 0 {
            return Err(StoreError::Body("no certificate of its sender".to_owned()));
        }
        let imp = self.transaction.last_insert_rowid();
        self.heed_decisions(IMPORT_DECISION, &import.bundle)?;
        Ok(imp)
    }
}

impl View<'_> {
    /// The segments that were written or taken in, by desktop and number.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn segments(&self) -> Result<Vec<SegmentRow>, StoreError> {
        let sql = "SELECT hash, device, number, size, ms FROM segments ORDER BY device, number";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let [number, size, ms]: [i64; 3] = [row.get(2)?, row.get(3)?, row.get(4)?];
            Ok(SegmentRow {
                hash: row.get(0)?,
                device: DeviceId(row.get(1)?),
                number: number as u64,
                size: size as u64,
                ms: ms as u64,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What is to be handed over, in the order in which it came here.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn pending(&self, which: Which) -> Result<Vec<Pending>, StoreError> {
        let sources =
            "v.local + (SELECT count(*) FROM import_revisions i WHERE i.rev = v.rev) AS has";
        // What was erased from is no longer as it was signed: it does not leave, its order does.
        let whole = "length(v.signature) > 0";
        let sql = match which {
            Which::News => format!(
                "SELECT v.rev, {sources} FROM revisions v LEFT JOIN shared_revisions s USING (rev)
                 WHERE has > coalesce(s.sources, 0) AND {whole} ORDER BY v.rev"
            ),
            Which::All => {
                format!("SELECT v.rev, {sources} FROM revisions v WHERE {whole} ORDER BY v.rev")
            }
            Which::Few => {
                let content: Vec<String> = schema::KINDS
                    .iter()
                    .filter(|kind| !kind.system)
                    .map(|kind| format!("'{}'", kind.name))
                    .collect();
                format!(
                    "SELECT v.rev, {sources} FROM revisions v JOIN records r USING (rec) JOIN organisations o USING (org)
                     WHERE o.trust = 3 AND {whole} AND r.kind NOT IN ({}) ORDER BY v.rev",
                    content.join(", ")
                )
            }
        };
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map([], |row| {
            Ok(Pending {
                rev: row.get(0)?,
                sources: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A revision as it is handed over.
    ///
    /// # Errors
    /// The database cannot be read, or the body in it is damaged.
    pub fn outgoing(&self, pending: Pending) -> Result<Outgoing, StoreError> {
        let sql =
            "SELECT v.signature, v.local, d.id, o.id FROM revisions v JOIN devices d USING (dev)
                   JOIN organisations o USING (org) WHERE v.rev = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let (signature, local, device, owner) = statement.query_row([pending.rev], |row| {
            Ok((
                Signature(row.get(0)?),
                row.get(1)?,
                DeviceId(row.get(2)?),
                OrganisationId(row.get(3)?),
            ))
        })?;
        let sql = "SELECT imp FROM import_revisions WHERE rev = ?1 ORDER BY imp";
        let mut statement = self.connection.prepare_cached(sql)?;
        let imports = statement
            .query_map([pending.rev], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(Outgoing {
            envelope: Envelope {
                body: self.bytes(pending.rev)?,
                signature,
            },
            device,
            owner,
            local,
            imports,
        })
    }

    /// Whether a revision is here with all of these sources: handing it over again brings nothing.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn has_sources(
        &self,
        hash: RevisionHash,
        local: bool,
        imports: &[String],
    ) -> Result<bool, StoreError> {
        let sql = "SELECT rev, local FROM revisions WHERE hash = ?1";
        let found: Option<(i64, bool)> = self
            .connection
            .prepare_cached(sql)?
            .query_row([hash.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((rev, is_local)) = found else {
            return Ok(false);
        };
        if local && !is_local {
            return Ok(false);
        }
        let sql =
            "SELECT 1 FROM import_revisions JOIN imports USING (imp) WHERE rev = ?1 AND id = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        for import in imports {
            if !statement.exists(params![rev, import])? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a revision that is here is of a record of that organisation.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn is_owned(&self, hash: RevisionHash, owner: OrganisationId) -> Result<bool, StoreError> {
        let sql =
            "SELECT 1 FROM revisions v JOIN records r USING (rec) JOIN organisations o USING (org)
                   WHERE v.hash = ?1 AND o.id = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.exists(params![hash.as_bytes(), owner.as_bytes()])?)
    }

    /// An import of the register by its row, with the hash of its file.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn import_row(&self, imp: i64) -> Result<(Import, [u8; 32]), StoreError> {
        let sql = "SELECT id, file_hash FROM imports WHERE imp = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let (id, file_hash): (String, Vec<u8>) =
            statement.query_row([imp], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let import = self
            .import(&id)?
            .ok_or_else(|| StoreError::Corrupt("an import without a sender".to_owned()))?;
        Ok((import, file_hash.try_into().unwrap_or([0; 32])))
    }

    /// The certificate of an organisation's desktop.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn certificate(
        &self,
        device: DeviceId,
        owner: OrganisationId,
    ) -> Result<Option<CertificateEnvelope>, StoreError> {
        let sql = "SELECT certificate, d.signature FROM devices d JOIN organisations o USING (org)
                   WHERE d.id = ?1 AND o.id = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement
            .query_row(params![device.as_bytes(), owner.as_bytes()], |row| {
                Ok(CertificateEnvelope {
                    body: row.get(0)?,
                    signature: Signature(row.get(1)?),
                })
            })
            .optional()?)
    }

    /// The attachments that no segment of this desktop announces yet.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn unshared_attachments(&self) -> Result<Vec<(BlobHash, u64)>, StoreError> {
        self.files("SELECT hash, size FROM attachments WHERE hash NOT IN (SELECT hash FROM shared_attachments) ORDER BY hash")
    }

    /// The attachments that other desktops have and that are not here yet.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn awaited_attachments(&self) -> Result<Vec<(BlobHash, u64)>, StoreError> {
        self.files("SELECT hash, size FROM awaited_attachments ORDER BY hash")
    }

    fn files(&self, sql: &str) -> Result<Vec<(BlobHash, u64)>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let size: i64 = row.get(1)?;
            Ok((BlobHash(row.get(0)?), size as u64))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
