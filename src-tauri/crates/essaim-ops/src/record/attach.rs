//! Files attached to records: copied into the workspace under their hash, and out again.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path as FilePath, PathBuf};

use essaim_documents::attached::{self, Verdict};
use essaim_model::{BlobHash, Value};
use essaim_store::Trust;
use essaim_store::attachments::Staged;
use serde_json::{Map, Value as Json, json};

use super::show::{find, leaves_of};
use super::write::own_record;
use crate::transact::{Mutation, Op, Session};
use crate::{OpError, Workspace};

/// The greatest size of an attachment, in bytes.
pub const MAX_ATTACHMENT: u64 = 200 << 20;

/// A file of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentFile {
    /// Its hash.
    pub hash: BlobHash,
    /// Its name, as whoever attached it knew it.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Where it lies in this workspace.
    pub path: PathBuf,
    /// Whether somebody else's record brought it.
    pub is_from_elsewhere: bool,
}

impl AttachmentFile {
    /// What it is, from its name and its content.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn verdict(&self) -> std::io::Result<Verdict> {
        let mut file = File::open(&self.path)?;
        let mut head = Vec::new();
        Read::by_ref(&mut file)
            .take(attached::HEAD as u64)
            .read_to_end(&mut head)?;
        let length = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(
            length.saturating_sub(attached::TAIL as u64),
        ))?;
        let mut tail = Vec::new();
        file.read_to_end(&mut tail)?;
        Ok(attached::judge(&self.name, &head, &tail))
    }

    /// The name under which it may be saved on any system.
    pub fn safe_name(&self) -> String {
        attached::safe_name(&self.name)
    }
}

impl Workspace {
    /// Attaches files to a record of ours, as one operation. Gives how many.
    ///
    /// # Errors
    /// A file is missing, too large or unreadable, or the record is not ours; nothing is attached then.
    pub fn attach(&self, id: &str, files: &[PathBuf]) -> Result<Mutation<u32>, OpError> {
        let mut staged = Vec::new();
        let mut items = Vec::new();
        for path in files {
            let one = self.stage_file(path)?;
            items.push(json!({"file": describe(path, &one)}));
            staged.push(one);
        }
        self.transact(Op::FileAttached, |session| {
            let record = own_record(session, id)?;
            let kind = super::add::writable(&record.kind)?;
            let machine = self.machine();
            let current = session
                .view()
                .state(record.rec)?
                .unwrap_or_default()
                .displayed(machine.clock.now_ms());
            let patch = Map::from_iter([("attachments".to_owned(), Json::Array(items))]);
            let (changes, _) =
                essaim_model::document::patch(kind, &current, &patch, &mut || machine.item_id())
                    .map_err(|errors| OpError::invalid(1, errors))?;
            self.keep_staged(session, std::mem::take(&mut staged))?;
            session.write(&record, &changes)?;
            let title = session
                .view()
                .entry(record.rec)?
                .map(|entry| entry.title)
                .unwrap_or_default();
            Ok((files.len() as u32, title))
        })
    }

    /// A file of a record, by the item's id.
    ///
    /// # Errors
    /// The record has no such item, or the file has not arrived yet.
    pub fn attachment(&self, id: &str, item: &str) -> Result<AttachmentFile, OpError> {
        let store = self.reader();
        let view = store.view();
        let record = find(&view, id)?;
        let leaves = leaves_of(&view, &record, self.machine().clock.now_ms())?;
        super::refuse_apart(&record, id)?;
        let missing = || OpError::NoFile(item.to_owned());
        let file = leaves
            .get(format!("attachments/{item}/file").as_str())
            .ok_or_else(missing)?;
        let text = |name: &str| file.member(name).and_then(Value::as_text);
        let hash: BlobHash = text("sha256")
            .and_then(|hash| hash.parse().ok())
            .ok_or_else(missing)?;
        let size = view.attachment(hash)?.ok_or_else(missing)?;
        let name = text("name").unwrap_or("document").to_owned();
        Ok(AttachmentFile {
            hash,
            name,
            size,
            path: store.attachments().path(hash),
            is_from_elsewhere: record.trust != Trust::Own,
        })
    }

    /// Copies a file of a record to where the person wants it, under a temporary name first.
    ///
    /// # Errors
    /// The file is not there, has changed, or the target cannot be written.
    pub fn save_attachment(&self, id: &str, item: &str, target: &FilePath) -> Result<(), OpError> {
        let file = self.attachment(id, item)?;
        let temporary = target.with_file_name(format!(".{}.part", file.hash));
        let files = &self.machine().files;
        let copied = std::fs::copy(&file.path, &temporary).and_then(|_| {
            if file.is_from_elsewhere {
                // A stick may have no place for the mark: the file is saved all the same.
                drop(files.mark_from_elsewhere(&temporary));
            }
            files.replace(&temporary, target)
        });
        copied.map_err(|error| {
            drop(std::fs::remove_file(&temporary));
            OpError::file(target, error)
        })
    }

    /// Copies a file under a temporary name of the workspace.
    pub(crate) fn stage_file(&self, path: &FilePath) -> Result<Staged, OpError> {
        let shown = path.display().to_string();
        let mut file = File::open(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => OpError::NoFile(shown.clone()),
            _ => OpError::file(path, error),
        })?;
        let metadata = file
            .metadata()
            .map_err(|error| OpError::file(path, error))?;
        if !metadata.is_file() {
            return Err(OpError::NoFile(shown));
        }
        if metadata.len() > MAX_ATTACHMENT {
            return Err(OpError::FileTooLarge(shown));
        }
        let folder = self.reader().attachments();
        Ok(folder.stage(&self.machine().item_id(), &mut file)?)
    }

    /// Gives staged files their names and notes them in the database.
    pub(crate) fn keep_staged(
        &self,
        session: &Session<'_>,
        staged: Vec<Staged>,
    ) -> Result<(), OpError> {
        for one in &staged {
            session.tx.add_attachment(one.hash, one.size)?;
        }
        let files = self.machine().files.clone();
        Ok(self
            .reader()
            .attachments()
            .keep(staged, &|paths| files.sync_all(paths))?)
    }
}

/// The `file` member of an attachment.
pub(super) fn describe(path: &FilePath, staged: &Staged) -> Json {
    let name = path.file_name().map_or_else(
        || "document".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    json!({
        "sha256": staged.hash.to_string(),
        "name": name,
        "media_type": media_type(&name),
        "size": staged.size.to_string(),
    })
}

fn media_type(name: &str) -> &'static str {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("txt" | "md") => "text/plain",
        Some("csv") => "text/csv",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("pptx") => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Some("odt") => "application/vnd.oasis.opendocument.text",
        Some("ods") => "application/vnd.oasis.opendocument.spreadsheet",
        _ => "application/octet-stream",
    }
}

/// Replaces `attachments: [{path, caption}]` by what `stage` makes of each path.
pub(super) fn take_paths(
    document: &mut Map<String, Json>,
    stage: &mut dyn FnMut(&str) -> Result<Json, OpError>,
) -> Result<(), OpError> {
    let Some(Json::Array(items)) = document.get_mut("attachments") else {
        return Ok(());
    };
    for item in items.iter_mut().filter_map(Json::as_object_mut) {
        if let Some(Json::String(path)) = item.remove("path") {
            item.insert("file".to_owned(), stage(&path)?);
        }
    }
    Ok(())
}
