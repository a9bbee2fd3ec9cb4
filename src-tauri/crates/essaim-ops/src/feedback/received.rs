//! What is said about a record: by whom, since when, with what result; what others say stands beside what we say.

use essaim_model::{OrganisationId, RecordId, document, schema};
use essaim_store::{Entry, Shelf, Trust, View};
use serde_json::{Map, Value as Json};

use super::{Beside, about, beside};
use crate::record::{find, leaves_of};
use crate::sender::card;
use crate::{OpError, Workspace};

/// What is said about a record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Received {
    /// How many organisations have taken it over, or tell of having tried it.
    pub adopters: u32,
    /// How many records about it stand apart, from senders whom nobody has accepted.
    pub waiting: u32,
    /// Feedback and adoptions from others, the newest first.
    pub entries: Vec<ReceivedEntry>,
    /// What we ourselves say about it, when it is another's; of a project, its reports.
    pub own: Vec<ReceivedEntry>,
    /// Its indicators, with what others measured.
    pub beside: Beside,
}

/// Feedback or an adoption.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceivedEntry {
    /// Its row in lists.
    pub entry: Entry,
    /// Who says it.
    pub from: String,
    /// Its fields.
    pub fields: Map<String, Json>,
}

impl Workspace {
    /// What is said about a record.
    ///
    /// # Errors
    /// There is no such record, or the workspace cannot be read.
    pub fn feedback_on(&self, id: &str) -> Result<Received, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let view = store.view();
        let record = find(&view, id)?;
        let mut received = Received::default();
        for kind in ["feedback", "adoption"] {
            for shelf in [Shelf::Own, Shelf::Received, Shelf::Quarantine] {
                for entry in about(&view, id, kind, shelf)? {
                    let Some(told) = told(&view, entry, record.key.owner, now_ms)? else {
                        continue; // about another's record of the same id
                    };
                    match shelf {
                        Shelf::Own => received.own.push(told),
                        Shelf::Quarantine => received.waiting += 1,
                        _ => received.entries.push(told),
                    }
                }
            }
        }
        if record.kind == "project" {
            // A report is about no one's sheet: it tells of the project itself.
            for entry in about(&view, id, "report", Shelf::Own)? {
                let fields = document::write(
                    schema::kind("report"),
                    &leaves_of(&view, &find(&view, entry.key.id.as_str())?, now_ms)?,
                );
                received.own.push(ReceivedEntry {
                    entry,
                    from: String::new(),
                    fields,
                });
            }
        }
        let mut owners: Vec<OrganisationId> = received
            .entries
            .iter()
            .map(|one| one.entry.key.owner)
            .collect();
        owners.sort_unstable();
        owners.dedup();
        received.adopters = u32::try_from(owners.len()).unwrap_or(u32::MAX);
        let sheet = document::write(
            schema::kind(&record.kind),
            &leaves_of(&view, &record, now_ms)?,
        );
        received.beside = beside::of(&sheet, &received.entries);
        Ok(received)
    }

    /// Feedback that others sent about records of ours, the newest first.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn feedback_received(&self, most: u32) -> Result<Vec<ReceivedEntry>, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let own = self.organisation()?;
        let store = self.reader();
        let view = store.view();
        let filter = essaim_store::Filter {
            kind: "feedback".to_owned(),
            shelf: essaim_store::ShelfFilter::Only(Shelf::Received),
            ..Default::default()
        };
        let page = view.list(&filter, essaim_store::Column::Updated, true, 0, most)?;
        let mut received = Vec::new();
        for entry in page.items {
            received.extend(told(&view, entry, own, now_ms)?);
        }
        Ok(received)
    }
}

/// An entry with its fields, when it is about a record of that owner.
fn told(
    view: &View<'_>,
    entry: Entry,
    owner: OrganisationId,
    now_ms: u64,
) -> Result<Option<ReceivedEntry>, OpError> {
    let leaves = view.state(entry.rec)?.unwrap_or_default().displayed(now_ms);
    let fields = document::write(schema::kind(&entry.kind), &leaves);
    if addressee(&fields) != Some(owner) {
        return Ok(None);
    }
    let from = match entry.trust {
        Trust::Own => String::new(),
        _ => card(view, entry.key.owner, now_ms)?.name,
    };
    Ok(Some(ReceivedEntry {
        entry,
        from,
        fields,
    }))
}

/// Whose record feedback or an adoption is about.
pub(crate) fn addressee(fields: &Map<String, Json>) -> Option<OrganisationId> {
    let origin = ["feedback_on", "adoption_of"]
        .iter()
        .find_map(|name| fields.get(*name))?;
    let id = RecordId::new(origin.get("record")?.as_str()?).ok();
    id.and(origin.get("owner")?.as_str()?.parse().ok())
}
