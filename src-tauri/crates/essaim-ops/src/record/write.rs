//! Writes parts of a record: what is named changes, what is not named stays.

use essaim_model::document::{self, ChildDocument};
use essaim_model::{RecordId, schema};
use essaim_store::{RecordKey, RecordRef, Trust};
use serde_json::{Map, Value as Json};

use super::add::{create_child, within, writable};
use crate::transact::{Mutation, Op, Session};
use crate::{OpError, Workspace};

impl Workspace {
    /// Applies a partial document to a record of ours. Child lists (`indicators`, `journal`…) are matched by id: a known
    /// one is written, a new one created, one with `"deleted": true` goes to the trash.
    ///
    /// # Errors
    /// All that is wrong with the document; nothing is changed then.
    pub fn set(&self, id: &str, patch: &Map<String, Json>) -> Result<Mutation<()>, OpError> {
        self.transact(Op::RecordWritten, |session| {
            let record = own_record(session, id)?;
            patch_one(session, &record, patch)?;
            for path in written(patch) {
                session.tx.drop_draft(id, &path)?;
            }
            let title = session
                .view()
                .entry(record.rec)?
                .map(|entry| entry.title)
                .unwrap_or_default();
            Ok(((), title))
        })
    }
}

/// The paths that a partial document writes. In a list they are those of the items it names, field by field: what is being
/// typed beside them stays.
fn written(patch: &Map<String, Json>) -> Vec<String> {
    let mut paths = Vec::new();
    for (name, value) in patch {
        let Some(items) = value.as_array().filter(|items| !items.is_empty()) else {
            paths.push(name.clone());
            continue;
        };
        for item in items {
            match (item.as_object(), item["id"].as_str()) {
                (None, _) => paths.push(name.clone()),
                (Some(_), None) => {}
                (Some(_), Some(id)) if item["deleted"] == true => {
                    paths.push(format!("{name}/{id}"))
                }
                (Some(fields), Some(id)) => {
                    paths.extend(fields.keys().map(|field| format!("{name}/{id}/{field}")));
                }
            }
        }
    }
    paths
}

/// The record of ours with that id.
pub(crate) fn own_record(session: &Session<'_>, id: &str) -> Result<RecordRef, OpError> {
    let not_found = || OpError::NotFound(id.to_owned());
    let record = session
        .view()
        .find(&RecordId::new(id).map_err(|_| not_found())?)?
        .ok_or_else(not_found)?;
    if record.trust == Trust::Own {
        Ok(record)
    } else {
        Err(OpError::NotOurs(id.to_owned()))
    }
}

/// Applies a partial document to one record of ours.
pub(crate) fn patch_one(
    session: &mut Session<'_>,
    record: &RecordRef,
    patch: &Map<String, Json>,
) -> Result<(), OpError> {
    let kind =
        schema::kind(&record.kind).ok_or_else(|| OpError::UnknownKind(record.kind.clone()))?;
    let machine = session.workspace.machine().clone();
    let now_ms = machine.clock.now_ms();
    let standing = session.view().standing(record.rec, now_ms)?;
    let (state, open) = standing.unwrap_or_default();
    let mut current = state.displayed(now_ms);
    // Choosing the value that is displayed is a choice too: where two stand, it is written.
    for conflict in open {
        current.remove(&conflict.path);
    }
    let mut fields = patch.clone();
    fields.remove("id");
    let (changes, children) = document::patch(kind, &current, &fields, &mut || machine.item_id())
        .map_err(|errors| OpError::invalid(1, errors))?;
    session.write(record, &changes)?;
    children
        .into_iter()
        .try_for_each(|child| patch_child(session, record, child))
}

fn patch_child(
    session: &mut Session<'_>,
    parent: &RecordRef,
    child: ChildDocument,
) -> Result<(), OpError> {
    writable(child.kind)?;
    let known = match child.id.as_deref().map(RecordId::new) {
        Some(Ok(id)) => session.view().record(&RecordKey {
            owner: parent.key.owner,
            id,
        })?,
        _ => None,
    };
    let Some(record) = known else {
        return create_child(session, child, &parent.key.id);
    };
    let (mut item, position) = (child.item(), child.position);
    let mut document = child.document;
    if document.remove("deleted") == Some(Json::Bool(true)) {
        document.insert("trashed".to_owned(), Json::Bool(true));
    }
    patch_one(session, &record, &document).map_err(|error| {
        let known = session.view().entry(record.rec).ok().flatten();
        let known = known.map(|entry| entry.title);
        item.title = known
            .filter(|title| !title.is_empty())
            .or(item.title.take());
        within(error, &record.kind, position, &item)
    })
}
