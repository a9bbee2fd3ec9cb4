//! The removable drives that a bundle may be laid on.

use essaim_ops::machine::Drive;
use serde_json::{Value as Json, json};

use super::Outcome;
use crate::answer::Answer;
use crate::session::Session;

/// Shows those that are plugged in, by name.
pub(super) fn drives(session: &Session<'_>) -> Outcome {
    let drives = session.machine().drives.removable();
    let words = session.words;
    let json: Vec<Json> = drives.iter().map(described).collect();
    let line = |drive: &Drive| {
        let room = match drive.read_only {
            true => words.pick("lecture seule", "read-only").to_owned(),
            false => format!(
                "{} {}",
                words.size(drive.free),
                words.pick("libres", "free")
            ),
        };
        format!("{}  {} · {room}", drive.path.display(), drive.name)
    };
    let mut lines: Vec<String> = drives.iter().map(line).collect();
    lines.push(words.count(
        drives.len(),
        ["disque amovible", "disques amovibles"],
        ["removable drive", "removable drives"],
    ));
    let total = drives.len();
    Ok(Answer::new(
        json!({"drives": json, "total": total}),
        lines.join("\n"),
    ))
}

fn described(drive: &Drive) -> Json {
    json!({
        "name": drive.name,
        "path": drive.path.display().to_string(),
        "free": drive.free,
        "size": drive.size,
        "read_only": drive.read_only,
    })
}
