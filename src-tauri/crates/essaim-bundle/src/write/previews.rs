//! The file name of a record's readable sheet.

use essaim_model::RecordId;
use sha2::{Digest, Sha256};

use crate::zip::profile::PREVIEWS;

/// Names that Windows gives to devices, whatever their extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The path of a record's sheet: its id where that is a name of the profile, else its id in lower case and a part of its
/// hash, so that two records never land on one another.
pub fn path(record: &RecordId) -> String {
    let id = record.as_str();
    let lower = id.to_ascii_lowercase();
    let stem = lower
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end_matches(|c: char| c.is_ascii_digit());
    if lower == id && !DEVICES.contains(&stem) {
        return format!("{PREVIEWS}{id}.html");
    }
    let hash = Sha256::digest(id);
    let [a, b, c, d] = [hash[0], hash[1], hash[2], hash[3]];
    format!("{PREVIEWS}{lower}_{a:02x}{b:02x}{c:02x}{d:02x}.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_has_a_sheet_name_of_its_own() {
        let path = |id: &str| path(&RecordId::new(id).expect("a record's id"));
        assert_eq!(path("sol-000001"), "preview/sol-000001.html");
        assert_ne!(
            path("Maison"),
            path("MAISON"),
            "letter case is lost on some disks"
        );
        for id in ["CON", "nul", "com1", "Maison-1.A"] {
            assert!(crate::zip::profile::allows(&path(id)), "{id}");
            assert_ne!(path(id), format!("preview/{id}.html"));
        }
    }
}
