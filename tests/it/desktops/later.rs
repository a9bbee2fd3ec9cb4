//! What a later version of the program wrote on one desktop passes through those that do not know it.

use essaim_model::{OrganisationId, RecordId};
use essaim_revision::envelope::REVISION_TYPE;
use essaim_revision::{DeviceKey, Envelope};
use essaim_store::{Prepared, RecordKey, Source, Store};
use essaim_testkit::Desk;

use super::commune::{round, seen, three};

/// Writes, on a desktop, a record of a kind and with members that we do not know. Gives the exact bytes.
fn written_by_a_later_program(desk: &Desk, record: &str) -> Vec<u8> {
    let mut store = Store::open(desk.folder()).expect("a workspace");
    let workspace = store
        .view()
        .meta("workspace")
        .expect("readable")
        .expect("an id");
    let name = format!("device-{workspace}");
    let seed = desk
        .machine
        .machine
        .keystore
        .load(&name)
        .expect("a keystore")
        .expect("a key");
    let key = DeviceKey::from_seed(&seed.try_into().expect("32 bytes"));
    let (owner, device) = (desk.organisation().expect("ours"), key.public().device());
    let now_ms = desk.machine.machine.clock.now_ms();
    let body = format!(
        "{{\"essaim\":1,\"kind\":\"weather_report\",\"record\":\"{record}\",\"owner\":\"{owner}\",\"class\":\"shareable\",\
         \"device\":\"{device}\",\"n\":900,\"clock\":[{now_ms},0],\"vector\":{{\"{device}\":900}},\"tomorrow\":[1,{{}}],\
         \"writes\":[{{\"device\":\"{device}\",\"n\":900,\"clock\":[{now_ms},0],\"leaves\":{{\"rain/mm\":12,\"title\":\"Averse\"}}}}]}}"
    );
    let body = body.into_bytes();
    let envelope = Envelope {
        signature: key.sign(REVISION_TYPE, &body),
        body: body.clone(),
    };
    let keyring = store.view().keyring().expect("readable");
    let revision = envelope
        .verify(&keyring)
        .expect("it holds, whatever it says");
    let prepared = Prepared::new(revision, now_ms).expect("prepared");
    let stored = store.transaction(now_ms, |tx| tx.append(&prepared, Source::Local));
    stored.expect("stored");
    body
}

fn bytes_of(folder: &std::path::Path, owner: OrganisationId, id: &str) -> Vec<u8> {
    let store = Store::open(folder).expect("a workspace");
    let key = RecordKey {
        owner,
        id: RecordId::new(id).expect("an id"),
    };
    let view = store.view();
    let record = view.record(&key).expect("readable").expect("it arrived");
    let head = view.head_hashes(record.rec).expect("readable")[0];
    view.envelope(head)
        .expect("readable")
        .expect("its bytes")
        .body
}

#[test]
fn what_a_later_program_wrote_reaches_the_other_desktops_byte_for_byte() {
    let shared = tempfile::tempdir().expect("a folder");
    let (first, second, third) = three();
    for desk in [&*first, &*second, &*third] {
        desk.follow(Some(shared.path())).expect("it is followed");
    }
    let written = written_by_a_later_program(&first, "weather-1");
    for desk in [&*first, &*second, &*third, &*second] {
        round(desk).expect("a round");
    }
    let owner = first.organisation().expect("ours");
    for desk in [&*second, &*third] {
        assert_eq!(bytes_of(desk.folder(), owner, "weather-1"), written);
        assert_eq!(seen(desk.folder()), seen(first.folder()));
    }
}
