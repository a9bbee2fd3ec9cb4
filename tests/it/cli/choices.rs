//! `conflicts` and `resolve` between two desktops of one commune, as scripts use them.

use essaim_ops::machine::Drives as _;
use essaim_testkit::{Desk, beside, roubaix, saint_amand};
use serde_json::{Value, json};

use super::{Answer, run_on};

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn on(desk: &Desk, words: &[&str]) -> Answer {
    run_on(&desk.path("workspace"), &desk.keys(), words)
}

fn done(desk: &Desk, words: &[&str]) -> Value {
    let answer = on(desk, words);
    assert_eq!(answer.status, 0, "{words:?}: {}", answer.output);
    answer.json()
}

/// Two desktops that wrote one sheet apart, and know it.
fn two_desktops(first: &Value, second: &Value) -> Tried<(Desk, Desk)> {
    let one = roubaix()?;
    let sheet = json!({"id": "sheet", "title": "Maison à 1 €", "steps": [{"id": "vote", "title": "Voter"}]});
    one.new_record("solution", &sheet)?;
    let two = beside(&one, 7)?;
    one.change("sheet", first)?;
    two.change("sheet", second)?;
    one.learn(&two)?;
    two.learn(&one)?;
    Ok((one, two))
}

#[test]
fn conflicts_tells_who_wrote_what_and_resolve_takes_the_value_of_a_desktop() -> Tried {
    let (one, two) = two_desktops(&json!({"title": "La leur"}), &json!({"title": "La nôtre"}))?;
    let told = done(&one, &["conflicts"]);
    assert_eq!(told["total"], 1);
    let question = &told["conflicts"][0];
    assert_eq!(
        (&question["id"], &question["field"], &question["asked"]),
        (&json!("sheet"), &json!("title"), &json!("value"))
    );
    let values = question["values"].as_array().cloned().unwrap_or_default();
    let of = |person: &str| {
        values
            .iter()
            .find(|value| value["person"] == person)
            .cloned()
            .unwrap_or_default()
    };
    assert_eq!(of("Awa Diallo")["value"], "La leur");
    assert_eq!(
        (&of("Karim Benali")["value"], &of("Karim Benali")["service"]),
        (&json!("La nôtre"), &json!("Habitat"))
    );
    assert_eq!(
        (&of("Awa Diallo")["here"], &of("Karim Benali")["here"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(question["both"]["offered"], true);

    let device = of("Awa Diallo")["device"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let settled = done(&one, &["resolve", "sheet", "title", "--value-of", &device]);
    assert_eq!(settled["id"], "sheet");
    assert_eq!(done(&one, &["conflicts"])["total"], 0);
    assert_eq!(done(&one, &["show", "sheet"])["title"], "La leur");
    two.learn(&one)?;
    assert_eq!(
        done(&two, &["conflicts"])["total"],
        0,
        "the choice reaches the other desktop"
    );
    assert_eq!(done(&two, &["show", "sheet"])["title"], "La leur");

    assert_eq!(
        done(&one, &["undo"])["undone"]["operation"],
        "conflict_resolved"
    );
    assert_eq!(
        done(&one, &["conflicts"])["conflicts"][0]["values"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    Ok(())
}

#[test]
fn resolve_keeps_both_writes_another_and_refuses_what_makes_no_sense() -> Tried {
    let first = json!({"title": "Une", "maturity": "proven", "summary": "Vite"});
    let second = json!({"title": "Deux", "maturity": "promising", "summary": "Lentement"});
    let (one, _two) = two_desktops(&first, &second)?;
    let title = done(&one, &["conflicts"])["conflicts"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|one| one["field"] == "title")
        .cloned()
        .unwrap_or_default();
    let nameless = on(&one, &["resolve", "sheet", "title", "--write", "\" \""]);
    assert_eq!(nameless.code(), "invalid", "{}", nameless.output);
    done(&one, &["resolve", "sheet", "title", "--both"]);
    assert_eq!(
        done(&one, &["show", "sheet"])["title"],
        title["both"]["value"]
    );
    done(
        &one,
        &["resolve", "sheet", "summary", "--write", "\"À son rythme\""],
    );
    assert_eq!(done(&one, &["show", "sheet"])["summary"], "À son rythme");
    let refusals: [(&[&str], &str); 5] = [
        (
            &["resolve", "sheet", "maturity", "--both"],
            "one_value_only",
        ),
        (
            &["resolve", "sheet", "maturity", "--keep"],
            "one_value_only",
        ),
        (
            &["resolve", "sheet", "maturity", "--write", "\"old\""],
            "invalid",
        ),
        (&["resolve", "sheet", "title", "--both"], "not_found"),
        (
            &[
                "resolve",
                "sheet",
                "maturity",
                "--value-of",
                "00000000000000000000000000000000",
            ],
            "not_found",
        ),
    ];
    for (words, code) in refusals {
        let answer = on(&one, words);
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (1, code),
            "{words:?}: {}",
            answer.output
        );
    }
    let left = done(&one, &["conflicts"]);
    assert_eq!(
        (left["total"].as_u64(), &left["conflicts"][0]["field"]),
        (Some(1), &json!("maturity")),
        "a refusal settles nothing"
    );
    Ok(())
}

#[test]
fn what_one_deleted_and_another_wrote_is_kept_or_deleted_by_name() -> Tried {
    let delete = json!({"steps": [{"id": "vote", "deleted": true}]});
    let (one, _two) = two_desktops(
        &delete,
        &json!({"steps": [{"id": "vote", "deliverable": "Délibération"}]}),
    )?;
    let question = done(&one, &["conflicts"])["conflicts"][0].clone();
    assert_eq!(
        (&question["asked"], &question["item"]),
        (&json!("item_deleted"), &json!("Voter"))
    );
    done(&one, &["resolve", "sheet", "steps/vote/~", "--keep"]);
    let step = done(&one, &["show", "sheet"])["steps"][0].clone();
    assert_eq!(
        (&step["title"], &step["deliverable"]),
        (&json!("Voter"), &json!("Délibération"))
    );

    let (one, two) = two_desktops(&json!({}), &json!({"title": "Encore utile"}))?;
    two.change("sheet", &json!({"summary": "On y tient"}))?;
    one.trash("sheet")?;
    one.learn(&two)?;
    // The second desktop had written a title that the first one had not seen, and then a summary.
    let question = done(&one, &["conflicts"])["conflicts"][0].clone();
    assert_eq!(
        (&question["asked"], &question["trashed"]),
        (&json!("record_trashed"), &json!(true))
    );
    done(&one, &["resolve", "sheet", "trashed", "--keep"]);
    assert_eq!(done(&one, &["list", "solution"])["total"], 1);
    assert_eq!(done(&one, &["conflicts"])["total"], 0);
    Ok(())
}

#[test]
fn source_tells_what_changed_where_a_sheet_comes_from_takes_parts_over_and_notes_what_was_seen()
-> Tried {
    let (author, reader) = (roubaix()?, saint_amand()?);
    author.new_record(
        "solution",
        &json!({"id": "sheet", "title": "Maison à 1 €", "summary": "Vendre."}),
    )?;
    reader.receive(&author.bundle("first.essaim", &["sheet"])?)?;
    let made = done(&reader, &["adapt", "sheet"]);
    assert_eq!(made["kind"], "solution");
    let adapted = made["id"].as_str().unwrap_or_default().to_owned();
    let told = done(&reader, &["source", &adapted]);
    assert_eq!(
        (&told["changed"], &told["source"]["title"]),
        (&json!(false), &json!("Maison à 1 €"))
    );
    assert_eq!(done(&reader, &["source", "sheet"])["source"], Value::Null);
    assert_eq!(
        done(&reader, &["source", "sheet"])["adaptations"][0]["id"],
        adapted.as_str()
    );
    let drives = done(&reader, &["drives"]);
    let plugged_in = essaim_host::SystemDrives.removable();
    let names: Vec<Value> = plugged_in.into_iter().map(|one| one.name.into()).collect();
    let told = drives["drives"].as_array().into_iter().flatten();
    let told: Vec<Value> = told.map(|one| one["name"].clone()).collect();
    assert_eq!((&drives["total"], told), (&json!(names.len()), names));

    let change = json!({"summary": "Vendre pour rénover.", "obstacles": "Le délai."});
    author.change("sheet", &change)?;
    reader.receive(&author.bundle("later.essaim", &["sheet"])?)?;
    let told = done(&reader, &["source", &adapted]);
    let parts = told["parts"].as_array().cloned().unwrap_or_default();
    let summary = parts
        .iter()
        .find(|part| part["part"] == "summary")
        .cloned()
        .unwrap_or_default();
    assert_eq!((parts.len(), &summary["here"]), (2, &json!("as_adapted")));
    assert_eq!(
        (
            &summary["changes"][0]["before"],
            &summary["changes"][0]["after"]
        ),
        (&json!("Vendre."), &json!("Vendre pour rénover."))
    );

    let refused = on(&reader, &["source", &adapted, "--take", "title"]);
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (1, "not_found"),
        "what did not change cannot be taken over"
    );
    let after = done(&reader, &["source", &adapted, "--take", "summary"]);
    let left = after["parts"].as_array().cloned().unwrap_or_default();
    let left: Vec<&Value> = left.iter().map(|part| &part["part"]).collect();
    assert_eq!(
        (&after["changed"], left),
        (&json!(true), vec![&json!("obstacles")]),
        "what was left out is told until it was seen"
    );
    assert_eq!(
        done(&reader, &["show", &adapted])["summary"],
        "Vendre pour rénover."
    );
    assert_eq!(
        done(&reader, &["undo"])["undone"]["operation"],
        "source_taken"
    );
    assert_eq!(done(&reader, &["source", &adapted])["changed"], true);
    assert_eq!(
        done(&reader, &["source", &adapted, "--seen"])["changed"],
        false
    );
    assert_eq!(done(&reader, &["show", &adapted])["summary"], "Vendre.");
    Ok(())
}
