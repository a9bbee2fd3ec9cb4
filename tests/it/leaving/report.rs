//! The report of a project holds what was ticked and nothing else; it never names a person.

use essaim_ops::report::Section;
use essaim_testkit::{Desk, roubaix, saint_amand};
use serde_json::{Value, json};

use super::Tried;

fn project() -> Tried<Desk> {
    let desk = roubaix()?;
    let euros = |amount: &str| json!({"amount": amount, "currency": "EUR", "tax": "ht"});
    desk.new_record(
        "project",
        &json!({"id": "p", "title": "Deuxième série", "description": "Céder des maisons.", "status": "in_progress",
            "lead_person": "Camille Martin", "elected_official": "Jeanne Élue", "lessons": "Commencer par les façades.",
            "steps": [{"title": "Choisir", "done": "2026-04-24", "responsible": "Paul Dupont"}],
            "indicators": [{"name": "Maisons", "readings": [{"date": "2026-09-30", "value": "5"}]}],
            "journal": [{"date": "2026-09-14", "text": "Réunion houleuse.", "author": "Camille Martin"}],
            "risks": [{"title": "Prêts refusés", "severity": "high"}],
            "decisions": [{"title": "Vendre", "number": "2026-12", "text": "Le conseil municipal…"}],
            "contacts": [{"title": "Nora Petit", "phone": "06 12 34 56 78"}],
            "tasks": [{"title": "Relancer la banque", "responsible": "Paul Dupont"}],
            "budget_lines": [{"title": "Études du cabinet X", "nature": "investment", "planned": euros("100.10"), "spent": euros("40")},
                             {"title": "Travaux", "nature": "investment", "planned": euros("0.20")},
                             {"title": "Salaires", "nature": "operation", "planned": euros("7")}],
            "fundings": [{"title": "ANRU", "granted": euros("50"), "status": "granted"}]}),
    )?;
    Ok(desk)
}

fn report(desk: &Desk, sections: &[Section]) -> Tried<Value> {
    let id = desk.report("p", sections)?.value;
    Ok(desk.content(&id)?)
}

#[test]
fn a_report_tells_what_was_ticked_and_names_no_one() -> Tried {
    let desk = project()?;
    let usual = report(&desk, &Section::usual())?;
    assert_eq!(usual["steps"][0]["title"], "Choisir");
    assert_eq!(usual["indicators"][0]["readings"][0]["value"], "5");
    assert_eq!(usual["decisions"][0]["number"], "2026-12");
    assert_eq!(usual["funding"][0]["funder"], "ANRU");
    assert_eq!(usual["risks"][0]["severity"], "high");
    assert_eq!(
        usual.get("journal"),
        None,
        "the journal leaves only when it is asked for"
    );
    let whole = report(&desk, &Section::ALL)?;
    assert_eq!(whole["journal"][0]["text"], "Réunion houleuse.");
    for person in ["Camille", "Jeanne", "Paul", "Nora", "06 12"] {
        assert!(!whole.to_string().contains(person), "{person} in {whole}");
    }
    let least = report(&desk, &[])?;
    let mut names: Vec<&String> = least
        .as_object()
        .map(|o| o.keys().collect())
        .unwrap_or_default();
    names.sort();
    assert_eq!(names, ["date", "id", "kind", "owner", "project", "title"]);
    Ok(())
}

#[test]
fn budget_lines_leave_as_exact_sums() -> Tried {
    let desk = project()?;
    let told = report(&desk, &[Section::Budget])?;
    let mut budget = told["budget"].clone();
    for total in budget
        .as_array_mut()
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
    {
        total.remove("id");
        total.remove("order");
    }
    let euros = |amount: &str| json!({"amount": amount, "currency": "EUR", "tax": "ht"});
    assert_eq!(
        budget,
        json!([{"nature": "investment", "planned": euros("100.30"), "spent": euros("40")},
               {"nature": "operation", "planned": euros("7")}])
    );
    assert!(!told.to_string().contains("cabinet X"));
    Ok(())
}

#[test]
fn a_report_travels_like_a_sheet_and_a_sample_makes_none() -> Tried {
    let (desk, other) = (project()?, saint_amand()?);
    let id = desk.report("p", &Section::usual())?.value;
    other.receive(&desk.bundle("rapport.essaim", &[&id])?)?;
    let (sent, mut received) = (desk.content(&id)?, other.content(&id)?);
    received["owner"] = sent["owner"].clone();
    assert_eq!(received, sent);
    assert!(other.show("p").is_err(), "the project itself stays");
    other.load_starter(None)?;
    let samples = other.show_all("project", &|json| json["sample"] == true)?;
    let sample = samples[0].entry.key.id.to_string();
    assert_eq!(
        other
            .report(&sample, &[])
            .map_err(|error| error.code())
            .err(),
        Some("sample_stays")
    );
    Ok(())
}
