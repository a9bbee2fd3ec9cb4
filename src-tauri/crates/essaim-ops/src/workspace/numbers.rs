//! The numbers of this desktop's revisions: never used twice, even by a database that was put back to an older day.
//!
//! The keystore holds the end of the last reserved block. Each process begins a block of its own, beyond all that any
//! process ever reserved: a killed process costs numbers, and an older database cannot use one again.

use std::sync::PoisonError;

use essaim_store::Tx;

use super::{Identity, Workspace};
use crate::OpError;

/// How many numbers are reserved at a time.
const BLOCK: u64 = 1000;

/// The numbers that this process has reserved.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reserved {
    start: u64,
    end: u64,
}

impl Workspace {
    /// The next number of this desktop, reserved in the keystore before it is used.
    pub(crate) fn next_number(&self, tx: &Tx<'_>, identity: &Identity) -> Result<u64, OpError> {
        let mut reserved = self.reserved.lock().unwrap_or_else(PoisonError::into_inner);
        let next = tx
            .view()
            .upcoming_number(identity.device)?
            .ok_or(OpError::KeysMissing)?;
        if !(reserved.start..reserved.end).contains(&next) {
            let name = format!("numbers-{}", identity.device);
            let stored = self
                .machine()
                .keystore
                .load(&name)?
                .and_then(|bytes| bytes.try_into().ok());
            let start = next.max(stored.map_or(0, u64::from_le_bytes));
            *reserved = Reserved {
                start,
                end: start + BLOCK,
            };
            self.machine()
                .keystore
                .save(&name, &reserved.end.to_le_bytes())?;
            tx.skip_numbers(identity.device, start)?;
        }
        Ok(tx.next_number(identity.device)?)
    }
}
