//! Forgetting a person (P18): after erasure a unique text is in no file of the workspace, and no late bundle brings it back.

use std::fs;
use std::path::Path;

use essaim_ops::erasure::{Chosen, Held};
use essaim_ops::error::Language;
use essaim_ops::exchange::Silent;
use essaim_ops::workspace::Agent;
use essaim_store::{Store, StoreError};
use essaim_testkit::{Desk, roubaix, saint_amand, tree};
use serde_json::{Value, json};

use super::{Computer, PHRASE, Tried};

/// A name that no word list holds.
pub(crate) const NAME: &str = "Ysoline Kervadec";

/// A desktop that mentions the person wherever a text can stand, and a commune that does so too.
struct Scene {
    desk: Desk,
    other: Desk,
}

fn scene() -> Tried<Scene> {
    let (desk, other) = (roubaix()?, saint_amand()?);
    desk.file(
        "Ysoline-Kervadec.txt",
        format!("Compte rendu : {NAME} était là."),
    )?;
    desk.file("plan.txt", "un plan")?;
    desk.new_record(
        "solution",
        &json!({"id": "sheet", "title": "Verger", "summary": format!("Idée de {NAME}."),
            "keywords": ["verger", NAME], "steps": [{"id": "s", "title": format!("Voir {NAME}")}],
            "attachments": [{"path": "Ysoline-Kervadec.txt"}, {"path": "plan.txt"}]}),
    )?;
    desk.new_record("project", &json!({"id": "project", "title": format!("Projet de {NAME}"),
        "description": format!("Une longue histoire.\n\nAvec **{}**, puis seuls.", NAME.to_uppercase())}))?;
    desk.new_record(
        "contact",
        &json!({"id": "contact", "title": NAME, "project": "project", "phone": "03 20 66 46 00"}),
    )?;
    desk.new_record(
        "solution",
        &json!({"id": "old", "title": format!("Fiche de {NAME}")}),
    )?;
    desk.change("old", &json!({"title": "Fiche"}))?;
    desk.save_draft(
        "sheet",
        "description",
        &json!(format!("brouillon pour {NAME}")),
    )?;
    desk.bundle("roubaix-ysoline-kervadec.essaim", &["sheet", "old"])?;
    desk.set_agent(&Agent {
        person: NAME.to_owned(),
        service: "Habitat".to_owned(),
    })?;
    other.new_record(
        "solution",
        &json!({"id": "theirs", "title": "Ailleurs", "summary": format!("Appeler {NAME}.")}),
    )?;
    desk.receive(&other.bundle("first.essaim", &["theirs"])?)?;
    Ok(Scene { desk, other })
}

/// The files below a folder that hold the family name, in any letters; and the bodies that do.
pub(crate) fn traces(folder: &Path) -> Tried<Vec<String>> {
    let mut found = Vec::new();
    for (path, bytes) in tree(folder) {
        if bytes
            .to_ascii_lowercase()
            .windows(8)
            .any(|piece| piece == b"kervadec")
        {
            found.push(path.display().to_string());
        }
    }
    let store = Store::open(folder)?;
    store.view().each_body::<StoreError>(|rec, body| {
        let text = String::from_utf8_lossy(&body.to_bytes()).to_lowercase();
        if text.contains("kervadec") {
            found.push(format!("record {rec}: {}", body.n));
        }
        Ok(())
    })?;
    Ok(found)
}

fn erase_all(desk: &Desk) -> Tried<Vec<Held>> {
    let held = desk.find_person("ysoline KERVADEC", &Silent)?;
    let chosen: Vec<Chosen> = held.iter().map(Held::chosen).collect();
    let erased = desk.erase_person("ysoline KERVADEC", &chosen, &Silent)?;
    assert!(
        erased.value.finished && erased.operation.is_none(),
        "there is nothing to undo"
    );
    Ok(held)
}

#[test]
fn p18_after_erasure_a_unique_text_is_in_no_file_and_no_late_bundle_brings_it_back() -> Tried {
    let Scene { mut desk, other } = scene()?;
    let before = traces(desk.folder())?;
    assert!(
        before.iter().any(|trace| trace.contains("essaim.db")) && before.len() > 6,
        "the test sees it: {before:?}"
    );
    assert!(
        before.iter().any(|trace| trace.contains("attachments")),
        "in the attachment too"
    );
    let held = erase_all(&desk)?;
    let fields: Vec<String> = held
        .iter()
        .map(|one| format!("{} {}", one.record, one.path))
        .collect();
    for expected in [
        "sheet summary",
        "sheet steps/s/title",
        "project title",
        "project description",
        "contact title",
        "contact phone",
        "old title",
        "theirs summary",
    ] {
        assert!(
            fields.iter().any(|field| field == expected),
            "{expected} in {fields:?}"
        );
    }
    assert_eq!(traces(desk.folder())?, [""; 0], "in no file, in no version");
    assert_eq!(desk.find_person(NAME, &Silent)?, []);
    assert_eq!(desk.check()?.problems, [], "what was erased is no damage");
    // The rest of the texts stays.
    let shown = |id: &str| -> Tried<Value> { Ok(desk.show(id)?.to_json()) };
    assert_eq!(shown("sheet")?["summary"], "Idée de […].");
    assert!(
        shown("project")?["description"]
            .as_str()
            .is_some_and(|text| text.contains("Une longue histoire.") && text.contains("[…]"))
    );
    assert_eq!(shown("old")?["title"], "Fiche");
    assert_eq!(shown("theirs")?["title"], "Ailleurs");
    let files = shown("sheet")?["attachments"].clone();
    assert!(
        files.to_string().contains("plan.txt"),
        "the other file stays: {files}"
    );
    desk.rebuild()?;
    desk.reopen()?;
    assert_eq!(traces(desk.folder())?, [""; 0]);
    // Neither the first bundle again, nor a later revision that still holds it.
    other.change("theirs", &json!({"title": "Ailleurs, bis"}))?;
    desk.receive(&other.path("first.essaim"))?;
    desk.receive(&other.bundle("second.essaim", &["theirs"])?)?;
    assert_eq!(
        desk.show("theirs")?.to_json()["title"],
        "Ailleurs, bis",
        "what else it says has arrived"
    );
    assert_eq!(
        traces(desk.folder())?,
        [""; 0],
        "a late bundle brings nothing back"
    );
    assert_eq!(desk.check()?.problems, []);
    Ok(())
}

#[test]
fn an_erased_revision_does_not_leave_and_a_new_one_without_the_text_does() -> Tried {
    let Scene { desk, other } = scene()?;
    erase_all(&desk)?;
    let bundle = desk.bundle("after.essaim", &["sheet"])?;
    let bytes = fs::read(&bundle)?;
    assert!(
        !bytes
            .to_ascii_lowercase()
            .windows(8)
            .any(|piece| piece == b"kervadec")
    );
    other.receive(&bundle)?;
    assert_eq!(other.show("sheet")?.to_json()["summary"], "Idée de […].");
    assert!(
        other.check()?.problems.is_empty(),
        "what leaves is signed and whole"
    );
    let all =
        essaim_ops::exchange::ExportRequest::of(essaim_ops::exchange::Selection::Records(vec![
            "theirs".to_owned(),
            "sheet".to_owned(),
        ]));
    let done = desk.export(&all, &desk.path("passed-on.essaim"), &Silent)?;
    let left: Vec<&str> = done
        .value
        .preview
        .left_out
        .iter()
        .map(|left| left.why.code())
        .collect();
    assert_eq!(
        left,
        ["erased"],
        "what others wrote and we erased from is not passed on"
    );
    Ok(())
}

#[test]
fn a_single_field_can_be_erased_in_all_its_versions() -> Tried {
    let desk = roubaix()?;
    desk.new_record(
        "solution",
        &json!({"id": "sheet", "title": "Fiche", "summary": "Premier secret kervadec"}),
    )?;
    desk.change("sheet", &json!({"summary": "Second secret kervadec"}))?;
    desk.change("sheet", &json!({"title": "Fiche, suite"}))?;
    let erased = desk.erase_field("sheet", "summary")?;
    assert_eq!((erased.value.fields, erased.value.versions), (1, 2));
    assert_eq!(desk.show("sheet")?.to_json().get("summary"), None);
    assert_eq!(desk.show("sheet")?.to_json()["title"], "Fiche, suite");
    assert_eq!(traces(desk.folder())?, [""; 0]);
    let told = desk.erase_field("sheet", "summary");
    assert_eq!(told.err().map(|error| error.code()), Some("not_found"));
    desk.change("sheet", &json!({"summary": "Autre chose"}))?;
    assert_eq!(
        desk.show("sheet")?.to_json()["summary"],
        "Autre chose",
        "one may write there again"
    );
    assert!(desk.check()?.problems.is_empty());
    Ok(())
}

#[test]
fn a_person_gets_what_is_held_about_them() -> Tried {
    let Scene { desk, .. } = scene()?;
    let target = desk.path("personne.csv");
    let lines = desk.export_person(NAME, &target, Language::French, &Silent)?;
    let text = fs::read_to_string(&target)?;
    assert!(text.starts_with("\u{feff}Type;") && text.lines().count() == lines as usize + 1);
    for expected in ["Idée de", "03 20 66 46 00", "Appeler"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    Ok(())
}

#[test]
fn earlier_backups_stay_encrypted_and_a_later_one_holds_nothing_of_it() -> Tried {
    let Scene { desk, .. } = scene()?;
    desk.choose_passphrase(PHRASE)?;
    let (before, after) = (
        desk.path("before.sauvegarde"),
        desk.path("after.sauvegarde"),
    );
    desk.back_up_to(&before, &Silent)?;
    erase_all(&desk)?;
    desk.back_up_to(&after, &Silent)?;
    let open = fs::read(&before)?;
    assert!(
        !open
            .to_ascii_lowercase()
            .windows(8)
            .any(|piece| piece == b"kervadec")
    );
    let computer = Computer::new(31)?;
    let (back, _) = computer.restore(&after, PHRASE)?;
    assert_eq!(back.find_person(NAME, &Silent)?, []);
    assert_eq!(traces(back.folder())?, [""; 0]);
    Ok(())
}
