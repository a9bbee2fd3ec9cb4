//! What a record was made from, what changed there, and what was made from a record.

use essaim_model::schema::{self as model, Kind};
use essaim_ops::record::{HistoryChange, Words, compared};
use essaim_ops::solution::{Here, Part};
use essaim_ops::{Op, Workspace};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::choice::WordsView;
use crate::history::FieldChange;
use crate::list::RecordRow;
use crate::rows::Rows;
use crate::tag::Mutation;
use crate::value::moment;
use crate::{Answer, Label};

/// The source of an adaptation.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SourceView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its owner's name.
    pub owner_name: String,
    /// When it was last written.
    pub updated_at: String,
    /// What changed there and was not looked at yet, part by part.
    pub parts: Vec<SourcePart>,
    /// It changed, but what was adapted is not here to be compared with.
    pub untold: bool,
}

/// How a part stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StandsHere {
    /// As it was adapted.
    AsAdapted,
    /// Written here since.
    Rewritten,
    /// Already the same.
    Same,
    /// There is no such part here.
    Nowhere,
}

/// A part of the source that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SourcePart {
    /// Its name.
    pub name: String,
    /// The label of its field.
    pub label: Label,
    /// The title of the item.
    pub item: Option<String>,
    /// How it stands here.
    pub here: StandsHere,
    /// What changed at the source.
    pub changes: Vec<ComparedChange>,
    /// What is written here instead.
    pub ours: Vec<FieldChange>,
}

/// A leaf that changed; of texts, the words that differ.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComparedChange {
    /// The leaf, before and since.
    pub change: FieldChange,
    /// The words before.
    pub before_words: Vec<WordsView>,
    /// The words since.
    pub after_words: Vec<WordsView>,
}

/// Parts to be taken over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct SourceTake {
    /// The record.
    pub id: String,
    /// The names of the parts.
    pub parts: Vec<String>,
}

/// What a record was made from, when that is here.
///
/// # Errors
/// There is no such record.
pub fn source_get(workspace: &Workspace, id: &str) -> Answer<Option<SourceView>> {
    let Some(source) = workspace.source(id)? else {
        return Ok(None);
    };
    let kind = model::kind(&source.entry.kind);
    Ok(Some(SourceView {
        owner_name: Rows::of(workspace).name(source.entry.key.owner)?,
        id: source.entry.key.id.to_string(),
        title: source.entry.title,
        updated_at: moment(source.entry.updated_ms),
        parts: source
            .parts
            .into_iter()
            .map(|one| part(kind, one))
            .collect(),
        untold: source.untold,
    }))
}

fn part(kind: Option<&Kind>, part: Part) -> SourcePart {
    let field = part.label;
    SourcePart {
        label: field.map_or_else(|| Label::same(&part.name), Into::into),
        item: part.item,
        here: match part.here {
            Here::AsAdapted => StandsHere::AsAdapted,
            Here::Rewritten => StandsHere::Rewritten,
            Here::Same => StandsHere::Same,
            Here::Nowhere => StandsHere::Nowhere,
        },
        changes: part
            .changes
            .into_iter()
            .map(|one| change(kind, one))
            .collect(),
        ours: part.ours.into_iter().map(Into::into).collect(),
        name: part.name,
    }
}

fn change(kind: Option<&Kind>, change: HistoryChange) -> ComparedChange {
    let field = kind.and_then(|kind| kind.field_at(&change.path));
    let read = field.is_some_and(|field| field.is_text());
    let text = |value: &Option<essaim_model::Value>| {
        let value = value.as_ref().filter(|_| read)?;
        value.as_text().map(str::to_owned)
    };
    let (before, after) = match (text(&change.before), text(&change.after)) {
        (Some(before), Some(after)) => compared(&before, &after),
        _ => (Vec::new(), Vec::new()),
    };
    let shown = |words: Vec<Words>| words.into_iter().map(Into::into).collect();
    ComparedChange {
        change: change.into(),
        before_words: shown(before),
        after_words: shown(after),
    }
}

/// Takes over parts of the source.
///
/// # Errors
/// The record is not ours, its source is not here, or a part has no place here.
pub fn source_take(workspace: &Workspace, request: &SourceTake) -> Answer<Mutation<()>> {
    let taken = workspace.take_from_source(&request.id, &request.parts)?;
    Ok(Mutation::of(taken, Op::SourceTaken, drop))
}

/// Says that the changes of the source were seen.
///
/// # Errors
/// The record is not ours, or its source is not here.
pub fn source_seen(workspace: &Workspace, id: &str) -> Answer<Mutation<()>> {
    let seen = workspace.source_seen(id)?;
    Ok(Mutation::of(seen, Op::SourceSeen, drop))
}

/// The sheets and projects here that were made from a record.
///
/// # Errors
/// There is no such record.
pub fn adaptation_list(workspace: &Workspace, id: &str) -> Answer<Vec<RecordRow>> {
    Rows::of(workspace).all(workspace.adaptations(id)?)
}
