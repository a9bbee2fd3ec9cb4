//! What is held about a person, written out for them: a table that any spreadsheet opens.

use std::io::Write;
use std::path::Path;

use super::Held;
use crate::error::Language;
use crate::exchange::{Progress, rfc3339};
use crate::{OpError, Workspace};

impl Workspace {
    /// Writes all that mentions a person into a table (CSV with `;` and a byte order mark). Gives the number of lines.
    ///
    /// # Errors
    /// The workspace cannot be read, or the file written.
    pub fn export_person(
        &self,
        typed: &str,
        target: &Path,
        language: Language,
        progress: &dyn Progress,
    ) -> Result<u32, OpError> {
        let held = self.find_person(typed, progress)?;
        let french = language == Language::French;
        let mut text = String::from("\u{feff}");
        text.push_str(if french {
            "Type;Élément;Champ;Passage;Versions;Encore affiché;Dernière écriture\r\n"
        } else {
            "Kind;Record;Field;Passage;Versions;Still shown;Last written\r\n"
        });
        for one in &held {
            text.push_str(&line(one, french));
        }
        let temporary = target.with_extension("csv.new");
        let written = std::fs::File::create(&temporary)
            .and_then(|mut file| {
                file.write_all(text.as_bytes())
                    .and_then(|()| file.sync_all())
            })
            .and_then(|()| self.machine().files.replace(&temporary, target));
        written.map_err(|error| {
            drop(std::fs::remove_file(&temporary));
            OpError::file(target, error)
        })?;
        Ok(held.len() as u32)
    }
}

fn line(one: &Held, french: bool) -> String {
    let pick = |label: essaim_model::schema::Label| if french { label.fr } else { label.en };
    let kind =
        essaim_model::schema::kind(&one.kind).map_or(one.kind.as_str(), |kind| pick(kind.label));
    let field = one.label.map_or(one.path.as_str(), pick);
    let shown = match (one.current, french) {
        (true, true) => "oui",
        (true, false) => "yes",
        (false, true) => "non",
        (false, false) => "no",
    };
    let cells = [
        kind,
        &one.title,
        field,
        &one.excerpt,
        &one.versions.to_string(),
        shown,
        &rfc3339(one.ms),
    ];
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("{}\r\n", cells.join(";"))
}

/// A cell: quoted, and never read as a formula.
fn cell(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    let line = text.replace(['\r', '\n'], " ");
    format!("\"{guarded}{}\"", line.replace('"', "\"\""))
}
