//! What the page writes: records, drafts, the trash, attachments, and sheets made from others.

use std::path::{Path, PathBuf};

use essaim_ops::record::Addition;
use essaim_ops::{Op, OpError, Workspace};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};
use specta::Type;

use crate::list::RecordRow;
use crate::rows::Rows;
use crate::tag::Mutation;
use crate::{Answer, JsonValue};

/// A record to be created.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
pub struct RecordCreate {
    /// Its kind.
    pub kind: String,
    /// Its fields, nested.
    pub fields: JsonValue,
}

/// Parts of a record to be written.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
pub struct RecordWrite {
    /// The record.
    pub id: String,
    /// What changes; what is not named stays.
    pub patch: JsonValue,
}

/// What is being typed into a field.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
pub struct DraftSave {
    /// The record.
    pub id: String,
    /// The field.
    pub path: String,
    /// What.
    pub value: JsonValue,
}

/// A field whose draft is given up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct DraftDiscard {
    /// The record.
    pub id: String,
    /// The field.
    pub path: String,
}

/// A record to attach files to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct AttachFile {
    /// The record.
    pub id: String,
}

/// An attachment to be saved elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct SaveAttachment {
    /// The record.
    pub id: String,
    /// The item of its list of attachments.
    pub item: String,
}

/// What a file of a record is, as far as its content and its name tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AttachmentVerdict {
    /// The item of the list of attachments.
    pub item: String,
    /// `shown`, `runs`, `disguised` or `unknown`.
    pub verdict: String,
}

/// Creates a record; gives its id.
///
/// # Errors
/// All that is wrong with the fields.
pub fn record_create(workspace: &Workspace, request: RecordCreate) -> Answer<Mutation<String>> {
    let addition = Addition {
        kind: &request.kind,
        base: None,
    };
    let mut documents = std::iter::once(fields(request.fields));
    let added = workspace.add(addition, &mut documents)?;
    Ok(Mutation::of(added, Op::RecordsAdded, |ids| {
        ids.into_iter().next().unwrap_or_default()
    }))
}

/// Writes parts of a record.
///
/// # Errors
/// All that is wrong with them, or the record is not ours.
pub fn record_write(workspace: &Workspace, request: RecordWrite) -> Answer<Mutation<()>> {
    let written = workspace.set(&request.id, &fields(request.patch)?)?;
    Ok(Mutation::of(written, Op::RecordWritten, drop))
}

/// The members of what the page sent; a path to a file of this computer is none of its business.
fn fields(value: JsonValue) -> Result<Map<String, Json>, OpError> {
    let Json::Object(mut fields) = value.0 else {
        return Err(OpError::NotJson {
            line: 1,
            reason: "not an object".to_owned(),
        });
    };
    let attachments = fields.get_mut("attachments").and_then(Json::as_array_mut);
    for item in attachments.into_iter().flatten() {
        if let Some(item) = item.as_object_mut() {
            item.remove("path");
        }
    }
    Ok(fields)
}

/// Keeps what is being typed.
///
/// # Errors
/// The workspace cannot be written.
pub fn draft_save(workspace: &Workspace, request: &DraftSave) -> Answer<()> {
    Ok(workspace.save_draft(&request.id, &request.path, &request.value.0)?)
}

/// Forgets what was being typed.
///
/// # Errors
/// The workspace cannot be written.
pub fn draft_discard(workspace: &Workspace, request: &DraftDiscard) -> Answer<()> {
    Ok(workspace.discard_draft(&request.id, &request.path)?)
}

/// Puts a record in the trash.
///
/// # Errors
/// It is not ours.
pub fn record_trash(workspace: &Workspace, id: &str) -> Answer<Mutation<()>> {
    Ok(Mutation::of(workspace.trash(id)?, Op::RecordTrashed, drop))
}

/// Takes a record out of the trash.
///
/// # Errors
/// It is not ours.
pub fn record_restore(workspace: &Workspace, id: &str) -> Answer<Mutation<()>> {
    Ok(Mutation::of(
        workspace.restore(id)?,
        Op::RecordRestored,
        drop,
    ))
}

/// What lies in the trash, the last written first.
///
/// # Errors
/// The workspace cannot be read.
pub fn trash_list(workspace: &Workspace) -> Answer<Vec<RecordRow>> {
    Rows::of(workspace).all(workspace.trashed()?)
}

/// Makes a draft sheet from a project; gives its id.
///
/// # Errors
/// There is no such project.
pub fn capitalise(workspace: &Workspace, project: &str) -> Answer<Mutation<String>> {
    let made = workspace.capitalise(project)?;
    Ok(Mutation::of(made, Op::ProjectCapitalised, |id| id))
}

/// Makes a sheet of ours from any sheet; gives its id.
///
/// # Errors
/// There is no such sheet.
pub fn adapt(workspace: &Workspace, solution: &str) -> Answer<Mutation<String>> {
    let made = workspace.adapt(solution)?;
    Ok(Mutation::of(made, Op::SolutionAdapted, |id| id))
}

/// Starts a project from a sheet; gives its id.
///
/// # Errors
/// There is no such sheet.
pub fn adopt(workspace: &Workspace, solution: &str) -> Answer<Mutation<String>> {
    let made = workspace.adopt(solution)?;
    Ok(Mutation::of(made, Op::SolutionAdopted, |id| id))
}

/// Attaches files that a person picked; gives how many.
///
/// # Errors
/// A file is missing or too large, or the record is not ours; nothing is attached then.
pub fn attach(workspace: &Workspace, id: &str, files: &[PathBuf]) -> Answer<Mutation<u32>> {
    let attached = workspace.attach(id, files)?;
    Ok(Mutation::of(attached, Op::FileAttached, |count| count))
}

/// The name an attachment is proposed under.
///
/// # Errors
/// The record has no such file.
pub fn attachment_name(workspace: &Workspace, request: &SaveAttachment) -> Answer<String> {
    Ok(workspace
        .attachment(&request.id, &request.item)?
        .safe_name())
}

/// What each file of a record is, where it has arrived.
///
/// # Errors
/// There is no such record.
pub fn attachment_verdicts(workspace: &Workspace, id: &str) -> Answer<Vec<AttachmentVerdict>> {
    let shown = workspace.show(id)?;
    let items = shown.fields.get("attachments").and_then(Json::as_array);
    let items = items.map(Vec::as_slice).unwrap_or_default();
    let verdict = |item: &Json| {
        let item = item["id"].as_str()?;
        let file = workspace.attachment(id, item).ok()?;
        Some(AttachmentVerdict {
            item: item.to_owned(),
            verdict: file.verdict().ok()?.code().to_owned(),
        })
    };
    Ok(items.iter().filter_map(verdict).collect())
}

/// Copies an attachment to where a person wants it.
///
/// # Errors
/// The file is not there, or the target cannot be written.
pub fn save_attachment(
    workspace: &Workspace,
    request: &SaveAttachment,
    target: &Path,
) -> Answer<String> {
    workspace.save_attachment(&request.id, &request.item, target)?;
    Ok(target.display().to_string())
}
