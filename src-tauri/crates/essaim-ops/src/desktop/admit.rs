//! A desktop that holds the root key looks at a request, vouches for who asks, and writes the answer.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use essaim_bundle::introduction::{
    Answer, IntroductionError, Item, MAX_REQUEST, Request, VERSION, write_answer,
};
use essaim_bundle::segment::Pair;
use essaim_model::{BlobHash, DeviceId, RecordId};
use essaim_revision::words::words;
use essaim_revision::{CertificateEnvelope, PublicKey};
use essaim_store::{StoreError, Which};

use super::save;
use crate::error::{Keeping, Together};
use crate::exchange::Progress;
use crate::transact::{Mutation, leaves};
use crate::workspace::Agent;
use crate::{OpError, Tag, Workspace};

/// A request that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestSeen {
    /// The desktop that asks.
    pub device: DeviceId,
    /// Who will sit there, as the request says.
    pub agent: Agent,
    /// Six words that who asks sees too.
    pub words: [&'static str; 6],
    /// When it asked, milliseconds since 1970-01-01 UTC.
    pub created_ms: u64,
    /// It is one of ours already: the answer can be written again.
    pub is_ours: bool,
}

/// What comes along with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// What a desktop cannot do without. The rest comes by the shared folder.
    Few,
    /// All that the workspace holds: the new desktop starts complete.
    All,
}

/// An answer that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certified {
    /// The desktop that is one of ours now.
    pub device: DeviceId,
    /// Who will sit there.
    pub agent: Agent,
    /// The answer's file.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

impl Workspace {
    /// Who asks in a request file. Nothing is written.
    ///
    /// # Errors
    /// The file cannot be read, or is no request.
    pub fn look_at_request(&self, file: &Path) -> Result<RequestSeen, OpError> {
        let (request, key, _) = read(file)?;
        let (device, own) = (key.device(), self.organisation()?);
        let certificate = self.reader().view().certificate(device, own)?;
        Ok(RequestSeen {
            device,
            agent: Agent {
                person: request.person,
                service: request.service,
            },
            words: words(&key),
            created_ms: request.created,
            is_ours: certificate.is_some(),
        })
    }

    /// Vouches for the desktop that asks, and writes the answer that only it can open. Answered again, the same desktop gets
    /// an answer with all that has come since.
    ///
    /// # Errors
    /// This desktop does not hold the root key, the request is none or is not that of the desktop that was `expected`, or the
    /// answer cannot be written.
    pub fn admit(
        &self,
        request: &Path,
        expected: Option<DeviceId>,
        take: Take,
        target: &Path,
        progress: &dyn Progress,
    ) -> Result<Mutation<Certified>, OpError> {
        let (request, key, hash) = read(request)?;
        if expected.is_some_and(|expected| expected != key.device()) {
            return Err(Together::RequestChanged.into());
        }
        let agent = Agent {
            person: request.person.clone(),
            service: request.service.clone(),
        };
        let vouched = self.vouch(&key, &agent)?;
        let bytes = self.answer(&request, hash, take, target, progress)?;
        Ok(Mutation {
            value: Certified {
                device: key.device(),
                agent,
                file: target.to_owned(),
                bytes,
            },
            tags: vouched.tags,
            operation: None,
        })
    }

    /// Issues the certificate, unless there is one, and notes who sits there until they say so themselves.
    fn vouch(&self, key: &PublicKey, agent: &Agent) -> Result<Mutation<()>, OpError> {
        let own = self.organisation()?;
        let root = self.certifying_root().map_err(|error| match error {
            OpError::KeysMissing | OpError::Keeping(Keeping::NoRoot) => {
                Together::RootElsewhere.into()
            }
            other => other,
        })?;
        let device = key.device();
        self.transact_with(|session| {
            session.tag(Tag::Settings);
            if session.view().certificate(device, own)?.is_some() {
                return Ok(((), None));
            }
            let envelope = CertificateEnvelope::issue_for(own, &root, key, session.tx_now());
            let certificate = envelope
                .verify_under(&session.view().roots_of(own)?)
                .map_err(|error| StoreError::Corrupt(error.to_string()))?;
            session.tx.add_certificate(&certificate, &envelope)?;
            let id = RecordId::new(device.to_string()).map_err(|_| Together::NotARequest)?;
            let named = leaves([
                ("title", agent.person.as_str().into()),
                ("service", agent.service.as_str().into()),
                ("device", device.to_string().into()),
            ]);
            session.put("agent", id, named)?;
            Ok(((), None))
        })
    }

    fn answer(
        &self,
        request: &Request,
        hash: BlobHash,
        take: Take,
        target: &Path,
        progress: &dyn Progress,
    ) -> Result<u64, OpError> {
        let identity = self.identity()?;
        let own = identity.organisation;
        let (card, by) = (self.sender(own)?, self.agent(identity.device)?);
        let certificates = self.reader().view().certificates(own)?;
        let successions = self.reader().view().successions(own)?;
        let answer = Answer {
            essaim_answer: VERSION,
            organisation: own,
            name: card.name,
            insee: card.insee,
            by: identity.device,
            by_person: by.person,
            by_service: by.service,
            issued: self.machine().clock.now_ms(),
            certificates: certificates.iter().map(Pair::of_certificate).collect(),
            successions: successions
                .iter()
                .map(|(_, said)| Pair::of_succession(said))
                .collect(),
            folder_key: BlobHash(self.folder_key()?.to_secret()),
            request: hash,
            person: request.person.clone(),
            service: request.service.clone(),
            whole: take == Take::All,
        };
        let which = match take {
            Take::Few => Which::Few,
            Take::All => Which::All,
        };
        let packed = tempfile_in(self)?;
        self.write_set_into(&packed.0, which, progress)?;
        let items = items_of(&packed.0);
        save(target, self.machine(), &mut |out| {
            let items = items.iter().map(|(path, item)| {
                let content: Box<dyn Read> = Box::new(File::open(path)?);
                Ok((item.clone(), content))
            });
            write_answer(
                out,
                &answer,
                &identity.device_key,
                &request.recipient,
                items,
            )
        })
    }
}

fn read(file: &Path) -> Result<(Request, PublicKey, BlobHash), OpError> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => OpError::NoFile(file.display().to_string()),
        _ => OpError::file(file, error),
    };
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(failed)?;
    opened
        .take(MAX_REQUEST + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > MAX_REQUEST {
        return Err(Together::NotARequest.into());
    }
    Request::read(&bytes).map_err(|error| match error {
        IntroductionError::TooRecent => Together::TooRecent.into(),
        IntroductionError::Foreign(_) => Together::NotARequest.into(),
        _ => Together::Altered.into(),
    })
}

/// A folder of the workspace that goes away with this.
pub(super) struct Passing(pub(super) PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// A new folder for what is only passing through.
pub(super) fn tempfile_in(workspace: &Workspace) -> Result<Passing, OpError> {
    let folder = workspace.folder().join("incoming");
    let folder = folder.join(workspace.machine().item_id());
    std::fs::create_dir_all(&folder).map_err(|error| OpError::file(&folder, error))?;
    Ok(Passing(folder))
}

/// The files below a folder, with their paths from there, in order.
fn items_of(folder: &Path) -> Vec<(PathBuf, Item)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        for entry in std::fs::read_dir(inside).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let (Ok(below), Ok(about)) = (path.strip_prefix(folder), entry.metadata()) else {
                continue;
            };
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let item = Item {
                path: parts.join("/"),
                size: about.len(),
            };
            found.push((path, item));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
}
