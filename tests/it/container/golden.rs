//! Bundles that declare what a reader must answer. Keys and dates are fixed, so the writer gives the same bytes each time:
//! `tests/fixtures/golden` is compared byte by byte, and each bundle's answer with the text beside it.
//! `ESSAIM_REGENERATE=1` writes both anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use essaim_bundle::manifest::Purpose;
use essaim_bundle::{BundleReader, Container, Limits, Refusal};
use essaim_revision::envelope::REVISION_TYPE;
use essaim_revision::{DeviceKey, Revision, RootKey, SuccessionEnvelope};

use super::pack::{Member, pack};
use super::repackaged::{forge, members, relist};
use super::rich::rich;
use super::roots::signed_under;
use super::sample::{Sample, hash};

/// A bundle of the set: its name, what it shows, its bytes.
type Golden = (&'static str, &'static str, Vec<u8>);

fn all() -> Vec<Golden> {
    let device = Sample::small().device;
    let small = Sample::small().write();
    let changed = |name: &str, change: &dyn Fn(&mut Member)| {
        let mut members = members();
        let found = members.iter_mut().find(|m| m.name == name.as_bytes());
        change(found.expect("the sample has this entry"));
        pack(&members)
    };
    let without = |name: &str| {
        let mut members = members();
        members.retain(|member| member.name != name.as_bytes());
        pack(&members)
    };
    let with = |member: Member| {
        let mut members = members();
        members.push(member);
        pack(&members)
    };
    let attachment = format!("attachments/{}", hash(b"\x00\xff"));
    vec![
        (
            "two-sheets",
            "Two sheets and two attachments, in the byte profile.",
            small.clone(),
        ),
        (
            "all-of-a-record",
            "Two desktops wrote; every sort of value, a deleted item, a kind and a member of later versions, an attachment that follows.",
            rich(),
        ),
        (
            "packed-again",
            "The first one, unpacked and packed again by another program.",
            packed_again(),
        ),
        (
            "in-a-folder",
            "The first one inside a folder, with files that nobody signed.",
            in_a_folder(),
        ),
        (
            "altered-attachment",
            "Two bytes of an attachment are exchanged: it is refused, the rest holds.",
            changed(&attachment, &|m| m.data.reverse()),
        ),
        (
            "altered-revision",
            "A word of a revision was changed and the manifest signed again: its own signature tells.",
            altered_revision(),
        ),
        (
            "altered-manifest",
            "The sender's name was changed after signing.",
            forge("\"name\":\"Roubaix\"", "\"name\":\"Paris\"", None),
        ),
        (
            "unknown-desktop",
            "No certificate vouches for the desktop that wrote the first revision.",
            unknown_desktop(),
        ),
        (
            "later-revision",
            "The first revision is of version 2 of its format.",
            later_revision(),
        ),
        (
            "later-bundle",
            "Only readers of version 2 may read it.",
            forge("\"lowest_reader\":1", "\"lowest_reader\":2", Some(&device)),
        ),
        (
            "large-text",
            "A text of 257 KiB in the first revision: over what a leaf may hold.",
            large_text(),
        ),
        (
            "renewed-key",
            "The sender's key was renewed twice, each old key naming the next; the lines are not in that order.",
            renewed_key(),
        ),
        (
            "key-changed",
            "In the sender's name, by a key that its own has never named.",
            signed_under(&Sample::small(), &RootKey::from_seed(&[23; 32]), Vec::new()),
        ),
        (
            "lost-attachment",
            "An attachment was lost on the way.",
            without(&attachment),
        ),
        (
            "lost-manifest",
            "The manifest was lost on the way.",
            without("manifest.json"),
        ),
        (
            "cut-short",
            "The last third is missing.",
            small[..small.len() * 2 / 3].to_vec(),
        ),
        (
            "leaves-its-folder",
            "An entry whose name would be written elsewhere.",
            with(Member::new("../x", b"x")),
        ),
        (
            "twice",
            "Two manifests, but for letter case.",
            with(Member::new("Manifest.json", b"{}")),
        ),
        (
            "bomb",
            "An entry that declares more than 200 times its size.",
            with(Member {
                method: 8,
                size: Some(400_000_000),
                ..Member::new("x", &[0; 100])
            }),
        ),
        (
            "encrypted",
            "An entry that says it is encrypted.",
            with(Member {
                flags: 1,
                ..Member::new("x", b"x")
            }),
        ),
        (
            "special-file",
            "An entry that says it is a symbolic link.",
            with(Member {
                attributes: 0o120_777 << 16,
                ..Member::new("x", b"/etc/passwd")
            }),
        ),
        (
            "two-names",
            "An entry whose own header gives it another name than the directory does.",
            with(Member {
                local_name: Some(b"y".to_vec()),
                ..Member::new("x", b"x")
            }),
        ),
        (
            "one-place",
            "Two entries of the directory share one place in the file.",
            one_place(),
        ),
        (
            "method",
            "An entry packed by a method that is not in the profile.",
            with(Member {
                method: 12,
                ..Member::new("x", b"x")
            }),
        ),
        (
            "something-behind",
            "Bytes behind the end.",
            [&small[..], b"behind"].concat(),
        ),
        (
            "no-bundle",
            "A zip archive that is none of ours.",
            pack(&[Member::new("word/document.xml", b"<x/>")]),
        ),
    ]
}

fn packed_again() -> Vec<u8> {
    let mut members = members();
    members.reverse();
    for member in &mut members {
        member.date = 0x5B77_6000;
        member.flags = 1 << 11;
        member.descriptor = true;
        member.attributes = 0o100_644 << 16;
        member.extra = vec![0x55, 0x54, 5, 0, 3, 0, 0, 0, 0];
    }
    pack(&members)
}

fn in_a_folder() -> Vec<u8> {
    let mut members = members();
    for member in &mut members {
        member.name = ["Paquet reçu/".as_bytes(), &member.name].concat();
        member.flags = 1 << 11;
    }
    members.push(Member::new("__MACOSX/._mimetype", b"x"));
    pack(&members)
}

/// The sample with other bytes in its chunk of revisions, and everything else made to fit.
fn with_chunk(change: impl FnOnce(&mut Vec<Vec<u8>>)) -> Vec<u8> {
    let mut members = members();
    let chunk = members
        .iter()
        .find(|member| member.name.starts_with(b"revisions/"));
    let data = chunk.expect("a chunk").data.clone();
    let mut lines: Vec<Vec<u8>> = data
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    change(&mut lines);
    relist(
        &mut members,
        "revisions/0001.jsonl",
        lines.join(&b'\n'),
        &Sample::small().device,
    );
    pack(&members)
}

fn sign(key: &DeviceKey, body: &[u8]) -> Vec<u8> {
    key.sign(REVISION_TYPE, body).to_base64().into_bytes()
}

fn altered_revision() -> Vec<u8> {
    with_chunk(|lines| {
        let text = String::from_utf8(lines[0].clone()).expect("JSON");
        assert!(text.contains("Maison"));
        lines[0] = text.replace("Maison", "Raison").into_bytes();
    })
}

fn unknown_desktop() -> Vec<u8> {
    let stranger = Sample {
        device: DeviceKey::from_seed(&[9; 32]),
        ..Sample::small()
    };
    with_chunk(|lines| {
        let envelope = stranger.envelopes().remove(0);
        lines[1] = envelope.signature.to_base64().into_bytes();
        lines[0] = envelope.body;
    })
}

fn renewed_key() -> Vec<u8> {
    let sample = Sample::small();
    let owner = sample.root.public().organisation();
    let (second, third) = (RootKey::from_seed(&[21; 32]), RootKey::from_seed(&[22; 32]));
    let first = SuccessionEnvelope::issue(owner, &sample.root, &second.public(), 1);
    let next = SuccessionEnvelope::issue(owner, &second, &third.public(), 2);
    signed_under(&sample, &third, vec![next, first])
}

fn one_place() -> Vec<u8> {
    let mut members = members();
    let headers = members.iter().map(|m| 30 + m.name.len() + m.data.len());
    let place: usize = headers.sum();
    members.push(Member::new("x", b"x"));
    members.push(Member {
        offset: u32::try_from(place).ok(),
        ..Member::new("z", b"x")
    });
    pack(&members)
}

fn later_revision() -> Vec<u8> {
    with_chunk(|lines| {
        let text = String::from_utf8(lines[0].clone()).expect("JSON");
        lines[0] = text
            .replacen("\"essaim\":1", "\"essaim\":2", 1)
            .into_bytes();
        lines[1] = sign(&Sample::small().device, &lines[0]);
    })
}

fn large_text() -> Vec<u8> {
    let long = format!("Maison {}", "x".repeat(257 << 10));
    Sample::new(&[&long, "Zéro déchet"], &[]).write()
}

/// What our reader answers, in the form of the texts beside the bundles.
fn answer(bytes: &[u8]) -> String {
    let mut text = String::new();
    match BundleReader::open(bytes, Limits::DEFAULT) {
        Ok(reader) => tell(&reader, &mut text),
        Err(refusal) => line(&mut text, "bundle", &said(&refusal)),
    }
    text
}

fn line(text: &mut String, name: &str, value: &str) {
    writeln!(text, "{name}: {value}").expect("a text grows");
}

fn said(refusal: &Refusal) -> String {
    let more = match refusal {
        Refusal::Dangerous { danger, .. } => format!(" {}", danger.name()),
        Refusal::Altered { how, .. } => format!(" {}", how.name()),
        Refusal::TooLarge { cap, .. } => format!(" {}", cap.name()),
        _ => String::new(),
    };
    format!("{}{more}", refusal.code())
}

fn tell(reader: &BundleReader<&[u8]>, text: &mut String) {
    line(text, "bundle", "ok");
    line(text, "container", reader.container().name());
    if let Container::Repackaged(reasons) = reader.container() {
        let names: Vec<String> = reasons
            .iter()
            .map(|reason| format!("{reason:?}").to_lowercase())
            .collect();
        line(text, "deviations", &names.join(" "));
    }
    let manifest = reader.manifest();
    line(text, "id", &manifest.bundle_id.to_string());
    line(
        text,
        "purpose",
        if manifest.purpose == Purpose::Feedback {
            "feedback"
        } else {
            "share"
        },
    );
    line(text, "created", &manifest.created);
    line(
        text,
        "sender",
        &format!("{} {}", manifest.sender.organisation, manifest.sender.name),
    );
    line(text, "desktop", &manifest.device.to_string());
    for name in reader.ignored() {
        line(text, "ignored", name);
    }
    for head in &manifest.heads {
        let title: String = head.title.chars().take(120).collect();
        line(
            text,
            "head",
            &format!("{} {} {title}", head.record, head.kind),
        );
    }
    for file in &manifest.attachments_to_follow {
        line(
            text,
            "follows",
            &format!("{} {} {}", file.sha256, file.size, file.name),
        );
    }
    let missing: BTreeMap<String, String> = reader
        .missing()
        .map(|refusal| {
            (
                refusal.what().unwrap_or_default().to_owned(),
                said(&refusal),
            )
        })
        .collect();
    for listed in &manifest.entries {
        let part = reader
            .parts()
            .iter()
            .find(|part| part.path() == listed.path);
        let verdict = match part {
            Some(part) => reader
                .read(part)
                .err()
                .map_or("ok".to_owned(), |refusal| said(&refusal)),
            None => missing[&listed.path].clone(),
        };
        line(text, "part", &format!("{} {verdict}", listed.path));
    }
    let mut number = 0;
    let tell_one = |one: Result<Revision, Refusal>| {
        number += 1;
        revision(number, one, text);
        Ok::<(), ()>(())
    };
    reader.revisions(1, tell_one).expect("nothing stops it");
}

fn revision(number: usize, one: Result<Revision, Refusal>, text: &mut String) {
    let revision = match one {
        Ok(revision) => revision,
        Err(refusal) => return line(text, "revision", &format!("{number} {}", said(&refusal))),
    };
    let body = &revision.body;
    line(
        text,
        "revision",
        &format!(
            "{number} ok {} {} {} {} {}",
            revision.hash, body.kind, body.record, body.device, body.n
        ),
    );
    for (path, value) in body.state.displayed(u64::MAX / 2) {
        let value = serde_json::to_string(&value).expect("a value is JSON");
        line(text, "shown", &format!("{path} {value}"));
    }
    for conflict in body.state.conflicts(u64::MAX / 2) {
        line(text, "conflict", conflict.path.as_str());
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join("golden")
}

#[test]
fn the_golden_bundles_are_what_the_writer_writes_and_the_reader_answers() {
    let regenerating = std::env::var_os("ESSAIM_REGENERATE").is_some();
    let mut names = Vec::new();
    for (name, shows, bytes) in all() {
        let (file, beside) = (
            folder().join(format!("{name}.essaim")),
            folder().join(format!("{name}.txt")),
        );
        let said = format!("# {shows}\n{}", answer(&bytes));
        if regenerating {
            std::fs::write(&file, &bytes).expect("the folder can be written");
            std::fs::write(&beside, &said).expect("the folder can be written");
        }
        let kept = std::fs::read(&file).expect("the bundle is there");
        assert!(kept == bytes, "{name}: the writer's bytes have changed");
        let expected = std::fs::read_to_string(&beside).expect("its answer is there");
        assert_eq!(
            answer(&kept),
            expected.split_once('\n').expect("lines").1,
            "{name}"
        );
        assert_eq!(said, expected, "{name}");
        names.extend([format!("{name}.essaim"), format!("{name}.txt")]);
    }
    names.push("README.md".to_owned());
    names.sort();
    let mut there: Vec<String> = std::fs::read_dir(folder())
        .expect("the folder is there")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    there.sort();
    assert_eq!(there, names, "each file of the folder is one of the set");
}
