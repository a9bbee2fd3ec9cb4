//! Senders: who sent us something, and what we decided of them.

use essaim_model::OrganisationId;
use essaim_ops::{Column, Filter, Op, OpError, ShelfFilter, Workspace};
use serde::Serialize;
use specta::Type;

use crate::Answer;
use crate::list::{RecordRow, Rows, Trust};
use crate::tag::Mutation;
use crate::value::moment;

/// How many records of a sender are shown.
const MOST: u32 = 1_000;

/// A sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Sender {
    /// Its id.
    pub id: String,
    /// The name on its card.
    pub name: String,
    /// The Insee code on its card.
    pub insee: Option<String>,
    /// The département on its card.
    pub department: Option<String>,
    /// The mailbox on its card.
    pub mailbox: Option<String>,
    /// What we think of it.
    pub trust: Trust,
    /// How many of its records are here.
    pub records: u32,
    /// When its content last came.
    pub last_received: Option<String>,
}

impl From<essaim_ops::sender::Sender> for Sender {
    fn from(sender: essaim_ops::sender::Sender) -> Self {
        Self {
            id: sender.id.to_string(),
            name: sender.name,
            insee: sender.insee,
            department: sender.department,
            mailbox: sender.mailbox,
            trust: sender.trust.into(),
            records: sender.records,
            last_received: sender.last_received_ms.map(moment),
        }
    }
}

/// All senders, by name.
///
/// # Errors
/// The workspace cannot be read.
pub fn sender_list(workspace: &Workspace) -> Answer<Vec<Sender>> {
    Ok(workspace.senders()?.into_iter().map(Into::into).collect())
}

/// Accepts a sender: its content leaves quarantine.
///
/// # Errors
/// There is no such sender, or the workspace cannot be written.
pub fn sender_accept(workspace: &Workspace, id: &str) -> Answer<Mutation<()>> {
    let decided = workspace.accept_sender(organisation(id)?)?;
    Ok(Mutation::of(decided, Op::SenderDecided, drop).everywhere())
}

/// Refuses a sender: its content stays apart.
///
/// # Errors
/// There is no such sender, or the workspace cannot be written.
pub fn sender_refuse(workspace: &Workspace, id: &str) -> Answer<Mutation<()>> {
    let decided = workspace.refuse_sender(organisation(id)?)?;
    Ok(Mutation::of(decided, Op::SenderDecided, drop).everywhere())
}

/// The records of a sender, by title, wherever they stand.
///
/// # Errors
/// There is no such sender.
pub fn sender_records(workspace: &Workspace, id: &str) -> Answer<Vec<RecordRow>> {
    let filter = Filter {
        owner: Some(organisation(id)?),
        shelf: ShelfFilter::All,
        ..Filter::default()
    };
    let page = workspace.list(&filter, Column::Title, false, 0, MOST)?;
    Rows::of(workspace).all(page.items)
}

pub(crate) fn organisation(id: &str) -> Answer<OrganisationId> {
    let unknown = |_| OpError::NotFound(id.to_owned()).into();
    id.parse().map_err(unknown)
}
