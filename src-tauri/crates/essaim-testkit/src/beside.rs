//! Several desktops of one organisation: one more is vouched for by the root key, and each takes over what the others wrote,
//! as a shared folder would bring it.

use std::path::Path;

use essaim_model::RecordId;
use essaim_ops::machine::Machine;
use essaim_ops::workspace::Agent;
use essaim_ops::{OpError, Workspace};
use essaim_revision::{CertificateEnvelope, DeviceKey, RootKey};
use essaim_store::{Column, Filter, Prepared, Shelf, ShelfFilter, Source, Store, StoreError};

use crate::desk::Desk;
use crate::machine::TestMachine;

/// A second desktop of the organisation of `desk`: its own key, certified by the same root. Both know what the other has.
///
/// # Errors
/// The temporary folder cannot be written.
pub fn beside(desk: &Desk, seed: u64) -> Result<Desk, OpError> {
    let second = Desk::unfurnished(seed, |place, machine: &TestMachine| {
        enrol(place, &machine.machine, &desk.root_key()?)
    })?;
    second.learn(desk)?;
    desk.learn(&second)?;
    second.set_agent(&Agent {
        person: "Karim Benali".to_owned(),
        service: "Habitat".to_owned(),
    })?;
    Ok(second)
}

/// Makes an empty workspace of the organisation of that root, with a desktop of its own.
///
/// # Errors
/// There is a workspace already, or the folder or the keystore cannot be written.
pub fn enrol(folder: &Path, machine: &Machine, root: &RootKey) -> Result<(), OpError> {
    let key = DeviceKey::from_seed(&machine.seed());
    let now_ms = machine.clock.now_ms();
    let envelope = CertificateEnvelope::issue(root, &key.public(), now_ms);
    let certificate = envelope
        .verify()
        .map_err(|error| damaged(error.to_string()))?;
    let organisation = root.public().organisation();
    machine.keystore.save("device-beside", &key.to_seed())?;
    let root_name = format!("root-{organisation}");
    machine.keystore.save(&root_name, &root.to_seed())?;
    let mut store = Store::create(folder)?;
    store.transaction(now_ms, |tx| {
        tx.set_meta("workspace", "beside")?;
        tx.set_meta("organisation", &organisation.to_string())?;
        tx.add_certificate(&certificate, &envelope)?;
        tx.set_own(organisation)
    })?;
    Ok(())
}

/// Hands over all revisions of the organisation's own records from one workspace to another, or those of one record.
///
/// # Errors
/// One of the workspaces cannot be read or written, or there is no such record.
pub fn hand_over(from: &Path, to: &Workspace, record: Option<&str>) -> Result<(), OpError> {
    let theirs = Store::open(from)?;
    let recs = match record {
        None => everything(&theirs)?,
        Some(id) => {
            let not_found = || OpError::NotFound(id.to_owned());
            let id = RecordId::new(id).map_err(|_| not_found())?;
            vec![theirs.view().find(&id)?.ok_or_else(not_found)?.rec]
        }
    };
    take_over(&theirs, to, &recs)
}

fn everything(store: &Store) -> Result<Vec<i64>, OpError> {
    let mut recs = Vec::new();
    for trashed in [false, true] {
        let filter = Filter {
            shelf: ShelfFilter::Only(Shelf::Own),
            trashed,
            ..Filter::default()
        };
        let page = store
            .view()
            .list(&filter, Column::Title, false, 0, u32::MAX)?;
        recs.extend(page.items.iter().map(|entry| entry.rec));
    }
    Ok(recs)
}

fn take_over(theirs: &Store, to: &Workspace, recs: &[i64]) -> Result<(), OpError> {
    let mut ours = Store::open(to.folder())?;
    let view = theirs.view();
    let keyring = view.keyring()?;
    let certificates = view.certificates(to.organisation()?)?;
    let now_ms = to.machine().clock.now_ms();
    ours.transaction(now_ms, |tx| {
        for envelope in &certificates {
            let certificate = envelope.verify();
            let certificate = certificate.map_err(|error| damaged(error.to_string()))?;
            tx.add_certificate(&certificate, envelope)?;
        }
        for rec in recs {
            for row in view.history(*rec)? {
                let envelope = view.envelope(row.hash)?.ok_or(StoreError::NotAWorkspace)?;
                let revision = envelope.verify(&keyring);
                let revision = revision.map_err(|refusal| damaged(refusal.to_string()))?;
                tx.append(&Prepared::new(revision, now_ms)?, Source::Local)?;
            }
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(())
}

fn damaged(reason: String) -> StoreError {
    StoreError::Corrupt(reason)
}

impl Desk {
    /// Takes over all that the other desktop has of the organisation's own records.
    ///
    /// # Errors
    /// One of the workspaces cannot be read or written.
    pub fn learn(&self, other: &Desk) -> Result<(), OpError> {
        hand_over(&other.path("workspace"), self, None)
    }

    /// Takes over what the other desktop has of one record.
    ///
    /// # Errors
    /// There is no such record, or one of the workspaces cannot be read or written.
    pub fn learn_one(&self, other: &Desk, id: &str) -> Result<(), OpError> {
        hand_over(&other.path("workspace"), self, Some(id))
    }
}
