//! Which revision of a record of ours is published: looked up for one record, or read for all of them at once.

use std::collections::HashMap;

use essaim_bundle::{in_order, worker_threads};
use essaim_model::{Leaves, OrganisationId, RecordId, RevisionHash, Value};
use essaim_store::{RecordKey, StoredState, View};

use crate::OpError;
use crate::solution::publication_id;

/// How many publications are handed to another thread at once: one alone is read in less time than it takes to hand it over.
const BATCH: usize = 256;

/// What of a record is published.
#[derive(Debug, Clone)]
pub(super) enum Published {
    /// A revision, and on which day.
    At(RevisionHash, String),
    /// It was, and has been taken back.
    Withdrawn,
    /// Nothing.
    Never,
}

impl Published {
    fn read(publication: Option<StoredState>, now_ms: u64) -> Result<Self, OpError> {
        let state = publication.map(StoredState::open).transpose()?;
        Ok(Self::of(&state.unwrap_or_default().displayed(now_ms)))
    }

    fn of(publication: &Leaves) -> Self {
        let text = |name: &str| publication.get(name).and_then(Value::as_text);
        if publication.get("trashed").is_some_and(Value::is_true) {
            return Published::Never;
        }
        match (text("state"), text("revision").map(str::parse)) {
            (Some("published"), Some(Ok(revision))) => {
                Published::At(revision, text("date").unwrap_or_default().to_owned())
            }
            (Some("withdrawn"), _) => Published::Withdrawn,
            _ => Published::Never,
        }
    }
}

/// The publications of this organisation.
pub(super) struct Publications<'v> {
    view: View<'v>,
    own: OrganisationId,
    now_ms: u64,
    /// By the id of the publication, once all were read.
    all: Option<HashMap<String, Published>>,
}

impl<'v> Publications<'v> {
    pub(super) fn new(view: View<'v>, own: OrganisationId, now_ms: u64) -> Self {
        Self {
            view,
            own,
            now_ms,
            all: None,
        }
    }

    /// Reads them all, so that tens of thousands are not looked up one by one: from the database here, unpacked on all
    /// processors.
    pub(super) fn read_all(&mut self) -> Result<(), OpError> {
        if self.all.is_some() {
            return Ok(());
        }
        let rows = self.view.own_rows("publication")?;
        let (mut all, now_ms) = (HashMap::with_capacity(rows.len()), self.now_ms);
        let batches = rows.chunks(BATCH).map(|rows| self.stored(rows));
        let read = |batch: Vec<(String, Option<StoredState>)>| {
            let read = batch
                .into_iter()
                .map(|(id, stored)| Ok((id, Published::read(stored, now_ms)?)));
            read.collect::<Result<Vec<_>, OpError>>()
        };
        in_order(worker_threads(), batches, read, |batch| {
            all.extend(batch?);
            Ok(())
        })?;
        self.all = Some(all);
        Ok(())
    }

    fn stored(
        &self,
        rows: &[(i64, String)],
    ) -> Result<Vec<(String, Option<StoredState>)>, OpError> {
        let stored = rows
            .iter()
            .map(|(rec, id)| Ok((id.clone(), self.view.stored_state(*rec)?)));
        stored.collect()
    }

    /// What is published of a record.
    pub(super) fn of(&self, record: &RecordId) -> Result<Published, OpError> {
        let id = publication_id(record);
        if let Some(all) = &self.all {
            return Ok(all.get(id.as_str()).cloned().unwrap_or(Published::Never));
        }
        let key = RecordKey {
            owner: self.own,
            id,
        };
        match self.view.record(&key)? {
            Some(publication) => {
                Published::read(self.view.stored_state(publication.rec)?, self.now_ms)
            }
            None => Ok(Published::Never),
        }
    }
}
