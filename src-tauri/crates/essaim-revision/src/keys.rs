//! Root and device keys (Ed25519), and the identifiers that follow from them: whoever holds the key is the identity.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey, Verifier, VerifyingKey};
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
    ///
    /// The library's `verify_strict` opens the signature's point only to see whether it is of small order. Its `verify`
    /// compares that point's bytes with the encoding of a point that it computes, of which there is one only: so the bytes
    /// tell as much. This key's own order was looked at when it was made.
    pub fn verifies_raw(&self, message: &[u8], signature: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        !SMALL_ORDER.contains(signature.r_bytes()) && self.0.verify(message, &signature).is_ok()
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

/// The encodings of the eight points of small order: y is 1, -1, 0 (twice), or one of two roots (each twice).
const SMALL_ORDER: [[u8; 32]; 8] = {
    let root = [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67,
        0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac,
        0x03, 0x7a,
    ];
    let other = [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98,
        0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53,
        0xfc, 0x05,
    ];
    let (mut one, mut minus_one) = ([0; 32], [0xff; 32]);
    one[0] = 1;
    (minus_one[0], minus_one[31]) = (0xec, 0x7f);
    [
        one,
        minus_one,
        [0; 32],
        negative([0; 32]),
        root,
        negative(root),
        other,
        negative(other),
    ]
};

/// The encoding of the point on the other side: the sign of x turned.
const fn negative(mut encoding: [u8; 32]) -> [u8; 32] {
    encoding[31] |= 0x80;
    encoding
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
    /// A key of an organisation; it signs certificates, successions and revocations, nothing else.
    RootKey
);
secret_key!(
    /// The key of one desktop; it signs revisions and manifests.
    DeviceKey
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_of_small_order_are_eight_and_all_of_them() {
        let distinct: std::collections::BTreeSet<_> = SMALL_ORDER.iter().collect();
        assert_eq!(distinct.len(), 8, "the group has eight of them");
        for encoding in SMALL_ORDER {
            let point = VerifyingKey::from_bytes(&encoding).expect("each is a point");
            assert!(point.is_weak(), "{encoding:02x?} is of small order");
            assert_eq!(point.to_bytes(), encoding, "and this is its only encoding");
        }
    }
}
