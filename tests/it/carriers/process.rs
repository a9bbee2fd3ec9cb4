//! The parsers run in a process of their own: what a file does to them ends with it.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::Arc;

use essaim_host::SystemUnpacker;
use essaim_ops::machine::{UnpackError, Unpacker};
use essaim_testkit::{roubaix, saint_amand};
use lopdf::{Document, Object, Stream, dictionary};

use super::{bundle, import, pack, plan};
use crate::cli::Desktop;
use crate::pictures::{Picture, on_their_way};
use crate::program::program;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().expect("a temporary file");
    file.write_all(bytes).expect("written");
    file.seek(SeekFrom::Start(0)).expect("at its beginning");
    file
}

/// Hands bytes to the real program, which must be there.
fn unpack(bytes: &[u8]) -> Result<(), UnpackError> {
    assert!(program().is_file());
    let out = tempfile::tempfile().expect("a temporary file");
    SystemUnpacker.unpack(&file(bytes), &out, &|| false)
}

/// A PDF with many embedded files, each of which would fill the memory.
fn bombs(beside: Option<&[u8]>) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let mut names = Vec::new();
    let nothing = vec![0; 30 << 20];
    let mut stream = Stream::new(dictionary! {}, nothing);
    stream.compress().expect("zeros compress");
    let honest = beside.map(|bytes| Stream::new(dictionary! {}, bytes.to_vec()));
    for (number, stream) in std::iter::repeat_n(stream, 40).chain(honest).enumerate() {
        let file = document.add_object(stream);
        let specification = dictionary! {"F" => Object::string_literal(format!("{number}.zip")), "EF" => dictionary! {"F" => file}};
        names.push(document.add_object(specification).into());
    }
    let catalog = document.add_object(dictionary! {"Type" => "Catalog", "AF" => names});
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("written");
    bytes
}

/// An e-mail whose parts end where others begin, found by fuzzing: a debug build of its parser gives up on it.
const ENTANGLED: &[u8] = include_bytes!("../../fixtures/mail/entangled.eml");

/// Arrays in arrays, as deep as a parser's stack.
fn deep() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n1 0 obj\n".to_vec();
    bytes.extend(std::iter::repeat_n(b'[', 4 << 20));
    bytes.extend_from_slice(b"\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF");
    bytes
}

#[test]
fn a_file_made_to_break_the_parser_ends_the_parser_and_nothing_else() -> Tried {
    let mut desk = saint_amand()?;
    desk.machine.machine.unpacker = Arc::new(SystemUnpacker);
    desk.reopen()?;
    let before = Picture::of(&desk)?;
    let fiche = bundle(&roubaix()?, "Maison à 1 €");
    let good = pack::pdf(Some(("fiche.essaim", &fiche)));
    let good = desk.file("bonne.pdf", good)?;
    // Bombs and depths are passed over; over the e-mail the parser falls in debug builds, and finds nothing in others.
    let entangled = if cfg!(debug_assertions) {
        "dangerous"
    } else {
        "not_a_bundle"
    };
    for (name, bytes, expected) in [
        ("bombs.pdf", bombs(None), "not_a_bundle"),
        ("deep.pdf", deep(), "not_a_bundle"),
        ("entangled.eml", ENTANGLED.to_vec(), entangled),
    ] {
        let has_ended = matches!(unpack(&bytes), Err(UnpackError::Ended(_)));
        assert_eq!(has_ended, expected == "dangerous", "{name}");
        let file = desk.file(name, bytes)?;
        let answers = [
            plan(&desk, &file, None).map(drop),
            import(&desk, &file).map(drop),
        ];
        for answer in answers.map(|answer| answer.map_err(|error| error.code())) {
            assert_eq!(answer, Err(expected), "{name}");
        }
        assert_eq!(Picture::of(&desk)?, before, "{name}");
        assert_eq!(on_their_way(&desk), Vec::<PathBuf>::new(), "{name}");
        let next = plan(&desk, &good, None)?;
        assert_eq!(
            next.plan.fresh.len(),
            1,
            "the next parser finds what is there"
        );
    }
    // What stands beside them is found all the same.
    let beside = desk.file("bombes et fiche.pdf", bombs(Some(&fiche)))?;
    assert_eq!(plan(&desk, &beside, None)?.plan.fresh.len(), 1);
    Ok(())
}

#[test]
fn a_parser_that_takes_too_much_memory_is_ended() {
    let mut hungry =
        b"From: a@b.fr\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n".to_vec();
    // Two million parts of nothing: small to send, large to hold.
    for _ in 0..2_000_000 {
        hungry.extend_from_slice(b"--b\n\n");
    }
    let refused = unpack(&hungry);
    assert!(matches!(refused, Err(UnpackError::Ended(_))), "{refused:?}");
}

#[test]
fn the_largest_carriers_of_ours_are_within_what_a_parser_may_take() {
    for mib in [16.2, 20.0, 27.5] {
        // As a bundle is: it can be packed no further, and names the signature that every bundle has.
        let mut bundle = b"PK\x03\x04 manifest.sig ".to_vec();
        let mut seed = 1u64;
        while (bundle.len() as f64) < mib * f64::from(1 << 20) {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            bundle.extend_from_slice(&seed.to_be_bytes());
        }
        let pdf = unpack(&pack::pdf(Some(("fiche.essaim", &bundle))));
        assert!(pdf.is_ok(), "a PDF of {mib} MiB: {pdf:?}");
        bundle.truncate(bundle.len() / 4 * 3);
        let mail = unpack(&pack::mail("Bonjour", &[("fiche.essaim", &bundle)]));
        assert!(mail.is_ok(), "an e-mail of {mib} MiB: {mail:?}");
        let outlook = unpack(&pack::outlook("fiche.essaim", &bundle));
        assert!(outlook.is_ok(), "a message of {mib} MiB: {outlook:?}");
    }
}

#[test]
fn a_parser_is_ended_when_the_person_stops_it() {
    assert!(program().is_file());
    let out = tempfile::tempfile().expect("a temporary file");
    let carrier = file(&pack::mail("x", &[("x", &vec![7; 16 << 20])]));
    let stopped = SystemUnpacker.unpack(&carrier, &out, &|| true);
    assert!(matches!(stopped, Err(UnpackError::Stopped)), "{stopped:?}");
}

#[test]
fn the_command_line_imports_from_every_carrier() {
    assert!(program().is_file());
    let roubaix = Desktop::of("59512");
    roubaix.add(
        "solution",
        &serde_json::json!({"id": "m", "title": "Maison à 1 €"}),
    );
    let bundle = std::fs::read(roubaix.bundle("m.essaim", &["m"])).expect("a bundle");
    let amand = Desktop::of("18197");
    let key = amand.file("mot-de-passe.txt", "abeille\n");
    let carriers = [
        ("pdf", pack::pdf(Some(("m.essaim", &bundle)))),
        ("eml", pack::mail("Bonjour", &[("m.essaim", &bundle)])),
        ("msg", pack::outlook("m.essaim", &bundle)),
        ("age", pack::encrypted(&bundle, "abeille", 4)),
    ];
    for (carrier, bytes) in carriers {
        let file = amand.file("reçu", bytes);
        for command in ["inspect", "verify", "plan"] {
            let answer = amand.done(&[command, &file, "--passphrase-file", &key]);
            assert_eq!(answer["carrier"], carrier, "{command}");
        }
        let done = amand.done(&[
            "import",
            "--accept-unknown",
            &file,
            "--passphrase-file",
            &key,
        ]);
        assert_eq!(done["imports"][0]["carrier"], carrier);
    }
    assert_eq!(amand.done(&["imports"])["total"], 1);
    let locked = amand.file("reçu", pack::encrypted(&bundle, "abeille", 4));
    assert_eq!(amand.run(&["inspect", &locked]).code(), "passphrase_needed");
}
