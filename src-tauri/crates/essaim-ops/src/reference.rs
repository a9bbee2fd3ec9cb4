//! Reference data: the national programmes that ship with the program, with fixed ids; unsigned, owned by nobody.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use essaim_model::{Leaves, document, schema};
use serde_json::Value as Json;

use crate::{OpError, Workspace};

const PROGRAMMES: &str = include_str!("../data/programmes.json");

/// The version of the reference data: raised whenever `programmes.json` changes.
const VERSION: u32 = 1;

/// What is noted in the workspace: the data's version and that of how columns and terms are computed.
fn version() -> String {
    format!("{VERSION}/{}", essaim_store::DERIVED)
}

/// The programmes, by id.
fn programmes() -> &'static BTreeMap<String, Leaves> {
    static ALL: OnceLock<BTreeMap<String, Leaves>> = OnceLock::new();
    ALL.get_or_init(|| {
        let list: Vec<Json> = serde_json::from_str(PROGRAMMES).unwrap_or_default();
        list.into_iter().filter_map(programme).collect()
    })
}

fn programme(json: Json) -> Option<(String, Leaves)> {
    let Json::Object(mut fields) = json else {
        return None;
    };
    let id = fields.remove("id")?.as_str()?.to_owned();
    let mut next = 0;
    let mut number = || {
        next += 1;
        format!("i{next}")
    };
    let read = document::read(schema::kind("programme")?, &fields, &mut number).ok()?;
    Some((id, read.leaves))
}

/// The leaves of a record of the reference data.
pub(crate) fn leaves(id: &str) -> Option<Leaves> {
    programmes().get(id).cloned()
}

impl Workspace {
    /// Brings the reference data among the entries up to this program's.
    pub(crate) fn refresh_reference(&self) -> Result<(), OpError> {
        if self.reader().view().meta("reference")?.as_deref() == Some(version().as_str()) {
            return Ok(());
        }
        let now_ms = self.machine().clock.now_ms();
        self.writer().transaction(now_ms, put)
    }
}

/// Puts the reference data among the entries.
pub(crate) fn put(tx: &essaim_store::Tx<'_>) -> Result<(), OpError> {
    for (id, leaves) in programmes() {
        tx.put_reference("programme", id, leaves)?;
    }
    Ok(tx.set_meta("reference", &version())?)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_four_programmes_are_read_whole() {
        let list: Vec<serde_json::Value> = serde_json::from_str(super::PROGRAMMES).unwrap();
        assert_eq!(super::programmes().len(), list.len());
        assert_eq!(list.len(), 4);
    }
}
