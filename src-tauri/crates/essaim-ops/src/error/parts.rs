//! The parts of a bundle by what they are for people, with their name for those who look inside.

use essaim_bundle::Cap;

/// A part in French and English, in the singular: `son sommaire (manifest.json)`.
pub(super) fn part(what: &str) -> [String; 2] {
    let folder = what.split_once('/').map_or(what, |(folder, _)| folder);
    let (fr, en) = match folder {
        "manifest.json" => ("son sommaire", "its table of contents"),
        "manifest.sig" => (
            "la signature de son sommaire",
            "the signature of its table of contents",
        ),
        "manifest-sha256.txt" => ("la liste de ses empreintes", "the list of its fingerprints"),
        "keys" => (
            "l'attestation de son expéditeur",
            "the certificate of its sender",
        ),
        "revisions" => ("une partie de ses fiches", "a part of its sheets"),
        "attachments" => ("une de ses pièces", "one of its attachments"),
        "preview" => ("une de ses pages à lire", "one of its pages to read"),
        "mimetype" => ("son étiquette", "its label"),
        "LISEZMOI.html" | "LISEZMOI.txt" => ("son mode d'emploi", "its instructions"),
        "ro-crate-metadata.json" => ("sa description", "its description"),
        "age" => ("son enveloppe chiffrée", "its encrypted envelope"),
        _ => return [format!("« {what} »"), format!("\"{what}\"")],
    };
    let file = shortened(what);
    [format!("{fr} ({file})"), format!("{en} ({file})")]
}

/// What went over a cap: the file, all that is in it, or one part.
pub(super) fn over(what: &str, cap: Cap) -> [String; 2] {
    let (fr, en) = match cap {
        Cap::File => ("le fichier", "the file"),
        Cap::Inflated => ("son contenu une fois ouvert", "what it holds once opened"),
        Cap::Entries => ("le nombre de ses parties", "the number of its parts"),
        Cap::Certificates => (
            "le nombre de ses attestations",
            "the number of its certificates",
        ),
        _ => return part(what),
    };
    [fr.to_owned(), en.to_owned()]
}

/// A value of a cap with its unit, in French and English.
pub(super) fn amount(value: u64, cap: Cap) -> [String; 2] {
    if matches!(cap, Cap::Entries | Cap::Certificates) {
        return [value.to_string(), value.to_string()];
    }
    let units = match value {
        0..1024 => return [format!("{value} octets"), format!("{value} bytes")],
        1024..0x10_0000 => (1024.0, "Kio", "KiB"),
        _ => (1_048_576.0, "Mio", "MiB"),
    };
    let (unit, fr, en) = units;
    let number = format!("{:.1}", value as f64 / unit);
    [
        format!("{} {fr}", number.replace('.', ",")),
        format!("{number} {en}"),
    ]
}

/// The hash of an attachment is cut: its beginning tells it from the others.
fn shortened(what: &str) -> String {
    match what
        .strip_prefix("attachments/")
        .and_then(|hash| hash.get(..8))
    {
        Some(beginning) => format!("attachments/{beginning}…"),
        None => what.to_owned(),
    }
}
