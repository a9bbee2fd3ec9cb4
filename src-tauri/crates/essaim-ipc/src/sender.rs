//! Senders: who sent us something, what we decided of them, what speaks against them, and what of theirs stands apart.

use essaim_model::OrganisationId;
use essaim_ops::sender::{self as known, Doubt};
use essaim_ops::{Column, Filter, Op, OpError, ShelfFilter, Workspace};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Answer;
use crate::Label;
use crate::list::{RecordRow, Trust};
use crate::rows::Rows;
use crate::tag::Mutation;
use crate::value::{moment, size};

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
    /// The SIREN on its card.
    pub siren: Option<String>,
    /// The département on its card.
    pub department: Option<String>,
    /// The mailbox on its card.
    pub mailbox: Option<String>,
    /// The bodies that it says it took over from.
    pub succeeds: Vec<Predecessor>,
    /// What we think of it.
    pub trust: Trust,
    /// The day on which we decided that.
    pub decided_on: Option<String>,
    /// When its key was last renewed, signed by the one before.
    pub renewed: Option<String>,
    /// How many of its desktops it has revoked.
    pub revoked_desktops: u32,
    /// What people must know before they rely on it.
    pub doubts: Vec<SenderDoubt>,
    /// How many of its records are here.
    pub records: u32,
    /// When its content last came.
    pub last_received: Option<String>,
}

/// A body that an organisation says it took over from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Predecessor {
    /// Its name.
    pub name: String,
    /// Its Insee code, else its SIREN.
    pub code: Option<String>,
    /// Since which day.
    pub since: Option<String>,
}

/// What speaks against a sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SenderDoubt {
    /// `sameCode`: others claim its code with another key. `sameName`: its name. `keyForked`: two keys claim to follow its own.
    pub code: String,
    /// The others.
    pub others: Vec<Claimant>,
}

/// Another organisation that claims a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Claimant {
    /// Its id.
    pub id: String,
    /// The name on its card.
    pub name: String,
    /// What we think of it.
    pub trust: Trust,
}

/// The words that somebody read out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct SenderVerify {
    /// The sender's id.
    pub id: String,
    /// The words, as they were typed.
    pub words: String,
}

/// Names a record that stands apart.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ApartRequest {
    /// Whose it is.
    pub owner: String,
    /// Its id.
    pub id: String,
}

/// A record that stands apart: plain text, and names of files that cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ApartRecord {
    /// Its title.
    pub title: String,
    /// Its fields that say something.
    pub fields: Vec<ApartField>,
    /// Its files.
    pub files: Vec<ApartFile>,
    /// How many fields were left out, because there are too many to read.
    pub more: u32,
}

/// A field of a record that stands apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ApartField {
    /// Where in the record.
    pub path: String,
    /// What people call it; empty when this program does not know it.
    pub label: Label,
    /// What it says.
    pub text: String,
}

/// A file of a record that stands apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ApartFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u32,
}

impl From<Doubt> for SenderDoubt {
    fn from(doubt: Doubt) -> Self {
        let (code, others) = match doubt {
            Doubt::SameCode(others) => ("sameCode", others),
            Doubt::SameName(others) => ("sameName", others),
            Doubt::KeyForked => ("keyForked", Vec::new()),
        };
        let claimant = |other: known::Claimant| Claimant {
            id: other.id.to_string(),
            name: other.name,
            trust: other.trust.into(),
        };
        Self {
            code: code.to_owned(),
            others: others.into_iter().map(claimant).collect(),
        }
    }
}

impl From<known::Predecessor> for Predecessor {
    fn from(one: known::Predecessor) -> Self {
        Self {
            name: one.name,
            code: one.insee.or(one.siren),
            since: one.since,
        }
    }
}

/// What speaks against a sender, for the page.
pub(crate) fn doubts(doubts: &[Doubt]) -> Vec<SenderDoubt> {
    doubts.iter().cloned().map(Into::into).collect()
}

impl From<known::Sender> for Sender {
    fn from(sender: known::Sender) -> Self {
        Self {
            id: sender.id.to_string(),
            name: sender.name,
            insee: sender.insee,
            siren: sender.siren,
            succeeds: sender.succeeds.into_iter().map(Into::into).collect(),
            decided_on: sender.decided_on,
            renewed: sender.renewed_ms.map(moment),
            revoked_desktops: sender.revoked_desktops,
            doubts: doubts(&sender.doubts),
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

/// Verifies a sender by the six words that it read out.
///
/// # Errors
/// The words are not those of its key, or there is no such sender.
pub fn sender_verify(workspace: &Workspace, request: &SenderVerify) -> Answer<Mutation<()>> {
    let decided = workspace.verify_sender(organisation(&request.id)?, &request.words)?;
    Ok(Mutation::of(decided, Op::SenderDecided, drop).everywhere())
}

/// The six words that a sender should read out.
///
/// # Errors
/// There is no such sender, or nobody can tell which of two keys to believe.
pub fn sender_words(workspace: &Workspace, id: &str) -> Answer<Vec<String>> {
    let words = workspace.key_words(Some(organisation(id)?))?;
    Ok(words.map(str::to_owned).to_vec())
}

/// A record that stands apart, as plain text.
///
/// # Errors
/// There is no such record.
pub fn apart_record(workspace: &Workspace, request: &ApartRequest) -> Answer<ApartRecord> {
    let read = workspace.read_apart(organisation(&request.owner)?, &request.id)?;
    let fields = read.fields.into_iter().map(|field| ApartField {
        label: Label::of_leaf(field.label, &field.path),
        path: field.path.to_string(),
        text: field.text,
    });
    let files = read.files.into_iter().map(|(name, bytes)| ApartFile {
        name,
        size: size(bytes),
    });
    Ok(ApartRecord {
        title: read.title,
        fields: fields.collect(),
        files: files.collect(),
        more: u32::try_from(read.more).unwrap_or(u32::MAX),
    })
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
