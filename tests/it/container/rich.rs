//! A bundle that has all that a bundle may have: two desktops, tombstones, unknown members and kinds, a file that follows.

use std::io::{Cursor, Read};

use essaim_bundle::manifest::{Follows, Head, MANIFEST_TYPE, Purpose};
use essaim_bundle::{Limits, Outgoing, Source, WriteError, write};
use essaim_model::BlobHash;
use essaim_revision::envelope::{REVISION_TYPE, hash as revision_hash};
use essaim_revision::{CertificateEnvelope, DeviceKey, Envelope, RootKey, Signature};
use serde_json::{Value, json};

use super::sample::{Sample, hash};

/// What it holds.
struct Rich {
    envelopes: std::vec::IntoIter<Envelope>,
    device: DeviceKey,
}

impl Source for Rich {
    fn next_revision(&mut self) -> Result<Option<Outgoing>, WriteError> {
        Ok(self.envelopes.next().map(Outgoing::from))
    }

    fn open_attachment(&mut self, _: &BlobHash) -> Result<Box<dyn Read>, WriteError> {
        Ok(Box::new(Cursor::new(b"Convention".to_vec())))
    }

    fn sign_manifest(&mut self, manifest: &[u8]) -> Result<Signature, WriteError> {
        Ok(self.device.sign(MANIFEST_TYPE, manifest))
    }
}

pub(super) fn rich() -> Vec<u8> {
    let root = RootKey::from_seed(&[1; 32]);
    let (one, two) = (
        DeviceKey::from_seed(&[2; 32]),
        DeviceKey::from_seed(&[3; 32]),
    );
    let (owner, first, second) = (
        root.public().organisation(),
        one.public().device(),
        two.public().device(),
    );
    let convention = hash(b"Convention");
    let later = hash(b"later");
    let body = json!({
        "essaim": 1, "kind": "solution", "record": "maison-1-euro", "owner": owner, "class": "shareable",
        "device": second, "n": 4, "clock": [1_700_000_100_000_u64, 2], "vector": {first.to_string(): 7, second.to_string(): 4},
        "writes": [
            {"device": first, "n": 3, "clock": [1_700_000_000_000_u64, 0], "leaves": {
                "title": "Maison à 1 € avec travaux", "summary": "Vendue un euro", "keywords/k1": "logement",
                "actual_cost": {"amount": "140000.00", "currency": "EUR", "tax": "ttc"},
                "steps/a/title": "Choisir", "steps/a/order": "a0",
                "indicators/i/name": "Maisons attribuées", "indicators/i/readings/r": {"date": "2018-03-31", "value": "13", "source": "ville"},
                "attachments/f/file": {"sha256": convention, "name": "convention.pdf", "media_type": "application/pdf", "size": "10"},
                "attachments/g/file": {"sha256": later, "name": "plan.pdf", "media_type": "application/pdf", "size": "5"},
            }},
            {"device": first, "n": 7, "clock": [1_700_000_050_000_u64, 0], "leaves": {"maturity": "prometteuse"}},
            {"device": second, "n": 4, "clock": [1_700_000_100_000_u64, 2], "leaves": {
                "maturity": "éprouvée", "steps/b/~": true, "future/x/y": [null, -3, {"é": "\u{1f3e0}"}],
            }},
        ],
    });
    let unknown = json!({
        "essaim": 1, "novelty": {"a": 1.5}, "kind": "marketplace", "record": "x", "owner": owner, "class": "shareable",
        "device": first, "n": 8, "clock": [1_700_000_000_000_u64, 0], "vector": {first.to_string(): 8},
        "writes": [{"device": first, "n": 8, "clock": [1_700_000_000_000_u64, 0], "leaves": {"title": "Plus tard"}}],
    });
    let seal = |key: &DeviceKey, body: &Value| {
        let body = body.to_string().into_bytes();
        Envelope {
            signature: key.sign(REVISION_TYPE, &body),
            body,
        }
    };
    let envelopes = vec![seal(&two, &body), seal(&one, &unknown)];
    let mut contents = Sample::new(&[], &[b"Convention"]).contents();
    contents.purpose = Purpose::Feedback;
    contents.certificates = [&one, &two]
        .map(|key| CertificateEnvelope::issue(&root, &key.public(), 1))
        .to_vec();
    let head = |(record, kind, title, index): (&str, &str, &str, usize)| Head {
        record: essaim_model::RecordId::new(record).expect("an id"),
        kind: kind.to_owned(),
        title: title.to_owned(),
        revisions: vec![revision_hash(&envelopes[index].body)],
    };
    contents.heads = [
        ("maison-1-euro", "solution", "Maison à 1 € avec travaux", 0),
        ("x", "marketplace", "Plus tard", 1),
    ]
    .map(head)
    .to_vec();
    contents.previews.clear();
    contents.attachments_to_follow = vec![Follows {
        sha256: later,
        size: 5,
        name: "plan.pdf".to_owned(),
    }];
    let mut source = Rich {
        envelopes: envelopes.into_iter(),
        device: one,
    };
    let (mut out, spool) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    write(&mut out, spool, contents, &mut source, &Limits::DEFAULT, 1).expect("within limits");
    out.into_inner()
}
