//! The pilot project and the records that live inside it: indicators, journal, tasks, decisions, risks, money, contacts.

use super::FieldType::*;
use super::shared::{DIRECTION, PARTNER};
use super::{Child, Choice, Code as Form, Field, Kind, SharingClass, asked, choice, field, label};

/// The states of a project. *Late* is computed, never chosen.
pub(super) const STATUS: &[Choice] = &[
    choice("planned", "À venir", "Planned"),
    choice("in_progress", "En cours", "In progress"),
    choice("paused", "En pause", "Paused"),
    choice("blocked", "Bloqué", "Blocked"),
    choice("done", "Réalisé", "Done"),
    choice("abandoned", "Abandonné", "Abandoned"),
    choice("to_discuss", "À discuter", "To discuss"),
];

const PRIORITY: &[Choice] = &[
    choice("high", "Haute", "High"),
    choice("medium", "Moyenne", "Medium"),
    choice("low", "Basse", "Low"),
];

pub(super) const LIGHT: &[Choice] = &[
    choice("green", "Vert : tout va bien", "Green: on track"),
    choice("orange", "Orange : à surveiller", "Amber: to watch"),
    choice("red", "Rouge : en difficulté", "Red: in trouble"),
];

pub(super) const SEVERITY: &[Choice] = &[
    choice("low", "Faible", "Low"),
    choice("medium", "Moyenne", "Medium"),
    choice("high", "Forte", "High"),
];

pub(super) const NATURE: &[Choice] = &[
    choice("investment", "Investissement", "Investment"),
    choice("operation", "Fonctionnement", "Operation"),
];

pub(super) const FUNDING_STATUS: &[Choice] = &[
    choice("planned", "À demander", "To be asked"),
    choice("asked", "Demandé", "Asked"),
    choice("granted", "Accordé", "Granted"),
    choice("paid", "Versé", "Paid"),
    choice("refused", "Refusé", "Refused"),
];

/// How often an indicator is read. *None* says that no reading is expected.
pub(super) const FREQUENCY: &[Choice] = &[
    choice("monthly", "Chaque mois", "Every month"),
    choice("quarterly", "Chaque trimestre", "Every quarter"),
    choice("half_yearly", "Chaque semestre", "Every half-year"),
    choice("yearly", "Chaque année", "Every year"),
    choice("none", "Pas de rythme", "No set pace"),
];

const STEP: &[Field] = &[
    field("title", Line(200), "Étape", "Step"),
    field("description", Prose(10_000), "Description", "Description"),
    field("start", Date, "Début", "Start"),
    field("due", Date, "Échéance", "Due"),
    field("done", Date, "Fait le", "Done on"),
    field("responsible", Line(120), "Responsable", "Responsible"),
    field("deliverable", Line(300), "Livrable", "Deliverable"),
    field("order", Order, "Ordre", "Order"),
];

const OF_PROJECT: Field = field("project", Reference("project"), "Projet", "Project");

/// A pilot project of the commune.
pub(super) const PROJECT: Kind = Kind {
    name: "project",
    label: label("Projet pilote", "Pilot project"),
    class: SharingClass::Internal,
    system: false,
    fields: &[
        asked(
            "title",
            Line(200),
            ["Titre", "Title"],
            [
                "Comment s'appelle ce projet ?",
                "What is this project called?",
            ],
        ),
        field(
            "reference",
            Line(60),
            "Référence interne",
            "Internal reference",
        ),
        asked(
            "description",
            Prose(100_000),
            ["Description", "Description"],
            ["De quoi s'agit-il ?", "What is it about?"],
        ),
        asked(
            "objectives",
            Prose(50_000),
            ["Objectifs", "Objectives"],
            ["Que voulez-vous obtenir ?", "What do you want to achieve?"],
        ),
        field(
            "programme",
            Reference("programme"),
            "Dispositif",
            "Programme",
        ),
        field(
            "solution",
            Reference("solution"),
            "Solution de départ",
            "Solution it started from",
        ),
        field("theme", Line(100), "Thème", "Theme"),
        field("tags", Texts(100), "Étiquettes", "Tags"),
        field("status", Choice(STATUS), "Statut", "Status"),
        field("priority", Choice(PRIORITY), "Priorité", "Priority"),
        field("start_date", Date, "Début", "Start"),
        field("planned_end", Date, "Fin prévue", "Planned end"),
        field("actual_end", Date, "Fin réelle", "Actual end"),
        field("light", Choice(LIGHT), "Météo", "Traffic light"),
        field("light_reason", Line(300), "Pourquoi", "Why"),
        field("lead_service", Line(200), "Service pilote", "Lead service"),
        field("lead_person", Line(120), "Personne pilote", "Lead person"),
        field(
            "elected_official",
            Line(120),
            "Élu·e référent·e",
            "Elected official",
        ),
        field("partners", Items(PARTNER), "Partenaires", "Partners"),
        field(
            "governance",
            Line(300),
            "Instance de pilotage",
            "Governance body",
        ),
        field("target_groups", Texts(100), "Publics", "Target groups"),
        field(
            "commune",
            Code(Form::Insee),
            "Commune (code Insee)",
            "Commune (Insee code)",
        ),
        field("commune_name", Line(120), "Commune", "Commune"),
        field("district", Line(120), "Quartier", "District"),
        field(
            "qpv",
            Texts(20),
            "Quartiers prioritaires (codes QPV)",
            "Priority districts (QPV codes)",
        ),
        field("steps", Items(STEP), "Étapes", "Steps"),
        asked(
            "lessons",
            Prose(100_000),
            ["Retour d'expérience", "Lessons"],
            ["Qu'avez-vous appris ?", "What did you learn?"],
        ),
    ],
    children: &[
        Child {
            list: "indicators",
            kind: "indicator",
        },
        Child {
            list: "journal",
            kind: "journal_entry",
        },
        Child {
            list: "tasks",
            kind: "task",
        },
        Child {
            list: "decisions",
            kind: "decision",
        },
        Child {
            list: "risks",
            kind: "risk",
        },
        Child {
            list: "budget_lines",
            kind: "budget_line",
        },
        Child {
            list: "fundings",
            kind: "funding",
        },
        Child {
            list: "contacts",
            kind: "contact",
        },
    ],
};

/// An indicator of a project, with its readings.
pub(super) const INDICATOR: Kind = Kind {
    name: "indicator",
    label: label("Indicateur", "Indicator"),
    class: SharingClass::Internal,
    system: false,
    fields: &[
        field("name", Line(200), "Indicateur", "Indicator"),
        OF_PROJECT,
        field(
            "definition",
            Line(64),
            "Définition du dispositif",
            "Programme definition",
        ),
        field("unit", Line(40), "Unité", "Unit"),
        field(
            "direction",
            Choice(DIRECTION),
            "Sens souhaité",
            "Wanted direction",
        ),
        field(
            "frequency",
            Choice(FREQUENCY),
            "Rythme des relevés",
            "How often it is read",
        ),
        field("baseline", Reading, "Départ", "Baseline"),
        field("target", Reading, "Cible", "Target"),
        field("readings", Readings, "Relevés", "Readings"),
        field("order", Order, "Ordre", "Order"),
    ],
    children: &[],
};

/// A dated note.
pub(super) const JOURNAL_ENTRY: Kind = Kind {
    name: "journal_entry",
    label: label("Note de journal", "Journal entry"),
    class: SharingClass::Internal,
    system: false,
    fields: &[
        field("date", Date, "Date", "Date"),
        OF_PROJECT,
        field("text", Prose(50_000), "Note", "Note"),
        field("author", Line(120), "Auteur", "Author"),
    ],
    children: &[],
};

/// Something to be done by someone.
pub(super) const TASK: Kind = Kind {
    name: "task",
    label: label("Tâche", "Task"),
    class: SharingClass::Internal,
    system: false,
    fields: &[
        field("title", Line(300), "Tâche", "Task"),
        OF_PROJECT,
        field("step", Line(64), "Étape", "Step"),
        field("responsible", Line(120), "Responsable", "Responsible"),
        field("due", Date, "Échéance", "Due"),
        field("done", Date, "Fait le", "Done on"),
        field("deliverable", Line(300), "Livrable", "Deliverable"),
        field("order", Order, "Ordre", "Order"),
    ],
    children: &[],
};

/// A deliberation or decision.
pub(super) const DECISION: Kind = Kind {
    name: "decision",
    label: label("Délibération ou décision", "Decision"),
    class: SharingClass::Internal,
    system: false,
    fields: &[
        field("title", Line(300), "Objet", "Subject"),
        OF_PROJECT,
        field("number", Line(60), "Numéro", "Number"),
        field("date", Date, "Date", "Date"),
        field("text", Prose(50_000), "Texte", "Text"),
    ],
    children: &[],
};

/// A risk or an obstacle.
pub(super) const RISK: Kind = Kind {
    name: "risk",
    label: label("Risque, blocage", "Risk"),
    class: SharingClass::Internal,
    system: false,
    fields: &[
        field("title", Line(300), "Risque", "Risk"),
        OF_PROJECT,
        field("severity", Choice(SEVERITY), "Gravité", "Severity"),
        field("answer", Prose(20_000), "Réponse", "Answer"),
        field("closed", Date, "Levé le", "Closed on"),
    ],
    children: &[],
};

/// A line of expenditure.
pub(super) const BUDGET_LINE: Kind = Kind {
    name: "budget_line",
    label: label("Ligne de dépense", "Budget line"),
    class: SharingClass::Internal,
    system: false,
    fields: &[
        field("title", Line(300), "Dépense", "Expense"),
        OF_PROJECT,
        field("nature", Choice(NATURE), "Section", "Section"),
        field("year", Line(10), "Année", "Year"),
        field("planned", Money, "Prévu", "Planned"),
        field("committed", Money, "Engagé", "Committed"),
        field("spent", Money, "Payé", "Spent"),
        field("order", Order, "Ordre", "Order"),
    ],
    children: &[],
};

/// A share of the money, from a funder.
pub(super) const FUNDING: Kind = Kind {
    name: "funding",
    label: label("Financement", "Funding"),
    class: SharingClass::Internal,
    system: false,
    fields: &[
        field("title", Line(300), "Financeur", "Funder"),
        OF_PROJECT,
        field("scheme", Line(300), "Dispositif de financement", "Scheme"),
        field("status", Choice(FUNDING_STATUS), "Statut", "Status"),
        field("asked", Money, "Demandé", "Asked"),
        field("granted", Money, "Accordé", "Granted"),
        field("paid", Money, "Versé", "Paid"),
        field("asked_on", Date, "Demandé le", "Asked on"),
        field("granted_on", Date, "Accordé le", "Granted on"),
        field("order", Order, "Ordre", "Order"),
    ],
    children: &[],
};

/// A person or office to reach. Never part of a shareable record.
pub(super) const CONTACT: Kind = Kind {
    name: "contact",
    label: label("Contact", "Contact"),
    class: SharingClass::Internal,
    system: false,
    fields: &[
        field("title", Line(200), "Nom", "Name"),
        OF_PROJECT,
        field("organisation", Line(200), "Organisme", "Organisation"),
        field("role", Line(200), "Fonction", "Role"),
        field("email", Address, "Courriel", "E-mail"),
        field("phone", Line(40), "Téléphone", "Phone"),
        field("note", Prose(10_000), "Note", "Note"),
    ],
    children: &[],
};
