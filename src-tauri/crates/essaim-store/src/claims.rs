//! What organisations claim to be: codes and names on their own cards. Two may claim one; nobody here can tell who is right.

use essaim_model::{OrganisationId, Value};
use rusqlite::params;

use crate::codec;
use crate::error::StoreError;
use crate::organisations::Trust;
use crate::records::RecordRef;
use crate::store::{Tx, View};

/// The kind of cards.
pub(crate) const CARD: &str = "organisation";

impl Tx<'_> {
    /// Notes codes and name on an organisation's own card, wherever the card stands.
    pub(crate) fn claim(&self, card: &RecordRef) -> Result<(), StoreError> {
        if card.key.id.as_str() != card.key.owner.to_string() {
            return Ok(());
        }
        let state = self.view().state(card.rec)?.unwrap_or_default();
        let leaves = state.displayed(self.now_ms);
        let code = |name: &str| leaves.get(name).and_then(Value::as_text);
        let name = code("title")
            .map(codec::title_key)
            .filter(|key| !key.is_empty());
        let sql = "UPDATE organisations SET insee = ?2, siren = ?3, name_key = ?4 WHERE id = ?1";
        let owner = card.key.owner;
        self.transaction.prepare_cached(sql)?.execute(params![
            owner.as_bytes(),
            code("insee"),
            code("siren"),
            name
        ])?;
        Ok(())
    }
}

/// What an organisation claims to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Claim<'c> {
    /// Its Insee code.
    pub insee: Option<&'c str>,
    /// Its SIREN.
    pub siren: Option<&'c str>,
    /// Its name.
    pub name: &'c str,
}

/// In what another organisation claims to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameAs {
    /// It has the same code.
    Code,
    /// It has the same name, and no code tells the two apart: many communes share a name, and have codes of their own.
    Name,
}

impl View<'_> {
    /// The organisations but `except` whose cards claim the same. Those that were refused do not count: whoever was turned
    /// away cannot cast doubt on others.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn claimants(
        &self,
        claim: &Claim<'_>,
        except: OrganisationId,
    ) -> Result<Vec<(OrganisationId, SameAs)>, StoreError> {
        let sql = "SELECT id, ifnull(insee = ?1, 0) OR ifnull(siren = ?2, 0) FROM organisations
              WHERE (insee = ?1 OR siren = ?2 OR name_key = ?3) AND id <> ?4 AND trust <> ?5
                AND (ifnull(insee = ?1, 0) OR ifnull(siren = ?2, 0) OR coalesce(?1, ?2) IS NULL OR coalesce(insee, siren) IS NULL)
              ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let name = codec::title_key(claim.name);
        let asked = params![
            claim.insee,
            claim.siren,
            Some(name).filter(|name| !name.is_empty()),
            except.as_bytes(),
            Trust::Refused.code()
        ];
        let rows = statement.query_map(asked, |row| {
            let same = match row.get(1)? {
                true => SameAs::Code,
                false => SameAs::Name,
            };
            Ok((OrganisationId(row.get(0)?), same))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
