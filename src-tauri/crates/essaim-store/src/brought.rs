//! What an import alone brought of a record, and what was built upon it: for an undo that comes after people went on.

use essaim_revision::{Body, State};
use rusqlite::params;

use crate::error::StoreError;
use crate::store::View;

/// A record seen from an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brought {
    /// What those revisions say that had seen nothing of the import.
    pub before: State,
    /// What the revisions say that came by the import and by nothing else.
    pub brought: State,
    /// What is there once the import does not count.
    pub kept: State,
}

/// The imports of the bundle that an import belongs to: a decision hides all of them.
const SAME_BUNDLE: &str =
    "SELECT imp FROM imports WHERE bundle = (SELECT bundle FROM imports WHERE imp = ?1)";

impl View<'_> {
    /// The records of which an import brought revisions.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn records_of_import(&self, imp: i64) -> Result<Vec<i64>, StoreError> {
        let sql = format!(
            "SELECT DISTINCT v.rec FROM import_revisions JOIN revisions v USING (rev)
             WHERE imp IN ({SAME_BUNDLE}) ORDER BY v.rec"
        );
        let mut statement = self.connection.prepare(&sql)?;
        Ok(statement
            .query_map([imp], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// A record seen from an import, whether it counts now or not.
    ///
    /// # Errors
    /// The database cannot be read, or a body in it is damaged.
    pub fn brought(&self, rec: i64, imp: i64) -> Result<Brought, StoreError> {
        let (mut alone, mut others) = (Vec::new(), Vec::new());
        for (rev, is_alone) in self.sources(rec, imp)? {
            let list = if is_alone { &mut alone } else { &mut others };
            list.push(self.body(rev)?);
        }
        let sees = |body: &&Body| alone.iter().any(|one| body.state.covers(one.stamp()));
        let join = |state: State, body: &Body| state.join(&body.state);
        Ok(Brought {
            before: others
                .iter()
                .filter(|body| !sees(body))
                .fold(State::default(), join),
            brought: alone.iter().fold(State::default(), join),
            kept: others.iter().fold(State::default(), join),
        })
    }

    /// The revisions of a record that may count, each with whether it came by that import alone.
    fn sources(&self, rec: i64, imp: i64) -> Result<Vec<(i64, bool)>, StoreError> {
        let sql = format!(
            "SELECT v.rev, v.local = 0 AND NOT EXISTS (SELECT 1 FROM import_revisions JOIN imports USING (imp)
                      WHERE rev = v.rev AND hidden = 0 AND imp NOT IN ({SAME_BUNDLE}))
             FROM revisions v WHERE v.rec = ?2 AND v.aside = 0 AND (v.local = 1 OR EXISTS
               (SELECT 1 FROM import_revisions JOIN imports USING (imp)
                WHERE rev = v.rev AND (hidden = 0 OR imp IN ({SAME_BUNDLE}))))
             ORDER BY v.rev"
        );
        let mut statement = self.connection.prepare(&sql)?;
        Ok(statement
            .query_map(params![imp, rec], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?)
    }
}
