//! Revoking a desktop: what it writes from a number on does not count, here and wherever our bundles go.

use essaim_model::{DeviceId, RecordId};
use essaim_revision::Revocation;
use essaim_store::{REVOCATION, REVOCATION_PREFIX};

use crate::transact::{Mutation, leaves};
use crate::{OpError, Tag, Workspace};

/// A desktop that was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revoked {
    /// Which.
    pub device: DeviceId,
    /// The first of its numbers that does not count.
    pub from: u64,
    /// How many revisions of it that are here do not count any more.
    pub kept_apart: usize,
}

impl Workspace {
    /// Revokes a desktop of ours from a number on; without one, from the first that is not here yet, so that nothing known so
    /// far is lost. It cannot be undone: a desktop that was lost and found is certified anew, with a new key.
    ///
    /// # Errors
    /// It is no desktop of ours, it is this one, the root key is not here, or the workspace cannot be written.
    pub fn revoke_device(
        &self,
        device: DeviceId,
        from: Option<u64>,
    ) -> Result<Mutation<Revoked>, OpError> {
        let (owner, this) = (self.organisation()?, self.identity()?.device);
        let devices = self.reader().view().devices(owner)?;
        let Some(known) = devices.iter().find(|one| one.id == device) else {
            return Err(OpError::NoDesktop(device.to_string()));
        };
        if device == this {
            return Err(OpError::ThisDesktop);
        }
        let from = from.unwrap_or(known.last_number + 1).max(1);
        let from = known.revoked_from.map_or(from, |earlier| earlier.min(from));
        let signature = Revocation::new(owner, device, from).sign(&self.root_key()?);
        self.transact_with(|session| {
            let id = format!("{REVOCATION_PREFIX}{device}-{from}");
            let id = RecordId::new(id).map_err(|_| OpError::NoDesktop(device.to_string()))?;
            let today = session.workspace.machine().clock.today();
            let named = leaves([
                ("device", device.to_string().into()),
                ("from", from.to_string().into()),
                ("signature", signature.to_base64().into()),
                ("date", today.into()),
            ]);
            session.put(REVOCATION, id, named)?;
            session.tag(Tag::Settings);
            session.tag(Tag::Exchanges);
            let apart = session.view().revoked_revisions()?;
            let theirs = apart
                .iter()
                .filter(|one| one.key.owner == owner && one.device == device);
            let revoked = Revoked {
                device,
                from,
                kept_apart: theirs.count(),
            };
            Ok((revoked, None))
        })
    }
}
