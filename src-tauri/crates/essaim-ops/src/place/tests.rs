//! What the official list promises to those who look for their commune.

use super::table::shipped;
use super::{Place, PlaceKind, commune, intercommunality, search, search_kind, source};

fn names(text: &str) -> Vec<String> {
    search(text, 10)
        .into_iter()
        .map(|place| format!("{} ({})", place.name, place.department))
        .collect()
}

fn first(text: &str) -> Place {
    search(text, 10)
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("« {text} » finds nothing"))
}

#[test]
fn the_list_holds_every_current_commune_and_nothing_else() {
    let kinds = |kind| {
        (0..shipped().entries.len())
            .filter(|position| shipped().kind(*position) == kind)
            .count()
    };
    assert_eq!(
        kinds(PlaceKind::Commune),
        34_969,
        "current communes of the official list, overseas included"
    );
    assert_eq!(
        kinds(PlaceKind::Intercommunality),
        1_266,
        "1 255 with their own taxes and 11 of Greater Paris"
    );
    assert_eq!(
        commune("13201"),
        None,
        "a municipal district is a part of Marseille"
    );
    assert_eq!(
        commune("24363"),
        None,
        "a delegated commune is a part of another one"
    );
}

#[test]
fn every_place_can_be_read_and_found_by_its_code() {
    let table = shipped();
    for position in 0..table.entries.len() {
        let place = table
            .place(position)
            .expect("each entry has its département");
        let again = match place.kind {
            PlaceKind::Commune => commune(&place.code),
            PlaceKind::Intercommunality => intercommunality(&place.code),
        };
        assert_eq!(again.as_ref(), Some(&place), "looked up by its own code");
        assert!(
            !place.name.is_empty()
                && !place.department_name.is_empty()
                && !place.region_name.is_empty()
        );
        let length = if place.kind == PlaceKind::Commune {
            5
        } else {
            9
        };
        assert_eq!(place.code.len(), length, "{place:?}");
        assert!(
            place.postcodes.iter().all(|code| code.len() == 5),
            "{place:?}"
        );
        if let Some(siren) = &place.intercommunality {
            assert!(
                intercommunality(siren).is_some(),
                "{} belongs to a body of the list",
                place.name
            );
        }
    }
}

#[test]
fn roubaix_is_complete() {
    let roubaix = commune("59512").expect("Roubaix");
    assert_eq!(roubaix.name, "Roubaix");
    assert_eq!(roubaix.postcodes, ["59100"]);
    assert_eq!(
        (
            roubaix.department.as_str(),
            roubaix.department_name.as_str()
        ),
        ("59", "Nord")
    );
    assert_eq!(roubaix.region_name, "Hauts-de-France");
    assert_eq!(roubaix.population, Some(98_286));
    let siren = roubaix.intercommunality.expect("a métropole");
    assert_eq!(
        intercommunality(&siren).map(|body| body.name),
        Some("Métropole Européenne de Lille".to_owned())
    );
}

#[test]
fn accents_case_hyphens_and_abbreviations_do_not_count() {
    for text in [
        "saint amand mont",
        "st amand mont",
        "Saint-Amand-Montrond",
        "SAINT AMAND MONTROND",
        "amand montrond",
        "saintamandmontrond",
        "St. Amand-M",
        "18197",
        "18200 saint",
    ] {
        assert_eq!(
            first(text).code,
            "18197",
            "« {text} » means Saint-Amand-Montrond"
        );
    }
    assert!(
        names("st amand").contains(&"Saint-Amand-Montrond (18)".to_owned()),
        "{:?}",
        names("st amand")
    );
    assert_eq!(first("epinal").name, "Épinal");
    assert_eq!(
        first("e\u{301}pinal").name,
        "Épinal",
        "accents typed apart, as macOS writes them"
    );
    assert_eq!(first("oeuilly").name, "Œuilly");
    assert_eq!(first("l'aigle").name, "L'Aigle");
    assert_eq!(first("laigle").name, "L'Aigle");
    assert_eq!(first("l’haÿ-les-roses").name, "L'Haÿ-les-Roses");
    assert_eq!(first("havre").name, "Le Havre");
}

#[test]
fn a_whole_name_comes_before_a_longer_one_and_then_the_more_inhabited() {
    assert_eq!(
        first("lille").code,
        "59350",
        "the name itself before names that begin with it"
    );
    assert_eq!(
        first("epinal").kind,
        PlaceKind::Commune,
        "the commune before the body named after it"
    );
    assert_eq!(
        names("saint denis")[..2],
        ["Saint-Denis (974)", "Saint-Denis (93)"],
        "of namesakes the most inhabited comes first"
    );
    let found = names("montrouge");
    assert_eq!(found[0], "Montrouge (92)");
    let found = search("montpel", 50);
    let beginning = found
        .iter()
        .take_while(|place| place.name.starts_with("Montpel"));
    let inhabitants: Vec<_> = beginning.map(|place| place.population).collect();
    assert!(inhabitants.len() > 2, "{inhabitants:?}");
    assert!(
        inhabitants.is_sorted_by(|more, fewer| more >= fewer),
        "{inhabitants:?}"
    );
    let inside = found.iter().skip(inhabitants.len());
    assert!(
        inside.clone().count() > 0,
        "names that hold the word further on are found too"
    );
    assert!(
        inside
            .into_iter()
            .all(|place| !place.name.starts_with("Montpel"))
    );
}

#[test]
fn one_kind_can_be_searched_alone() {
    let communes = search_kind(PlaceKind::Commune, "montpellier", 10);
    assert_eq!(communes[0].code, "34172");
    assert!(
        communes
            .iter()
            .all(|place| place.kind == PlaceKind::Commune)
    );
    let bodies = search_kind(PlaceKind::Intercommunality, "epinal", 10);
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    assert_eq!(bodies[0].name, "CA d'Epinal");
}

#[test]
fn an_abbreviation_still_begins_longer_words() {
    assert!(
        names("st").iter().any(|name| name.starts_with("Saint-")),
        "{:?}",
        names("st")
    );
    assert!(
        search("st", 200)
            .iter()
            .any(|place| place.name == "Strasbourg"),
        "« st » is also how Strasbourg begins"
    );
    assert_eq!(first("str").name, "Strasbourg");
    assert!(
        search("saint", 50_000)
            .iter()
            .all(|place| place.name != "Strasbourg")
    );
}

#[test]
fn a_number_tells_namesakes_apart() {
    assert_eq!(first("saint denis 974").code, "97411");
    assert_eq!(first("93 saint-denis").code, "93066");
    let paris = search("75011", 5);
    assert_eq!(
        paris[0].code, "75056",
        "each postcode of a large town leads to it"
    );
    assert_eq!(first("2a004").name, "Ajaccio");
    assert_eq!(
        commune("2a004").map(|place| place.name),
        Some("Ajaccio".to_owned())
    );
    let beginning = search("591", 3);
    assert!(
        beginning
            .iter()
            .all(|place| place.postcodes.iter().any(|code| code.starts_with("591")))
    );
    assert!(
        beginning.iter().any(|place| place.name == "Roubaix"),
        "59100 begins with 591"
    );
}

#[test]
fn overseas_territories_are_in_the_list() {
    for (text, code, department) in [
        ("pointe a pitre", "97120", "971"),
        ("papeete", "98735", "987"),
        ("noumea", "98818", "988"),
    ] {
        let place = first(text);
        assert_eq!(
            (place.code.as_str(), place.department.as_str()),
            (code, department)
        );
    }
}

#[test]
fn intercommunalities_are_found_by_siren_and_by_any_form_of_their_name() {
    assert_eq!(first("200 093 201").name, "Métropole Européenne de Lille");
    assert_eq!(
        intercommunality("200 093 201").map(|body| body.code),
        Some("200093201".to_owned())
    );
    assert!(
        names("communauté de communes faucigny").contains(&"CC Faucigny - Glières (74)".to_owned())
    );
    assert!(names("cc faucigny").contains(&"CC Faucigny - Glières (74)".to_owned()));
    assert_eq!(
        first("plaine commune").department,
        "93",
        "the territories of Greater Paris too"
    );
}

#[test]
fn a_limit_is_kept_and_nothing_is_listed_twice() {
    let places = search("la", 40);
    assert_eq!(places.len(), 40);
    let mut codes: Vec<_> = places
        .iter()
        .map(|place| (place.kind, place.code.clone()))
        .collect();
    codes.sort();
    codes.dedup();
    assert_eq!(
        codes.len(),
        40,
        "a place known under two names appears once"
    );
    for nothing in [
        "",
        "  ",
        "-'",
        "qzxqzx",
        "00000000000000000000",
        "😀",
        "999999",
    ] {
        assert_eq!(search(nothing, 10), [], "« {nothing} »");
    }
}

#[test]
fn the_source_is_credited_with_licence_and_date() {
    let (name, licence, date) = source();
    assert!(
        name.contains("Etalab") && name.contains("Insee") && name.contains("6.0.0"),
        "{name}"
    );
    assert_eq!((licence, date), ("Licence Ouverte 2.0", "2026-04-09"));
}
