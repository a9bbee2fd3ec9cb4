//! Receiving: the plan that is shown before anything is written, the import, and the register of what came.

use std::path::{Path, PathBuf};

use essaim_ops::exchange::carrier::Arrival;
use essaim_ops::exchange::{self, Incoming, Limits, Progress};
use essaim_ops::{Op, Workspace};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::history::FieldChange;
use crate::list::Trust;
use crate::sender::{SenderDoubt, doubts};
use crate::tag::Mutation;
use crate::value::{moment, size};
use crate::{Answer, IpcError};

/// A plan that was shown, kept until it is carried out or given up, with the file it is for.
pub struct Planned(Incoming, Arrived);

/// A file that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The file.
    pub file: PathBuf,
    /// Which of the bundles that it carries, from 0, where there are several.
    pub part: Option<usize>,
    /// What opens it, where it is encrypted.
    pub passphrase: Option<String>,
}

impl From<&Path> for Arrived {
    fn from(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            part: None,
            passphrase: None,
        }
    }
}

impl From<&PathBuf> for Arrived {
    fn from(file: &PathBuf) -> Self {
        file.as_path().into()
    }
}

impl Arrived {
    fn arrival(&self) -> Arrival<'_> {
        Arrival {
            file: &self.file,
            part: self.part,
            passphrase: self.passphrase.as_deref(),
        }
    }
}

/// The passphrase of a file that was handed over.
#[derive(Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ImportUnlock {
    /// By which the page names the file.
    pub token: String,
    /// What opens it.
    pub passphrase: String,
}

/// How a file was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ContainerClass {
    /// As it was written.
    Conforming,
    /// Packed again by a person or a gateway.
    Repackaged,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportPlan {
    /// By which the page names the file.
    pub token: String,
    /// The file's name.
    pub file: String,
    /// The bundle's id.
    pub bundle_id: String,
    /// In what it came: `essaim`, `zip`, `pdf`, `eml`, `msg` or `age`.
    pub carrier: String,
    /// How it was packed.
    pub container: ContainerClass,
    /// `share` or `feedback`.
    pub purpose: String,
    /// Who signed it.
    pub sender: PlanSender,
    /// The others whose records it forwards.
    pub authors: Vec<PlanSender>,
    /// When its content was imported before.
    pub already_received: Option<String>,
    /// New here.
    pub fresh: Vec<PlanEntry>,
    /// Taken further.
    pub updated: Vec<PlanEntry>,
    /// Here already.
    pub known: Vec<PlanEntry>,
    /// Written without having seen what is here.
    pub conflicts: Vec<PlanEntry>,
    /// Written by a revoked desktop.
    pub revoked: Vec<PlanEntry>,
    /// Parts that do not hold.
    pub refused: Vec<RefusedPart>,
    /// Files that come in another bundle.
    pub missing_attachments: Vec<MissingFile>,
    /// How many files it brings that are not here yet.
    pub attachments: u32,
    /// Codes of what else should be said: `unsigned_entries`, `key_renewed`.
    pub notices: Vec<String>,
}

/// Who signed a bundle; name and codes are claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PlanSender {
    /// Its id.
    pub id: String,
    /// The name it gives itself.
    pub name: String,
    /// The Insee code it gives itself.
    pub insee: Option<String>,
    /// Its département.
    pub department: Option<String>,
    /// What we think of it.
    pub trust: Trust,
    /// What people must know before they rely on it.
    pub doubts: Vec<SenderDoubt>,
}

/// A record of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct PlanEntry {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Whose it is, by its id among the authors, where that is not the sender.
    pub author: Option<String>,
    /// For updates, what changes.
    pub changes: Vec<FieldChange>,
}

/// A part that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RefusedPart {
    /// Which part.
    pub what: String,
    /// Why, by its code.
    pub code: String,
}

/// A file that comes in another bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MissingFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u32,
}

/// An import to be carried out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportApply {
    /// The plan that was shown.
    pub token: String,
    /// Accept an unknown sender with it.
    pub accept_sender: bool,
}

/// An import that was carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportDone {
    /// Its id in the register.
    pub import_id: String,
    /// New records.
    pub fresh: u32,
    /// Records taken further.
    pub updated: u32,
    /// Records that were here.
    pub known: u32,
    /// Records in conflict.
    pub conflicts: u32,
    /// Parts refused.
    pub refused: u32,
}

/// An import of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportEntry {
    /// Its id.
    pub import_id: String,
    /// When.
    pub at: String,
    /// The file's name.
    pub file: String,
    /// The bundle's id.
    pub bundle_id: String,
    /// Who sent it.
    pub sender: ImportSender,
    /// What came in.
    pub counts: ImportCounts,
    /// Whether it was undone.
    pub undone: bool,
}

/// Who sent an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportSender {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What we think of it.
    pub trust: Trust,
    /// What people must know before they rely on it.
    pub doubts: Vec<SenderDoubt>,
}

/// What came in with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct ImportCounts {
    /// New records.
    pub fresh: u32,
    /// Records taken further.
    pub updated: u32,
    /// Records that were here.
    pub known: u32,
    /// Records in conflict.
    pub conflicts: u32,
    /// Parts refused.
    pub refused: u32,
}

/// What importing a file would do, and the plan to be kept for [`import_apply`].
///
/// # Errors
/// The file as a whole is refused, or the person stopped it.
pub fn import_plan(
    workspace: &Workspace,
    token: &str,
    file: impl Into<Arrived>,
    progress: &dyn Progress,
) -> Answer<(ImportPlan, Planned)> {
    let file = file.into();
    let incoming = workspace
        .plan(file.arrival(), &Limits::DEFAULT, progress)
        .map_err(|error| {
            let mut refused = IpcError::from(error);
            let name = file_name(&file.file);
            refused.params.insert("file".to_owned(), name);
            refused
        })?;
    let shown = plan(token, &incoming);
    Ok((shown, Planned(incoming, file)))
}

fn plan(token: &str, incoming: &Incoming) -> ImportPlan {
    let plan = &incoming.plan;
    let sender = &incoming.sender;
    ImportPlan {
        token: token.to_owned(),
        file: file_name(&incoming.file),
        bundle_id: incoming.bundle_id.clone(),
        carrier: incoming.carrier.name().to_owned(),
        container: match incoming.container {
            "conforming" => ContainerClass::Conforming,
            _ => ContainerClass::Repackaged,
        },
        purpose: incoming.purpose.to_owned(),
        sender: person(sender),
        authors: incoming.authors.iter().map(person).collect(),
        already_received: incoming.already_received_ms.map(moment),
        fresh: entries(&plan.fresh, incoming),
        updated: entries(&plan.updated, incoming),
        known: entries(&plan.known, incoming),
        conflicts: entries(&plan.conflicts, incoming),
        revoked: entries(&plan.revoked, incoming),
        refused: plan
            .refused
            .iter()
            .map(|refusal| RefusedPart {
                what: refusal.what().unwrap_or_default().to_owned(),
                code: refusal.code().to_owned(),
            })
            .collect(),
        missing_attachments: plan
            .missing_attachments
            .iter()
            .map(|(name, bytes)| MissingFile {
                name: name.clone(),
                size: size(*bytes),
            })
            .collect(),
        attachments: plan.attachments,
        notices: [
            (!incoming.ignored.is_empty(), "unsigned_entries"),
            (incoming.has_new_key, "key_renewed"),
        ]
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, code)| code.to_owned())
        .collect(),
    }
}

fn person(sender: &essaim_ops::sender::Sender) -> PlanSender {
    PlanSender {
        id: sender.id.to_string(),
        name: sender.name.clone(),
        insee: sender.insee.clone(),
        department: sender.department.clone(),
        trust: sender.trust.into(),
        doubts: doubts(&sender.doubts),
    }
}

fn entries(entries: &[exchange::PlanEntry], incoming: &Incoming) -> Vec<PlanEntry> {
    // Publications and cards come with what they are about; people are shown what they can read.
    let shown = entries
        .iter()
        .filter(|entry| !crate::rows::is_system(&entry.kind));
    shown
        .map(|entry| PlanEntry {
            id: entry.id.to_string(),
            kind: entry.kind.clone(),
            title: entry.title.clone(),
            author: (entry.owner != incoming.sender.id).then(|| entry.owner.to_string()),
            changes: entry.changes.iter().cloned().map(Into::into).collect(),
        })
        .collect()
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Carries out the plan that was shown, as one step.
///
/// # Errors
/// The workspace has changed since the plan was made, or the file has; nothing has changed then.
pub fn import_apply(
    workspace: &Workspace,
    planned: &Planned,
    accept_sender: bool,
    progress: &dyn Progress,
) -> Answer<Mutation<ImportDone>> {
    let imported = workspace.import(
        planned.1.arrival(),
        &Limits::DEFAULT,
        accept_sender,
        Some(&planned.0),
        progress,
    )?;
    let done = Mutation::of(imported, Op::BundleImported, |imported| {
        let plan = &imported.incoming.plan;
        let count = |list: &[exchange::PlanEntry]| {
            let shown = entries(list, &imported.incoming).len();
            u32::try_from(shown).unwrap_or(u32::MAX)
        };
        ImportDone {
            fresh: count(&plan.fresh),
            updated: count(&plan.updated),
            known: count(&plan.known),
            conflicts: count(&plan.conflicts),
            refused: u32::try_from(plan.refused.len()).unwrap_or(u32::MAX),
            import_id: imported.import_id,
        }
    });
    Ok(done.everywhere())
}

/// The register of what was received, newest first.
///
/// # Errors
/// The workspace cannot be read.
pub fn import_list(workspace: &Workspace) -> Answer<Vec<ImportEntry>> {
    let register = workspace.imports()?.into_iter();
    Ok(register
        .map(|entry| {
            let [fresh, updated, known, conflicts, refused] = entry.counts;
            ImportEntry {
                import_id: entry.import.id,
                at: moment(entry.import.ms),
                file: entry.import.file_name,
                bundle_id: entry.import.bundle,
                sender: ImportSender {
                    id: entry.sender.id.to_string(),
                    doubts: doubts(&entry.sender.doubts),
                    name: entry.sender.name,
                    trust: entry.sender.trust.into(),
                },
                counts: ImportCounts {
                    fresh,
                    updated,
                    known,
                    conflicts,
                    refused,
                },
                undone: entry.import.hidden,
            }
        })
        .collect())
}

/// Undoes an import, whenever it was.
///
/// # Errors
/// There is no such import.
pub fn import_undo(workspace: &Workspace, id: &str) -> Answer<Mutation<()>> {
    let decided = workspace.hide_import(id)?;
    Ok(Mutation::of(decided, Op::ImportDecided, drop).everywhere())
}

/// Makes an import that was undone count again.
///
/// # Errors
/// There is no such import.
pub fn import_redo(workspace: &Workspace, id: &str) -> Answer<Mutation<()>> {
    let decided = workspace.show_import(id)?;
    Ok(Mutation::of(decided, Op::ImportRestored, drop).everywhere())
}

/// A record of ours in which something of an undone import is left.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Remaining {
    /// The record.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// `written_since` or `made_from_it`.
    pub why: String,
    /// What can be put back: what is there now, and what was there before.
    pub proposed: Vec<FieldChange>,
}

/// What remains of an import that is undone.
///
/// # Errors
/// There is no such import.
pub fn import_remaining(workspace: &Workspace, id: &str) -> Answer<Vec<Remaining>> {
    let remaining = workspace.remaining(id)?.into_iter();
    Ok(remaining
        .map(|one| Remaining {
            id: one.id.to_string(),
            kind: one.kind,
            title: one.title,
            why: one.why.code().to_owned(),
            proposed: one.proposed.into_iter().map(FieldChange::from).collect(),
        })
        .collect())
}

/// Puts back the values from before an import that was undone; gives how many records were written.
///
/// # Errors
/// There is no such import.
pub fn import_put_back(workspace: &Workspace, id: &str) -> Answer<Mutation<u32>> {
    let written = workspace.put_back(id)?;
    Ok(Mutation::of(written, Op::RecordWritten, |count| count).everywhere())
}
