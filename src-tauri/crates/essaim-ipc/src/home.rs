//! The page one starts from: a few numbers, and what needs someone.

use essaim_ops::record::HomeReason;
use essaim_ops::{Column, Entry, Filter, Shelf, ShelfFilter, Workspace};
use serde::Serialize;
use specta::Type;

use crate::Answer;
use crate::list::PublishedState;
use crate::rows::{Rows, published};

/// How many sheets are looked at for drafts, the last written first.
const SHEETS: u32 = 30;
/// How many drafts are shown.
const DRAFTS: usize = 4;

/// The page one starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Home {
    /// The numbers.
    pub counts: HomeCounts,
    /// What needs someone, the most pressing first.
    pub attention: Vec<AttentionItem>,
    /// Whether nothing of one's own is there yet.
    pub first_day: bool,
}

/// The numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HomeCounts {
    /// Projects.
    pub projects: u32,
    /// Under way.
    pub in_progress: u32,
    /// Late.
    pub late: u32,
    /// Blocked.
    pub blocked: u32,
    /// Sheets of ours.
    pub solutions: u32,
    /// Sheets from others.
    pub received: u32,
    /// Senders whose content waits apart.
    pub unknown_senders: u32,
    /// Records in which something is to be chosen.
    pub undecided: u32,
}

/// Why something needs someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum AttentionReason {
    /// A late project.
    Late,
    /// A project that ends within a week.
    DueSoon,
    /// A blocked project.
    Blocked,
    /// A step that is overdue, or due within a week.
    StepDue,
    /// Two desktops wrote different values.
    Conflict,
    /// Another commune tells of having tried a sheet of ours.
    Feedback,
    /// New from another commune.
    Received,
    /// A sheet of ours that nobody can see yet.
    DraftSheet,
    /// An indicator that waits for its reading.
    ReadingDue,
}

/// Something that needs someone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AttentionItem {
    /// Why.
    pub reason: AttentionReason,
    /// The record.
    pub id: String,
    /// The record whose page shows it.
    pub page: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The sender of what was received, the title of a step, the project of an indicator, the person of a project.
    pub detail: Option<String>,
    /// The day in question.
    pub date: Option<String>,
}

/// The page one starts from.
///
/// # Errors
/// The workspace cannot be read.
pub fn home(workspace: &Workspace) -> Answer<Home> {
    let home = workspace.home()?;
    let mut rows = Rows::of(workspace);
    let mut attention = Vec::new();
    for item in home.attention {
        let reason = match item.reason {
            HomeReason::Conflict => AttentionReason::Conflict,
            HomeReason::Blocked => AttentionReason::Blocked,
            HomeReason::Late => AttentionReason::Late,
            HomeReason::StepDue => AttentionReason::StepDue,
            HomeReason::DueSoon => AttentionReason::DueSoon,
            HomeReason::ReadingDue => AttentionReason::ReadingDue,
            HomeReason::Feedback => AttentionReason::Feedback,
            HomeReason::Received => AttentionReason::Received,
        };
        let detail = match reason {
            AttentionReason::Received | AttentionReason::Feedback => {
                Some(rows.name(item.entry.key.owner)?)
            }
            AttentionReason::StepDue => item.entry.next_step.clone(),
            AttentionReason::ReadingDue => title_of(workspace, item.entry.parent.as_deref())?,
            AttentionReason::Conflict => None,
            _ => item.entry.person.clone(),
        };
        attention.push(AttentionItem {
            reason,
            id: item.entry.key.id.to_string(),
            page: page(&item.entry),
            kind: item.entry.kind,
            title: item.entry.title,
            detail,
            date: match reason {
                AttentionReason::StepDue | AttentionReason::ReadingDue => item.entry.next_due,
                // Choosing has no day.
                AttentionReason::Conflict => None,
                _ => item.entry.due,
            },
        });
    }
    attention.extend(draft_sheets(workspace)?);
    Ok(Home {
        counts: HomeCounts {
            projects: home.projects,
            in_progress: home.in_progress,
            late: home.late,
            blocked: home.blocked,
            solutions: home.solutions,
            received: home.received,
            unknown_senders: home.unknown_senders,
            undecided: home.undecided,
        },
        attention,
        first_day: !has_own(workspace, "project")? && !has_own(workspace, "solution")?,
    })
}

/// The record whose page shows another: its project, for what lives inside one.
fn page(entry: &Entry) -> String {
    let has_page = ["project", "solution"].contains(&entry.kind.as_str());
    let parent = entry.parent.clone().filter(|_| !has_page);
    parent.unwrap_or_else(|| entry.key.id.to_string())
}

fn title_of(workspace: &Workspace, id: Option<&str>) -> Answer<Option<String>> {
    Ok(match id {
        Some(id) => Some(workspace.show(id)?.entry.title),
        None => None,
    })
}

/// Whether something of one's own, no sample, is there. Samples are few: they come first or not at all.
fn has_own(workspace: &Workspace, kind: &str) -> Answer<bool> {
    let own = own(kind);
    let page = workspace.list(&own, Column::Updated, true, 0, 200)?;
    Ok(page.items.iter().any(|entry| !entry.sample))
}

fn own(kind: &str) -> Filter {
    Filter {
        kind: kind.to_owned(),
        shelf: ShelfFilter::Only(Shelf::Own),
        ..Filter::default()
    }
}

/// Sheets of ours that were begun and never published, the last written first.
fn draft_sheets(workspace: &Workspace) -> Answer<Vec<AttentionItem>> {
    let page = workspace.list(&own("solution"), Column::Updated, true, 0, SHEETS)?;
    let mut drafts = Vec::new();
    for entry in page.items.into_iter().filter(|entry| !entry.sample) {
        if drafts.len() < DRAFTS && published(workspace, &entry)? == Some(PublishedState::Draft) {
            drafts.push(AttentionItem {
                reason: AttentionReason::DraftSheet,
                page: entry.key.id.to_string(),
                id: entry.key.id.to_string(),
                kind: entry.kind,
                title: entry.title,
                detail: None,
                date: None,
            });
        }
    }
    Ok(drafts)
}
