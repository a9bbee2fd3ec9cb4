//! Integrity: check everything, or compute anew what is computed.

use std::collections::HashMap;

use essaim_model::{BlobHash, Value};
use essaim_store::{CheckReport, Damage};

use crate::{OpError, Workspace, reference};

impl Workspace {
    /// Checks the file, every revision and attachment, and what is computed against a rebuild. Nothing is changed.
    ///
    /// # Errors
    /// The workspace cannot be read at all.
    pub fn check(&self) -> Result<CheckReport, OpError> {
        let report = self.writer().check(|tx| {
            tx.rebuild()?;
            reference::put(tx).map_err(|error| match error {
                OpError::Store(store) => store,
                other => essaim_store::StoreError::Body(other.to_string()),
            })
        })?;
        Ok(report)
    }

    /// What was found wrong, a sentence each in French and English; attachments by the names that people gave them.
    pub fn in_words(&self, problems: &[Damage]) -> Vec<(String, String)> {
        let is_of_a_file = |damage: &Damage| {
            matches!(
                damage,
                Damage::AttachmentChanged(_) | Damage::AttachmentMissing(_)
            )
        };
        let names = match problems.iter().any(is_of_a_file) {
            // Where the database is damaged too, those without a name are told by their hash.
            true => self.names_of_files().unwrap_or_default(),
            false => HashMap::new(),
        };
        problems.iter().map(|one| sentences(one, &names)).collect()
    }

    /// The names that records give to files.
    fn names_of_files(&self) -> Result<HashMap<BlobHash, String>, OpError> {
        let mut names = HashMap::new();
        self.reader().view().each_body(|_, body| {
            for value in body.state.displayed(u64::MAX).values() {
                let text = |name| value.member(name).and_then(Value::as_text);
                if let (Some(hash), Some(name)) = (text("sha256"), text("name"))
                    && let Ok(hash) = hash.parse()
                {
                    names.insert(hash, name.to_owned());
                }
            }
            Ok::<_, OpError>(())
        })?;
        Ok(names)
    }

    /// Computes lists and index anew from the revisions.
    ///
    /// # Errors
    /// The workspace cannot be written.
    pub fn rebuild(&self) -> Result<(), OpError> {
        let now_ms = self.machine().clock.now_ms();
        self.writer().transaction(now_ms, |tx| {
            tx.rebuild()?;
            reference::put(tx)
        })
    }
}

fn sentences(damage: &Damage, names: &HashMap<BlobHash, String>) -> (String, String) {
    let name = |hash: &BlobHash| {
        let known = names.get(hash).cloned();
        known.unwrap_or_else(|| hash.to_string().chars().take(12).collect())
    };
    match damage {
        Damage::File(said) => (
            format!("Le fichier de la base de données est abîmé ({said})."),
            format!("The database file is damaged ({said})."),
        ),
        Damage::Revision(hash) => (
            format!("La révision {hash} est abîmée."),
            format!("The revision {hash} is damaged."),
        ),
        Damage::AttachmentChanged(hash) => (
            format!("La pièce « {} » a été modifiée hors d'Essaim.", name(hash)),
            format!(
                "The attachment \"{}\" was changed outside Essaim.",
                name(hash)
            ),
        ),
        Damage::AttachmentMissing(hash) => (
            format!("La pièce « {} » n'est plus sur le disque.", name(hash)),
            format!(
                "The attachment \"{}\" is no longer on the disk.",
                name(hash)
            ),
        ),
        Damage::Copied { owner, device, n } => (
            format!(
                "Le poste {device} ({owner}) a servi deux fois le numéro {n} : il a été copié."
            ),
            format!("The desktop {device} ({owner}) used the number {n} twice: it was copied."),
        ),
        Damage::Computed => (
            "Les listes et l'index ne correspondent plus à ce qui est écrit.".to_owned(),
            "Lists and index no longer agree with what is written.".to_owned(),
        ),
    }
}
