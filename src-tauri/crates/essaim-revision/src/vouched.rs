//! What signed statements of keys say, as far as they hold: bundles, segments and answers carry them, mixed and in any order.

use std::collections::BTreeMap;

use essaim_model::{DeviceId, OrganisationId};

use crate::succession::MOST_SUCCESSIONS;
use crate::{
    Certificate, CertificateEnvelope, PublicKey, Roots, Signature, Succession, SuccessionEnvelope,
};

/// The statements whose signatures hold. Others are passed over; nothing that needs them will hold.
#[derive(Debug, Clone, Default)]
pub struct Vouched {
    /// The successions that hang on a chain, each after those it rests on, as they travel.
    pub successions: Vec<(Succession, SuccessionEnvelope)>,
    /// The certificates that a root of the organisation signed, as they travel.
    pub certificates: Vec<(Certificate, CertificateEnvelope)>,
    /// What certificates say that another key signed in the organisation's name.
    pub strangers: Vec<Certificate>,
}

impl Vouched {
    /// Judges statements, each the exact bytes of a body and the signature over them.
    pub fn of(statements: impl IntoIterator<Item = (Vec<u8>, Signature)>) -> Self {
        let (mut said, mut named) = (Vec::new(), Vec::new());
        for (body, signature) in statements {
            let envelope = CertificateEnvelope { body, signature };
            match envelope.read() {
                Ok(certificate) => said.push((certificate, envelope)),
                Err(_) => {
                    let CertificateEnvelope { body, signature } = envelope;
                    let envelope = SuccessionEnvelope { body, signature };
                    named.extend(envelope.verify().ok().map(|said| (said, envelope)));
                }
            }
        }
        let named = without_excess(named);
        let roots = Roots::of(named.iter().map(|(succession, _)| *succession));
        let (certificates, strangers): (Vec<_>, Vec<_>) = said
            .into_iter()
            .partition(|(said, _)| roots.holds(said.owner, &said.root));
        Self {
            successions: in_order_of(&roots, named),
            certificates,
            strangers: strangers.into_iter().map(|(said, _)| said).collect(),
        }
    }

    /// Without what is said of other organisations.
    pub fn of_only(mut self, owner: OrganisationId) -> Self {
        self.successions.retain(|(said, _)| said.owner == owner);
        self.certificates.retain(|(said, _)| said.owner == owner);
        self.strangers.retain(|said| said.owner == owner);
        self
    }

    /// The key of a desktop that is vouched for.
    pub fn key(&self, device: DeviceId) -> Option<PublicKey> {
        let mut keys = self.certificates.iter().map(|(said, _)| said.key);
        keys.find(|key| key.device() == device)
    }
}

/// Without those of organisations that name more successors than anyone has.
fn without_excess(
    mut named: Vec<(Succession, SuccessionEnvelope)>,
) -> Vec<(Succession, SuccessionEnvelope)> {
    let mut counts: BTreeMap<OrganisationId, usize> = BTreeMap::new();
    for (said, _) in &named {
        *counts.entry(said.owner).or_default() += 1;
    }
    named.retain(|(said, _)| counts[&said.owner] <= MOST_SUCCESSIONS);
    named
}

/// The statements that the roots rest on, each after those it rests on itself.
fn in_order_of(
    roots: &Roots,
    named: Vec<(Succession, SuccessionEnvelope)>,
) -> Vec<(Succession, SuccessionEnvelope)> {
    let place = |one: &Succession| (one.owner, one.root.to_bytes(), one.successor.to_bytes());
    let travelled: BTreeMap<_, SuccessionEnvelope> = named
        .into_iter()
        .map(|(succession, envelope)| (place(&succession), envelope))
        .collect();
    let linked = roots.successions().iter();
    linked
        .filter_map(|one| Some((*one, travelled.get(&place(one))?.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RootKey;

    fn root(number: usize) -> RootKey {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&(number as u64 + 1).to_le_bytes());
        RootKey::from_seed(&seed)
    }

    fn chain(length: usize) -> Vouched {
        let owner = root(0).public().organisation();
        Vouched::of((0..length).rev().map(|number| {
            let (old, new) = (root(number), root(number + 1).public());
            let said = SuccessionEnvelope::issue(owner, &old, &new, 1);
            (said.body, said.signature)
        }))
    }

    #[test]
    fn a_chain_longer_than_anyone_s_is_believed_in_no_part() {
        let longest = chain(MOST_SUCCESSIONS);
        assert_eq!(longest.successions.len(), MOST_SUCCESSIONS);
        assert_eq!(longest.successions[0].0.root, root(0).public(), "in order");
        assert!(chain(MOST_SUCCESSIONS + 1).successions.is_empty());
    }
}
