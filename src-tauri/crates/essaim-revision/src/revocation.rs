//! Revocations: a root key says that a desktop's revisions do not count from a number on.

use essaim_model::{DeviceId, OrganisationId};
use serde::Serialize;

use crate::envelope::Signature;
use crate::keys::{PublicKey, RootKey};

/// The payload type of revocations.
pub const REVOCATION_TYPE: &str = "application/vnd.essaim.revocation+json";

/// A desktop whose revisions do not count from a number on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Revocation {
    essaim: u32,
    /// The organisation.
    pub owner: OrganisationId,
    /// The desktop.
    pub device: DeviceId,
    /// The first number that does not count.
    pub from: u64,
}

impl Revocation {
    /// Of that desktop, from that number on.
    pub fn new(owner: OrganisationId, device: DeviceId, from: u64) -> Self {
        Self {
            essaim: 1,
            owner,
            device,
            from,
        }
    }

    fn payload(&self) -> Vec<u8> {
        // Hexadecimal text and numbers: nothing that JSON cannot write.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Signs it with a root key of the organisation.
    pub fn sign(&self, root: &RootKey) -> Signature {
        root.sign(REVOCATION_TYPE, &self.payload())
    }

    /// Whether that root key has signed it. Whether the root is the organisation's, [`crate::Roots`] says.
    pub fn is_signed_by(&self, root: &PublicKey, signature: &Signature) -> bool {
        root.verifies(REVOCATION_TYPE, &self.payload(), signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revocation_holds_for_its_desktop_and_number_only() {
        let (root, other) = (RootKey::from_seed(&[1; 32]), RootKey::from_seed(&[2; 32]));
        let owner = root.public().organisation();
        let revocation = Revocation::new(owner, DeviceId([3; 16]), 7);
        let signature = revocation.sign(&root);
        assert!(revocation.is_signed_by(&root.public(), &signature));
        assert!(!revocation.is_signed_by(&other.public(), &signature));
        let earlier = Revocation::new(owner, DeviceId([3; 16]), 6);
        let another = Revocation::new(owner, DeviceId([4; 16]), 7);
        assert!(!earlier.is_signed_by(&root.public(), &signature));
        assert!(!another.is_signed_by(&root.public(), &signature));
    }
}
