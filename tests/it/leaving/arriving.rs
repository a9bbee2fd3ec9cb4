//! P6 for every kind that may leave: what arrives elsewhere is what was here, and leaves again byte for byte.

use std::collections::{BTreeMap, BTreeSet};

use essaim_model::schema::{self, SharingClass};
use essaim_model::{OrganisationId, RecordId};
use essaim_ops::Workspace;
use essaim_ops::report::Section;
use essaim_revision::{Body, State};
use essaim_store::{RecordKey, Store};
use essaim_testkit::town;
use serde_json::{Map, Value as Json};

use super::Tried;
use super::marks::{Filled, filled};
use crate::properties::imports::revisions;

/// What is seen of an organisation's records of the kinds that leave: the row of each in the canonical dump, without the shelf
/// on which it stands here, and its whole state. By kind and id.
fn seen(
    workspace: &Workspace,
    owner: OrganisationId,
) -> Tried<BTreeMap<(String, String), (Json, State)>> {
    let store = Store::open(workspace.folder())?;
    let view = store.view();
    let mut seen = BTreeMap::new();
    for line in view.canonical_dump()? {
        let mut row: Vec<Json> = serde_json::from_str(&line)?;
        let [org, id, kind] = [0, 1, 2].map(|at| row[at].as_str().unwrap_or("").to_owned());
        let leaves = schema::kind(&kind)
            .is_some_and(|kind| kind.class == SharingClass::Shareable && !kind.system);
        if !leaves || org != owner.to_string().to_uppercase() {
            continue;
        }
        row.remove(3);
        let key = RecordKey {
            owner,
            id: RecordId::new(id.clone())?,
        };
        let record = view.record(&key)?.ok_or("it is listed")?;
        let state = view.state(record.rec)?.ok_or("it has a state")?;
        seen.insert((kind, id), (row.into(), state));
    }
    Ok(seen)
}

#[test]
fn p06_every_kind_that_may_leave_arrives_equal_and_leaves_again_byte_equal() -> Tried {
    let Filled {
        desk: first,
        project,
        mut records,
        ..
    } = filled()?;
    records.push(first.report(&project, &Section::ALL)?.value);
    records.push(first.give_feedback(&project, &Map::new())?.value);
    records.push(first.declare_adoption(&project)?.value);
    let names: Vec<&str> = records.iter().map(String::as_str).collect();
    let (second, third) = (town("56260", 3)?, town("35238", 4)?);
    let owner = first.organisation()?;
    let sent = first.bundle("sent.essaim", &names)?;
    second.receive(&sent)?;
    let there = seen(&second, owner)?;
    let kinds: BTreeSet<&str> = there.keys().map(|(kind, _)| kind.as_str()).collect();
    let all = schema::KINDS
        .iter()
        .filter(|kind| kind.class == SharingClass::Shareable && !kind.system);
    assert_eq!(
        kinds,
        all.map(|kind| kind.name).collect(),
        "every kind that may leave has arrived"
    );
    let here = seen(&first, owner)?;
    for (key, arrived) in &there {
        assert_eq!(here.get(key), Some(arrived), "{key:?} arrives as it left");
    }
    let again: Vec<&str> = there.keys().map(|(_, id)| id.as_str()).collect();
    let forwarded = second.bundle("forwarded.essaim", &again)?;
    third.receive(&forwarded)?;
    third.accept_sender(owner)?;
    assert_eq!(seen(&third, owner)?, there, "and further on as well");
    let (left, again) = (revisions(&sent)?, revisions(&forwarded)?);
    let mut exact = 0;
    for (hash, bytes) in &left {
        let body = Body::parse(&bytes.0)?;
        if there.contains_key(&(body.kind, body.record.to_string())) {
            assert_eq!(again.get(hash), Some(bytes), "signature included");
            exact += 1;
        }
    }
    assert_eq!(exact, there.len());
    Ok(())
}
