//! Root keys that succeed one another: kept as they came, so that the next reader can check them too.

use essaim_model::OrganisationId;
use essaim_revision::succession::MOST_SUCCESSIONS;
use essaim_revision::{Line, PublicKey, Roots, Signature, Succession, SuccessionEnvelope};
use rusqlite::{OptionalExtension, params};

use crate::derive::SENDER_DECISION;
use crate::error::StoreError;
use crate::store::{Tx, View};

impl Tx<'_> {
    /// Keeps a succession that holds; those it rests on were kept before. What was decided of the organisation, and the
    /// desktops that it revoked, are judged again. Of an organisation that has more than anyone, no further one is kept.
    ///
    /// # Errors
    /// The database cannot be written, or the succession hangs on no chain.
    pub fn add_succession(
        &self,
        succession: &Succession,
        envelope: &SuccessionEnvelope,
    ) -> Result<(), StoreError> {
        let owner = succession.owner;
        let roots = self.view().roots_of(owner)?;
        if roots.successions().len() >= MOST_SUCCESSIONS {
            return Ok(());
        }
        if !roots.holds(owner, &succession.root) {
            return Err(StoreError::Body("no root of its organisation".to_owned()));
        }
        let org = self.organisation(owner, &succession.root)?;
        // Said twice with two dates, the same one is kept whichever came first.
        let sql = "INSERT INTO successions (org, root, successor, statement, signature) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT DO UPDATE SET statement = excluded.statement, signature = excluded.signature
                     WHERE excluded.statement < statement";
        let (root, successor) = (succession.root.to_bytes(), succession.successor.to_bytes());
        let statement = (&envelope.body, envelope.signature.0);
        self.transaction
            .execute(sql, params![org, root, successor, statement.0, statement.1])?;
        self.heed_decisions(SENDER_DECISION, &owner.to_string())?;
        self.heed_revocations(org)
    }
}

impl View<'_> {
    /// The root keys of all organisations that have renewed theirs.
    ///
    /// # Errors
    /// The database cannot be read, or a statement in it is damaged.
    pub fn roots(&self) -> Result<Roots, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT statement, signature FROM successions")?;
        held(statement.query_map([], envelope)?)
    }

    /// The root keys of one organisation.
    ///
    /// # Errors
    /// The database cannot be read, or a statement in it is damaged.
    pub fn roots_of(&self, owner: OrganisationId) -> Result<Roots, StoreError> {
        let sql = "SELECT statement, s.signature FROM successions s JOIN organisations o USING (org) WHERE o.id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([owner.as_bytes()], envelope)?;
        held(rows)
    }

    /// An organisation's root keys, the first one first; `None` for one that is not known here.
    ///
    /// # Errors
    /// The database cannot be read, or a key in it is damaged.
    pub fn line(&self, owner: OrganisationId) -> Result<Option<Line>, StoreError> {
        let first = self.first_root(owner)?;
        Ok(match first {
            Some(first) => Some(self.roots_of(owner)?.line(owner, first)),
            None => None,
        })
    }

    fn first_root(&self, owner: OrganisationId) -> Result<Option<PublicKey>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT root FROM organisations WHERE id = ?1 AND length(root) = 32")?;
        let bytes: Option<[u8; 32]> = statement
            .query_row([owner.as_bytes()], |row| row.get(0))
            .optional()?;
        let damaged = || StoreError::Corrupt("a root key".to_owned());
        let key = |bytes| PublicKey::from_bytes(&bytes).ok_or_else(damaged);
        bytes.map(key).transpose()
    }

    /// All root keys of an organisation, wherever they stand in its line.
    pub(crate) fn held_roots(&self, owner: OrganisationId) -> Result<Vec<PublicKey>, StoreError> {
        let roots = self.roots_of(owner)?;
        let later = roots.successions().iter().map(|one| one.successor);
        Ok(self.first_root(owner)?.into_iter().chain(later).collect())
    }

    /// The successions of an organisation as they travel, each after those it rests on.
    ///
    /// # Errors
    /// The database cannot be read, or a statement in it is damaged.
    pub fn successions(
        &self,
        owner: OrganisationId,
    ) -> Result<Vec<(Succession, SuccessionEnvelope)>, StoreError> {
        let sql =
            "SELECT statement, s.signature FROM successions s JOIN organisations o USING (org)
                   WHERE o.id = ?1 AND s.root = ?2 AND successor = ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut found = Vec::new();
        for one in self.roots_of(owner)?.successions() {
            let (root, successor) = (one.root.to_bytes(), one.successor.to_bytes());
            let key = params![owner.as_bytes(), root, successor];
            found.push((*one, statement.query_row(key, envelope)?));
        }
        Ok(found)
    }
}

fn held(
    rows: impl Iterator<Item = rusqlite::Result<SuccessionEnvelope>>,
) -> Result<Roots, StoreError> {
    let read = |row: rusqlite::Result<SuccessionEnvelope>| {
        row?.verify()
            .map_err(|error| StoreError::Corrupt(error.to_string()))
    };
    Ok(Roots::of(rows.map(read).collect::<Result<Vec<_>, _>>()?))
}

fn envelope(row: &rusqlite::Row<'_>) -> rusqlite::Result<SuccessionEnvelope> {
    Ok(SuccessionEnvelope {
        body: row.get(0)?,
        signature: Signature(row.get(1)?),
    })
}
