//! Root keys in a bundle: a successor speaks for its organisation once the old key has named it, and never before.

use std::io::Cursor;

use essaim_bundle::{BundleReader, Limits, Refusal, write};
use essaim_model::BlobHash;
use essaim_ops::OpError;
use essaim_ops::error::Language;
use essaim_revision::{CertificateEnvelope, DeviceKey, RootKey, SuccessionEnvelope};

use super::sample::{Sample, read_all};

/// A bundle in the sample's name, signed by a desktop that another root key vouches for.
pub(super) fn signed_under(
    sample: &Sample,
    root: &RootKey,
    successions: Vec<SuccessionEnvelope>,
) -> Vec<u8> {
    let owner = sample.root.public().organisation();
    let mut sample = sample.clone();
    sample.certificates = vec![CertificateEnvelope::issue_for(
        owner,
        root,
        &sample.device.public(),
        1,
    )];
    sample.successions = successions;
    let mut contents = sample.contents();
    contents.sender.root = BlobHash(root.public().to_bytes());
    let mut out = Cursor::new(Vec::new());
    let (spool, source) = (Cursor::new(Vec::new()), &mut sample.source());
    write(&mut out, spool, contents, source, &Limits::DEFAULT, 2).expect("within the limits");
    out.into_inner()
}

#[test]
fn a_key_that_the_old_one_has_named_speaks_for_its_organisation() {
    let sample = Sample::small();
    let owner = sample.root.public().organisation();
    let (second, third) = (RootKey::from_seed(&[21; 32]), RootKey::from_seed(&[22; 32]));
    let first = SuccessionEnvelope::issue(owner, &sample.root, &second.public(), 1);
    let next = SuccessionEnvelope::issue(owner, &second, &third.public(), 2);
    // In any order of lines.
    let bundle = signed_under(&sample, &third, vec![next, first]);
    assert!(read_all(&bundle).is_ok());
    let reader = BundleReader::open(&bundle[..], Limits::DEFAULT).expect("it holds");
    let said: Vec<_> = reader
        .successions()
        .iter()
        .map(|(said, _)| said.successor)
        .collect();
    assert_eq!(
        said,
        [second.public(), third.public()],
        "each after those it rests on"
    );
    assert_eq!(reader.sender().owner, owner);
}

#[test]
fn a_key_that_the_old_one_has_not_named_is_a_hard_stop_of_its_own_kind() {
    let sample = Sample::small();
    let owner = sample.root.public().organisation();
    let stranger = RootKey::from_seed(&[23; 32]);
    let changed = Err(Refusal::KeyChanged {
        organisation: owner,
    });
    assert_eq!(
        read_all(&signed_under(&sample, &stranger, Vec::new())),
        changed
    );
    // Nor when the new key names itself, or somebody else does.
    let itself =
        SuccessionEnvelope::issue(owner, &stranger, &RootKey::from_seed(&[24; 32]).public(), 1);
    let other = RootKey::from_seed(&[25; 32]);
    let others = SuccessionEnvelope::issue(owner, &other, &stranger.public(), 1);
    assert_eq!(
        read_all(&signed_under(&sample, &stranger, vec![itself, others])),
        changed
    );
    // Nor when the old key's statement was tampered with.
    let mut forged = SuccessionEnvelope::issue(owner, &sample.root, &other.public(), 1);
    let theirs = BlobHash(other.public().to_bytes()).to_string();
    let mine = BlobHash(stranger.public().to_bytes()).to_string();
    let body = String::from_utf8(forged.body).expect("JSON");
    forged.body = body.replace(&theirs, &mine).into_bytes();
    assert_eq!(
        read_all(&signed_under(&sample, &stranger, vec![forged])),
        changed
    );

    let error = OpError::from(Refusal::KeyChanged {
        organisation: owner,
    });
    assert_eq!(error.code(), "key_changed");
    for language in [Language::French, Language::English] {
        let message = error.message(language);
        assert!(
            !message.what.is_empty() && !message.action.is_empty(),
            "what happened, and what to do"
        );
    }
}

#[test]
fn a_signature_that_does_not_hold_is_no_change_of_key() {
    let sample = Sample::small();
    let mut bundle = sample.clone();
    bundle.device = DeviceKey::from_seed(&[26; 32]);
    let refusal = read_all(&bundle.write()).expect_err("nobody vouches for that desktop");
    assert_eq!(refusal.code(), "altered");
}
