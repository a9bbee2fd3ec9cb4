//! Lists: filtered, sorted, a page at a time, with counts for the filters.

use essaim_model::{OrganisationId, RecordId};
use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use crate::derive::Shelf;
use crate::error::StoreError;
use crate::organisations::Trust;
use crate::records::{RecordKey, RecordRef};
use crate::search;
use crate::store::View;

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its row, for further calls on this workspace.
    pub rec: i64,
    /// Owner and id.
    pub key: RecordKey,
    /// What we think of the owner.
    pub trust: Trust,
    /// Kind.
    pub kind: String,
    /// Where it stands.
    pub shelf: Shelf,
    /// In the trash.
    pub trashed: bool,
    /// Starter content.
    pub sample: bool,
    /// Title.
    pub title: String,
    /// The record it lives inside or is about, else the one it was made from.
    pub parent: Option<String>,
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
    /// When it was last written, milliseconds since 1970-01-01 UTC.
    pub updated_ms: u64,
    /// Leaves for which a person must choose.
    pub conflicts: u32,
    /// Attached files.
    pub files: u32,
    /// The earliest deadline among the steps that are not done; of an indicator, the day its next reading is due.
    pub next_due: Option<String>,
    /// The title of that step.
    pub next_step: Option<String>,
}

impl Entry {
    /// The record of the row.
    pub fn record(&self) -> RecordRef {
        RecordRef {
            rec: self.rec,
            key: self.key.clone(),
            kind: self.kind.clone(),
            trust: self.trust,
        }
    }
}

/// Which shelves a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ShelfFilter {
    /// What people work with: ours, what accepted senders sent, and reference data.
    #[default]
    Open,
    /// One shelf.
    Only(Shelf),
    /// Quarantine too.
    All,
}

/// What a list shows. Empty lists of values filter nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The kind.
    pub kind: String,
    /// One of these statuses.
    pub status: Vec<String>,
    /// One of these programmes.
    pub programme: Vec<String>,
    /// One of these persons.
    pub person: Vec<String>,
    /// Lives inside this record, is about it, or was made from it.
    pub parent: Option<String>,
    /// Words it must contain.
    pub text: String,
    /// Late on this day.
    pub late_on: Option<String>,
    /// Open, with a step to be done, or a reading to be noted, by this day.
    pub step_due_by: Option<String>,
    /// A person must choose between values.
    pub conflicting: bool,
    /// Samples are left out.
    pub without_samples: bool,
    /// The shelves.
    pub shelf: ShelfFilter,
    /// Of this organisation.
    pub owner: Option<OrganisationId>,
    /// The trash instead of the rest.
    pub trashed: bool,
}

/// What a list is sorted by. Equal rows follow in the order of title, id and owner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Column {
    /// By title.
    #[default]
    Title,
    /// By status.
    Status,
    /// By programme.
    Programme,
    /// By person.
    Person,
    /// By first day.
    Start,
    /// By deadline.
    Due,
    /// By the next step's deadline.
    NextDue,
    /// By priority.
    Priority,
    /// By last change.
    Updated,
    /// By share of steps done.
    Progress,
}

/// A page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The rows.
    pub items: Vec<Entry>,
    /// How many rows the whole list has.
    pub total: u32,
}

/// A value to filter by, and how many rows have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The value.
    pub value: String,
    /// How many.
    pub count: u32,
}

/// The values to filter a kind by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Statuses.
    pub statuses: Vec<Facet>,
    /// Programmes.
    pub programmes: Vec<Facet>,
    /// Persons.
    pub persons: Vec<Facet>,
}

const COLUMNS: &str = "e.rec, e.id, o.id, o.trust, e.kind, e.shelf, e.trashed, e.sample, e.title, e.parent, e.status,
    e.programme, e.person, e.start, e.due, e.priority, e.light, e.place, e.done, e.total, e.updated_ms, e.conflicts, e.files, e.next_due, e.next_step";
const TABLES: &str = "entries e JOIN records r USING (rec) JOIN organisations o USING (org)";

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let id: String = row.get(1)?;
    let invalid = |error| {
        rusqlite::Error::FromSqlConversionFailure(1, rusqlite::types::Type::Text, Box::new(error))
    };
    let updated: i64 = row.get(20)?;
    Ok(Entry {
        rec: row.get(0)?,
        key: RecordKey {
            owner: OrganisationId(row.get(2)?),
            id: RecordId::new(id).map_err(invalid)?,
        },
        trust: Trust::from_code(row.get(3)?),
        kind: row.get(4)?,
        shelf: Shelf::from_code(row.get(5)?),
        trashed: row.get(6)?,
        sample: row.get(7)?,
        title: row.get(8)?,
        parent: row.get(9)?,
        status: row.get(10)?,
        programme: row.get(11)?,
        person: row.get(12)?,
        start: row.get(13)?,
        due: row.get(14)?,
        priority: row.get(15)?,
        light: row.get(16)?,
        place: row.get(17)?,
        done: row.get(18)?,
        total: row.get(19)?,
        updated_ms: updated as u64,
        conflicts: row.get(21)?,
        files: row.get(22)?,
        next_due: row.get(23)?,
        next_step: row.get(24)?,
    })
}

/// Conditions and the values they are bound to.
#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<Sql>,
}

impl Conditions {
    fn add(&mut self, sql: &str, value: impl Into<Sql>) {
        self.sql.push(sql.to_owned());
        self.values.push(value.into());
    }

    fn one_of(&mut self, column: &str, values: &[String]) {
        if !values.is_empty() {
            let marks = vec!["?"; values.len()].join(", ");
            self.sql.push(format!("{column} IN ({marks})"));
            self.values.extend(values.iter().cloned().map(Sql::from));
        }
    }

    fn of(filter: &Filter) -> Self {
        let mut conditions = Self::default();
        if !filter.kind.is_empty() {
            conditions.add("e.kind = ?", filter.kind.clone());
        }
        match filter.shelf {
            ShelfFilter::Open => conditions.sql.push("e.shelf IN (0, 1, 3)".to_owned()),
            ShelfFilter::Only(shelf) => conditions.add("e.shelf = ?", shelf.code()),
            ShelfFilter::All => conditions.sql.push("e.shelf IN (0, 1, 2, 3)".to_owned()),
        }
        conditions.add("e.trashed = ?", i64::from(filter.trashed));
        conditions.one_of("e.status", &filter.status);
        conditions.one_of("e.programme", &filter.programme);
        conditions.one_of("e.person", &filter.person);
        if let Some(parent) = &filter.parent {
            conditions.add("e.parent = ?", parent.clone());
        }
        if let Some(owner) = &filter.owner {
            conditions.add("o.id = ?", owner.as_bytes().to_vec());
        }
        if let Some(today) = &filter.late_on {
            conditions
                .sql
                .push("coalesce(e.status, '') NOT IN ('done', 'abandoned')".to_owned());
            conditions.add("e.due < ?", today.clone());
        }
        if let Some(day) = &filter.step_due_by {
            conditions
                .sql
                .push("coalesce(e.status, '') NOT IN ('done', 'abandoned')".to_owned());
            conditions.add("e.next_due <= ?", day.clone());
        }
        if filter.without_samples {
            conditions.sql.push("e.sample = 0".to_owned());
        }
        if filter.conflicting {
            conditions.sql.push("e.conflicts > 0".to_owned());
        }
        if let Some(asked) = search::expression(&filter.text) {
            conditions.add(
                "e.rec IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)",
                asked,
            );
        }
        conditions
    }

    fn sql(&self) -> String {
        self.sql.join(" AND ")
    }
}

/// What a filter has to look into.
fn tables(filter: &Filter) -> &'static str {
    if filter.owner.is_some() {
        TABLES
    } else {
        "entries e"
    }
}

fn order(column: Column, descending: bool) -> String {
    let by = match column {
        Column::Title => "e.title_key",
        Column::Status => "e.status",
        Column::Programme => "e.programme",
        Column::Person => "e.person",
        Column::Start => "e.start",
        Column::Due => "e.due",
        Column::NextDue => "e.next_due",
        Column::Priority => {
            "CASE e.priority WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 END"
        }
        Column::Updated => "e.updated_ms",
        Column::Progress => "CASE WHEN e.total = 0 THEN NULL ELSE e.done * 1000 / e.total END",
    };
    let direction = if descending { "DESC" } else { "ASC" };
    match column {
        Column::Title => format!("{by} {direction}, e.id {direction}"),
        _ => format!("{by} IS NULL, {by} {direction}, e.title_key, e.id"),
    }
}

impl View<'_> {
    /// A page of a list.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn list(
        &self,
        filter: &Filter,
        column: Column,
        descending: bool,
        offset: u32,
        limit: u32,
    ) -> Result<Page, StoreError> {
        let conditions = Conditions::of(filter);
        let total = self.count(filter)?;
        let order = order(column, descending);
        // The page is found first: sorting would otherwise carry every column of every row.
        let sql = format!(
            "SELECT {COLUMNS} FROM (SELECT e.rec AS page FROM {} WHERE {} ORDER BY {order} LIMIT {limit} OFFSET {offset})
             JOIN entries e ON e.rec = page JOIN records r USING (rec) JOIN organisations o USING (org)
             ORDER BY {order}, o.id",
            tables(filter),
            conditions.sql(),
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(&conditions.values), entry)?;
        Ok(Page {
            items: rows.collect::<Result<_, _>>()?,
            total,
        })
    }

    /// How many rows a list has.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn count(&self, filter: &Filter) -> Result<u32, StoreError> {
        let conditions = Conditions::of(filter);
        let sql = format!(
            "SELECT count(*) FROM {} WHERE {}",
            tables(filter),
            conditions.sql()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row(params_from_iter(&conditions.values), |row| row.get(0))?)
    }

    /// The row of one record, wherever it stands.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn entry(&self, rec: i64) -> Result<Option<Entry>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM {TABLES} WHERE e.rec = ?1"))?;
        Ok(statement.query_row([rec], entry).optional()?)
    }

    /// The rows of our own records of a kind that are not in the trash, in the order in which they lie in the file.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn own(&self, kind: &str) -> Result<Vec<Entry>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE e.rec = ?1 AND e.trashed = 0");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut entries = Vec::new();
        for (rec, _) in self.own_rows(kind)? {
            entries.extend(statement.query_row([rec], entry).optional()?);
        }
        Ok(entries)
    }

    /// The records of a kind inside or about another one of the same owner, whether trashed or not, by id.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn children(&self, parent: &RecordKey, kind: &str) -> Result<Vec<Entry>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE e.parent = ?1 AND e.kind = ?2 AND o.id = ?3 ORDER BY e.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(
            rusqlite::params![parent.id.as_str(), kind, parent.owner.as_bytes()],
            entry,
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The open sheets and projects, of whoever, that say they were made from a record of that id, by title.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn made_from(&self, id: &str) -> Result<Vec<Entry>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM {TABLES} WHERE e.parent = ?1 AND e.kind IN ('solution', 'project')
             AND e.shelf IN (0, 1) AND e.trashed = 0 ORDER BY e.title_key, e.id, o.id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([id], entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The values that a kind's open rows can be filtered by, the most frequent first.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn facets(&self, kind: &str) -> Result<Facets, StoreError> {
        Ok(Facets {
            statuses: self.facet("status", kind)?,
            programmes: self.facet("programme", kind)?,
            persons: self.facet("person", kind)?,
        })
    }

    fn facet(&self, column: &str, kind: &str) -> Result<Vec<Facet>, StoreError> {
        let sql = format!(
            "SELECT {column}, count(*) FROM entries WHERE kind = ?1 AND trashed = 0 AND shelf <> 2 AND {column} IS NOT NULL
             GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 200"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([kind], |row| {
            Ok(Facet {
                value: row.get(0)?,
                count: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
