//! Root and device keys (Ed25519), and the identifiers that follow from them: whoever holds the key is the identity.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use essaim_model::{DeviceId, OrganisationId};
use sha2::{Digest, Sha256};

use crate::envelope::{Signature, pre_authentication};

/// A public key that was checked to be a point of the curve.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// From 32 bytes; `None` when they are no usable key.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        let key = VerifyingKey::from_bytes(bytes).ok()?;
        (is_canonical(bytes) && !key.is_weak()).then_some(Self(key))
    }

    /// The key's 32 bytes.
    pub fn to_bytes(self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Whether `signature` is this key's, over a payload of that type.
    pub fn verifies(&self, payload_type: &str, payload: &[u8], signature: &Signature) -> bool {
        self.verifies_raw(&pre_authentication(payload_type, payload), signature)
    }

    /// Whether `signature` is this key's over the very bytes given, without an envelope (RFC 8032, strict).
    pub fn verifies_raw(&self, message: &[u8], signature: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        self.0.verify_strict(message, &signature).is_ok()
    }

    /// The organisation whose first root key this is.
    pub fn organisation(&self) -> OrganisationId {
        OrganisationId(fingerprint(b"essaim organisation\0", &self.to_bytes()))
    }

    /// The desktop whose key this is.
    pub fn device(&self) -> DeviceId {
        DeviceId(fingerprint(b"essaim device\0", &self.to_bytes()))
    }
}

/// Whether the coordinate is below the field's prime 2^255 - 19: else one key would have two names.
fn is_canonical(bytes: &[u8; 32]) -> bool {
    let above = bytes[1..31].iter().all(|byte| *byte == 0xff) && bytes[31] & 0x7f == 0x7f;
    !(above && bytes[0] >= 0xed)
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.device())
    }
}

fn fingerprint(domain: &[u8], key: &[u8]) -> [u8; 16] {
    let digest = Sha256::new()
        .chain_update(domain)
        .chain_update(key)
        .finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    id
}

macro_rules! secret_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(SigningKey);

        impl $name {
            /// From 32 secret random bytes.
            pub fn from_seed(seed: &[u8; 32]) -> Self {
                Self(SigningKey::from_bytes(seed))
            }

            /// The secret bytes, for a keystore only.
            pub fn to_seed(&self) -> [u8; 32] {
                self.0.to_bytes()
            }

            /// The public half.
            pub fn public(&self) -> PublicKey {
                PublicKey(self.0.verifying_key())
            }

            /// Signs a payload of that type.
            pub fn sign(&self, payload_type: &str, payload: &[u8]) -> Signature {
                Signature(self.0.sign(&pre_authentication(payload_type, payload)).to_bytes())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(secret)"))
            }
        }
    };
}

secret_key!(
    /// The key of an organisation; it signs only certificates.
    RootKey
);
secret_key!(
    /// The key of one desktop; it signs revisions and manifests.
    DeviceKey
);
