//! What stands apart: it can be read as plain text, and nothing of it can be opened, adopted or saved.

use essaim_model::{OrganisationId, RecordId, Value, schema};
use essaim_store::{RecordKey, RecordRef, Trust};

use super::leaves_of;
use crate::exchange::{LeavingField, plain_fields};
use crate::{OpError, Workspace};

/// How many fields of a record are read; who wants to overwhelm a reader writes more.
const MOST: usize = 400;
/// How many characters of a field are read.
const LONGEST: usize = 4_000;

/// A record that stands apart, as plain text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Apart {
    /// Its title.
    pub title: String,
    /// Its fields that say something, long ones cut.
    pub fields: Vec<LeavingField>,
    /// Names and sizes in bytes of its files, as its author gives them.
    pub files: Vec<(String, u64)>,
    /// How many fields were left out.
    pub more: usize,
}

impl Workspace {
    /// A record as plain text, whoever wrote it: nothing in it is rendered or opened.
    ///
    /// # Errors
    /// There is no such record, or the workspace cannot be read.
    pub fn read_apart(&self, owner: OrganisationId, id: &str) -> Result<Apart, OpError> {
        let not_found = || OpError::NotFound(id.to_owned());
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let view = store.view();
        let key = RecordKey {
            owner,
            id: RecordId::new(id).map_err(|_| not_found())?,
        };
        let record = view.record(&key)?.ok_or_else(not_found)?;
        let entry = view.entry(record.rec)?.ok_or_else(not_found)?;
        let leaves = leaves_of(&view, &record, now_ms)?;
        let (mut fields, mut files) = (Vec::new(), Vec::new());
        for field in plain_fields(schema::kind(&record.kind), &leaves) {
            let file = leaves.get(&field.path).filter(|_| {
                field.path.is_under("attachments") && field.path.as_str().ends_with("/file")
            });
            match file {
                Some(file) => files.push(described(file)),
                None => fields.push(field),
            }
        }
        let more = fields.len().saturating_sub(MOST);
        fields.truncate(MOST);
        for field in &mut fields {
            if let Some((end, _)) = field.text.char_indices().nth(LONGEST) {
                field.text.truncate(end);
                field.text.push('…');
            }
        }
        Ok(Apart {
            title: entry.title,
            fields,
            files,
            more,
        })
    }

    /// Who brought what a record shows, where that was not its owner.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn carriers(&self, rec: i64) -> Result<Vec<OrganisationId>, OpError> {
        Ok(self.reader().view().carriers(rec)?)
    }
}

fn described(file: &Value) -> (String, u64) {
    let member = |name: &str| file.member(name).and_then(Value::as_text);
    let size = member("size").and_then(|size| size.parse().ok());
    let name = member("name").unwrap_or_default().to_owned();
    (name, size.unwrap_or(0))
}

/// Refuses what may only be read: nobody has accepted its author.
pub(crate) fn refuse_apart(record: &RecordRef, title: &str) -> Result<(), OpError> {
    match record.trust {
        Trust::Unknown | Trust::Refused => Err(OpError::SetApart(title.to_owned())),
        _ => Ok(()),
    }
}
