//! Finds a person in every version of every field, those that are hidden, trashed or long replaced included.

use std::collections::BTreeMap;

use essaim_model::mention::Term;
use essaim_model::{Path, Value, schema};
use essaim_revision::{Body, Stamp};
use essaim_store::{RecordRef, Trust, View};

use super::Held;
use crate::exchange::Progress;
use crate::{OpError, Workspace};

/// How much of a text is shown on each side of a mention, in characters.
const AROUND: usize = 60;
/// Records that are about one person: where one field mentions them, all of it is theirs.
const PERSONS: &[&str] = &["contact", "agent"];
/// Fields of such a record that name another record, not a person.
const LINKS: &[&str] = &["project", "device", "trashed", "order"];

/// Every version of the fields of one record.
type Versions = BTreeMap<Path, BTreeMap<Stamp, (u64, Value)>>;

impl Workspace {
    /// Where a person is mentioned by name or address. The content of files is not read, only their names.
    ///
    /// # Errors
    /// The workspace cannot be read, or the person stopped it.
    pub fn find_person(&self, typed: &str, progress: &dyn Progress) -> Result<Vec<Held>, OpError> {
        let Some(term) = Term::new(typed) else {
            return Ok(Vec::new());
        };
        let store = self.reader().reader()?;
        store.hold()?;
        let now_ms = self.machine().clock.now_ms();
        let (view, mut held) = (store.view(), Vec::new());
        let (total, mut done) = (view.revision_count()?, 0);
        let mut gathered: Option<(i64, Versions)> = None;
        view.each_body(|rec, body| {
            if progress.is_cancelled() {
                return Err(OpError::Cancelled);
            }
            done += 1;
            if done % 500 == 0 {
                progress.report(done, total);
            }
            if let Some((before, versions)) = gathered.take_if(|(before, _)| *before != rec) {
                held.extend(held_in(&view, before, &versions, &term, now_ms)?);
            }
            gather(
                &mut gathered.get_or_insert_with(|| (rec, Versions::new())).1,
                body,
            );
            Ok(())
        })?;
        if let Some((rec, versions)) = gathered {
            held.extend(held_in(&view, rec, &versions, &term, now_ms)?);
        }
        held.sort_by(|one, other| {
            (!one.ours, &one.kind, &one.title, &one.path).cmp(&(
                !other.ours,
                &other.kind,
                &other.title,
                &other.path,
            ))
        });
        Ok(held)
    }
}

fn gather(versions: &mut Versions, body: Body) {
    for (stamp, write) in body.state.writes {
        for (path, value) in write.leaves {
            versions
                .entry(path)
                .or_default()
                .insert(stamp, (write.clock.ms, value));
        }
    }
}

/// Every version of a record's fields.
pub(super) fn versions_of(view: &View<'_>, record: &RecordRef) -> Result<Versions, OpError> {
    let mut versions = Versions::new();
    view.each_body_of(record.rec, |body| gather(&mut versions, body))?;
    Ok(versions)
}

/// The fields of one record that mention the person.
fn held_in(
    view: &View<'_>,
    rec: i64,
    versions: &Versions,
    term: &Term,
    now_ms: u64,
) -> Result<Vec<Held>, OpError> {
    let mentions = |value: &Value| term.is_in(value);
    let any = versions
        .values()
        .flat_map(BTreeMap::values)
        .any(|(_, value)| mentions(value));
    if !any {
        return Ok(Vec::new());
    }
    let record = view.record_of_row(rec)?;
    let whole = PERSONS.contains(&record.kind.as_str());
    let title = view
        .entry(rec)?
        .map(|entry| entry.title)
        .unwrap_or_default();
    let state = view.state(rec)?.unwrap_or_default();
    let shown = state.displayed(now_ms);
    let mut held = Vec::new();
    for (path, stamped) in versions {
        let link = LINKS.contains(&path.as_str());
        let theirs = |value: &Value| mentions(value) || (whole && !link && is_text(value));
        let found: BTreeMap<&Stamp, &(u64, Value)> = stamped
            .iter()
            .filter(|(_, (_, value))| theirs(value))
            .collect();
        let Some((_, (ms, newest))) = found.iter().max_by_key(|(_, (ms, _))| *ms) else {
            continue;
        };
        held.push(Held {
            owner: record.key.owner,
            record: record.key.id.clone(),
            kind: record.kind.clone(),
            title: title.clone(),
            path: path.clone(),
            label: schema::kind(&record.kind)
                .and_then(|kind| kind.field_at(path))
                .map(|field| field.label),
            excerpt: passage(newest, term),
            versions: found.len() as u32,
            current: shown.get(path).is_some_and(theirs),
            ours: record.trust == Trust::Own,
            ms: *ms,
            stamps: found.into_keys().copied().collect(),
        });
    }
    Ok(held)
}

fn is_text(value: &Value) -> bool {
    value.as_text().is_some_and(|text| !text.is_empty())
}

/// The passage of a value that mentions the person, or its text.
fn passage(value: &Value, term: &Term) -> String {
    match value {
        Value::Text(text) => term
            .excerpt(text, AROUND)
            .unwrap_or_else(|| text.chars().take(2 * AROUND).collect()),
        Value::List(items) => items
            .iter()
            .map(|item| passage(item, term))
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        Value::Map(members) => {
            let mut mentioned = members.values().filter(|member| term.is_in(member));
            mentioned
                .next()
                .map(|member| passage(member, term))
                .unwrap_or_default()
        }
        _ => String::new(),
    }
}
