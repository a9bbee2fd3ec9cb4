//! Senders: who sent us something, how sure we are of them, what speaks against it, and their cards.

mod decide;
mod doubt;

use essaim_model::document;
use essaim_model::{Leaves, OrganisationId, RecordId, schema};
use essaim_store::{RecordKey, Trust, View};
use serde_json::Value as Json;

use crate::record::{leaves_of, text};
use crate::{OpError, Workspace};

pub(crate) use decide::decide;
pub(crate) use doubt::doubts;
pub use doubt::{Claimant, Doubt};

/// A sender as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Its id.
    pub id: OrganisationId,
    /// The name on its card; empty when no card has come.
    pub name: String,
    /// Insee code on its card.
    pub insee: Option<String>,
    /// SIREN on its card.
    pub siren: Option<String>,
    /// Département on its card.
    pub department: Option<String>,
    /// Generic mailbox on its card.
    pub mailbox: Option<String>,
    /// The bodies that it says it took over from.
    pub succeeds: Vec<Predecessor>,
    /// What we think of it.
    pub trust: Trust,
    /// The day on which we decided that, `yyyy-mm-dd`.
    pub decided_on: Option<String>,
    /// When its root key was last renewed, signed by the one before, milliseconds since 1970-01-01 UTC.
    pub renewed_ms: Option<u64>,
    /// How many of its desktops it has revoked.
    pub revoked_desktops: u32,
    /// What people must know before they rely on it.
    pub doubts: Vec<Doubt>,
    /// How many of its records are here.
    pub records: u32,
    /// When its content last came, milliseconds since 1970-01-01 UTC.
    pub last_received_ms: Option<u64>,
}

/// A body that an organisation says it took over from: a commune that merged into a new one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Predecessor {
    /// Its name.
    pub name: String,
    /// Its Insee code.
    pub insee: Option<String>,
    /// Its SIREN.
    pub siren: Option<String>,
    /// Since which day, `yyyy-mm-dd`.
    pub since: Option<String>,
}

impl Workspace {
    /// All senders, by name.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn senders(&self) -> Result<Vec<Sender>, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let view = store.view();
        let mut senders = Vec::new();
        for organisation in view.organisations()? {
            let mut sender = card(&view, organisation.id, now_ms)?;
            if sender.name.is_empty() && organisation.records == 0 {
                continue; // known by a certificate only: what it sent was undone
            }
            sender.records = organisation.records;
            sender.last_received_ms = organisation.last_received_ms;
            sender.revoked_desktops = organisation.revoked_desktops;
            senders.push(sender);
        }
        senders.sort_by_key(|sender| (essaim_model::fold::fold(&sender.name), sender.id));
        Ok(senders)
    }

    /// One organisation, ourselves included.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn sender(&self, id: OrganisationId) -> Result<Sender, OpError> {
        let now_ms = self.machine().clock.now_ms();
        card(&self.reader().view(), id, now_ms)
    }
}

/// What an organisation's card says.
pub(crate) fn card(view: &View<'_>, id: OrganisationId, now_ms: u64) -> Result<Sender, OpError> {
    let leaves = card_leaves(view, id, now_ms)?;
    let renewals = view.successions(id)?;
    let mut sender = Sender {
        id,
        name: text(&leaves, "title").unwrap_or_default(),
        insee: text(&leaves, "insee"),
        siren: text(&leaves, "siren"),
        succeeds: predecessors(&leaves),
        decided_on: decide::day(view, id, now_ms)?,
        renewed_ms: renewals.last().map(|(said, _)| said.issued_ms),
        revoked_desktops: 0,
        doubts: Vec::new(),
        department: text(&leaves, "department"),
        mailbox: text(&leaves, "mailbox"),
        trust: view.trust(id)?,
        records: 0,
        last_received_ms: None,
    };
    sender.doubts = doubts(view, &sender, now_ms)?;
    Ok(sender)
}

/// The leaves of an organisation's own card; none when no card has come.
fn card_leaves(view: &View<'_>, id: OrganisationId, now_ms: u64) -> Result<Leaves, OpError> {
    let Ok(record) = RecordId::new(id.to_string()) else {
        return Ok(Leaves::new());
    };
    let key = RecordKey {
        owner: id,
        id: record,
    };
    match view.record(&key)? {
        Some(record) if record.kind == "organisation" => leaves_of(view, &record, now_ms),
        _ => Ok(Leaves::new()),
    }
}

/// The name on an organisation's card.
pub(crate) fn name(workspace: &Workspace, id: OrganisationId) -> Result<String, OpError> {
    let now_ms = workspace.machine().clock.now_ms();
    let leaves = card_leaves(&workspace.reader().view(), id, now_ms)?;
    Ok(text(&leaves, "title").unwrap_or_default())
}

fn predecessors(leaves: &Leaves) -> Vec<Predecessor> {
    let written = document::write(schema::kind("organisation"), leaves);
    let items = written.get("succeeds").and_then(Json::as_array);
    let items = items.into_iter().flatten();
    let member = |item: &Json, name: &str| item[name].as_str().map(str::to_owned);
    items
        .map(|item| Predecessor {
            name: member(item, "name").unwrap_or_default(),
            insee: member(item, "insee"),
            siren: member(item, "siren"),
            since: member(item, "since"),
        })
        .collect()
}
