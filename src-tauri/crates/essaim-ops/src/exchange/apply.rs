//! Taking a bundle in: one transaction, with the attachments brought in beside it; one operation, one undo step.

use std::collections::HashSet;

use essaim_bundle::Limits;
use essaim_model::{BlobHash, RecordId, Value};
use essaim_store::attachments::take_away;
use essaim_store::{Appended, Import, NewImport, Source, StoreError, Trust};

use super::carrier::Arrival;
use super::incoming::{Opened, earlier};
use super::plan::{
    Checked, add_known, each_revision, entry_of, is_spoken_of, known_heads, still_missing,
    wrong_kind,
};
use super::register::with_arrivals;
use super::staging::{Brought, Staging};
use super::{Imported, Incoming, Plan, Progress};
use crate::sender::decide;
use crate::transact::{Mutation, Op, Session, leaves};
use crate::undo::{RecordChange, Undo};
use crate::{OpError, Tag, Workspace};

impl Workspace {
    /// Imports a file, as one operation. With the plan that was shown, it refuses a workspace that has changed since.
    ///
    /// The content of an unknown sender stands in quarantine, unless the sender is accepted with it.
    ///
    /// # Errors
    /// The file as a whole is refused, the plan is old, or the person stopped it; nothing has changed then.
    pub fn import<'f>(
        &self,
        file: impl Into<Arrival<'f>>,
        limits: &Limits,
        accept_unknown: bool,
        expected: Option<&Incoming>,
        progress: &dyn Progress,
    ) -> Result<Mutation<Imported>, OpError> {
        self.import_step(
            file.into(),
            limits,
            accept_unknown,
            expected,
            progress,
            None,
        )
    }

    /// Imports a file as a part of something larger, which takes care of undoing it.
    pub(super) fn import_in(
        &self,
        arrival: Arrival<'_>,
        limits: &Limits,
        accept_unknown: bool,
        progress: &dyn Progress,
        undo: &mut Undo,
    ) -> Result<Mutation<Imported>, OpError> {
        self.import_step(arrival, limits, accept_unknown, None, progress, Some(undo))
    }

    fn import_step(
        &self,
        arrival: Arrival<'_>,
        limits: &Limits,
        accept_unknown: bool,
        expected: Option<&Incoming>,
        progress: &dyn Progress,
        batch: Option<&mut Undo>,
    ) -> Result<Mutation<Imported>, OpError> {
        if expected.is_some_and(|plan| self.data_version().ok() != Some(plan.version)) {
            return Err(OpError::PlanIsOld);
        }
        let opened = self.open_incoming(arrival, limits, progress)?;
        let incoming = self.describe(arrival, &opened, progress)?;
        if expected.is_some_and(|plan| plan.bundle_id != incoming.bundle_id) {
            return Err(OpError::PlanIsOld);
        }
        let accept = accept_unknown && incoming.sender.trust == Trust::Unknown;
        let before = earlier(&self.reader().view(), &opened, progress)?;
        match before {
            Some(import) => self.import_again(import, incoming, &opened, accept, batch),
            None => self.import_new(incoming, &opened, accept, progress, batch),
        }
    }

    /// The same file again: nothing to read. An import that was undone is shown again.
    fn import_again(
        &self,
        import: Import,
        mut incoming: Incoming,
        opened: &Opened,
        accept: bool,
        batch: Option<&mut Undo>,
    ) -> Result<Mutation<Imported>, OpError> {
        let manifest = opened.reader.manifest();
        let store = self.reader().reader()?;
        store.hold()?;
        let view = store.view();
        let sender = manifest.sender.organisation;
        let owner_of = |revision| Ok(Some(view.owner_of(revision)?.unwrap_or(sender)));
        add_known(&mut incoming.plan, manifest, owner_of)?;
        drop(store);
        if import.hidden {
            incoming.plan.fresh = std::mem::take(&mut incoming.plan.known);
        }
        let mut mutation = self.transact_step(Op::BundleImported, batch, |session| {
            if accept {
                decide(session, incoming.sender.id, "accepted")?;
            }
            if import.hidden {
                set_hidden(session, &import.bundle, false)?;
            }
            if !incoming.arrived.is_empty() {
                let now_ms = session.tx_now();
                let report = with_arrivals(&import.report, &incoming.arrived, now_ms);
                session.tx.set_report(import.imp, &report)?;
            }
            Ok(((), incoming.sender.name.clone()))
        })?;
        mutation.tags.push(Tag::Exchanges);
        Ok(Mutation {
            value: Imported {
                import_id: import.id,
                incoming,
            },
            tags: mutation.tags,
            operation: mutation.operation,
        })
    }

    fn import_new(
        &self,
        mut incoming: Incoming,
        opened: &Opened,
        accept: bool,
        progress: &dyn Progress,
        batch: Option<&mut Undo>,
    ) -> Result<Mutation<Imported>, OpError> {
        opened.file_hash.begin();
        let staging = Staging::of(self, &opened.reader)?;
        let mut arrived: Vec<(BlobHash, u64)> = Vec::new();
        let id = self.machine().record_id();
        let folder = self.reader().attachments();
        let mutation = self.transact_step(Op::BundleImported, batch, |session| {
            let mut import = Intake {
                session,
                opened,
                incoming: &mut incoming,
            };
            // What has to be on the disk first is written before the disk is busy with the attachments; those are written and
            // go out while the revisions are read. The transaction ends after both.
            let imp = import.register(&id, accept)?;
            let Brought {
                staged,
                refused,
                flushed,
            } = staging.beside(progress, |progress| import.take_in(imp, progress))?;
            import.plan().refused.splice(0..0, refused);
            // Whoever stops it is heard until the attachments take their names, and no longer: taking those away again one by
            // one would keep them waiting.
            let flushed = flushed.end(progress);
            let on_disk = flushed.and_then(|done| Ok(done.map_err(StoreError::from)?));
            let file_hash = match on_disk.and_then(|()| opened.file_hash.get(progress)) {
                Ok(hash) => hash,
                Err(stopped) => {
                    take_away(staged);
                    return Err(stopped);
                }
            };
            arrived.extend(staged.iter().map(|one| (one.hash, one.size)));
            import.add_attachments(&arrived)?;
            folder.place(staged)?;
            import.close(imp, arrived.len())?;
            session.tx.set_file_hash(imp, &file_hash)?;
            opened.is_as_it_was()?;
            Ok(((), incoming.sender.name.clone()))
        });
        let mutation = match mutation {
            Ok(mutation) => mutation,
            Err(error) => {
                self.discard_attachments(&arrived)?;
                return Err(error);
            }
        };
        // The import is there already; where there is no room to fold the log now, it is folded another time.
        drop(self.writer().checkpoint());
        self.finish_erasures()?;
        self.tell_of_people(&mut incoming)?;
        let value = Imported {
            import_id: id,
            incoming,
        };
        Ok(Mutation {
            value,
            tags: mutation.tags,
            operation: mutation.operation,
        })
    }

    /// Takes away the files of an import that did not come about.
    fn discard_attachments(&self, arrived: &[(BlobHash, u64)]) -> Result<(), OpError> {
        let store = self.reader();
        for (hash, _) in arrived {
            if store.view().attachment(*hash)?.is_none() {
                store.attachments().discard(*hash);
            }
        }
        Ok(())
    }
}

/// One import inside its transaction.
struct Intake<'i, 's> {
    session: &'i mut Session<'s>,
    opened: &'i Opened,
    incoming: &'i mut Incoming,
}

impl Intake<'_, '_> {
    fn plan(&mut self) -> &mut Plan {
        &mut self.incoming.plan
    }

    /// The certificates, the decision on the sender, and the register. Gives the import's row.
    fn register(&mut self, id: &str, accept: bool) -> Result<i64, OpError> {
        let reader = &self.opened.reader;
        let tx = self.session.tx;
        for (succession, envelope) in reader.successions() {
            tx.add_succession(succession, envelope)?;
        }
        for (certificate, envelope) in reader.certificates() {
            tx.add_certificate(certificate, envelope)?;
        }
        if accept {
            decide(self.session, self.incoming.sender.id, "accepted")?;
        }
        let new = NewImport {
            id,
            bundle: &self.incoming.bundle_id,
            file_name: &self.opened.file_name,
            sender: self.incoming.sender.id,
        };
        Ok(tx.add_import(&new)?)
    }

    fn add_attachments(&mut self, arrived: &[(BlobHash, u64)]) -> Result<(), OpError> {
        for (hash, size) in arrived {
            self.session.tx.add_attachment(*hash, *size)?;
        }
        Ok(())
    }

    /// The revisions, each where it belongs.
    fn take_in(&mut self, imp: i64, progress: &dyn Progress) -> Result<(), OpError> {
        let reader = &self.opened.reader;
        let known = known_heads(&self.session.view(), reader)?;
        let own = self.session.workspace.organisation()?;
        let now_ms = self.session.tx_now();
        let mut counted = HashSet::new();
        each_revision(reader, own, &known, now_ms, progress, |checked| {
            self.take(checked, imp, &mut counted)
        })?;
        self.plan().refused.extend(reader.missing());
        let owner_of = |revision| Ok(known.get(&revision).map(|counting| counting.owner));
        add_known(&mut self.incoming.plan, reader.manifest(), owner_of)
    }

    fn take(
        &mut self,
        checked: Checked,
        imp: i64,
        counted: &mut HashSet<essaim_store::RecordKey>,
    ) -> Result<(), OpError> {
        let prepared = match checked {
            Checked::Known(_, counting) => {
                self.session.tx.note_counting(counting, imp)?;
                return Ok(());
            }
            Checked::Refused(refusal) => {
                self.plan().refused.push(refusal);
                return Ok(());
            }
            Checked::Holds(prepared) => prepared,
        };
        let appended = self.session.tx.append(&prepared, Source::Import(imp))?;
        if !is_spoken_of(&prepared.kind) || !counted.insert(prepared.key.clone()) {
            return Ok(());
        }
        let entry = entry_of(&prepared);
        let plan = self.plan();
        match appended {
            Appended::New => plan.fresh.push(entry),
            Appended::Updated => plan.updated.push(entry),
            Appended::Known => plan.known.push(entry),
            Appended::Diverged | Appended::Aside => plan.conflicts.push(entry),
            Appended::Revoked => plan.revoked.push(entry),
            Appended::WrongKind => plan.refused.push(wrong_kind(&prepared)),
        }
        Ok(())
    }

    /// The register's report, the decision that undo turns round, and what has to be read again.
    fn close(&mut self, imp: i64, attachments: usize) -> Result<(), OpError> {
        let missing = still_missing(&self.session.view(), &self.opened.reader)?;
        let plan = &mut self.incoming.plan;
        plan.missing_attachments = missing;
        plan.attachments = u32::try_from(attachments).unwrap_or(u32::MAX);
        let counts = [
            plan.fresh.len(),
            plan.updated.len(),
            plan.known.len(),
            plan.conflicts.len(),
            plan.refused.len(),
        ];
        let sender = &self.incoming.sender.name;
        let report = serde_json::json!({ "counts": counts, "sender": sender }).to_string();
        let arrived = &self.incoming.arrived;
        let report = with_arrivals(&report, arrived, self.session.tx_now());
        self.session.tx.set_report(imp, &report)?;
        let kinds: HashSet<String> = plan
            .fresh
            .iter()
            .chain(&plan.updated)
            .chain(&plan.conflicts)
            .map(|entry| entry.kind.clone())
            .collect();
        for kind in kinds {
            self.session.tag(Tag::Records(kind));
        }
        for entry in plan.updated.iter().chain(&plan.conflicts) {
            self.session.tag(Tag::Record(entry.id.to_string()));
        }
        self.session.tag(Tag::Exchanges);
        self.session.tag(Tag::Senders);
        set_hidden(self.session, &self.incoming.bundle_id.clone(), false)
    }
}

/// Writes the decision whether a bundle's imports count, and how undo turns it round.
pub(super) fn set_hidden(
    session: &mut Session<'_>,
    bundle: &str,
    hidden: bool,
) -> Result<(), OpError> {
    let id = RecordId::new(bundle).map_err(|_| OpError::NoImport(bundle.to_owned()))?;
    let earlier = session.take_undo();
    let decision = leaves([("bundle", bundle.into()), ("hidden", Value::Flag(hidden))]);
    session.put("import_decision", id.clone(), decision)?;
    session.restore_undo(earlier);
    let turned = RecordChange::flag(&id, "hidden", !hidden, hidden);
    session.note(turned);
    Ok(())
}
