//! The starter content: sheets and projects written from public sources, marked as samples; they never leave.

use serde_json::{Map, Value as Json};

use crate::record::create_one;
use crate::transact::{Mutation, Op};
use crate::{OpError, Workspace, record};

const STARTER: &str = include_str!("../data/starter.json");

impl Workspace {
    /// Loads the starter content, all of it or the part on one programme, as one operation. What is there is left alone.
    /// Gives the ids of what was added.
    ///
    /// # Errors
    /// There is none on that programme, or the workspace cannot be written.
    pub fn load_starter(&self, programme: Option<&str>) -> Result<Mutation<Vec<String>>, OpError> {
        let content: Json = serde_json::from_str(STARTER).map_err(|error| OpError::NotJson {
            line: error.line(),
            reason: error.to_string(),
        })?;
        let of = |document: &Map<String, Json>| {
            programme.is_none() || document.get("programme").and_then(Json::as_str) == programme
        };
        let lists = content.as_object().into_iter().flat_map(Map::values);
        let mut all = lists.filter_map(Json::as_array).flatten();
        if let Some(programme) = programme
            && !all.any(|one| one.as_object().is_some_and(of))
        {
            return Err(OpError::NotFound(programme.to_owned()));
        }
        self.transact(Op::StarterLoaded, |session| {
            let mut added = Vec::new();
            for (list, kind) in [("solutions", "solution"), ("projects", "project")] {
                let documents = content
                    .get(list)
                    .and_then(Json::as_array)
                    .into_iter()
                    .flatten();
                let documents = documents.filter_map(Json::as_object);
                for document in documents.filter(|document| of(document)) {
                    added.extend(load(session, kind, document)?);
                }
            }
            Ok((added, String::new()))
        })
    }

    /// Whether some of the starter content is there.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn has_samples(&self) -> Result<bool, OpError> {
        let filter = essaim_store::Filter {
            kind: "solution".to_owned(),
            ..Default::default()
        };
        let page = self.list(&filter, essaim_store::Column::Title, false, 0, 200)?;
        Ok(page.items.iter().any(|entry| entry.sample))
    }
}

fn load(
    session: &mut crate::transact::Session<'_>,
    kind: &str,
    document: &Map<String, Json>,
) -> Result<Option<String>, OpError> {
    let mut document = document.clone();
    document.insert("sample".to_owned(), Json::Bool(true));
    match create_one(session, record::writable(kind)?, document, None) {
        Ok((id, _)) => Ok(Some(id)),
        Err(OpError::AlreadyThere(_)) => Ok(None),
        Err(other) => Err(other),
    }
}
