//! What an erasure holds back: a revision that something was erased from does not leave, and what it said beside would not
//! either.

use crate::RecordRef;
use crate::erase::ordered;
use crate::error::StoreError;
use crate::organisations::Trust;
use crate::store::View;

impl View<'_> {
    /// The records of ours whose newest revision is one that something was erased from: since that one does not leave, nobody
    /// else knows what it said beside.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn held_back(&self) -> Result<Vec<RecordRef>, StoreError> {
        let mut held_back = Vec::new();
        for order in self.order_rows()? {
            let leaves = self.state(order)?.unwrap_or_default().displayed(u64::MAX);
            let Some((key, _)) = ordered(&leaves) else {
                continue;
            };
            let Some(record) = self.record(&key)?.filter(|one| one.trust == Trust::Own) else {
                continue;
            };
            for head in self.head_hashes(record.rec)? {
                if self.is_erased(head)? {
                    held_back.push(record);
                    break;
                }
            }
        }
        Ok(held_back)
    }
}
