//! Why something between the desktops of one organisation was refused, with the sentences for each case.

/// What joining, certifying or keeping in step was refused for. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum Together {
    /// The folder that is to be shared is not there.
    #[error("no folder {0}")]
    NoSharedFolder(String),
    /// The folder that is to be shared is the workspace's own.
    #[error("{0} belongs to the workspace")]
    OwnFolder(String),
    /// Nothing of our organisation lies in that folder.
    #[error("nothing of ours in {0}")]
    NothingOfOurs(String),
    /// This desktop has no key for the shared folder.
    #[error("no key for the shared folder")]
    FolderKeyMissing,
    /// No folder is followed.
    #[error("no shared folder was chosen")]
    NotFollowing,
    /// The file is no request.
    #[error("not a request")]
    NotARequest,
    /// The file is no answer to a request.
    #[error("not an answer")]
    NotAnAnswer,
    /// A request or answer was altered or cut short.
    #[error("altered or cut short")]
    Altered,
    /// A later version of the program wrote it.
    #[error("written by a later version of the program")]
    TooRecent,
    /// The answer is for another desktop, or for a request that was given up.
    #[error("the answer is for another desktop")]
    ForAnother,
    /// Nothing was asked from here.
    #[error("no request was made here")]
    NoRequest,
    /// The desktop that asks is one of ours already.
    #[error("the request changed since it was looked at")]
    RequestChanged,
    /// The organisation's root key is on another desktop.
    #[error("the root key is not on this desktop")]
    RootElsewhere,
}

impl Together {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Together::NoSharedFolder(_) => "shared_folder_missing",
            Together::OwnFolder(_) => "shared_folder_is_own",
            Together::NothingOfOurs(_) => "nothing_of_ours",
            Together::FolderKeyMissing => "folder_key_missing",
            Together::NotFollowing => "no_shared_folder",
            Together::NotARequest => "not_a_request",
            Together::NotAnAnswer => "not_an_answer",
            Together::Altered => "altered",
            Together::TooRecent => "too_recent",
            Together::ForAnother => "answer_for_another",
            Together::NoRequest => "no_request",
            Together::RequestChanged => "request_changed",
            Together::RootElsewhere => "root_elsewhere",
        }
    }

    /// In French what happened and what to do, then in English.
    pub(super) fn sentences(&self) -> [String; 4] {
        let words = match self {
            Together::NoSharedFolder(path) => return no_folder(path),
            Together::OwnFolder(path) => return own_folder(path),
            Together::NothingOfOurs(path) => return nothing_of_ours(path),
            Together::FolderKeyMissing => [
                "Ce poste n'a pas la clé du dossier partagé de votre collectivité.",
                "Demandez à rejoindre l'espace depuis le premier poste, qui vous enverra une réponse.",
                "This desktop does not have the key of your organisation's shared folder.",
                "Ask the first desktop to let this one join; its answer brings the key.",
            ],
            Together::NotFollowing => [
                "Aucun dossier partagé n'est choisi.",
                "Choisissez-en un dans Réglages, Postes de la commune, ou avec « sync set ».",
                "No shared folder has been chosen.",
                "Choose one in Settings, Desktops of the organisation, or with \"sync set\".",
            ],
            Together::NotARequest => [
                "Ce fichier n'est pas une demande d'un nouveau poste.",
                "Choisissez le fichier que le nouveau poste a enregistré (.essaim-demande).",
                "This file is not a request from a new desktop.",
                "Choose the file that the new desktop saved (.essaim-demande).",
            ],
            Together::NotAnAnswer => [
                "Ce fichier n'est pas une réponse à une demande.",
                "Choisissez le fichier que le premier poste a enregistré (.essaim-reponse).",
                "This file is not an answer to a request.",
                "Choose the file that the first desktop saved (.essaim-reponse).",
            ],
            Together::Altered => [
                "Ce fichier a été coupé ou modifié en route : rien n'en a été repris.",
                "Faites-le envoyer à nouveau, de préférence sur une clé USB.",
                "This file was cut short or changed on its way: nothing of it was used.",
                "Have it sent again, on a USB stick if possible.",
            ],
            Together::TooRecent => [
                "Ce fichier vient d'une version plus récente d'Essaim.",
                "Mettez Essaim à jour sur ce poste, puis recommencez.",
                "This file comes from a newer version of Essaim.",
                "Update Essaim on this computer, then try again.",
            ],
            Together::ForAnother => [
                "Cette réponse est destinée à un autre poste, ou à une autre demande.",
                "Ouvrez-la sur le poste qui a fait la demande, ou refaites une demande ici.",
                "This answer is meant for another desktop, or for another request.",
                "Open it on the desktop that asked, or make a new request here.",
            ],
            Together::NoRequest => [
                "Aucune demande n'a été faite depuis ce poste.",
                "Faites d'abord une demande pour rejoindre l'espace de votre collectivité.",
                "No request was made from this desktop.",
                "First make a request to join your organisation's workspace.",
            ],
            Together::RequestChanged => [
                "Ce fichier n'est plus la demande que vous avez regardée.",
                "Ouvrez-le à nouveau et comparez les six mots.",
                "This file is no longer the request you looked at.",
                "Open it again and compare the six words.",
            ],
            Together::RootElsewhere => [
                "Seul un poste qui détient la clé de la collectivité peut accueillir un nouveau poste.",
                "Ouvrez la demande sur le premier poste, celui qui a créé l'espace.",
                "Only a desktop that holds the organisation's key can let a new one join.",
                "Open the request on the first desktop, the one that created the workspace.",
            ],
        };
        words.map(str::to_owned)
    }
}

fn no_folder(path: &str) -> [String; 4] {
    [
        format!("Le dossier partagé « {path} » est introuvable."),
        "Vérifiez que le réseau ou la clé est bien là ; Essaim réessaie de lui-même.".into(),
        format!("The shared folder \"{path}\" cannot be found."),
        "Check that the network or the stick is there; Essaim tries again by itself.".into(),
    ]
}

fn own_folder(path: &str) -> [String; 4] {
    [
        format!("« {path} » touche au dossier de travail de ce poste."),
        "Choisissez un autre dossier, que les autres postes peuvent lire.".into(),
        format!("\"{path}\" overlaps with this desktop's own working folder."),
        "Choose another folder, one that the other desktops can read.".into(),
    ]
}

fn nothing_of_ours(path: &str) -> [String; 4] {
    [
        format!(
            "Le dossier « {path} » ne contient rien qui vienne d'un poste de votre collectivité."
        ),
        "Choisissez le dossier, ou la clé, où un autre poste a enregistré l'espace.".into(),
        format!("The folder \"{path}\" holds nothing from a desktop of your organisation."),
        "Choose the folder, or the stick, on which another desktop saved the workspace.".into(),
    ]
}
