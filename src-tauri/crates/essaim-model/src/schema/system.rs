//! Decisions that the program keeps as records: publications, accepted senders, revoked desktops, hidden imports, who sits at
//! which desktop.

use super::FieldType::*;
use super::{Choice, Field, Kind, SharingClass, choice, field, label};

const PUBLICATION_STATE: &[Choice] = &[
    choice("published", "Publiée", "Published"),
    choice("withdrawn", "Retirée", "Withdrawn"),
];

const SENDER_STATE: &[Choice] = &[
    choice("accepted", "Accepté, non vérifié", "Accepted, not verified"),
    choice("verified", "Vérifié", "Verified"),
    choice("refused", "Refusé", "Refused"),
];

/// The revision of a record that may leave; a withdrawal travels with the next bundle.
pub(super) const PUBLICATION: Kind = Kind {
    name: "publication",
    label: label("Publication", "Publication"),
    class: SharingClass::Shareable,
    system: true,
    fields: &[
        field("record", Reference("solution"), "Fiche", "Record"),
        field("revision", Line(64), "Révision", "Revision"),
        field("state", Choice(PUBLICATION_STATE), "État", "State"),
        field("date", Date, "Date", "Date"),
    ],
    children: &[],
};

/// Who sits at a desktop; the record's id is the device's.
pub(super) const AGENT: Kind = Kind {
    name: "agent",
    label: label("Agent", "Agent"),
    class: SharingClass::Internal,
    system: true,
    fields: &[
        field("title", Line(120), "Nom", "Name"),
        field("service", Line(200), "Service", "Service"),
        field("device", Line(64), "Poste", "Desktop"),
    ],
    children: &[],
};

/// What we decided of a sender; the record's id is the organisation's.
pub(super) const SENDER_DECISION: Kind = Kind {
    name: "sender_decision",
    label: label("Décision sur un correspondant", "Decision on a sender"),
    class: SharingClass::Internal,
    system: true,
    fields: &[
        field("organisation", Line(64), "Organisme", "Organisation"),
        field("state", Choice(SENDER_STATE), "État", "State"),
        field("root", Line(64), "Clé vérifiée", "Verified key"),
        field("date", Date, "Date", "Date"),
    ],
    children: &[],
};

/// From which number on a desktop's revisions do not count. It travels: others must heed it. The root key's signature makes it
/// hold, whichever desktop has written it.
pub(super) const DEVICE_REVOCATION: Kind = Kind {
    name: "device_revocation",
    label: label("Poste révoqué", "Revoked desktop"),
    class: SharingClass::Shareable,
    system: true,
    fields: &[
        field("device", Line(64), "Poste", "Desktop"),
        field("from", Line(20), "À partir du numéro", "From number"),
        field("signature", Line(88), "Signature", "Signature"),
        field("date", Date, "Date", "Date"),
    ],
    children: &[],
};

/// Whether an import counts; the record's id is the bundle's.
pub(super) const IMPORT_DECISION: Kind = Kind {
    name: "import_decision",
    label: label("Décision sur un import", "Decision on an import"),
    class: SharingClass::Internal,
    system: true,
    fields: &[
        field("bundle", Line(64), "Paquet", "Bundle"),
        field("hidden", Flag, "Annulé", "Undone"),
    ],
    children: &[],
};

/// Up to which revisions the source of an adaptation was looked at; of what was taken over since, part by part.
pub(super) const SOURCE_DECISION: Kind = Kind {
    name: "source_decision",
    label: label("Lecture d'une fiche d'origine", "Reading of a source"),
    class: SharingClass::Internal,
    system: true,
    fields: &[
        field("record", Reference("solution"), "Fiche", "Record"),
        field("revision", Line(1000), "Révisions", "Revisions"),
        field("taken", Prose(100_000), "Repris depuis", "Taken over since"),
        field("date", Date, "Date", "Date"),
    ],
    children: &[],
};

const ERASED_LEAF: &[Field] = &[
    field("path", Line(240), "Champ", "Field"),
    field("device", Line(64), "Poste", "Desktop"),
    field("n", Line(20), "Numéro", "Number"),
    field("file", Line(64), "Pièce", "File"),
];

/// What is to be forgotten of a record: fields and versions, never their text.
pub(super) const ERASURE: Kind = Kind {
    name: "erasure",
    label: label("Effacement", "Erasure"),
    class: SharingClass::Internal,
    system: true,
    fields: &[
        field("owner", Line(64), "Organisme", "Organisation"),
        field("record", Line(64), "Élément", "Record"),
        field("leaves", Items(ERASED_LEAF), "Champs", "Fields"),
    ],
    children: &[],
};
