//! Why a choice between values was refused, and what waits for one.

/// Why a choice between values was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChoiceError {
    /// Two values stand side by side: a person must choose before the record can be published.
    #[error("{0} waits for a choice")]
    Undecided(String),
    /// The values are no longer those that the person saw.
    #[error("the values have changed since they were shown")]
    Outdated,
    /// This field holds one value only.
    #[error("both cannot be kept in {0}")]
    OneOnly(String),
    /// What it was made from is not here.
    #[error("the source of {0} is not here")]
    NoSource(String),
}

impl ChoiceError {
    pub(super) fn code(&self) -> &'static str {
        match self {
            ChoiceError::Undecided(_) => "undecided",
            ChoiceError::Outdated => "choice_is_old",
            ChoiceError::OneOnly(_) => "one_value_only",
            ChoiceError::NoSource(_) => "no_source",
        }
    }

    /// What happened and what to do, in French, then in English.
    pub(super) fn sentences(&self) -> [String; 4] {
        match self {
            ChoiceError::Undecided(title) => [
                format!("« {title} » attend un choix : deux valeurs y sont côte à côte."),
                "Choisissez dans « À trancher », puis recommencez.".to_owned(),
                format!("\"{title}\" waits for a choice: two values stand side by side in it."),
                "Choose under \"To decide\", then try again.".to_owned(),
            ],
            ChoiceError::Outdated => [
                "Une autre valeur est arrivée entre-temps ; rien n'a été choisi.".to_owned(),
                "Relisez les valeurs, puis choisissez.".to_owned(),
                "Another value has come in meanwhile; nothing was chosen.".to_owned(),
                "Read the values again, then choose.".to_owned(),
            ],
            ChoiceError::OneOnly(field) => [
                format!("Le champ « {field} » ne peut garder qu'une des valeurs."),
                "Choisissez l'une d'elles, ou écrivez-en une autre.".to_owned(),
                format!("The field \"{field}\" can keep one of the values only."),
                "Choose one of them, or write another.".to_owned(),
            ],
            ChoiceError::NoSource(title) => [
                format!("Ce dont « {title} » a été adapté n'est pas ici."),
                "Importez la fiche d'origine, puis recommencez.".to_owned(),
                format!("What \"{title}\" was adapted from is not here."),
                "Import the original sheet, then try again.".to_owned(),
            ],
        }
    }
}
