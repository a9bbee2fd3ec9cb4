//! What a person must choose, side by side, and what they chose.

use essaim_model::schema as model;
use essaim_ops::record::{
    Asked, Author, Both, Choice, Decision, Question, Says, Side, Words, compared,
};
use essaim_ops::{Entry, Op, OpError, Stamp, Workspace};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::history::FieldChange;
use crate::schema::FieldSchema;
use crate::tag::Mutation;
use crate::value::moment;
use crate::{Answer, JsonValue, Label};

/// A record in which something is to be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UndecidedRecord {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The title of the project that it lies in.
    pub within: Option<String>,
    /// How many choices it waits for.
    pub questions: u32,
    /// Whether it lies in the trash meanwhile.
    pub trashed: bool,
    /// When it was last written.
    pub updated_at: String,
}

/// All that is to be chosen in a record.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct QuestionSheet {
    /// The record.
    pub record: UndecidedRecord,
    /// The project or sheet whose page shows it.
    pub page: RecordPage,
    /// What is to be chosen.
    pub questions: Vec<QuestionView>,
}

/// The page on which a record is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RecordPage {
    /// The id of the project or sheet.
    pub id: String,
    /// Its kind.
    pub kind: String,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AskedView {
    /// Which of several values.
    Value,
    /// Whether an item stays that one deleted and another wrote.
    Item,
    /// Whether the record stays that one put in the trash and another wrote.
    Record,
}

/// Whether all can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum BothView {
    /// One after the other.
    Joined,
    /// As items of the list.
    Items,
    /// Such a field holds one value.
    OneOnly,
    /// Together they would be too long.
    TooLong,
}

/// Something to be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuestionView {
    /// The leaf.
    pub path: String,
    /// What is asked.
    pub asked: AskedView,
    /// The field's label.
    pub label: Label,
    /// The title of the item that it is in.
    pub item: Option<String>,
    /// The field, when another value can be written.
    pub field: Option<FieldSchema>,
    /// The sides, the displayed one first.
    pub sides: Vec<SideView>,
    /// Whether all can be kept.
    pub both: BothView,
}

/// What a side says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SaysView {
    /// A value.
    Value,
    /// It is to go.
    Deleted,
    /// It was written.
    Written,
}

/// One side.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SideView {
    /// Names the write.
    pub id: String,
    /// Who wrote it.
    pub author: AuthorView,
    /// When.
    pub at: String,
    /// What it says.
    pub says: SaysView,
    /// The value.
    pub value: JsonValue,
    /// Of a text, its words, those marked that the text it is compared with has not got.
    pub words: Vec<WordsView>,
    /// Of what was written, each leaf.
    pub changes: Vec<FieldChange>,
}

/// Who wrote something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AuthorView {
    /// The person, when a desktop of ours wrote it.
    pub person: Option<String>,
    /// Their service.
    pub service: Option<String>,
    /// The organisation.
    pub organisation: String,
    /// Whether it was this desktop.
    pub here: bool,
}

/// Words in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WordsView {
    /// The words.
    pub text: String,
    /// Whether the other text has not got them.
    pub differ: bool,
}

/// Choices in one record, made at once.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
pub struct SettleRequest {
    /// The record.
    pub id: String,
    /// The choices.
    pub decisions: Vec<DecisionRequest>,
}

/// A choice.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
pub struct DecisionRequest {
    /// The leaf.
    pub path: String,
    /// The sides that were shown.
    pub seen: Vec<String>,
    /// What the person wants.
    pub choice: ChoiceRequest,
}

/// What a person wants.
#[derive(Debug, Clone, PartialEq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ChoiceRequest {
    /// What a side says.
    Side {
        /// Which.
        side: String,
    },
    /// All of them.
    Both,
    /// Another value.
    Write {
        /// Which.
        value: JsonValue,
    },
    /// It stays.
    Keep,
    /// It goes.
    Delete,
}

/// The records of ours in which something is to be chosen, the last written first.
///
/// # Errors
/// The workspace cannot be read.
pub fn undecided_list(workspace: &Workspace) -> Answer<Vec<UndecidedRecord>> {
    let entries = workspace.undecided()?.into_iter();
    entries.map(|entry| undecided(workspace, entry)).collect()
}

fn undecided(workspace: &Workspace, entry: Entry) -> Answer<UndecidedRecord> {
    let page = page_of(&entry);
    let within = match page.id == entry.key.id.as_str() {
        true => None,
        false => Some(workspace.show(&page.id)?.entry.title),
    };
    Ok(UndecidedRecord {
        questions: entry.conflicts,
        trashed: entry.trashed,
        updated_at: moment(entry.updated_ms),
        id: entry.key.id.to_string(),
        kind: entry.kind,
        title: entry.title,
        within,
    })
}

/// Where a record is shown: on a page of its own, or on that of its project.
fn page_of(entry: &Entry) -> RecordPage {
    let has_page = ["project", "solution", "programme"].contains(&entry.kind.as_str());
    match entry.parent.as_ref().filter(|_| !has_page) {
        Some(parent) => RecordPage {
            id: parent.clone(),
            kind: "project".to_owned(),
        },
        None => RecordPage {
            id: entry.key.id.to_string(),
            kind: entry.kind.clone(),
        },
    }
}

/// All that is to be chosen in a record.
///
/// # Errors
/// There is no such record.
pub fn question_sheet(workspace: &Workspace, id: &str) -> Answer<QuestionSheet> {
    let found = workspace.questions(id)?;
    let kind = found.entry.kind.clone();
    let questions = found.questions.into_iter();
    Ok(QuestionSheet {
        page: page_of(&found.entry),
        record: undecided(workspace, found.entry)?,
        questions: questions.map(|one| question(&kind, one)).collect(),
    })
}

fn question(kind: &str, question: Question) -> QuestionView {
    let field = model::kind(kind).and_then(|kind| kind.field_at(&question.path));
    let words = match field.filter(|field| field.is_text()) {
        Some(_) => side_by_side(&question.sides),
        None => vec![Vec::new(); question.sides.len()],
    };
    let sides = question.sides.into_iter().zip(words);
    QuestionView {
        asked: match question.asked {
            Asked::Value => AskedView::Value,
            Asked::Item => AskedView::Item,
            Asked::Record => AskedView::Record,
        },
        label: Label::of_leaf(question.label, &question.path),
        item: question.item,
        field: field.filter(|_| question.writable).map(FieldSchema::of),
        sides: sides
            .map(|(side, words)| SideView::of(side, words))
            .collect(),
        both: match question.both {
            Both::Joined(_) => BothView::Joined,
            Both::Items => BothView::Items,
            Both::OneOnly => BothView::OneOnly,
            Both::TooLong => BothView::TooLong,
        },
        path: question.path.to_string(),
    }
}

/// The words of each side, compared with the displayed text; those of the displayed one with the next.
fn side_by_side(sides: &[Side]) -> Vec<Vec<Words>> {
    let text = |side: &Side| match &side.says {
        Says::Value(value) => value.as_text().map(str::to_owned),
        _ => None,
    };
    let texts: Option<Vec<String>> = sides.iter().map(text).collect();
    let Some(texts) = texts.filter(|texts| texts.len() > 1) else {
        return vec![Vec::new(); sides.len()];
    };
    let mut words = vec![compared(&texts[0], &texts[1]).0];
    words.extend(texts[1..].iter().map(|other| compared(&texts[0], other).1));
    words
}

impl SideView {
    fn of(side: Side, words: Vec<Words>) -> Self {
        let (says, value, changes) = match side.says {
            Says::Value(value) => (SaysView::Value, Some(value), Vec::new()),
            Says::Deleted => (SaysView::Deleted, None, Vec::new()),
            Says::Written(changes) => (SaysView::Written, None, changes),
        };
        Self {
            id: name(side.stamp),
            author: side.author.into(),
            at: moment(side.ms),
            says,
            value: value.into(),
            words: words.into_iter().map(Into::into).collect(),
            changes: changes.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Author> for AuthorView {
    fn from(author: Author) -> Self {
        Self {
            person: author.person,
            service: author.service,
            organisation: author.organisation,
            here: author.here,
        }
    }
}

impl From<Words> for WordsView {
    fn from(words: Words) -> Self {
        Self {
            text: words.text,
            differ: words.differ,
        }
    }
}

fn name(stamp: Stamp) -> String {
    format!("{}-{}", stamp.device, stamp.n)
}

fn stamp(name: &str) -> Result<Stamp, OpError> {
    let unknown = || OpError::NotFound(name.to_owned());
    let (device, n) = name.split_once('-').ok_or_else(unknown)?;
    Ok(Stamp {
        device: device.parse().map_err(|_| unknown())?,
        n: n.parse().map_err(|_| unknown())?,
    })
}

/// Settles questions of a record, all in one step.
///
/// # Errors
/// What stands there is not what was shown, a value is not one of its field, or the record is not ours.
pub fn settle(workspace: &Workspace, request: SettleRequest) -> Answer<Mutation<()>> {
    let decisions = request.decisions.into_iter().map(decision);
    let decisions = decisions.collect::<Result<Vec<_>, _>>()?;
    let settled = workspace.settle(&request.id, &decisions)?;
    Ok(Mutation::of(settled, Op::ConflictResolved, drop))
}

fn decision(asked: DecisionRequest) -> Result<Decision, OpError> {
    let seen = asked.seen.iter().map(|side| stamp(side));
    Ok(Decision {
        path: asked.path,
        seen: Some(seen.collect::<Result<_, _>>()?),
        choice: match asked.choice {
            ChoiceRequest::Side { side } => Choice::Side(stamp(&side)?),
            ChoiceRequest::Both => Choice::Both,
            ChoiceRequest::Write { value } => Choice::Write(value.0),
            ChoiceRequest::Keep => Choice::Keep,
            ChoiceRequest::Delete => Choice::Delete,
        },
    })
}
