//! What was erased, told so that those who have a copy can be asked: the orders, and whether a version held any of it.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::{Path, RevisionHash};

use crate::erase::{ERASURE, ordered};
use crate::error::StoreError;
use crate::records::RecordKey;
use crate::store::View;

impl View<'_> {
    /// The fields that were erased, by their records.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn erasures(&self) -> Result<BTreeMap<RecordKey, BTreeSet<Path>>, StoreError> {
        let mut erasures: BTreeMap<RecordKey, BTreeSet<Path>> = BTreeMap::new();
        for rec in self.orders_here()? {
            let leaves = self.state(rec)?.unwrap_or_default().displayed(u64::MAX);
            if let Some((key, leaves)) = ordered(&leaves) {
                let paths = leaves.into_iter().map(|(_, path)| path);
                erasures.entry(key).or_default().extend(paths);
            }
        }
        Ok(erasures)
    }

    /// Which of these fields a version held before they were erased from it; none where nothing was erased from it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn erased_from(
        &self,
        hash: RevisionHash,
        key: &RecordKey,
    ) -> Result<BTreeSet<Path>, StoreError> {
        if !self.is_erased(hash)? {
            return Ok(BTreeSet::new());
        }
        let Some((rev, _)) = self.revision_row(hash)? else {
            return Ok(BTreeSet::new());
        };
        let body = self.body(rev)?;
        let left: BTreeSet<&Path> = body
            .state
            .writes
            .values()
            .flat_map(|write| write.leaves.keys())
            .collect();
        let seen: BTreeSet<Path> = self
            .orders(key)?
            .into_iter()
            .filter(|(stamp, _)| body.state.covers(*stamp))
            .map(|(_, path)| path)
            .collect();
        let gone: BTreeSet<Path> = seen
            .iter()
            .filter(|path| !left.contains(path))
            .cloned()
            .collect();
        // Of two values in conflict one may be left: then it is not known which field, only that there was one.
        Ok(if gone.is_empty() { seen } else { gone })
    }

    fn orders_here(&self) -> Result<Vec<i64>, StoreError> {
        let mut statement = self
            .connection
            .prepare("SELECT rec FROM entries WHERE kind = ?1 AND shelf = 0")?;
        let orders = statement.query_map([ERASURE], |row| row.get(0))?;
        Ok(orders.collect::<Result<_, _>>()?)
    }
}
