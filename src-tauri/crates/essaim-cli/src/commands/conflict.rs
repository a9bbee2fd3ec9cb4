//! What a person must choose: values that stand side by side, and what one deleted while another wrote it.

use essaim_model::DeviceId;
use essaim_model::schema::{self, FieldType};
use essaim_ops::OpError;
use essaim_ops::record::{Asked, Both, Choice, Decision, HistoryChange, Question, Says, Side};
use serde_json::{Map, Value as Json, json};

use super::Outcome;
use super::record::revised;
use crate::answer::Answer;
use crate::arguments::Resolve;
use crate::session::Session;
use crate::words::{Words, shortened, timestamp};

/// Shows all of it.
pub(super) fn conflicts(session: &Session<'_>) -> Outcome {
    let workspace = session.open()?;
    let (mut found, mut text) = (Vec::new(), Vec::new());
    for entry in workspace.undecided()? {
        let id = entry.key.id.as_str();
        for question in workspace.questions(id)?.questions {
            let name = name(&question, session.words);
            text.push(format!(
                "{id}  {} · {name} ({})",
                entry.title, question.path
            ));
            let field = schema::kind(&entry.kind).and_then(|kind| kind.field_at(&question.path));
            let ty = field.map(|field| field.ty);
            let sides = question.sides.iter();
            text.extend(sides.map(|side| side_text(side, ty, session.words)));
            let mut json = question_json(&question, session.words);
            for (member, value) in [("id", id), ("kind", &entry.kind), ("title", &entry.title)] {
                json.insert(member.to_owned(), value.into());
            }
            json.insert("trashed".to_owned(), entry.trashed.into());
            found.push(Json::Object(json));
        }
    }
    let total = found.len();
    text.push(session.words.count(
        total,
        ["choix à faire", "choix à faire"],
        ["choice to make", "choices to make"],
    ));
    Ok(Answer::new(
        json!({"conflicts": found, "total": total}),
        text.join("\n"),
    ))
}

fn question_json(question: &Question, words: Words) -> Map<String, Json> {
    let values: Vec<Json> = question
        .sides
        .iter()
        .map(|side| side_json(side, words))
        .collect();
    let asked = match question.asked {
        Asked::Value => "value",
        Asked::Item => "item_deleted",
        Asked::Record => "record_trashed",
    };
    let both = match &question.both {
        Both::Joined(text) => json!({"offered": true, "value": Json::from(text)}),
        Both::Items => json!({"offered": true}),
        Both::OneOnly => json!({"offered": false, "why": "one_value_only"}),
        Both::TooLong => json!({"offered": false, "why": "too_long"}),
    };
    let json = json!({
        "field": question.path.as_str(),
        "label": question.label.map(|label| words.label(label)),
        "item": question.item,
        "asked": asked,
        "values": values,
        "both": both,
    });
    match json {
        Json::Object(members) => members,
        _ => Map::new(),
    }
}

fn side_json(side: &Side, words: Words) -> Json {
    let (says, value, changes) = match &side.says {
        Says::Value(value) => ("value", Some(Json::from(value)), None),
        Says::Deleted => ("deleted", None, None),
        Says::Written(changes) => {
            let changes = changes.iter().map(|change| change_json(change, words));
            ("written", None, Some(changes.collect::<Vec<_>>()))
        }
    };
    json!({
        "device": side.stamp.device.to_string(),
        "person": side.author.person,
        "service": side.author.service,
        "organisation": side.author.organisation,
        "here": side.author.here,
        "date": timestamp(side.ms),
        "says": says,
        "value": value,
        "changes": changes,
    })
}

/// A change of a leaf for scripts.
pub(super) fn change_json(change: &HistoryChange, words: Words) -> Json {
    json!({
        "path": change.path.as_str(),
        "label": change.label.map(|label| words.label(label)),
        "before": change.before.as_ref().map(Json::from),
        "after": change.after.as_ref().map(Json::from),
    })
}

fn side_text(side: &Side, ty: Option<FieldType>, words: Words) -> String {
    let said = match &side.says {
        Says::Value(value) => shortened(&words.value(ty, &Json::from(value)), 80),
        Says::Deleted => words.pick("supprimé", "deleted").to_owned(),
        Says::Written(changes) => {
            let changed = changes.iter().map(|change| {
                let after = change.after.as_ref().map(Json::from).unwrap_or_default();
                let after = shortened(&words.value(change.ty, &after), 40);
                words.named(words.field(change), after)
            });
            let changed: Vec<String> = changed.collect();
            format!(
                "{} — {}",
                words.pick("modifié", "written"),
                changed.join(" · ")
            )
        }
    };
    let who = side
        .author
        .person
        .as_deref()
        .unwrap_or(&side.author.organisation);
    let device = side.stamp.device;
    format!("    {device}  {who}, {}  {said}", words.moment(side.ms))
}

fn name(question: &Question, words: Words) -> String {
    let label = question
        .label
        .map_or(question.path.as_str(), |label| words.label(label));
    match &question.item {
        Some(item) => format!("{label} ({item})"),
        None => label.to_owned(),
    }
}

/// Settles one of them.
pub(super) fn resolve(asked: &Resolve, session: &Session<'_>) -> Outcome {
    let decision = Decision {
        path: asked.field.clone(),
        choice: choice(asked)?,
        seen: None,
    };
    let workspace = session.open()?;
    workspace.settle(&asked.id, &[decision])?;
    revised(
        &workspace,
        &asked.id,
        session.words.pick("C'est tranché.", "Settled."),
    )
}

fn choice(asked: &Resolve) -> Result<Choice, OpError> {
    if let Some(device) = &asked.value_of {
        let device: Result<DeviceId, _> = device.parse();
        let unknown = |_| OpError::NotFound(format!("{} {}", asked.id, asked.field));
        return Ok(Choice::SideOf(device.map_err(unknown)?));
    }
    if let Some(written) = &asked.write {
        let as_text = |_| Json::String(written.clone());
        return Ok(Choice::Write(
            serde_json::from_str(written).unwrap_or_else(as_text),
        ));
    }
    Ok(match (asked.both, asked.keep) {
        (true, _) => Choice::Both,
        (false, true) => Choice::Keep,
        (false, false) => Choice::Delete,
    })
}
