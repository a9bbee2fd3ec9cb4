//! Adopting: a solution becomes a project of ours, with its steps and indicators.

use essaim_model::document;
use essaim_model::schema;
use serde_json::{Map, Value as Json, json};

use crate::record::{create_one, find, leaves_of, refuse_apart, writable};
use crate::transact::{Mutation, Op};
use crate::{OpError, Workspace};

/// What a project takes over from a solution as it stands.
const TAKEN: [&str; 4] = ["programme", "objectives", "target_groups", "partners"];

/// What a step takes over. It keeps its id, so that what changes in the sheet later finds it.
pub(super) const OF_A_STEP: [&str; 4] = ["title", "description", "deliverable", "order"];

impl Workspace {
    /// Starts a project from a solution. Gives its id.
    ///
    /// # Errors
    /// There is no such solution, or the workspace cannot be written.
    pub fn adopt(&self, id: &str) -> Result<Mutation<String>, OpError> {
        self.transact(Op::SolutionAdopted, |session| {
            let source = find(&session.view(), id)?;
            if source.kind != "solution" {
                return Err(OpError::WrongKind {
                    id: id.to_owned(),
                    wanted: "solution",
                });
            }
            refuse_apart(&source, id)?;
            let leaves = leaves_of(&session.view(), &source, session.tx_now())?;
            let sheet = document::write(schema::kind("solution"), &leaves);
            let revision = session
                .view()
                .head_hashes(source.rec)?
                .first()
                .map(ToString::to_string)
                .unwrap_or_default();
            let mut project = project(&sheet);
            project.insert("solution".to_owned(), id.into());
            let origin =
                json!({"record": id, "owner": source.key.owner.to_string(), "revision": revision});
            project.insert("adapted_from".to_owned(), origin);
            let (new, title) = create_one(session, writable("project")?, project, None)?;
            Ok((new, title))
        })
    }
}

fn project(sheet: &Map<String, Json>) -> Map<String, Json> {
    let mut project: Map<String, Json> = TAKEN
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), sheet.get(*name)?.clone())))
        .collect();
    project.insert(
        "title".to_owned(),
        sheet.get("title").cloned().unwrap_or_default(),
    );
    project.insert("status".to_owned(), "planned".into());
    let description = sheet
        .get("description")
        .or_else(|| sheet.get("summary"))
        .cloned()
        .unwrap_or_default();
    project.insert("description".to_owned(), description);
    let theme = sheet
        .get("themes")
        .and_then(|themes| themes.get(0))
        .cloned();
    project.extend(theme.map(|theme| ("theme".to_owned(), theme)));
    project.insert(
        "steps".to_owned(),
        items(
            sheet,
            "steps",
            &["id", OF_A_STEP[0], OF_A_STEP[1], OF_A_STEP[2], OF_A_STEP[3]],
        ),
    );
    let indicators = items(
        sheet,
        "indicators",
        &["name", "definition", "unit", "direction", "order"],
    );
    project.insert("indicators".to_owned(), indicators);
    project
}

/// The items of a list with only these of their members.
fn items(sheet: &Map<String, Json>, list: &str, fields: &[&str]) -> Json {
    let items = sheet
        .get(list)
        .and_then(Json::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    items
        .iter()
        .map(|item| {
            let kept = fields
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), item.get(*name)?.clone())));
            Json::Object(kept.collect())
        })
        .collect()
}
