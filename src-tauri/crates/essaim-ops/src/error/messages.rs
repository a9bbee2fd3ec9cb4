//! The sentences for each case, in French and English: what happened, and what to do.

use essaim_store::StoreError;

use super::files::file_sentences;
use super::invalid::invalid_sentences;
use super::refusals::{refusal_sentences, write_sentences};
use super::{Language, Message, OpError, trust};

pub(super) fn code(error: &OpError) -> &'static str {
    match error {
        OpError::Store(store) => store_code(store),
        OpError::Keystore(_) => "keystore",
        OpError::KeysMissing => "keys_missing",
        OpError::Revoked => "desktop_revoked",
        OpError::NoDesktop(_) => "no_desktop",
        OpError::ThisDesktop => "this_desktop",
        OpError::SetApart(_) => "set_apart",
        OpError::WordsDiffer(_) => "words_differ",
        OpError::KeyForked(_) => "key_forked",
        OpError::RenewedTooOften => "key_renewed_too_often",
        OpError::UnsafeFolder(_) => "unsafe_folder",
        OpError::NotJson { .. } => "not_json",
        OpError::Invalid(_) => "invalid",
        OpError::UnknownKind(_) => "unknown_kind",
        OpError::WrongKind { .. } => "wrong_kind",
        OpError::NotFound(_) => "not_found",
        OpError::AlreadyThere(_) => "already_there",
        OpError::NotOurs(_) => "not_ours",
        OpError::TooLarge { .. } => "record_too_large",
        OpError::NoFile(_) => "no_file",
        OpError::FileTooLarge(_) => "file_too_large",
        OpError::File { .. } => "file",
        OpError::NothingToUndo => "nothing_to_undo",
        OpError::NothingToRedo => "nothing_to_redo",
        OpError::SampleStays(_) => "sample_stays",
        OpError::KindStays(_) => "kind_stays",
        OpError::NotPublished(_) => "not_published",
        OpError::NothingToExport => "nothing_to_export",
        OpError::BundleTooLarge { .. } => "bundle_too_large",
        OpError::Unprinted(_) => "unprinted",
        OpError::PassphraseNeeded => "passphrase_needed",
        OpError::WrongPassphrase => "wrong_passphrase",
        OpError::EmptyPassphrase => "empty_passphrase",
        OpError::EncryptedForAKey => "encrypted_for_a_key",
        OpError::ParserNotStarted(_) => "parser_not_started",
        OpError::SeveralBundles(_) => "several_bundles",
        OpError::Departure(departure) => departure.code(),
        OpError::Refused(refusal) => refusal.code(),
        OpError::Unwritten(error) => error.code(),
        OpError::UnknownSender(_) => "unknown_sender",
        OpError::PlanIsOld => "plan_is_old",
        OpError::NoImport(_) => "no_import",
        OpError::NoPlace(_) => "no_place",
        OpError::Choice(choice) => choice.code(),
        OpError::Cancelled => "cancelled",
        OpError::Keeping(keeping) => keeping.code(),
        OpError::Together(together) => together.code(),
    }
}

fn store_code(error: &StoreError) -> &'static str {
    match error {
        StoreError::Missing(_) => "workspace_missing",
        StoreError::AlreadyThere(_) => "workspace_exists",
        StoreError::NotAWorkspace => "not_a_workspace",
        StoreError::TooRecent { .. } => "workspace_too_recent",
        StoreError::Corrupt(_) => "workspace_damaged",
        StoreError::ReadOnly => "workspace_read_only",
        StoreError::Busy => "busy",
        StoreError::DiskFull => "disk_full",
        StoreError::Changed => "plan_is_old",
        StoreError::Io(_) => "file",
        StoreError::Body(_) => "workspace_damaged",
        StoreError::Sqlite(_) => "database",
    }
}

pub(super) fn message(error: &OpError, language: Language) -> Message {
    let [what_fr, action_fr, what_en, action_en] = sentences(error);
    match language {
        Language::French => Message {
            what: what_fr,
            action: action_fr,
        },
        Language::English => Message {
            what: what_en,
            action: action_en,
        },
    }
}

pub(super) type Four = [String; 4];

pub(super) fn four(what_fr: &str, action_fr: &str, what_en: &str, action_en: &str) -> Four {
    [what_fr, action_fr, what_en, action_en].map(str::to_owned)
}

fn sentences(error: &OpError) -> Four {
    match error {
        OpError::Store(store) => store_sentences(store),
        OpError::Departure(departure) => departure.sentences(),
        OpError::Refused(refusal) => refusal_sentences(refusal),
        OpError::Unwritten(error) => write_sentences(error),
        OpError::Invalid(errors) => invalid_sentences(errors),
        OpError::Keeping(keeping) => keeping.sentences(),
        OpError::Together(together) => together.sentences(),
        OpError::Choice(choice) => choice.sentences(),
        OpError::Keystore(reason) => [
            format!(
                "Le trousseau de clés de cet ordinateur ne répond pas ({}).",
                reason.0
            ),
            "Ouvrez votre session comme d'habitude, puis relancez Essaim.".into(),
            format!("This computer's keychain does not answer ({}).", reason.0),
            "Log in as usual, then start Essaim again.".into(),
        ],
        OpError::KeysMissing => four(
            "Les clés de ce poste sont introuvables : on peut lire, mais pas écrire.",
            "Rouvrez l'espace de travail sur le poste et avec le compte qui l'ont créé.",
            "The keys of this desktop cannot be found: you can read, but not write.",
            "Open the workspace on the desktop, and with the account, that created it.",
        ),
        OpError::UnsafeFolder(name) => [
            format!("Une base de données ne peut pas vivre sans risque dans ce dossier ({name})."),
            "Choisissez un dossier du disque de cet ordinateur.".into(),
            format!("A database cannot live safely in this folder ({name})."),
            "Choose a folder on this computer's own disk.".into(),
        ],
        OpError::File { path, error } => file_sentences(path, error),
        OpError::Revoked
        | OpError::NoDesktop(_)
        | OpError::ThisDesktop
        | OpError::SetApart(_)
        | OpError::WordsDiffer(_)
        | OpError::KeyForked(_)
        | OpError::RenewedTooOften => trust::sentences(error),
        other => record_sentences(other),
    }
}

fn record_sentences(error: &OpError) -> Four {
    match error {
        OpError::NotJson { line, reason } => [
            format!("Ligne {line} : ce n'est pas du JSON valable ({reason})."),
            "Corrigez cette ligne ; rien n'a été enregistré.".into(),
            format!("Line {line}: this is not valid JSON ({reason})."),
            "Correct that line; nothing was saved.".into(),
        ],
        OpError::UnknownKind(kind) => [
            format!("Il n'y a pas de type « {kind} »."),
            "Voyez la liste avec « essaim-cli schema ».".into(),
            format!("There is no kind \"{kind}\"."),
            "See the list with \"essaim-cli schema\".".into(),
        ],
        OpError::WrongKind { id, wanted } => {
            let (fr, en) = match *wanted {
                "project" => ("un projet", "a project"),
                _ => ("une fiche solution", "a solution sheet"),
            };
            [
                format!("« {id} » n'est pas {fr}."),
                format!("Donnez l'identifiant d'{}.", fr),
                format!("\"{id}\" is not {en}."),
                format!("Give the id of {en}."),
            ]
        }
        OpError::NotFound(id) => [
            format!("« {id} » est introuvable."),
            "Vérifiez l'identifiant ; il a peut-être été annulé ou mis à la corbeille.".into(),
            format!("\"{id}\" cannot be found."),
            "Check the id; it may have been undone or put in the trash.".into(),
        ],
        OpError::AlreadyThere(id) => [
            format!("L'identifiant « {id} » est déjà pris."),
            "Donnez-en un autre, ou modifiez l'élément existant.".into(),
            format!("The id \"{id}\" is taken."),
            "Give another one, or change the existing record.".into(),
        ],
        OpError::NotOurs(id) => [
            format!("« {id} » appartient à une autre collectivité."),
            "Adaptez-le : vous en ferez votre propre version.".into(),
            format!("\"{id}\" belongs to another organisation."),
            "Adapt it: that makes a version of your own.".into(),
        ],
        OpError::TooLarge { bytes } => [
            format!(
                "Cette fiche est trop longue ({} Kio ; 1 024 au plus).",
                bytes / 1024
            ),
            "Raccourcissez un texte, ou joignez-le comme document.".into(),
            format!(
                "This record is too long ({} KiB; at most 1,024).",
                bytes / 1024
            ),
            "Shorten a text, or attach it as a document.".into(),
        ],
        OpError::NoFile(path) => [
            format!("Le fichier « {path} » est introuvable."),
            "Vérifiez son nom et son dossier.".into(),
            format!("The file \"{path}\" cannot be found."),
            "Check its name and folder.".into(),
        ],
        OpError::FileTooLarge(path) => [
            format!("Le fichier « {path} » est trop lourd (200 Mio au plus)."),
            "Joignez une version plus légère, ou un lien.".into(),
            format!("The file \"{path}\" is too large (200 MiB at most)."),
            "Attach a lighter version, or a link.".into(),
        ],
        other => exchange_sentences(other),
    }
}

pub(super) fn exchange_sentences(error: &OpError) -> Four {
    match error {
        OpError::NothingToUndo => four(
            "Il n'y a rien à annuler.",
            "",
            "There is nothing to undo.",
            "",
        ),
        OpError::NothingToRedo => four(
            "Il n'y a rien à rétablir.",
            "",
            "There is nothing to redo.",
            "",
        ),
        OpError::SampleStays(title) => [
            format!("« {title} » est un exemple : il ne quitte pas ce poste."),
            "Adaptez-le d'abord pour en faire votre fiche.".into(),
            format!("\"{title}\" is a sample: it does not leave this computer."),
            "Adapt it first to make it your own sheet.".into(),
        ],
        OpError::KindStays(kind) => [
            format!("Les éléments de type « {kind} » ne quittent jamais la collectivité."),
            "Partagez plutôt une fiche solution.".into(),
            format!("Records of kind \"{kind}\" never leave the organisation."),
            "Share a solution sheet instead.".into(),
        ],
        OpError::NotPublished(title) => [
            format!("« {title} » n'est pas publié."),
            "Publiez-le, puis recommencez.".into(),
            format!("\"{title}\" is not published."),
            "Publish it, then try again.".into(),
        ],
        OpError::NothingToExport => four(
            "Rien de ce qui a été choisi ne peut partir.",
            "Choisissez au moins une fiche publiée.",
            "Nothing of what was chosen may leave.",
            "Choose at least one published sheet.",
        ),
        OpError::BundleTooLarge { .. } => four(
            "Le paquet pèserait plus que la limite demandée. Rien n'a été écrit.",
            "Choisissez moins de fiches, ou une limite plus haute.",
            "The bundle would be larger than the limit asked for. Nothing was written.",
            "Choose fewer sheets, or a higher limit.",
        ),
        OpError::UnknownSender(name) => [
            format!("L'expéditeur « {name} » n'est pas encore accepté."),
            "Assurez-vous que le fichier vient bien de lui, puis acceptez-le (--accept-unknown)."
                .into(),
            format!("The sender \"{name}\" is not accepted yet."),
            "Make sure that the file is theirs, then accept them (--accept-unknown).".into(),
        ],
        OpError::Unprinted(cause) => [
            format!("La fiche n'a pas pu être mise en page ({cause})."),
            "Partagez-la sous une autre forme, et signalez ce problème.".into(),
            format!("The sheet could not be set in print ({cause})."),
            "Share it in another shape, and report this problem.".into(),
        ],
        OpError::PassphraseNeeded => four(
            "Ce fichier est protégé par un mot de passe.",
            "Demandez le mot de passe à l'expéditeur, par téléphone plutôt que par courriel.",
            "This file is protected by a passphrase.",
            "Ask the sender for the passphrase, by telephone rather than by e-mail.",
        ),
        OpError::WrongPassphrase => four(
            "Ce mot de passe n'ouvre pas le fichier.",
            "Vérifiez les majuscules et les espaces, puis réessayez.",
            "This passphrase does not open the file.",
            "Check capitals and spaces, then try again.",
        ),
        OpError::EmptyPassphrase => four(
            "Le mot de passe est vide : le fichier ne serait pas protégé. Rien n'a été écrit.",
            "Donnez un mot de passe de plusieurs mots, ou n'en demandez pas.",
            "The passphrase is empty: the file would not be protected. Nothing was written.",
            "Give a passphrase of several words, or do not ask for one.",
        ),
        OpError::EncryptedForAKey => four(
            "Ce fichier est chiffré pour une clé, et non avec un mot de passe : Essaim ne peut pas l'ouvrir.",
            "Demandez à l'expéditeur un fichier protégé par un mot de passe, ou non chiffré.",
            "This file is encrypted for a key, not with a passphrase: Essaim cannot open it.",
            "Ask the sender for a file protected by a passphrase, or not encrypted.",
        ),
        OpError::ParserNotStarted(cause) => [
            format!("La partie d'Essaim qui ouvre les PDF et les courriels n'a pas démarré ({cause})."),
            "Recommencez ; un antivirus la retient peut-être. Un fichier .essaim s'ouvre sans elle.".into(),
            format!("The part of Essaim that opens PDF and e-mail did not start ({cause})."),
            "Try again; an antivirus may hold it back. A .essaim file opens without it.".into(),
        ],
        OpError::SeveralBundles(names) => [
            format!(
                "Ce fichier porte {} paquets ({}).",
                names.len(),
                names.join(", ")
            ),
            "Ouvrez-les l'un après l'autre.".into(),
            format!(
                "This file carries {} bundles ({}).",
                names.len(),
                names.join(", ")
            ),
            "Open them one after the other.".into(),
        ],
        OpError::PlanIsOld => four(
            "L'espace de travail a changé depuis cet aperçu.",
            "Regardez le nouvel aperçu, puis importez.",
            "The workspace has changed since this preview.",
            "Look at the new preview, then import.",
        ),
        OpError::NoImport(id) => [
            format!("Il n'y a pas d'import « {id} »."),
            "Voyez le registre des échanges.".into(),
            format!("There is no import \"{id}\"."),
            "See the exchange register.".into(),
        ],
        OpError::NoPlace(code) => [
            format!("« {code} » ne désigne aucune collectivité connue."),
            "Cherchez-la par son nom ou son code postal.".into(),
            format!("\"{code}\" names no known organisation."),
            "Look it up by name or postcode.".into(),
        ],
        _ => four(
            "L'opération a été arrêtée.",
            "Rien n'a changé.",
            "The operation was stopped.",
            "Nothing has changed.",
        ),
    }
}

pub(super) fn store_sentences(error: &StoreError) -> Four {
    match error {
        StoreError::Missing(_) => four(
            "Il n'y a pas d'espace de travail ici.",
            "Créez-en un, ou choisissez un autre dossier.",
            "There is no workspace here.",
            "Create one, or choose another folder.",
        ),
        StoreError::AlreadyThere(_) => four(
            "Il y a déjà un espace de travail dans ce dossier.",
            "Ouvrez-le, ou choisissez un autre dossier.",
            "There already is a workspace in this folder.",
            "Open it, or choose another folder.",
        ),
        StoreError::NotAWorkspace => four(
            "Ce fichier n'est pas un espace de travail d'Essaim.",
            "Il n'a pas été touché. Choisissez le bon dossier ou restaurez une sauvegarde.",
            "This file is not an Essaim workspace.",
            "It was not touched. Choose the right folder or restore a backup.",
        ),
        StoreError::TooRecent { .. } => four(
            "Cet espace de travail a été ouvert par une version plus récente d'Essaim.",
            "Installez la dernière version. Rien n'a été touché.",
            "This workspace was opened by a later version of Essaim.",
            "Install the latest version. Nothing was touched.",
        ),
        StoreError::Corrupt(_) | StoreError::Body(_) => four(
            "La base de données est abîmée.",
            "Gardez le dossier tel quel et restaurez une sauvegarde à côté.",
            "The database is damaged.",
            "Keep the folder as it is and restore a backup beside it.",
        ),
        StoreError::ReadOnly => four(
            "L'espace de travail est protégé en écriture.",
            "Demandez le droit d'écrire dans ce dossier, ou copiez-le ailleurs.",
            "The workspace is write-protected.",
            "Ask for the right to write to this folder, or copy it elsewhere.",
        ),
        StoreError::Busy => four(
            "Un autre programme utilise la base de données.",
            "Fermez l'autre fenêtre, ou attendez la fin de la sauvegarde, puis recommencez.",
            "Another program is using the database.",
            "Close the other window, or wait for the backup to end, then try again.",
        ),
        StoreError::DiskFull => four(
            "Le disque est plein : rien n'a été enregistré, rien n'est perdu.",
            "Libérez de la place, puis recommencez.",
            "The disk is full: nothing was saved, nothing is lost.",
            "Free some space, then try again.",
        ),
        StoreError::Changed => exchange_sentences(&OpError::PlanIsOld),
        StoreError::Io(error) => [
            format!("Un fichier n'a pas pu être lu ou écrit ({error})."),
            "Vérifiez le disque, puis recommencez.".into(),
            format!("A file could not be read or written ({error})."),
            "Check the disk, then try again.".into(),
        ],
        StoreError::Sqlite(error) => [
            format!("La base de données a répondu : {error}."),
            "Relancez Essaim ; si cela continue, vérifiez l'espace de travail.".into(),
            format!("The database answered: {error}."),
            "Start Essaim again; if it goes on, check the workspace.".into(),
        ],
    }
}
