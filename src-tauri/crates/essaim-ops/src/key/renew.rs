//! Renewing the root key: the old one names the new one, so that whoever trusts us goes on trusting us.

use essaim_revision::succession::MOST_SUCCESSIONS;
use essaim_revision::{RootKey, SuccessionEnvelope};
use essaim_store::StoreError;

use crate::transact::Mutation;
use crate::{OpError, Tag, Workspace};

impl Workspace {
    /// Replaces our root key by a new one that the old one vouches for. It cannot be undone; the old key stays in the
    /// keystore. What others have of us, and the desktops certified so far, go on counting.
    ///
    /// # Errors
    /// The root key is not on this desktop, it has two successors already, it was renewed as often as others believe, or
    /// something cannot be written.
    pub fn renew_root(&self) -> Result<Mutation<()>, OpError> {
        let owner = self.organisation()?;
        let old = self.root_key()?;
        if !self.line(owner)?.is_straight {
            return Err(OpError::KeyForked(crate::sender::name(self, owner)?));
        }
        // Those who receive more than these believe none of them.
        if self.reader().view().successions(owner)?.len() >= MOST_SUCCESSIONS {
            return Err(OpError::RenewedTooOften);
        }
        let new = RootKey::from_seed(&self.machine().seed());
        // Before anything names it: a key that nobody has would end the line.
        self.hold_root(&new)?;
        let now_ms = self.machine().clock.now_ms();
        let envelope = SuccessionEnvelope::issue(owner, &old, &new.public(), now_ms);
        let succession = envelope
            .verify()
            .map_err(|error| StoreError::Corrupt(error.to_string()))?;
        self.writer().transaction(now_ms, |tx| {
            let line = tx.view().line(owner)?;
            // Another window may have renewed it meanwhile.
            if line.is_none_or(|line| line.last() != old.public()) {
                return Err(OpError::PlanIsOld);
            }
            Ok(tx.add_succession(&succession, &envelope)?)
        })?;
        Ok(Mutation {
            value: (),
            tags: vec![Tag::Settings, Tag::Senders],
            operation: None,
        })
    }
}
