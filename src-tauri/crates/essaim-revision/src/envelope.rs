//! Exact bytes with a signature over their DSSE pre-authentication encoding. What is not verified cannot be read.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use essaim_model::RevisionHash;
use sha2::{Digest, Sha256};

use crate::body::{Body, BodyError};
use crate::certificate::Keyring;

/// The payload type of revisions.
pub const REVISION_TYPE: &str = "application/vnd.essaim.revision+json";

/// An Ed25519 signature. On the wire: base64 with padding, 88 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

impl Signature {
    /// The wire form.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// Reads the wire form.
    pub fn from_base64(text: &[u8]) -> Option<Self> {
        let mut bytes = [0; 66];
        let length = STANDARD.decode_slice(text, &mut bytes).ok()?;
        bytes[..length].try_into().ok().map(Self)
    }

    /// From raw bytes of the exact length.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

/// The bytes that are signed: `DSSEv1 <length> <type> <length> <payload>`.
pub fn pre_authentication(payload_type: &str, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(payload.len() + payload_type.len() + 40);
    bytes.extend_from_slice(
        format!(
            "DSSEv1 {} {payload_type} {} ",
            payload_type.len(),
            payload.len()
        )
        .as_bytes(),
    );
    bytes.extend_from_slice(payload);
    bytes
}

/// A revision as it travels: unverified bytes and the signature that came with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The exact body bytes.
    pub body: Vec<u8>,
    /// The signature that came with them.
    pub signature: Signature,
}

/// A verified revision: the bytes, their hash, and what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// SHA-256 of the bytes.
    pub hash: RevisionHash,
    /// The exact body bytes.
    pub bytes: Vec<u8>,
    /// The signature over them.
    pub signature: Signature,
    /// What they say.
    pub body: Body,
}

/// Why a revision does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not a revision body of a version we can read.
    #[error("unreadable: {0}")]
    Unreadable(#[from] BodyError),
    /// No certificate vouches for the desktop that wrote it.
    #[error("no certificate vouches for the desktop that wrote it")]
    UnknownDevice,
    /// The desktop belongs to another organisation than the record.
    #[error("written by another organisation than the record's owner")]
    NotTheOwner,
    /// The signature is not the desktop's over these bytes.
    #[error("the signature does not fit")]
    BadSignature,
}

/// The hash that names a revision.
pub fn hash(body: &[u8]) -> RevisionHash {
    RevisionHash(Sha256::digest(body).into())
}

impl Envelope {
    /// The hash of the bytes, verified or not.
    pub fn hash(&self) -> RevisionHash {
        hash(&self.body)
    }

    /// Checks everything about the revision; only then can it be read.
    ///
    /// # Errors
    /// The first reason for which it does not count.
    pub fn verify(self, keyring: &Keyring) -> Result<Revision, Refusal> {
        let body = Body::parse(&self.body)?;
        let certified = keyring.vouched(body.device, body.owner).ok_or_else(|| {
            match keyring.get(body.device) {
                Some(_) => Refusal::NotTheOwner,
                None => Refusal::UnknownDevice,
            }
        })?;
        if !certified
            .key
            .verifies(REVISION_TYPE, &self.body, &self.signature)
        {
            return Err(Refusal::BadSignature);
        }
        Ok(Revision {
            hash: self.hash(),
            bytes: self.body,
            signature: self.signature,
            body,
        })
    }
}
