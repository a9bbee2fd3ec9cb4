//! What was published once and stays all the same: taken back, or no longer as it was signed. Said alike of one sheet and of all.

use essaim_ops::erasure::{Chosen, Held};
use essaim_ops::exchange::{ExportPreview, ExportRequest, Selection, Silent};
use essaim_testkit::{Desk, roubaix, saint_amand};
use serde_json::json;

use super::Tried;

/// What would leave of the sheet when it is chosen, and when all sheets are: both must say the same of it.
fn previews(desk: &Desk) -> Tried<[ExportPreview; 2]> {
    let one = Selection::Records(vec!["sheet".to_owned()]);
    let all = Selection::Kind("solution".to_owned());
    let look = |selection| desk.export_preview(&ExportRequest::of(selection));
    Ok([look(one)?, look(all)?])
}

fn stays(preview: &ExportPreview) -> Vec<&str> {
    let left = preview.left_out.iter();
    left.map(|left| left.why.code()).collect()
}

fn leaves<'p>(preview: &'p ExportPreview, kind: &str) -> Vec<&'p str> {
    let records = preview.records.iter().filter(|one| one.kind == kind);
    records.map(|one| one.id.as_str()).collect()
}

#[test]
fn a_sheet_that_was_taken_back_stays_and_the_next_bundle_says_so() -> Tried {
    let (desk, other) = (roubaix()?, saint_amand()?);
    desk.new_record("solution", &json!({"id": "sheet", "title": "Fiche"}))?;
    other.receive(&desk.bundle("before.essaim", &["sheet"])?)?;
    for preview in previews(&desk)? {
        assert_eq!(leaves(&preview, "solution"), ["sheet"]);
    }
    desk.withdraw("sheet")?;
    for preview in previews(&desk)? {
        assert_eq!(stays(&preview), ["withdrawn"]);
        assert_eq!(leaves(&preview, "solution"), [""; 0]);
        assert_eq!(leaves(&preview, "publication"), ["pub-sheet"]);
    }
    let file = desk.path("after.essaim");
    let all = ExportRequest::of(Selection::Kind("solution".to_owned()));
    desk.export(&all, &file, &Silent)?;
    other.receive(&file)?;
    let told = other.show("pub-sheet")?.to_json();
    assert_eq!(told["state"], "withdrawn");
    Ok(())
}

#[test]
fn a_changed_sheet_from_which_someone_was_erased_stays_until_it_is_published_anew() -> Tried {
    let desk = roubaix()?;
    let sheet = json!({"id": "sheet", "title": "Fiche", "summary": "Idée d'Ysoline Kervadec."});
    desk.new_record("solution", &sheet)?;
    desk.bundle("before.essaim", &["sheet"])?;
    // Had nothing been written since, it would be published again without her.
    desk.change("sheet", &json!({"title": "Fiche, suite"}))?;
    let held = desk.find_person("Ysoline Kervadec", &Silent)?;
    let chosen: Vec<Chosen> = held.iter().map(Held::chosen).collect();
    desk.erase_person("Ysoline Kervadec", &chosen, &Silent)?;
    for preview in previews(&desk)? {
        assert_eq!(
            stays(&preview),
            ["draft"],
            "it is no longer as it was signed"
        );
        assert_eq!(preview.unpublished, ["sheet"]);
    }
    desk.publish("sheet")?;
    for preview in previews(&desk)? {
        assert_eq!(leaves(&preview, "solution"), ["sheet"]);
    }
    Ok(())
}
