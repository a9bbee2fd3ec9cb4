//! What a sheet or project was made from: whether that has changed since, field by field, and taking over what one wants.
//!
//! What was last looked at is a decision of ours, beside the record; of a part that was taken over, it is what was taken. Where
//! nothing was decided, it is the revision that was adapted.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::document::{Change, title_of};
use essaim_model::{Leaves, Path, RevisionHash, Value, schema};
use essaim_store::{Entry, RecordKey, RecordRef, Trust, View};

use super::looked_at::{LookedAt, leaving_out};
use super::origin;
use crate::error::ChoiceError;
use crate::record::{HistoryChange, changes, find, own_record};
use crate::transact::{Mutation, Op, Session};
use crate::{OpError, Workspace};

/// What became of a part of the source, and of the same part here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// Still as it was adapted: taking the new over loses nothing.
    AsAdapted,
    /// Written here since: taking the new over replaces that.
    Rewritten,
    /// Already the same.
    Same,
    /// This kind of record has no such part.
    Nowhere,
}

/// A part of the source that changed: a field, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name: `summary`, `steps/<id>`.
    pub name: String,
    /// The label of its field.
    pub label: Option<schema::Label>,
    /// The title of the item.
    pub item: Option<String>,
    /// What changed at the source, leaf by leaf.
    pub changes: Vec<HistoryChange>,
    /// What is written here at the same places, where it differs from what was adapted.
    pub ours: Vec<HistoryChange>,
    /// How it stands here.
    pub here: Here,
}

/// What a record was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its row.
    pub entry: Entry,
    /// The revisions that the parts are compared with; empty when they are not here.
    pub compared_with: Vec<RevisionHash>,
    /// What it says now.
    pub revision: Vec<RevisionHash>,
    /// What changed and was not looked at yet.
    pub parts: Vec<Part>,
    /// Whether something changed that cannot be told part by part: what was adapted is not here.
    pub untold: bool,
}

/// A comparison, with the leaves of both sides.
struct Compared {
    source: Source,
    before: Leaves,
    now: Leaves,
    ours: Leaves,
    looked_at: LookedAt,
}

impl Workspace {
    /// What a record was made from, and what changed there. `None` when it was made from nothing, or that is not here.
    ///
    /// # Errors
    /// There is no such record, or the workspace cannot be read.
    pub fn source(&self, id: &str) -> Result<Option<Source>, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let view = store.view();
        let record = find(&view, id)?;
        Ok(compare(&view, &record, now_ms)?.map(|compared| compared.source))
    }

    /// Takes over parts of the source into a record of ours. What is not taken is still told, until it is said to be seen.
    ///
    /// # Errors
    /// The record is not ours, its source is not here, or a part did not change there or has no place here.
    pub fn take_from_source(&self, id: &str, parts: &[String]) -> Result<Mutation<()>, OpError> {
        self.transact(Op::SourceTaken, |session| {
            let (record, compared) = compared(session, id)?;
            let mut wanted = Vec::new();
            for name in parts {
                let found = compared.source.parts.iter().find(|part| part.name == *name);
                let part = found.filter(|part| part.here != Here::Nowhere);
                let part = part.ok_or_else(|| OpError::NotFound(format!("{id} {name}")))?;
                wanted.extend(compared.taking(&record.kind, part));
            }
            if !wanted.is_empty() {
                wanted.extend(rebased(&compared));
            }
            session.write(&record, &wanted)?;
            let title = compared.taken(parts).note(session, &record)?;
            Ok(((), title))
        })
    }

    /// Says that the changes of the source were seen: they are not asked about again until it changes anew.
    ///
    /// # Errors
    /// The record is not ours, or its source is not here.
    pub fn source_seen(&self, id: &str) -> Result<Mutation<()>, OpError> {
        self.transact(Op::SourceSeen, |session| {
            let (record, compared) = compared(session, id)?;
            let seen = LookedAt::all(compared.source.revision);
            Ok(((), seen.note(session, &record)?))
        })
    }

    /// The sheets and projects here that were made from a record, ours and received ones.
    ///
    /// # Errors
    /// There is no such record, or the workspace cannot be read.
    pub fn adaptations(&self, id: &str) -> Result<Vec<Entry>, OpError> {
        let store = self.reader();
        let view = store.view();
        let source = find(&view, id)?;
        let mut found = view.made_from(id)?;
        found.retain(|entry| entry.rec != source.rec);
        let mut made = Vec::new();
        for entry in found {
            let state = view.state(entry.rec)?.unwrap_or_default();
            let leaves = state.displayed(self.machine().clock.now_ms());
            if origin::read(&leaves).is_some_and(|origin| origin.key == source.key) {
                made.push(entry);
            }
        }
        Ok(made)
    }
}

fn compared(session: &Session<'_>, id: &str) -> Result<(RecordRef, Compared), OpError> {
    let record = own_record(session, id)?;
    let compared = compare(&session.view(), &record, session.tx_now())?;
    let missing = || ChoiceError::NoSource(id.to_owned());
    Ok((record, compared.ok_or_else(missing)?))
}

/// What was taken over comes from the source as it is now.
fn rebased(compared: &Compared) -> Option<Change> {
    let path = Path::new("adapted_from")?;
    let revision = compared.source.revision.first()?.to_string();
    let Some(Value::Map(members)) = compared.ours.get(&path) else {
        return None;
    };
    let rebased = members.with("revision", revision.into());
    Some(Change::Set(path, Value::Map(rebased)))
}

fn compare(view: &View<'_>, record: &RecordRef, now_ms: u64) -> Result<Option<Compared>, OpError> {
    let ours = view
        .state(record.rec)?
        .unwrap_or_default()
        .displayed(now_ms);
    let Some(origin) = origin::read(&ours) else {
        return Ok(None);
    };
    let Some((source, entry)) = open_source(view, &origin.key)? else {
        return Ok(None);
    };
    let Some(state) = view.state(source.rec)? else {
        return Ok(None);
    };
    let revision = view.head_hashes(source.rec)?;
    let looked_at = LookedAt::read(view, &record.key, now_ms)?;
    let looked_at = looked_at.unwrap_or_else(|| LookedAt::all(vec![origin.revision]));
    let unchanged = looked_at.revisions == revision;
    let before = looked_at.leaves(view, now_ms)?;
    let told = before.is_some();
    let now = leaving_out(state.displayed(now_ms));
    let before = before.filter(|_| !unchanged).unwrap_or_else(|| now.clone());
    let parts = parts(&record.kind, &source.kind, (&before, &now), &ours);
    let source = Source {
        entry,
        compared_with: match told {
            true => looked_at.revisions.clone(),
            false => Vec::new(),
        },
        revision,
        parts,
        untold: !told && !unchanged,
    };
    Ok(Some(Compared {
        source,
        before,
        now,
        ours,
        looked_at,
    }))
}

/// The source, when it is among what people work with: what stands apart is not mixed in.
fn open_source(view: &View<'_>, key: &RecordKey) -> Result<Option<(RecordRef, Entry)>, OpError> {
    let open = [Trust::Own, Trust::Accepted, Trust::Verified];
    let Some(source) = view
        .record(key)?
        .filter(|source| open.contains(&source.trust))
    else {
        return Ok(None);
    };
    Ok(view.entry(source.rec)?.map(|entry| (source, entry)))
}

fn parts(
    kind: &str,
    source_kind: &str,
    (before, now): (&Leaves, &Leaves),
    ours: &Leaves,
) -> Vec<Part> {
    let mut parts: BTreeMap<String, Vec<HistoryChange>> = BTreeMap::new();
    for change in changes(source_kind, before, now) {
        parts
            .entry(part_name(source_kind, &change.path))
            .or_default()
            .push(change);
    }
    let part = |(name, changes): (String, Vec<HistoryChange>)| {
        let first = name.split('/').next().unwrap_or_default();
        let field = schema::kind(source_kind).and_then(|kind| kind.field(first));
        let (here, ours) = stands(kind, &changes, ours);
        Part {
            label: field.map(|field| field.label),
            item: title_of(now, &name).or_else(|| title_of(before, &name)),
            name,
            changes,
            ours,
            here,
        }
    };
    parts.into_iter().map(part).collect()
}

/// The part that a leaf belongs to: its field, or its item of a list.
fn part_name(kind: &str, path: &Path) -> String {
    let segments: Vec<&str> = path.segments().collect();
    let field = schema::kind(kind).and_then(|kind| kind.field(segments[0]));
    let in_list = matches!(
        field.map(|field| field.ty),
        Some(schema::FieldType::Items(_) | schema::FieldType::Readings)
    );
    match segments[..] {
        [list, item, ..] if in_list => format!("{list}/{item}"),
        [field, ..] => field.to_owned(),
        [] => String::new(),
    }
}

/// The place in a record of that kind that corresponds to a leaf of a sheet.
fn place(kind: &str, path: &Path) -> Option<Path> {
    if kind == "project" {
        let segments: Vec<&str> = path.segments().collect();
        let taken = match segments[..] {
            ["title" | "description" | "objectives" | "programme"] => true,
            ["target_groups", _] | ["partners", _, _] => true,
            ["steps", _, name] => super::adopt::OF_A_STEP.contains(&name),
            _ => false,
        };
        return taken.then(|| path.clone());
    }
    Some(path.clone())
}

fn stands(kind: &str, changes: &[HistoryChange], ours: &Leaves) -> (Here, Vec<HistoryChange>) {
    let placed = changes
        .iter()
        .filter_map(|change| Some((place(kind, &change.path)?, change)));
    let nothing = |value: Option<&Value>| value.filter(|value| **value != Value::Null).cloned();
    let (mut here, mut own) = (Here::Nowhere, Vec::new());
    for (path, change) in placed {
        let held = nothing(ours.get(&path));
        let stands = if held == nothing(change.after.as_ref()) {
            Here::Same
        } else if held == nothing(change.before.as_ref()) {
            Here::AsAdapted
        } else {
            own.push(HistoryChange {
                after: held,
                ..change.clone()
            });
            Here::Rewritten
        };
        here = match (here, stands) {
            (Here::Rewritten, _) | (_, Here::Rewritten) => Here::Rewritten,
            (Here::AsAdapted, _) | (_, Here::AsAdapted) => Here::AsAdapted,
            _ => Here::Same,
        };
    }
    (here, own)
}

impl Compared {
    /// Up to where the source was looked at once these parts are taken.
    fn taken(self, parts: &[String]) -> LookedAt {
        let Source {
            revision,
            parts: told,
            ..
        } = self.source;
        match told.iter().all(|part| parts.contains(&part.name)) {
            true => LookedAt::all(revision),
            false => self.looked_at.taking(parts, &revision),
        }
    }

    /// The changes that make a part here what it is at the source.
    fn taking(&self, kind: &str, part: &Part) -> Vec<Change> {
        let of_part = |path: &&Path| path.is_under(&part.name);
        let is_item = part.name.contains('/');
        let alive = |leaves: &Leaves| {
            leaves
                .keys()
                .any(|path| path.is_under(&part.name) && path.tombstone_of().is_none())
        };
        if is_item && !alive(&self.now) {
            return match alive(&self.ours) {
                true => vec![Change::DeleteItem(part.name.clone())],
                false => Vec::new(),
            };
        }
        // An item that is no longer here comes back whole.
        let whole = is_item
            && !self
                .ours
                .keys()
                .any(|path| path.is_under(&part.name) && path.tombstone_of().is_none());
        let both: BTreeSet<&Path> = self
            .before
            .keys()
            .chain(self.now.keys())
            .filter(of_part)
            .collect();
        let mut changes = Vec::new();
        for path in both {
            let (was, is) = (self.before.get(path), self.now.get(path));
            let Some(place) = place(kind, path).filter(|_| whole || was != is) else {
                continue;
            };
            match is {
                Some(value) => changes.push(Change::Set(place, value.clone())),
                None => changes.push(Change::Drop(place)),
            }
        }
        changes
    }
}
