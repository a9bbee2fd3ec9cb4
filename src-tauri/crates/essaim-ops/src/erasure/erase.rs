//! Erases fields in all their versions: a new revision without the text where the record is ours, an order for the
//! commune's other desktops, and nothing of it left in the files of this one.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::document::{Change, text_key};
use essaim_model::mention::Term;
use essaim_model::{Leaves, Path, RecordId, Value};
use essaim_revision::Stamp;
use essaim_store::{RecordKey, RecordRef, StoreError, Trust, erase};

use super::find::versions_of;
use super::{Chosen, Held};
use crate::exchange::Progress;
use crate::solution::{publication_id, publish_one};
use crate::transact::{Mutation, Session};
use crate::{OpError, Tag, Workspace};

/// What was erased.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erased {
    /// How many fields.
    pub fields: u32,
    /// In how many versions.
    pub versions: u32,
    /// Whether the files of the workspace hold nothing of it any more. While another program reads them, they do; then the
    /// next start finishes it.
    pub finished: bool,
}

/// The versions of the fields of one record that go.
type Going = BTreeMap<Path, Vec<Stamp>>;

impl Workspace {
    /// Erases what was chosen among [`Workspace::find_person`]. In texts of ours that say more, only the name goes. This
    /// cannot be undone.
    ///
    /// # Errors
    /// The workspace cannot be written; nothing was erased then.
    pub fn erase_person(
        &self,
        typed: &str,
        chosen: &[Chosen],
        progress: &dyn Progress,
    ) -> Result<Mutation<Erased>, OpError> {
        let term = Term::new(typed);
        let chosen: BTreeSet<&Chosen> = chosen.iter().collect();
        let held = self.find_person(typed, progress)?;
        let held: Vec<Held> = held
            .into_iter()
            .filter(|one| chosen.contains(&one.chosen()))
            .collect();
        let mut going: BTreeMap<RecordKey, Going> = BTreeMap::new();
        for one in held {
            let key = RecordKey {
                owner: one.owner,
                id: one.record,
            };
            going.entry(key).or_default().insert(one.path, one.stamps);
        }
        self.erase(going, term.as_ref())
    }

    /// Erases a field of a record, and what lies under it, in all its versions. This cannot be undone.
    ///
    /// # Errors
    /// There is no such record or field, or the workspace cannot be written; nothing was erased then.
    pub fn erase_field(&self, id: &str, path: &str) -> Result<Mutation<Erased>, OpError> {
        let (key, going) = {
            let store = self.reader();
            let record = crate::record::find(&store.view(), id)?;
            let versions = versions_of(&store.view(), &record)?;
            let under = versions.into_iter().filter(|(leaf, _)| leaf.is_under(path));
            let going: Going = under
                .map(|(leaf, stamped)| (leaf, stamped.into_keys().collect()))
                .collect();
            (record.key, going)
        };
        if going.is_empty() {
            return Err(OpError::NotFound(format!("{id} {path}")));
        }
        self.erase(BTreeMap::from([(key, going)]), None)
    }

    fn erase(
        &self,
        going: BTreeMap<RecordKey, Going>,
        term: Option<&Term>,
    ) -> Result<Mutation<Erased>, OpError> {
        let mut mutation = self.transact_with(|session| {
            let mut erased = Erased::default();
            for (key, fields) in &going {
                let Some(record) = session.view().record(key)? else {
                    continue;
                };
                erased.fields += fields.len() as u32;
                erased.versions += fields
                    .values()
                    .map(|stamps| stamps.len() as u32)
                    .sum::<u32>();
                forget_one(session, &record, fields, term)?;
            }
            if let Some(term) = term {
                session.tx.forget_told(&|told| term.replaced(told))?;
            }
            // Nothing of it may stay where undo would find it.
            session.take_undo();
            session.tag(Tag::Exchanges);
            Ok((erased, None))
        })?;
        mutation.value.finished = self.finish_erasures()?;
        Ok(mutation)
    }

    /// Takes the traces of what was erased out of the files, where that is still to be done. `false`: another program reads
    /// them at this moment, and the next start will try again.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn finish_erasures(&self) -> Result<bool, OpError> {
        let mut store = self.writer();
        if !store.needs_scrub()? {
            return Ok(true);
        }
        match store.scrub() {
            Ok(()) => Ok(true),
            Err(StoreError::Busy) => Ok(false),
            Err(other) => Err(other.into()),
        }
    }
}

/// Writes anew what another desktop's erasure holds back here: what somebody wrote at the same time would otherwise never reach
/// the others, since a revision without what was erased has no signature.
pub(crate) fn write_anew(session: &mut Session<'_>) -> Result<(), OpError> {
    for record in session.view().held_back()? {
        session.merge(&record)?;
    }
    Ok(())
}

fn forget_one(
    session: &mut Session<'_>,
    record: &RecordRef,
    fields: &Going,
    term: Option<&Term>,
) -> Result<(), OpError> {
    let republish = record.trust == Trust::Own && is_published_as_it_stands(session, record)?;
    let order = order(session, record, fields)?;
    if record.trust == Trust::Own {
        let changes = changes(session, record, fields, term)?;
        session.write(record, &changes)?;
    }
    session.put(erase::ERASURE, erase::order_id(&record.key), order)?;
    if republish {
        publish_one(session, record.key.id.as_str())?;
    }
    session.tag(Tag::Record(record.key.id.to_string()));
    session.tag(Tag::Records(record.kind.clone()));
    Ok(())
}

/// Writes over what is still shown: the text without the name where it says more, else nothing.
fn changes(
    session: &Session<'_>,
    record: &RecordRef,
    fields: &Going,
    term: Option<&Term>,
) -> Result<Vec<Change>, OpError> {
    let state = session.view().state(record.rec)?.unwrap_or_default();
    let values = state.values(session.tx_now());
    let mut changes = Vec::new();
    for (path, stamps) in fields {
        let Some(stamped) = values.get(path) else {
            continue;
        };
        if !stamped.iter().any(|(stamp, _, _)| stamps.contains(stamp)) {
            continue;
        }
        let rest = match (term, stamped[0].2) {
            (Some(term), Value::Text(text)) if term.is_in(stamped[0].2) => term.masked(text),
            _ => None,
        };
        changes.push(match rest {
            Some(rest) => Change::Set(path.clone(), rest.into()),
            None => Change::Drop(path.clone()),
        });
    }
    // A contact without a name is nobody's.
    let nameless = changes
        .iter()
        .any(|change| matches!(change, Change::Drop(path) if path.as_str() == "title"));
    if record.kind == "contact" && nameless {
        changes.extend(Path::new("trashed").map(|path| Change::Set(path, Value::Flag(true))));
    }
    Ok(changes)
}

/// The order: whose record, which fields, which versions. Files are named by their hash, so that they are not taken in again.
fn order(session: &Session<'_>, record: &RecordRef, fields: &Going) -> Result<Leaves, OpError> {
    let versions = versions_of(&session.view(), record)?;
    let mut order = Leaves::new();
    let mut set = |path: String, value: String| {
        order.extend(Path::new(path).map(|path| (path, value.into())));
    };
    set("owner".to_owned(), record.key.owner.to_string());
    set("record".to_owned(), record.key.id.to_string());
    for (path, stamps) in fields {
        for stamp in stamps {
            let item = text_key(&format!("{path} {} {}", stamp.device, stamp.n));
            set(format!("leaves/{item}/path"), path.to_string());
            set(format!("leaves/{item}/device"), stamp.device.to_string());
            set(format!("leaves/{item}/n"), stamp.n.to_string());
            let value = versions.get(path).and_then(|stamped| stamped.get(stamp));
            let hash =
                value.and_then(|(_, value)| value.member("sha256")?.as_text().map(str::to_owned));
            if let Some(hash) = hash {
                set(format!("leaves/{item}/file"), hash);
            }
        }
    }
    Ok(order)
}

/// Whether the published revision is the one that is shown: then it is published again without what was erased. Another one
/// would take along what nobody has published.
fn is_published_as_it_stands(session: &Session<'_>, record: &RecordRef) -> Result<bool, OpError> {
    let publication: RecordId = publication_id(&record.key.id);
    let Some(publication) = session.view().record(&session.key(publication))? else {
        return Ok(false);
    };
    let state = session.view().state(publication.rec)?.unwrap_or_default();
    let leaves = state.displayed(session.tx_now());
    let text = |name: &str| {
        leaves
            .get(name)
            .and_then(Value::as_text)
            .unwrap_or_default()
    };
    let heads = session.view().head_hashes(record.rec)?;
    let [head] = heads[..] else { return Ok(false) };
    Ok(text("state") == "published" && text("revision") == head.to_string())
}
