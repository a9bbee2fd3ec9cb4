//! A commune with several desktops, and all that can be seen of each.

use std::path::Path;

use essaim_ops::desktop::Take;
use essaim_ops::exchange::Silent;
use essaim_ops::sync::{Look, Plainly, Round};
use essaim_ops::workspace::Agent;
use essaim_ops::{OpError, Workspace};
use essaim_store::Store;
use essaim_testkit::{Desk, roubaix};
use serde_json::json;
use tempfile::TempDir;

/// A desktop that joined a commune.
pub(super) struct Joined {
    workspace: Workspace,
    _folder: TempDir,
}

impl std::ops::Deref for Joined {
    type Target = Workspace;

    fn deref(&self) -> &Workspace {
        &self.workspace
    }
}

/// Who sits at a desktop.
pub(super) fn agent(person: &str) -> Agent {
    Agent {
        person: person.to_owned(),
        service: "Cohésion sociale".to_owned(),
    }
}

/// A second desktop of the commune of `first`: it asks, is answered, and opens the answer.
pub(super) fn join(first: &Workspace, person: &str, seed: u64, take: Take) -> Joined {
    let folder = tempfile::tempdir().expect("a folder");
    Joined {
        workspace: essaim_testkit::join(first, &agent(person), seed, take, folder.path())
            .expect("it joins"),
        _folder: folder,
    }
}

/// Three desktops of Roubaix.
pub(super) fn three() -> (Desk, Joined, Joined) {
    let first = roubaix().expect("a desktop");
    let second = join(&first, "Baptiste Leroy", 21, Take::Few);
    let third = join(&first, "Chloé Martin", 31, Take::All);
    (first, second, third)
}

/// One round with the followed folder.
pub(super) fn round(desk: &Workspace) -> Result<Round, OpError> {
    Ok(desk
        .sync(Look::Whole, &Plainly, &Silent)?
        .expect("a folder is followed"))
}

/// Has three desktops follow one folder.
pub(super) fn following(shared: &Path, desks: [&Workspace; 3]) {
    for desk in desks {
        desk.follow(Some(shared)).expect("it is followed");
    }
}

/// Two rounds of each of these desktops: what the last of them wrote in the first has reached all others.
pub(super) fn rounds(desks: &[&Workspace]) {
    for _ in 0..2 {
        for desk in desks {
            round(desk).expect("a round");
        }
    }
}

/// A new project.
pub(super) fn project(desk: &Workspace, title: &str) -> String {
    let document = json!({"title": title, "status": "in_progress"});
    let object = document.as_object().cloned().unwrap_or_default();
    let addition = essaim_ops::record::Addition {
        kind: "project",
        base: None,
    };
    let added = desk.add(addition, &mut std::iter::once(Ok(object)));
    added.expect("a project").value.remove(0)
}

/// Changes one text of a record.
pub(super) fn write(desk: &Workspace, id: &str, field: &str, text: &str) {
    let patch = json!({ field: text })
        .as_object()
        .cloned()
        .unwrap_or_default();
    desk.set(id, &patch).expect("a change");
}

/// All that can be seen of a workspace, and what counts and is thought of whom behind it.
#[derive(Debug, PartialEq)]
pub(super) struct Seen {
    pub(super) dump: Vec<String>,
    vocabulary: Vec<String>,
    imports: Vec<(String, String, bool)>,
    senders: Vec<String>,
    attachments: Vec<String>,
}

/// What can be seen of the workspace in that folder.
pub(super) fn seen(folder: &Path) -> Seen {
    // What was written lies in the log as long as the workspace is open: folded in, the file can be opened beside it.
    rusqlite::Connection::open(folder.join("essaim.db"))
        .and_then(|file| file.query_row("PRAGMA wal_checkpoint(FULL)", [], |_| Ok(())))
        .expect("a database");
    let store = Store::open(folder).expect("a workspace");
    let view = store.view();
    let imports = view.imports().expect("readable").into_iter();
    let mut imports: Vec<_> = imports
        .map(|one| (one.id, one.bundle, one.hidden))
        .collect();
    imports.sort();
    let senders = view.organisations().expect("readable").into_iter();
    let attachments = view.attachments().expect("readable").into_iter();
    let whole = |hash| store.attachments().open(hash).is_ok();
    Seen {
        dump: view.canonical_dump().expect("readable"),
        vocabulary: view.index_vocabulary().expect("readable"),
        imports,
        senders: senders
            .map(|one| format!("{} {:?}", one.id, one.trust))
            .collect(),
        attachments: attachments
            .filter(|(hash, _)| whole(*hash))
            .map(|(hash, size)| format!("{hash} {size}"))
            .collect(),
    }
}
