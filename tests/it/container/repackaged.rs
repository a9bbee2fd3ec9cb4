//! Bundles that a person, a gateway or a forger packed again: what is unchanged is read, what is changed is refused.

use essaim_bundle::manifest::MANIFEST_TYPE;
use essaim_bundle::{Alteration, BundleReader, Container, Deviation, Limits, LooksLike, Refusal};
use essaim_model::BlobHash;
use essaim_ops::exchange::Silent;
use essaim_revision::{CertificateEnvelope, DeviceKey, RootKey};
use essaim_testkit::saint_amand;

use super::pack::{Member, pack, pack_with_comment, unpack};
use super::sample::{Sample, hash, read_all};

pub(super) fn members() -> Vec<Member> {
    unpack(&Sample::small().write())
}

pub(super) fn named<'a>(members: &'a mut [Member], name: &str) -> &'a mut Member {
    let found = members
        .iter_mut()
        .find(|member| member.name == name.as_bytes());
    found.expect("the sample has this entry")
}

/// The same payload, and classified as packed again for that reason.
fn assert_repackaged(archive: &[u8], reason: Deviation) {
    let original = read_all(&Sample::small().write()).expect("the sample is sound");
    assert_eq!(
        read_all(archive).as_ref(),
        Ok(&original),
        "{reason:?} changes no content"
    );
    let reader = BundleReader::open(archive, Limits::DEFAULT).expect("it is sound");
    assert!(
        matches!(reader.container(), Container::Repackaged(reasons) if reasons.contains(&reason)),
        "{reason:?} is not our byte profile, but it was classed {:?}",
        reader.container()
    );
}

#[test]
fn an_archive_packed_again_by_an_honest_program_is_read() {
    let with_each = |change: &dyn Fn(&mut Member)| {
        let mut members = members();
        members.iter_mut().for_each(change);
        pack(&members)
    };
    let mut reversed = members();
    reversed.reverse();
    assert_repackaged(&pack(&reversed), Deviation::Order);
    assert_repackaged(&with_each(&|m| m.date = 0x5B77_6000), Deviation::Date);
    assert_repackaged(&with_each(&|m| m.flags = 1 << 11), Deviation::Flags);
    assert_repackaged(&with_each(&|m| m.descriptor = true), Deviation::Descriptor);
    assert_repackaged(
        &with_each(&|m| m.attributes = 0o100_644 << 16),
        Deviation::Attributes,
    );
    let time = vec![0x55, 0x54, 5, 0, 3, 0, 0, 0, 0];
    assert_repackaged(
        &with_each(&|m| m.extra.clone_from(&time)),
        Deviation::ExtraField,
    );
    assert_repackaged(
        &with_each(&|m| m.comment = b"vu".to_vec()),
        Deviation::Comment,
    );
    assert_repackaged(
        &pack_with_comment(&members(), b"Mairie de Roubaix"),
        Deviation::Comment,
    );
}

#[test]
fn folders_and_files_put_beside_are_passed_over_and_named() {
    let mut members = members();
    let folder = Member {
        attributes: 0x10,
        ..Member::new("attachments/", b"")
    };
    members.insert(3, folder);
    members.push(Member::new("desktop.ini", b"[.ShellClassInfo]"));
    members.push(Member::new("revisions/0002.jsonl", b"{}\nAAAA\n"));
    let bytes = pack(&members);
    assert_repackaged(&bytes, Deviation::Unlisted);
    assert_repackaged(&bytes, Deviation::Folder);
    let reader = BundleReader::open(&bytes[..], Limits::DEFAULT).expect("it is sound");
    assert_eq!(
        reader.ignored(),
        ["attachments/", "desktop.ini", "revisions/0002.jsonl"]
    );
}

#[test]
fn a_bundle_zipped_as_a_folder_is_read() {
    let mut members = members();
    for member in &mut members {
        member.name = ["Paquet de Sa\u{f4}ne/".as_bytes(), &member.name].concat();
        member.flags = 1 << 11;
    }
    members.push(Member::new("__MACOSX/._mimetype", b"x"));
    assert_repackaged(&pack(&members), Deviation::TopFolder);
}

#[test]
fn a_changed_part_is_refused_and_the_others_hold() {
    let mut members = members();
    let attachment = Sample::small().attachments[1].clone();
    let name = format!("attachments/{}", hash(&attachment));
    named(&mut members, &name).data = b"\xff\x00".to_vec();
    let bytes = pack(&members);
    let reader =
        BundleReader::open(&bytes[..], Limits::DEFAULT).expect("the manifest is untouched");
    let verification = reader
        .verify(2, |_| Ok::<(), ()>(()))
        .expect("nothing stops it");
    let refused: Vec<_> = verification
        .parts
        .iter()
        .flat_map(|part| &part.refusals)
        .collect();
    assert_eq!(
        refused,
        [&Refusal::Altered {
            what: name,
            how: Alteration::Hash
        }]
    );
    assert_eq!(
        verification.revisions, 2,
        "the revisions are not touched by it"
    );
}

#[test]
fn a_missing_part_is_named() {
    let mut members = members();
    members.retain(|member| member.name != b"revisions/0001.jsonl");
    let refusal = read_all(&pack(&members)).expect_err("its revisions are gone");
    assert_eq!(
        (refusal.code(), refusal.what()),
        ("incomplete", Some("revisions/0001.jsonl"))
    );
    for name in [
        "manifest.json",
        "manifest.sig",
        "manifest-sha256.txt",
        "keys/devices.jsonl",
    ] {
        let mut members = members.clone();
        members.retain(|member| member.name != name.as_bytes());
        let refusal = read_all(&pack(&members)).expect_err("it cannot be checked any more");
        assert_eq!((refusal.code(), refusal.what()), ("incomplete", Some(name)));
    }
}

/// Changes the manifest's text and makes the sums fit again; signs it again with `key`, if any.
pub(super) fn forge(from: &str, to: &str, key: Option<&DeviceKey>) -> Vec<u8> {
    let mut members = members();
    let old = String::from_utf8(named(&mut members, "manifest.json").data.clone()).expect("JSON");
    assert!(old.contains(from), "the forgery changes something");
    let manifest = old.replace(from, to).into_bytes();
    let mut sums =
        String::from_utf8(named(&mut members, "manifest-sha256.txt").data.clone()).expect("text");
    sums = sums.replace(
        &hash(old.as_bytes()).to_string(),
        &hash(&manifest).to_string(),
    );
    if let Some(key) = key {
        let signature = key.sign(MANIFEST_TYPE, &manifest).to_base64();
        let device = key.public().device();
        let line =
            format!("{{\"device\":\"{device}\",\"signature\":\"{signature}\"}}\n").into_bytes();
        let old = std::mem::replace(&mut named(&mut members, "manifest.sig").data, line.clone());
        sums = sums.replace(&hash(&old).to_string(), &hash(&line).to_string());
    }
    named(&mut members, "manifest.json").data = manifest;
    named(&mut members, "manifest-sha256.txt").data = sums.into_bytes();
    pack(&members)
}

#[test]
fn a_manifest_changed_after_signing_refuses_the_bundle() {
    let forged = forge("\"name\":\"Roubaix\"", "\"name\":\"Paris\"", None);
    let refusal = Refusal::Altered {
        what: "manifest.json".into(),
        how: Alteration::Signature,
    };
    assert_eq!(read_all(&forged), Err(refusal));
}

#[test]
fn a_signature_without_the_senders_certificate_refuses_the_bundle() {
    let forged = forge(
        "\"name\":\"Roubaix\"",
        "\"name\":\"Paris\"",
        Some(&DeviceKey::from_seed(&[9; 32])),
    );
    let refusal = read_all(&forged).expect_err("no certificate vouches for that desktop");
    assert_eq!(
        (refusal.code(), refusal.what()),
        ("altered", Some("keys/devices.jsonl"))
    );
}

#[test]
fn nobody_can_send_in_the_name_of_another_organisation() {
    // The forger's own root vouches for the forger's desktop; the manifest claims to be of the first organisation.
    let victim = Sample::small();
    let (root, device) = (RootKey::from_seed(&[8; 32]), DeviceKey::from_seed(&[9; 32]));
    let mut forger = victim.clone();
    forger.device = device.clone();
    forger.certificates.push(CertificateEnvelope::issue_for(
        root.public().organisation(),
        &root,
        &device.public(),
        1,
    ));
    let refusal = read_all(&forger.write()).expect_err("not the victim's desktop");
    assert!(
        matches!(
            refusal,
            Refusal::Altered {
                how: Alteration::Certificate,
                ..
            }
        ),
        "{refusal:?}"
    );
    // Nor with the victim's id beside the forger's root key.
    let theirs = BlobHash(victim.root.public().to_bytes()).to_string();
    let ours = BlobHash(root.public().to_bytes()).to_string();
    let refusal = read_all(&forge(&theirs, &ours, Some(&victim.device))).expect_err("another root");
    assert!(
        matches!(
            refusal,
            Refusal::Altered {
                how: Alteration::Certificate,
                ..
            }
        ),
        "{refusal:?}"
    );
}

#[test]
fn a_bundle_for_later_readers_says_so() {
    let device = Sample::small().device;
    let newer = forge("\"lowest_reader\":1", "\"lowest_reader\":2", Some(&device));
    assert_eq!(
        read_all(&newer),
        Err(Refusal::TooRecent { lowest_reader: 2 })
    );
    let same_reader = forge(
        "\"version\":1",
        "\"version\":2,\"novelty\":{\"a\":[1]}",
        Some(&device),
    );
    assert!(
        read_all(&same_reader).is_ok(),
        "a later version that still lets us read is read"
    );
}

#[test]
fn an_id_or_count_that_is_not_of_the_content_is_refused() {
    let sample = Sample::small();
    let id = sample
        .write_with(&Limits::DEFAULT, 1)
        .expect("it is sound")
        .1
        .bundle_id
        .to_string();
    for (from, to) in [
        (&*id, &*"0".repeat(64)),
        ("\"revisions\":2", "\"revisions\":3"),
    ] {
        let refusal =
            read_all(&forge(from, to, Some(&sample.device))).expect_err("a false manifest");
        assert_eq!(refusal.what(), Some("manifest.json"));
    }
}

#[test]
fn a_bundle_under_the_id_of_another_is_told_and_does_not_stand_for_it() {
    let small = Sample::small();
    let mut later = small.clone();
    later.texts.push("La suite".into());
    let written = |sample: &Sample| sample.write_with(&Limits::DEFAULT, 1).expect("it is sound");
    let ((_, its_own), (bundle, other)) = (written(&small), written(&later));
    let forged = forge(
        &its_own.bundle_id.to_string(),
        &other.bundle_id.to_string(),
        Some(&small.device),
    );
    let desk = saint_amand().expect("a commune");
    let [first, second] =
        [("faux.essaim", forged), ("vrai.essaim", bundle)].map(|(name, bytes)| {
            let file = desk.path(name);
            std::fs::write(&file, bytes).expect("written");
            file
        });
    let import = |file| {
        let imported = desk.import(file, &Limits::DEFAULT, true, None, &Silent);
        imported.expect("it can be read").value.incoming.plan
    };
    let planned = desk
        .plan(&first, &Limits::DEFAULT, &Silent)
        .expect("a plan");
    for plan in [planned.plan, import(&first)] {
        assert_eq!(plan.fresh.len(), 2, "what holds by itself is taken");
        let refused: Vec<_> = plan.refused.iter().map(Refusal::what).collect();
        assert_eq!(refused, [Some("manifest.json")]);
    }
    let plan = import(&second);
    assert_eq!(
        (plan.fresh.len(), plan.known.len(), plan.refused.len()),
        (1, 2, 0),
        "the true one is no bundle that was received already"
    );
}

#[test]
fn a_revision_that_nobody_vouches_for_refuses_itself_only() {
    let mut sample = Sample::small();
    let stranger = Sample {
        device: DeviceKey::from_seed(&[9; 32]),
        ..sample.clone()
    };
    sample.texts.push("Fiche de l'inconnu".into());
    let bytes = {
        // The third revision comes from a desktop without a certificate.
        let mut members = unpack(&sample.write());
        let chunk = &mut named(&mut members, "revisions/0001.jsonl").data;
        let foreign = stranger.envelopes().remove(0);
        let lines = chunk.split(|b| *b == b'\n').take(4).map(<[u8]>::to_vec);
        let pair = [
            foreign.body,
            foreign.signature.to_base64().into_bytes(),
            Vec::new(),
        ];
        let changed = lines.chain(pair).collect::<Vec<_>>().join(&b'\n');
        relist(
            &mut members,
            "revisions/0001.jsonl",
            changed,
            &sample.device,
        );
        pack(&members)
    };
    let reader = BundleReader::open(&bytes[..], Limits::DEFAULT).expect("a sound manifest");
    let mut results = Vec::new();
    let keep = |result: Result<essaim_revision::Revision, Refusal>| {
        results.push(
            result
                .map(|revision| revision.body.record)
                .map_err(|r| (r.code(), r.what().map(str::to_owned))),
        );
        Ok::<(), ()>(())
    };
    reader.revisions(2, keep).expect("nothing stops it");
    assert_eq!(results.len(), 3);
    assert!(
        results[..2].iter().all(Result::is_ok),
        "those around it are read"
    );
    assert_eq!(
        results[2],
        Err(("unknown_sender", Some("revisions/0001.jsonl#3".into())))
    );
}

/// Replaces an entry and makes manifest, signature and sums fit.
pub(super) fn relist(members: &mut [Member], name: &str, data: Vec<u8>, key: &DeviceKey) {
    let entry = named(members, name);
    let (old, new) = (hash(&entry.data).to_string(), hash(&data).to_string());
    let (old_size, new_size) = (entry.data.len(), data.len());
    entry.data = data;
    let text = |members: &mut [Member], name: &str| {
        String::from_utf8(named(members, name).data.clone()).expect("text")
    };
    let before = text(members, "manifest.json");
    let size = format!("\"path\":\"{name}\",\"size\":");
    let after = before
        .replace(&format!("{size}{old_size}"), &format!("{size}{new_size}"))
        .replace(&old, &new);
    let line_before = text(members, "manifest.sig");
    let signature = key.sign(MANIFEST_TYPE, after.as_bytes()).to_base64();
    let device = key.public().device();
    let line = format!("{{\"device\":\"{device}\",\"signature\":\"{signature}\"}}\n");
    let sums = text(members, "manifest-sha256.txt")
        .replace(&old, &new)
        .replace(
            &hash(before.as_bytes()).to_string(),
            &hash(after.as_bytes()).to_string(),
        )
        .replace(
            &hash(line_before.as_bytes()).to_string(),
            &hash(line.as_bytes()).to_string(),
        );
    named(members, "manifest.json").data = after.into_bytes();
    named(members, "manifest.sig").data = line.into_bytes();
    named(members, "manifest-sha256.txt").data = sums.into_bytes();
}

#[test]
fn other_files_are_told_apart_by_their_content() {
    let looks_like = |bytes: &[u8]| match read_all(bytes) {
        Err(Refusal::NotABundle { looks_like }) => Some(looks_like),
        _ => None,
    };
    assert_eq!(looks_like(b""), Some(LooksLike::Empty));
    assert_eq!(looks_like(b"%PDF-1.7\n%\xe2\xe3"), Some(LooksLike::Pdf));
    assert_eq!(
        looks_like(b"From: a@b.fr\r\nSubject: Fiche\r\n\r\n"),
        Some(LooksLike::Mail)
    );
    assert_eq!(looks_like(b"Bonjour"), Some(LooksLike::Unknown));
    assert_eq!(
        looks_like(&pack(&[Member::new("word/document.xml", b"<x/>")])),
        Some(LooksLike::Zip)
    );
}
