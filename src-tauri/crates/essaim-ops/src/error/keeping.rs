//! Why a backup, a recovery or an erasure was refused, with the sentences for each case.

use essaim_bundle::backup::BackupError;

use super::{OpError, StoreError};

/// What keeping safe was refused for. Nothing was touched then.
#[derive(Debug, thiserror::Error)]
pub enum Keeping {
    /// The file is no backup.
    #[error("not a backup")]
    NotABackup,
    /// A later version of the program wrote it.
    #[error("the backup was written by a later version of the program")]
    TooRecent,
    /// Its end is missing.
    #[error("the backup is cut short")]
    Truncated,
    /// It is not what was written.
    #[error("the backup was altered: {0}")]
    Altered(&'static str),
    /// Another passphrase opens it.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// Nobody has chosen a passphrase yet.
    #[error("no passphrase has been chosen")]
    NoPassphrase,
    /// The passphrase is too easily guessed.
    #[error("the passphrase is too short")]
    WeakPassphrase,
    /// The place of backups is not there.
    #[error("the place {0} is not there")]
    PlaceGone(String),
    /// The place of backups is the workspace itself.
    #[error("{0} lies inside the workspace")]
    PlaceInside(String),
    /// There is something already where a workspace was to be restored.
    #[error("{0} is not empty")]
    Occupied(String),
    /// What was written does not read back as it was written.
    #[error("what was written to {0} does not read back")]
    NotReadBack(String),
    /// The organisation's root key is not there.
    #[error("the organisation's root key is not there")]
    NoRoot,
    /// A word that is not in the list.
    #[error("word {position} is not in the list")]
    UnknownWord {
        /// Its place, from 1.
        position: usize,
        /// What was typed.
        word: String,
        /// Words of the list that resemble it.
        near: Vec<String>,
    },
    /// There are not 24 words.
    #[error("{0} words instead of 24")]
    WordCount(usize),
    /// All words are in the list, and they do not belong together.
    #[error("the words do not belong together")]
    WrongWords,
}

impl From<BackupError> for OpError {
    fn from(error: BackupError) -> Self {
        OpError::Keeping(match error {
            BackupError::NotABackup => Keeping::NotABackup,
            BackupError::TooRecent(_) => Keeping::TooRecent,
            BackupError::Truncated => Keeping::Truncated,
            BackupError::Altered(what) => Keeping::Altered(what),
            BackupError::WrongPassphrase => Keeping::WrongPassphrase,
            BackupError::Cancelled => return OpError::Cancelled,
            BackupError::Io(error) => return OpError::Store(StoreError::from(error)),
        })
    }
}

impl Keeping {
    /// The code by which scripts and the window know the case.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Keeping::NotABackup => "not_a_backup",
            Keeping::TooRecent => "backup_too_recent",
            Keeping::Truncated => "backup_truncated",
            Keeping::Altered(_) => "backup_altered",
            Keeping::WrongPassphrase => "wrong_passphrase",
            Keeping::NoPassphrase => "no_passphrase",
            Keeping::WeakPassphrase => "weak_passphrase",
            Keeping::PlaceGone(_) => "place_gone",
            Keeping::PlaceInside(_) => "place_inside",
            Keeping::Occupied(_) => "place_occupied",
            Keeping::NotReadBack(_) => "not_read_back",
            Keeping::NoRoot => "root_missing",
            Keeping::UnknownWord { .. } => "unknown_word",
            Keeping::WordCount(_) => "word_count",
            Keeping::WrongWords => "wrong_words",
        }
    }

    /// What happened and what to do: French, French, English, English.
    pub(super) fn sentences(&self) -> [String; 4] {
        let four = |texts: [&str; 4]| texts.map(str::to_owned);
        match self {
            Keeping::NotABackup => four([
                "Ce fichier n'est pas une sauvegarde d'Essaim.",
                "Choisissez un fichier dont le nom finit par « .sauvegarde ».",
                "This file is not an Essaim backup.",
                "Choose a file whose name ends in \".sauvegarde\".",
            ]),
            Keeping::TooRecent => four([
                "Cette sauvegarde vient d'une version plus récente d'Essaim.",
                "Mettez Essaim à jour sur ce poste, puis recommencez.",
                "This backup was made by a later version of Essaim.",
                "Update Essaim on this computer, then try again.",
            ]),
            Keeping::Truncated => four([
                "Cette sauvegarde est incomplète : la fin du fichier manque.",
                "Copiez-la de nouveau depuis son emplacement d'origine, ou prenez la précédente.",
                "This backup is incomplete: the end of the file is missing.",
                "Copy it again from where it came from, or take the one before.",
            ]),
            Keeping::Altered(_) => four([
                "Cette sauvegarde a été abîmée ou modifiée : elle n'est pas rouverte, et rien n'a été touché.",
                "Copiez-la de nouveau depuis son emplacement d'origine, ou prenez la précédente.",
                "This backup was damaged or changed: it is not opened, and nothing was touched.",
                "Copy it again from where it came from, or take the one before.",
            ]),
            Keeping::WrongPassphrase => four([
                "Ce n'est pas la phrase de passe de cette sauvegarde.",
                "Vérifiez chaque mot. Une sauvegarde ancienne garde la phrase qui valait ce jour-là.",
                "This is not the passphrase of this backup.",
                "Check each word. An old backup keeps the passphrase of its day.",
            ]),
            Keeping::NoPassphrase => four([
                "Aucune phrase de passe n'a été choisie : il n'y a pas encore de sauvegarde.",
                "Choisissez-en une dans Réglages, Sécurité des données.",
                "No passphrase has been chosen: there is no backup yet.",
                "Choose one in Settings, Data safety.",
            ]),
            Keeping::WeakPassphrase => four([
                "Cette phrase de passe se devine trop facilement.",
                "Prenez au moins douze caractères, ou les six mots proposés.",
                "This passphrase is too easily guessed.",
                "Take at least twelve characters, or the six words proposed.",
            ]),
            other => other.place_sentences(),
        }
    }

    fn place_sentences(&self) -> [String; 4] {
        match self {
            Keeping::PlaceGone(place) => [
                format!("L'emplacement {place} n'est pas accessible. Les sauvegardes déjà faites y restent."),
                "Branchez la clé ou reconnectez le partage, puis relancez la sauvegarde.".into(),
                format!("The place {place} cannot be reached. The backups already there stay."),
                "Plug the stick in or reconnect the share, then back up again.".into(),
            ],
            Keeping::PlaceInside(place) => [
                format!("{place} est dans l'espace de travail lui-même : ce ne serait pas une sauvegarde."),
                "Choisissez un partage, une clé USB ou un autre disque.".into(),
                format!("{place} lies inside the workspace itself: that would be no backup."),
                "Choose a share, a USB stick or another disk.".into(),
            ],
            Keeping::Occupied(place) => [
                format!("{place} contient déjà un espace de travail : il n'est pas remplacé."),
                "Choisissez un dossier vide.".into(),
                format!("{place} already holds a workspace: it is not replaced."),
                "Choose an empty folder.".into(),
            ],
            Keeping::NotReadBack(place) => [
                format!("La sauvegarde écrite sur {place} ne se relit pas : elle a été retirée, la précédente reste."),
                "Le support est peut-être usé : essayez-en un autre.".into(),
                format!("The backup written to {place} does not read back: it was removed, the one before stays."),
                "The medium may be worn out: try another one.".into(),
            ],
            Keeping::UnknownWord { position, word, near } => {
                let (near_fr, near_en) = match near.as_slice() {
                    [] => (String::new(), String::new()),
                    words => (
                        format!(" Est-ce « {} » ?", words.join(" », « ")),
                        format!(" Is it \"{}\"?", words.join("\", \"")),
                    ),
                };
                [
                    format!("Le mot n° {position}, « {word} », n'est pas un mot de la fiche."),
                    format!("Relisez ce mot sur la fiche.{near_fr}"),
                    format!("Word no. {position}, \"{word}\", is not a word of the sheet."),
                    format!("Read that word on the sheet again.{near_en}"),
                ]
            }
            Keeping::WordCount(count) => [
                format!("La fiche porte 24 mots, il y en a ici {count}."),
                "Recopiez tous les mots, dans l'ordre des numéros.".into(),
                format!("The sheet has 24 words, here are {count}."),
                "Copy all the words, in the order of their numbers.".into(),
            ],
            Keeping::WrongWords => [
                "Chaque mot existe, mais ils ne vont pas ensemble : l'un d'eux n'est pas le bon, ou deux sont échangés.".into(),
                "Relisez les mots un par un, avec leurs numéros.".into(),
                "Each word exists, but they do not belong together: one of them is wrong, or two are swapped.".into(),
                "Read the words again one by one, with their numbers.".into(),
            ],
            _ => [
                "La clé d'origine de la collectivité n'est pas sur ce poste.".into(),
                "Prenez une sauvegarde du poste qui l'a, ou la fiche de récupération.".into(),
                "The organisation's root key is not on this desktop.".into(),
                "Take a backup of the desktop that has it, or the recovery sheet.".into(),
            ],
        }
    }
}
