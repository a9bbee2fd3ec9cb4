//! A sheet made from another one follows it: what changed there is told part by part, taken over as one wishes, or said to
//! be seen; and the source knows what was made from it.

use essaim_ops::OpError;
use essaim_ops::record::HistoryChange;
use essaim_ops::solution::{Here, Part};
use essaim_testkit::{Desk, beside, roubaix, saint_amand};
use serde_json::json;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Roubaix wrote a sheet, Saint-Amand received it and made one of its own from it.
struct Story {
    author: Desk,
    reader: Desk,
    adapted: String,
    bundles: u32,
}

impl Story {
    fn begin() -> Tried<Self> {
        let (author, reader) = (roubaix()?, saint_amand()?);
        author.new_record(
            "solution",
            &json!({"id": "sheet", "title": "Maison à 1 €", "summary": "Vendre pour faire rénover.",
                "keywords": ["logement"], "obstacles": "Le coût.", "contact": "habitat@roubaix.example",
                "steps": [{"id": "choose", "title": "Choisir les maisons"}, {"id": "vote", "title": "Voter", "deliverable": "Délibération"}]}),
        )?;
        let bundle = author.bundle("first.essaim", &["sheet"])?;
        reader.receive(&bundle)?;
        let adapted = reader.adapt("sheet")?.value;
        Ok(Self {
            author,
            reader,
            adapted,
            bundles: 0,
        })
    }

    /// The author writes on, and the reader receives that.
    fn goes_on(&mut self, patch: serde_json::Value) -> Tried {
        self.author.change("sheet", &patch)?;
        self.bundles += 1;
        let name = format!("next-{}.essaim", self.bundles);
        self.reader
            .receive(&self.author.bundle(&name, &["sheet"])?)?;
        Ok(())
    }

    fn news(&self) -> Tried<Vec<Part>> {
        Ok(self.reader.source(&self.adapted)?.ok_or("a source")?.parts)
    }

    fn take(&self, parts: &[&str]) -> Result<(), OpError> {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        self.reader
            .take_from_source(&self.adapted, &parts)
            .map(drop)
    }
}

fn named(parts: &[Part]) -> Vec<(&str, Here)> {
    parts
        .iter()
        .map(|part| (part.name.as_str(), part.here))
        .collect()
}

fn told(changes: &[HistoryChange]) -> Vec<(String, Option<String>, Option<String>)> {
    let text = |value: &Option<essaim_model::Value>| value.as_ref()?.as_text().map(str::to_owned);
    changes
        .iter()
        .map(|one| (one.path.to_string(), text(&one.before), text(&one.after)))
        .collect()
}

#[test]
fn nothing_is_asked_while_the_source_says_what_was_adapted() -> Tried {
    let story = Story::begin()?;
    assert_eq!(story.news()?, []);
    assert!(
        story.reader.source("sheet")?.is_none(),
        "what was made from nothing has no source"
    );
    Ok(())
}

#[test]
fn what_changed_at_the_source_is_told_part_by_part_beside_what_is_written_here() -> Tried {
    let mut story = Story::begin()?;
    story
        .reader
        .change(&story.adapted, &json!({"summary": "Notre résumé."}))?;
    story.goes_on(json!({"summary": "Vendre 1 € pour faire rénover.", "keywords": ["logement", "vacance"], "contact": "autre@roubaix.example",
        "steps": [{"id": "vote", "deliverable": "Délibération et règlement"}, {"id": "choose", "deleted": true}, {"id": "visit", "title": "Visiter"}]}))?;
    let parts = story.news()?;
    assert_eq!(
        named(&parts),
        [
            ("keywords", Here::AsAdapted),
            ("steps/choose", Here::AsAdapted),
            ("steps/visit", Here::AsAdapted),
            ("steps/vote", Here::AsAdapted),
            ("summary", Here::Rewritten),
        ],
        "whom one may write to is never taken over"
    );
    let summary = &parts[4];
    assert_eq!(
        told(&summary.changes)[0].2.as_deref(),
        Some("Vendre 1 € pour faire rénover.")
    );
    assert_eq!(told(&summary.ours)[0].2.as_deref(), Some("Notre résumé."));
    assert_eq!(parts[1].item.as_deref(), Some("Choisir les maisons"));
    Ok(())
}

#[test]
fn one_takes_over_what_one_wants_as_one_step_and_is_asked_about_the_rest_only() -> Tried {
    let mut story = Story::begin()?;
    story.goes_on(json!({"summary": "Autrement.", "keywords": ["logement", "vacance"], "title": "Maison à un euro",
        "steps": [{"id": "vote", "deliverable": "Règlement"}, {"id": "choose", "deleted": true}, {"id": "visit", "title": "Visiter"}]}))?;
    let before = story.reader.content(&story.adapted)?;
    story.take(&[
        "summary",
        "keywords",
        "steps/vote",
        "steps/choose",
        "steps/visit",
    ])?;
    let sheet = story.reader.content(&story.adapted)?;
    assert_eq!(
        (&sheet["summary"], &sheet["title"]),
        (&json!("Autrement."), &json!("Maison à 1 €"))
    );
    assert_eq!(sheet["keywords"], json!(["logement", "vacance"]));
    let steps: Vec<_> = sheet["steps"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|step| (step["title"].as_str(), step["deliverable"].as_str()))
        .collect();
    assert_eq!(
        steps,
        [(Some("Voter"), Some("Règlement")), (Some("Visiter"), None)]
    );
    assert_ne!(
        sheet["adapted_from"]["revision"], before["adapted_from"]["revision"],
        "it now comes from the later revision"
    );
    assert_eq!(
        named(&story.news()?),
        [("title", Here::AsAdapted)],
        "what was left out was not seen"
    );
    story.reader.undo()?;
    assert_eq!(story.reader.content(&story.adapted)?, before);
    assert_eq!(
        story.news()?.len(),
        6,
        "one step back, and it is asked again"
    );
    story.reader.redo()?;
    assert_eq!(story.reader.content(&story.adapted)?, sheet);
    Ok(())
}

#[test]
fn what_was_taken_is_told_again_when_the_source_changes_it_anew_and_what_was_left_until_it_is_seen()
-> Tried {
    let mut story = Story::begin()?;
    story.goes_on(json!({"summary": "Autrement.", "obstacles": "Le délai."}))?;
    story.take(&["summary"])?;
    assert_eq!(named(&story.news()?), [("obstacles", Here::AsAdapted)]);
    let ours = json!({"summary": "Autrement, ici."});
    story.reader.change(&story.adapted, &ours)?;
    assert_eq!(
        named(&story.news()?),
        [("obstacles", Here::AsAdapted)],
        "what was taken and then written here has not changed at the source"
    );
    story.reader.undo()?;
    story.goes_on(json!({"summary": "Autrement encore."}))?;
    let parts = story.news()?;
    assert_eq!(
        named(&parts),
        [("obstacles", Here::AsAdapted), ("summary", Here::AsAdapted)]
    );
    assert_eq!(
        told(&parts[1].changes)[0].1.as_deref(),
        Some("Autrement."),
        "compared with what was taken"
    );
    story.take(&["summary"])?;
    story.reader.undo()?;
    assert_eq!(story.news()?, parts, "one step back, and it is asked again");
    story.reader.source_seen(&story.adapted)?;
    assert_eq!(story.news()?, []);
    Ok(())
}

#[test]
fn what_was_seen_is_not_told_again_until_the_source_changes_anew_on_any_desktop() -> Tried {
    let mut story = Story::begin()?;
    let second = beside(&story.reader, 5)?;
    story.goes_on(json!({"summary": "Autrement."}))?;
    let before = story.reader.show(&story.adapted)?.revision;
    story.reader.source_seen(&story.adapted)?;
    assert_eq!(
        story.reader.show(&story.adapted)?.revision,
        before,
        "saying so writes nothing into the sheet"
    );
    assert_eq!(story.news()?, []);
    second.receive(&story.author.bundle("again.essaim", &["sheet"])?)?;
    second.learn(&story.reader)?;
    assert_eq!(
        second.source(&story.adapted)?.ok_or("a source")?.parts,
        [],
        "the other desktop knows"
    );
    story.goes_on(json!({"obstacles": "Le coût et le délai."}))?;
    assert_eq!(
        named(&story.news()?),
        [("obstacles", Here::AsAdapted)],
        "only what is new since"
    );
    story.reader.undo()?;
    Ok(())
}

#[test]
fn a_project_follows_the_sheet_it_started_from_where_it_has_a_place_for_it() -> Tried {
    let mut story = Story::begin()?;
    story.adapted = story.reader.adopt("sheet")?.value;
    story.goes_on(json!({"title": "Maison à un euro", "obstacles": "Le délai.", "steps": [{"id": "vote", "deliverable": "Règlement"}, {"id": "visit", "title": "Visiter"}]}))?;
    assert_eq!(
        named(&story.news()?),
        [
            ("obstacles", Here::Nowhere),
            ("steps/visit", Here::AsAdapted),
            ("steps/vote", Here::AsAdapted),
            ("title", Here::AsAdapted),
        ]
    );
    assert!(matches!(
        story.take(&["obstacles"]),
        Err(OpError::NotFound(_))
    ));
    story.take(&["steps/vote", "steps/visit"])?;
    let project = story.reader.content(&story.adapted)?;
    let steps: Vec<_> = project["steps"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|step| (step["title"].as_str(), step["deliverable"].as_str()))
        .collect();
    assert_eq!(
        steps,
        [
            (Some("Choisir les maisons"), None),
            (Some("Voter"), Some("Règlement")),
            (Some("Visiter"), None)
        ]
    );
    assert_eq!(project["title"], "Maison à 1 €");
    Ok(())
}

#[test]
fn the_source_lists_what_was_made_from_it_here_and_elsewhere() -> Tried {
    let story = Story::begin()?;
    let project = story.reader.adopt("sheet")?.value;
    let made = |desk: &Desk| -> Tried<Vec<String>> {
        let mut ids: Vec<String> = desk
            .adaptations("sheet")?
            .iter()
            .map(|entry| entry.key.id.to_string())
            .collect();
        ids.sort();
        Ok(ids)
    };
    let mut both = vec![story.adapted.clone(), project];
    both.sort();
    assert_eq!(made(&story.reader)?, both);
    story
        .author
        .receive(&story.reader.bundle("fork.essaim", &[&story.adapted])?)?;
    assert_eq!(
        made(&story.author)?,
        std::slice::from_ref(&story.adapted),
        "the author learns who adapted it; projects stay at home"
    );
    story.reader.trash(&story.adapted)?;
    assert_eq!(made(&story.reader)?.len(), 1);
    Ok(())
}

#[test]
fn a_source_whose_adapted_revision_is_not_here_is_said_to_have_changed_untold() -> Tried {
    let mut story = Story::begin()?;
    let fork = story.reader.bundle("fork.essaim", &[&story.adapted])?;
    story
        .author
        .change("sheet", &json!({"summary": "Autrement."}))?;
    let third = essaim_testkit::town("80021", 3)?;
    third.receive(&story.author.bundle("later.essaim", &["sheet"])?)?;
    third.receive(&fork)?;
    let source = third.source(&story.adapted)?.ok_or("a source")?;
    assert!(source.untold && source.parts.is_empty());
    story.goes_on(json!({"title": "Encore"}))?;
    assert!(
        !story
            .reader
            .source(&story.adapted)?
            .ok_or("a source")?
            .untold
    );
    Ok(())
}
