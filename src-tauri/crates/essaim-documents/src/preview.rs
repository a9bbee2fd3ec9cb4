//! Names of the sheets' pages inside a bundle.

/// The folder of the pages.
pub const FOLDER: &str = "preview";

/// Names that Windows keeps for devices, whatever follows the first point.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// The file name of a record's page: lower-case ASCII `[a-z0-9._-]`, different for different ids on every file system.
///
/// A capital becomes `_` and its small letter, `_` becomes `__`; a device's name is preceded by `_.`, which nothing else makes.
pub fn preview_name(record: &str) -> String {
    let mut name = String::with_capacity(record.len() + 8);
    if is_device(record) {
        name.push_str("_.");
    }
    for c in record.chars() {
        match c {
            '_' => name.push_str("__"),
            'A'..='Z' => {
                name.push('_');
                name.push(c.to_ascii_lowercase());
            }
            'a'..='z' | '0'..='9' | '.' | '-' => name.push(c),
            // No record id holds anything else; if one did, its page would still have a plain name of its own.
            other => name.push_str(&format!("_0{:x}_1", u32::from(other))),
        }
    }
    name.push_str(".html");
    name
}

/// The path of a record's page inside the bundle: `preview/<name>`.
pub fn preview_path(record: &str) -> String {
    format!("{FOLDER}/{}", preview_name(record))
}

fn is_device(record: &str) -> bool {
    // Ids are lower-cased by what follows, so only ids in lower case can collide with a device.
    let stem = record.split('.').next().unwrap_or_default();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    DEVICES.contains(&stem) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_plain_and_never_a_device_or_a_folder() {
        for (record, name) in [
            (
                "0192f1a0-7c3e-7abc-8def-0123456789ab",
                "0192f1a0-7c3e-7abc-8def-0123456789ab.html",
            ),
            ("Roubaix_Maison", "_roubaix___maison.html"),
            ("con", "_.con.html"),
            ("com1.x", "_.com1.x.html"),
            ("CON", "_c_o_n.html"),
            ("a..", "a...html"),
        ] {
            assert_eq!(preview_name(record), name);
        }
        let odd = preview_name("../é");
        assert!(!odd.contains('/') && odd.is_ascii(), "{odd}");
    }

    #[test]
    fn different_records_have_different_pages() {
        // All ids of up to four of the characters that could be confused.
        let letters = ["a", "A", "_", ".", "-", "0", "1"];
        let mut ids = vec![String::new()];
        for _ in 0..4 {
            let longer: Vec<String> = ids
                .iter()
                .flat_map(|id| letters.iter().map(move |l| format!("{id}{l}")))
                .collect();
            ids.extend(longer);
        }
        ids.extend(["con", "CON", "Con", "_.con", "_con"].map(str::to_owned));
        let ids: HashSet<String> = ids.into_iter().collect();
        let names: HashSet<String> = ids.iter().map(|id| preview_name(id)).collect();
        assert_eq!(names.len(), ids.len(), "two records would share a page");
        assert!(names.iter().all(|name| {
            name.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
        }));
    }
}
