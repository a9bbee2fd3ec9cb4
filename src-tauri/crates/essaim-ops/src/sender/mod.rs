//! Senders: who sent us something, what we decided of them, and their cards.

use essaim_model::{OrganisationId, RecordId};
use essaim_store::{RecordKey, Trust, View};

use crate::record::{leaves_of, text};
use crate::transact::{Mutation, Op, Session, leaves};
use crate::{OpError, Tag, Workspace};

/// A sender as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Its id.
    pub id: OrganisationId,
    /// The name on its card; empty when no card has come.
    pub name: String,
    /// Insee code on its card.
    pub insee: Option<String>,
    /// Département on its card.
    pub department: Option<String>,
    /// Generic mailbox on its card.
    pub mailbox: Option<String>,
    /// What we think of it.
    pub trust: Trust,
    /// How many of its records are here.
    pub records: u32,
    /// When its content last came, milliseconds since 1970-01-01 UTC.
    pub last_received_ms: Option<u64>,
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

    /// Accepts a sender: its content leaves quarantine. That is not a verification.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub fn accept_sender(&self, id: OrganisationId) -> Result<Mutation<()>, OpError> {
        self.transact(Op::SenderDecided, |session| {
            Ok(((), decide(session, id, "accepted")?))
        })
    }

    /// Refuses a sender: its content stays, or goes back, apart.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub fn refuse_sender(&self, id: OrganisationId) -> Result<Mutation<()>, OpError> {
        self.transact(Op::SenderDecided, |session| {
            Ok(((), decide(session, id, "refused")?))
        })
    }
}

/// Writes the decision on a sender; gives its name.
pub(crate) fn decide(
    session: &mut Session<'_>,
    id: OrganisationId,
    state: &str,
) -> Result<String, OpError> {
    let record = RecordId::new(id.to_string()).map_err(|_| OpError::NotFound(id.to_string()))?;
    let today = session.workspace.machine().clock.today();
    let decision = leaves([
        ("organisation", id.to_string().into()),
        ("state", state.into()),
        ("date", today.into()),
    ]);
    // Our own card has our organisation's id; decisions are about others, so the two never meet.
    session.put("sender_decision", record, decision)?;
    for kind in ["solution", "programme", "project"] {
        session.tag(Tag::Records(kind.to_owned()));
    }
    session.tag(Tag::Senders);
    session.tag(Tag::Exchanges);
    Ok(card(&session.view(), id, session.tx_now())?.name)
}

/// What an organisation's card says.
pub(crate) fn card(view: &View<'_>, id: OrganisationId, now_ms: u64) -> Result<Sender, OpError> {
    let key = RecordId::new(id.to_string()).map(|record| RecordKey {
        owner: id,
        id: record,
    });
    let record = match key {
        Ok(key) => view
            .record(&key)?
            .filter(|record| record.kind == "organisation"),
        Err(_) => None,
    };
    let leaves = record
        .map(|record| leaves_of(view, &record, now_ms))
        .transpose()?
        .unwrap_or_default();
    Ok(Sender {
        id,
        name: text(&leaves, "title").unwrap_or_default(),
        insee: text(&leaves, "insee"),
        department: text(&leaves, "department"),
        mailbox: text(&leaves, "mailbox"),
        trust: view.trust(id)?,
        records: 0,
        last_received_ms: None,
    })
}
