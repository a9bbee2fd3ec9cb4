//! A backup that is not what was written is refused, each case with its own sentence, and nothing is touched.

use std::fs;
use std::path::Path;

use essaim_ops::backup;
use essaim_ops::error::Language;
use essaim_ops::exchange::Silent;
use essaim_testkit::{Desk, roubaix};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Computer, PHRASE, Tried};

fn small() -> Tried<(Desk, Vec<u8>)> {
    let desk = roubaix()?;
    desk.file("note.txt", "une note")?;
    desk.new_record(
        "solution",
        &json!({"id": "sheet", "title": "Fiche", "attachments": [{"path": "note.txt"}]}),
    )?;
    desk.choose_passphrase(PHRASE)?;
    let file = desk.path("a.sauvegarde");
    desk.back_up_to(&file, &Silent)?;
    let bytes = fs::read(file)?;
    Ok((desk, bytes))
}

/// The code with which a restoration is refused; nothing is left of it.
fn refused(computer: &Computer, file: &Path, phrase: &str) -> Tried<String> {
    let error = computer
        .restore(file, phrase)
        .err()
        .ok_or("it must be refused")?;
    assert!(!computer.place().exists(), "nothing is left");
    for language in [Language::French, Language::English] {
        let message = error.message(language);
        assert!(!message.what.is_empty() && !message.action.is_empty());
    }
    Ok(error.code().to_owned())
}

#[test]
fn each_way_of_being_no_good_has_its_own_sentence() -> Tried {
    let (desk, bytes) = small()?;
    let computer = Computer::new(5)?;
    let trial = |bytes: &[u8]| desk.file("trial", bytes);
    assert_eq!(
        refused(&computer, &trial(&bytes)?, "une autre phrase")?,
        "wrong_passphrase"
    );
    assert_eq!(
        refused(&computer, &trial(&bytes[..bytes.len() - 1])?, PHRASE)?,
        "backup_truncated"
    );
    assert_eq!(
        refused(&computer, &trial(b"%PDF-1.7\n")?, PHRASE)?,
        "not_a_backup"
    );
    assert_eq!(refused(&computer, &trial(b"")?, PHRASE)?, "not_a_backup");
    let later = [b"essaim-backup 2\n", &bytes[16..]].concat();
    assert_eq!(
        refused(&computer, &trial(&later)?, PHRASE)?,
        "backup_too_recent"
    );
    let mut altered = bytes.clone();
    altered[bytes.len() / 2] ^= 1;
    assert_eq!(
        refused(&computer, &trial(&altered)?, PHRASE)?,
        "backup_altered"
    );
    Ok(())
}

#[test]
fn any_flipped_byte_is_refused_also_when_the_seal_was_made_anew() -> Tried {
    let (desk, bytes) = small()?;
    let computer = Computer::new(5)?;
    let sealed = bytes.len() - 72;
    let header = bytes.len().min(600);
    // Each byte of the head, then a sample of the rest.
    let places = (0..header)
        .step_by(7)
        .chain((header..bytes.len()).step_by(bytes.len() / 60));
    for (i, at) in places.enumerate() {
        let mut altered = bytes.clone();
        altered[at] ^= 0x20;
        let file = desk.file("trial", &altered)?;
        let code = backup::verify_backup(&file, None, &Silent)
            .err()
            .map(|error| error.code());
        assert!(code.is_some(), "byte {at} was flipped and nobody noticed");
        // Opening costs a second's work on purpose: some of them.
        if at < sealed && i % 6 == 0 {
            let seal: String = Sha256::digest(&altered[..sealed])
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            altered.splice(sealed.., format!("sha256 {seal}\n").into_bytes());
            refused(&computer, &desk.file("trial", &altered)?, PHRASE)?;
        }
    }
    Ok(())
}

#[test]
fn a_backup_that_is_cut_short_anywhere_is_refused() -> Tried {
    let (desk, bytes) = small()?;
    for length in (0..bytes.len()).step_by(bytes.len() / 80) {
        let file = desk.file("trial", &bytes[..length])?;
        let code = backup::verify_backup(&file, None, &Silent)
            .err()
            .map(|error| error.code());
        assert!(
            matches!(
                code,
                Some("backup_truncated" | "not_a_backup" | "backup_altered")
            ),
            "{length}: {code:?}"
        );
    }
    Ok(())
}

#[test]
fn a_backup_of_another_workspace_cannot_be_put_under_the_key_of_this_one() -> Tried {
    let (desk, bytes) = small()?;
    let (_, other) = small()?;
    let end_of_head = |bytes: &[u8]| -> Tried<usize> {
        let line = bytes
            .iter()
            .skip(16)
            .position(|byte| *byte == b'\n')
            .ok_or("a header")?;
        let header: serde_json::Value = serde_json::from_slice(&bytes[16..16 + line])?;
        Ok(16 + line + 1 + usize::try_from(header["key"].as_u64().ok_or("a length")?)?)
    };
    let mut mixed = bytes[..end_of_head(&bytes)?].to_vec();
    mixed.extend_from_slice(&other[end_of_head(&other)?..other.len() - 72]);
    let seal: String = Sha256::digest(&mixed)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    mixed.extend_from_slice(format!("sha256 {seal}\n").as_bytes());
    let file = desk.file("trial", &mixed)?;
    assert_eq!(
        refused(&Computer::new(5)?, &file, PHRASE)?,
        "backup_altered"
    );
    Ok(())
}
