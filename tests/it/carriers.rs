//! In whatever a bundle travels, it is the same bundle; and what carries none says what happened and what to do.

mod leaving;
pub(crate) mod pack;
mod printed;
mod process;
mod typeset;

use std::path::{Path, PathBuf};

use essaim_ops::OpError;
use essaim_ops::error::Language;
use essaim_ops::exchange::carrier::{Arrival, Carrier};
use essaim_ops::exchange::{Incoming, Limits, Silent, inspect, verify};
use essaim_testkit::{Desk, UnpacksHere, roubaix, saint_amand};
use serde_json::json;

const PASSPHRASE: &str = "abeille et tilleul";

/// A bundle of Roubaix with one sheet of that title.
fn bundle(roubaix: &Desk, title: &str) -> Vec<u8> {
    let sheet = json!({"title": title, "summary": "Une maison cédée pour 1 €."});
    let id = roubaix.new_record("solution", &sheet).expect("a sheet");
    let file = roubaix.bundle("fiche.essaim", &[&id]).expect("a bundle");
    std::fs::read(file).expect("it is there")
}

fn plan(desk: &Desk, file: &Path, passphrase: Option<&str>) -> Result<Incoming, OpError> {
    let arrival = Arrival {
        passphrase,
        ..file.into()
    };
    desk.plan(arrival, &Limits::DEFAULT, &Silent)
}

fn import(desk: &Desk, file: &Path) -> Result<Incoming, OpError> {
    let arrival = Arrival {
        passphrase: Some(PASSPHRASE),
        ..file.into()
    };
    let imported = desk.import(arrival, &Limits::DEFAULT, true, None, &Silent)?;
    Ok(imported.value.incoming)
}

/// The same bundle in all that it may travel in. None of the names says what it is.
fn carriers(desk: &Desk, bundle: &[u8]) -> Vec<(Carrier, PathBuf)> {
    let all = [
        (Carrier::Pdf, pack::pdf(Some(("fiche.essaim", bundle)))),
        (Carrier::Zip, bundle.to_vec()),
        (
            Carrier::Mail,
            pack::mail("Bonjour", &[("fiche.essaim", bundle), ("logo.png", b"png")]),
        ),
        (Carrier::Essaim, bundle.to_vec()),
        (Carrier::Outlook, pack::outlook("fiche.essaim", bundle)),
        (Carrier::Encrypted, pack::encrypted(bundle, PASSPHRASE, 4)),
    ];
    all.into_iter()
        .enumerate()
        .map(|(at, (carrier, bytes))| {
            let ending = if carrier == Carrier::Zip {
                "zip"
            } else {
                "dat"
            };
            let file = desk
                .file(&format!("reçu-{at}.{ending}"), bytes)
                .expect("written");
            (carrier, file)
        })
        .collect()
}

#[test]
fn p14_the_same_bundle_by_pdf_zip_mail_and_essaim_is_one_import() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let bundle = bundle(&roubaix, "Maison à 1 €");
    let all = carriers(&amand, &bundle);
    for first in 0..all.len() {
        let desk = saint_amand().unwrap();
        let taken = import(&desk, &all[first].1).unwrap();
        assert_eq!((taken.plan.fresh.len(), taken.carrier), (1, all[first].0));
        for (carrier, file) in &all {
            let planned = plan(&desk, file, Some(PASSPHRASE)).unwrap();
            assert_eq!(planned.carrier, *carrier, "told by content");
            assert_eq!(planned.bundle_id, taken.bundle_id);
            assert!(
                planned.already_received_ms.is_some(),
                "{carrier:?} is déjà reçu"
            );
            let again = import(&desk, file).unwrap();
            assert!(again.plan.fresh.is_empty() && again.plan.updated.is_empty());
        }
        assert_eq!(
            desk.imports().unwrap().len(),
            1,
            "one import, whatever came first"
        );
    }
}

#[test]
fn a_bundle_that_was_packed_anew_on_its_way_is_the_same_import() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let bytes = bundle(&roubaix, "Maison à 1 €");
    let file = amand.file("fiche.essaim", &bytes).unwrap();
    import(&amand, &file).unwrap();
    let anew = crate::container::packed_anew(&bytes);
    assert_ne!(anew, bytes);
    let anew = amand.file("fiche.zip", anew).unwrap();
    let planned = plan(&amand, &anew, None).unwrap();
    assert_eq!(planned.container, "repackaged");
    assert!(planned.already_received_ms.is_some());
    import(&amand, &anew).unwrap();
    assert_eq!(amand.imports().unwrap().len(), 1);
}

#[test]
fn inspection_and_verification_open_every_carrier() {
    let roubaix = roubaix().unwrap();
    let bundle = bundle(&roubaix, "Maison à 1 €");
    for (carrier, file) in carriers(&roubaix, &bundle) {
        let arrival = Arrival {
            passphrase: Some(PASSPHRASE),
            ..file.as_path().into()
        };
        let found = inspect(arrival, &Limits::DEFAULT, &UnpacksHere).unwrap();
        assert_eq!((found.carrier, found.container), (carrier, "conforming"));
        let verdict = verify(arrival, &Limits::DEFAULT, &UnpacksHere).unwrap();
        assert!(verdict.is_valid() && verdict.carrier == carrier);
    }
}

#[test]
fn a_bundle_is_found_in_the_pdf_of_a_mail_that_was_forwarded() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let pdf = pack::pdf(Some(("fiche.essaim", &bundle(&roubaix, "Maison à 1 €"))));
    let mail = pack::forwarded(&pack::mail("Bonjour", &[("fiche.pdf", &pdf)]));
    let file = amand.file("lettre.eml", mail).unwrap();
    let taken = import(&amand, &file).unwrap();
    assert_eq!((taken.plan.fresh.len(), taken.carrier), (1, Carrier::Mail));
}

#[test]
fn of_several_bundles_in_one_mail_each_can_be_taken() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let (one, two) = (
        bundle(&roubaix, "Maison à 1 €"),
        bundle(&roubaix, "Zéro déchet"),
    );
    let ordinary = {
        let mut writer = b"PK\x05\x06".to_vec();
        writer.extend([0; 18]);
        writer
    };
    let files: [(&str, &[u8]); 4] = [
        ("a.essaim", &one),
        ("photos.zip", &ordinary),
        ("b.essaim", &two),
        ("a (copie).essaim", &one),
    ];
    let file = amand
        .file("lettre.eml", pack::mail("Bonjour", &files))
        .unwrap();
    let refused = plan(&amand, &file, None).unwrap_err();
    let OpError::SeveralBundles(names) = &refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        names,
        &["a.essaim", "b.essaim"],
        "the same bundle twice is one"
    );
    for part in 0..2 {
        let arrival = Arrival {
            part: Some(part),
            ..file.as_path().into()
        };
        let taken = amand
            .import(arrival, &Limits::DEFAULT, true, None, &Silent)
            .unwrap();
        assert_eq!(taken.value.incoming.plan.fresh.len(), 1);
    }
    assert_eq!(amand.imports().unwrap().len(), 2);
}

#[test]
fn what_carries_no_bundle_says_what_happened_and_what_to_do() {
    let desk = saint_amand().unwrap();
    let link = pack::mail("À télécharger : https://transfert.exemple.fr/x", &[]);
    let cases: [(&str, Vec<u8>, &str, &str); 7] = [
        (
            "imprimé.pdf",
            pack::pdf(None),
            "imprimé ou réenregistré",
            "printed or saved anew",
        ),
        (
            "autre.pdf",
            pack::pdf(Some(("plan.png", b"png"))),
            "imprimé ou réenregistré",
            "printed or saved anew",
        ),
        (
            "coupé.pdf",
            b"%PDF-1.7\n1 0 obj".to_vec(),
            "abîmé",
            "damaged",
        ),
        (
            "sans.eml",
            pack::mail("Bonjour", &[("logo.png", b"png")]),
            "pas de paquet",
            "no bundle",
        ),
        ("lien.eml", link, "seulement un lien", "only a link"),
        (
            "tnef.eml",
            pack::mail("", &[("winmail.dat", b"x\x9f\x3e\"")]),
            "winmail.dat",
            "winmail.dat",
        ),
        (
            "tableur.xls",
            pack::outlook("x", b"y")[..600].to_vec(),
            "pas un paquet",
            "not an Essaim bundle",
        ),
    ];
    for (name, bytes, french, english) in cases {
        let file = desk.file(name, bytes).unwrap();
        let error = plan(&desk, &file, None).unwrap_err();
        for (language, words) in [(Language::French, french), (Language::English, english)] {
            let message = error.message(language);
            assert!(message.what.contains(words), "{name}: {}", message.what);
            assert!(!message.action.is_empty());
        }
        let verdict = verify(&file, &Limits::DEFAULT, &UnpacksHere).unwrap();
        assert!(!verdict.is_valid(), "{name}");
    }
    assert!(desk.imports().unwrap().is_empty());
}

#[test]
fn an_encrypted_file_asks_for_its_passphrase_and_opens_with_no_other() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let bytes = bundle(&roubaix, "Maison à 1 €");
    let sealed = pack::encrypted(&bytes, PASSPHRASE, 4);
    let file = amand.file("fiche.essaim", &sealed).unwrap();
    let code = |error: OpError| error.code();
    assert_eq!(
        plan(&amand, &file, None).map_err(code).unwrap_err(),
        "passphrase_needed"
    );
    assert_eq!(
        plan(&amand, &file, Some("frelon"))
            .map_err(code)
            .unwrap_err(),
        "wrong_passphrase"
    );
    assert!(plan(&amand, &file, Some(PASSPHRASE)).is_ok());
    let mail = amand
        .file(
            "lettre.eml",
            pack::mail("Bonjour", &[("fiche.age", &sealed)]),
        )
        .unwrap();
    assert_eq!(
        plan(&amand, &mail, Some(PASSPHRASE)).unwrap().carrier,
        Carrier::Mail
    );
    for at in [30, sealed.len() / 2, sealed.len() - 1] {
        let mut flipped = sealed.clone();
        flipped[at] ^= 1;
        let file = amand.file("abîmé.age", flipped).unwrap();
        assert!(plan(&amand, &file, Some(PASSPHRASE)).is_err(), "byte {at}");
    }
    let costly = amand.file("coûteux.age", costly(&sealed)).unwrap();
    assert_eq!(
        plan(&amand, &costly, Some(PASSPHRASE))
            .map_err(code)
            .unwrap_err(),
        "dangerous"
    );
}

/// The same file asking for 2^40 rounds of work.
fn costly(sealed: &[u8]) -> Vec<u8> {
    let line_end = sealed
        .windows(3)
        .position(|three| three == b" 4\n")
        .expect("the work is in the header");
    let mut costly = sealed[..line_end].to_vec();
    costly.extend_from_slice(b" 40\n");
    costly.extend_from_slice(&sealed[line_end + 3..]);
    costly
}

#[test]
fn a_carrier_leaves_no_private_file_behind() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let bytes = bundle(&roubaix, "Maison à 1 €");
    for (_, file) in carriers(&amand, &bytes) {
        plan(&amand, &file, Some(PASSPHRASE)).unwrap();
        drop(plan(&amand, &file, Some("frelon")));
    }
    let left = std::fs::read_dir(amand.folder().join("incoming")).map_or(0, Iterator::count);
    assert_eq!(left, 0);
}
