//! Exchange: what leaves and how it is written; what arrives, what it would change, and taking it in as one step.

mod apply;
mod authors;
mod beside;
pub mod carrier;
mod deliver;
mod export;
mod fields;
mod file_hash;
mod folder;
mod incoming;
mod inspect;
mod leaving;
mod plan;
mod post;
mod preview;
mod print;
mod published;
mod purpose;
mod register;
mod remains;
mod revoked;
mod staging;
mod told;

use std::path::PathBuf;

use essaim_bundle::Refusal;
use essaim_model::{OrganisationId, RecordId};

use crate::record::HistoryChange;
use crate::sender::Sender;

pub use deliver::Target;
pub(crate) use deliver::place_error;
pub use essaim_bundle::Limits;
pub(crate) use fields::plain_fields;
pub use folder::{FileVerdict, FolderReport, FolderTotals, Outcome, files_of};
pub use inspect::{inspect, verify};
pub use leaving::{Leaving, LeavingField, LeavingFile, LeftOut, Reason, Why};
pub use post::{Letter, Posted, Posting};
pub use preview::rfc3339;
pub use purpose::{Answering, Purpose, Recipient};
pub use register::{Arrival, Register, SentBundle, SentPlace, SentRecord, SentReport, SentTo};
pub use remains::{Remaining, Why as WhyRemaining};
pub use told::suggested_name;

/// Follows long work, and may stop it.
pub trait Progress: Sync {
    /// So many of so many steps are done.
    fn report(&self, done: u64, total: u64);

    /// Whether the person wants it to stop. Asked often; then nothing of the work stays.
    fn is_cancelled(&self) -> bool;
}

/// Nobody watches.
pub struct Silent;

impl Progress for Silent {
    fn report(&self, _: u64, _: u64) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// What is to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// These records.
    Records(Vec<String>),
    /// All records of ours of a kind.
    Kind(String),
    /// All that may leave.
    All,
}

/// How it is to leave.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    /// What.
    pub selection: Selection,
    /// Publish drafts that were named first.
    pub publish: bool,
    /// The caps to keep to.
    pub limits: Limits,
    /// The greatest size of the file, in bytes.
    pub max_size: Option<u64>,
    /// What for.
    pub purpose: Purpose,
    /// To whom, for the register.
    pub to: Recipient,
}

impl ExportRequest {
    /// Published records, to be shared with whomever, within the usual limits.
    pub fn of(selection: Selection) -> Self {
        Self {
            selection,
            publish: false,
            limits: Limits::DEFAULT,
            max_size: None,
            purpose: Purpose::Share,
            to: Recipient::Unsaid,
        }
    }
}

/// Exactly what would leave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportPreview {
    /// The records, those chosen first.
    pub records: Vec<Leaving>,
    /// The files.
    pub attachments: Vec<LeavingFile>,
    /// What stays, and why.
    pub left_out: Vec<LeftOut>,
    /// About how much the bundle will take, in bytes, before compression.
    pub bytes: u64,
    /// Ids of chosen records that are not published as they stand. They stay out, unless the request publishes them.
    pub unpublished: Vec<String>,
    /// For feedback: whom it answers, and what it says to have seen.
    pub answering: Option<Answering>,
}

/// A bundle that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its number in the register.
    pub number: i64,
    /// Its id.
    pub bundle_id: String,
    /// The file.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// What is in it, and what stayed.
    pub preview: ExportPreview,
}

/// A record in a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanEntry {
    /// Whose it is.
    pub owner: OrganisationId,
    /// Its id.
    pub id: RecordId,
    /// Its kind.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// For updates: what changes, field by field.
    pub changes: Vec<HistoryChange>,
}

/// What an import would do. Nothing has been written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Records that are new here.
    pub fresh: Vec<PlanEntry>,
    /// Records that it takes further.
    pub updated: Vec<PlanEntry>,
    /// Records that are here already.
    pub known: Vec<PlanEntry>,
    /// Records that were written without having seen what is here.
    pub conflicts: Vec<PlanEntry>,
    /// Records of which a revoked desktop wrote what came: it is kept apart, and does not count.
    pub revoked: Vec<PlanEntry>,
    /// Parts that do not hold.
    pub refused: Vec<Refusal>,
    /// Attachments that come in another bundle and are not here yet: name and size in bytes.
    pub missing_attachments: Vec<(String, u64)>,
    /// How many attachments it brings that are not here yet.
    pub attachments: u32,
}

/// A bundle that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// The file.
    pub file: PathBuf,
    /// Which of the bundles in it, where there are several.
    pub part: Option<usize>,
    /// In what the bundle came.
    pub carrier: carrier::Carrier,
    /// The bundle's id.
    pub bundle_id: String,
    /// `conforming` or `repackaged`.
    pub container: &'static str,
    /// `share` or `feedback`.
    pub purpose: &'static str,
    /// Who signed it; name and codes are claims.
    pub sender: Sender,
    /// The other organisations whose records it forwards.
    pub authors: Vec<Sender>,
    /// Whether its key is new to us, signed by the one that we knew.
    pub has_new_key: bool,
    /// When its content was imported before and still counts, milliseconds since 1970-01-01 UTC.
    pub already_received_ms: Option<u64>,
    /// What an import would do, or did.
    pub plan: Plan,
    /// The numbers of those bundles of ours that it says have arrived.
    pub arrived: Vec<i64>,
    /// Names of entries that no one signed; they were not read.
    pub ignored: Vec<String>,
    /// The state of the workspace for which the plan holds.
    pub(crate) version: i64,
}

/// An import that was carried out, or found to have been before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Its id in the register.
    pub import_id: String,
    /// What came in.
    pub incoming: Incoming,
}

/// A part of a file and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartVerdict {
    /// Its path in the container, with the pair's number for a revision.
    pub name: String,
    /// Why it does not hold; `None` when it does.
    pub refusal: Option<Refusal>,
}

/// What a file holds, without a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// In what the bundle came.
    pub carrier: carrier::Carrier,
    /// `conforming` or `repackaged`.
    pub container: &'static str,
    /// The bundle's id.
    pub bundle_id: String,
    /// `share` or `feedback`.
    pub purpose: &'static str,
    /// Who signed it; name and codes are claims.
    pub sender_id: OrganisationId,
    /// The name it gives itself.
    pub sender_name: String,
    /// The Insee code it gives itself.
    pub sender_insee: Option<String>,
    /// Its records: id, kind and title.
    pub records: Vec<(String, String, String)>,
    /// Its entries: path and size in bytes.
    pub entries: Vec<(String, u64)>,
    /// Attachments that come in another bundle: name and size in bytes.
    pub missing_attachments: Vec<(String, u64)>,
}

/// The verdict on each part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// In what the bundle came.
    pub carrier: carrier::Carrier,
    /// `conforming`, `repackaged`, or `dangerous`.
    pub container: &'static str,
    /// Who signed it, when that could be told: id, name and Insee code.
    pub sender: Option<(OrganisationId, String, Option<String>)>,
    /// Every part.
    pub parts: Vec<PartVerdict>,
}

impl Verification {
    /// Whether every part holds.
    pub fn is_valid(&self) -> bool {
        self.container != "dangerous" && self.parts.iter().all(|part| part.refusal.is_none())
    }
}
