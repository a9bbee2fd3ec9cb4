//! Lists: a page of rows, and the values to filter by.

use std::collections::HashMap;

use essaim_ops::{
    Column, Facet, Filter, Shelf as Stand, ShelfFilter, Trust as Judgement, Workspace,
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Answer;
use crate::rows::Rows;

/// The greatest page, in rows.
const MOST_ROWS: u32 = 1_000;

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Shelf {
    /// Ours.
    Own,
    /// From a sender whom we accepted.
    Received,
    /// From a sender whom nobody has accepted.
    Quarantine,
    /// Shipped with the program.
    Reference,
}

impl From<Stand> for Shelf {
    fn from(shelf: Stand) -> Self {
        match shelf {
            Stand::Own => Shelf::Own,
            Stand::Received => Shelf::Received,
            Stand::Quarantine => Shelf::Quarantine,
            Stand::Reference => Shelf::Reference,
        }
    }
}

/// What we think of an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Trust {
    /// Ourselves.
    #[serde(rename = "self")]
    Own,
    /// Verified by words.
    Verified,
    /// Accepted, not verified.
    Accepted,
    /// Nobody decided anything.
    Unknown,
    /// Refused.
    Refused,
    /// Reference data shipped with the program.
    Reference,
}

impl From<Judgement> for Trust {
    fn from(trust: Judgement) -> Self {
        match trust {
            Judgement::Own => Trust::Own,
            Judgement::Verified => Trust::Verified,
            Judgement::Accepted => Trust::Accepted,
            Judgement::Unknown => Trust::Unknown,
            Judgement::Refused => Trust::Refused,
            Judgement::Reference => Trust::Reference,
        }
    }
}

/// Which shelves a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ListShelf {
    /// Ours.
    Own,
    /// From accepted senders.
    Received,
    /// From senders nobody accepted.
    Quarantine,
    /// What people work with: all but quarantine.
    All,
}

/// What a list shows; empty lists of values filter nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ListFilter {
    /// One of these statuses.
    pub status: Vec<String>,
    /// One of these programmes.
    pub programme: Vec<String>,
    /// One of these persons.
    pub person: Vec<String>,
    /// Words it must contain.
    pub text: String,
    /// Only what is late today.
    pub late: bool,
    /// The shelves.
    pub shelf: ListShelf,
    /// The trash instead of the rest.
    pub trashed: bool,
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SortColumn {
    /// Title.
    Title,
    /// Status.
    Status,
    /// Programme.
    Programme,
    /// Person.
    Person,
    /// First day.
    Start,
    /// Deadline.
    Due,
    /// Priority.
    Priority,
    /// Last change.
    Updated,
    /// Share of steps done.
    Progress,
}

/// How a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
pub struct ListSort {
    /// By what.
    pub column: SortColumn,
    /// The greatest first.
    pub descending: bool,
}

/// A question for a page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct ListQuery {
    /// The kind.
    pub kind: String,
    /// What it shows.
    pub filter: ListFilter,
    /// In which order.
    pub sort: ListSort,
    /// The first row.
    pub offset: u32,
    /// How many rows.
    pub limit: u32,
}

/// Whether a record may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PublishedState {
    /// Never published.
    Draft,
    /// What is shown is published.
    Published,
    /// Taken back.
    Withdrawn,
    /// Published, and written since.
    Changed,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordRow {
    /// The record's id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Status, maturity or state.
    pub status: Option<String>,
    /// Programme's id.
    pub programme: Option<String>,
    /// Lead person, or organisation of origin.
    pub person: Option<String>,
    /// First day.
    pub start: Option<String>,
    /// Deadline or date.
    pub due: Option<String>,
    /// Priority.
    pub priority: Option<String>,
    /// Traffic light.
    pub light: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Steps done.
    pub done: u32,
    /// Steps in all.
    pub total: u32,
    /// Whether a project is late today.
    pub late: bool,
    /// When it was last written.
    pub updated_at: String,
    /// Whose it is.
    pub owner: String,
    /// The owner's name.
    pub owner_name: String,
    /// What we think of its owner.
    pub trust: Trust,
    /// Where it stands.
    pub shelf: Shelf,
    /// Starter content.
    pub sample: bool,
    /// For sheets of ours, whether they may leave.
    pub published: Option<PublishedState>,
    /// Leaves for which a person must choose.
    pub conflicts: u32,
    /// Who brought it, where that was not its owner.
    pub carriers: Vec<String>,
    /// Whether something speaks against its owner, whatever we decided.
    pub doubtful: bool,
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ListPage {
    /// The rows.
    pub items: Vec<RecordRow>,
    /// How many rows the whole list has.
    pub total: u32,
}

/// A value, and how many rows have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ValueCount {
    /// The value.
    pub value: String,
    /// How many.
    pub count: u32,
}

/// A programme, and how many rows have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProgrammeCount {
    /// Its id.
    pub value: String,
    /// Its title, or its id where nobody knows it.
    pub title: String,
    /// How many.
    pub count: u32,
}

/// The values to filter a kind by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ListFacets {
    /// Statuses.
    pub statuses: Vec<ValueCount>,
    /// Programmes.
    pub programmes: Vec<ProgrammeCount>,
    /// Persons.
    pub persons: Vec<ValueCount>,
    /// How many rows there are.
    pub total: u32,
    /// How many are late today.
    pub late: u32,
}

/// A page of a list.
///
/// # Errors
/// The workspace cannot be read.
pub fn record_list(workspace: &Workspace, query: &ListQuery) -> Answer<ListPage> {
    let asked = &query.filter;
    let filter = Filter {
        kind: query.kind.clone(),
        status: asked.status.clone(),
        programme: asked.programme.clone(),
        person: asked.person.clone(),
        text: asked.text.clone(),
        late_on: asked.late.then(|| workspace.machine().clock.today()),
        shelf: match asked.shelf {
            ListShelf::Own => ShelfFilter::Only(Stand::Own),
            ListShelf::Received => ShelfFilter::Only(Stand::Received),
            ListShelf::Quarantine => ShelfFilter::Only(Stand::Quarantine),
            ListShelf::All => ShelfFilter::Open,
        },
        trashed: asked.trashed,
        ..Filter::default()
    };
    let page = workspace.list(
        &filter,
        column(query.sort.column),
        query.sort.descending,
        query.offset,
        query.limit.min(MOST_ROWS),
    )?;
    let mut rows = Rows::of(workspace);
    Ok(ListPage {
        items: rows.all(page.items)?,
        total: page.total,
    })
}

/// The values to filter a kind by.
///
/// # Errors
/// The workspace cannot be read.
pub fn list_facets(workspace: &Workspace, kind: &str) -> Answer<ListFacets> {
    let facets = workspace.facets(kind)?;
    let all = Filter {
        kind: kind.to_owned(),
        ..Filter::default()
    };
    let late = Filter {
        late_on: Some(workspace.machine().clock.today()),
        ..all.clone()
    };
    let count = |filter: &Filter| workspace.list(filter, Column::Title, false, 0, 0);
    let titles = programme_titles(workspace)?;
    let plain = |facets: Vec<Facet>| {
        facets
            .into_iter()
            .map(|facet| ValueCount {
                value: facet.value,
                count: facet.count,
            })
            .collect()
    };
    Ok(ListFacets {
        programmes: facets
            .programmes
            .into_iter()
            .map(|facet| ProgrammeCount {
                title: titles.get(&facet.value).unwrap_or(&facet.value).clone(),
                value: facet.value,
                count: facet.count,
            })
            .collect(),
        statuses: plain(facets.statuses),
        persons: plain(facets.persons),
        total: count(&all)?.total,
        late: if kind == "project" {
            count(&late)?.total
        } else {
            0
        },
    })
}

fn programme_titles(workspace: &Workspace) -> Answer<HashMap<String, String>> {
    let programmes = Filter {
        kind: "programme".to_owned(),
        ..Filter::default()
    };
    let page = workspace.list(&programmes, Column::Title, false, 0, MOST_ROWS)?;
    let titled = page.items.into_iter();
    Ok(titled
        .map(|entry| (entry.key.id.to_string(), entry.title))
        .collect())
}

fn column(column: SortColumn) -> Column {
    match column {
        SortColumn::Title => Column::Title,
        SortColumn::Status => Column::Status,
        SortColumn::Programme => Column::Programme,
        SortColumn::Person => Column::Person,
        SortColumn::Start => Column::Start,
        SortColumn::Due => Column::Due,
        SortColumn::Priority => Column::Priority,
        SortColumn::Updated => Column::Updated,
        SortColumn::Progress => Column::Progress,
    }
}
