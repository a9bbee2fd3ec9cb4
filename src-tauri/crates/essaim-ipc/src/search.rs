//! Search over everything that is open.

use essaim_ops::Workspace;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Answer;
use crate::list::{Shelf, Trust};
use crate::rows::Rows;

/// The greatest answer, in hits.
const MOST_HITS: u32 = 200;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct SearchQuery {
    /// The words; the last may be unfinished.
    pub text: String,
    /// How many hits at most.
    pub limit: u32,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SearchAnswer {
    /// The first ones.
    pub hits: Vec<SearchHit>,
    /// How many there are in all.
    pub total: u32,
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SearchHit {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// A passage around the first word found.
    pub snippet: Vec<SnippetPart>,
    /// Where it stands.
    pub shelf: Shelf,
    /// What we think of its owner.
    pub trust: Trust,
    /// Whether something speaks against its owner, whatever we decided.
    pub doubtful: bool,
}

/// A part of a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SnippetPart {
    /// Its text.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// Searches everything that is open.
///
/// # Errors
/// The workspace cannot be read.
pub fn search(workspace: &Workspace, query: &SearchQuery) -> Answer<SearchAnswer> {
    let found = workspace.search(&query.text, None, query.limit.min(MOST_HITS))?;
    let mut rows = Rows::of(workspace);
    let hits = found.hits.into_iter().map(|hit| {
        Ok(SearchHit {
            doubtful: rows.is_doubtful(&hit.entry)?,
            trust: hit.entry.trust.into(),
            id: hit.entry.key.id.to_string(),
            kind: hit.entry.kind,
            title: hit.entry.title,
            snippet: hit
                .snippet
                .into_iter()
                .map(|(text, hit)| SnippetPart { text, hit })
                .collect(),
            shelf: hit.entry.shelf.into(),
        })
    });
    Ok(SearchAnswer {
        hits: hits.collect::<Answer<_>>()?,
        total: found.total,
    })
}
