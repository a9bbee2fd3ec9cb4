//! Sharing: publish and withdraw, see exactly what leaves, write the bundle, look up what was sent.

use essaim_model::personal::Sort;
use essaim_ops::exchange::{
    self, ExportRequest, Progress, Purpose, Recipient, Selection, SentPlace, Target,
};
use essaim_ops::record::Shown;
use essaim_ops::{Op, Workspace};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::tag::{Mutation, tags};
use crate::value::{moment, size};
use crate::{Answer, Label};

/// The ending of a bundle's name.
const ENDING: &str = "essaim";
/// How much of a title goes into the name that is proposed.
const NAME_PART: usize = 60;

/// What is to leave; looked at first, then written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportWrite {
    /// The records chosen.
    pub ids: Vec<String>,
    /// Publish those that are drafts first.
    pub publish_drafts: bool,
    /// The correspondent it is for.
    pub to_id: Option<String>,
    /// Or whom it is for, by name.
    pub to_name: Option<String>,
    /// Whether it answers that correspondent, who then learns what has come of theirs.
    pub answers: bool,
    /// Where it goes.
    pub place: ExportPlace,
}

/// Where a bundle goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ExportPlace {
    /// To a file that the person names.
    #[default]
    File,
    /// Into a folder that the person chooses.
    Folder,
    /// Onto a removable drive.
    Drive {
        /// By which the list of drives names it.
        id: String,
    },
}

/// Exactly what would leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportPreview {
    /// The records, those chosen first.
    pub records: Vec<LeavingRecord>,
    /// The files.
    pub attachments: Vec<LeavingFile>,
    /// What stays.
    pub left_out: Vec<LeftOut>,
    /// About how much it takes.
    pub bytes: u32,
    /// Ids of chosen records that are not published.
    pub unpublished: Vec<String>,
    /// Whom it answers, and what it says to have seen.
    pub answering: Option<AnsweringView>,
}

/// Whom a bundle answers, and what it tells them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AnsweringView {
    /// The correspondent's id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Titles of their records that it says we have.
    pub seen: Vec<String>,
    /// How many of their bundles it says have come.
    pub bundles: u32,
}

/// A record that leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LeavingRecord {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Why it leaves.
    pub why: Why,
    /// Its fields as text.
    pub fields: Vec<LeavingField>,
    /// What looks like personal data.
    pub findings: Vec<Finding>,
}

/// Why a record leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was chosen.
    Chosen,
    /// Something chosen needs it.
    ComesAlong,
}

/// A field that leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LeavingField {
    /// The leaf.
    pub path: String,
    /// Its label.
    pub label: Label,
    /// Its content.
    pub text: String,
}

/// Something that looks like personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Finding {
    /// Where.
    pub path: String,
    /// Like what.
    pub sort: FindingSort,
    /// The passage.
    pub passage: String,
}

/// What a passage looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FindingSort {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A social security number.
    Nir,
    /// A bank account.
    Iban,
}

/// A file that leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LeavingFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u32,
    /// The record it belongs to.
    pub record: String,
}

/// Something that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LeftOut {
    /// What people call it.
    pub what: String,
    /// Why, by its code.
    pub why: String,
}

/// A bundle that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportDone {
    /// Its number in the register.
    pub number: u32,
    /// The file.
    pub file: String,
    /// Its size.
    pub bytes: u32,
    /// The bundle's id.
    pub bundle_id: String,
    /// How many records were chosen.
    pub records: u32,
    /// How many files are in it.
    pub attachments: u32,
}

/// A bundle of the register of what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SentBundle {
    /// Its number.
    pub number: u32,
    /// The bundle's id.
    pub bundle_id: String,
    /// Whether it answered an author.
    pub answers: bool,
    /// To whom, where somebody said.
    pub to: Option<SentTo>,
    /// The stick it was laid on, by name.
    pub drive: Option<String>,
    /// The word that it has arrived.
    pub arrived: Option<SentArrival>,
    /// When.
    pub at: String,
    /// The file's name.
    pub file: String,
    /// What was chosen.
    pub records: Vec<SentRecord>,
    /// Its size, where the register has it.
    pub bytes: Option<u32>,
}

/// To whom a bundle was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SentTo {
    /// A correspondent's id.
    pub id: Option<String>,
    /// Their name then.
    pub name: String,
}

/// The word that a bundle has arrived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SentArrival {
    /// When we learned of it.
    pub at: String,
    /// Who says so.
    pub from: String,
}

/// A record that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SentRecord {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title then.
    pub title: String,
}

/// Pins the revision that may leave.
///
/// # Errors
/// It is a sample, of a kind that never leaves, or not ours.
pub fn publish(workspace: &Workspace, id: &str) -> Answer<Mutation<()>> {
    Ok(Mutation::of(
        workspace.publish(id)?,
        Op::RecordPublished,
        drop,
    ))
}

/// Takes a published record back.
///
/// # Errors
/// It was never published, or is not ours.
pub fn withdraw(workspace: &Workspace, id: &str) -> Answer<Mutation<()>> {
    Ok(Mutation::of(
        workspace.withdraw(id)?,
        Op::RecordWithdrawn,
        drop,
    ))
}

/// Exactly what would leave. Nothing is written.
///
/// # Errors
/// A record is not there.
pub fn export_preview(workspace: &Workspace, ask: ExportWrite) -> Answer<ExportPreview> {
    let preview = workspace.export_preview(&request(ask)?)?;
    Ok(ExportPreview {
        records: preview
            .records
            .into_iter()
            .map(|record| leaving(workspace, record))
            .collect(),
        attachments: preview
            .attachments
            .into_iter()
            .map(|file| LeavingFile {
                name: file.name,
                size: size(file.size),
                record: file.record,
            })
            .collect(),
        left_out: preview
            .left_out
            .into_iter()
            .map(|left| LeftOut {
                what: left.what,
                why: left.why.code().to_owned(),
            })
            .collect(),
        bytes: size(preview.bytes),
        unpublished: preview.unpublished,
        answering: preview.answering.map(|answering| AnsweringView {
            id: answering.to.to_string(),
            name: answering.name,
            seen: answering.seen,
            bundles: size(answering.bundles as u64),
        }),
    })
}

fn leaving(workspace: &Workspace, record: exchange::Leaving) -> LeavingRecord {
    let shown = workspace.show(&record.id).ok();
    LeavingRecord {
        id: record.id,
        kind: record.kind,
        title: record.title,
        why: match record.why {
            exchange::Why::Chosen => Why::Chosen,
            exchange::Why::ComesAlong => Why::ComesAlong,
        },
        fields: record
            .fields
            .into_iter()
            .map(|field| LeavingField {
                label: Label::of_leaf(field.label, &field.path),
                text: named(workspace, shown.as_ref(), field.path.as_str()).unwrap_or(field.text),
                path: field.path.to_string(),
            })
            .collect(),
        findings: record
            .findings
            .into_iter()
            .map(|(path, finding)| Finding {
                path: path.to_string(),
                sort: match finding.sort {
                    Sort::Email => FindingSort::Email,
                    Sort::Phone => FindingSort::Phone,
                    Sort::Nir => FindingSort::Nir,
                    Sort::Iban => FindingSort::Iban,
                },
                passage: finding.passage,
            })
            .collect(),
    }
}

/// Another record that a field names, by its title instead of its id; `None` for all other fields.
fn named(workspace: &Workspace, shown: Option<&Shown>, path: &str) -> Option<String> {
    let field = shown?.fields.get(path)?;
    let id = match path {
        "adapted_from" => field.get("record")?.as_str()?,
        "programme" => field.as_str()?,
        _ => return None,
    };
    let entry = workspace.show(id).ok()?.entry;
    let owner = match path {
        "adapted_from" => workspace.sender(entry.key.owner).ok()?.name,
        _ => String::new(),
    };
    let parts = [entry.title, owner];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join(", "))
}

pub(crate) fn request(ask: ExportWrite) -> Answer<ExportRequest> {
    let to = match (ask.to_id, ask.to_name) {
        (Some(id), _) => Recipient::Known(crate::sender::organisation(&id)?),
        (None, Some(name)) => Recipient::Named(name),
        (None, None) => Recipient::Unsaid,
    };
    Ok(ExportRequest {
        publish: ask.publish_drafts,
        purpose: if ask.answers {
            Purpose::Feedback
        } else {
            Purpose::Share
        },
        to,
        ..ExportRequest::of(Selection::Records(ask.ids))
    })
}

/// The name a bundle is proposed under: whose it is, and the first record in it.
///
/// # Errors
/// The workspace cannot be read.
pub fn proposed_name(workspace: &Workspace, ids: &[String]) -> Answer<String> {
    let own = workspace.sender(workspace.organisation()?)?.name;
    let title = match ids.first() {
        Some(id) => workspace.show(id)?.entry.title,
        None => String::new(),
    };
    let short = |text: &str| text.chars().take(NAME_PART).collect::<String>();
    let parts = [short(&own), short(&title)];
    let named: Vec<&str> = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    let plain = named.join(" - ").replace('.', " ");
    Ok(sanitise_file_name::sanitise(&format!(
        "{}.{ENDING}",
        plain.trim()
    )))
}

/// Writes a bundle to where a person wants it.
///
/// # Errors
/// Nothing may leave, the file cannot be written, or the person stopped it; what was there is untouched then.
pub fn export_write(
    workspace: &Workspace,
    ask: ExportWrite,
    target: &Target,
    progress: &dyn Progress,
) -> Answer<Mutation<ExportDone>> {
    let written = workspace.export_to(&request(ask)?, target, progress)?;
    let preview = &written.value.preview;
    let chosen = preview.records.iter();
    let chosen = chosen.filter(|record| record.why == exchange::Why::Chosen);
    let done = ExportDone {
        number: number(written.value.number),
        file: written.value.file.display().to_string(),
        bytes: size(written.value.bytes),
        bundle_id: written.value.bundle_id.clone(),
        records: u32::try_from(chosen.count()).unwrap_or(u32::MAX),
        attachments: u32::try_from(preview.attachments.len()).unwrap_or(u32::MAX),
    };
    Ok(Mutation::unrecorded(done, tags(written.tags)))
}

/// The register of what was sent, newest first.
///
/// # Errors
/// The workspace cannot be read.
pub fn sent_list(workspace: &Workspace) -> Answer<Vec<SentBundle>> {
    let sent = workspace.sent()?.into_iter();
    Ok(sent.map(sent_bundle).collect())
}

fn sent_bundle(sent: exchange::SentBundle) -> SentBundle {
    let report = sent.report;
    SentBundle {
        number: number(sent.number),
        bundle_id: sent.bundle,
        answers: report.purpose == Purpose::Feedback.as_str(),
        to: report.to.map(|to| SentTo {
            id: to.id.map(|id| id.to_string()),
            name: to.name,
        }),
        drive: match report.place {
            Some(SentPlace::Drive(name)) => Some(name),
            _ => None,
        },
        arrived: sent.arrived.map(|arrival| SentArrival {
            at: moment(arrival.ms),
            from: arrival.from,
        }),
        at: moment(sent.ms),
        file: sent.file_name,
        records: report.records.into_iter().map(sent_record).collect(),
        bytes: report.bytes.map(size),
    }
}

fn sent_record(record: exchange::SentRecord) -> SentRecord {
    SentRecord {
        id: record.id,
        kind: record.kind,
        title: record.title,
    }
}

fn number(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
