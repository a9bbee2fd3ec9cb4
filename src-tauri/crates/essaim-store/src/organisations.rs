//! Organisations, what we think of them, and the desktops that their root keys vouch for.

use essaim_model::{DeviceId, OrganisationId};
use essaim_revision::{Certificate, CertificateEnvelope, Keyring, PublicKey, Signature};
use rusqlite::{OptionalExtension, params};

use crate::derive::SENDER_DECISION;
use crate::error::StoreError;
use crate::store::{Tx, View};

/// What we think of an organisation. *Seen* is never *verified*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Nobody here has decided anything: its content stays apart.
    Unknown,
    /// Accepted, not verified.
    Accepted,
    /// Verified by words.
    Verified,
    /// Ourselves.
    Own,
    /// Refused: its content stays apart.
    Refused,
    /// Nobody's: reference data shipped with the program.
    Reference,
}

impl Trust {
    pub(crate) fn code(self) -> i64 {
        self as i64
    }

    pub(crate) fn from_code(code: i64) -> Trust {
        [
            Trust::Unknown,
            Trust::Accepted,
            Trust::Verified,
            Trust::Own,
            Trust::Refused,
            Trust::Reference,
        ]
        .into_iter()
        .find(|trust| trust.code() == code)
        .unwrap_or(Trust::Unknown)
    }
}

/// An organisation whose revisions lie in the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// What we think of it.
    pub trust: Trust,
    /// How many of its records are there, system ones left out.
    pub records: u32,
    /// When its content last came, milliseconds since 1970-01-01 UTC.
    pub last_received_ms: Option<u64>,
    /// How many of its desktops it has revoked.
    pub revoked_desktops: u32,
}

/// The rows of the desktop that wrote a revision and of its organisation. Many revisions of one author come in a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Author {
    owner: OrganisationId,
    device: DeviceId,
    pub(crate) org: i64,
    pub(crate) dev: i64,
}

/// The owner of reference data.
pub(crate) const REFERENCE: OrganisationId = OrganisationId([0; 16]);

impl Tx<'_> {
    /// Keeps a verified certificate: the desktop's revisions can now be stored. The successions that its root rests on were
    /// kept before. That the desktop was revoked may have come first.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn add_certificate(
        &self,
        certificate: &Certificate,
        envelope: &CertificateEnvelope,
    ) -> Result<(), StoreError> {
        let org = self.organisation(certificate.owner, &certificate.root)?;
        let sql = "INSERT OR IGNORE INTO devices (id, org, certificate, signature) VALUES (?1, ?2, ?3, ?4)";
        let device = certificate.key.device();
        let added = self.transaction.prepare_cached(sql)?.execute(params![
            device.as_bytes(),
            org,
            envelope.body,
            envelope.signature.0
        ])?;
        match added {
            0 => Ok(()),
            _ => self.heed_revocations(org),
        }
    }

    /// Marks the organisation as ourselves.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn set_own(&self, id: OrganisationId) -> Result<(), StoreError> {
        self.set_trust(id, Trust::Own)
    }

    pub(crate) fn set_trust(&self, id: OrganisationId, trust: Trust) -> Result<(), StoreError> {
        let sql = "UPDATE organisations SET trust = ?2 WHERE id = ?1";
        self.transaction
            .execute(sql, params![id.as_bytes(), trust.code()])?;
        Ok(())
    }

    /// The rows of a desktop of an organisation; none before its certificate was added.
    pub(crate) fn author(
        &self,
        owner: OrganisationId,
        device: DeviceId,
    ) -> Result<Option<Author>, StoreError> {
        let last = self.author.get();
        if last.is_some_and(|last| last.owner == owner && last.device == device) {
            return Ok(last);
        }
        let view = self.view();
        let Some(org) = view.organisation_row(owner)? else {
            return Ok(None);
        };
        let Some(dev) = view.device_row(device, org)? else {
            return Ok(None);
        };
        self.author.set(Some(Author {
            owner,
            device,
            org,
            dev,
        }));
        Ok(self.author.get())
    }

    /// The row of an organisation, made from its first root when it is new; a decision that came before it is heeded.
    pub(crate) fn organisation(
        &self,
        id: OrganisationId,
        root: &PublicKey,
    ) -> Result<i64, StoreError> {
        if let Some(org) = self.view().organisation_row(id)? {
            return Ok(org);
        }
        if root.organisation() != id {
            return Err(StoreError::Body("no root of its organisation".to_owned()));
        }
        let sql = "INSERT INTO organisations (id, root) VALUES (?1, ?2)";
        self.transaction
            .execute(sql, params![id.as_bytes(), root.to_bytes()])?;
        let org = self.transaction.last_insert_rowid();
        self.heed_decisions(SENDER_DECISION, &id.to_string())?;
        Ok(org)
    }

    /// The row that owns reference data.
    pub(crate) fn reference_owner(&self) -> Result<i64, StoreError> {
        if let Some(org) = self.view().organisation_row(REFERENCE)? {
            return Ok(org);
        }
        let sql = "INSERT INTO organisations (id, root, trust) VALUES (?1, x'', ?2)";
        self.transaction
            .execute(sql, params![REFERENCE.as_bytes(), Trust::Reference.code()])?;
        Ok(self.transaction.last_insert_rowid())
    }

    /// The next number of our own desktop; numbers are used once, whatever happens to what they were used for.
    ///
    /// # Errors
    /// The database cannot be written, or the desktop has no certificate.
    pub fn next_number(&self, device: DeviceId) -> Result<u64, StoreError> {
        let sql = "UPDATE devices SET next_n = next_n + 1 WHERE id = ?1
              AND EXISTS (SELECT 1 FROM organisations o WHERE o.org = devices.org AND o.trust = 3) RETURNING next_n - 1";
        let n: i64 = self
            .transaction
            .prepare_cached(sql)?
            .query_row([device.as_bytes()], |row| row.get(0))?;
        Ok(n as u64)
    }
}

impl Tx<'_> {
    /// Moves the next number of our own desktop up to `next`; it never goes back.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn skip_numbers(&self, device: DeviceId, next: u64) -> Result<(), StoreError> {
        let sql = "UPDATE devices SET next_n = max(next_n, ?2) WHERE id = ?1
              AND EXISTS (SELECT 1 FROM organisations o WHERE o.org = devices.org AND o.trust = 3)";
        self.transaction
            .prepare_cached(sql)?
            .execute(params![device.as_bytes(), next as i64])?;
        Ok(())
    }
}

impl View<'_> {
    pub(crate) fn organisation_row(&self, id: OrganisationId) -> Result<Option<i64>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT org FROM organisations WHERE id = ?1")?;
        Ok(statement
            .query_row([id.as_bytes()], |row| row.get(0))
            .optional()?)
    }

    /// The row of a desktop among those of an organisation: another one may have vouched for its key too.
    pub(crate) fn device_row(&self, id: DeviceId, org: i64) -> Result<Option<i64>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT dev FROM devices WHERE id = ?1 AND org = ?2")?;
        Ok(statement
            .query_row(params![id.as_bytes(), org], |row| row.get(0))
            .optional()?)
    }

    /// The next number that our own desktop would use.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn upcoming_number(&self, device: DeviceId) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT next_n FROM devices WHERE id = ?1
              AND EXISTS (SELECT 1 FROM organisations o WHERE o.org = devices.org AND o.trust = 3)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let n: Option<i64> = statement
            .query_row([device.as_bytes()], |row| row.get(0))
            .optional()?;
        Ok(n.map(|n| n as u64))
    }

    /// What we think of an organisation.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn trust(&self, id: OrganisationId) -> Result<Trust, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT trust FROM organisations WHERE id = ?1")?;
        let code = statement
            .query_row([id.as_bytes()], |row| row.get(0))
            .optional()?;
        Ok(code.map_or(Trust::Unknown, Trust::from_code))
    }

    /// All organisations but ourselves and the reference data's, in the order of their ids.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        let sql = "SELECT o.id, o.trust, coalesce(counted.records, 0),
              (SELECT max(ms) FROM imports i WHERE i.org = o.org),
              (SELECT count(*) FROM devices d WHERE d.org = o.org AND d.revoked_from IS NOT NULL)
            FROM organisations o LEFT JOIN
              (SELECT r.org, count(*) AS records FROM entries e JOIN records r USING (rec)
                WHERE e.kind NOT IN ('organisation', 'publication') AND e.trashed = 0 GROUP BY r.org) counted USING (org)
            WHERE o.trust NOT IN (?1, ?2) ORDER BY o.id";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([Trust::Own.code(), Trust::Reference.code()], |row| {
            let id: [u8; 16] = row.get(0)?;
            let last: Option<i64> = row.get(3)?;
            Ok(Organisation {
                id: OrganisationId(id),
                trust: Trust::from_code(row.get(1)?),
                records: row.get(2)?,
                last_received_ms: last.map(|ms| ms as u64),
                revoked_desktops: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many senders of content wait for someone to say whether they are accepted.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn unknown_senders(&self) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM organisations o WHERE o.trust = ?1 AND EXISTS
              (SELECT 1 FROM records r JOIN entries e USING (rec)
                WHERE r.org = o.org AND e.kind NOT IN ('organisation', 'publication') AND e.trashed = 0)";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([Trust::Unknown.code()], |row| row.get(0))?)
    }

    /// The certificates of an organisation's desktops, in the order of their devices' ids.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn certificates(
        &self,
        owner: OrganisationId,
    ) -> Result<Vec<CertificateEnvelope>, StoreError> {
        let sql = "SELECT certificate, d.signature FROM devices d JOIN organisations o USING (org)
                   WHERE o.id = ?1 ORDER BY d.id";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([owner.as_bytes()], |row| {
            Ok(CertificateEnvelope {
                body: row.get(0)?,
                signature: Signature(row.get(1)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All desktops that are vouched for.
    ///
    /// # Errors
    /// The database cannot be read, or a certificate in it is damaged.
    pub fn keyring(&self) -> Result<Keyring, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT certificate, signature FROM devices")?;
        let rows = statement.query_map([], |row| {
            Ok(CertificateEnvelope {
                body: row.get(0)?,
                signature: Signature(row.get(1)?),
            })
        })?;
        let roots = self.roots()?;
        let mut keyring = Keyring::default();
        for envelope in rows {
            let certificate = envelope?
                .verify_under(&roots)
                .map_err(|error| StoreError::Corrupt(error.to_string()))?;
            keyring.add(certificate);
        }
        Ok(keyring)
    }
}
