//! First start, who we are, preferences, and whom the program owes its data.

use std::path::Path;

use essaim_ops::machine::{Machine, Storage};
use essaim_ops::place::{self, PlaceKind as Sort};
use essaim_ops::workspace::{Agent, NewWorkspace, Who};
use essaim_ops::{Op, OpError, StoreError, Workspace};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use specta::Type;

use crate::tag::{Mutation, Tag};
use crate::{Answer, IpcError};

/// How many places an answer holds at most.
const PLACES: usize = 20;

/// Where the program stands.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "phase", rename_all = "camelCase")]
pub enum AppState {
    /// There is no workspace yet.
    Setup,
    /// A workspace is open.
    Open {
        /// Which.
        workspace: WorkspaceInfo,
    },
    /// The workspace cannot be opened; nothing was touched.
    Refused {
        /// Why.
        error: IpcError,
    },
}

/// The open workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceInfo {
    /// Whose it is.
    pub organisation: Organisation,
    /// Who sits at this desktop.
    pub person: String,
    /// In which service.
    pub service: String,
    /// Where it lies.
    pub folder: String,
    /// The program's version.
    pub version: String,
    /// Set when it lies where a database is not safe.
    pub storage_warning: Option<StorageWarning>,
    /// Whether starter content is there.
    pub samples_loaded: bool,
}

/// Our organisation, as its card says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Organisation {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Insee code of a commune.
    pub insee: Option<String>,
    /// SIREN of an intercommunality.
    pub siren: Option<String>,
    /// Name of the département.
    pub department: Option<String>,
    /// Inhabitants, a whole number as text.
    pub population: Option<String>,
}

/// Why the folder is no safe place for a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StorageWarning {
    /// It is a network share.
    Network,
    /// A synchroniser copies it elsewhere.
    Synced,
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PlaceKind {
    /// A commune.
    Commune,
    /// An intercommunality.
    Intercommunality,
}

/// A place of the official list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// Insee code or SIREN.
    pub code: String,
    /// Its name; many communes share one.
    pub name: String,
    /// Its postcodes.
    pub postcodes: Vec<String>,
    /// Code of the département.
    pub department: String,
    /// Name of the département.
    pub department_name: String,
    /// Inhabitants.
    pub population: Option<u32>,
}

/// What one is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Body {
    /// A commune.
    Commune {
        /// Its Insee code.
        insee: String,
    },
    /// An intercommunality.
    Intercommunality {
        /// Its SIREN.
        siren: String,
    },
    /// Another body.
    Other {
        /// Its name.
        name: String,
    },
}

/// What a new workspace holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Content {
    /// Nothing but the programmes.
    Empty,
    /// The starter content.
    Starter,
}

/// What a new workspace is made from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct WorkspaceCreate {
    /// What one is.
    pub body: Body,
    /// Who sits at this desktop.
    pub person: String,
    /// In which service; may be empty.
    pub service: String,
    /// What it holds.
    pub content: Content,
}

/// The language of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

/// The colours of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system's.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How close the rows stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// With room.
    #[default]
    Comfortable,
    /// Close.
    Compact,
}

/// How the window looks and speaks: kept on this computer, in no workspace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Its language.
    pub language: Language,
    /// Its colours.
    pub theme: Theme,
    /// Its rows.
    pub density: Density,
}

/// Preferences, and who sits here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Preferences {
    /// Language.
    pub language: Language,
    /// Colours.
    pub theme: Theme,
    /// Rows.
    pub density: Density,
    /// Name.
    pub person: String,
    /// Service.
    pub service: String,
    /// The generic mailbox on our card.
    pub mailbox: Option<String>,
}

/// Whom the program owes its data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Credits {
    /// The list of places.
    pub places: Source,
    /// The program's version.
    pub version: String,
}

/// Where data comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Its licence.
    pub licence: String,
    /// The day of the edition.
    pub date: String,
}

/// The places that answer what was typed so far.
pub fn place_search(text: &str) -> Vec<Place> {
    let found = place::search(text, PLACES);
    found
        .into_iter()
        .map(|place| Place {
            kind: match place.kind {
                Sort::Commune => PlaceKind::Commune,
                Sort::Intercommunality => PlaceKind::Intercommunality,
            },
            code: place.code,
            name: place.name,
            postcodes: place.postcodes,
            department: place.department,
            department_name: place.department_name,
            population: place.population,
        })
        .collect()
}

/// Opens the workspace of a folder; none where there is no workspace yet.
///
/// # Errors
/// There is one, and it cannot be opened; nothing was touched then.
pub fn workspace_open(folder: &Path, machine: Machine) -> Answer<Option<Workspace>> {
    match Workspace::open(folder, machine) {
        Ok(workspace) => Ok(Some(workspace)),
        Err(OpError::Store(StoreError::Missing(_))) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// Creates the workspace of a folder, with the content that was asked for.
///
/// # Errors
/// As [`Workspace::create`]; no workspace is left behind then.
pub fn workspace_create(
    folder: &Path,
    machine: Machine,
    request: &WorkspaceCreate,
) -> Answer<(Workspace, Mutation<WorkspaceInfo>)> {
    let who = match request.body.clone() {
        Body::Commune { insee } => Who::Commune(insee),
        Body::Intercommunality { siren } => Who::Intercommunality(siren),
        Body::Other { name } => Who::Other(name),
    };
    let new = NewWorkspace {
        who,
        agent: Agent {
            person: request.person.trim().to_owned(),
            service: request.service.trim().to_owned(),
        },
    };
    let workspace = Workspace::create(folder, &new, machine.clone())?;
    if request.content == Content::Starter {
        workspace.load_starter(None)?;
    }
    // Closed once: the log is then folded into the file, by whose first bytes other programs know what it is.
    drop(workspace);
    let workspace = Workspace::open(folder, machine)?;
    let info = workspace_info(&workspace)?;
    let created = Mutation::unrecorded(info, vec![Tag::Everything]);
    Ok((workspace, created))
}

/// Makes a sheet and a project of one's own from a sample, so that a demonstration has something to write in and to share.
///
/// # Errors
/// The workspace cannot be written.
pub fn take_up_a_sample(workspace: &Workspace, words: &str) -> Answer<()> {
    let found = workspace.search(words, Some("solution"), 1)?;
    if let Some(hit) = found.hits.first() {
        let id = hit.entry.key.id.as_str();
        workspace.adapt(id)?;
        workspace.adopt(id)?;
    }
    Ok(())
}

/// What the window tells about the open workspace.
///
/// # Errors
/// The workspace cannot be read.
pub fn workspace_info(workspace: &Workspace) -> Answer<WorkspaceInfo> {
    let id = workspace.organisation()?.to_string();
    let card = workspace.show(&id)?.fields;
    let agent = agent(workspace)?;
    let storage_warning = match workspace.machine().files.storage(workspace.folder()) {
        Storage::Local => None,
        Storage::Network => Some(StorageWarning::Network),
        Storage::Synced(_) => Some(StorageWarning::Synced),
    };
    Ok(WorkspaceInfo {
        organisation: Organisation {
            name: text(&card, "title").unwrap_or_default(),
            insee: text(&card, "insee"),
            siren: text(&card, "siren"),
            department: text(&card, "department"),
            population: text(&card, "population"),
            id,
        },
        person: agent.person,
        service: agent.service,
        folder: workspace.folder().display().to_string(),
        version: version(),
        storage_warning,
        samples_loaded: workspace.has_samples()?,
    })
}

/// Who sits at this desktop. Without its keys nobody can tell, and reading still works.
fn agent(workspace: &Workspace) -> Answer<Agent> {
    match workspace.identity() {
        Ok(identity) => Ok(workspace.agent(identity.device)?),
        Err(OpError::KeysMissing | OpError::Keystore(_)) => Ok(Agent::default()),
        Err(other) => Err(other.into()),
    }
}

/// Loads the starter content.
///
/// # Errors
/// The workspace cannot be written.
pub fn starter_load(workspace: &Workspace) -> Answer<Mutation<()>> {
    let loaded = workspace.load_starter(None)?;
    let mut mutation = Mutation::of(loaded, Op::StarterLoaded, drop);
    mutation.tags.push(Tag::Settings);
    Ok(mutation)
}

/// Preferences as the page shows them; before the first start nobody sits here yet.
///
/// # Errors
/// The workspace cannot be read.
pub fn preferences_get(workspace: Option<&Workspace>, look: Look) -> Answer<Preferences> {
    let mut preferences = Preferences {
        language: look.language,
        theme: look.theme,
        density: look.density,
        ..Preferences::default()
    };
    if let Some(workspace) = workspace {
        let agent = agent(workspace)?;
        preferences.person = agent.person;
        preferences.service = agent.service;
        preferences.mailbox = mailbox(workspace)?;
    }
    Ok(preferences)
}

fn mailbox(workspace: &Workspace) -> Answer<Option<String>> {
    let id = workspace.organisation()?.to_string();
    Ok(text(&workspace.show(&id)?.fields, "mailbox"))
}

/// Writes who sits here and the mailbox of our card, where they changed. The look is the caller's to keep.
///
/// # Errors
/// A value is refused, or the workspace cannot be written.
pub fn preferences_set(
    workspace: Option<&Workspace>,
    preferences: &Preferences,
) -> Answer<Mutation<()>> {
    let mut change = Mutation::unrecorded((), vec![Tag::Settings]);
    let Some(workspace) = workspace else {
        return Ok(change);
    };
    let wanted = Agent {
        person: preferences.person.trim().to_owned(),
        service: preferences.service.trim().to_owned(),
    };
    if wanted != agent(workspace)? {
        let written = workspace.set_agent(&wanted)?;
        change = Mutation::of(written, Op::AgentChanged, drop);
    }
    let asked = preferences.mailbox.as_deref().map(str::trim);
    let asked = asked.filter(|text| !text.is_empty()).map(str::to_owned);
    if asked != mailbox(workspace)? {
        let patch = Map::from_iter([("mailbox".to_owned(), asked.map_or(Json::Null, Json::from))]);
        let id = workspace.organisation()?.to_string();
        change = Mutation::of(workspace.set(&id, &patch)?, Op::RecordWritten, drop);
    }
    if !change.tags.contains(&Tag::Settings) {
        change.tags.push(Tag::Settings);
    }
    Ok(change)
}

/// Whom the program owes its data.
pub fn credits() -> Credits {
    let (name, licence, date) = place::source();
    Credits {
        places: Source {
            name: name.to_owned(),
            licence: licence.to_owned(),
            date: date.to_owned(),
        },
        version: version(),
    }
}

/// The program's version.
fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn text(fields: &Map<String, Json>, name: &str) -> Option<String> {
    let text = fields.get(name).and_then(Json::as_str)?;
    (!text.is_empty()).then(|| text.to_owned())
}
