//! One record with all that the page shows of it.

use essaim_ops::Workspace;
use essaim_ops::record::{Published, Shown};
use serde::Serialize;
use serde_json::Value as Json;
use specta::Type;

use crate::list::{PublishedState, Shelf, Trust};
use crate::rows::{Rows, is_system};
use crate::sender::SenderDoubt;
use crate::value::moment;
use crate::{Answer, JsonValue};

/// A record.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordView {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Whose it is.
    pub owner: String,
    /// The owner's name.
    pub owner_name: String,
    /// What we think of the owner.
    pub owner_trust: Trust,
    /// What speaks against the owner, whatever we decided.
    pub owner_doubts: Vec<SenderDoubt>,
    /// Who brought it, where that was not its owner.
    pub carriers: Vec<String>,
    /// The hashes of its heads.
    pub revision: Vec<String>,
    /// All fields, nested.
    pub fields: JsonValue,
    /// The records inside it.
    pub children: Vec<ChildRecords>,
    /// Where a person must choose.
    pub conflicts: Vec<ConflictView>,
    /// Where it stands.
    pub shelf: Shelf,
    /// Starter content.
    pub sample: bool,
    /// In the trash.
    pub trashed: bool,
    /// For shareable kinds, whether it may leave.
    pub published: Option<PublishedState>,
    /// The day of that decision.
    pub published_on: Option<String>,
    /// Whether it can be written here.
    pub editable: bool,
    /// For sheets, how complete it is.
    pub completeness: Option<CompletenessView>,
    /// Steps done, steps in all.
    pub progress: Progress,
    /// Whether a project is late today.
    pub late: bool,
    /// When it came about; the last change where that cannot be told.
    pub created_at: String,
    /// When it was last written.
    pub updated_at: String,
    /// By whom, when a desktop of ours wrote it.
    pub updated_by: Option<String>,
    /// What it was made from.
    pub adapted_from: Option<OriginView>,
    /// What was being typed when the program last ended.
    pub drafts: Vec<DraftView>,
}

/// A list of records inside another.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct ChildRecords {
    /// The list's name.
    pub list: String,
    /// The kind of its records.
    pub kind: String,
    /// The records, in their order.
    pub records: Vec<RecordView>,
}

/// Values that stand side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct ConflictView {
    /// The leaf.
    pub path: String,
    /// The values, the displayed one first.
    pub values: Vec<ConflictValue>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct ConflictValue {
    /// The desktop that wrote it.
    pub device: String,
    /// Who sits there, when it is ours.
    pub person: Option<String>,
    /// When.
    pub at: String,
    /// What.
    pub value: JsonValue,
}

/// How complete a sheet is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CompletenessView {
    /// Fields filled.
    pub filled: u32,
    /// Fields wanted.
    pub wanted: u32,
    /// Names of the missing ones.
    pub missing: Vec<String>,
}

/// Steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Progress {
    /// Done.
    pub done: u32,
    /// In all.
    pub total: u32,
}

/// What a record was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OriginView {
    /// Its id.
    pub id: String,
    /// Its title; empty when it is not here.
    pub title: String,
    /// Its owner.
    pub owner: String,
    /// Its owner's name.
    pub owner_name: String,
}

/// What was being typed.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct DraftView {
    /// Into which field.
    pub path: String,
    /// What.
    pub value: JsonValue,
}

/// The record of an id.
///
/// # Errors
/// There is none, or the workspace cannot be read.
pub fn record_get(workspace: &Workspace, id: &str) -> Answer<RecordView> {
    let shown = workspace.show(id)?;
    if shown.entry.shelf == essaim_ops::Shelf::Quarantine {
        return Err(essaim_ops::OpError::SetApart(shown.entry.title).into());
    }
    let mut rows = Rows::of(workspace);
    let mut view = view(workspace, &mut rows, shown)?;
    let history = workspace.history(id)?;
    view.updated_by = history.first().and_then(|entry| entry.person.clone());
    if let Some(first) = history.last() {
        view.created_at = moment(first.ms);
    }
    Ok(view)
}

fn view(workspace: &Workspace, rows: &mut Rows<'_>, shown: Shown) -> Answer<RecordView> {
    let late = rows.is_late(&shown.entry);
    let adapted_from = origin(workspace, rows, &shown)?;
    let conflicts = conflicts(workspace, &shown)?;
    let entry = shown.entry;
    // Samples and what others wrote have nothing to publish.
    let (published, published_on) = match shown.published {
        Some(state) if entry.trust == essaim_ops::Trust::Own && !entry.sample => published(state),
        _ => (None, None),
    };
    let mut children = Vec::new();
    for (list, kind, records) in shown.children {
        children.push(ChildRecords {
            list: list.to_owned(),
            kind: kind.to_owned(),
            records: records
                .into_iter()
                .map(|record| view(workspace, rows, record))
                .collect::<Answer<_>>()?,
        });
    }
    let known = essaim_model::schema::kind(&entry.kind).is_some();
    Ok(RecordView {
        owner: entry.key.owner.to_string(),
        owner_name: rows.name(entry.key.owner)?,
        owner_trust: entry.trust.into(),
        owner_doubts: match entry.trust {
            essaim_ops::Trust::Own => Vec::new(),
            _ => rows.doubts(entry.key.owner)?,
        },
        carriers: rows.carriers(&entry)?,
        revision: shown.revision.iter().map(ToString::to_string).collect(),
        fields: JsonValue(Json::Object(shown.fields)),
        children,
        conflicts,
        sample: entry.sample,
        trashed: entry.trashed,
        published,
        published_on,
        editable: known
            && entry.trust == essaim_ops::Trust::Own
            && !entry.trashed
            && !is_system(&entry.kind),
        completeness: shown.completeness.map(|completeness| CompletenessView {
            filled: count(completeness.filled),
            wanted: count(completeness.wanted),
            missing: completeness
                .missing
                .into_iter()
                .map(str::to_owned)
                .collect(),
        }),
        progress: Progress {
            done: entry.done,
            total: entry.total,
        },
        late,
        created_at: moment(born_ms(entry.key.id.as_str()).unwrap_or(entry.updated_ms)),
        updated_at: moment(entry.updated_ms),
        updated_by: None,
        adapted_from,
        drafts: drafts(workspace, entry.key.id.as_str())?,
        shelf: entry.shelf.into(),
        id: entry.key.id.to_string(),
        kind: entry.kind,
    })
}

fn drafts(workspace: &Workspace, id: &str) -> Answer<Vec<DraftView>> {
    let kept = workspace.drafts(id)?.into_iter();
    let shown = kept.map(|(path, value)| DraftView {
        path,
        value: JsonValue(value),
    });
    Ok(shown.collect())
}

fn published(published: Published) -> (Option<PublishedState>, Option<String>) {
    let (state, day) = match published {
        Published::Draft => (PublishedState::Draft, String::new()),
        Published::Yes(on) => (PublishedState::Published, on),
        Published::Changed(on) => (PublishedState::Changed, on),
        Published::Withdrawn(on) => (PublishedState::Withdrawn, on),
    };
    (Some(state), Some(day).filter(|day| !day.is_empty()))
}

fn conflicts(workspace: &Workspace, shown: &Shown) -> Answer<Vec<ConflictView>> {
    let mut conflicts = Vec::new();
    for conflict in &shown.conflicts {
        let mut values = Vec::new();
        for stamped in &conflict.values {
            let device = stamped.stamp.device;
            let person = workspace.agent(device)?.person;
            values.push(ConflictValue {
                device: device.to_string(),
                person: Some(person).filter(|person| !person.is_empty()),
                at: moment(stamped.clock.ms),
                value: Some(stamped.value.clone()).into(),
            });
        }
        conflicts.push(ConflictView {
            path: conflict.path.to_string(),
            values,
        });
    }
    Ok(conflicts)
}

/// What a record was made from. What is not here any more is still named by its id.
fn origin(workspace: &Workspace, rows: &mut Rows<'_>, shown: &Shown) -> Answer<Option<OriginView>> {
    let Some(origin) = shown.fields.get("adapted_from") else {
        return Ok(None);
    };
    let Some(id) = origin.get("record").and_then(Json::as_str) else {
        return Ok(None);
    };
    let title = match workspace.show(id) {
        Ok(source) => source.entry.title,
        Err(essaim_ops::OpError::NotFound(_)) => String::new(),
        Err(other) => return Err(other.into()),
    };
    let owner = origin.get("owner").and_then(Json::as_str);
    let owner_name = match owner.and_then(|owner| owner.parse().ok()) {
        Some(owner) => rows.name(owner)?,
        None => String::new(),
    };
    Ok(Some(OriginView {
        id: id.to_owned(),
        title,
        owner: owner.unwrap_or_default().to_owned(),
        owner_name,
    }))
}

/// The moment in an id that was made by the program: the first 48 bits of a UUID of version 7.
fn born_ms(id: &str) -> Option<u64> {
    let digits: String = id.split('-').collect();
    let is_ours = id.len() == 36 && digits.len() == 32 && digits.as_bytes()[12] == b'7';
    is_ours
        .then(|| u64::from_str_radix(&digits[..12], 16).ok())
        .flatten()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::born_ms;

    #[test]
    fn an_id_of_ours_tells_when_it_was_made_and_others_do_not() {
        assert_eq!(
            born_ms("0193583e-9800-7000-8000-000000000000"),
            Some(0x0193_583e_9800)
        );
        assert_eq!(born_ms("sol-000001"), None);
        assert_eq!(born_ms("éé93583e-9800-7000-8000-0000000000"), None);
    }
}
