//! Why something did not leave: whom it answers, and what a stick or a folder can do to it; with the sentences for each case.

use super::messages::{Four, four};

/// Why something did not leave. Nothing stands under its final name then.
#[derive(Debug, thiserror::Error)]
pub enum Departure {
    /// It is ours, and was not started from another's sheet: there is no one to give feedback to.
    #[error("{0} does not come from another organisation")]
    NotAdopted(String),
    /// What is to leave is about no one's record: feedback has no addressee.
    #[error("no addressee")]
    NoAddressee,
    /// What is to leave is about the records of several organisations.
    #[error("several addressees")]
    SeveralAddressees,
    /// A stick or folder has no room left.
    #[error("{0} is full")]
    PlaceFull(String),
    /// A stick or folder cannot be written to.
    #[error("{0} is read-only")]
    PlaceReadOnly(String),
    /// A stick or folder is no longer there.
    #[error("{0} is gone")]
    PlaceGone(String),
    /// A stick or folder keeps other bytes than it was given.
    #[error("{0} does not keep what is written")]
    NotAsWritten(String),
}

impl Departure {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Departure::NotAdopted(_) => "not_adopted",
            Departure::NoAddressee => "no_addressee",
            Departure::SeveralAddressees => "several_addressees",
            Departure::PlaceFull(_) => "place_full",
            Departure::PlaceReadOnly(_) => "place_read_only",
            Departure::PlaceGone(_) => "place_gone",
            Departure::NotAsWritten(_) => "not_as_written",
        }
    }

    /// What it is about, by name.
    pub fn name(&self) -> Option<&str> {
        match self {
            Departure::NoAddressee | Departure::SeveralAddressees => None,
            Departure::NotAdopted(name)
            | Departure::PlaceFull(name)
            | Departure::PlaceReadOnly(name)
            | Departure::PlaceGone(name)
            | Departure::NotAsWritten(name) => Some(name),
        }
    }

    /// What happened, and what to do.
    pub(super) fn sentences(&self) -> Four {
        match self {
            Departure::PlaceFull(name) => [
                format!("Il n'y a plus de place sur « {name} » : rien n'y a été laissé."),
                "Libérez de la place, ou choisissez une autre clé ou un autre dossier.".into(),
                format!("There is no room left on \"{name}\": nothing was left there."),
                "Free some space, or choose another stick or folder.".into(),
            ],
            Departure::PlaceReadOnly(name) => [
                format!("« {name} » est protégé en écriture."),
                "Déverrouillez la clé, ou choisissez une autre clé ou un autre dossier.".into(),
                format!("\"{name}\" is write-protected."),
                "Unlock the stick, or choose another stick or folder.".into(),
            ],
            Departure::PlaceGone(name) => [
                format!(
                    "« {name} » n'est plus là : la clé a été retirée, ou le dossier n'existe plus."
                ),
                "Rebranchez la clé, ou choisissez un autre dossier, puis recommencez.".into(),
                format!(
                    "\"{name}\" is no longer there: the stick was pulled out, or the folder is gone."
                ),
                "Plug the stick in again, or choose another folder, then start again.".into(),
            ],
            Departure::NotAsWritten(name) => [
                format!(
                    "« {name} » n'a pas gardé ce qui y a été écrit : la clé est sans doute usée."
                ),
                "Rien n'y a été laissé. Prenez une autre clé.".into(),
                format!(
                    "\"{name}\" did not keep what was written to it: the stick is probably worn out."
                ),
                "Nothing was left there. Take another stick.".into(),
            ],
            Departure::NotAdopted(title) => [
                format!(
                    "« {title} » ne vient pas d'une autre collectivité : il n'y a personne à qui en faire retour."
                ),
                "Choisissez une fiche reçue, ou un projet commencé d'après une fiche reçue.".into(),
                format!(
                    "\"{title}\" does not come from another organisation: there is no one to give feedback to."
                ),
                "Choose a sheet that was received, or a project started from one.".into(),
            ],
            Departure::NoAddressee => four(
                "Ce paquet ne répond à personne.",
                "Choisissez un retour d'expérience sur une fiche reçue, ou dites à qui l'envoyer.",
                "This bundle answers no one.",
                "Choose feedback on a sheet that was received, or say whom it is for.",
            ),
            Departure::SeveralAddressees => four(
                "Ces retours s'adressent à plusieurs collectivités.",
                "Faites un paquet pour chacune.",
                "This feedback is for several organisations.",
                "Make a bundle for each of them.",
            ),
        }
    }
}
