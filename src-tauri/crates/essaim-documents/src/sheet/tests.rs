//! What the page of a record promises.

use essaim_model::document;
use essaim_model::schema::FieldType;
use essaim_model::{Path, Value};
use serde_json::{Map, Value as Json, json};

use super::*;

fn leaves(kind: &str, document: Json) -> Leaves {
    let Json::Object(object) = document else {
        panic!("an object")
    };
    let mut next = 0;
    let mut id = || {
        next += 1;
        format!("i{next}")
    };
    document::read(schema::kind(kind).unwrap(), &object, &mut id)
        .unwrap()
        .leaves
}

fn context() -> SheetContext {
    SheetContext {
        sender: "Ville d'Auray".to_owned(),
        origin: "Ville de Roubaix".to_owned(),
        published_on: Some("2026-11-23".to_owned()),
        revision: "3f9a1c20de".to_owned(),
        licence: "Licence Ouverte 2.0".to_owned(),
        titles: [(
            "programme-maison".to_owned(),
            "Maison à 1 € avec travaux".to_owned(),
        )]
        .into(),
        attachments: Some("../attachments".to_owned()),
    }
}

fn house() -> Json {
    json!({
        "title": "Maison à 1 € <avec travaux>",
        "summary": "Vendre pour un euro des maisons vides, contre des travaux.",
        "programme": "programme-maison", "project": "projet-interne-42",
        "themes": ["logement", "vacance"], "maturity": "promising", "evidence": "declared",
        "origin_name": "Roubaix", "origin_insee": "59512", "population": "98828",
        "context": "Des **maisons vides**.\n\n- une\n- deux",
        "steps": [{"title": "Choisir", "description": "Les biens *publics*.", "usual_duration": "6 mois"},
                  {"title": "Attribuer", "deliverable": "Liste des lauréats"}],
        "actual_cost": {"amount": "140000.5", "currency": "EUR", "tax": "ttc"}, "staff_fte": "1.5",
        "partners": [{"name": "La fabrique des quartiers", "role": "Opérateur"}],
        "indicators": [
            {"name": "Déchets", "unit": "kg/hab.", "direction": "down",
             "baseline": {"date": "2013-12-31", "value": "243", "source": "Ville"},
             "target": {"value": "100"},
             "readings": [{"date": "2015-06-01", "value": "134.5", "comment": "saison 1"},
                          {"date": "2014-06-01", "value": "180"}]},
            {"name": "Maisons", "readings": [{"date": "2018-03-31", "value": "13"}]}],
        "obstacles": "Prêts refusés.", "keys_to_success": "Un opérateur.", "to_adapt": "La durée.",
        "adoptions": [{"organisation": "Saint-Amand-Montrond", "insee": "18197", "year": "2021"}],
        "contact": "habitat@ville-roubaix.fr", "verified_on": "2026-11-02",
        "links": [{"label": "Page", "url": "https://www.ville-roubaix.fr"}],
        "sources": [{"title": "Article", "publisher": "Batiactu", "date": "2018", "url": "javascript:alert(1)"}],
        "attachments": [{"file": {"sha256": "ab".repeat(32), "name": "règlement.pdf", "media_type": "application/pdf",
            "size": "1249000"}, "caption": "Règlement"}],
    })
}

#[test]
fn a_solution_reads_as_a_page_that_one_would_pin_up() {
    let page = page("solution", &leaves("solution", house()), &context());
    for part in [
        "<h1>Maison à 1 € &lt;avec travaux&gt;</h1>",
        "Vendre pour un euro",
        "Maturité\u{a0}:</span> Prometteuse",
        "<strong>maisons vides</strong>",
        "140\u{202f}000,50\u{202f}€\u{a0}TTC",
        "98\u{202f}828",
        "<dd class=\"strong\">1,5</dd>",
        "Maison à 1 € avec travaux</dd>",
        "La fabrique des quartiers<br><span class=\"soft small\">Opérateur",
        "de </span>243 <span class=\"arrow\"",
        "<strong>134,5</strong>",
        "\u{2212}45\u{202f}%, dans le sens souhaité",
        "31/12/2013 → 01/06/2015",
        "<th scope=\"row\">Départ, 31/12/2013</th>",
        "<th scope=\"row\">Cible</th>",
        "saison 1",
        "Obstacles",
        "Ce qu&#39;il faut adapter ailleurs",
        "Saint-Amand-Montrond",
        "href=\"mailto:habitat@ville-roubaix.fr\"",
        "Batiactu · 2018 · javascript:alert(1)",
        &format!(
            "href=\"../attachments/{}\" download=\"règlement.pdf\"",
            "ab".repeat(32)
        ),
        "application/pdf, 1,2\u{202f}Mo",
        "<dd>Ville de Roubaix</dd>",
        "<dd>Ville d&#39;Auray</dd>",
        "<dd>23/11/2026</dd>",
        "<dd>02/11/2026</dd>",
        "Licence Ouverte 2.0",
        "3f9a1c20de",
    ] {
        assert!(page.contains(part), "{part:?} is missing");
    }
}

#[test]
fn records_that_never_leave_are_not_even_named() {
    let page = page("solution", &leaves("solution", house()), &context());
    assert!(
        !page.contains("projet-interne-42"),
        "the id of an internal project would leave"
    );
}

#[test]
fn readings_come_by_date_and_the_last_one_is_the_large_figure() {
    let page = page("solution", &leaves("solution", house()), &context());
    let first = page.find("01/06/2014</th>").unwrap();
    let second = page.find("01/06/2015</th>").unwrap();
    assert!(first < second);
    assert_eq!(
        page.matches("class=\"figure\"").count(),
        1,
        "one value alone is no change"
    );
}

/// A document of a kind with hostile text in every text it can hold.
fn hostile(fields: &'static [schema::Field], text: &str) -> Map<String, Json> {
    let reading = json!({"date": text, "value": text, "comment": text, "source": text});
    fields
        .iter()
        .map(|field| {
            let value = match field.ty {
                FieldType::Items(fields) => Json::Array(vec![Json::Object(hostile(fields, text))]),
                FieldType::Readings => json!([reading, reading]),
                FieldType::Reading => reading.clone(),
                FieldType::Texts(_) => json!([text]),
                FieldType::Money => json!({"amount": text, "currency": text, "tax": text}),
                FieldType::File => {
                    json!({"sha256": text, "name": text, "media_type": text, "size": text})
                }
                FieldType::Origin => json!({"record": text, "owner": text, "revision": text}),
                _ => json!(text),
            };
            (field.name.to_owned(), value)
        })
        .collect()
}

/// What another program may have written: leaves that no writer's check has seen.
fn unchecked(prefix: &str, json: &Json, leaves: &mut Leaves) {
    let below = |name: &str| {
        if prefix.is_empty() {
            name.to_owned()
        } else {
            format!("{prefix}/{name}")
        }
    };
    match json {
        Json::Object(object) if prefix.is_empty() || !is_atomic(object) => {
            object
                .iter()
                .for_each(|(name, json)| unchecked(&below(name), json, leaves));
        }
        Json::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(i, json)| unchecked(&below(&format!("k{i}")), json, leaves));
        }
        leaf => {
            let value: Value = serde_json::from_value(leaf.clone()).unwrap();
            leaves.insert(Path::new(prefix).unwrap(), value);
        }
    }
}

fn is_atomic(object: &Map<String, Json>) -> bool {
    ["amount", "sha256", "owner"]
        .iter()
        .any(|name| object.contains_key(*name))
        || object.contains_key("value") && object.contains_key("comment")
}

#[test]
fn no_field_of_any_kind_carries_markup_into_its_page() {
    let allowed = [
        "!doctype", "html", "head", "meta", "title", "style", "body", "article", "header",
        "footer", "aside", "section", "div", "p", "span", "strong", "em", "br", "h1", "h2", "h3",
        "dl", "dt", "dd", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "code", "svg", "rect", "path", "a",
    ];
    for text in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'onmouseover='alert(1)",
        "javascript:alert(1)",
        "[x](javascript:alert(1))",
        "https://x.fr/\"onclick=\"alert(1)",
        "</style></title></article><iframe>",
    ] {
        for kind in schema::KINDS {
            let document: Map<String, Json> = hostile(kind.fields, text)
                .into_iter()
                .chain(hostile(schema::COMMON, text))
                .collect();
            let mut leaves = Leaves::new();
            unchecked("", &Json::Object(document), &mut leaves);
            let mut context = context();
            context.sender = text.to_owned();
            context.origin = text.to_owned();
            context.revision = text.to_owned();
            context.published_on = Some(text.to_owned());
            context.titles.insert(text.to_owned(), text.to_owned());
            let page = page(kind.name, &leaves, &context);
            for tag in page
                .split('<')
                .skip(1)
                .filter_map(|rest| rest.split('>').next())
            {
                let tag = tag.to_lowercase();
                let name = tag
                    .trim_start_matches('/')
                    .split([' ', '\n'])
                    .next()
                    .unwrap_or_default();
                assert!(
                    allowed.contains(&name),
                    "{}: {text:?} gave <{tag}>",
                    kind.name
                );
                assert!(
                    !tag.contains(" on") && !tag.contains("\"on"),
                    "{}: <{tag}>",
                    kind.name
                );
                if name == "a" && tag.starts_with('a') {
                    assert!(
                        tag.starts_with("a href=\"https://"),
                        "{}: <{tag}>",
                        kind.name
                    );
                }
            }
        }
    }
}

#[test]
fn every_filled_field_of_a_shareable_kind_is_on_its_page() {
    for kind in schema::KINDS.iter().filter(|kind| !kind.system) {
        for field in kind.fields {
            let value = match field.ty {
                FieldType::Line(_) | FieldType::Prose(_) | FieldType::Address => {
                    Value::from("motunique")
                }
                FieldType::Decimal => Value::from("1234567.25"),
                FieldType::Date => Value::from("1999-12-31"),
                _ => continue,
            };
            let mut leaves = Leaves::new();
            leaves.insert(Path::new(field.name).unwrap(), value);
            // What accompanies a value rather than standing alone.
            if matches!(field.name, "unit" | "name" | "definition") {
                continue;
            }
            let page = page(kind.name, &leaves, &SheetContext::default());
            let shown = ["motunique", "1\u{202f}234\u{202f}567,25", "31/12/1999"];
            assert!(
                shown.iter().any(|text| page.contains(text)),
                "{}.{} is lost",
                kind.name,
                field.name
            );
        }
    }
}

#[test]
fn other_kinds_and_newer_records_have_a_page_too() {
    let programme = json!({"title": "TZCLD", "acronym": "TZCLD", "end_date": "2026-12-31",
        "indicators": [{"name": "Embauches", "unit": "personnes", "description": "En EBE."}],
        "steps": [{"title": "Former le comité"}], "glossary": [{"term": "CLE", "label": "Comité local"}]});
    let mut leaves = leaves("programme", programme);
    leaves.insert(Path::new("future/x").unwrap(), "secret de demain".into());
    let shown = page("programme", &leaves, &SheetContext::default());
    for part in [
        "Dispositif",
        "31/12/2026",
        "Embauches",
        "En EBE.",
        "Former le comité",
        "Libellé local",
    ] {
        assert!(shown.contains(part), "{part} is missing");
    }
    assert!(
        !shown.contains("secret de demain"),
        "what is not understood is not shown"
    );
    assert!(shown.contains("Une valeur écrite par une version plus récente"));
    assert!(page("kind_of_2031", &leaves, &SheetContext::default()).contains("ne connaît pas"));
}

#[test]
fn a_sample_says_that_it_is_one() {
    let sample = json!({"title": "x", "sample": true,
        "provenance_note": "Exemple rédigé à partir de sources publiques, non validé par la commune"});
    let page = page(
        "solution",
        &leaves("solution", sample),
        &SheetContext::default(),
    );
    assert!(page.contains("<strong>Exemple.</strong>"));
    assert!(page.contains("non validé par la commune"));
    assert!(page.contains("brouillon"), "what is not published says so");
}
