//! The entries that say what the others are: manifest, signature, sums and certificates. Their mutual agreement is what
//! makes the rest of a bundle verifiable.

use essaim_model::{BlobHash, OrganisationId};
use essaim_revision::{Certificate, Vouched};
use sha2::{Digest, Sha256};

use super::check_cap;
use crate::error::{Alteration, LooksLike, Refusal};
use crate::limits::Limits;
use crate::manifest::{Listed, MANIFEST_TYPE, Manifest, ManifestSignature};
use crate::read_at::ReadAt;
use crate::zip::archive::{Archive, Entry};
use crate::zip::profile::{DEVICES, MANIFEST, MANIFEST_SIGNATURE, MIMETYPE, SUMS};

/// The entries that say what the others are.
pub(super) struct Own {
    pub(super) manifest: Vec<u8>,
    signature: Vec<u8>,
    sums: Vec<u8>,
    pub(super) devices: Vec<u8>,
}

impl Own {
    pub(super) fn read<S: ReadAt>(archive: &Archive<S>, limits: &Limits) -> Result<Self, Refusal> {
        let find = |path: &str| archive.entries().iter().find(|entry| entry.name == path);
        let read = |entry: &Entry| {
            check_cap(limits, entry)?;
            let mut bytes = Vec::with_capacity(entry.size as usize); // capped just before
            archive.stream(entry, |piece| {
                bytes.extend_from_slice(piece);
                Ok::<(), Refusal>(())
            })?;
            Ok::<_, Refusal>(bytes)
        };
        let missing = |path: &str| Refusal::Incomplete {
            what: path.to_owned(),
        };
        let need = |path: &str| read(find(path).ok_or_else(|| missing(path))?);
        let manifest = match find(MANIFEST) {
            Some(entry) => read(entry)?,
            // What says that it is ours but has no manifest lost it on the way.
            None if find(MIMETYPE).is_some() && find(SUMS).is_some() => {
                return Err(missing(MANIFEST));
            }
            None => {
                return Err(Refusal::NotABundle {
                    looks_like: LooksLike::Zip,
                });
            }
        };
        Ok(Self {
            manifest,
            signature: need(MANIFEST_SIGNATURE)?,
            sums: need(SUMS)?,
            devices: need(DEVICES)?,
        })
    }

    /// The certificate whose key signed the manifest.
    pub(super) fn signer(&self, vouched: &Vouched) -> Result<Certificate, Refusal> {
        let line = ManifestSignature::parse(&self.signature)
            .ok_or_else(|| Refusal::altered(MANIFEST_SIGNATURE, Alteration::Form))?;
        // Several organisations may vouch for one key; the manifest, once verified, says which of them sends.
        let claimed = claimed_sender(&self.manifest);
        let is_signer =
            |said: &&Certificate| said.key.device() == line.device && Some(said.owner) == claimed;
        let holds = |said: &Certificate| {
            said.key
                .verifies(MANIFEST_TYPE, &self.manifest, &line.signature)
        };
        let mut vouchers = vouched.certificates.iter().map(|(said, _)| said);
        if let Some(certificate) = vouchers.find(is_signer) {
            return match holds(certificate) {
                true => Ok(*certificate),
                false => Err(Refusal::altered(MANIFEST, Alteration::Signature)),
            };
        }
        // Signed well enough, but by a key that the one this organisation is known by has never named its successor.
        let stranger = vouched.strangers.iter().find(is_signer);
        Err(match stranger {
            Some(stranger) if holds(stranger) => Refusal::KeyChanged {
                organisation: stranger.owner,
            },
            _ => Refusal::altered(DEVICES, Alteration::Certificate),
        })
    }

    /// Checks what the manifest itself cannot vouch for, and that it speaks of the one who signed.
    pub(super) fn check(
        &mut self,
        manifest: &Manifest,
        sender: &Certificate,
    ) -> Result<(), Refusal> {
        let root = BlobHash(sender.root.to_bytes());
        if manifest.sender.root != root || manifest.device != sender.key.device() {
            return Err(Refusal::altered(MANIFEST, Alteration::Certificate));
        }
        if manifest.sums(&self.manifest, &self.signature).as_bytes() != self.sums {
            return Err(Refusal::altered(SUMS, Alteration::Hash));
        }
        let devices = BlobHash(Sha256::digest(&self.devices).into());
        let is_listed = |listed: &Listed| listed.path == DEVICES && listed.sha256 == devices;
        if manifest.entries.iter().any(is_listed) {
            Ok(())
        } else {
            Err(Refusal::altered(DEVICES, Alteration::Hash))
        }
    }
}

fn claimed_sender(manifest: &[u8]) -> Option<OrganisationId> {
    #[derive(serde::Deserialize)]
    struct Claim {
        sender: Organisation,
    }
    #[derive(serde::Deserialize)]
    struct Organisation {
        organisation: OrganisationId,
    }
    serde_json::from_slice::<Claim>(manifest)
        .ok()
        .map(|claim| claim.sender.organisation)
}
