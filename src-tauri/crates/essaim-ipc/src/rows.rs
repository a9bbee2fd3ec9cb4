//! Rows of lists: what a record shows in one line, with the name of its owner and what is thought of it.

use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;

use essaim_model::OrganisationId;
use essaim_model::status::is_late;
use essaim_ops::{Column, Entry, Filter, Shelf as Stand, ShelfFilter, Workspace};

use crate::Answer;
use crate::list::{PublishedState, RecordRow};
use crate::sender::{SenderDoubt, doubts};
use crate::value::moment;

/// How many records beside a sheet are looked at for its publication, the last written first.
const BESIDE: u32 = 50;

/// Makes rows; an owner's name is looked up once.
pub(crate) struct Rows<'w> {
    workspace: &'w Workspace,
    today: String,
    owners: HashMap<OrganisationId, (String, Vec<SenderDoubt>)>,
}

impl<'w> Rows<'w> {
    pub(crate) fn of(workspace: &'w Workspace) -> Self {
        Self {
            workspace,
            today: workspace.machine().clock.today(),
            owners: HashMap::new(),
        }
    }

    /// The rows of what people know as records; what the program keeps for itself is left out.
    pub(crate) fn all(&mut self, entries: Vec<Entry>) -> Answer<Vec<RecordRow>> {
        let known = entries.into_iter().filter(|entry| !is_system(&entry.kind));
        known.map(|entry| self.row(entry)).collect()
    }

    /// The name on an organisation's card; reference data has no owner to name.
    pub(crate) fn name(&mut self, owner: OrganisationId) -> Answer<String> {
        Ok(self.owner(owner)?.0.clone())
    }

    /// What speaks against an organisation.
    pub(crate) fn doubts(&mut self, owner: OrganisationId) -> Answer<Vec<SenderDoubt>> {
        Ok(self.owner(owner)?.1.clone())
    }

    fn owner(&mut self, owner: OrganisationId) -> Answer<&(String, Vec<SenderDoubt>)> {
        match self.owners.entry(owner) {
            MapEntry::Occupied(known) => Ok(known.into_mut()),
            MapEntry::Vacant(place) => {
                let sender = self.workspace.sender(owner)?;
                Ok(place.insert((sender.name, doubts(&sender.doubts))))
            }
        }
    }

    /// The names of those who brought a record, where none of them was its owner.
    pub(crate) fn carriers(&mut self, entry: &Entry) -> Answer<Vec<String>> {
        if !is_from_others(entry) {
            return Ok(Vec::new());
        }
        let carriers = self.workspace.carriers(entry.rec)?.into_iter();
        carriers.map(|carrier| self.name(carrier)).collect()
    }

    pub(crate) fn is_late(&self, entry: &Entry) -> bool {
        entry.kind == "project"
            && is_late(entry.status.as_deref(), entry.due.as_deref(), &self.today)
    }

    /// Whether something speaks against the owner of what others sent.
    pub(crate) fn is_doubtful(&mut self, entry: &Entry) -> Answer<bool> {
        Ok(is_from_others(entry) && !self.doubts(entry.key.owner)?.is_empty())
    }

    fn row(&mut self, entry: Entry) -> Answer<RecordRow> {
        let owner_name = self.name(entry.key.owner)?;
        Ok(RecordRow {
            carriers: self.carriers(&entry)?,
            doubtful: self.is_doubtful(&entry)?,
            late: self.is_late(&entry),
            published: published(self.workspace, &entry)?,
            owner: entry.key.owner.to_string(),
            owner_name,
            trust: entry.trust.into(),
            id: entry.key.id.to_string(),
            kind: entry.kind,
            title: entry.title,
            status: entry.status,
            programme: entry.programme,
            person: entry.person,
            start: entry.start,
            due: entry.due,
            priority: entry.priority,
            light: entry.light,
            place: entry.place,
            done: entry.done,
            total: entry.total,
            updated_at: moment(entry.updated_ms),
            shelf: entry.shelf.into(),
            sample: entry.sample,
            conflicts: entry.conflicts,
        })
    }
}

fn is_from_others(entry: &Entry) -> bool {
    matches!(entry.shelf, Stand::Received | Stand::Quarantine)
}

/// Kinds that the program keeps for itself are shown nowhere as records.
pub(crate) fn is_system(kind: &str) -> bool {
    essaim_model::schema::kind(kind).is_some_and(|kind| kind.system)
}

/// For a sheet of ours that is no sample, whether it may leave: one that was written after its publication has changed since.
pub(crate) fn published(workspace: &Workspace, entry: &Entry) -> Answer<Option<PublishedState>> {
    if entry.shelf != Stand::Own || entry.kind != "solution" || entry.sample {
        return Ok(None);
    }
    // By its parent alone: that is an index, and few records live beside a sheet.
    let beside = Filter {
        parent: Some(entry.key.id.to_string()),
        shelf: ShelfFilter::Only(Stand::Own),
        ..Filter::default()
    };
    let found = workspace.list(&beside, Column::Updated, true, 0, BESIDE)?;
    let mut decisions = found.items.iter();
    Ok(Some(
        match decisions.find(|one| one.kind == "publication") {
            None => PublishedState::Draft,
            Some(decision) if decision.status.as_deref() == Some("withdrawn") => {
                PublishedState::Withdrawn
            }
            Some(decision) if entry.updated_ms > decision.updated_ms => PublishedState::Changed,
            Some(_) => PublishedState::Published,
        },
    ))
}
