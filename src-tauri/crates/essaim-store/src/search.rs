//! Search over everything that is open: words folded and stemmed, the last one still being typed, titles first.

mod excerpt;

use essaim_model::fold::{self, Query};
use rusqlite::params;

use crate::entries::Entry;
use crate::error::StoreError;
use crate::store::View;

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The record.
    pub entry: Entry,
    /// A passage around the first word found, cut into pieces; `true` marks what was asked for.
    pub snippet: Vec<(String, bool)>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// The first ones: those that have the words in their title, then the newest.
    pub hits: Vec<SearchHit>,
    /// How many there are in all.
    pub total: u32,
}

/// A prefix this short is looked up in titles only: it would match half of all words.
const SHORT_PREFIX: usize = 2;

/// The expression for the index, or `None` when nothing telling is asked.
pub(crate) fn expression(text: &str) -> Option<String> {
    let groups: Vec<String> = fold::query(text)
        .groups
        .iter()
        .map(|group| {
            let mut terms: Vec<String> = group
                .stems
                .iter()
                .map(|stem| format!("\"{stem}\""))
                .collect();
            if group.prefix {
                terms.push(format!("\"{}\"*", group.word));
            }
            format!("({})", terms.join(" OR "))
        })
        .collect();
    (!groups.is_empty()).then(|| groups.join(" AND "))
}

impl View<'_> {
    /// Searches all kinds, or one.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn search(&self, text: &str, kind: Option<&str>, limit: u32) -> Result<Hits, StoreError> {
        let query = fold::query(text);
        let (recs, total) = match query.groups.as_slice() {
            [] => return Ok(Hits::default()),
            [only] if only.prefix && only.word.chars().count() <= SHORT_PREFIX => {
                self.titles_with(&only.word, kind, limit)?
            }
            _ => self.matches(&expression(text).unwrap_or_default(), kind, limit)?,
        };
        let mut hits = Vec::with_capacity(recs.len());
        for rec in recs {
            if let Some(entry) = self.entry(rec)? {
                let snippet = self.snippet(&entry, &query)?;
                hits.push(SearchHit { entry, snippet });
            }
        }
        Ok(Hits { hits, total })
    }

    fn matches(
        &self,
        asked: &str,
        kind: Option<&str>,
        limit: u32,
    ) -> Result<(Vec<i64>, u32), StoreError> {
        let of_kind = "rowid IN (SELECT rec FROM entries WHERE kind = ?2)";
        let condition = if kind.is_some() {
            format!(" AND {of_kind}")
        } else {
            " AND ?2 IS NULL".to_owned()
        };
        let total = {
            let sql =
                format!("SELECT count(*) FROM search_index WHERE search_index MATCH ?1{condition}");
            self.connection
                .prepare_cached(&sql)?
                .query_row(params![asked, kind], |row| row.get(0))?
        };
        let sql = format!(
            "SELECT rowid FROM search_index WHERE search_index MATCH ?1{condition} ORDER BY rowid DESC LIMIT {limit}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let titled = format!("title : ({asked})");
        let mut recs: Vec<i64> = statement
            .query_map(params![titled, kind], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        if recs.len() < limit as usize {
            for rec in statement.query_map(params![asked, kind], |row| row.get(0))? {
                let rec = rec?;
                if !recs.contains(&rec) && recs.len() < limit as usize {
                    recs.push(rec);
                }
            }
        }
        Ok((recs, total))
    }

    fn titles_with(
        &self,
        prefix: &str,
        kind: Option<&str>,
        limit: u32,
    ) -> Result<(Vec<i64>, u32), StoreError> {
        let sql = "SELECT rec FROM entries WHERE shelf <> 2 AND trashed = 0 AND (?2 IS NULL OR kind = ?2)
              AND kind NOT IN ('publication', 'agent', 'organisation', 'sender_decision', 'import_decision')
              AND (title_key >= ?1 AND title_key < ?1 || char(1114111) OR instr(title_key, ' ' || ?1) > 0)
            ORDER BY title_key, rec";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params![prefix, kind], |row| row.get(0))?;
        let mut recs = rows.collect::<Result<Vec<i64>, _>>()?;
        let total = recs.len() as u32;
        recs.truncate(limit as usize);
        Ok((recs, total))
    }

    /// A passage of the record around the first word that was asked for, its own text where there is none.
    fn snippet(&self, entry: &Entry, query: &Query) -> Result<Vec<(String, bool)>, StoreError> {
        let Some(state) = self.state(entry.rec)? else {
            return Ok(Vec::new());
        };
        let leaves = state.displayed(u64::MAX);
        let mut first = None;
        for text in essaim_model::projection::texts(&entry.kind, &leaves) {
            first.get_or_insert(text);
            if let Some(at) = excerpt::first_hit(text, query) {
                return Ok(excerpt::around(text, at, query));
            }
        }
        Ok(first.map_or_else(Vec::new, |text| vec![(excerpt::beginning(text), false)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_typed_can_break_the_expression() {
        for text in [
            "\"", "a OR b", "NEAR(", "title:x", "*", "' -- ", "(", "AND", "^x", "é\"\"é",
        ] {
            let expression = expression(text).unwrap_or_default();
            assert!(
                expression.matches('"').count().is_multiple_of(2),
                "{text} became {expression}"
            );
        }
    }
}
