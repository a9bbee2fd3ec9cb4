//! Who we are: the organisation, this desktop, its key from the keystore, the person who sits at it.

use essaim_model::document::{self, FieldError};
use essaim_model::{DeviceId, OrganisationId, RecordId, Value, schema};
use essaim_revision::{DeviceKey, PublicKey, RootKey};
use essaim_store::RecordKey;

use super::Workspace;
use crate::error::Keeping;
use crate::transact::{Mutation, Op, leaves};
use crate::{OpError, Tag};

/// The organisation and this desktop.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The organisation.
    pub organisation: OrganisationId,
    /// This desktop.
    pub device: DeviceId,
    pub(crate) device_key: DeviceKey,
}

/// The person who sits at a desktop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agent {
    /// Name.
    pub person: String,
    /// Service.
    pub service: String,
}

impl Agent {
    /// Refuses what is longer than the schema allows.
    pub(crate) fn check(&self) -> Result<(), OpError> {
        let Some(kind) = schema::kind("agent") else {
            return Ok(());
        };
        let said = [("title", &self.person), ("service", &self.service)];
        let said = said.map(|(name, text)| (name.to_owned(), text.as_str().into()));
        let read = document::read(kind, &said.into_iter().collect(), &mut String::new);
        let wrong = |mut error: FieldError| {
            if error.at == "title" {
                error.at = "person".to_owned();
            }
            error
        };
        read.map(drop)
            .map_err(|errors| OpError::invalid(1, errors.into_iter().map(wrong).collect()))
    }
}

pub(crate) fn device_secret(workspace: &str) -> String {
    format!("device-{workspace}")
}

/// The name of a root key in the keystore. Each root has its own, so that renewing never overwrites the one before.
pub(crate) fn root_secret(root: &PublicKey) -> String {
    format!("root-{}", root.organisation())
}

impl Workspace {
    /// The organisation whose workspace this is.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn organisation(&self) -> Result<OrganisationId, OpError> {
        let id = self.reader().view().meta("organisation")?;
        id.and_then(|id| id.parse().ok())
            .ok_or(OpError::Store(essaim_store::StoreError::NotAWorkspace))
    }

    /// The keys with which this desktop writes.
    ///
    /// # Errors
    /// They are not in the keystore, or it cannot be used.
    pub fn identity(&self) -> Result<Identity, OpError> {
        let organisation = self.organisation()?;
        let workspace = self.reader().view().meta("workspace")?.unwrap_or_default();
        let seed = self
            .machine()
            .keystore
            .load(&device_secret(&workspace))?
            .ok_or(OpError::KeysMissing)?;
        let seed: [u8; 32] = seed.try_into().map_err(|_| OpError::KeysMissing)?;
        let device_key = DeviceKey::from_seed(&seed);
        Ok(Identity {
            organisation,
            device: device_key.public().device(),
            device_key,
        })
    }

    /// The organisation's root key in use, which vouches for desktops.
    ///
    /// # Errors
    /// It is not in this desktop's keystore, or the keystore cannot be used.
    pub fn root_key(&self) -> Result<RootKey, OpError> {
        let root = self.line(self.organisation()?)?.last();
        let secret = self.machine().keystore.load(&root_secret(&root))?;
        let seed: [u8; 32] = secret
            .and_then(|s| s.try_into().ok())
            .ok_or(OpError::Keeping(Keeping::NoRoot))?;
        Ok(RootKey::from_seed(&seed))
    }

    /// Keeps a root key in this desktop's keystore.
    pub(crate) fn hold_root(&self, root: &RootKey) -> Result<(), OpError> {
        let keystore = &self.machine().keystore;
        Ok(keystore.save(&root_secret(&root.public()), &root.to_seed())?)
    }

    /// The seeds of our root keys that this desktop holds, in the order in which they were in use.
    pub(crate) fn held_roots(&self) -> Result<Vec<[u8; 32]>, OpError> {
        let mut held = Vec::new();
        for root in self.line(self.organisation()?)?.roots {
            let secret = self.machine().keystore.load(&root_secret(&root))?;
            held.extend(secret.and_then(|seed| <[u8; 32]>::try_from(seed).ok()));
        }
        Ok(held)
    }

    /// Who sits at a desktop of ours.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn agent(&self, device: DeviceId) -> Result<Agent, OpError> {
        let owner = self.organisation()?;
        let store = self.reader();
        let view = store.view();
        let Ok(id) = RecordId::new(device.to_string()) else {
            return Ok(Agent::default());
        };
        let Some(record) = view.record(&RecordKey { owner, id })? else {
            return Ok(Agent::default());
        };
        let leaves = view
            .state(record.rec)?
            .unwrap_or_default()
            .displayed(self.machine().clock.now_ms());
        let text = |name: &str| {
            leaves
                .get(name)
                .and_then(Value::as_text)
                .unwrap_or_default()
                .to_owned()
        };
        Ok(Agent {
            person: text("title"),
            service: text("service"),
        })
    }

    /// Changes who sits at this desktop.
    ///
    /// # Errors
    /// A name is too long, or the workspace cannot be written.
    pub fn set_agent(&self, agent: &Agent) -> Result<Mutation<()>, OpError> {
        agent.check()?;
        self.note_agent(agent)
    }

    /// Notes who sits at this desktop, as it was told elsewhere.
    pub(crate) fn note_agent(&self, agent: &Agent) -> Result<Mutation<()>, OpError> {
        let device = self.identity()?.device;
        self.transact(Op::AgentChanged, |session| {
            let id = RecordId::new(device.to_string()).map_err(|_| OpError::KeysMissing)?;
            let named = leaves([
                ("title", agent.person.as_str().into()),
                ("service", agent.service.as_str().into()),
                ("device", device.to_string().into()),
            ]);
            session.put("agent", id, named)?;
            session.tag(Tag::Settings);
            Ok(((), agent.person.clone()))
        })
    }
}
