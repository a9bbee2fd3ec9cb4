//! What lies in the database of a revision: its exact bytes, unpacked here or on another thread, and its signature.

use essaim_model::RevisionHash;
use essaim_revision::{Body, Envelope, Signature, State};
use rusqlite::{OptionalExtension, Row};

use crate::codec;
use crate::error::StoreError;
use crate::store::View;

/// A body as it is stored: read on the thread of the database, it can be unpacked on another.
#[derive(Debug)]
pub struct StoredBody {
    stored: Vec<u8>,
    size: usize,
    /// The bytes of the body that it is compressed against.
    base: Option<Vec<u8>>,
}

impl StoredBody {
    /// The size of the body in bytes, unpacked.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The exact bytes.
    fn open(&self) -> Result<Vec<u8>, StoreError> {
        codec::decompress(&self.stored, self.base.as_deref(), self.size)
    }
}

/// A revision as it is stored.
#[derive(Debug)]
pub struct StoredEnvelope {
    /// Its body.
    pub body: StoredBody,
    signature: Signature,
}

impl StoredEnvelope {
    /// Unpacks it.
    ///
    /// # Errors
    /// The body is damaged.
    pub fn open(&self) -> Result<Envelope, StoreError> {
        Ok(Envelope {
            body: self.body.open()?,
            signature: self.signature,
        })
    }
}

/// The state of a record as it is stored.
#[derive(Debug)]
pub enum StoredState {
    /// One revision says all.
    Packed(StoredBody),
    /// Several had to be joined.
    Joined(State),
}

impl StoredState {
    /// Unpacks it.
    ///
    /// # Errors
    /// The body is damaged.
    pub fn open(self) -> Result<State, StoreError> {
        match self {
            StoredState::Packed(body) => Ok(codec::parse(&body.open()?)?.state),
            StoredState::Joined(state) => Ok(state),
        }
    }
}

/// What three columns of a row hold of a body, from column `at` on: it, its size, and what it is compressed against.
fn packed(row: &Row<'_>, at: usize) -> rusqlite::Result<(Vec<u8>, i64, Option<i64>)> {
    Ok((row.get(at)?, row.get(at + 1)?, row.get(at + 2)?))
}

impl View<'_> {
    /// The exact bytes of a revision's body.
    pub(crate) fn bytes(&self, rev: i64) -> Result<Vec<u8>, StoreError> {
        let sql = "SELECT body, size, base FROM revisions WHERE rev = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let packed = statement.query_row([rev], |row| packed(row, 0))?;
        drop(statement);
        self.stored(packed)?.open()
    }

    fn stored(
        &self,
        (stored, size, base): (Vec<u8>, i64, Option<i64>),
    ) -> Result<StoredBody, StoreError> {
        Ok(StoredBody {
            stored,
            size: size as usize,
            base: base.map(|base| self.bytes(base)).transpose()?,
        })
    }

    /// What a revision says.
    pub(crate) fn body(&self, rev: i64) -> Result<Body, StoreError> {
        codec::parse(&self.bytes(rev)?)
    }

    /// The revision as it travels: the exact bytes and their signature. None when it is not here, or no longer as it was
    /// signed because something was erased from it.
    ///
    /// # Errors
    /// The database cannot be read, or the body in it is damaged.
    pub fn envelope(&self, hash: RevisionHash) -> Result<Option<Envelope>, StoreError> {
        let stored = self.stored_envelope(hash)?;
        stored.map(|stored| stored.open()).transpose()
    }

    /// What [`View::envelope`] gives, still as it is stored.
    ///
    /// # Errors
    /// As [`View::envelope`].
    pub fn stored_envelope(
        &self,
        hash: RevisionHash,
    ) -> Result<Option<StoredEnvelope>, StoreError> {
        let sql = "SELECT signature, body, size, base FROM revisions WHERE hash = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([hash.as_bytes()], |row| {
            let signature = Signature::from_slice(row.get_ref(0)?.as_blob()?);
            Ok((signature, packed(row, 1)?))
        });
        let found = found.optional()?;
        drop(statement);
        let Some((Some(signature), packed)) = found else {
            return Ok(None);
        };
        Ok(Some(StoredEnvelope {
            body: self.stored(packed)?,
            signature,
        }))
    }

    /// The hashes of a record's heads, sorted.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn head_hashes(&self, rec: i64) -> Result<Vec<RevisionHash>, StoreError> {
        let heads = self.signed_heads(rec)?.into_iter();
        Ok(heads.map(|(hash, _)| hash).collect())
    }

    /// The hashes of a record's heads, sorted, each with whether it is still as it was signed: nothing was erased from it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn signed_heads(&self, rec: i64) -> Result<Vec<(RevisionHash, bool)>, StoreError> {
        let head = |row: &Row<'_>| Ok((RevisionHash(row.get(0)?), row.get(1)?));
        let only = "SELECT v.hash, length(v.signature) > 0 FROM entries e JOIN revisions v ON v.rev = e.head WHERE e.rec = ?1";
        let mut statement = self.connection.prepare_cached(only)?;
        if let Some(only) = statement.query_row([rec], head).optional()? {
            return Ok(vec![only]);
        }
        let one = "SELECT hash, length(signature) > 0 FROM revisions WHERE rev = ?1";
        let mut statement = self.connection.prepare_cached(one)?;
        let mut heads = Vec::new();
        for rev in self.heads(rec)? {
            heads.push(statement.query_row([rev], head)?);
        }
        heads.sort_unstable();
        Ok(heads)
    }

    /// What [`View::state`] gives, still as it is stored.
    ///
    /// # Errors
    /// As [`View::state`].
    pub fn stored_state(&self, rec: i64) -> Result<Option<StoredState>, StoreError> {
        let sql = "SELECT v.body, v.size, v.base FROM entries e JOIN revisions v ON v.rev = e.head WHERE e.rec = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let only = statement
            .query_row([rec], |row| packed(row, 0))
            .optional()?;
        drop(statement);
        match only {
            Some(packed) => Ok(Some(StoredState::Packed(self.stored(packed)?))),
            None => Ok(self.state(rec)?.map(StoredState::Joined)),
        }
    }
}
