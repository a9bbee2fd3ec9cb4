//! Reads one record: its nested document, the records inside it, and what surrounds it.

use essaim_model::completeness::{self, Completeness};
use essaim_model::document;
use essaim_model::{Leaves, RecordId, RevisionHash, Value, schema};
use essaim_revision::Conflict;
use essaim_store::{Column, Entry, Filter, RecordRef, ShelfFilter, Trust, View};
use serde_json::{Map, Value as Json};

use crate::{OpError, Workspace, reference};

/// Whether a revision of a record may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Published {
    /// Never published.
    Draft,
    /// The revision shown is the published one.
    Yes(String),
    /// An older revision is the published one.
    Changed(String),
    /// It was taken back.
    Withdrawn(String),
}

/// A list of records inside another: the list's name, their kind, and they themselves in order.
pub type ChildList = (&'static str, &'static str, Vec<Shown>);

/// A record as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its row in lists.
    pub entry: Entry,
    /// All fields, nested, without the lists of child records.
    pub fields: Map<String, Json>,
    /// The records inside it, list by list.
    pub children: Vec<ChildList>,
    /// The hashes of its heads, sorted.
    pub revision: Vec<RevisionHash>,
    /// Leaves for which a person must choose.
    pub conflicts: Vec<Conflict>,
    /// For shareable kinds, whether it may leave.
    pub published: Option<Published>,
    /// For solutions, how complete it is.
    pub completeness: Option<Completeness>,
}

impl Workspace {
    /// The record that people mean by an id.
    ///
    /// # Errors
    /// There is none, or the workspace cannot be read.
    pub fn show(&self, id: &str) -> Result<Shown, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let record = find(&store.view(), id)?;
        shown(&store.view(), &record, now_ms)
    }
}

/// The record that people mean by an id.
pub(crate) fn find(view: &View<'_>, id: &str) -> Result<RecordRef, OpError> {
    let not_found = || OpError::NotFound(id.to_owned());
    view.find(&RecordId::new(id).map_err(|_| not_found())?)?
        .ok_or_else(not_found)
}

/// The leaves of a record as people see them, reference data included.
pub(crate) fn leaves_of(
    view: &View<'_>,
    record: &RecordRef,
    now_ms: u64,
) -> Result<Leaves, OpError> {
    if record.trust == Trust::Reference {
        return Ok(reference::leaves(record.key.id.as_str()).unwrap_or_default());
    }
    Ok(view
        .state(record.rec)?
        .unwrap_or_default()
        .displayed(now_ms))
}

fn shown(view: &View<'_>, record: &RecordRef, now_ms: u64) -> Result<Shown, OpError> {
    let not_found = || OpError::NotFound(record.key.id.to_string());
    let entry = view.entry(record.rec)?.ok_or_else(not_found)?;
    let kind = schema::kind(&record.kind);
    let (leaves, conflicts) = match view.standing(record.rec, now_ms)? {
        Some((state, open)) => (state.displayed(now_ms), open),
        None => (leaves_of(view, record, now_ms)?, Vec::new()),
    };
    let revision = view.head_hashes(record.rec)?;
    let shareable =
        kind.is_some_and(|kind| kind.class == schema::SharingClass::Shareable && !kind.system);
    let published = match shareable {
        true => Some(published(view, record, &revision, now_ms)?),
        false => None,
    };
    // What others sent was published; only that they took it back is news.
    let published =
        published.filter(|state| record.trust == Trust::Own || *state != Published::Draft);
    let completeness = (record.kind == "solution").then(|| completeness::of(&leaves));
    let fields = document::write(kind, &leaves);
    let children = children(view, record, kind, now_ms)?;
    Ok(Shown {
        entry,
        fields,
        children,
        revision,
        conflicts,
        published,
        completeness,
    })
}

fn children(
    view: &View<'_>,
    record: &RecordRef,
    kind: Option<&'static schema::Kind>,
    now_ms: u64,
) -> Result<Vec<ChildList>, OpError> {
    let mut lists = Vec::new();
    for child in kind.map_or(&[][..], |kind| kind.children) {
        let mut records = Vec::new();
        for entry in view
            .children(&record.key, child.kind)?
            .into_iter()
            .filter(|entry| !entry.trashed)
        {
            if let Some(inside) = view.record(&entry.key)? {
                records.push(shown(view, &inside, now_ms)?);
            }
        }
        records.sort_by_key(Shown::place);
        lists.push((child.list, child.kind, records));
    }
    Ok(lists)
}

/// Whether and which revision of a record is published.
fn published(
    view: &View<'_>,
    record: &RecordRef,
    heads: &[RevisionHash],
    now_ms: u64,
) -> Result<Published, OpError> {
    let Some(entry) = view
        .children(&record.key, "publication")?
        .into_iter()
        .find(|entry| !entry.trashed)
    else {
        return Ok(Published::Draft);
    };
    let leaves = view.state(entry.rec)?.unwrap_or_default().displayed(now_ms);
    let text = |name: &str| {
        leaves
            .get(name)
            .and_then(Value::as_text)
            .unwrap_or_default()
            .to_owned()
    };
    let pinned: Option<RevisionHash> = text("revision").parse().ok();
    Ok(match (text("state").as_str(), pinned) {
        ("withdrawn", _) => Published::Withdrawn(text("date")),
        ("published", Some(pinned)) if heads == [pinned] => Published::Yes(text("date")),
        ("published", Some(_)) => Published::Changed(text("date")),
        _ => Published::Draft,
    })
}

impl Shown {
    /// Its place among its siblings: by order, then by date, then by id.
    fn place(&self) -> (String, String, String) {
        let text = |name: &str| {
            self.fields
                .get(name)
                .and_then(Json::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        (text("order"), text("date"), self.entry.key.id.to_string())
    }

    /// The record as scripts read it: all fields, lists of child records nested, id, kind, owner, revision.
    pub fn to_json(&self) -> Json {
        let mut object = self.fields.clone();
        for (list, _, records) in self
            .children
            .iter()
            .filter(|(_, _, records)| !records.is_empty())
        {
            object.insert(
                (*list).to_owned(),
                records.iter().map(Shown::to_json).collect(),
            );
        }
        object.insert("id".to_owned(), self.entry.key.id.as_str().into());
        object.insert("kind".to_owned(), self.entry.kind.as_str().into());
        object.insert("owner".to_owned(), self.entry.key.owner.to_string().into());
        object.insert(
            "revision".to_owned(),
            self.revision.iter().map(ToString::to_string).collect(),
        );
        Json::Object(object)
    }
}

impl Workspace {
    /// Everything of a kind as scripts read it, for filters on any field. Rows come in the order of their titles.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn show_all(
        &self,
        kind: &str,
        keep: &dyn Fn(&Json) -> bool,
    ) -> Result<Vec<Shown>, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let view = store.view();
        let filter = Filter {
            kind: kind.to_owned(),
            shelf: ShelfFilter::Open,
            ..Filter::default()
        };
        let page = view.list(&filter, Column::Title, false, 0, u32::MAX)?;
        let mut kept = Vec::new();
        for entry in page.items {
            if let Some(record) = view.record(&entry.key)? {
                let record = shown(&view, &record, now_ms)?;
                if keep(&record.to_json()) {
                    kept.push(record);
                }
            }
        }
        Ok(kept)
    }
}
