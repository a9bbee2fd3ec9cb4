//! The sentences about keys, words and desktops.

use super::OpError;
use super::messages::{Four, four};

/// A bundle signed in somebody's name by a key that is not theirs.
pub(super) fn key_changed() -> Four {
    four(
        "La clé de cet expéditeur a changé, et l'ancienne n'a pas signé la nouvelle : rien n'a été ouvert.",
        "Appelez cette collectivité à un numéro que vous connaissez. Si elle a vraiment une nouvelle clé, demandez-lui un nouvel envoi.",
        "This sender's key has changed, and the old one has not signed the new one: nothing was opened.",
        "Call them at a number that you know. If they really have a new key, ask them to send again.",
    )
}

pub(super) fn sentences(error: &OpError) -> Four {
    match error {
        OpError::NoDesktop(id) => [
            format!("« {id} » n'est pas un poste de votre collectivité."),
            "Voyez la liste des postes (essaim-cli key show).".into(),
            format!("\"{id}\" is no desktop of your organisation."),
            "See the list of desktops (essaim-cli key show).".into(),
        ],
        OpError::ThisDesktop => four(
            "C'est le poste où vous êtes : il ne peut pas se révoquer lui-même.",
            "Révoquez-le depuis un autre poste de votre collectivité.",
            "This is the desktop you sit at: it cannot revoke itself.",
            "Revoke it from another desktop of your organisation.",
        ),
        OpError::SetApart(title) => [
            format!("« {title} » est mis à part : son auteur n'est pas encore accepté."),
            "Lisez-le dans Échanges, Mis à part, puis acceptez ou vérifiez son auteur.".into(),
            format!("\"{title}\" is set apart: its author is not accepted yet."),
            "Read it in Exchanges, Set apart, then accept or verify its author.".into(),
        ],
        OpError::WordsDiffer(name) => [
            format!("Ces mots ne sont pas ceux de la clé reçue au nom de « {name} »."),
            "Relisez-les ensemble. S'ils diffèrent encore, n'acceptez pas cet expéditeur : quelqu'un d'autre a pu signer.".into(),
            format!("These are not the words of the key received in the name of \"{name}\"."),
            "Read them again together. If they still differ, do not accept this sender: somebody else may have signed.".into(),
        ],
        OpError::KeyForked(name) => [
            format!("Deux clés se disent la suite de celle de « {name} »."),
            "On ne peut plus savoir laquelle croire. Appelez cette collectivité : elle doit repartir d'une nouvelle identité.".into(),
            format!("Two keys claim to follow that of \"{name}\"."),
            "Nobody can tell which to believe. Call them: they have to start again with a new identity.".into(),
        ],
        OpError::RenewedTooOften => four(
            "Cette clé a déjà été renouvelée aussi souvent qu'il est permis.",
            "Elle reste bonne. Si elle est compromise, repartez d'une nouvelle identité et prévenez vos correspondants.",
            "This key has been renewed as often as is allowed.",
            "It still holds. If it is compromised, start again with a new identity and tell your correspondents.",
        ),
        _ => four(
            "Ce poste a été révoqué par votre collectivité : ce qu'il écrirait ne compterait plus.",
            "Vous pouvez lire. Pour écrire à nouveau, faites certifier ce poste comme un nouveau poste.",
            "Your organisation has revoked this desktop: what it would write would not count.",
            "You can read. To write again, have this desktop certified as a new one.",
        ),
    }
}
