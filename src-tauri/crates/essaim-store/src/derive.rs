//! What people see of a record, computed from its counting revisions: heads, columns, index terms, effects of decisions.

use std::borrow::Cow;

use essaim_model::projection::{self, Projection};
use essaim_model::{BlobHash, Leaves, OrganisationId, Value, schema};
use essaim_revision::question::open_questions;
use essaim_revision::{Body, PublicKey};
use rusqlite::{OptionalExtension, params};

use crate::claims::CARD;
use crate::codec::{self, Prepared};
use crate::erase::ERASURE;
use crate::error::StoreError;
use crate::index::Terms;
use crate::organisations::Trust;
use crate::records::RecordRef;
use crate::revisions::Appended;
use crate::store::{Tx, View};

pub(crate) const SENDER_DECISION: &str = "sender_decision";
pub(crate) const IMPORT_DECISION: &str = "import_decision";

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Ours.
    Own,
    /// From a sender whom we accepted.
    Received,
    /// From a sender whom nobody has accepted: apart, and marked.
    Quarantine,
    /// Shipped with the program.
    Reference,
}

impl Shelf {
    pub(crate) fn code(self) -> i64 {
        self as i64
    }

    pub(crate) fn from_code(code: i64) -> Shelf {
        match code {
            0 => Shelf::Own,
            1 => Shelf::Received,
            3 => Shelf::Reference,
            _ => Shelf::Quarantine,
        }
    }

    fn of(trust: Trust) -> Shelf {
        match trust {
            Trust::Own => Shelf::Own,
            Trust::Accepted | Trust::Verified => Shelf::Received,
            Trust::Reference => Shelf::Reference,
            Trust::Unknown | Trust::Refused => Shelf::Quarantine,
        }
    }
}

/// What is put into the row of a record.
struct Row<'a> {
    projection: &'a Projection,
    title_key: &'a str,
    updated_ms: u64,
    conflicts: usize,
    heads: &'a [i64],
}

/// A head of a record: its row, and what it says.
pub(crate) type Head = (i64, Body);

impl Tx<'_> {
    /// Derives a record of which the first revision has come, and counts.
    pub(crate) fn derive_first(
        &self,
        record: &RecordRef,
        prepared: &Prepared,
        rev: i64,
    ) -> Result<Appended, StoreError> {
        self.put_only_head(record, prepared, rev, None)?;
        Ok(Appended::New)
    }

    /// Derives after one counting revision was added: from the heads that were there and the new one.
    pub(crate) fn derive_appended(
        &self,
        prepared: &Prepared,
        rec: i64,
        rev: i64,
    ) -> Result<Appended, StoreError> {
        let record = self.view().record_at(rec)?;
        let mut heads = self.view().head_bodies(rec)?;
        if record.kind != prepared.kind || heads.is_empty() {
            self.derive(rec)?;
            return self.judge(rec, &prepared.kind);
        }
        if !add_head(&mut heads, (rev, prepared.body()?)) {
            return Ok(Appended::Known);
        }
        let indexed = self.take_out(rec)?;
        if heads.len() > 1 {
            self.put_heads(&record, &heads, indexed)?;
            return Ok(Appended::Diverged);
        }
        self.put_only_head(&record, prepared, rev, indexed)?;
        Ok(Appended::Updated)
    }

    /// Where one revision says all, its columns were computed before it came.
    fn put_only_head(
        &self,
        record: &RecordRef,
        prepared: &Prepared,
        rev: i64,
        indexed: Option<Terms>,
    ) -> Result<(), StoreError> {
        let row = Row {
            projection: &prepared.projection,
            title_key: &prepared.title_key,
            updated_ms: prepared.clock.ms,
            conflicts: prepared.conflicts,
            heads: &[rev],
        };
        self.put_entry(record, &row, indexed)?;
        self.effects(record)
    }

    /// What became of a revision after its record was derived anew.
    fn judge(&self, rec: i64, kind: &str) -> Result<Appended, StoreError> {
        let view = self.view();
        Ok(match view.heads(rec)?.len() {
            _ if view.record_at(rec)?.kind != kind => Appended::WrongKind,
            0 | 1 => Appended::Updated,
            _ => Appended::Diverged,
        })
    }

    /// Derives a record from all revisions that count. Its kind is that of the earliest; others of another kind are passed
    /// over, so that it does not depend on which came first.
    pub(crate) fn derive(&self, rec: i64) -> Result<(), StoreError> {
        let view = self.view();
        let mut record = view.record_at(rec)?;
        let mut heads: Vec<Head> = Vec::new();
        let mut kind = None;
        for rev in view.counting(rec)? {
            let body = view.body(rev)?;
            if *kind.get_or_insert_with(|| body.kind.clone()) == body.kind {
                add_head(&mut heads, (rev, body));
            }
        }
        let indexed = self.take_out(rec)?;
        if heads.is_empty() || kind.as_ref().is_some_and(|kind| *kind != record.kind) {
            // What it decided, if it was a decision, no longer holds.
            self.effects(&record)?;
        }
        let Some(kind) = kind else {
            return self.index(rec, indexed, None);
        };
        if kind != record.kind {
            let sql = "UPDATE records SET kind = ?2 WHERE rec = ?1";
            self.transaction.execute(sql, params![rec, kind])?;
            record.kind = kind;
        }
        self.put_heads(&record, &heads, indexed)
    }

    /// Derives a record anew whose revisions are the same, after what we think of its owner has changed.
    pub(crate) fn refresh(&self, rec: i64) -> Result<(), StoreError> {
        let view = self.view();
        let (record, heads) = (view.record_at(rec)?, view.head_bodies(rec)?);
        let indexed = self.take_out(rec)?;
        self.put_heads(&record, &heads, indexed)
    }

    fn put_heads(
        &self,
        record: &RecordRef,
        heads: &[Head],
        indexed: Option<Terms>,
    ) -> Result<(), StoreError> {
        let states = heads.iter().map(|(_, body)| Cow::Borrowed(&body.state));
        let state = states
            .reduce(|joined, state| Cow::Owned(joined.join(&state)))
            .unwrap_or_default();
        let leaves = state.displayed(self.now_ms);
        let projection = projection::project(&record.kind, &leaves);
        let mut rows: Vec<i64> = heads.iter().map(|(rev, _)| *rev).collect();
        rows.sort_unstable();
        let bodies: Vec<&Body> = heads.iter().map(|(_, body)| body).collect();
        let latest = bodies.iter().map(|body| body.clock.ms).max();
        let row = Row {
            projection: &projection,
            title_key: &codec::title_key(&projection.title),
            updated_ms: latest.unwrap_or(0),
            conflicts: open_questions(&bodies, &state, self.now_ms).len(),
            heads: &rows,
        };
        self.put_entry(record, &row, indexed)?;
        self.effects(record)
    }

    /// Puts a record of the reference data among the entries.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn put_reference(&self, kind: &str, id: &str, leaves: &Leaves) -> Result<(), StoreError> {
        let org = self.reference_owner()?;
        let rec = self.record_row(org, id, kind)?;
        let record = self.view().record_at(rec)?;
        let projection = projection::project(kind, leaves);
        let title_key = codec::title_key(&projection.title);
        let row = Row {
            projection: &projection,
            title_key: &title_key,
            updated_ms: 0,
            conflicts: 0,
            heads: &[],
        };
        let indexed = self.take_out(rec)?;
        self.put_entry(&record, &row, indexed)
    }

    /// Puts the row of a record in; in the index it takes the place of the terms `indexed`.
    fn put_entry(
        &self,
        record: &RecordRef,
        row: &Row<'_>,
        indexed: Option<Terms>,
    ) -> Result<(), StoreError> {
        let p = row.projection;
        let shelf = Shelf::of(record.trust);
        let (head, heads) = match row.heads {
            [head] => (Some(*head), None),
            [] => (None, None),
            several => (
                None,
                Some(
                    several
                        .iter()
                        .map(i64::to_string)
                        .collect::<Vec<_>>()
                        .join(" "),
                ),
            ),
        };
        let terms = (head.is_none() || row.conflicts > 0)
            .then(|| format!("{}\n{}", p.title_terms, p.body_terms));
        let sql = "INSERT INTO entries (rec, id, kind, shelf, trashed, sample, title, title_key, parent, status,
              programme, person, start, due, priority, light, place, done, total, files, next_due, next_step, updated_ms,
              conflicts, head, heads, terms)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
              ?23, ?24, ?25, ?26, ?27)";
        self.transaction.prepare_cached(sql)?.execute(params![
            record.rec,
            record.key.id.as_str(),
            record.kind,
            shelf.code(),
            p.trashed,
            p.sample,
            p.title,
            row.title_key,
            p.parent,
            p.status,
            p.programme,
            p.person,
            p.start,
            p.due,
            p.priority,
            p.light,
            p.place,
            p.done,
            p.total,
            p.files,
            p.next_due,
            p.next_step,
            row.updated_ms as i64,
            row.conflicts as i64,
            head,
            heads,
            terms,
        ])?;
        let terms = is_searchable(&record.kind, shelf, p.trashed)
            .then_some((p.title_terms.as_str(), p.body_terms.as_str()));
        self.index(record.rec, indexed, terms)
    }

    /// Takes a record's row out, and gives the terms that the index still holds for it. What follows is a plain insert:
    /// replacing a row would open a statement journal, and with it flush the index's terms to disk at every record.
    pub(crate) fn take_out(&self, rec: i64) -> Result<Option<Terms>, StoreError> {
        let view = self.view();
        let Some((kind, shelf, trashed)) = view.entry_place(rec)? else {
            return Ok(None);
        };
        let indexed = match is_searchable(&kind, shelf, trashed) {
            true => Some(view.indexed_terms(rec, &kind)?),
            false => None,
        };
        let sql = "DELETE FROM entries WHERE rec = ?1";
        self.transaction.prepare_cached(sql)?.execute([rec])?;
        Ok(indexed)
    }

    /// Decisions of our own are records; what they decide takes effect here. So does what an organisation claims to be.
    fn effects(&self, record: &RecordRef) -> Result<(), StoreError> {
        if record.kind == CARD {
            return self.claim(record);
        }
        let is_decision = matches!(
            record.kind.as_str(),
            SENDER_DECISION | IMPORT_DECISION | ERASURE
        );
        if record.trust != Trust::Own || !is_decision {
            return Ok(());
        }
        let state = self.view().state(record.rec)?.unwrap_or_default();
        let leaves = state.displayed(self.now_ms);
        match record.kind.as_str() {
            SENDER_DECISION => self.decide_sender(record.key.id.as_str(), &leaves),
            ERASURE => self.heed_order(&leaves),
            _ => self.decide_import(record.key.id.as_str(), &leaves),
        }
    }

    /// Applies the decision on a subject that has only now arrived.
    pub(crate) fn heed_decisions(&self, kind: &str, id: &str) -> Result<(), StoreError> {
        let sql = "SELECT e.rec FROM entries e WHERE e.id = ?1 AND e.kind = ?2 AND e.shelf = 0";
        let rec = self
            .transaction
            .prepare_cached(sql)?
            .query_row([id, kind], |row| row.get(0))
            .optional()?;
        let Some(rec) = rec else { return Ok(()) };
        let leaves = self
            .view()
            .state(rec)?
            .unwrap_or_default()
            .displayed(self.now_ms);
        match kind {
            SENDER_DECISION => self.decide_sender(id, &leaves),
            _ => self.decide_import(id, &leaves),
        }
    }

    fn decide_sender(&self, id: &str, leaves: &Leaves) -> Result<(), StoreError> {
        let Ok(organisation) = id.parse::<OrganisationId>() else {
            return Ok(());
        };
        let trashed = leaves.get("trashed").is_some_and(Value::is_true);
        let trust = match leaves.get("state").and_then(Value::as_text) {
            _ if trashed => Trust::Unknown,
            Some("accepted") => Trust::Accepted,
            Some("verified") if self.is_pinned(organisation, leaves)? => Trust::Verified,
            Some("verified") => Trust::Accepted,
            Some("refused") => Trust::Refused,
            _ => Trust::Unknown,
        };
        let before = self.view().trust(organisation)?;
        let is_ours = matches!(before, Trust::Own | Trust::Reference);
        if is_ours || before == trust || self.view().organisation_row(organisation)?.is_none() {
            return Ok(());
        }
        let sql = "SELECT e.rec FROM entries e JOIN records r USING (rec) JOIN organisations o USING (org) WHERE o.id = ?1";
        let mut statement = self.transaction.prepare(sql)?;
        let recs: Vec<i64> = statement
            .query_map([organisation.as_bytes()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        self.set_trust(organisation, trust)?;
        recs.into_iter().try_for_each(|rec| self.refresh(rec))
    }

    /// Whether the root key that was verified leads to the one in use now. A verification that names no key verified nothing.
    fn is_pinned(&self, organisation: OrganisationId, leaves: &Leaves) -> Result<bool, StoreError> {
        let pinned = leaves.get("root").and_then(Value::as_text);
        let pinned = pinned.and_then(|root| root.parse::<BlobHash>().ok());
        let Some(pinned) = pinned.and_then(|root| PublicKey::from_bytes(&root.0)) else {
            return Ok(false);
        };
        let line = self.view().line(organisation)?;
        Ok(line.is_some_and(|line| line.follows_from(&pinned)))
    }

    fn decide_import(&self, bundle: &str, leaves: &Leaves) -> Result<(), StoreError> {
        let hidden = leaves.get("hidden").is_some_and(Value::is_true);
        let sql = "UPDATE imports SET hidden = ?2 WHERE bundle = ?1 AND hidden <> ?2";
        if self.transaction.execute(sql, params![bundle, hidden])? == 0 {
            return Ok(());
        }
        let sql = "SELECT DISTINCT v.rec FROM import_revisions JOIN revisions v USING (rev) JOIN imports i USING (imp)
                   WHERE i.bundle = ?1 AND v.local = 0";
        let mut statement = self.transaction.prepare(sql)?;
        let recs: Vec<i64> = statement
            .query_map([bundle], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        recs.into_iter().try_for_each(|rec| self.derive(rec))
    }
}

/// Adds a revision to the heads: it takes the place of those that it goes beyond. `false` when one of them goes beyond it.
fn add_head(heads: &mut Vec<Head>, new: Head) -> bool {
    if heads.iter().any(|(_, head)| goes_beyond(head, &new.1)) {
        return false;
    }
    heads.retain(|(_, head)| !goes_beyond(&new.1, head));
    heads.push(new);
    true
}

/// Whether all that `other` says is in `one`. Of two that say the same, one goes beyond the other: it must not matter
/// which came first, whatever a desktop claims to have seen.
pub(crate) fn goes_beyond(one: &Body, other: &Body) -> bool {
    other.state.is_within(&one.state)
        && (one.stamp() < other.stamp() || !one.state.is_within(&other.state))
}

pub(crate) fn is_searchable(kind: &str, shelf: Shelf, trashed: bool) -> bool {
    let spoken_of = schema::kind(kind).is_some_and(|kind| !kind.system);
    spoken_of && !trashed && shelf != Shelf::Quarantine
}

impl View<'_> {
    pub(crate) fn head_bodies(&self, rec: i64) -> Result<Vec<Head>, StoreError> {
        let heads = self.heads(rec)?.into_iter();
        heads.map(|rev| Ok((rev, self.body(rev)?))).collect()
    }

    pub(crate) fn entry_place(
        &self,
        rec: i64,
    ) -> Result<Option<(String, Shelf, bool)>, StoreError> {
        let sql = "SELECT kind, shelf, trashed FROM entries WHERE rec = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let place = statement.query_row([rec], |row| {
            Ok((row.get(0)?, Shelf::from_code(row.get(1)?), row.get(2)?))
        });
        Ok(place.optional()?)
    }
}
