//! The organisation back from its paper sheet.

use essaim_ops::Workspace;
use essaim_ops::workspace::{Agent, NewWorkspace, Who};
use serde_json::json;

use super::{Computer, Tried};
use essaim_testkit::roubaix;

fn newcomer() -> NewWorkspace {
    NewWorkspace {
        who: Who::Commune("59512".to_owned()),
        agent: Agent {
            person: "Luc Petit".to_owned(),
            service: "Habitat".to_owned(),
        },
    }
}

#[test]
fn the_sheet_gives_the_same_organisation_on_a_new_desktop() -> Tried {
    let desk = roubaix()?;
    desk.new_record(
        "solution",
        &json!({"id": "sheet", "title": "Avant la panne"}),
    )?;
    let bundle = desk.bundle("sent.essaim", &["sheet"])?;
    let sheet = desk.recovery_sheet()?;
    assert_eq!((sheet.words.len(), sheet.name.as_str()), (24, "Roubaix"));
    let computer = Computer::new(11)?;
    let typed = sheet.words.join(" ");
    let back = Workspace::recover(
        &computer.place(),
        &newcomer(),
        &typed,
        computer.machine.machine.clone(),
    )?;
    assert_eq!(
        back.organisation()?,
        desk.organisation()?,
        "it is the same commune"
    );
    assert_ne!(back.identity()?.device, desk.identity()?.device);
    // What it wrote before comes back from what it sent.
    back.import(
        &bundle,
        &essaim_ops::exchange::Limits::DEFAULT,
        false,
        None,
        &essaim_ops::exchange::Silent,
    )?;
    assert_eq!(back.show("sheet")?.to_json()["title"], "Avant la panne");
    back.set(
        "sheet",
        json!({"title": "Après la panne"})
            .as_object()
            .ok_or("an object")?,
    )?;
    assert!(back.check()?.problems.is_empty());
    let again = Workspace::recover(
        &computer.place(),
        &newcomer(),
        &typed,
        computer.machine.machine.clone(),
    );
    assert_eq!(
        again.err().map(|error| error.code()),
        Some("workspace_exists")
    );
    Ok(())
}

#[test]
fn words_that_are_wrong_make_no_workspace_and_are_named() -> Tried {
    let desk = roubaix()?;
    let mut words = desk.recovery_sheet()?.words;
    words[6] = "septième".to_owned();
    let computer = Computer::new(12)?;
    let refused = Workspace::recover(
        &computer.place(),
        &newcomer(),
        &words.join(" "),
        computer.machine.machine.clone(),
    );
    let error = refused.err().ok_or("it must be refused")?;
    let message = error.message(essaim_ops::error::Language::French);
    assert_eq!(error.code(), "unknown_word");
    assert!(
        message.what.contains("n° 7") && message.what.contains("septième"),
        "{}",
        message.what
    );
    assert!(!computer.place().exists());
    Ok(())
}
