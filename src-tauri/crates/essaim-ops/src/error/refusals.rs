//! The sentences for what a bundle is refused for, and for a bundle that could not be written.

use essaim_bundle::{Danger, LooksLike, Refusal, WriteError};
use essaim_store::StoreError;

use super::OpError;
use super::messages::{Four, exchange_sentences, four, store_sentences};
use super::parts::{amount, over, part};

pub(super) fn refusal_sentences(refusal: &Refusal) -> Four {
    let [fr, en] = part(refusal.what().unwrap_or_default());
    match refusal {
        Refusal::NotABundle { looks_like } => not_a_bundle(*looks_like),
        Refusal::Unreadable { cause, .. } => [
            format!("Le fichier n'a pas pu être lu ({cause})."),
            "Si la clé USB a été retirée, remettez-la et recommencez.".into(),
            format!("The file could not be read ({cause})."),
            "If the stick was pulled out, put it back and try again.".into(),
        ],
        Refusal::Incomplete { what } if what == "end" => four(
            "Le paquet est incomplet : la fin du fichier manque.",
            "Demandez à l'expéditeur de l'envoyer à nouveau.",
            "The bundle is incomplete: the end of the file is missing.",
            "Ask the sender to send it again.",
        ),
        Refusal::Incomplete { .. } => [
            format!("Le paquet est incomplet : {fr} manque."),
            "Demandez à l'expéditeur de l'envoyer à nouveau.".into(),
            format!("The bundle is incomplete: {en} is missing."),
            "Ask the sender to send it again.".into(),
        ],
        Refusal::Dangerous { danger, .. } => dangerous(*danger),
        Refusal::TooLarge {
            what,
            cap,
            value,
            limit,
        } => {
            let [fr, en] = over(what, *cap);
            let [value_fr, value_en] = amount(*value, *cap);
            let [limit_fr, limit_en] = amount(*limit, *cap);
            [
                format!("Le paquet dépasse une limite : {fr} ({value_fr}, au plus {limit_fr})."),
                "Demandez à l'expéditeur un envoi en plusieurs paquets.".into(),
                format!("The bundle is over a limit: {en} ({value_en}, at most {limit_en})."),
                "Ask the sender to send it as several bundles.".into(),
            ]
        }
        Refusal::TooRecent { .. } => four(
            "Ce paquet a été écrit par une version plus récente d'Essaim.",
            "Installez la dernière version, puis ouvrez-le à nouveau.",
            "This bundle was written by a later version of Essaim.",
            "Install the latest version, then open it again.",
        ),
        Refusal::KeyChanged { .. } => super::trust::key_changed(),
        Refusal::Altered { .. } | Refusal::Revision { .. } => [
            format!("Le paquet a été modifié depuis sa signature : {fr} n'est plus conforme."),
            "Ne vous y fiez pas ; demandez à l'expéditeur de l'envoyer à nouveau.".into(),
            format!("The bundle was changed since it was signed: {en} no longer matches."),
            "Do not rely on it; ask the sender to send it again.".into(),
        ],
    }
}

fn not_a_bundle(looks_like: LooksLike) -> Four {
    match looks_like {
        LooksLike::Pdf => four(
            "Ce PDF ne porte pas de paquet : il a sans doute été imprimé ou réenregistré en chemin.",
            "Demandez à l'expéditeur le PDF d'origine, en pièce jointe, ou le fichier « .essaim ».",
            "This PDF carries no bundle: it was probably printed or saved anew on its way.",
            "Ask the sender for the original PDF, as an attachment, or for the \".essaim\" file.",
        ),
        LooksLike::Mail => four(
            "Ce courriel n'a pas de paquet en pièce jointe.",
            "Une messagerie a pu retirer la pièce jointe : demandez à l'expéditeur de l'envoyer autrement, par exemple en PDF ou en « .zip ».",
            "This e-mail has no bundle attached.",
            "A mail server may have taken the attachment away: ask the sender to send it in another form, such as a PDF or a \".zip\".",
        ),
        LooksLike::MailWithLink => four(
            "Ce courriel n'a pas de paquet en pièce jointe, seulement un lien.",
            "Si vous connaissez l'expéditeur, téléchargez le fichier par ce lien dans votre navigateur, puis ouvrez-le ici.",
            "This e-mail has no bundle attached, only a link.",
            "If you know the sender, download the file from that link in your browser, then open it here.",
        ),
        LooksLike::Winmail => four(
            "La pièce jointe de ce courriel est enfermée dans un « winmail.dat » d'Outlook.",
            "Demandez à l'expéditeur de renvoyer son message au format HTML ou texte.",
            "The attachment of this e-mail is locked inside a \"winmail.dat\" of Outlook.",
            "Ask the sender to send the message again as HTML or plain text.",
        ),
        LooksLike::Damaged => four(
            "Ce fichier est abîmé : il n'a pas pu être lu jusqu'au bout.",
            "Demandez à l'expéditeur de l'envoyer à nouveau.",
            "This file is damaged: it could not be read to its end.",
            "Ask the sender to send it again.",
        ),
        LooksLike::Empty => no_bundle("il est vide", "it is empty"),
        LooksLike::Zip => no_bundle("c'est une archive ordinaire", "it is an ordinary archive"),
        LooksLike::Unknown => no_bundle(
            "son contenu est d'une autre nature",
            "its content is of another kind",
        ),
    }
}

fn no_bundle(fr: &str, en: &str) -> Four {
    [
        format!("Ce fichier n'est pas un paquet Essaim : {fr}."),
        "Ouvrez le fichier reçu de l'expéditeur : « .essaim », PDF ou courriel.".into(),
        format!("This file is not an Essaim bundle: {en}."),
        "Open the file that the sender gave you: \".essaim\", PDF or e-mail.".into(),
    ]
}

fn dangerous(danger: Danger) -> Four {
    let (fr, en) = match danger {
        Danger::Path => (
            "il nomme un fichier hors de son dossier",
            "it names a file outside its folder",
        ),
        Danger::SpecialFile => (
            "il contient un lien ou un fichier spécial",
            "it holds a link or a special file",
        ),
        Danger::Duplicate => (
            "deux fichiers y portent le même nom",
            "two files in it bear one name",
        ),
        Danger::Overlap => (
            "deux fichiers y partagent leur contenu",
            "two files in it share their content",
        ),
        Danger::Bomb => (
            "il est petit, et deviendrait énorme une fois ouvert",
            "it is small, and would be huge once opened",
        ),
        Danger::Encrypted => ("c'est une archive chiffrée", "it is an encrypted archive"),
        Danger::Carrier => (
            "il demanderait trop de temps ou de mémoire",
            "it would take too much time or memory",
        ),
        Danger::Zip64
        | Danger::MultiDisk
        | Danger::Contradiction
        | Danger::Method
        | Danger::Flags
        | Danger::ExtraField
        | Danger::Unaccounted
        | Danger::Directory => (
            "c'est une archive dont la structure n'est pas honnête",
            "it is an archive whose structure is not honest",
        ),
    };
    [
        format!("Ce fichier pourrait être dangereux ({fr}) : il n'a pas été ouvert."),
        "Ne l'ouvrez pas avec un autre programme ; prévenez l'expéditeur.".into(),
        format!("This file could be dangerous ({en}): it was not opened."),
        "Do not open it with another program; tell the sender.".into(),
    ]
}

pub(super) fn write_sentences(error: &WriteError) -> Four {
    match error {
        WriteError::Io(error) if error.kind() == std::io::ErrorKind::StorageFull => {
            store_sentences(&StoreError::DiskFull)
        }
        WriteError::Cancelled => exchange_sentences(&OpError::Cancelled),
        other => [
            format!("Le paquet n'a pas pu être écrit ({other})."),
            "Vérifiez le dossier ou la clé, puis recommencez.".into(),
            format!("The bundle could not be written ({other})."),
            "Check the folder or the stick, then try again.".into(),
        ],
    }
}
