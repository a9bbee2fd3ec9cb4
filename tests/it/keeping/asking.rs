//! After an erasure: those who were sent the text are asked to erase it too, and nobody else.

use essaim_ops::erasure::{Chosen, Held, Request};
use essaim_ops::exchange::{ExportRequest, Recipient, Selection, Silent};
use essaim_testkit::{Desk, roubaix, saint_amand};
use serde_json::json;

use super::Tried;

const NAME: &str = "Ysoline Kervadec";

fn send(desk: &Desk, file: &str, to: &str, records: &[&str]) -> Tried {
    let chosen = records.iter().map(|id| (*id).to_owned()).collect();
    let request = ExportRequest {
        publish: true,
        to: Recipient::Named(to.to_owned()),
        ..ExportRequest::of(Selection::Records(chosen))
    };
    for id in records {
        desk.publish(id)?;
    }
    desk.export(&request, &desk.path(file), &Silent)?;
    Ok(())
}

fn erase(desk: &Desk) -> Tried {
    let held = desk.find_person(NAME, &Silent)?;
    let chosen: Vec<Chosen> = held.iter().map(Held::chosen).collect();
    desk.erase_person(NAME, &chosen, &Silent)?;
    Ok(())
}

fn names(requests: &[Request]) -> Vec<&str> {
    requests.iter().map(|one| one.name.as_str()).collect()
}

#[test]
fn only_those_who_were_sent_the_text_are_asked() -> Tried {
    let desk = roubaix()?;
    desk.new_record("solution", &json!({"id": "sheet", "title": "Verger"}))?;
    desk.new_record("solution", &json!({"id": "other", "title": "Four à pain"}))?;
    send(&desk, "before.essaim", "Vannes", &["sheet"])?;
    desk.change("sheet", &json!({"summary": format!("Idée de {NAME}.")}))?;
    send(&desk, "during.essaim", "Auray", &["sheet", "other"])?;
    send(&desk, "beside.essaim", "Brest", &["other"])?;
    desk.change("sheet", &json!({"summary": "Idée d'une habitante."}))?;
    send(&desk, "after.essaim", "Lorient", &["sheet"])?;
    assert!(desk.erasure_requests()?.is_empty());
    erase(&desk)?;
    let requests = desk.erasure_requests()?;
    assert_eq!(names(&requests), ["Auray"]);
    let records: Vec<&str> = requests[0]
        .records
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(records, ["sheet"], "the other sheet says nothing of her");
    assert_eq!(requests[0].records[0].fields[0].0, "summary");
    assert_eq!(requests[0].records[0].bundles.len(), 1);
    Ok(())
}

#[test]
fn the_author_of_what_was_received_is_asked_too() -> Tried {
    let (desk, other) = (roubaix()?, saint_amand()?);
    other.new_record(
        "solution",
        &json!({"id": "theirs", "title": "Ailleurs", "summary": format!("Appeler {NAME}.")}),
    )?;
    desk.receive(&other.bundle("first.essaim", &["theirs"])?)?;
    erase(&desk)?;
    let requests = desk.erasure_requests()?;
    assert_eq!(names(&requests), ["Saint-Amand-Montrond"]);
    assert_eq!(requests[0].organisation, Some(other.organisation()?));
    assert!(requests[0].records[0].theirs);
    Ok(())
}

#[test]
fn what_was_asked_is_noted_until_there_is_more_to_ask() -> Tried {
    let mut desk = roubaix()?;
    for id in ["one", "two"] {
        desk.new_record(
            "solution",
            &json!({"id": id, "title": id, "summary": format!("Avec {NAME}.")}),
        )?;
    }
    send(&desk, "both.essaim", "Auray", &["one", "two"])?;
    desk.erase_field("one", "summary")?;
    let key = desk.erasure_requests()?[0].key.clone();
    desk.note_erasure_asked(&key)?;
    desk.reopen()?;
    assert!(desk.erasure_requests()?[0].asked_ms.is_some(), "it is kept");
    desk.erase_field("two", "summary")?;
    let requests = desk.erasure_requests()?;
    assert_eq!((requests.len(), requests[0].asked_ms), (1, None));
    assert_eq!(requests[0].records.len(), 2);
    assert!(desk.note_erasure_asked("nobody").is_err());
    Ok(())
}
