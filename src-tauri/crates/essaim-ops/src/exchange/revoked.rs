//! The revocations that a bundle brings, known before any of it is stored: its writer puts them first.

use std::collections::BTreeMap;

use essaim_bundle::BundleReader;
use essaim_model::{DeviceId, OrganisationId};
use essaim_revision::PublicKey;
use essaim_store::{Prepared, View};

use crate::OpError;

/// From which numbers on desktops do not count.
#[derive(Default)]
pub(super) struct Revoked {
    roots: BTreeMap<(OrganisationId, [u8; 32]), PublicKey>,
    from: BTreeMap<(OrganisationId, DeviceId), u64>,
}

impl Revoked {
    /// None yet; the root keys are those that the bundle holds.
    pub(super) fn of(reader: &BundleReader<std::fs::File>) -> Self {
        let certified = reader.certificates().iter();
        let certified = certified.map(|(said, _)| (said.owner, said.root));
        let successions = reader.successions().iter();
        let named = successions
            .flat_map(|(said, _)| [(said.owner, said.root), (said.owner, said.successor)]);
        let place = |(owner, root): (OrganisationId, PublicKey)| ((owner, root.to_bytes()), root);
        Self {
            roots: certified.chain(named).map(place).collect(),
            from: BTreeMap::new(),
        }
    }

    /// Notes the revocation that a revision brings, if a root key of its owner signed it.
    pub(super) fn note(&mut self, prepared: &Prepared, view: &View<'_>) -> Result<(), OpError> {
        let Some((revocation, signature)) = prepared.revocation()? else {
            return Ok(());
        };
        let owner = revocation.owner;
        let known = view.line(owner)?.map(|line| line.roots).unwrap_or_default();
        let brought = self.roots.range((owner, [0; 32])..=(owner, [0xff; 32]));
        let mut roots = brought.map(|(_, root)| root).chain(&known);
        if roots.any(|root| revocation.is_signed_by(root, &signature)) {
            let from = self.from.entry((owner, revocation.device));
            let from = from.or_insert(revocation.from);
            *from = revocation.from.min(*from);
        }
        Ok(())
    }

    /// Whether a revision does not count.
    pub(super) fn covers(&self, prepared: &Prepared) -> bool {
        let desktop = (prepared.key.owner, prepared.stamp.device);
        let from = self.from.get(&desktop);
        from.is_some_and(|from| prepared.stamp.n >= *from)
    }
}
