//! The desktops of our organisation: which there are, and how a new one comes to it by a request and an answer.

mod admit;
mod join;
mod request;

use std::fs::File;
use std::path::Path;

use essaim_bundle::FolderKey;
use essaim_model::DeviceId;
use essaim_revision::DeviceKey;
use sha2::{Digest, Sha256};

use crate::error::Together;
use crate::machine::Machine;
use crate::workspace::Agent;
use crate::{OpError, Workspace};

pub use admit::{Certified, RequestSeen, Take};
pub use join::{AnswerSeen, look_at_answer};
pub use request::{Asked, request};

/// A desktop of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desktop {
    /// Its id.
    pub id: DeviceId,
    /// Who sits there.
    pub agent: Agent,
    /// Whether it is this one.
    pub is_this: bool,
    /// Since when it is one of ours, milliseconds since 1970-01-01 UTC.
    pub certified_ms: u64,
    /// When it last wrote something that came here, milliseconds since 1970-01-01 UTC; unknown for this one, which is here.
    pub seen_ms: Option<u64>,
    /// Whether it was revoked.
    pub is_revoked: bool,
}

impl Workspace {
    /// The desktops of our organisation, this one first, then by the name of who sits there.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn our_desktops(&self) -> Result<Vec<Desktop>, OpError> {
        let own = self.organisation()?;
        let this = self.identity().map(|identity| identity.device).ok();
        let seen = self.last_seen()?;
        let certificates = self.reader().view().certificates(own)?;
        let known = self.reader().view().devices(own)?;
        let mut desktops = Vec::new();
        for certificate in certificates.iter().filter_map(|one| one.read().ok()) {
            let id = certificate.key.device();
            desktops.push(Desktop {
                id,
                agent: self.agent(id)?,
                is_this: this == Some(id),
                certified_ms: certificate.issued_ms,
                seen_ms: seen.get(&id).copied().filter(|_| this != Some(id)),
                is_revoked: known
                    .iter()
                    .any(|one| one.id == id && one.revoked_from.is_some()),
            });
        }
        desktops.sort_by_key(|one| {
            let name = essaim_model::fold::fold(&one.agent.person);
            (!one.is_this, name, one.id)
        });
        Ok(desktops)
    }
}

/// What a desktop that has asked keeps until it is answered: its key, and the one for which the answer is encrypted.
struct Asking {
    device: DeviceKey,
    answer: FolderKey,
}

impl Asking {
    /// The keys of the request for a workspace in that folder; made when nobody has asked yet.
    fn begin(folder: &Path, machine: &Machine) -> Result<Self, OpError> {
        if let Some(asking) = Self::under_way(folder, machine)? {
            return Ok(asking);
        }
        let secret = [machine.seed(), machine.seed()];
        machine
            .keystore
            .save(&name(folder), secret.as_flattened())?;
        Self::of(secret.as_flattened())
    }

    /// The keys of the request that is under way for a workspace in that folder.
    fn under_way(folder: &Path, machine: &Machine) -> Result<Option<Self>, OpError> {
        let kept = machine.keystore.load(&name(folder))?;
        kept.filter(|secret| !secret.is_empty())
            .map(|secret| Self::of(&secret))
            .transpose()
    }

    /// The request has been answered: its keys live on elsewhere.
    fn end(folder: &Path, machine: &Machine) -> Result<(), OpError> {
        Ok(machine.keystore.save(&name(folder), &[])?)
    }

    fn of(secret: &[u8]) -> Result<Self, OpError> {
        let (Some(device), Some(answer)) = (secret.get(..32), secret.get(32..64)) else {
            return Err(Together::NoRequest.into());
        };
        let seed = |bytes: &[u8]| <[u8; 32]>::try_from(bytes).map_err(|_| Together::NoRequest);
        Ok(Self {
            device: DeviceKey::from_seed(&seed(device)?),
            answer: FolderKey::from_secret(&seed(answer)?).map_err(|_| Together::NoRequest)?,
        })
    }
}

/// Under this name a keystore keeps what a request for a workspace in that folder needs.
fn name(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let digest = Sha256::digest(whole.to_string_lossy().as_bytes());
    let hex: String = digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("request-{hex}")
}

/// Writes a file beside its place, flushes it, then gives it its name. Gives its size in bytes.
fn save(
    target: &Path,
    machine: &Machine,
    content: &mut dyn FnMut(&mut std::io::BufWriter<File>) -> std::io::Result<()>,
) -> Result<u64, OpError> {
    let name = format!(".essaim-{}", machine.item_id());
    let temporary = target.with_file_name(name);
    let written = File::create_new(&temporary)
        .and_then(|file| {
            let mut out = std::io::BufWriter::new(file);
            content(&mut out)?;
            let file = out
                .into_inner()
                .map_err(std::io::IntoInnerError::into_error)?;
            file.sync_all()?;
            Ok(file.metadata()?.len())
        })
        .and_then(|bytes| machine.files.replace(&temporary, target).map(|()| bytes));
    written.map_err(|error| {
        drop(std::fs::remove_file(&temporary));
        OpError::file(target, error)
    })
}
