//! What a sender signs and still is not true: manifests, certificates and revisions that lie, and JSON that two programs
//! would read differently.

use essaim_bundle::{BundleReader, Limits};
use essaim_model::{BlobHash, OrganisationId};
use essaim_revision::certificate::CERTIFICATE_TYPE;
use essaim_revision::envelope::REVISION_TYPE;
use essaim_revision::{CertificateEnvelope, DeviceKey, RootKey};
use serde_json::{Value, json};

use super::pack::pack;
use super::repackaged::{forge, members, relist};
use super::sample::{Sample, read_all};

const CHUNK: &str = "revisions/0001.jsonl";

/// The codes with which the revisions of a chunk are refused; none for those that hold.
fn verdicts(chunk: Vec<u8>) -> Vec<Option<&'static str>> {
    let sample = Sample::small();
    let mut members = members();
    relist(&mut members, CHUNK, chunk, &sample.device);
    let bytes = pack(&members);
    let reader = BundleReader::open(&bytes[..], Limits::DEFAULT).expect("the manifest holds");
    let mut verdicts = Vec::new();
    let keep = |one: Result<essaim_revision::Revision, essaim_bundle::Refusal>| {
        verdicts.push(one.err().map(|refusal| refusal.code()));
        Ok::<(), ()>(())
    };
    reader.revisions(1, keep).expect("nothing stops it");
    verdicts
}

/// Lines of a chunk: each body signed by the sample's desktop.
fn signed(bodies: &[Vec<u8>]) -> Vec<u8> {
    let device = Sample::small().device;
    let mut chunk = Vec::new();
    for body in bodies {
        chunk.extend_from_slice(body);
        let signature = device.sign(REVISION_TYPE, body).to_base64();
        chunk.extend_from_slice(format!("\n{signature}\n").as_bytes());
    }
    chunk
}

/// The sample's first revision, as it may be said.
fn honest() -> Value {
    let body = &Sample::small().envelopes()[0].body;
    serde_json::from_slice(body).expect("a body is JSON")
}

fn lie(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut body = honest();
    change(&mut body);
    body.to_string().into_bytes()
}

#[test]
fn a_revision_that_lies_refuses_itself_and_no_other() {
    let device = honest()["device"].as_str().expect("an id").to_owned();
    let other = "00".repeat(16);
    let write =
        |n: u64| json!({"device": device, "n": n, "clock": [1, 0], "leaves": {"title": "x"}});
    let deep = (0..40).fold(json!("x"), |inner, _| json!([inner]));
    let lies: Vec<(&str, Vec<u8>, &str)> = vec![
        ("number 0", lie(|b| b["n"] = json!(0)), "altered"),
        (
            "a number that is not in its vector",
            lie(|b| b["n"] = json!(2)),
            "altered",
        ),
        (
            "a vector without its desktop",
            lie(|b| b["vector"] = json!({})),
            "altered",
        ),
        (
            "a write that it cannot have seen",
            lie(|b| b["writes"][0]["n"] = json!(9)),
            "altered",
        ),
        (
            "a write of number 0",
            lie(|b| b["writes"][0]["n"] = json!(0)),
            "altered",
        ),
        (
            "a write without leaves",
            lie(|b| b["writes"][0]["leaves"] = json!({})),
            "altered",
        ),
        (
            "one stamp twice",
            lie(|b| b["writes"] = json!([write(1), write(1)])),
            "altered",
        ),
        (
            "a write of nobody",
            lie(|b| b["writes"][0]["device"] = json!(other)),
            "altered",
        ),
        ("no owner", lie(|b| b["owner"] = Value::Null), "altered"),
        (
            "another's record",
            lie(|b| b["owner"] = json!(other)),
            "altered",
        ),
        (
            "another's desktop",
            lie(|b| {
                b["device"] = json!(other);
                b["vector"] = json!({other.clone(): 1});
                b["writes"] = json!([]);
            }),
            "unknown_sender",
        ),
        (
            "a later version",
            lie(|b| b["essaim"] = json!(2)),
            "too_recent",
        ),
        ("version 0", lie(|b| b["essaim"] = json!(0)), "too_recent"),
        (
            "a version in letters",
            lie(|b| b["essaim"] = json!("1")),
            "altered",
        ),
        (
            "a record with a path for an id",
            lie(|b| b["record"] = json!("../x")),
            "altered",
        ),
        (
            "a record without an id",
            lie(|b| b["record"] = json!("")),
            "altered",
        ),
        (
            "a leaf with a space in its path",
            lie(|b| b["writes"][0]["leaves"] = json!({"a b": "x"})),
            "altered",
        ),
        (
            "a leaf of nine levels",
            lie(|b| b["writes"][0]["leaves"] = json!({"1/2/3/4/5/6/7/8/9": "x"})),
            "altered",
        ),
        (
            "a fraction",
            lie(|b| b["writes"][0]["leaves"]["title"] = json!(1.5)),
            "altered",
        ),
        (
            "a number of 20 digits",
            lie(|b| b["writes"][0]["leaves"]["title"] = json!(u64::MAX)),
            "altered",
        ),
        (
            "a clock beyond every date",
            lie(|b| b["clock"] = json!([u64::MAX, 0])),
            "altered",
        ),
        (
            "a clock that programs read differently",
            lie(|b| b["writes"][0]["clock"] = json!([1_u64 << 53, 0])),
            "altered",
        ),
        (
            "a number that programs read differently",
            lie(|b| {
                b["n"] = json!(1_u64 << 53);
                b["vector"] = json!({device.clone(): 1_u64 << 53});
            }),
            "altered",
        ),
        (
            "a clock before the beginning",
            lie(|b| b["clock"] = json!([-1, 0])),
            "altered",
        ),
        (
            "a text of 257 KiB",
            lie(|b| b["writes"][0]["leaves"]["title"] = json!("x".repeat(257 << 10))),
            "refused",
        ),
        (
            "40 levels",
            lie(|b| b["writes"][0]["leaves"]["title"] = deep),
            "refused",
        ),
        (
            "40 levels where nobody looks",
            lie(|b| b["novelty"] = (0..40).fold(json!("x"), |inner, _| json!({"a": inner}))),
            "refused",
        ),
    ];
    let good = honest().to_string().into_bytes();
    for (name, body, code) in lies {
        let chunk = signed(&[good.clone(), body, good.clone()]);
        assert_eq!(verdicts(chunk), [None, Some(code), None], "{name}");
    }
}

/// Texts that are no JSON, or that two programs read differently, in the place of `@`.
fn torn() -> Vec<Vec<u8>> {
    let texts = [
        "NaN",
        "Infinity",
        "-Infinity",
        "1.",
        ".5",
        "01",
        "+1",
        "1e",
        "0x10",
        "-",
        "nul",
        "True",
        "'x'",
        "\"x",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\u{1}\"",
        "\"a\tb\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" 1}",
        "{\"a\":}",
        "[",
        "{",
        "]",
        "/* x */1",
        "1 // x",
        "\u{feff}1",
        "",
    ];
    let mut torn: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    torn.extend([
        b"\"\xff\"".to_vec(),
        b"\"\xc0\xaf\"".to_vec(),
        b"\"\xed\xa0\x80\"".to_vec(),
        b"\"\xf4\xbf\xbf\xbf\"".to_vec(),
        b"\xfe\xff\x00\"".to_vec(),
        b"{\"\xb9\":0}".to_vec(),
        b"\"x\"\0".to_vec(),
    ]);
    torn
}

/// Puts `value` in the place of the mark.
fn put(text: &str, mark: &str, value: &[u8]) -> Vec<u8> {
    let (before, after) = text.split_once(mark).expect("the text has the mark");
    [before.as_bytes(), value, after.as_bytes()].concat()
}

#[test]
fn what_is_no_json_is_no_revision_wherever_it_stands() {
    let leaf = honest()
        .to_string()
        .replace(&honest()["writes"][0]["leaves"]["title"].to_string(), "@");
    let member = honest().to_string().replacen('{', "{\"novelty\":@,", 1);
    let before = format!("@{}", honest());
    let behind = format!("{}@", honest());
    for value in torn() {
        for place in [&leaf, &member, &before, &behind] {
            if value.is_empty() && (place == &before || place == &behind) {
                continue;
            }
            let chunk = signed(&[put(place, "@", &value)]);
            let verdicts = verdicts(chunk);
            assert!(
                verdicts.iter().all(Option::is_some),
                "{:?} in {place} was read",
                String::from_utf8_lossy(&value)
            );
        }
    }
}

#[test]
fn a_name_that_comes_twice_is_decided_for_nobody() {
    let text = honest().to_string();
    let twice = [
        ("\"n\":1", "\"n\":1,\"n\":1"),
        ("\"kind\":", "\"kind\":\"project\",\"kind\":"),
        ("\"leaves\":{", "\"leaves\":{\"title\":\"autre\","),
        (
            "\"vector\":{",
            "\"vector\":{\"00000000000000000000000000000000\":1,\"00000000000000000000000000000000\":2,",
        ),
    ];
    for (from, to) in twice {
        assert!(text.contains(from), "{text}");
        let verdicts = verdicts(signed(&[text.replacen(from, to, 1).into_bytes()]));
        assert_eq!(verdicts, [Some("altered")], "{to}");
    }
}

#[test]
fn a_manifest_that_its_own_sender_signed_and_that_lies_refuses_the_bundle() {
    let device = Sample::small().device;
    let whole = String::from_utf8(members()[3].data.clone()).expect("the manifest");
    assert!(whole.starts_with("{\"format\""), "{whole}");
    let id = Sample::small().root.public().organisation().to_string();
    let other = OrganisationId([7; 16]).to_string();
    let lies = [
        ("\"version\":1", "\"version\":1,\"version\":1"),
        ("\"version\":1", "\"version\":1.5"),
        ("\"version\":1", "\"version\":-1"),
        ("\"version\":1", "\"version\":1e400"),
        ("\"version\":1", "\"version\":99999999999999999999"),
        ("\"version\":1", "\"version\":1,\"x\":NaN"),
        ("\"version\":1", "\"version\":1,\"x\":\"\u{1}\""),
        ("\"format\":\"essaim-bundle\"", "\"format\":\"essaim\""),
        ("\"format\":", "\"form\":"),
        (&*id, &*other),
        ("\"path\":\"mimetype\"", "\"path\":\"../mimetype\""),
        ("\"path\":\"mimetype\"", "\"path\":\"Mimetype\""),
        ("\"path\":\"mimetype\"", "\"path\":\"manifest.json\""),
        ("\"path\":\"mimetype\"", "\"path\":\"LISEZMOI.txt\""),
        ("\"path\":\"mimetype\"", "\"path\":\"a/b/c/d\""),
        ("\"path\":\"attachments/", "\"path\":\"attachments/0"),
        (
            "\"path\":\"mimetype\",\"size\":33",
            "\"path\":\"mimetype\",\"size\":34",
        ),
        (
            "\"path\":\"mimetype\",\"size\":33",
            "\"path\":\"mimetype\",\"size\":18446744073709551615",
        ),
        ("\"records\":2", "\"records\":4294967296"),
        ("\"records\":2", "\"records\":7"),
        ("\"attachments\":2", "\"attachments\":0"),
        ("\"entries\":[", "\"entries\":[null,"),
        ("}\n", "}x\n"),
        ("}\n", "}{}\n"),
        ("{\"format\"", "\u{feff}{\"format\""),
    ];
    for (from, to) in lies {
        let read = read_all(&forge(from, to, Some(&device)));
        assert!(read.is_err(), "{to:?} was believed");
    }
    let deep = format!("\"version\":1,\"x\":{}1{}", "[".repeat(40), "]".repeat(40));
    let deepest = format!("\"version\":1,\"x\":{}", "[".repeat(200_000));
    for lie in [deep, deepest] {
        let refusal = read_all(&forge("\"version\":1", &lie, Some(&device))).expect_err("too deep");
        assert_eq!(
            (refusal.code(), refusal.what()),
            ("altered", Some("manifest.json"))
        );
    }
}

#[test]
fn heads_that_the_manifest_only_claims_bring_nothing() {
    let sample = Sample::small();
    let mut claimed = sample.contents();
    claimed.heads[0].revisions[0] = essaim_model::RevisionHash([9; 32]);
    claimed.heads[0].title = "Un autre titre".to_owned();
    let mut out = std::io::Cursor::new(Vec::new());
    let spool = std::io::Cursor::new(Vec::new());
    essaim_bundle::write(
        &mut out,
        spool,
        claimed,
        &mut sample.source(),
        &Limits::DEFAULT,
        1,
    )
    .expect("anybody can write a lie");
    let reader = BundleReader::open(out.into_inner(), Limits::DEFAULT).expect("it is signed");
    let mut titles = Vec::new();
    let keep = |one: Result<essaim_revision::Revision, essaim_bundle::Refusal>| {
        let revision = one.expect("the revisions hold");
        titles.push(revision.body.state.displayed(u64::MAX)["title"].clone());
        Ok::<(), ()>(())
    };
    reader.revisions(1, keep).expect("nothing stops it");
    assert_eq!(
        titles,
        sample
            .texts
            .iter()
            .map(|text| text.as_str().into())
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_certificate_that_lies_vouches_for_nobody() {
    let (root, device) = (RootKey::from_seed(&[1; 32]), DeviceKey::from_seed(&[2; 32]));
    let honest = CertificateEnvelope::issue(&root, &device.public(), 1);
    let text = String::from_utf8(honest.body.clone()).expect("JSON");
    let key = BlobHash(device.public().to_bytes()).to_string();
    let (mut weak, mut above) = (["00"; 32].concat(), ["ff"; 32].concat());
    weak.replace_range(0..2, "01");
    above.replace_range(62..64, "7f");
    let owner = root.public().organisation().to_string();
    let lies = [
        (&*key, &*weak),
        (&*key, &*above),
        (&*owner, "00000000000000000000000000000000"),
        ("\"issued\":1", "\"issued\":-1"),
        ("\"issued\":1", "\"issued\":1,\"issued\":2"),
        ("\"issued\":1", "\"issued\":1,\"x\":NaN"),
        ("\"issued\":1}", "\"issued\":1}}"),
    ];
    for (from, to) in lies {
        assert!(text.contains(from), "{text}");
        let body = text.replacen(from, to, 1).into_bytes();
        let signature = root.sign(CERTIFICATE_TYPE, &body);
        let lying = CertificateEnvelope { body, signature };
        assert!(lying.verify().is_err(), "{to} was believed");
    }
    let as_revision = CertificateEnvelope {
        signature: root.sign(REVISION_TYPE, &honest.body),
        body: honest.body.clone(),
    };
    assert!(as_revision.verify().is_err(), "signed as something else");
    let mut long = honest.body.clone();
    long.extend(vec![b' '; 20_000]);
    let signature = root.sign(CERTIFICATE_TYPE, &long);
    assert!(
        CertificateEnvelope {
            body: long,
            signature
        }
        .verify()
        .is_err(),
        "too long"
    );
}
