//! Certificates: an organisation's root key vouches for a desktop's key. A keyring holds the desktops that are vouched for.

use std::collections::BTreeMap;

use essaim_model::{DeviceId, OrganisationId};
use serde::{Deserialize, Serialize};

use crate::envelope::Signature;
use crate::keys::{DeviceKey, PublicKey, RootKey};
use crate::succession::Roots;

/// The payload type of certificates.
pub const CERTIFICATE_TYPE: &str = "application/vnd.essaim.certificate+json";

/// The greatest size of a certificate, in bytes.
pub const MAX_CERTIFICATE: usize = 16 << 10;

/// What a certificate says, once it is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certificate {
    /// The organisation that vouches.
    pub owner: OrganisationId,
    /// The root key that signed.
    pub root: PublicKey,
    /// The desktop's key.
    pub key: PublicKey,
    /// When it was issued, milliseconds since 1970-01-01 UTC.
    pub issued_ms: u64,
}

/// A certificate as it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateEnvelope {
    /// The exact bytes, one line of JSON.
    pub body: Vec<u8>,
    /// The root key's signature over them.
    pub signature: Signature,
}

/// Why a certificate does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Not the JSON that the format asks for.
    #[error("not a certificate")]
    Malformed,
    /// The root key is not the organisation's.
    #[error("the root key is not the organisation's")]
    NotTheRoot,
    /// The signature is not the root key's.
    #[error("the signature does not fit")]
    BadSignature,
}

/// The version of certificates and successions; what another one says is not known here.
pub(crate) const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Wire {
    essaim: u32,
    owner: OrganisationId,
    root: essaim_model::BlobHash,
    device_key: essaim_model::BlobHash,
    issued: u64,
}

impl CertificateEnvelope {
    /// Vouches for a desktop's key with an organisation's first root key.
    pub fn issue(root: &RootKey, device: &PublicKey, issued_ms: u64) -> Self {
        Self::issue_for(root.public().organisation(), root, device, issued_ms)
    }

    /// Vouches for a desktop's key with a root key of the organisation: its first one, or a successor.
    pub fn issue_for(
        owner: OrganisationId,
        root: &RootKey,
        device: &PublicKey,
        issued_ms: u64,
    ) -> Self {
        let wire = Wire {
            essaim: VERSION,
            owner,
            root: essaim_model::BlobHash(root.public().to_bytes()),
            device_key: essaim_model::BlobHash(device.to_bytes()),
            issued: issued_ms,
        };
        // Plain text and numbers: nothing that JSON cannot write.
        let body = serde_json::to_vec(&wire).unwrap_or_default();
        let signature = root.sign(CERTIFICATE_TYPE, &body);
        Self { body, signature }
    }

    /// Checks the certificate of an organisation that has not renewed its root key.
    ///
    /// # Errors
    /// Why it does not count.
    pub fn verify(&self) -> Result<Certificate, CertificateError> {
        self.verify_under(&Roots::default())
    }

    /// Checks the certificate of an organisation whose root keys are these.
    ///
    /// # Errors
    /// Why it does not count.
    pub fn verify_under(&self, roots: &Roots) -> Result<Certificate, CertificateError> {
        let certificate = self.read()?;
        match roots.holds(certificate.owner, &certificate.root) {
            true => Ok(certificate),
            false => Err(CertificateError::NotTheRoot),
        }
    }

    /// What it says: form and signature hold, but whether the root is the organisation's was not looked at.
    ///
    /// # Errors
    /// Why it does not count, whoever signed it.
    pub fn read(&self) -> Result<Certificate, CertificateError> {
        if self.body.len() > MAX_CERTIFICATE {
            return Err(CertificateError::Malformed);
        }
        let text = std::str::from_utf8(&self.body).map_err(|_| CertificateError::Malformed)?;
        let wire: Wire = serde_json::from_str(text).map_err(|_| CertificateError::Malformed)?;
        if wire.essaim != VERSION {
            return Err(CertificateError::Malformed);
        }
        let key =
            |bytes: &[u8; 32]| PublicKey::from_bytes(bytes).ok_or(CertificateError::Malformed);
        let (root, device) = (key(&wire.root.0)?, key(&wire.device_key.0)?);
        if !root.verifies(CERTIFICATE_TYPE, &self.body, &self.signature) {
            return Err(CertificateError::BadSignature);
        }
        Ok(Certificate {
            owner: wire.owner,
            root,
            key: device,
            issued_ms: wire.issued,
        })
    }
}

/// The desktops that some root key vouches for. Several organisations may vouch for one key, rightly or not: each counts
/// for its own records only.
#[derive(Debug, Clone, Default)]
pub struct Keyring(BTreeMap<(DeviceId, OrganisationId), Certificate>);

impl Keyring {
    /// Adds a verified certificate; an organisation's first one for a desktop stays.
    pub fn add(&mut self, certificate: Certificate) {
        self.0
            .entry((certificate.key.device(), certificate.owner))
            .or_insert(certificate);
    }

    /// What an organisation says of a desktop.
    pub fn vouched(&self, device: DeviceId, owner: OrganisationId) -> Option<&Certificate> {
        self.0.get(&(device, owner))
    }

    /// What is known of a desktop: the certificate of the first organisation that vouches for it.
    pub fn get(&self, device: DeviceId) -> Option<&Certificate> {
        let first = (device, OrganisationId([0; 16]));
        let found = self.0.range(first..).next();
        found.and_then(|((one, _), certificate)| (*one == device).then_some(certificate))
    }

    /// All desktops.
    pub fn iter(&self) -> impl Iterator<Item = &Certificate> {
        self.0.values()
    }
}

/// Seals a body: signs its bytes with the desktop's key.
pub fn seal(body: crate::Body, key: &DeviceKey) -> crate::Revision {
    let bytes = body.to_bytes();
    let signature = key.sign(crate::envelope::REVISION_TYPE, &bytes);
    crate::Revision {
        hash: crate::envelope::hash(&bytes),
        bytes,
        signature,
        body,
    }
}
