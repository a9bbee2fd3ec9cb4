//! Feedback goes back to the author of a sheet, is shown there beside the author's own results, and what has arrived is known.

use essaim_ops::exchange::{ExportRequest, Purpose, Recipient, Selection, Silent};
use essaim_testkit::{Desk, roubaix, saint_amand, town};
use serde_json::json;

use super::{Tried, answer, manifest};

/// Saint-Amand's sheet, taken over by Roubaix as a project that has run for a while.
fn taken_over() -> Tried<(Desk, Desk, String)> {
    let (author, adopter) = (saint_amand()?, roubaix()?);
    author.new_record(
        "solution",
        &json!({"id": "maison", "title": "La maison à 1 €", "description": "Vendre pour un euro.",
            "indicators": [{"name": "Maisons cédées", "unit": "maisons", "readings": [{"date": "2024-06-30", "value": "2"}]}]}),
    )?;
    adopter.receive(&author.bundle("maison.essaim", &["maison"])?)?;
    let project = adopter.adopt("maison")?.value;
    let indicator = adopter
        .show(&project)?
        .children
        .remove(0)
        .2
        .remove(0)
        .entry
        .key
        .id
        .to_string();
    adopter.change(
        &project,
        &json!({"status": "in_progress", "lessons": "Le suivi des chantiers compte plus que le prix.", "start_date": "2026-03-02",
            "lead_person": "Camille Martin",
            "indicators": [{"id": indicator, "readings": [{"date": "2026-09-30", "value": "5"}]}],
            "budget_lines": [{"title": "Études", "spent": {"amount": "1200.50", "currency": "EUR", "tax": "ttc"}},
                             {"title": "Travaux", "spent": {"amount": "0.50", "currency": "EUR", "tax": "ttc"}}]}),
    )?;
    Ok((author, adopter, project))
}

#[test]
fn feedback_from_a_project_is_filled_in_from_what_it_tells_and_names_no_one() -> Tried {
    let (_, adopter, project) = taken_over()?;
    let id = adopter
        .give_feedback(
            &project,
            &json!({"advice": "Visiter d'abord."})
                .as_object()
                .cloned()
                .unwrap_or_default(),
        )?
        .value;
    let told = adopter.content(&id)?;
    assert_eq!(told["title"], "Retour sur « La maison à 1 € »");
    assert_eq!(told["feedback_on"]["record"], "maison");
    assert_eq!(
        told["result"],
        "Le suivi des chantiers compte plus que le prix."
    );
    assert_eq!(told["advice"], "Visiter d'abord.");
    assert_eq!(
        told["actual_cost"],
        json!({"amount": "1201", "currency": "EUR", "tax": "ttc"})
    );
    assert_eq!(told["indicators"][0]["readings"][0]["value"], "5");
    assert_eq!(
        told.get("what_we_tried"),
        None,
        "what was copied from the sheet tells its author nothing"
    );
    assert!(!told.to_string().contains("Camille"), "{told}");
    adopter.give_feedback(&project, &serde_json::Map::new())?;
    let said = adopter.feedback_on("maison")?.own;
    let adoptions = said.iter().filter(|one| one.entry.kind == "adoption");
    assert_eq!(
        adoptions.count(),
        1,
        "one word a project, however often it is given"
    );
    Ok(())
}

#[test]
fn feedback_is_shown_on_the_authors_sheet_beside_the_authors_results() -> Tried {
    let (author, adopter, project) = taken_over()?;
    let feedback = adopter
        .give_feedback(&project, &serde_json::Map::new())?
        .value;
    let adoption = adopter.declare_adoption(&project)?.value;
    let sent = answer(&adopter, "retour.essaim", &[&feedback, &adoption])?;
    author.import(
        &sent.file,
        &essaim_ops::exchange::Limits::DEFAULT,
        false,
        None,
        &Silent,
    )?;
    let apart = author.feedback_on("maison")?;
    assert_eq!(
        (apart.adopters, apart.waiting),
        (0, 2),
        "a stranger's word waits apart"
    );
    author.accept_sender(adopter.organisation()?)?;
    let shown = author.feedback_on("maison")?;
    assert_eq!(
        (shown.adopters, shown.waiting),
        (1, 0),
        "two records of one commune are one adoption"
    );
    assert_eq!(shown.entries[0].from, "Roubaix");
    assert_eq!(shown.beside.columns, ["Roubaix"]);
    let row = &shown.beside.rows[0];
    let value =
        |measure: &Option<essaim_ops::feedback::Measure>| measure.as_ref().map(|m| m.value.clone());
    assert_eq!(
        (value(&row.own), value(&row.theirs[0])),
        (Some("2".into()), Some("5".into()))
    );
    assert_eq!(author.feedback_received(5)?.len(), 1);
    Ok(())
}

#[test]
fn only_feedback_to_an_author_says_what_was_seen_of_theirs() -> Tried {
    let (author, adopter, project) = taken_over()?;
    let feedback = adopter
        .give_feedback(&project, &serde_json::Map::new())?
        .value;
    let answered = manifest(&answer(&adopter, "retour.essaim", &[&feedback])?.file)?;
    assert_eq!(answered["purpose"], "feedback");
    assert_eq!(
        answered["seen"]["addressee"],
        author.organisation()?.to_string()
    );
    assert_eq!(answered["seen"]["records"][0]["record"], "maison");
    assert_eq!(
        answered["seen"]["bundles"].as_array().map(Vec::len),
        Some(1)
    );
    let shared = manifest(&adopter.bundle("partage.essaim", &[&feedback])?)?;
    assert_eq!(shared["purpose"], "share");
    assert_eq!(
        shared.get("seen"),
        None,
        "what we hold of others is nobody else's business"
    );
    Ok(())
}

#[test]
fn what_answers_no_one_several_or_a_stranger_is_not_written() -> Tried {
    let (author, adopter, project) = taken_over()?;
    let third = town("56260", 3)?;
    third.new_record("solution", &json!({"id": "velos", "title": "Vélos"}))?;
    adopter.receive(&third.bundle("velos.essaim", &["velos"])?)?;
    adopter.new_record("solution", &json!({"id": "la-notre", "title": "La nôtre"}))?;
    let one = adopter
        .give_feedback(&project, &serde_json::Map::new())?
        .value;
    let other = adopter
        .give_feedback("velos", &serde_json::Map::new())?
        .value;
    let code = |records: &[&str]| match answer(&adopter, "x.essaim", records) {
        Err(error) => error
            .downcast::<essaim_ops::OpError>()
            .map(|error| error.code())
            .unwrap_or_default(),
        Ok(_) => "written",
    };
    assert_eq!(code(&["la-notre"]), "no_addressee");
    assert_eq!(code(&[&one, &other]), "several_addressees");
    assert!(!adopter.path("x.essaim").exists());
    adopter.refuse_sender(author.organisation()?)?;
    assert_eq!(code(&[&one]), "unknown_sender");
    assert!(
        adopter
            .give_feedback("la-notre", &serde_json::Map::new())
            .is_err(),
        "to ourselves we need not write"
    );
    Ok(())
}

#[test]
fn the_register_says_that_feedback_number_n_has_arrived() -> Tried {
    let (author, adopter, project) = taken_over()?;
    let feedback = adopter
        .give_feedback(&project, &serde_json::Map::new())?
        .value;
    let first = adopter.bundle("autre.essaim", &[&feedback])?;
    let sent = answer(&adopter, "retour.essaim", &[&feedback])?;
    assert_eq!(sent.number, 2, "bundles are counted from 1");
    let register = adopter.sent()?;
    assert_eq!(
        register[0].report.to.as_ref().map(|to| to.name.as_str()),
        Some("Saint-Amand-Montrond")
    );
    assert!(
        register.iter().all(|one| one.arrived.is_none()),
        "silence is no word"
    );
    author.receive(&sent.file)?;
    // The author answers: an acknowledgement, with nothing else in it.
    let request = ExportRequest {
        purpose: Purpose::Feedback,
        to: Recipient::Known(adopter.organisation()?),
        ..ExportRequest::of(Selection::Records(Vec::new()))
    };
    let word = author
        .export(&request, &author.path("reçu.essaim"), &Silent)?
        .value;
    let plan = adopter.plan(&word.file, &essaim_ops::exchange::Limits::DEFAULT, &Silent)?;
    assert!(plan.arrived.contains(&2), "{:?}", plan.arrived);
    let received = adopter.receive(&word.file)?;
    let register = adopter.sent()?;
    assert_eq!(
        register[0].arrived.as_ref().map(|word| word.from.as_str()),
        Some("Saint-Amand-Montrond")
    );
    adopter.hide_import(&received.import_id)?;
    assert!(
        adopter.sent()?[0].arrived.is_none(),
        "an undone import says nothing"
    );
    drop(first);
    Ok(())
}

#[test]
fn the_same_content_that_comes_again_may_say_what_has_arrived() -> Tried {
    let (author, adopter, project) = taken_over()?;
    let feedback = adopter
        .give_feedback(&project, &serde_json::Map::new())?
        .value;
    let sent = answer(&adopter, "retour.essaim", &[&feedback])?;
    author.receive(&sent.file)?;
    // The very sheet that Roubaix has had from the beginning, sent as an answer.
    let request = ExportRequest {
        purpose: Purpose::Feedback,
        to: Recipient::Known(adopter.organisation()?),
        ..ExportRequest::of(Selection::Records(vec!["maison".to_owned()]))
    };
    let word = author.export(&request, &author.path("encore.essaim"), &Silent)?;
    adopter.receive(&word.value.file)?;
    let register = adopter.sent()?;
    let arrived = register[0].arrived.as_ref();
    assert!(arrived.is_some_and(|word| word.ms > register[0].ms));
    Ok(())
}

#[test]
fn a_third_party_cannot_acknowledge_what_was_sent_to_another() -> Tried {
    let (author, adopter, project) = taken_over()?;
    let feedback = adopter
        .give_feedback(&project, &serde_json::Map::new())?
        .value;
    let sent = answer(&adopter, "retour.essaim", &[&feedback])?;
    let third = town("56260", 3)?;
    third.receive(&sent.file)?;
    let request = ExportRequest {
        purpose: Purpose::Feedback,
        to: Recipient::Known(adopter.organisation()?),
        ..ExportRequest::of(Selection::Records(Vec::new()))
    };
    let word = third
        .export(&request, &third.path("reçu.essaim"), &Silent)?
        .value;
    adopter.receive(&word.file)?;
    assert!(adopter.sent()?[0].arrived.is_none());
    drop(author);
    Ok(())
}
