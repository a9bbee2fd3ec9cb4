//! Kinds that stand above the rest (programme, organisation card) and the lists that several kinds have in common.

use super::FieldType::*;
use super::{Choice, Code as Form, Field, Kind, SharingClass, asked, choice, field, label};

/// Which way an indicator should go.
pub(super) const DIRECTION: &[Choice] = &[
    choice("up", "À la hausse", "Up"),
    choice("down", "À la baisse", "Down"),
    choice("none", "Sans objet", "None"),
];

/// A file with its caption.
pub(super) const ATTACHMENT: &[Field] = &[
    field("file", File, "Fichier", "File"),
    field("caption", Line(300), "Légende", "Caption"),
    field("order", Order, "Ordre", "Order"),
];

/// A source: where a figure or a sentence comes from.
pub(super) const SOURCE: &[Field] = &[
    field("title", Line(300), "Titre", "Title"),
    field("publisher", Line(200), "Éditeur", "Publisher"),
    field("date", Line(40), "Date", "Date"),
    field("url", Address, "Adresse", "Address"),
    field("note", Line(1000), "Note", "Note"),
    field("order", Order, "Ordre", "Order"),
];

/// A partner and its role.
pub(super) const PARTNER: &[Field] = &[
    field("name", Line(200), "Nom", "Name"),
    field("role", Line(300), "Rôle", "Role"),
    field("order", Order, "Ordre", "Order"),
];

/// A step of a template: what a programme or a solution proposes.
pub(super) const TEMPLATE_STEP: &[Field] = &[
    field("title", Line(200), "Étape", "Step"),
    field("description", Prose(10_000), "Description", "Description"),
    field(
        "usual_duration",
        Line(100),
        "Durée habituelle",
        "Usual duration",
    ),
    field("deliverable", Line(300), "Livrable", "Deliverable"),
    field("order", Order, "Ordre", "Order"),
];

const DEFINITION: &[Field] = &[
    field("name", Line(200), "Nom", "Name"),
    field("unit", Line(40), "Unité", "Unit"),
    field(
        "direction",
        Choice(DIRECTION),
        "Sens souhaité",
        "Wanted direction",
    ),
    field("description", Prose(5_000), "Description", "Description"),
    field("order", Order, "Ordre", "Order"),
];

const TERM: &[Field] = &[
    field("term", Line(100), "Terme", "Term"),
    field("label", Line(200), "Libellé local", "Local label"),
    field("definition", Prose(5_000), "Définition", "Definition"),
    field("order", Order, "Ordre", "Order"),
];

/// A programme that several communes run at the same time.
pub(super) const PROGRAMME: Kind = Kind {
    name: "programme",
    label: label("Dispositif", "Programme"),
    class: SharingClass::Shareable,
    system: false,
    fields: &[
        field("title", Line(200), "Nom", "Name"),
        field("acronym", Line(40), "Sigle", "Acronym"),
        field("description", Prose(20_000), "Description", "Description"),
        field("legal_frame", Prose(20_000), "Cadre légal", "Legal frame"),
        field("verified_on", Date, "Vérifié le", "Verified on"),
        field(
            "national_lead",
            Line(200),
            "Pilote national",
            "National lead",
        ),
        field("end_date", Date, "Fin prévue", "End date"),
        field("indicators", Items(DEFINITION), "Indicateurs", "Indicators"),
        field(
            "steps",
            Items(TEMPLATE_STEP),
            "Étapes types",
            "Step template",
        ),
        field("glossary", Items(TERM), "Glossaire", "Glossary"),
        field("sources", Items(SOURCE), "Sources", "Sources"),
    ],
    children: &[],
};

/// A body that the organisation took over from, as a new commune does from those that merged into it.
const PREDECESSOR: &[Field] = &[
    field("name", Line(200), "Nom", "Name"),
    field("insee", Code(Form::Insee), "Code Insee", "Insee code"),
    field("siren", Code(Form::Siren), "SIREN", "SIREN"),
    field("since", Date, "Depuis le", "Since"),
    field("order", Order, "Ordre", "Order"),
];

/// The card by which an organisation makes itself known.
pub(super) const ORGANISATION: Kind = Kind {
    name: "organisation",
    label: label("Collectivité ou organisme", "Organisation"),
    class: SharingClass::Shareable,
    system: true,
    fields: &[
        field("title", Line(200), "Nom", "Name"),
        field("insee", Code(Form::Insee), "Code Insee", "Insee code"),
        field("siren", Code(Form::Siren), "SIREN", "SIREN"),
        field("department", Line(100), "Département", "Département"),
        field("population", Decimal, "Population", "Population"),
        field("succeeds", Items(PREDECESSOR), "Succède à", "Succeeds"),
        asked(
            "mailbox",
            Address,
            ["Boîte générique", "Generic mailbox"],
            [
                "À quelle adresse générique peut-on vous écrire ?",
                "Which generic mailbox may others write to?",
            ],
        ),
    ],
    children: &[],
};
