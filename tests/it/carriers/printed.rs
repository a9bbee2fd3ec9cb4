//! The printed sheet carries its bundle: what was exported as PDF is imported as the bundle it is, and shows nothing else.

use essaim_ops::exchange::Posting;
use essaim_ops::exchange::carrier::Carrier;
use essaim_testkit::{roubaix, saint_amand};
use serde_json::json;

use super::leaving::post;
use super::{PASSPHRASE, import, plan};

fn pdf() -> Posting {
    Posting {
        carrier: Carrier::Pdf,
        ..Posting::default()
    }
}

#[test]
fn p14_a_printed_sheet_is_imported_as_the_bundle_it_carries() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let sheet = json!({
        "title": "Maison à 1 € #panic(\"x\")", "summary": "Une maison cédée pour 1 €.", "context": "Des maisons *vides*.",
        "obstacles": "Les banques prêtent peu : $1^2$.",
        "indicators": [{"name": "Maisons", "unit": "maisons", "direction": "up",
            "readings": [{"date": "2018-01-01", "value": "0"}, {"date": "2020-06-30", "value": "13"}]}],
    });
    let one = roubaix.new_record("solution", &sheet).unwrap();
    let two = roubaix
        .new_record("solution", &json!({"title": "Zéro déchet"}))
        .unwrap();
    let posted = post(&roubaix, &[&one, &two], &pdf(), "fiches.pdf");
    let plain = roubaix.bundle("fiches.essaim", &[&one, &two]).unwrap();
    let bytes = std::fs::read(&posted.first.file).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let found = essaim_documents::carrier::unpack(&bytes).unwrap().found;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].name, "fiches.essaim");
    assert_eq!(
        found[0].bytes,
        std::fs::read(&plain).unwrap(),
        "the very bytes of the bundle"
    );
    let taken = import(&amand, &posted.first.file).unwrap();
    assert_eq!((taken.plan.fresh.len(), taken.carrier), (2, Carrier::Pdf));
    assert!(
        plan(&amand, &plain, None)
            .unwrap()
            .already_received_ms
            .is_some()
    );
}

#[test]
fn a_pdf_locked_with_a_passphrase_opens_through_both_layers() {
    let (roubaix, amand) = (roubaix().unwrap(), saint_amand().unwrap());
    let id = roubaix
        .new_record("solution", &json!({"title": "Maison à 1 €"}))
        .unwrap();
    let posting = Posting {
        passphrase: Some(PASSPHRASE.to_owned()),
        ..pdf()
    };
    let file = post(&roubaix, &[&id], &posting, "fiche.pdf").first.file;
    assert_eq!(
        plan(&amand, &file, None).unwrap_err().code(),
        "passphrase_needed"
    );
    assert_eq!(import(&amand, &file).unwrap().plan.fresh.len(), 1);
}
