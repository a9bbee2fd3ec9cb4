//! First start: who we are, keys, a card, an empty workspace or one with the starter content.

use std::path::Path;

use essaim_model::{OrganisationId, RecordId};
use essaim_revision::{CertificateEnvelope, DeviceKey, RootKey, Roots};
use essaim_store::{Store, StoreError};

use super::{Agent, Workspace, identity};
use crate::machine::{Machine, Storage};
use crate::transact::{Op, leaves};
use crate::{OpError, place};

/// What one is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A commune, by its Insee code.
    Commune(String),
    /// An intercommunality, by its SIREN.
    Intercommunality(String),
    /// Another body, by its name.
    Other(String),
}

/// What a new workspace is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWorkspace {
    /// What one is.
    pub who: Who,
    /// Who sits at this desktop.
    pub agent: Agent,
}

/// The organisation's card.
struct Card {
    name: String,
    insee: Option<String>,
    siren: Option<String>,
    department: String,
    population: Option<u32>,
}

impl Workspace {
    /// Creates a workspace in a folder that holds none, with new keys.
    ///
    /// # Errors
    /// There is one already, the folder is no place for a database, the code is unknown, or something cannot be written.
    pub fn create(
        folder: &Path,
        new: &NewWorkspace,
        machine: Machine,
    ) -> Result<Workspace, OpError> {
        let root = RootKey::from_seed(&machine.seed());
        Self::found(folder, new, root, machine)
    }

    /// Creates a workspace of an organisation that there is already, from the words of its recovery sheet: this is a new
    /// desktop of it. What it wrote before comes from its other desktops, its backups or the bundles that it sent.
    ///
    /// # Errors
    /// As [`Workspace::create`], or the words are not those of a sheet.
    pub fn recover(
        folder: &Path,
        new: &NewWorkspace,
        words: &str,
        machine: Machine,
    ) -> Result<Workspace, OpError> {
        let root = RootKey::from_seed(&crate::recovery::seed_of(words)?);
        Self::found(folder, new, root, machine)
    }

    fn found(
        folder: &Path,
        new: &NewWorkspace,
        root: RootKey,
        machine: Machine,
    ) -> Result<Workspace, OpError> {
        Workspace::may_live_in(folder, &machine)?;
        new.agent.check()?;
        let card = card(&new.who)?;
        let store = Store::create(folder)?;
        let workspace = Workspace::of(store, machine)?;
        match workspace.furnish(&root, &card, &new.agent) {
            Ok(()) => Ok(workspace),
            Err(error) => {
                drop(workspace);
                remove_unfinished(folder);
                Err(error)
            }
        }
    }

    fn furnish(&self, root: &RootKey, card: &Card, agent: &Agent) -> Result<(), OpError> {
        self.become_new_desktop(root)?;
        self.refresh_reference()?;
        self.write_card(card)?;
        self.note_agent(agent)?;
        Ok(self.forget_operations()?)
    }

    /// Whether a database may lie in that folder.
    pub(crate) fn may_live_in(folder: &Path, machine: &Machine) -> Result<(), OpError> {
        match machine.files.storage(folder) {
            Storage::Local => Ok(()),
            Storage::Network => Err(OpError::UnsafeFolder("network".to_owned())),
            Storage::Synced(name) => Err(OpError::UnsafeFolder(name)),
        }
    }

    /// Makes this a new desktop of the organisation of that root key: an id and a key of its own, vouched for. What an
    /// earlier desktop kept for itself, such as its places of backups, is not taken over.
    pub(crate) fn become_new_desktop(&self, root: &RootKey) -> Result<(), OpError> {
        let device = DeviceKey::from_seed(&self.machine().seed());
        let (organisation, roots) = self.whose(root)?;
        let id = self.machine().record_id();
        let keystore = &self.machine().keystore;
        self.hold_root(root)?;
        keystore.save(&identity::device_secret(&id), &device.to_seed())?;
        let now_ms = self.machine().clock.now_ms();
        let envelope = CertificateEnvelope::issue_for(organisation, root, &device.public(), now_ms);
        let certificate = envelope
            .verify_under(&roots)
            .map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(self.writer().transaction(now_ms, |tx| {
            tx.set_meta("workspace", &id)?;
            tx.set_meta("organisation", &organisation.to_string())?;
            for place in crate::backup::Where::ALL {
                tx.set_meta(place.name(), "")?;
            }
            tx.add_certificate(&certificate, &envelope)?;
            tx.set_own(organisation)
        })?)
    }

    /// The organisation of a root key, and the root keys that are known here: a successor is that of the organisation whose
    /// workspace this was; a root that succeeds none is an organisation's first.
    fn whose(&self, root: &RootKey) -> Result<(OrganisationId, Roots), OpError> {
        let store = self.reader();
        let roots = store.view().roots()?;
        let known = store.view().meta("organisation")?;
        let known = known.and_then(|id| id.parse().ok());
        let owner = known.filter(|owner| roots.holds(*owner, &root.public()));
        Ok((owner.unwrap_or(root.public().organisation()), roots))
    }

    fn write_card(&self, card: &Card) -> Result<(), OpError> {
        let organisation = self.organisation()?;
        self.transact(Op::AgentChanged, |session| {
            let id = RecordId::new(organisation.to_string()).map_err(|_| OpError::KeysMissing)?;
            let mut named = leaves([("title", card.name.as_str().into())]);
            let population = card.population.map(|count| count.to_string());
            let optional = [
                ("insee", card.insee.clone()),
                ("siren", card.siren.clone()),
                (
                    "department",
                    Some(card.department.clone()).filter(|d| !d.is_empty()),
                ),
                ("population", population),
            ];
            for (name, value) in optional {
                named.extend(
                    value
                        .map(|value| leaves([(name, value.into())]))
                        .unwrap_or_default(),
                );
            }
            session.put("organisation", id, named)?;
            Ok(((), card.name.clone()))
        })?;
        Ok(())
    }

    /// Making the workspace is no step to undo.
    fn forget_operations(&self) -> Result<(), StoreError> {
        let now_ms = self.machine().clock.now_ms();
        self.writer()
            .transaction(now_ms, |tx| tx.forget_operations())
    }
}

fn card(who: &Who) -> Result<Card, OpError> {
    let unknown = |code: &str| OpError::NoPlace(code.to_owned());
    match who {
        Who::Commune(insee) => {
            let place = place::commune(insee).ok_or_else(|| unknown(insee))?;
            Ok(Card {
                name: place.name,
                insee: Some(place.code),
                siren: None,
                department: place.department_name,
                population: place.population,
            })
        }
        Who::Intercommunality(siren) => {
            let place = place::intercommunality(siren).ok_or_else(|| unknown(siren))?;
            Ok(Card {
                name: place.name,
                insee: None,
                siren: Some(place.code),
                department: place.department_name,
                population: place.population,
            })
        }
        Who::Other(name) if !name.trim().is_empty() => Ok(Card {
            name: name.trim().to_owned(),
            insee: None,
            siren: None,
            department: String::new(),
            population: None,
        }),
        Who::Other(name) => Err(unknown(name)),
    }
}

/// Takes away the files of a workspace that was never finished; it held nothing of anybody's.
pub(crate) fn remove_unfinished(folder: &Path) {
    for name in ["essaim.db", "essaim.db-wal", "essaim.db-shm"] {
        drop(std::fs::remove_file(folder.join(name)));
    }
}
