//! « Relevés attendus »: the page one starts from tells which indicators wait for their reading, and only those.

use essaim_ops::record::HomeReason;
use essaim_testkit::{Desk, roubaix};
use serde_json::{Value, json};

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// The names of the indicators that the page says are awaited. It is the 23rd of November 2026.
fn awaited(desk: &Desk) -> Tried<Vec<String>> {
    let attention = desk.home()?.attention.into_iter();
    let due = attention.filter(|item| item.reason == HomeReason::ReadingDue);
    Ok(due.map(|item| item.entry.title).collect())
}

fn indicator(name: &str, frequency: Option<&str>, days: &[&str]) -> Value {
    let readings: Vec<Value> = days
        .iter()
        .enumerate()
        .map(|(i, day)| json!({"id": format!("r{i}"), "date": day, "value": "1"}))
        .collect();
    json!({"id": format!("i-{}", name.replace(' ', "-").replace('à', "a")), "name": name, "frequency": frequency, "readings": readings})
}

#[test]
fn the_home_page_tells_which_readings_are_due() -> Tried {
    let desk = roubaix()?;
    let indicators = [
        indicator("mensuel en retard", Some("monthly"), &["2026-09-30"]),
        indicator("mensuel du jour", Some("monthly"), &["2026-10-23"]),
        indicator("mensuel à jour", Some("monthly"), &["2026-10-24"]),
        indicator(
            "au rythme habituel",
            None,
            &["2026-01-31", "2026-04-30", "2026-07-31"],
        ),
        indicator("trop peu pour le dire", None, &["2025-01-31", "2025-04-30"]),
        indicator(
            "sans rythme voulu",
            Some("none"),
            &["2024-01-31", "2024-02-28", "2024-03-31"],
        ),
    ];
    desk.new_record("project", &json!({"id": "open", "title": "En cours", "status": "in_progress", "indicators": indicators}))?;
    assert_eq!(
        awaited(&desk)?,
        ["mensuel en retard", "au rythme habituel", "mensuel du jour"],
        "the longest awaited first"
    );
    let reading = json!({"indicators": [{"id": "i-mensuel-en-retard", "readings": [{"id": "new", "date": "2026-11-20", "value": "2"}]}]});
    desk.change("open", &reading)
        .or_else(|_| desk.change("i-mensuel-en-retard", &reading["indicators"][0]))?;
    assert_eq!(awaited(&desk)?, ["au rythme habituel", "mensuel du jour"]);
    for status in ["done", "abandoned", "paused"] {
        desk.change("open", &json!({"status": status}))?;
        assert_eq!(
            awaited(&desk)?,
            [""; 0],
            "nobody waits for the figures of a project that is {status}"
        );
    }
    desk.change("open", &json!({"status": "in_progress"}))?;
    desk.trash("open")?;
    assert_eq!(awaited(&desk)?, [""; 0]);
    Ok(())
}
