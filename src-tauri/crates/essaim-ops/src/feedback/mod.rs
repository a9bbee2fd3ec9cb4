//! Feedback: what we have to say about another's sheet, and the word that we take it over; what others say about ours.

mod beside;
mod received;

use essaim_model::{OrganisationId, document, money, schema};
use essaim_store::{Entry, Filter, RecordKey, RecordRef, Shelf, ShelfFilter, View};
use serde_json::{Map, Value as Json, json};

pub use beside::{Beside, BesideRow, Measure};
pub(crate) use received::addressee;
pub use received::{Received, ReceivedEntry};

use crate::error::Departure;
use crate::record::{create_one, find, leaves_of, patch_one, writable};
use crate::report::documents;
use crate::transact::{Mutation, Op, Session};
use crate::{OpError, Workspace};

/// How much of a sheet's title goes into the title of what is said about it.
const TITLE: usize = 150;

/// A record that something is said about, as it was seen.
struct Subject {
    record: String,
    owner: OrganisationId,
    revision: String,
    title: String,
}

impl Subject {
    fn origin(&self) -> Json {
        json!({"record": self.record, "owner": self.owner.to_string(), "revision": self.revision})
    }
}

impl Workspace {
    /// Writes feedback on a record of another, or on the sheet that a project of ours was started from: then it is filled in
    /// from what the project tells, and the word that we took the sheet over is written with it. What `document` says comes on
    /// top. Gives the feedback's id; it is a draft until someone publishes it.
    ///
    /// # Errors
    /// The record is ours and was not started from another's, or the document is refused.
    pub fn give_feedback(
        &self,
        id: &str,
        document: &Map<String, Json>,
    ) -> Result<Mutation<String>, OpError> {
        self.transact(Op::FeedbackGiven, |session| {
            let (view, now_ms) = (session.view(), session.tx_now());
            let record = find(&view, id)?;
            let project = (record.kind == "project").then_some(&record);
            let subject = subject_of(&view, &record, self.organisation()?, now_ms)?;
            let mut feedback = match project {
                Some(project) => filled_in(&view, project, &subject, now_ms)?,
                None => Map::new(),
            };
            let short: String = subject.title.chars().take(TITLE).collect();
            feedback.insert("title".to_owned(), format!("Retour sur « {short} »").into());
            feedback.insert(
                "subject".to_owned(),
                subject.title.chars().take(200).collect::<String>().into(),
            );
            feedback.insert("date".to_owned(), self.machine().clock.today().into());
            feedback.extend(document.clone());
            feedback.insert("feedback_on".to_owned(), subject.origin());
            if let Some(project) = project {
                declare(session, project, &subject)?;
            }
            create_one(session, writable("feedback")?, feedback, None)
        })
    }

    /// Writes, or brings up to date, the word that a project of ours takes over another's sheet. Gives its id.
    ///
    /// # Errors
    /// The project was not started from another's sheet, or the workspace cannot be written.
    pub fn declare_adoption(&self, id: &str) -> Result<Mutation<String>, OpError> {
        self.transact(Op::FeedbackGiven, |session| {
            let record = find(&session.view(), id)?;
            if record.kind != "project" {
                return Err(OpError::WrongKind {
                    id: id.to_owned(),
                    wanted: "project",
                });
            }
            let own = self.organisation()?;
            let subject = subject_of(&session.view(), &record, own, session.tx_now())?;
            declare(session, &record, &subject)
        })
    }
}

/// What feedback given from this record is about.
fn subject_of(
    view: &View<'_>,
    record: &RecordRef,
    own: OrganisationId,
    now_ms: u64,
) -> Result<Subject, OpError> {
    let leaves = leaves_of(view, record, now_ms)?;
    let title = essaim_model::projection::title(&leaves);
    let subject = if record.kind == "project" {
        let text = |name: &str| {
            let origin = leaves.get("adapted_from");
            origin.and_then(|origin| origin.member(name)?.as_text().map(str::to_owned))
        };
        let told = (
            text("record"),
            text("owner").and_then(|owner| owner.parse().ok()),
        );
        let (Some(of), Some(owner)) = told else {
            return Err(Departure::NotAdopted(title).into());
        };
        Subject {
            title: title_of(view, &of, owner)?.unwrap_or(title),
            record: of,
            owner,
            revision: text("revision").unwrap_or_default(),
        }
    } else {
        let revision = view
            .head_hashes(record.rec)?
            .first()
            .map(ToString::to_string);
        Subject {
            record: record.key.id.to_string(),
            owner: record.key.owner,
            revision: revision.unwrap_or_default(),
            title,
        }
    };
    if subject.owner == own || schema::kind(&record.kind).is_some_and(|kind| kind.system) {
        return Err(Departure::NotAdopted(subject.title).into());
    }
    Ok(subject)
}

fn title_of(view: &View<'_>, id: &str, owner: OrganisationId) -> Result<Option<String>, OpError> {
    let Ok(id) = essaim_model::RecordId::new(id) else {
        return Ok(None);
    };
    let Some(record) = view.record(&RecordKey { owner, id })? else {
        return Ok(None);
    };
    Ok(view.entry(record.rec)?.map(|entry| entry.title))
}

/// What the project already tells: what was done, what came of it, figures and cost. Never who.
fn filled_in(
    view: &View<'_>,
    project: &RecordRef,
    subject: &Subject,
    now_ms: u64,
) -> Result<Map<String, Json>, OpError> {
    let told = document::write(schema::kind("project"), &leaves_of(view, project, now_ms)?);
    let mut feedback = Map::new();
    let mut take = |from: &str, to: &str| {
        feedback.extend(told.get(from).map(|json| (to.to_owned(), json.clone())));
    };
    take("status", "status");
    take("lessons", "result");
    // What was taken over word for word tells the author nothing.
    let theirs = view
        .find(
            &essaim_model::RecordId::new(&subject.record)
                .map_err(|_| OpError::NotFound(subject.record.clone()))?,
        )?
        .map(|sheet| leaves_of(view, &sheet, now_ms))
        .transpose()?
        .unwrap_or_default();
    let text = |name: &str| theirs.get(name).and_then(essaim_model::Value::as_text);
    let description = told.get("description").and_then(Json::as_str);
    if description.is_some() && description != text("description") && description != text("summary")
    {
        take("description", "what_we_tried");
    }
    let mut indicators = Vec::new();
    for mut item in documents(view, &project.key, "indicator", now_ms)? {
        item.retain(|name, _| INDICATOR.contains(&name.as_str()));
        let told = ["readings", "baseline"]
            .iter()
            .any(|name| item.contains_key(*name));
        indicators.extend(told.then_some(Json::Object(item)));
    }
    feedback.insert("indicators".to_owned(), indicators.into());
    let lines = documents(view, &project.key, "budget_line", now_ms)?;
    let spent = money::sums(lines.iter().filter_map(|line| line.get("spent")));
    // Sums in two currencies, or with and without tax, are not one cost.
    if let (1, Some(cost)) = (spent.len(), spent.into_values().next()) {
        feedback.insert("actual_cost".to_owned(), cost);
    }
    Ok(feedback)
}

const INDICATOR: [&str; 8] = [
    "name",
    "definition",
    "unit",
    "direction",
    "baseline",
    "target",
    "readings",
    "order",
];

/// Writes the adoption of a sheet by a project: one record, taken further when there is one already.
fn declare(
    session: &mut Session<'_>,
    project: &RecordRef,
    subject: &Subject,
) -> Result<(String, String), OpError> {
    let leaves = leaves_of(&session.view(), project, session.tx_now())?;
    let told = document::write(schema::kind("project"), &leaves);
    let mut adoption = Map::new();
    for (from, to) in [
        ("title", "title"),
        ("status", "status"),
        ("start_date", "date"),
    ] {
        adoption.extend(told.get(from).map(|json| (to.to_owned(), json.clone())));
    }
    adoption.insert(
        "subject".to_owned(),
        subject.title.chars().take(200).collect::<String>().into(),
    );
    adoption.insert("adoption_of".to_owned(), subject.origin());
    let before = about(&session.view(), &subject.record, "adoption", Shelf::Own)?;
    if let Some(entry) = before.first()
        && let Some(record) = session.view().record(&entry.key)?
    {
        patch_one(session, &record, &adoption)?;
        return Ok((record.key.id.to_string(), entry.title.clone()));
    }
    adoption
        .entry("date")
        .or_insert_with(|| session.workspace.machine().clock.today().into());
    create_one(session, writable("adoption")?, adoption, None)
}

/// What is said about a record, of one kind, on one shelf.
fn about(view: &View<'_>, record: &str, kind: &str, shelf: Shelf) -> Result<Vec<Entry>, OpError> {
    let filter = Filter {
        kind: kind.to_owned(),
        parent: Some(record.to_owned()),
        shelf: ShelfFilter::Only(shelf),
        ..Filter::default()
    };
    let column = essaim_store::Column::Updated;
    Ok(view.list(&filter, column, true, 0, 500)?.items)
}
