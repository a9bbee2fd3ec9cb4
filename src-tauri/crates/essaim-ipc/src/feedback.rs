//! Reports of projects, feedback on others' sheets, and what others say about ours.

use essaim_ops::feedback::{self, Measure};
use essaim_ops::report::Section;
use essaim_ops::{Op, Workspace};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Answer;
use crate::list::Trust;
use crate::tag::Mutation;
use crate::value::moment;

/// A section of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ReportSection {
    /// What the project is.
    Identity,
    /// Status, dates, traffic light.
    Progress,
    /// Steps.
    Steps,
    /// Indicators with readings.
    Indicators,
    /// Sums of the budget.
    Budget,
    /// Who pays.
    Funding,
    /// Risks and obstacles.
    Risks,
    /// Decisions.
    Decisions,
    /// What was learned.
    Lessons,
    /// The journal.
    Journal,
}

impl From<ReportSection> for Section {
    fn from(section: ReportSection) -> Self {
        match section {
            ReportSection::Identity => Section::Identity,
            ReportSection::Progress => Section::Progress,
            ReportSection::Steps => Section::Steps,
            ReportSection::Indicators => Section::Indicators,
            ReportSection::Budget => Section::Budget,
            ReportSection::Funding => Section::Funding,
            ReportSection::Risks => Section::Risks,
            ReportSection::Decisions => Section::Decisions,
            ReportSection::Lessons => Section::Lessons,
            ReportSection::Journal => Section::Journal,
        }
    }
}

/// A report to be drawn up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ReportMake {
    /// Of which project.
    pub project: String,
    /// From which sections.
    pub sections: Vec<ReportSection>,
}

/// What is said about a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FeedbackAbout {
    /// How many organisations have taken it over or tried it.
    pub adopters: u32,
    /// How many records about it stand apart.
    pub waiting: u32,
    /// What others say, the newest first.
    pub entries: Vec<FeedbackEntry>,
    /// What we say, when it is another's.
    pub own: Vec<FeedbackEntry>,
    /// Who measured, in the order of the columns.
    pub columns: Vec<String>,
    /// The indicators, with what each measured.
    pub rows: Vec<FeedbackRow>,
}

/// Feedback or an adoption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FeedbackEntry {
    /// Its id.
    pub id: String,
    /// `feedback` or `adoption`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Who says it; empty when it is we.
    pub from: String,
    /// Their id.
    pub owner: String,
    /// What we think of them.
    pub trust: Trust,
    /// Where they stand.
    pub status: Option<String>,
    /// The day it tells.
    pub date: Option<String>,
    /// When it was last written.
    pub updated_at: String,
}

/// One indicator, with what each measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FeedbackRow {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// What the sheet says last.
    pub own: Option<FeedbackMeasure>,
    /// What each organisation says last.
    pub theirs: Vec<Option<FeedbackMeasure>>,
}

/// A value with its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FeedbackMeasure {
    /// A decimal, as text.
    pub value: String,
    /// The day.
    pub date: Option<String>,
    /// The value that it began with.
    pub baseline: Option<String>,
}

/// Draws up a report of a project. Gives its id.
///
/// # Errors
/// There is no such project, or it is a sample.
pub fn report_make(workspace: &Workspace, request: ReportMake) -> Answer<Mutation<String>> {
    let sections: Vec<Section> = request.sections.into_iter().map(Into::into).collect();
    let made = workspace.report(&request.project, &sections)?;
    Ok(Mutation::of(made, Op::ReportMade, |id| id))
}

/// Begins feedback on another's record, or from a project that was started from one. Gives its id.
///
/// # Errors
/// There is no one to give feedback to.
pub fn feedback_give(workspace: &Workspace, id: &str) -> Answer<Mutation<String>> {
    let given = workspace.give_feedback(id, &serde_json::Map::new())?;
    Ok(Mutation::of(given, Op::FeedbackGiven, |id| id))
}

/// Writes the word that a project takes over another's sheet. Gives its id.
///
/// # Errors
/// The project was not started from another's sheet.
pub fn adoption_declare(workspace: &Workspace, id: &str) -> Answer<Mutation<String>> {
    let told = workspace.declare_adoption(id)?;
    Ok(Mutation::of(told, Op::FeedbackGiven, |id| id))
}

/// What is said about a record.
///
/// # Errors
/// There is no such record.
pub fn feedback_about(workspace: &Workspace, id: &str) -> Answer<FeedbackAbout> {
    let received = workspace.feedback_on(id)?;
    let rows = received.beside.rows.into_iter().map(|row| FeedbackRow {
        name: row.name,
        unit: row.unit,
        own: row.own.map(measure),
        theirs: row.theirs.into_iter().map(|one| one.map(measure)).collect(),
    });
    Ok(FeedbackAbout {
        adopters: received.adopters,
        waiting: received.waiting,
        entries: received.entries.into_iter().map(entry).collect(),
        own: received.own.into_iter().map(entry).collect(),
        columns: received.beside.columns,
        rows: rows.collect(),
    })
}

fn entry(one: feedback::ReceivedEntry) -> FeedbackEntry {
    FeedbackEntry {
        id: one.entry.key.id.to_string(),
        kind: one.entry.kind,
        title: one.entry.title,
        from: one.from,
        owner: one.entry.key.owner.to_string(),
        trust: one.entry.trust.into(),
        status: one.entry.status,
        date: one.entry.due,
        updated_at: moment(one.entry.updated_ms),
    }
}

fn measure(measure: Measure) -> FeedbackMeasure {
    FeedbackMeasure {
        value: measure.value,
        date: measure.date,
        baseline: measure.baseline,
    }
}
