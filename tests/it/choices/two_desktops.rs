//! What can be chosen between two desktops, field by field, and what undo makes of it.

use essaim_ops::OpError;
use essaim_ops::error::ChoiceError;
use essaim_ops::record::{Asked, Both, Choice, Decision, Question, Says};
use essaim_testkit::{Desk, beside, roubaix};
use serde_json::{Value, json};

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Two desktops that know one sheet, and then each write without the other.
fn apart(first: &Value, second: &Value) -> Tried<(Desk, Desk)> {
    let one = roubaix()?;
    one.new_record(
        "solution",
        &json!({"id": "sheet", "title": "Maison à 1 €", "description": "Le début.",
            "steps": [{"id": "vote", "title": "Voter", "deliverable": "Délibération"}],
            "indicators": [{"id": "sold", "name": "Ventes", "readings": [{"id": "r", "date": "2018-03-31", "value": "13"}]}]}),
    )?;
    let two = beside(&one, 7)?;
    one.change("sheet", first)?;
    two.machine.clock.pass(60_000);
    two.change("sheet", second)?;
    Ok((one, two))
}

/// The same, once each has what the other wrote.
fn together(first: &Value, second: &Value) -> Tried<(Desk, Desk)> {
    let (one, two) = apart(first, second)?;
    meet(&one, &two)?;
    Ok((one, two))
}

fn meet(one: &Desk, two: &Desk) -> Tried {
    one.learn(two)?;
    two.learn(one)?;
    Ok(())
}

fn asked(desk: &Desk) -> Tried<Vec<Question>> {
    Ok(desk.questions("sheet")?.questions)
}

fn only(desk: &Desk) -> Tried<Question> {
    let mut questions = asked(desk)?;
    assert_eq!(questions.len(), 1, "{questions:?}");
    Ok(questions.remove(0))
}

fn decide(desk: &Desk, path: &str, choice: Choice) -> Result<(), OpError> {
    let decision = Decision {
        path: path.to_owned(),
        choice,
        seen: None,
    };
    desk.settle("sheet", &[decision]).map(drop)
}

fn says(question: &Question) -> Vec<String> {
    let mut said: Vec<String> = question
        .sides
        .iter()
        .map(|side| match &side.says {
            Says::Value(value) => value.as_text().unwrap_or_default().to_owned(),
            other => format!("{other:?}"),
        })
        .collect();
    said.sort();
    said
}

#[test]
fn both_values_are_shown_with_who_wrote_them_and_when() -> Tried {
    let (one, two) = together(&json!({"title": "La leur"}), &json!({"title": "La nôtre"}))?;
    let question = only(&one)?;
    assert_eq!(says(&question), ["La leur", "La nôtre"]);
    let people: Vec<_> = question
        .sides
        .iter()
        .map(|side| side.author.person.clone())
        .collect();
    assert_eq!(
        people,
        [
            Some("Karim Benali".to_owned()),
            Some("Awa Diallo".to_owned())
        ],
        "the later one is displayed, and stands first"
    );
    assert!(question.sides[1].author.here && !question.sides[0].author.here);
    assert!(question.sides[0].ms > question.sides[1].ms);
    assert_eq!(
        says(&only(&two)?),
        says(&question),
        "on both desktops alike"
    );
    assert_eq!(one.undecided()?.len(), 1);
    Ok(())
}

#[test]
fn choosing_the_value_that_is_displayed_is_a_step_that_can_be_undone() -> Tried {
    let (mut one, _two) = together(&json!({"title": "La leur"}), &json!({"title": "La nôtre"}))?;
    let before = only(&one)?;
    decide(&one, "title", Choice::Side(before.sides[0].stamp))?;
    assert_eq!(asked(&one)?, [], "a choice settles it");
    assert_eq!(one.content("sheet")?["title"], "La nôtre");
    one.reopen()?;
    one.undo()?;
    let again = only(&one)?;
    assert_eq!(
        again.sides, before.sides,
        "the question is put again, with who wrote what and when"
    );
    assert_eq!(one.content("sheet")?["title"], "La nôtre");
    one.redo()?;
    assert_eq!(asked(&one)?, []);
    assert_eq!(one.content("sheet")?["title"], "La nôtre");
    Ok(())
}

#[test]
fn several_choices_of_every_sort_are_one_step_and_reach_the_other_desktop() -> Tried {
    let first =
        json!({"title": "La leur", "description": "Un.", "summary": "Vite", "maturity": "proven"});
    let second = json!({"title": "La nôtre", "description": "Deux.", "summary": "Lentement", "maturity": "promising"});
    let (one, two) = together(&first, &second)?;
    let device = one.identity()?.device;
    let decision = |path: &str, choice| Decision {
        path: path.to_owned(),
        choice,
        seen: None,
    };
    one.settle(
        "sheet",
        &[
            decision("title", Choice::SideOf(device)),
            decision("description", Choice::Both),
            decision("summary", Choice::Write("À son rythme".into())),
            decision("maturity", Choice::SideOf(two.identity()?.device)),
        ],
    )?;
    meet(&one, &two)?;
    for desk in [&one, &two] {
        let sheet = desk.content("sheet")?;
        assert_eq!(sheet["title"], "La leur");
        assert_eq!(
            sheet["description"], "Un.\n\nDeux.",
            "the earlier text first"
        );
        assert_eq!(sheet["summary"], "À son rythme");
        assert_eq!(sheet["maturity"], "promising");
        assert_eq!(asked(desk)?, []);
    }
    one.undo()?;
    meet(&one, &two)?;
    assert_eq!(asked(&one)?.len(), 4, "one step back puts all four again");
    assert_eq!(asked(&two)?.len(), 4, "everywhere");
    Ok(())
}

#[test]
fn a_dated_value_can_be_kept_twice_and_a_choice_cannot() -> Tried {
    let reading = |value: &str| json!({"indicators": [{"id": "sold", "readings": [{"id": "r", "date": "2018-03-31", "value": value}]}], "maturity": if value == "14" { "proven" } else { "promising" }});
    let (one, _two) = together(&reading("14"), &reading("15"))?;
    let questions = asked(&one)?;
    let both: Vec<_> = questions.iter().map(|question| &question.both).collect();
    assert_eq!(both, [&Both::Items, &Both::OneOnly]);
    decide(&one, "indicators/sold/readings/r", Choice::Both)?;
    let sheet = one.content("sheet")?;
    let mut values: Vec<_> = sheet["indicators"][0]["readings"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| one["value"].as_str())
        .collect();
    values.sort_unstable();
    assert_eq!(values, [Some("14"), Some("15")]);
    let refused = decide(&one, "maturity", Choice::Both);
    assert!(
        matches!(refused, Err(OpError::Choice(ChoiceError::OneOnly(_)))),
        "{refused:?}"
    );
    one.undo()?;
    assert_eq!(
        one.content("sheet")?["indicators"][0]["readings"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    assert_eq!(asked(&one)?.len(), 2);
    Ok(())
}

#[test]
fn an_item_that_one_deletes_and_another_writes_is_kept_whole_or_goes() -> Tried {
    let delete = json!({"steps": [{"id": "vote", "deleted": true}]});
    let write = json!({"steps": [{"id": "vote", "usual_duration": "Un mois"}]});
    for (choice, kept) in [(Choice::Keep, true), (Choice::Delete, false)] {
        let (one, two) = together(&delete, &write)?;
        let question = only(&one)?;
        assert_eq!(
            (question.asked, question.item.as_deref()),
            (Asked::Item, Some("Voter"))
        );
        assert!(matches!(question.sides[0].says, Says::Deleted));
        assert!(matches!(&question.sides[1].says, Says::Written(changes) if changes.len() == 1));
        decide(&one, "steps/vote/~", choice)?;
        meet(&one, &two)?;
        for desk in [&one, &two] {
            let steps = desk.content("sheet")?["steps"].clone();
            assert_eq!(asked(desk)?, []);
            match kept {
                true => assert_eq!(
                    (
                        &steps[0]["title"],
                        &steps[0]["deliverable"],
                        &steps[0]["usual_duration"]
                    ),
                    (&json!("Voter"), &json!("Délibération"), &json!("Un mois"))
                ),
                false => assert_eq!(steps, json!([])),
            }
        }
        one.undo()?;
        assert_eq!(only(&one)?.asked, Asked::Item, "the question is put again");
        one.redo()?;
        assert_eq!(asked(&one)?, []);
        assert_eq!(
            one.content("sheet")?["steps"].as_array().map(Vec::len),
            Some(usize::from(kept))
        );
    }
    Ok(())
}

#[test]
fn a_record_that_one_trashes_and_another_writes_is_asked_about_until_someone_says() -> Tried {
    for (choice, kept) in [(Choice::Keep, true), (Choice::Delete, false)] {
        let (one, two) = apart(&json!({}), &json!({"title": "Encore utile"}))?;
        one.trash("sheet")?;
        meet(&one, &two)?;
        let question = only(&one)?;
        assert_eq!(question.asked, Asked::Record);
        assert!(
            matches!(&question.sides[1].says, Says::Written(changes) if changes[0].path.as_str() == "title"),
            "{question:?}"
        );
        assert_eq!(
            one.undecided()?.len(),
            1,
            "also what lies in the trash is listed"
        );
        two.change("sheet", &json!({"summary": "On y tient"}))?;
        meet(&one, &two)?;
        assert_eq!(
            only(&one)?.asked,
            Asked::Record,
            "a write that does not say leaves it open"
        );
        decide(&one, "trashed", choice)?;
        meet(&one, &two)?;
        for desk in [&one, &two] {
            assert_eq!(asked(desk)?, []);
            assert_eq!(desk.show("sheet")?.entry.trashed, !kept);
            assert_eq!(
                desk.content("sheet")?["title"],
                "Encore utile",
                "nothing is lost"
            );
        }
        one.undo()?;
        assert_eq!(only(&one)?.asked, Asked::Record);
    }
    Ok(())
}

#[test]
fn a_choice_between_values_of_which_one_has_changed_since_is_refused() -> Tried {
    let (one, two) = together(&json!({"title": "La leur"}), &json!({"title": "La nôtre"}))?;
    let seen: Vec<_> = only(&one)?.sides.iter().map(|side| side.stamp).collect();
    two.change("sheet", &json!({"title": "Une troisième"}))?;
    one.change("sheet", &json!({"title": "Une quatrième"}))?;
    meet(&one, &two)?;
    let decision = Decision {
        path: "title".to_owned(),
        choice: Choice::Side(seen[0]),
        seen: Some(seen),
    };
    let refused = one.settle("sheet", &[decision]);
    assert!(
        matches!(refused, Err(OpError::Choice(ChoiceError::Outdated))),
        "{refused:?}"
    );
    assert_eq!(only(&one)?.sides.len(), 2);
    Ok(())
}

#[test]
fn undo_leaves_alone_what_somebody_else_has_written_beside_it_since() -> Tried {
    let (one, two) = together(&json!({"title": "La leur"}), &json!({"title": "La nôtre"}))?;
    let side = only(&one)?.sides[1].stamp;
    two.change("sheet", &json!({"title": "Une troisième"}))?;
    one.machine.clock.pass(600_000);
    decide(&one, "title", Choice::Side(side))?;
    meet(&one, &two)?;
    assert_eq!(says(&only(&one)?), ["La leur", "Une troisième"]);
    one.undo()?;
    assert_eq!(
        says(&only(&one)?),
        ["La leur", "Une troisième"],
        "neither is lost"
    );
    Ok(())
}

#[test]
fn what_waits_for_a_choice_is_not_published_and_what_two_desktops_wrote_apart_is() -> Tried {
    let (one, two) = together(&json!({"title": "La leur"}), &json!({"title": "La nôtre"}))?;
    let refused = one.publish("sheet");
    assert!(
        matches!(refused, Err(OpError::Choice(ChoiceError::Undecided(_)))),
        "{refused:?}"
    );
    decide(&one, "title", Choice::Write("La bonne".into()))?;
    meet(&one, &two)?;
    one.change("sheet", &json!({"summary": "Vite"}))?;
    two.change("sheet", &json!({"description": "Autrement."}))?;
    meet(&one, &two)?;
    assert_eq!(
        one.show("sheet")?.revision.len(),
        2,
        "two branches that do not disagree"
    );
    one.publish("sheet")?;
    assert!(matches!(
        one.show("sheet")?.published,
        Some(essaim_ops::record::Published::Yes(_))
    ));
    let sheet = one.content("sheet")?;
    assert_eq!(
        (&sheet["summary"], &sheet["description"]),
        (&json!("Vite"), &json!("Autrement."))
    );
    Ok(())
}
