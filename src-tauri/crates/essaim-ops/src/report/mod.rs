//! The report of a project: what may be known of it elsewhere, taken out at the moment of sharing, section by section.
//! It never names a person; budget lines leave as sums; the journal only when it is asked for.

mod section;

use essaim_model::{document, money, order, schema};
use essaim_store::{RecordKey, View};
use serde_json::{Map, Value as Json};

pub use section::Section;

use crate::record::{create_one, find, leaves_of, writable};
use crate::transact::{Mutation, Op};
use crate::{OpError, Workspace};

impl Workspace {
    /// Draws up a report of a project from these sections. Gives its id; it is a draft until someone publishes it.
    ///
    /// # Errors
    /// There is no such project, it is a sample, or the workspace cannot be written.
    pub fn report(&self, id: &str, sections: &[Section]) -> Result<Mutation<String>, OpError> {
        self.transact(Op::ReportMade, |session| {
            let view = session.view();
            let source = find(&view, id)?;
            if source.kind != "project" {
                return Err(OpError::WrongKind {
                    id: id.to_owned(),
                    wanted: "project",
                });
            }
            let now_ms = session.tx_now();
            let project =
                document::write(schema::kind("project"), &leaves_of(&view, &source, now_ms)?);
            if project.get("sample") == Some(&Json::Bool(true)) {
                let title = project.get("title").and_then(Json::as_str);
                return Err(OpError::SampleStays(title.unwrap_or_default().to_owned()));
            }
            let mut extract = Extract {
                view,
                now_ms,
                project: &project,
                key: &source.key,
                report: Map::new(),
            };
            extract.take(&["title"]);
            for section in Section::ALL.iter().filter(|one| sections.contains(one)) {
                extract.section(*section)?;
            }
            let mut report = extract.report;
            report.insert("date".to_owned(), self.machine().clock.today().into());
            report.insert("project".to_owned(), id.into());
            create_one(session, writable("report")?, report, None)
        })
    }
}

/// The report in the making.
struct Extract<'p> {
    view: View<'p>,
    now_ms: u64,
    project: &'p Map<String, Json>,
    key: &'p RecordKey,
    report: Map<String, Json>,
}

impl Extract<'_> {
    fn section(&mut self, section: Section) -> Result<(), OpError> {
        match section {
            Section::Identity => {
                self.take(&["description", "objectives", "programme", "theme", "commune"]);
                self.take(&["commune_name", "district", "target_groups", "partners"]);
            }
            Section::Progress => {
                self.take(&["status", "start_date", "planned_end", "actual_end"]);
                self.take(&["light", "light_reason"]);
            }
            Section::Steps => self.steps(),
            Section::Lessons => self.take(&["lessons"]),
            Section::Budget => self.budget()?,
            Section::Indicators => self.list("indicators", "indicator", INDICATOR)?,
            Section::Funding => self.list("funding", "funding", FUNDING)?,
            Section::Risks => self.list(
                "risks",
                "risk",
                &own(["title", "severity", "answer", "closed"]),
            )?,
            Section::Decisions => {
                self.list("decisions", "decision", &own(["title", "number", "date"]))?
            }
            Section::Journal => self.list("journal", "journal_entry", &own(["date", "text"]))?,
        }
        Ok(())
    }

    /// Fields of the project, as they stand.
    fn take(&mut self, names: &[&str]) {
        for name in names {
            if let Some(json) = self.project.get(*name) {
                self.report.insert((*name).to_owned(), json.clone());
            }
        }
    }

    /// The steps, without who is responsible for them.
    fn steps(&mut self) {
        let fields = [
            "title",
            "description",
            "start",
            "due",
            "done",
            "deliverable",
            "order",
        ];
        let steps = self.project.get("steps").and_then(Json::as_array);
        let kept = steps.into_iter().flatten().filter_map(Json::as_object);
        let kept: Json = kept.map(|step| picked(step, &own(fields))).collect();
        self.report.insert("steps".to_owned(), kept);
    }

    /// The records inside the project, with these of their fields under the names of the report.
    fn list(&mut self, list: &str, kind: &str, fields: &[(&str, &str)]) -> Result<(), OpError> {
        let items = documents(&self.view, self.key, kind, self.now_ms)?;
        let items = items.iter().enumerate().map(|(position, item)| {
            let mut kept = picked(item, fields);
            if let Json::Object(members) = &mut kept {
                members.insert("order".to_owned(), order::nth(position).into());
            }
            kept
        });
        let items: Vec<Json> = items.collect();
        if !items.is_empty() {
            self.report.insert(list.to_owned(), items.into());
        }
        Ok(())
    }

    /// The sums of the budget lines: one for each section of the budget, currency and tax.
    fn budget(&mut self) -> Result<(), OpError> {
        let lines = documents(&self.view, self.key, "budget_line", self.now_ms)?;
        let nature =
            |line: &Map<String, Json>| line.get("nature").and_then(Json::as_str).map(str::to_owned);
        let mut natures: Vec<Option<String>> = lines.iter().map(nature).collect();
        natures.sort();
        natures.dedup();
        let mut totals: Vec<Json> = Vec::new();
        for wanted in natures {
            let of: Vec<_> = lines.iter().filter(|line| nature(line) == wanted).collect();
            let column =
                |name: &'static str| money::sums(of.iter().filter_map(|line| line.get(name)));
            let columns = ["planned", "committed", "spent"].map(|name| (name, column(name)));
            let sorts: std::collections::BTreeSet<_> =
                columns.iter().flat_map(|(_, sums)| sums.keys()).collect();
            for sort in sorts {
                let mut total = Map::new();
                total.extend(
                    wanted
                        .clone()
                        .map(|nature| ("nature".to_owned(), nature.into())),
                );
                let filled = columns
                    .iter()
                    .filter_map(|(name, sums)| Some((*name, sums.get(sort)?)));
                total.extend(filled.map(|(name, sum)| (name.to_owned(), sum.clone())));
                total.insert("order".to_owned(), order::nth(totals.len()).into());
                totals.push(Json::Object(total));
            }
        }
        if !totals.is_empty() {
            self.report.insert("budget".to_owned(), totals.into());
        }
        Ok(())
    }
}

const INDICATOR: &[(&str, &str)] = &[
    ("name", "name"),
    ("definition", "definition"),
    ("unit", "unit"),
    ("direction", "direction"),
    ("baseline", "baseline"),
    ("target", "target"),
    ("readings", "readings"),
];
const FUNDING: &[(&str, &str)] = &[
    ("title", "funder"),
    ("scheme", "scheme"),
    ("status", "status"),
    ("asked", "asked"),
    ("granted", "granted"),
    ("paid", "paid"),
];

/// Fields that keep their names.
fn own<const N: usize>(names: [&'static str; N]) -> [(&'static str, &'static str); N] {
    names.map(|name| (name, name))
}

fn picked(item: &Map<String, Json>, fields: &[(&str, &str)]) -> Json {
    let kept = fields
        .iter()
        .filter_map(|(from, to)| Some(((*to).to_owned(), item.get(*from)?.clone())));
    Json::Object(kept.collect())
}

/// The records of a kind inside a project, as documents in their order.
pub(crate) fn documents(
    view: &View<'_>,
    project: &RecordKey,
    kind: &str,
    now_ms: u64,
) -> Result<Vec<Map<String, Json>>, OpError> {
    let entries = view.children(project, kind)?;
    let mut documents = Vec::new();
    for entry in entries.into_iter().filter(|entry| !entry.trashed) {
        let leaves = view.state(entry.rec)?.unwrap_or_default().displayed(now_ms);
        documents.push(document::write(schema::kind(kind), &leaves));
    }
    let place = |item: &Map<String, Json>| {
        let text = |name: &str| {
            item.get(name)
                .and_then(Json::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        (text("order"), text("date"))
    };
    documents.sort_by_key(place);
    Ok(documents)
}
