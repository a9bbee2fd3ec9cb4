//! An import that is undone after people went on from it: what they wrote stays, and the values from before are proposed.

use std::io::{Cursor, Read};
use std::path::PathBuf;

use essaim_bundle::manifest::{Head, MANIFEST_TYPE, Program, Purpose, Sender};
use essaim_bundle::{BundleReader, Contents, Limits, Outgoing, Source, WriteError, write};
use essaim_model::document::Change;
use essaim_model::{BlobHash, Path, Value};
use essaim_ops::exchange::WhyRemaining;
use essaim_revision::certificate::seal;
use essaim_revision::{Body, CertificateEnvelope, Clock, DeviceKey, Envelope, Signature, Stamp};
use essaim_testkit::{Desk, roubaix, saint_amand};
use serde_json::json;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Gives one revision, signed by another desktop of the commune.
struct OtherDesktop {
    revision: Option<Envelope>,
    key: DeviceKey,
}

impl Source for OtherDesktop {
    fn next_revision(&mut self) -> Result<Option<Outgoing>, WriteError> {
        Ok(self.revision.take().map(Outgoing::from))
    }

    fn open_attachment(&mut self, _: &BlobHash) -> Result<Box<dyn Read>, WriteError> {
        Err(WriteError::Form("it has none"))
    }

    fn sign_manifest(&mut self, manifest: &[u8]) -> Result<Signature, WriteError> {
        Ok(self.key.sign(MANIFEST_TYPE, manifest))
    }
}

/// A bundle in which another desktop of this commune has taken a published sheet further.
fn from_other_desktop(desk: &Desk, sheet: &str, changes: &[Change]) -> Tried<PathBuf> {
    let bytes = std::fs::read(desk.bundle("own.essaim", &[sheet])?)?;
    let reader = BundleReader::open(bytes, Limits::DEFAULT)?;
    let mut body = None;
    for part in reader.revision_parts() {
        for envelope in reader.envelopes(part)? {
            let read = Body::parse(&envelope?.body)?;
            if read.record.as_str() == sheet {
                body = Some(read);
            }
        }
    }
    let mut body = body.ok_or("the sheet is in its bundle")?;
    let (root, key) = (desk.root_key()?, DeviceKey::from_seed(&[42; 32]));
    let stamp = Stamp {
        device: key.public().device(),
        n: 1,
    };
    body.clock = Clock {
        ms: body.clock.ms + 1,
        counter: 0,
    };
    body.state = body.state.apply(stamp, body.clock, changes);
    (body.device, body.n) = (stamp.device, stamp.n);
    let revision = seal(body, &key);
    let contents = Contents {
        purpose: Purpose::Share,
        program: Program {
            name: "essaim".into(),
            version: "0.1.0".into(),
        },
        created: "2026-11-23T09:00:00Z".into(),
        sender: Sender {
            organisation: root.public().organisation(),
            name: "Roubaix".into(),
            insee: None,
            siren: None,
            root: BlobHash(root.public().to_bytes()),
        },
        device: stamp.device,
        successions: Vec::new(),
        certificates: vec![CertificateEnvelope::issue(&root, &key.public(), 1)],
        heads: vec![Head {
            record: revision.body.record.clone(),
            kind: "solution".into(),
            title: "Maison".into(),
            revisions: vec![revision.hash],
        }],
        readme_html: b"<!doctype html>".to_vec(),
        readme_text: b"Paquet".to_vec(),
        ro_crate: b"{}".to_vec(),
        previews: Vec::new(),
        attachments: Vec::new(),
        attachments_to_follow: Vec::new(),
        seen: None,
    };
    let envelope = Envelope {
        body: revision.bytes,
        signature: revision.signature,
    };
    let mut source = OtherDesktop {
        revision: Some(envelope),
        key,
    };
    let (mut out, spool) = (Cursor::new(Vec::new()), Cursor::new(Vec::new()));
    write(&mut out, spool, contents, &mut source, &Limits::DEFAULT, 1)?;
    Ok(desk.file("other-desktop.essaim", out.into_inner())?)
}

fn set(path: &str, value: &str) -> Change {
    Change::Set(Path::new(path).expect("a path"), value.into())
}

#[test]
fn p07_what_was_written_since_stays_and_the_values_from_before_are_proposed() -> Tried {
    let desk = roubaix()?;
    desk.new_record(
        "solution",
        &json!({"id": "maison", "title": "Maison", "summary": "Avant", "context": "Ancien"}),
    )?;
    let context = Path::new("context").ok_or("a path")?;
    let changes = [
        set("summary", "De l'autre poste"),
        set("maturity", "prometteuse"),
        Change::Drop(context),
    ];
    let file = from_other_desktop(&desk, "maison", &changes)?;
    let import = desk.receive(&file)?.import_id;
    assert_eq!(desk.content("maison")?["summary"], "De l'autre poste");
    assert!(
        desk.remaining(&import)?.is_empty(),
        "nobody has written since: all of it would go"
    );
    desk.change("maison", &json!({"title": "Maison, revue"}))?;
    desk.hide_import(&import)?;
    let written = desk.content("maison")?;
    assert_eq!(
        written["title"], "Maison, revue",
        "what was written since stays"
    );
    let remaining = desk.remaining(&import)?;
    assert_eq!(remaining.len(), 1);
    assert_eq!(
        (
            remaining[0].id.as_str(),
            &*remaining[0].title,
            remaining[0].why
        ),
        ("maison", "Maison, revue", WhyRemaining::WrittenSince)
    );
    let proposed: Vec<_> = remaining[0]
        .proposed
        .iter()
        .map(|change| {
            (
                change.path.as_str(),
                change.before.clone(),
                change.after.clone(),
            )
        })
        .collect();
    let text = |text: &str| Some(Value::from(text));
    assert_eq!(
        proposed,
        [
            ("context", None, text("Ancien")),
            ("maturity", text("prometteuse"), None),
            ("summary", text("De l'autre poste"), text("Avant")),
        ]
    );
    assert_eq!(desk.put_back(&import)?.value, 1);
    let back = desk.content("maison")?;
    assert_eq!(
        (&back["title"], &back["summary"], &back["context"]),
        (&json!("Maison, revue"), &json!("Avant"), &json!("Ancien"))
    );
    assert!(back.get("maturity").is_none());
    assert!(
        desk.remaining(&import)?.is_empty(),
        "nothing is left to propose"
    );
    desk.undo()?;
    assert_eq!(
        desk.content("maison")?,
        written,
        "and that too can be taken back"
    );
    assert!(desk.check()?.problems.is_empty());
    Ok(())
}

#[test]
fn p07_what_was_made_from_an_undone_import_stays_and_is_named() -> Tried {
    let (desk, other) = (saint_amand()?, roubaix()?);
    other.new_record("solution", &json!({"id": "maison", "title": "Maison"}))?;
    let import = desk
        .receive(&other.bundle("one.essaim", &["maison"])?)?
        .import_id;
    let project = desk.adopt("maison")?.value;
    desk.hide_import(&import)?;
    assert!(desk.show("maison").is_err());
    let remaining = desk.remaining(&import)?;
    let named: Vec<_> = remaining
        .iter()
        .map(|one| (one.id.as_str(), one.why, one.proposed.len()))
        .collect();
    assert_eq!(named, [(project.as_str(), WhyRemaining::MadeFromIt, 0)]);
    assert_eq!(
        desk.put_back(&import)?.value,
        0,
        "there is nothing to put back in it"
    );
    assert_eq!(desk.content(&project)?["title"], "Maison");
    Ok(())
}
