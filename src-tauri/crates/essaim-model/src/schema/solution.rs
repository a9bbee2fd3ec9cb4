//! The solution sheet: what a commune learned, in a form that another one can start from.

use super::FieldType::*;
use super::shared::{DIRECTION, PARTNER, SOURCE, TEMPLATE_STEP};
use super::{Choice, Code as Form, Field, Kind, SharingClass, asked, choice, field, label};

const MATURITY: &[Choice] = &[
    choice("experimental", "Expérimentation", "Experiment"),
    choice("promising", "Prometteuse", "Promising"),
    choice("proven", "Éprouvée", "Proven"),
    choice("generalised", "Généralisée", "Generalised"),
];

const COST_BAND: &[Choice] = &[
    choice("under_5k", "Moins de 5 000 €", "Under €5,000"),
    choice("5k_50k", "De 5 000 à 50 000 €", "€5,000 to €50,000"),
    choice("50k_500k", "De 50 000 à 500 000 €", "€50,000 to €500,000"),
    choice("over_500k", "Plus de 500 000 €", "Over €500,000"),
];

const EVIDENCE: &[Choice] = &[
    choice("declared", "Déclaré", "Declared"),
    choice("measured", "Mesuré", "Measured"),
    choice(
        "evaluated",
        "Évalué par un tiers",
        "Evaluated by a third party",
    ),
];

/// An indicator that lives inside a sheet, a report or feedback.
pub(super) const SHEET_INDICATOR: &[Field] = &[
    field("name", Line(200), "Indicateur", "Indicator"),
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
    field("baseline", Reading, "Départ", "Baseline"),
    field("target", Reading, "Cible", "Target"),
    field("readings", Readings, "Relevés", "Readings"),
    field("order", Order, "Ordre", "Order"),
];

const FUNDER: &[Field] = &[
    field("name", Line(200), "Financeur", "Funder"),
    field("scheme", Line(300), "Dispositif de financement", "Scheme"),
    field("share", Line(100), "Part", "Share"),
    field("order", Order, "Ordre", "Order"),
];

const ADOPTION: &[Field] = &[
    field("organisation", Line(200), "Collectivité", "Organisation"),
    field("insee", Code(Form::Insee), "Code Insee", "Insee code"),
    field("year", Line(10), "Année", "Year"),
    field("note", Line(1000), "Note", "Note"),
    field("order", Order, "Ordre", "Order"),
];

const LINK: &[Field] = &[
    field("label", Line(300), "Libellé", "Label"),
    field("url", Address, "Adresse", "Address"),
    field("order", Order, "Ordre", "Order"),
];

/// The solution sheet.
pub(super) const SOLUTION: Kind = Kind {
    name: "solution",
    label: label("Fiche solution", "Solution sheet"),
    class: SharingClass::Shareable,
    system: false,
    fields: &[
        asked(
            "title",
            Line(120),
            ["Titre", "Title"],
            [
                "Comment s'appelle cette solution ?",
                "What is this solution called?",
            ],
        ),
        asked(
            "summary",
            Line(300),
            ["Résumé en une phrase", "One-sentence summary"],
            [
                "Que dire en une phrase à un maire pressé ?",
                "What would you tell a busy mayor in one sentence?",
            ],
        ),
        field(
            "programme",
            Reference("programme"),
            "Dispositif",
            "Programme",
        ),
        field("themes", Texts(100), "Thèmes", "Themes"),
        field("keywords", Texts(100), "Mots-clés", "Keywords"),
        field("target_groups", Texts(100), "Publics", "Target groups"),
        asked(
            "maturity",
            Choice(MATURITY),
            ["Maturité", "Maturity"],
            ["Où en est cette solution ?", "How mature is it?"],
        ),
        field(
            "origin_name",
            Line(200),
            "Collectivité d'origine",
            "Organisation of origin",
        ),
        field(
            "origin_insee",
            Code(Form::Insee),
            "Code Insee d'origine",
            "Insee code of origin",
        ),
        field("population", Decimal, "Population", "Population"),
        asked(
            "context",
            Prose(100_000),
            ["Contexte et besoin", "Context and need"],
            [
                "Quel problème aviez-vous, et pour qui ?",
                "What was the problem, and for whom?",
            ],
        ),
        asked(
            "objectives",
            Prose(50_000),
            ["Objectifs", "Objectives"],
            [
                "Que vouliez-vous obtenir ?",
                "What did you want to achieve?",
            ],
        ),
        asked(
            "description",
            Prose(200_000),
            ["Description", "Description"],
            ["Comment cela fonctionne-t-il ?", "How does it work?"],
        ),
        field("steps", Items(TEMPLATE_STEP), "Étapes", "Steps"),
        asked(
            "participation",
            Prose(50_000),
            ["Participation des habitants", "Citizen participation"],
            [
                "Quelle place ont eue les habitants ?",
                "What part did citizens take?",
            ],
        ),
        field(
            "legal_frame",
            Prose(50_000),
            "Cadre juridique",
            "Legal frame",
        ),
        asked(
            "watch_points",
            Prose(50_000),
            ["Points de vigilance", "Points to watch"],
            [
                "À quoi faut-il faire attention ?",
                "What must one watch out for?",
            ],
        ),
        field("cost_band", Choice(COST_BAND), "Ordre de coût", "Cost band"),
        field("actual_cost", Money, "Coût constaté", "Actual cost"),
        field("staff_fte", Decimal, "Équipe (ETP)", "Staff (FTE)"),
        field("duration", Line(100), "Durée", "Duration"),
        field(
            "funders",
            Items(FUNDER),
            "Financeurs habituels",
            "Usual funders",
        ),
        field("partners", Items(PARTNER), "Partenaires", "Partners"),
        field(
            "indicators",
            Items(SHEET_INDICATOR),
            "Indicateurs",
            "Indicators",
        ),
        asked(
            "effects_expected",
            Prose(50_000),
            ["Effets attendus", "Expected effects"],
            [
                "Qu'avez-vous obtenu de ce que vous attendiez ?",
                "Which of the effects you wanted did you get?",
            ],
        ),
        asked(
            "effects_unexpected",
            Prose(50_000),
            ["Effets inattendus", "Unexpected effects"],
            ["Qu'est-ce qui vous a surpris ?", "What surprised you?"],
        ),
        field(
            "evidence",
            Choice(EVIDENCE),
            "Niveau de preuve",
            "Level of evidence",
        ),
        asked(
            "keys_to_success",
            Prose(50_000),
            ["Clés de réussite", "Keys to success"],
            ["Qu'est-ce qui a fait réussir ?", "What made it work?"],
        ),
        asked(
            "obstacles",
            Prose(50_000),
            ["Obstacles", "Obstacles"],
            ["Qu'est-ce qui a bloqué ?", "What stood in the way?"],
        ),
        asked(
            "what_did_not_work",
            Prose(50_000),
            ["Ce qui n'a pas marché", "What did not work"],
            ["Que ne referiez-vous pas ?", "What would you not do again?"],
        ),
        asked(
            "advice",
            Prose(50_000),
            ["Conseils pour démarrer", "Advice to begin"],
            ["Par quoi commencer ?", "Where should one begin?"],
        ),
        asked(
            "to_adapt",
            Prose(50_000),
            [
                "Ce qu'il faut adapter ailleurs",
                "What must be adapted elsewhere",
            ],
            [
                "Qu'est-ce qui changerait dans une autre commune ?",
                "What would differ in another town?",
            ],
        ),
        field(
            "adoptions",
            Items(ADOPTION),
            "Reprises par d'autres communes",
            "Adoptions by other towns",
        ),
        field("links", Items(LINK), "Liens", "Links"),
        field(
            "contact",
            Address,
            "Contact (boîte générique)",
            "Contact (generic mailbox)",
        ),
        field("verified_on", Date, "Vérifié le", "Verified on"),
        field("licence", Line(60), "Licence", "Licence"),
        field("sources", Items(SOURCE), "Sources", "Sources"),
        field("language", Line(10), "Langue", "Language"),
        field(
            "provenance_note",
            Line(500),
            "Note de provenance",
            "Note on provenance",
        ),
        field(
            "project",
            Reference("project"),
            "Projet d'origine",
            "Project it came from",
        ),
    ],
    children: &[],
};
