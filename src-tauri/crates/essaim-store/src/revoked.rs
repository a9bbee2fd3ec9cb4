//! Desktops that their organisation has revoked: their revisions are kept, and do not count from a number on.
//!
//! A revocation is a record that carries a root key's signature. It holds as soon as a revision of it lies here, whatever
//! becomes of that revision, so that neither the order of arrival nor a revoked desktop has a say in it. It never loses hold:
//! of several for one desktop, the lowest number decides.

use essaim_model::{DeviceId, Leaves, OrganisationId, RecordId, RevisionHash, Value};
use essaim_revision::{Body, Revocation, Signature};
use rusqlite::params;

use crate::codec::Prepared;
use crate::error::StoreError;
use crate::records::{RecordKey, RecordRef};
use crate::store::{Tx, View};

/// The kind of the records that revoke.
pub const REVOCATION: &str = "device_revocation";

/// With this the ids of such records begin.
pub const REVOCATION_PREFIX: &str = "revocation-";

/// What a revision was set aside for, as bits: its stamp was used twice; its desktop was revoked.
pub(crate) const TWIN: i64 = 1;
pub(crate) const REVOKED: i64 = 2;

/// A desktop of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// When it was certified, milliseconds since 1970-01-01 UTC.
    pub certified_ms: u64,
    /// The highest of its numbers that is here; 0 when it has written nothing that is.
    pub last_number: u64,
    /// The first of its numbers that does not count.
    pub revoked_from: Option<u64>,
}

/// A revision that does not count because its desktop was revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevokedRevision {
    /// Its hash.
    pub hash: RevisionHash,
    /// The record.
    pub key: RecordKey,
    /// What it says its kind is.
    pub kind: String,
    /// The title that it gives.
    pub title: String,
    /// The desktop that wrote it.
    pub device: DeviceId,
    /// Its number.
    pub number: u64,
    /// When it says it was written, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
}

impl Tx<'_> {
    /// Heeds the revocation that a revision carries, if it carries one.
    pub(crate) fn heed_revocation(&self, org: i64, body: &Body) -> Result<(), StoreError> {
        if let Some(dev) = self.revoke(org, body)? {
            let recs = self.set_revoked(dev)?;
            recs.into_iter().try_for_each(|rec| self.derive(rec))?;
        }
        Ok(())
    }

    /// Heeds all revocations of an organisation: a desktop or a root key of its own has become known.
    pub(crate) fn heed_revocations(&self, org: i64) -> Result<(), StoreError> {
        for body in self.view().revocations(org)? {
            self.heed_revocation(org, &body)?;
        }
        Ok(())
    }

    /// Computes anew which revisions do not count, without deriving their records.
    pub(crate) fn rebuild_revoked(&self) -> Result<(), StoreError> {
        self.transaction
            .execute("UPDATE devices SET revoked_from = NULL", [])?;
        let orgs =
            "SELECT DISTINCT org FROM records WHERE id >= 'revocation-' AND id < 'revocation.'";
        let orgs: Vec<i64> = self
            .transaction
            .prepare(orgs)?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for org in orgs {
            for body in self.view().revocations(org)? {
                if let Some(dev) = self.revoke(org, &body)? {
                    self.set_revoked(dev)?;
                }
            }
        }
        Ok(())
    }

    /// Gives the desktop's row where the revision revokes it from a lower number than any before.
    fn revoke(&self, org: i64, body: &Body) -> Result<Option<i64>, StoreError> {
        let Some((revocation, signature)) = asked(body) else {
            return Ok(None);
        };
        let roots = self.view().held_roots(body.owner)?;
        if !roots
            .iter()
            .any(|root| revocation.is_signed_by(root, &signature))
        {
            return Ok(None);
        }
        let Some(dev) = self.view().device_row(revocation.device, org)? else {
            return Ok(None);
        };
        let sql = "UPDATE devices SET revoked_from = ?2 WHERE dev = ?1 AND (revoked_from IS NULL OR revoked_from > ?2)";
        let from = i64::try_from(revocation.from).unwrap_or(i64::MAX);
        let lowered = self.transaction.execute(sql, params![dev, from])?;
        Ok((lowered > 0).then_some(dev))
    }

    /// Sets the revisions of a revoked desktop aside; gives the rows of the records that they belong to.
    fn set_revoked(&self, dev: i64) -> Result<Vec<i64>, StoreError> {
        let sql = "UPDATE revisions SET aside = aside | ?2 WHERE dev = ?1 AND aside & ?2 = 0
              AND n >= (SELECT revoked_from FROM devices WHERE dev = ?1) RETURNING rec";
        let mut statement = self.transaction.prepare(sql)?;
        let mut recs: Vec<i64> = statement
            .query_map(params![dev, REVOKED], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        recs.sort_unstable();
        recs.dedup();
        Ok(recs)
    }

    /// Sets one new revision aside: its desktop was revoked before that number.
    pub(crate) fn set_one_revoked(&self, rev: i64) -> Result<(), StoreError> {
        let sql = "UPDATE revisions SET aside = aside | ?2 WHERE rev = ?1";
        self.transaction.execute(sql, [rev, REVOKED])?;
        Ok(())
    }
}

impl Prepared {
    /// The revocation that the revision asks for, and the signature that it brings. Whose that is was not looked at.
    ///
    /// # Errors
    /// The body cannot be read again.
    pub fn revocation(&self) -> Result<Option<(Revocation, Signature)>, StoreError> {
        match self.kind == REVOCATION {
            true => Ok(asked(&self.body()?)),
            false => Ok(None),
        }
    }
}

/// The revocation that a revision asks for, and the signature that it brings. Nothing in it was checked.
fn asked(body: &Body) -> Option<(Revocation, Signature)> {
    let fits = body.kind == REVOCATION && body.record.as_str().starts_with(REVOCATION_PREFIX);
    fits.then(|| read(body.owner, &body.state.displayed(u64::MAX)))?
}

/// The revocation that the leaves of a record ask for.
fn read(owner: OrganisationId, leaves: &Leaves) -> Option<(Revocation, Signature)> {
    let text = |name: &str| leaves.get(name).and_then(Value::as_text);
    let device = text("device")?.parse().ok()?;
    let from = text("from")?.parse().ok()?;
    let signature = Signature::from_base64(text("signature")?.as_bytes())?;
    Some((Revocation::new(owner, device, from), signature))
}

impl View<'_> {
    /// What the stored revisions of an organisation say that may revoke, counting or not.
    fn revocations(&self, org: i64) -> Result<Vec<Body>, StoreError> {
        let sql = "SELECT v.rev FROM revisions v JOIN records r USING (rec)
                   WHERE r.org = ?1 AND r.id >= 'revocation-' AND r.id < 'revocation.' ORDER BY v.rev";
        let mut statement = self.connection.prepare_cached(sql)?;
        let revs: Vec<i64> = statement
            .query_map([org], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        revs.into_iter().map(|rev| self.body(rev)).collect()
    }

    /// The records by which an organisation has revoked desktops, each with all its revisions that are here.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn revocation_records(
        &self,
        owner: OrganisationId,
    ) -> Result<Vec<(RecordRef, Vec<RevisionHash>)>, StoreError> {
        let sql = "SELECT v.rec, v.hash FROM revisions v JOIN records r USING (rec) JOIN organisations o USING (org)
                   WHERE o.id = ?1 AND r.id >= 'revocation-' AND r.id < 'revocation.' AND r.kind = ?2 ORDER BY r.id, v.hash";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![owner.as_bytes(), REVOCATION])?;
        let mut found: Vec<(RecordRef, Vec<RevisionHash>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (rec, hash) = (row.get(0)?, RevisionHash(row.get(1)?));
            match found.last_mut() {
                Some((record, hashes)) if record.rec == rec => hashes.push(hash),
                _ => found.push((self.record_at(rec)?, vec![hash])),
            }
        }
        Ok(found)
    }

    pub(crate) fn is_revoked(&self, dev: i64, n: u64) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM devices WHERE dev = ?1 AND revoked_from <= ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.exists(params![dev, n as i64])?)
    }

    /// Whether a revision's desktop was revoked from its number on.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn is_from_a_revoked_desktop(&self, prepared: &Prepared) -> Result<bool, StoreError> {
        let Some(org) = self.organisation_row(prepared.key.owner)? else {
            return Ok(false);
        };
        match self.device_row(prepared.stamp.device, org)? {
            Some(dev) => self.is_revoked(dev, prepared.stamp.n),
            None => Ok(false),
        }
    }

    /// Whether the next revision of a desktop would not count.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn is_revoked_desktop(
        &self,
        owner: OrganisationId,
        device: DeviceId,
    ) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM devices d JOIN organisations o USING (org)
                   WHERE d.id = ?1 AND o.id = ?2 AND revoked_from <= next_n";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.exists(params![device.as_bytes(), owner.as_bytes()])?)
    }

    /// The desktops of an organisation, in the order of their ids.
    ///
    /// # Errors
    /// The database cannot be read, or a certificate in it is damaged.
    pub fn devices(&self, owner: OrganisationId) -> Result<Vec<Device>, StoreError> {
        let sql = "SELECT d.id, d.revoked_from, (SELECT max(n) FROM revisions v WHERE v.dev = d.dev), d.certificate, d.signature
                   FROM devices d JOIN organisations o USING (org) WHERE o.id = ?1 ORDER BY d.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([owner.as_bytes()], |row| {
            let (revoked, last): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
            let certificate = essaim_revision::CertificateEnvelope {
                body: row.get(3)?,
                signature: Signature(row.get(4)?),
            };
            Ok(Device {
                id: DeviceId(row.get(0)?),
                certified_ms: certificate.read().map_or(0, |read| read.issued_ms),
                last_number: last.unwrap_or(0) as u64,
                revoked_from: revoked.map(|from| from as u64),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The revisions that do not count because their desktop was revoked, by owner, desktop and number.
    ///
    /// # Errors
    /// The database cannot be read, or a body in it is damaged.
    pub fn revoked_revisions(&self) -> Result<Vec<RevokedRevision>, StoreError> {
        let sql = "SELECT v.rev, v.hash, o.id, r.id, d.id, v.n, v.ms FROM revisions v JOIN records r USING (rec)
              JOIN devices d USING (dev) JOIN organisations o ON o.org = d.org
              WHERE v.aside & ?1 <> 0 ORDER BY o.id, d.id, v.n, v.hash";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([REVOKED])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let body = self.body(row.get(0)?)?;
            let leaves = body.state.displayed(u64::MAX);
            let title = leaves.get("title").and_then(Value::as_text);
            let id: String = row.get(3)?;
            let (number, ms): (i64, i64) = (row.get(5)?, row.get(6)?);
            found.push(RevokedRevision {
                hash: RevisionHash(row.get(1)?),
                key: RecordKey {
                    owner: OrganisationId(row.get(2)?),
                    id: RecordId::new(id).map_err(|error| StoreError::Body(error.to_string()))?,
                },
                title: title.unwrap_or_default().to_owned(),
                kind: body.kind,
                device: DeviceId(row.get(4)?),
                number: number as u64,
                ms: ms as u64,
            });
        }
        Ok(found)
    }
}
