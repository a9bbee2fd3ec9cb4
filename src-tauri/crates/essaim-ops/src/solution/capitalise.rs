//! « Transformer en fiche solution »: a project becomes a sheet, pre-filled from what it already tells.

use essaim_store::{RecordKey, View};
use serde_json::{Map, Value as Json};

use crate::record::{create_one, find, leaves_of, writable};
use crate::transact::{Mutation, Op};
use crate::{OpError, Workspace};
use essaim_model::document;
use essaim_model::schema;

/// What a sheet takes over from a project as it stands.
const TAKEN: [&str; 5] = [
    "title",
    "programme",
    "objectives",
    "description",
    "target_groups",
];

impl Workspace {
    /// Writes a sheet from a project. Gives its id; it is a draft until someone publishes it.
    ///
    /// # Errors
    /// There is no such project, or the workspace cannot be written.
    pub fn capitalise(&self, id: &str) -> Result<Mutation<String>, OpError> {
        self.transact(Op::ProjectCapitalised, |session| {
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
            let mut sheet = sheet(&project);
            sheet.insert("project".to_owned(), id.into());
            sheet.insert(
                "indicators".to_owned(),
                indicators(&view, &source.key, now_ms)?,
            );
            sheet.extend(origin(&view, self.organisation()?, now_ms)?);
            let (new, title) = create_one(session, writable("solution")?, sheet, None)?;
            Ok((new, title))
        })
    }
}

fn sheet(project: &Map<String, Json>) -> Map<String, Json> {
    let mut sheet: Map<String, Json> = TAKEN
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), project.get(*name)?.clone())))
        .collect();
    let shorten = |text: &str| text.chars().take(120).collect::<String>();
    sheet.insert(
        "title".to_owned(),
        project
            .get("title")
            .and_then(Json::as_str)
            .map_or("".into(), shorten)
            .into(),
    );
    if let Some(theme) = project.get("theme").and_then(Json::as_str) {
        sheet.insert("themes".to_owned(), Json::Array(vec![theme.into()]));
    }
    sheet.extend(
        project
            .get("tags")
            .map(|tags| ("keywords".to_owned(), tags.clone())),
    );
    sheet.extend(
        project
            .get("lessons")
            .map(|lessons| ("keys_to_success".to_owned(), lessons.clone())),
    );
    sheet.extend(
        project
            .get("partners")
            .map(|partners| ("partners".to_owned(), partners.clone())),
    );
    let steps = project
        .get("steps")
        .and_then(Json::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let kept = steps.iter().map(|step| {
        let fields = ["title", "description", "deliverable", "order"];
        Json::Object(
            fields
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), step.get(*name)?.clone())))
                .collect(),
        )
    });
    sheet.insert("steps".to_owned(), kept.collect());
    sheet.insert("licence".to_owned(), "LO-2.0".into());
    sheet.insert("language".to_owned(), "fr".into());
    sheet
}

fn indicators(view: &View<'_>, project: &RecordKey, now_ms: u64) -> Result<Json, OpError> {
    let mut list = Vec::new();
    for entry in view
        .children(project, "indicator")?
        .into_iter()
        .filter(|entry| !entry.trashed)
    {
        let leaves = view.state(entry.rec)?.unwrap_or_default().displayed(now_ms);
        let mut item = document::write(schema::kind("indicator"), &leaves);
        item.retain(|name, _| {
            ![
                "project",
                "frequency",
                "attachments",
                "sample",
                "trashed",
                "adapted_from",
            ]
            .contains(&name.as_str())
        });
        list.push(Json::Object(item));
    }
    Ok(Json::Array(list))
}

/// Where the sheet comes from: our card.
fn origin(
    view: &View<'_>,
    owner: essaim_model::OrganisationId,
    now_ms: u64,
) -> Result<Map<String, Json>, OpError> {
    let card = find(view, &owner.to_string())?;
    let leaves = leaves_of(view, &card, now_ms)?;
    let pairs = [
        ("title", "origin_name"),
        ("insee", "origin_insee"),
        ("population", "population"),
        ("mailbox", "contact"),
    ];
    Ok(pairs
        .iter()
        .filter_map(|(from, to)| {
            Some(((*to).to_owned(), crate::record::text(&leaves, from)?.into()))
        })
        .collect())
}
