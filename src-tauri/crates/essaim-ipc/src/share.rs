//! Sharing: publish and withdraw, see exactly what leaves, write the bundle, look up what was sent.

use std::path::Path;

use essaim_model::personal::Sort;
use essaim_ops::exchange::{self, ExportRequest, Limits, Progress, Selection};
use essaim_ops::record::Shown;
use essaim_ops::{Op, Workspace};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use specta::Type;

use crate::tag::{Mutation, tags};
use crate::value::{moment, size};
use crate::{Answer, Label};

/// The ending of a bundle's name.
const ENDING: &str = "essaim";
/// How much of a title goes into the name that is proposed.
const NAME_PART: usize = 60;

/// What is to leave; looked at first, then written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportWrite {
    /// The records chosen.
    pub ids: Vec<String>,
    /// Publish those that are drafts first.
    pub publish_drafts: bool,
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
    /// The bundle's id.
    pub bundle_id: String,
    /// When.
    pub at: String,
    /// The file's name.
    pub file: String,
    /// What was chosen.
    pub records: Vec<SentRecord>,
    /// Its size, where the register has it.
    pub bytes: Option<u32>,
}

/// A record that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SentRecord {
    /// Its id.
    pub id: String,
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
    let preview = workspace.export_preview(&request(ask.ids, ask.publish_drafts))?;
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

fn request(ids: Vec<String>, publish: bool) -> ExportRequest {
    ExportRequest {
        selection: Selection::Records(ids),
        publish,
        limits: Limits::DEFAULT,
        max_size: None,
    }
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
    target: &Path,
    progress: &dyn Progress,
) -> Answer<Mutation<ExportDone>> {
    let written = workspace.export(&request(ask.ids, ask.publish_drafts), target, progress)?;
    let preview = &written.value.preview;
    let chosen = preview.records.iter();
    let chosen = chosen.filter(|record| record.why == exchange::Why::Chosen);
    let done = ExportDone {
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
    Ok(sent
        .map(|sent| {
            let report: Json = serde_json::from_str(&sent.report).unwrap_or_default();
            SentBundle {
                bundle_id: sent.bundle,
                at: moment(sent.ms),
                file: sent.file_name,
                records: records(&report),
                bytes: report["bytes"].as_u64().map(size),
            }
        })
        .collect())
}

fn records(report: &Json) -> Vec<SentRecord> {
    let list = report["records"].as_array().map(Vec::as_slice);
    let text = |record: &Json, name: &str| record[name].as_str().unwrap_or_default().to_owned();
    list.unwrap_or_default()
        .iter()
        .map(|record| SentRecord {
            id: text(record, "id"),
            title: text(record, "title"),
        })
        .collect()
}
