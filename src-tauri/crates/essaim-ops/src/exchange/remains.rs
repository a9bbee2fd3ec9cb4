//! What remains of an import that is undone: what was written upon it since stays, and the values from before are proposed;
//! what was made from its sheets stays too, and is named.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::document::Change;
use essaim_model::{Leaves, Path, RecordId, Value};
use essaim_store::{Brought, Import, RecordRef, ShelfFilter, Trust, View};

use crate::record::{self, HistoryChange};
use crate::transact::{Mutation, Op};
use crate::{OpError, Tag, Workspace};

/// A record of ours in which something of an undone import is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remaining {
    /// The record.
    pub id: RecordId,
    /// Its kind.
    pub kind: String,
    /// What people call it.
    pub title: String,
    /// Why something is left.
    pub why: Why,
    /// The values from before that can be put back: what is there now, and what was there before.
    pub proposed: Vec<HistoryChange>,
}

/// Why something of an import is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was written since, upon what the import brought.
    WrittenSince,
    /// It was made from a record that the import brought.
    MadeFromIt,
}

impl Why {
    /// Its name on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Why::WrittenSince => "written_since",
            Why::MadeFromIt => "made_from_it",
        }
    }
}

impl Workspace {
    /// What remains of an import once it is undone, before or after it is: read only.
    ///
    /// # Errors
    /// There is no such import, or the workspace cannot be read.
    pub fn remaining(&self, import: &str) -> Result<Vec<Remaining>, OpError> {
        let now_ms = self.machine().clock.now_ms();
        let store = self.reader();
        let view = store.view();
        let import = known(&view, import)?;
        let look = Look { view, now_ms };
        let mut remaining = look.written_since(&import)?;
        remaining.extend(look.made_from(&import)?);
        Ok(remaining)
    }

    /// Puts back the values from before, in every record where some are proposed. Gives how many records were written.
    ///
    /// # Errors
    /// There is no such import, or the workspace cannot be written.
    pub fn put_back(&self, import: &str) -> Result<Mutation<u32>, OpError> {
        self.transact(Op::RecordWritten, |session| {
            let import = known(&session.view(), import)?;
            let look = Look {
                view: session.view(),
                now_ms: session.tx_now(),
            };
            let mut changes = Vec::new();
            for rec in look.view.records_of_import(import.imp)? {
                let record = look.view.record_at(rec)?;
                if record.trust == Trust::Own {
                    let brought = look.view.brought(rec, import.imp)?;
                    changes.push((record, proposals(&brought, look.now_ms)));
                }
            }
            let mut written = 0;
            for (record, proposals) in changes
                .iter()
                .filter(|(_, proposals)| !proposals.is_empty())
            {
                let back: Vec<Change> = proposals
                    .iter()
                    .map(|(path, (_, before))| match before {
                        Some(value) => Change::Set(path.clone(), value.clone()),
                        None => Change::Drop(path.clone()),
                    })
                    .collect();
                session.write(record, &back)?;
                written += 1;
            }
            session.tag(Tag::Exchanges);
            Ok((written, import.file_name))
        })
    }
}

fn known(view: &View<'_>, id: &str) -> Result<Import, OpError> {
    view.import(id)?
        .ok_or_else(|| OpError::NoImport(id.to_owned()))
}

struct Look<'v> {
    view: View<'v>,
    now_ms: u64,
}

impl Look<'_> {
    fn written_since(&self, import: &Import) -> Result<Vec<Remaining>, OpError> {
        let mut remaining = Vec::new();
        for rec in self.view.records_of_import(import.imp)? {
            let record = self.view.record_at(rec)?;
            if record.trust != Trust::Own || !super::plan::is_spoken_of(&record.kind) {
                continue;
            }
            let brought = self.view.brought(rec, import.imp)?;
            let proposals = proposals(&brought, self.now_ms);
            if !proposals.is_empty() {
                remaining.push(self.one(record, &brought, &proposals)?);
            }
        }
        Ok(remaining)
    }

    fn one(
        &self,
        record: RecordRef,
        brought: &Brought,
        proposals: &Proposals,
    ) -> Result<Remaining, OpError> {
        let (mut current, mut before) = (Leaves::new(), Leaves::new());
        for (path, (now, then)) in proposals {
            current.extend(now.clone().map(|value| (path.clone(), value)));
            before.extend(then.clone().map(|value| (path.clone(), value)));
        }
        let kept = brought.kept.displayed(self.now_ms);
        let title = kept
            .get("title")
            .and_then(Value::as_text)
            .unwrap_or_default();
        Ok(Remaining {
            proposed: record::changes(&record.kind, &current, &before),
            title: title.to_owned(),
            id: record.key.id,
            kind: record.kind,
            why: Why::WrittenSince,
        })
    }

    /// Our records whose origin is a record that is here by this import alone.
    fn made_from(&self, import: &Import) -> Result<Vec<Remaining>, OpError> {
        let mut sources = BTreeSet::new();
        for rec in self.view.records_of_import(import.imp)? {
            let record = self.view.record_at(rec)?;
            if record.trust != Trust::Own
                && self.view.brought(rec, import.imp)?.kept.writes.is_empty()
            {
                sources.insert(record.key);
            }
        }
        let mut remaining = Vec::new();
        for kind in ["project", "solution"] {
            if sources.is_empty() {
                break;
            }
            let filter = essaim_store::Filter {
                kind: kind.to_owned(),
                shelf: ShelfFilter::Only(essaim_store::Shelf::Own),
                ..Default::default()
            };
            let column = essaim_store::Column::Title;
            for entry in self.view.list(&filter, column, false, 0, u32::MAX)?.items {
                let Some(record) = self.view.record(&entry.key)? else {
                    continue;
                };
                let leaves = record::leaves_of(&self.view, &record, self.now_ms)?;
                if origin(&leaves).is_some_and(|origin| sources.contains(&origin)) {
                    remaining.push(Remaining {
                        id: record.key.id,
                        kind: record.kind,
                        title: entry.title,
                        why: Why::MadeFromIt,
                        proposed: Vec::new(),
                    });
                }
            }
        }
        Ok(remaining)
    }
}

fn origin(leaves: &Leaves) -> Option<essaim_store::RecordKey> {
    let origin = leaves.get("adapted_from")?;
    let text = |name: &str| origin.member(name).and_then(Value::as_text);
    Some(essaim_store::RecordKey {
        owner: text("owner")?.parse().ok()?,
        id: RecordId::new(text("record")?).ok()?,
    })
}

/// By leaf: what is there, and what was there before; absent where there is nothing.
type Proposals = BTreeMap<Path, (Option<Value>, Option<Value>)>;

/// The leaves in which the import is still seen although it does not count: those that it wrote or took away, and that
/// nobody has written since.
fn proposals(seen: &Brought, now_ms: u64) -> Proposals {
    let Brought {
        before,
        brought,
        kept,
    } = seen;
    let (then, now) = (before.displayed(now_ms), kept.displayed(now_ms));
    let shown = kept.values(now_ms);
    let from_import = |path: &Path| match shown.get(path).and_then(|values| values.first()) {
        Some((stamp, _, _)) => {
            let wrote = |state: &essaim_revision::State| {
                state
                    .writes
                    .get(stamp)
                    .is_some_and(|write| write.leaves.contains_key(path))
            };
            wrote(brought) && !wrote(before)
        }
        None => {
            let mut writers = before
                .writes
                .iter()
                .filter(|(_, write)| write.leaves.contains_key(path));
            writers.all(|(stamp, _)| {
                let kept_it = brought
                    .writes
                    .get(stamp)
                    .is_some_and(|write| write.leaves.contains_key(path));
                brought.covers(*stamp) && !kept_it
            })
        }
    };
    let paths: BTreeSet<&Path> = then.keys().chain(now.keys()).collect();
    paths
        .into_iter()
        .filter(|path| then.get(*path) != now.get(*path) && from_import(path))
        .map(|path| {
            (
                path.clone(),
                (now.get(path).cloned(), then.get(path).cloned()),
            )
        })
        .collect()
}
