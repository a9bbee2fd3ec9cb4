//! What a later program wrote is kept and passed on untouched: kinds, paths, choices and members that we do not know.

use essaim_model::document::Change;
use essaim_model::{Leaves, Path, Value};
use essaim_ops::Workspace as Opened;
use essaim_revision::certificate::seal;
use essaim_revision::envelope::REVISION_TYPE;
use essaim_revision::{Body, CertificateEnvelope, Clock, DeviceKey, Envelope, Keyring};
use essaim_revision::{Revision, Stamp, State};
use essaim_store::{RecordKey, Source, Store};
use essaim_testkit::{roubaix, saint_amand, town};
use proptest::prelude::*;

use super::world::{Commune, Desk, NOW, Workspace, append, commune, for_all, id, introduce};
use crate::container::sample::Sample;
use crate::pictures::Picture;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn any_value() -> impl Strategy<Value = Value> {
    let plain = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Flag),
        any::<i64>().prop_map(Value::Whole),
        "\\PC{0,12}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    plain.prop_recursive(3, 12, 4, |inner| {
        let members = prop::collection::btree_map("\\PC{0,6}", inner.clone(), 0..4);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|items| Value::List(items.into())),
            members.prop_map(|members| Value::Map(
                members
                    .into_iter()
                    .map(|(name, value)| (name.into(), value))
                    .collect()
            )),
        ]
    })
}

/// Leaves of a record as some later version may have them, known names among them.
fn any_leaves() -> impl Strategy<Value = Leaves> {
    let unknown = "[A-Za-z0-9_.-]{1,10}(/[A-Za-z0-9_.-]{1,10}){0,4}";
    let known = prop_oneof![
        Just("title".to_owned()),
        Just("maturity".to_owned()),
        Just("indicators/k/readings/r".to_owned()),
        Just("keywords/a".to_owned()),
    ];
    let path = prop_oneof![3 => unknown.prop_map(String::from), 1 => known];
    let path = path.prop_filter_map("a path", Path::new);
    prop::collection::btree_map(path, any_value(), 1..6)
}

fn any_kind() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => "[a-z_]{1,20}".prop_map(String::from),
        1 => Just("solution".to_owned()),
    ]
}

/// A body as another program may write it: other spacing, other order of members, and members that we do not know.
fn foreign(
    owner: &Commune,
    desk: &Desk,
    (kind, class): (&str, &str),
    leaves: &Leaves,
    extra: &Value,
) -> Revision {
    let json = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
    let leaves = Value::of(
        leaves
            .iter()
            .map(|(path, value)| (path.as_str(), value.clone())),
    );
    let text = format!(
        "{{ \"essaim\":1, \"tomorrow\": {}, \"writes\":[ {{\"leaves\": {}, \"device\":\"{device}\",\n \
         \"clock\":[{NOW},0], \"n\":1, \"mood\": {} }}], \"vector\":{{\"{device}\":1}}, \"n\":1, \"kind\":{}, \
         \"class\":\"{class}\", \"owner\":\"{}\",\t\"record\":\"record-0\", \"device\":\"{device}\", \"clock\":[{NOW},0]}}",
        json(extra),
        json(&leaves),
        json(extra),
        json(&kind.into()),
        owner.id,
        device = desk.id,
    );
    // Bodies travel as lines: whatever stands between their members, no line ends inside one.
    let bytes = text.replace('\n', "  ").into_bytes();
    let mut keyring = Keyring::default();
    keyring.add(desk.certificate);
    let envelope = Envelope {
        signature: desk.key.sign(REVISION_TYPE, &bytes),
        body: bytes,
    };
    envelope
        .verify(&keyring)
        .expect("it holds, whatever it says")
}

/// A revision of ours over a state.
fn write(own: &Commune, desk: usize, kind: &str, state: &State, n: u64, title: &str) -> Revision {
    let device = own.desks[desk].id;
    let (stamp, clock) = (
        Stamp { device, n },
        Clock {
            ms: NOW + n,
            counter: 0,
        },
    );
    let change = Change::Set(Path::new("title").expect("a path"), title.into());
    let body = Body {
        kind: kind.to_owned(),
        record: id("record-0"),
        owner: own.id,
        class: "shareable".to_owned(),
        device,
        n,
        clock,
        state: state.apply(stamp, clock, &[change]),
    };
    seal(body, &own.desks[desk].key)
}

fn others(leaves: &Leaves) -> Leaves {
    let title = |path: &Path| path.as_str() == "title";
    let others = leaves.iter().filter(|(path, _)| !title(path));
    others
        .map(|(path, value)| (path.clone(), value.clone()))
        .collect()
}

#[test]
fn p09_what_we_do_not_know_survives_storing_joining_and_writing_beside_it() {
    let own = commune(1, 3);
    let key = RecordKey {
        owner: own.id,
        id: id("record-0"),
    };
    let strategy = (any_kind(), any_leaves(), any_value());
    for_all(400, strategy, |(kind, leaves, extra)| {
        let later = foreign(&own, &own.desks[1], (&kind, "later"), &leaves, &extra);
        let blind = write(&own, 2, &kind, &State::default(), 1, "à côté");
        let mut workspace = Workspace::of(&own, &[]);
        workspace.give([&later, &blind]);
        let joined = workspace.state(&key).expect("it is there");
        prop_assert_eq!(
            others(&joined.displayed(NOW)),
            others(&leaves),
            "after joining"
        );
        let after = write(&own, 0, &kind, &joined, 1, "après");
        workspace.give([&after]);
        let state = workspace.state(&key).expect("it is there");
        prop_assert_eq!(&state, &after.body.state);
        prop_assert_eq!(
            others(&state.displayed(NOW)),
            others(&leaves),
            "after writing"
        );
        let view = workspace.store.view();
        for revision in [&later, &blind, &after] {
            let kept = view
                .envelope(revision.hash)
                .expect("readable")
                .expect("stored");
            prop_assert_eq!(&kept.body, &revision.bytes, "bytes leave as they came");
            prop_assert_eq!(kept.signature, revision.signature);
        }
        let records = std::slice::from_ref(&key);
        let seen = workspace.seen(records);
        prop_assert_eq!(&seen, &workspace.rebuilt(records));
        Ok(())
    });
}

#[test]
fn a_choice_of_a_later_version_is_listed_as_it_is() {
    let (own, other) = (commune(1, 1), commune(2, 1));
    let names = [("title", "Régie"), ("maturity", "éprouvée_par_tous")];
    let leaves = names.map(|(name, text)| (Path::new(name).expect("a path"), text.into()));
    let later = foreign(
        &other,
        &other.desks[0],
        ("solution", "later"),
        &leaves.into(),
        &Value::Null,
    );
    let mut workspace = Workspace::of(&own, &[]);
    workspace.import("i1", "b1", &other, &[&later]);
    let view = workspace.store.view();
    let key = RecordKey {
        owner: other.id,
        id: id("record-0"),
    };
    let record = view.record(&key).expect("readable").expect("it is there");
    let entry = view.entry(record.rec).expect("readable").expect("listed");
    assert_eq!(entry.status.as_deref(), Some("éprouvée_par_tous"));
}

/// The state of a record, and the exact bytes of a revision of it with their signature.
fn kept(workspace: &Opened, key: &RecordKey, revision: &Envelope) -> Tried<State> {
    let store = Store::open(workspace.folder())?;
    let view = store.view();
    let record = view.record(key)?.ok_or("the record is there")?;
    let kept = view.envelope(revision.hash())?.ok_or("it is stored")?;
    assert_eq!(
        (&kept.body, &kept.signature),
        (&revision.body, &revision.signature),
        "bytes are kept as they came"
    );
    Ok(view.state(record.rec)?.ok_or("it has a state")?)
}

/// What a later program may say that this one does not know: paths, a choice, and values of every sort.
fn later_leaves() -> Leaves {
    let wish = Value::of([
        ("why", Value::List([Value::Null, Value::Whole(-7)].into())),
        ("sure", Value::Flag(true)),
    ]);
    let leaves = [
        ("title", "Régie de quartier".into()),
        ("maturity", "éprouvée_par_tous".into()),
        ("wish/a/name", wish),
        ("steps/s/weather", "pluie".into()),
    ];
    let path = |name| Path::new(name).expect("a path");
    leaves.map(|(name, value)| (path(name), value)).into()
}

#[test]
fn p09_unknown_fields_survive_an_import_an_export_and_the_import_of_a_third_commune() -> Tried {
    let (mut first, second, third) = (roubaix()?, saint_amand()?, town("56260", 3)?);
    // A desktop of the first commune has a later program.
    let (root, key) = (first.root_key()?, DeviceKey::from_seed(&[77; 32]));
    let envelope = CertificateEnvelope::issue(&root, &key.public(), NOW);
    let desk = Desk {
        id: key.public().device(),
        certificate: envelope.verify()?,
        key,
        envelope,
    };
    let own = Commune {
        id: first.organisation()?,
        desks: vec![desk],
    };
    let (leaves, extra) = (later_leaves(), Value::List(["hier".into()].into()));
    let class = ("solution", "shareable");
    let later = foreign(&own, &own.desks[0], class, &leaves, &extra);
    Store::open(first.folder())?.transaction(NOW, |tx| {
        introduce(tx, &own)?;
        append(tx, &later, Source::Local).map(drop)
    })?;
    first.reopen()?;
    second.receive(&first.bundle("later.essaim", &["record-0"])?)?;
    third.receive(&second.bundle("forwarded.essaim", &["record-0"])?)?;
    third.accept_sender(own.id)?;
    let record = RecordKey {
        owner: own.id,
        id: id("record-0"),
    };
    let sent = Envelope {
        body: later.bytes.clone(),
        signature: later.signature,
    };
    for desk in [&first, &second, &third] {
        let state = kept(desk, &record, &sent)?;
        assert_eq!(state, later.body.state);
        assert_eq!(state.displayed(NOW), leaves);
        Picture::of(desk)?;
    }
    assert_eq!(
        second.show("record-0")?.to_json(),
        third.show("record-0")?.to_json()
    );
    Ok(())
}

#[test]
fn p09_an_unknown_kind_survives_an_import_an_export_and_the_import_of_a_third_commune() -> Tried {
    let (second, third) = (saint_amand()?, town("56260", 3)?);
    let mut sample = Sample::small();
    (sample.kind, sample.more) = ("dream".to_owned(), later_leaves());
    let sender = sample.root.public().organisation();
    second.receive(&second.file("later.essaim", sample.write())?)?;
    let forwarded = second.bundle("forwarded.essaim", &["fiche-0", "fiche-1"])?;
    third.receive(&forwarded)?;
    third.accept_sender(sender)?;
    for (number, envelope) in sample.envelopes().iter().enumerate() {
        let record = RecordKey {
            owner: sender,
            id: id(&format!("fiche-{number}")),
        };
        let said = Body::parse(&envelope.body)?;
        for desk in [&second, &third] {
            assert_eq!(kept(desk, &record, envelope)?, said.state);
            let shown = desk.show(record.id.as_str())?;
            assert_eq!(shown.entry.kind, "dream", "it is shown as what it is");
        }
    }
    Ok(())
}
