//! Keys: an organisation's root, the words that stand for it, its desktops; renewing the root, revoking a desktop.

mod renew;
mod revoke;

use essaim_model::{DeviceId, OrganisationId};
use essaim_revision::words::{WORDS, words};
use essaim_revision::{Line, RootKey};
use essaim_store::RevokedRevision;

use crate::sender::Sender;
use crate::workspace::root_secret;
use crate::{OpError, Workspace, sender};

pub use revoke::Revoked;

/// What is known of an organisation's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// The organisation.
    pub organisation: Sender,
    /// The root key in use, in hexadecimal digits.
    pub root: String,
    /// Whether this desktop holds it, and so can certify and revoke desktops. Always false for others' keys.
    pub is_held: bool,
    /// When the root was renewed, each signed by the one before, milliseconds since 1970-01-01 UTC; oldest first.
    pub renewals: Vec<u64>,
    /// Whether one root has named two successors, so that nobody can tell which to believe.
    pub is_forked: bool,
    /// Its desktops, by id.
    pub desktops: Vec<Desktop>,
}

/// A desktop of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desktop {
    /// Its id.
    pub id: DeviceId,
    /// Who sits there, where we know it.
    pub person: String,
    /// Whether it is the one this runs on.
    pub is_this: bool,
    /// When it was certified, milliseconds since 1970-01-01 UTC.
    pub certified_ms: u64,
    /// The highest number it has used in what is here.
    pub last_number: u64,
    /// The first of its numbers that does not count.
    pub revoked_from: Option<u64>,
    /// What it wrote from there on: kept apart.
    pub kept_apart: Vec<RevokedRevision>,
}

impl Workspace {
    /// The keys of an organisation; ours, unless another is named.
    ///
    /// # Errors
    /// There is no such organisation, or the workspace cannot be read.
    pub fn keys(&self, of: Option<OrganisationId>) -> Result<Keys, OpError> {
        let own = self.organisation()?;
        let id = of.unwrap_or(own);
        let organisation = self.sender(id)?;
        let line = self.line(id)?;
        let renewals = self.reader().view().successions(id)?;
        let is_held = id == own
            && self
                .machine()
                .keystore
                .load(&root_secret(&line.last()))?
                .is_some();
        Ok(Keys {
            organisation,
            root: essaim_model::BlobHash(line.last().to_bytes()).to_string(),
            is_held,
            renewals: renewals.iter().map(|(said, _)| said.issued_ms).collect(),
            is_forked: !line.is_straight,
            desktops: self.desktops(id)?,
        })
    }

    fn desktops(&self, id: OrganisationId) -> Result<Vec<Desktop>, OpError> {
        let own = self.organisation()?;
        let this = self.identity().ok().map(|identity| identity.device);
        let devices = self.reader().view().devices(id)?;
        let apart = self.reader().view().revoked_revisions()?;
        let desktop = |device: essaim_store::Device| {
            let person = match id == own {
                true => self.agent(device.id)?.person,
                false => String::new(),
            };
            let theirs = |one: &&RevokedRevision| one.key.owner == id && one.device == device.id;
            Ok(Desktop {
                id: device.id,
                person,
                is_this: this == Some(device.id) && id == own,
                certified_ms: device.certified_ms,
                last_number: device.last_number,
                revoked_from: device.revoked_from,
                kept_apart: apart.iter().filter(theirs).cloned().collect(),
            })
        };
        devices.into_iter().map(desktop).collect()
    }

    /// The six words of an organisation's root key; ours, unless another is named. Slow on purpose.
    ///
    /// # Errors
    /// There is no such organisation, its root has two successors, or the workspace cannot be read.
    pub fn key_words(&self, of: Option<OrganisationId>) -> Result<[&'static str; WORDS], OpError> {
        let id = match of {
            Some(id) => id,
            None => self.organisation()?,
        };
        let line = self.line(id)?;
        match line.is_straight {
            true => Ok(words(&line.last())),
            false => Err(OpError::KeyForked(sender::name(self, id)?)),
        }
    }

    /// The root keys of an organisation that is known here.
    pub(crate) fn line(&self, id: OrganisationId) -> Result<Line, OpError> {
        let line = self.reader().view().line(id)?;
        line.ok_or_else(|| OpError::NotFound(id.to_string()))
    }

    /// The root key that vouches for desktops: the first one where this desktop holds it, since every program can check what
    /// it signed; else the one in use.
    pub(crate) fn certifying_root(&self) -> Result<RootKey, OpError> {
        let first = self.line(self.organisation()?)?.roots[0];
        let secret = self.machine().keystore.load(&root_secret(&first))?;
        match secret.and_then(|seed| seed.try_into().ok()) {
            Some(seed) => Ok(RootKey::from_seed(&seed)),
            None => self.root_key(),
        }
    }
}
