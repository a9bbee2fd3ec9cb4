//! The sentences for a file that cannot be read or written.

use std::io::ErrorKind;

use super::messages::Four;

/// What the system says of a file, in words; in its own where we have none.
pub(super) fn file_sentences(path: &str, error: &std::io::Error) -> Four {
    let [fr, act_fr, en, act_en] = match error.kind() {
        ErrorKind::NotFound => [
            "est introuvable, ou son dossier n'existe pas.",
            "Vérifiez son nom et son emplacement, puis recommencez.",
            "cannot be found, or its folder does not exist.",
            "Check its name and place, then try again.",
        ],
        ErrorKind::AlreadyExists => [
            "existe déjà : il n'est pas remplacé.",
            "Choisissez un autre nom.",
            "is there already: it is not replaced.",
            "Choose another name.",
        ],
        ErrorKind::IsADirectory => [
            "est un dossier, pas un fichier.",
            "Choisissez un fichier.",
            "is a folder, not a file.",
            "Choose a file.",
        ],
        ErrorKind::NotADirectory => [
            "n'est pas dans un dossier : une partie de ce chemin est un fichier.",
            "Vérifiez le chemin, puis recommencez.",
            "is not in a folder: a part of this path is a file.",
            "Check the path, then try again.",
        ],
        ErrorKind::PermissionDenied => [
            "est protégé : ce compte ne peut pas le lire ou l'écrire.",
            "Choisissez un autre dossier, ou demandez ce droit.",
            "is protected: this account may not read or write it.",
            "Choose another folder, or ask for that right.",
        ],
        _ => {
            return [
                format!("Le fichier {path} n'a pas pu être lu ou écrit ({error})."),
                "Vérifiez que le dossier existe et que vous pouvez y écrire, puis recommencez."
                    .into(),
                format!("The file {path} could not be read or written ({error})."),
                "Check that the folder exists and that you may write to it, then try again.".into(),
            ];
        }
    };
    [
        format!("« {path} » {fr}"),
        act_fr.into(),
        format!("\"{path}\" {en}"),
        act_en.into(),
    ]
}
