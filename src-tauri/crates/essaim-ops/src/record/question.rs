//! What a person must choose in a record: for each leaf the values that stand side by side, who wrote them when, and what
//! can be done with them.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::document::title_of;
use essaim_model::schema::{self, FieldType};
use essaim_model::{DeviceId, Leaves, OrganisationId, Path, Value};
use essaim_revision::{Conflict, Stamp};
use essaim_store::{Column, Entry, Filter, HistoryRow, Shelf, ShelfFilter};

use super::show::find;
use super::{HistoryChange, changes};
use crate::{OpError, Workspace};

/// Who wrote something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    /// The person, when a desktop of ours wrote it and said who sits there.
    pub person: Option<String>,
    /// Their service.
    pub service: Option<String>,
    /// The organisation's name.
    pub organisation: String,
    /// Whether it was this desktop.
    pub here: bool,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Which of several values.
    Value,
    /// Whether an item stays that one deleted and another wrote.
    Item,
    /// Whether the record stays that one put in the trash and another wrote.
    Record,
}

/// What one of the sides says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// This value.
    Value(Value),
    /// It is to go.
    Deleted,
    /// It was written, so it is wanted: what changed.
    Written(Vec<HistoryChange>),
}

/// One of the sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The write.
    pub stamp: Stamp,
    /// When, milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// Who.
    pub author: Author,
    /// What.
    pub says: Says,
}

/// Whether both can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Both {
    /// One after the other, as this text.
    Joined(Value),
    /// As two items of the list.
    Items,
    /// Such a field holds one value.
    OneOnly,
    /// One after the other they would be longer than the field may be.
    TooLong,
}

/// Something that a person must choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The leaf, or the tombstone of an item.
    pub path: Path,
    /// What is asked.
    pub asked: Asked,
    /// The label of its field, when this version knows it.
    pub label: Option<schema::Label>,
    /// The title of the item that it is in.
    pub item: Option<String>,
    /// The sides, the displayed one first.
    pub sides: Vec<Side>,
    /// Whether both can be kept.
    pub both: Both,
    /// Whether another value can be written: the field is known, and holds one.
    pub writable: bool,
}

/// A record with all that is to be chosen in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Questions {
    /// Its row.
    pub entry: Entry,
    /// What is to be chosen.
    pub questions: Vec<Question>,
}

impl Workspace {
    /// The records of ours in which something is to be chosen, the last written first.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn undecided(&self) -> Result<Vec<Entry>, OpError> {
        let store = self.reader();
        let mut found = Vec::new();
        for trashed in [false, true] {
            let filter = Filter {
                conflicting: true,
                shelf: ShelfFilter::Only(Shelf::Own),
                trashed,
                ..Filter::default()
            };
            let page = store
                .view()
                .list(&filter, Column::Updated, true, 0, u32::MAX)?;
            found.extend(page.items);
        }
        // What the program writes itself is settled by its next write.
        found.retain(|entry| schema::kind(&entry.kind).is_none_or(|kind| !kind.system));
        Ok(found)
    }

    /// All that is to be chosen in a record.
    ///
    /// # Errors
    /// There is no such record, or the workspace cannot be read.
    pub fn questions(&self, id: &str) -> Result<Questions, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let (entry, leaves, open, history) = {
            let store = self.reader();
            let view = store.view();
            let record = find(&view, id)?;
            let not_found = || OpError::NotFound(id.to_owned());
            let entry = view.entry(record.rec)?.ok_or_else(not_found)?;
            let (state, open) = view.standing(record.rec, now_ms)?.unwrap_or_default();
            let history = match open.is_empty() {
                true => Vec::new(),
                false => view.history(record.rec)?,
            };
            (entry, state.displayed(now_ms), open, history)
        };
        let mut asking = Asking {
            workspace: self,
            owner: entry.key.owner,
            kind: &entry.kind,
            leaves: &leaves,
            history: &history,
            now_ms,
            authors: BTreeMap::new(),
        };
        let questions = open
            .iter()
            .map(|conflict| asking.question(conflict))
            .collect::<Result<_, _>>()?;
        Ok(Questions { entry, questions })
    }

    /// Who sits at a desktop of an organisation.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn author(&self, owner: OrganisationId, device: DeviceId) -> Result<Author, OpError> {
        let said = |text: String| Some(text).filter(|text| !text.is_empty());
        let organisation = {
            let store = self.reader();
            let view = store.view();
            let card = find(&view, &owner.to_string()).ok();
            let entry = card.map(|card| view.entry(card.rec)).transpose()?;
            entry.flatten().map(|entry| entry.title).unwrap_or_default()
        };
        if owner != self.organisation()? {
            return Ok(Author {
                organisation,
                ..Author::default()
            });
        }
        let agent = self.agent(device)?;
        Ok(Author {
            person: said(agent.person),
            service: said(agent.service),
            organisation,
            here: self.identity().is_ok_and(|own| own.device == device),
        })
    }
}

struct Asking<'a> {
    workspace: &'a Workspace,
    owner: OrganisationId,
    kind: &'a str,
    leaves: &'a Leaves,
    history: &'a [HistoryRow],
    now_ms: u64,
    authors: BTreeMap<DeviceId, Author>,
}

impl Asking<'_> {
    fn question(&mut self, conflict: &Conflict) -> Result<Question, OpError> {
        let asked = asked(&conflict.path);
        let field = schema::kind(self.kind).and_then(|kind| kind.field_at(&conflict.path));
        let mut sides = Vec::new();
        for value in &conflict.values {
            let says = match asked {
                Asked::Value => Says::Value(value.value.clone()),
                Asked::Record if !value.value.is_true() => Says::Written(self.unseen(value.stamp)),
                Asked::Item | Asked::Record => Says::Deleted,
            };
            sides.push(self.side(value.stamp, value.clock.ms, says)?);
        }
        if let Some(item) = conflict.path.tombstone_of() {
            for (stamp, ms) in self.writers(item) {
                let says = Says::Written(self.item_changes(item, stamp));
                sides.push(self.side(stamp, ms, says)?);
            }
        }
        Ok(Question {
            asked,
            label: field.map(|field| field.label),
            item: self.item_title(&conflict.path),
            both: both(self.kind, conflict),
            writable: asked == Asked::Value && field.is_some(),
            sides,
            path: conflict.path.clone(),
        })
    }

    fn side(&mut self, stamp: Stamp, ms: u64, says: Says) -> Result<Side, OpError> {
        let author = match self.authors.get(&stamp.device) {
            Some(known) => known.clone(),
            None => {
                let author = self.workspace.author(self.owner, stamp.device)?;
                self.authors.insert(stamp.device, author.clone());
                author
            }
        };
        Ok(Side {
            stamp,
            ms,
            author,
            says,
        })
    }

    fn revision(&self, stamp: Stamp) -> Option<&HistoryRow> {
        self.history.iter().find(|row| row.body.stamp() == stamp)
    }

    /// What the writer of a revision had, and those who put the record in the trash had not seen.
    fn unseen(&self, stamp: Stamp) -> Vec<HistoryChange> {
        let Some(written) = self.revision(stamp) else {
            return Vec::new();
        };
        let trashed = |row: &&HistoryRow| {
            let shown = row.body.state.displayed(self.now_ms);
            shown.get("trashed").is_some_and(Value::is_true)
                && !written.body.state.covers(row.body.stamp())
        };
        let Some(put_there) = self.history.iter().rfind(trashed) else {
            return Vec::new();
        };
        let shown = |row: &HistoryRow| {
            let mut leaves = row.body.state.displayed(self.now_ms);
            leaves.remove("trashed");
            leaves
        };
        changes(self.kind, &shown(put_there), &shown(written))
    }

    /// Who wrote what is left of an item, and when.
    fn writers(&self, item: &str) -> BTreeSet<(Stamp, u64)> {
        let Some(joined) = self
            .history
            .iter()
            .map(|row| &row.body.state)
            .cloned()
            .reduce(|a, b| a.join(&b))
        else {
            return BTreeSet::new();
        };
        let of_item = |path: &Path| path.is_under(item) && path.tombstone_of().is_none();
        let writes = joined.writes.iter();
        writes
            .filter(|(_, write)| write.leaves.keys().any(of_item))
            .map(|(stamp, write)| (*stamp, write.clock.ms))
            .collect()
    }

    fn item_changes(&self, item: &str, stamp: Stamp) -> Vec<HistoryChange> {
        let Some(row) = self.revision(stamp) else {
            return Vec::new();
        };
        let written = row.body.state.writes.get(&stamp);
        let after: Leaves = written
            .map(|write| write.leaves.clone())
            .unwrap_or_default()
            .into_iter()
            .filter(|(path, _)| path.is_under(item))
            .collect();
        changes(self.kind, &Leaves::new(), &after)
    }

    /// What people call the item that a path lies in; also of one that is deleted here, as its last writer knew it.
    fn item_title(&self, path: &Path) -> Option<String> {
        let segments: Vec<&str> = path.segments().collect();
        let [list, id, _, ..] = segments[..] else {
            return None;
        };
        let named = |leaves: &Leaves| title_of(leaves, &format!("{list}/{id}"));
        let earlier = || {
            let mut states = self.history.iter().rev().map(|row| &row.body.state);
            states.find_map(|state| named(&state.displayed(self.now_ms)))
        };
        named(self.leaves).or_else(earlier)
    }
}

pub(super) fn asked(path: &Path) -> Asked {
    match path.as_str() {
        "trashed" => Asked::Record,
        _ if path.tombstone_of().is_some() => Asked::Item,
        _ => Asked::Value,
    }
}

/// Whether all values of a question can be kept: texts one after the other, dated values as items of their list.
pub(super) fn both(kind: &str, question: &Conflict) -> Both {
    if asked(&question.path) != Asked::Value {
        return Both::OneOnly;
    }
    let field = schema::kind(kind).and_then(|kind| kind.field_at(&question.path));
    let (most, between) = match field.map(|field| field.ty) {
        Some(FieldType::Readings) => return Both::Items,
        Some(FieldType::Prose(most)) => (most, "\n\n"),
        Some(FieldType::Line(most)) => (most, " / "),
        _ => return Both::OneOnly,
    };
    let mut written: Vec<_> = question.values.iter().collect();
    written.sort_by_key(|one| (one.clock, one.stamp));
    let mut texts: Vec<&str> = Vec::new();
    for one in &written {
        match one.value.as_text().map(str::trim) {
            Some(text) if !text.is_empty() && !texts.contains(&text) => texts.push(text),
            _ => {}
        }
    }
    let joined = texts.join(between);
    match texts.len() {
        0 | 1 => Both::OneOnly,
        _ if joined.chars().count() > most => Both::TooLong,
        _ => Both::Joined(joined.into()),
    }
}
