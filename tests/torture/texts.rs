//! Texts that break programs, as title, tag, description, file name and search words: stored, shown, found, sent and read
//! back as they were written.

use std::collections::BTreeMap;

use essaim_ops::exchange::{Limits, Silent};
use essaim_testkit::{Desk, roubaix, saint_amand};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

type Told = BTreeMap<String, usize>;

fn count(told: &mut Told, what: &str) {
    *told.entry(what.to_owned()).or_insert(0) += 1;
}

/// Takes each text everywhere. What is refused as a title (empty, too long) is refused with the reason, and tried elsewhere.
pub(crate) fn through_everything(texts: &[String], told: &mut Told) {
    let (here, there) = (
        roubaix().expect("a workspace"),
        saint_amand().expect("a workspace"),
    );
    let mut kept = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let id = format!("texte-{number}");
        let title = write(&here, &id, number, text, told);
        here.publish(&id).expect("it is published");
        search(&here, text);
        kept.push((id, title));
    }
    let ids: Vec<&str> = kept.iter().map(|(id, _)| id.as_str()).collect();
    let bundle = here.bundle("textes.essaim", &ids).expect("a bundle");
    let imported = there.import(&bundle, &Limits::DEFAULT, true, None, &Silent);
    let plan = imported.expect("it is taken in").value.incoming.plan;
    assert_eq!((plan.fresh.len(), plan.refused.len()), (ids.len(), 0));
    for (id, title) in &kept {
        let (sent, received) = (here.content(id), there.content(id));
        let sent = sent.expect("it is there");
        assert_eq!(sent, received.expect("it arrived"), "{id}");
        assert_eq!(&sent["title"], title);
        count(told, "sent and received");
    }
    assert!(there.check().expect("readable").problems.is_empty());
}

/// Writes a sheet of which everything is that text. Gives its title.
fn write(desk: &Desk, id: &str, number: usize, text: &str, told: &mut Told) -> Value {
    let plain: String = text.nfc().collect();
    let name = file_name(number, text);
    desk.file(&name, "une pièce").expect("a file of that name");
    let mut sheet = json!({"id": id, "title": text, "description": text, "keywords": [text],
        "attachments": [{"path": name, "caption": text}]});
    match desk.new_record("solution", &sheet) {
        Ok(_) => count(told, "as title"),
        Err(refused) => {
            assert!(!refused.to_string().is_empty());
            count(told, "refused as title");
            sheet["title"] = format!("Texte {number}").into();
            if desk.new_record("solution", &sheet).is_err() {
                sheet["keywords"] = json!([]);
                sheet["attachments"][0]["caption"] = "Pièce".into();
                desk.new_record("solution", &sheet)
                    .expect("a description may be any text");
                count(told, "refused as tag or caption");
            }
        }
    }
    let shown = desk.content(id).expect("it is there");
    assert_eq!(
        shown["description"].as_str().unwrap_or_default(),
        plain,
        "{text:?}"
    );
    let expected: String = sheet["title"].as_str().unwrap_or_default().nfc().collect();
    assert_eq!(shown["title"].as_str(), Some(expected.as_str()), "{text:?}");
    let item = shown["attachments"][0].clone();
    assert_eq!(
        item["file"]["name"].as_str(),
        Some(name.nfc().collect::<String>().as_str())
    );
    saved(desk, id, item["id"].as_str().unwrap_or_default());
    shown["title"].clone()
}

/// A file is written out under whatever name: only where the person said, and with its own bytes.
fn saved(desk: &Desk, id: &str, item: &str) {
    let target = desk.path("sortie");
    desk.save_attachment(id, item, &target)
        .expect("it is written out");
    assert_eq!(
        std::fs::read(&target).expect("it is there"),
        "une pièce".as_bytes()
    );
}

/// A name that this system lets a file have, as near to the text as it can be.
fn file_name(number: usize, text: &str) -> String {
    let kept: String = text.chars().filter(|c| !matches!(c, '/' | '\0')).collect();
    let mut name = String::new();
    for c in kept.chars() {
        if name.len() + c.len_utf8() > 200 {
            break;
        }
        name.push(c);
    }
    format!("{name}.{number}.txt")
}

/// Whatever is looked for, there is an answer.
fn search(desk: &Desk, text: &str) {
    desk.search(text, None, 10).expect("an answer");
}
