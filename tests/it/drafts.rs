//! What is being typed is forgotten once it is written, and no sooner.

use essaim_testkit::roubaix;
use serde_json::json;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[test]
fn what_is_written_in_a_list_leaves_what_is_typed_beside_it() -> Tried {
    let desk = roubaix()?;
    let steps = json!([{"id": "dig", "title": "Creuser"}, {"id": "plant", "title": "Planter"}]);
    desk.new_record(
        "project",
        &json!({"id": "orchard", "title": "Verger", "steps": steps}),
    )?;
    let typed = [
        "description",
        "new/steps",
        "steps/dig/note",
        "steps/dig/title",
        "steps/plant/title",
    ];
    for path in typed {
        desk.save_draft("orchard", path, &json!("en cours"))?;
    }
    let still = |patch| -> Tried<Vec<String>> {
        desk.change("orchard", &patch)?;
        let drafts = desk.drafts("orchard")?;
        Ok(drafts.into_iter().map(|(path, _)| path).collect())
    };
    let ticked = json!({"steps": [{"id": "plant", "done": "2026-11-20"}]});
    assert_eq!(still(ticked)?, typed, "a day was written, no text");
    let titled = json!({"steps": [{"id": "dig", "title": "Creuser les trous"}]});
    let without = [
        "description",
        "new/steps",
        "steps/dig/note",
        "steps/plant/title",
    ];
    assert_eq!(still(titled)?, without);
    let deleted = json!({"steps": [{"id": "dig", "deleted": true}]});
    let without = ["description", "new/steps", "steps/plant/title"];
    assert_eq!(still(deleted)?, without);
    Ok(())
}
