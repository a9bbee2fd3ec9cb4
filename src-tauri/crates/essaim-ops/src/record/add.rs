//! Creates records from nested documents, all in one operation: every error of every document is told at once.

use std::path::Path as FilePath;

use essaim_model::document::{self, Document, FieldError, Item, Problem};
use essaim_model::{RecordId, Value, order, schema};
use essaim_store::attachments::Staged;
use serde_json::{Map, Value as Json};

use super::attach::take_paths;
use crate::transact::{Mutation, Op, Session};
use crate::{OpError, Workspace};

/// Stop reading after this many documents with errors: the rest is likely wrong in the same way.
const MOST_ERRORS: usize = 100;

/// What `add` is given.
#[derive(Debug, Clone, Copy)]
pub struct Addition<'a> {
    /// The kind of the documents.
    pub kind: &'a str,
    /// The folder that attachments' paths are relative to.
    pub base: Option<&'a FilePath>,
}

impl Workspace {
    /// Creates a record from each document. Gives the ids in the documents' order.
    ///
    /// # Errors
    /// All that is wrong with the documents; nothing is created then.
    pub fn add(
        &self,
        addition: Addition<'_>,
        documents: &mut dyn Iterator<Item = Result<Map<String, Json>, OpError>>,
    ) -> Result<Mutation<Vec<String>>, OpError> {
        let kind = writable(addition.kind)?;
        let mut staged = Vec::new();
        self.transact(Op::RecordsAdded, |session| {
            let mut ids = Vec::new();
            let mut errors = Vec::new();
            let mut title = String::new();
            for (index, document) in documents.enumerate() {
                let mut document = document?;
                self.stage_paths(&mut document, addition.base, &mut staged)?;
                match create_one(session, kind, document, None) {
                    Ok((id, of)) => {
                        ids.push(id);
                        title = of;
                    }
                    Err(OpError::Invalid(found)) => {
                        errors.extend(found.into_iter().map(|mut located| {
                            located.document = index + 1;
                            located
                        }));
                    }
                    Err(other) => return Err(other),
                }
                if errors.len() >= MOST_ERRORS {
                    break;
                }
            }
            if !errors.is_empty() {
                return Err(OpError::Invalid(errors));
            }
            self.keep_staged(session, std::mem::take(&mut staged))?;
            Ok((ids, title))
        })
    }

    /// Attachments given by path become files of the workspace, staged until the operation commits.
    fn stage_paths(
        &self,
        document: &mut Map<String, Json>,
        base: Option<&FilePath>,
        staged: &mut Vec<Staged>,
    ) -> Result<(), OpError> {
        take_paths(document, &mut |path| {
            let whole = base.unwrap_or(FilePath::new("")).join(path);
            let one = self.stage_file(&whole)?;
            let file = super::attach::describe(&whole, &one);
            staged.push(one);
            Ok(file)
        })
    }
}

/// The kind of that name, when people may write it.
pub(crate) fn writable(name: &str) -> Result<&'static schema::Kind, OpError> {
    schema::kind(name)
        .filter(|kind| !kind.system)
        .ok_or_else(|| OpError::UnknownKind(name.to_owned()))
}

/// Creates one record and the child records that its document brings. Gives its id and title.
pub(crate) fn create_one(
    session: &mut Session<'_>,
    kind: &'static schema::Kind,
    mut document: Map<String, Json>,
    parent: Option<&RecordId>,
) -> Result<(String, String), OpError> {
    let machine = session.workspace.machine().clone();
    let id = match document.remove("id") {
        None | Some(Json::Null) => machine.record_id(),
        Some(Json::String(id)) => id,
        Some(_) => return Err(bad_id()),
    };
    let id = RecordId::new(id).map_err(|_| bad_id())?;
    if let Some(parent) = parent {
        document.insert("project".to_owned(), parent.as_str().into());
    }
    let Document { leaves, children } = document::read(kind, &document, &mut || machine.item_id())
        .map_err(|errors| OpError::invalid(1, errors))?;
    let title = essaim_model::projection::title(&leaves);
    session.create(kind.name, id.clone(), leaves)?;
    for child in children {
        create_child(session, child, &id)?;
    }
    Ok((id.to_string(), title))
}

/// Creates a record that lives inside `parent`, at its place in the list.
pub(crate) fn create_child(
    session: &mut Session<'_>,
    child: document::ChildDocument,
    parent: &RecordId,
) -> Result<(), OpError> {
    let kind = writable(child.kind)?;
    let (item, position) = (child.item(), child.position);
    let mut document = child.document;
    if let Some(id) = child.id {
        document.insert("id".to_owned(), id.into());
    }
    if kind.field("order").is_some() && !document.contains_key("order") {
        document.insert("order".to_owned(), order::nth(position).into());
    }
    create_one(session, kind, document, Some(parent))
        .map_err(|error| within(error, kind.name, position, &item))?;
    Ok(())
}

/// Says in which child of the document an error lies.
pub(super) fn within(error: OpError, kind: &str, position: usize, item: &Item) -> OpError {
    let OpError::Invalid(mut errors) = error else {
        return error;
    };
    for located in &mut errors {
        located.error.at = format!("{kind}/{position}/{}", located.error.at);
    }
    item.holds(errors.iter_mut().map(|located| &mut located.error));
    OpError::Invalid(errors)
}

fn bad_id() -> OpError {
    OpError::invalid(1, vec![FieldError::new("id", Problem::BadId)])
}

/// The text of a leaf.
pub(crate) fn text(leaves: &essaim_model::Leaves, name: &str) -> Option<String> {
    leaves
        .get(name)
        .and_then(Value::as_text)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}
