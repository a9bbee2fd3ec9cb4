//! What can be seen of a workspace, as lines to compare.

use std::collections::BTreeSet;

use essaim_ops::Workspace;
use essaim_store::Store;
use essaim_testkit::tree;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Each row of the canonical dump, each term of the index, each file with its bytes.
#[derive(Debug, PartialEq)]
pub(crate) struct Picture {
    pub(crate) dump: BTreeSet<String>,
    vocabulary: BTreeSet<String>,
    attachments: BTreeSet<String>,
}

impl Picture {
    /// Of an open workspace. Of what it wrote itself, without the hour and the hash that follows from it; its integrity is
    /// checked too.
    pub(crate) fn of(workspace: &Workspace) -> Tried<Self> {
        let problems = workspace.check()?.problems;
        assert!(problems.is_empty(), "{problems:?}");
        let own = workspace.organisation()?.to_string().to_uppercase();
        let store = Store::open(workspace.folder())?;
        let view = store.view();
        let mut dump = BTreeSet::new();
        for line in view.canonical_dump()? {
            dump.insert(without_our_hour(line, &own)?);
        }
        let mut attachments = BTreeSet::new();
        for (hash, size) in view.attachments()? {
            let bytes = std::fs::read(store.attachments().path(hash))?;
            assert_eq!(bytes.len() as u64, size);
            attachments.insert(format!("{hash} {bytes:?}"));
        }
        Ok(Self {
            dump,
            vocabulary: view.index_vocabulary()?.into_iter().collect(),
            attachments,
        })
    }

    /// Whether all of it is in another one.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.dump.is_subset(&other.dump)
            && self.vocabulary.is_subset(&other.vocabulary)
            && self.attachments.is_subset(&other.attachments)
    }
}

/// A row of ours without its column `updated_ms`, and without its last one, the heads.
fn without_our_hour(line: String, own: &str) -> Tried<String> {
    let mut row: Vec<serde_json::Value> = serde_json::from_str(&line)?;
    if row[0] != own {
        return Ok(line);
    }
    row.pop();
    row[22] = serde_json::Value::Null;
    Ok(serde_json::Value::from(row).to_string())
}

/// What lies in the places of files that are on their way in.
pub(crate) fn on_their_way(workspace: &Workspace) -> Vec<std::path::PathBuf> {
    let folder = workspace.folder();
    let places = [folder.join("incoming"), folder.join("attachments/incoming")];
    let files = places.iter().flat_map(|place| tree(place));
    files.map(|(path, _)| path).collect()
}
