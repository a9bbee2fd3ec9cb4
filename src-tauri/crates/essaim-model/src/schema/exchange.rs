//! What is written to be sent besides sheets: the report of a project, feedback on another's sheet, and the word that one
//! takes it over. All of it is public by nature: none has a field for a person or a contact.

use super::FieldType::*;
use super::project::{FUNDING_STATUS, LIGHT, NATURE, SEVERITY, STATUS};
use super::shared::PARTNER;
use super::solution::SHEET_INDICATOR;
use super::{Code as Form, Field, Kind, SharingClass, asked, field, label};

/// A step as others may know it: no one is named.
const REPORT_STEP: &[Field] = &[
    field("title", Line(200), "Étape", "Step"),
    field("description", Prose(10_000), "Description", "Description"),
    field("start", Date, "Début", "Start"),
    field("due", Date, "Échéance", "Due"),
    field("done", Date, "Fait le", "Done on"),
    field("deliverable", Line(300), "Livrable", "Deliverable"),
    field("order", Order, "Ordre", "Order"),
];

/// The sum of the budget lines of one sort; the lines themselves stay.
const BUDGET_TOTAL: &[Field] = &[
    field("nature", Choice(NATURE), "Section", "Section"),
    field("planned", Money, "Prévu", "Planned"),
    field("committed", Money, "Engagé", "Committed"),
    field("spent", Money, "Payé", "Spent"),
    field("order", Order, "Ordre", "Order"),
];

const REPORT_FUNDING: &[Field] = &[
    field("funder", Line(300), "Financeur", "Funder"),
    field("scheme", Line(300), "Dispositif de financement", "Scheme"),
    field("status", Choice(FUNDING_STATUS), "Statut", "Status"),
    field("asked", Money, "Demandé", "Asked"),
    field("granted", Money, "Accordé", "Granted"),
    field("paid", Money, "Versé", "Paid"),
    field("order", Order, "Ordre", "Order"),
];

const REPORT_RISK: &[Field] = &[
    field("title", Line(300), "Risque", "Risk"),
    field("severity", Choice(SEVERITY), "Gravité", "Severity"),
    field("answer", Prose(20_000), "Réponse", "Answer"),
    field("closed", Date, "Levé le", "Closed on"),
    field("order", Order, "Ordre", "Order"),
];

const REPORT_DECISION: &[Field] = &[
    field("title", Line(300), "Objet", "Subject"),
    field("number", Line(60), "Numéro", "Number"),
    field("date", Date, "Date", "Date"),
    field("order", Order, "Ordre", "Order"),
];

const REPORT_NOTE: &[Field] = &[
    field("date", Date, "Date", "Date"),
    field("text", Prose(50_000), "Note", "Note"),
    field("order", Order, "Ordre", "Order"),
];

/// An extract of a project, made when it is to be shared, from the sections that were ticked.
pub(super) const REPORT: Kind = Kind {
    name: "report",
    label: label("Rapport de projet", "Project report"),
    class: SharingClass::Shareable,
    system: false,
    fields: &[
        field("title", Line(200), "Titre", "Title"),
        field("date", Date, "Établi le", "Drawn up on"),
        asked(
            "summary",
            Line(500),
            ["En une phrase", "In one sentence"],
            [
                "Où en est le projet, en une phrase ?",
                "Where does the project stand, in one sentence?",
            ],
        ),
        field("project", Reference("project"), "Projet", "Project"),
        field(
            "programme",
            Reference("programme"),
            "Dispositif",
            "Programme",
        ),
        field("theme", Line(100), "Thème", "Theme"),
        field(
            "commune",
            Code(Form::Insee),
            "Commune (code Insee)",
            "Commune (Insee code)",
        ),
        field("commune_name", Line(120), "Commune", "Commune"),
        field("district", Line(120), "Quartier", "District"),
        field("target_groups", Texts(100), "Publics", "Target groups"),
        field("partners", Items(PARTNER), "Partenaires", "Partners"),
        field("description", Prose(100_000), "Description", "Description"),
        field("objectives", Prose(50_000), "Objectifs", "Objectives"),
        field("status", Choice(STATUS), "Statut", "Status"),
        field("start_date", Date, "Début", "Start"),
        field("planned_end", Date, "Fin prévue", "Planned end"),
        field("actual_end", Date, "Fin réelle", "Actual end"),
        field("light", Choice(LIGHT), "Météo", "Traffic light"),
        field("light_reason", Line(300), "Pourquoi", "Why"),
        field("steps", Items(REPORT_STEP), "Étapes", "Steps"),
        field(
            "indicators",
            Items(SHEET_INDICATOR),
            "Indicateurs",
            "Indicators",
        ),
        field("budget", Items(BUDGET_TOTAL), "Budget", "Budget"),
        field("funding", Items(REPORT_FUNDING), "Financement", "Funding"),
        field("risks", Items(REPORT_RISK), "Risques, blocages", "Risks"),
        field(
            "decisions",
            Items(REPORT_DECISION),
            "Délibérations et décisions",
            "Decisions",
        ),
        field("lessons", Prose(100_000), "Retour d'expérience", "Lessons"),
        field("journal", Items(REPORT_NOTE), "Journal", "Journal"),
    ],
    children: &[],
};

/// What a commune that tried another's sheet has to say about it.
pub(super) const FEEDBACK: Kind = Kind {
    name: "feedback",
    label: label("Retour d'expérience", "Feedback"),
    class: SharingClass::Shareable,
    system: false,
    fields: &[
        field("title", Line(200), "Titre", "Title"),
        field("feedback_on", Origin, "À propos de", "About"),
        field("subject", Line(200), "Fiche concernée", "Sheet concerned"),
        field("date", Date, "Date", "Date"),
        field(
            "status",
            Choice(STATUS),
            "Où nous en sommes",
            "Where we stand",
        ),
        asked(
            "what_we_tried",
            Prose(50_000),
            ["Ce que nous avons essayé", "What we tried"],
            [
                "Qu'avez-vous fait de cette fiche ?",
                "What did you do with this sheet?",
            ],
        ),
        asked(
            "result",
            Prose(50_000),
            ["Ce que cela a donné", "What came of it"],
            ["Qu'avez-vous obtenu ?", "What did you obtain?"],
        ),
        field(
            "indicators",
            Items(SHEET_INDICATOR),
            "Indicateurs",
            "Indicators",
        ),
        field("actual_cost", Money, "Coût constaté", "Actual cost"),
        field("duration", Line(100), "Durée", "Duration"),
        asked(
            "adapted",
            Prose(50_000),
            ["Ce que nous avons adapté", "What we adapted"],
            [
                "Qu'avez-vous dû changer chez vous ?",
                "What did you have to change?",
            ],
        ),
        asked(
            "advice",
            Prose(50_000),
            ["Conseils", "Advice"],
            [
                "Que diriez-vous à qui commence ?",
                "What would you tell someone who begins?",
            ],
        ),
    ],
    children: &[],
};

/// The word that a commune takes a sheet over.
pub(super) const ADOPTION: Kind = Kind {
    name: "adoption",
    label: label("Reprise", "Adoption"),
    class: SharingClass::Shareable,
    system: false,
    fields: &[
        field("title", Line(200), "Projet", "Project"),
        field("adoption_of", Origin, "Fiche reprise", "Sheet taken over"),
        field(
            "subject",
            Line(200),
            "Titre de la fiche",
            "Title of the sheet",
        ),
        field("date", Date, "Depuis le", "Since"),
        field("status", Choice(STATUS), "Statut", "Status"),
    ],
    children: &[],
};
