//! The full-text index: which terms stand in it for a record. Only what differs from before is written.

use std::collections::HashMap;

use essaim_model::projection;
use rusqlite::params;

use crate::derive::is_searchable;
use crate::error::StoreError;
use crate::store::{Tx, View};

/// The terms of a title and those of all other text, as the index holds them.
pub(crate) type Terms = (String, String);

const TITLE: u8 = 1;
const BODY: u8 = 2;

impl Tx<'_> {
    /// Puts a record's terms into the index, in place of those that stand there. Taking a term out means writing its
    /// neighbours again, so those that stay are left alone.
    pub(crate) fn index(
        &self,
        rec: i64,
        before: Option<Terms>,
        after: Option<(&str, &str)>,
    ) -> Result<(), StoreError> {
        match (before, after) {
            (None, None) => Ok(()),
            (None, Some(terms)) => self.put_terms(rec, terms),
            (Some((title, body)), None) => self.take_terms(rec, (&title, &body)),
            (Some((title, body)), Some(after)) => {
                let (before, after) = (columns((&title, &body)), columns(after));
                let (gone, new) = (missing(&before, &after), missing(&after, &before));
                if gone == new {
                    return Ok(()); // both are empty: a term cannot differ from itself
                }
                // Always both, so that the index counts its rows right.
                self.take_terms(rec, (&gone.0, &gone.1))?;
                self.put_terms(rec, (&new.0, &new.1))
            }
        }
    }

    fn put_terms(&self, rec: i64, (title, body): (&str, &str)) -> Result<(), StoreError> {
        let sql = "INSERT INTO search_index (rowid, title, body) VALUES (?1, ?2, ?3)";
        let mut statement = self.transaction.prepare_cached(sql)?;
        statement.execute(params![rec, title, body])?;
        Ok(())
    }

    fn take_terms(&self, rec: i64, (title, body): (&str, &str)) -> Result<(), StoreError> {
        let sql = "INSERT INTO search_index (search_index, rowid, title, body) VALUES ('delete', ?1, ?2, ?3)";
        let mut statement = self.transaction.prepare_cached(sql)?;
        statement.execute(params![rec, title, body])?;
        Ok(())
    }

    /// Puts the terms of records whose rows stay into an index that was emptied.
    pub(crate) fn index_again(&self, recs: &[i64]) -> Result<(), StoreError> {
        for rec in recs {
            let Some((kind, shelf, trashed)) = self.view().entry_place(*rec)? else {
                continue;
            };
            if is_searchable(&kind, shelf, trashed) {
                let (title, body) = self.view().indexed_terms(*rec, &kind)?;
                self.put_terms(*rec, (&title, &body))?;
            }
        }
        Ok(())
    }
}

impl View<'_> {
    /// The terms under which a record stands in the index.
    pub(crate) fn indexed_terms(&self, rec: i64, kind: &str) -> Result<Terms, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT terms FROM entries WHERE rec = ?1")?;
        let kept: Option<String> = statement.query_row([rec], |row| row.get(0))?;
        if let Some(terms) = kept {
            let (title, body) = terms.split_once('\n').unwrap_or((&terms, ""));
            return Ok((title.to_owned(), body.to_owned()));
        }
        let state = self.state(rec)?.unwrap_or_default();
        let projection = projection::project(kind, &state.displayed(u64::MAX));
        Ok((projection.title_terms, projection.body_terms))
    }
}

/// Each term with the columns it is in. It stands once in the index for a record: where its columns change, it goes from
/// all of them and comes to all of them.
fn columns<'t>((title, body): (&'t str, &'t str)) -> HashMap<&'t str, u8> {
    let mut columns = HashMap::new();
    for (text, column) in [(title, TITLE), (body, BODY)] {
        for term in text.split(' ').filter(|term| !term.is_empty()) {
            *columns.entry(term).or_default() |= column;
        }
    }
    columns
}

/// The terms that are not, or not in the same columns, in `other`.
fn missing(one: &HashMap<&str, u8>, other: &HashMap<&str, u8>) -> Terms {
    let mut terms = Terms::default();
    for (term, columns) in one.iter().filter(|(term, of)| other.get(*term) != Some(of)) {
        for (text, column) in [(&mut terms.0, TITLE), (&mut terms.1, BODY)] {
            if columns & column != 0 {
                text.push_str(term);
                text.push(' ');
            }
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_that_changes_its_columns_goes_and_comes_whole() {
        let before = columns(("ecol rur", "ecol maison"));
        let after = columns(("rur", "ecol maison jardin"));
        assert_eq!(missing(&before, &after), ("ecol ".into(), "ecol ".into()));
        let mut new: Vec<String> = missing(&after, &before)
            .1
            .split(' ')
            .map(str::to_owned)
            .collect();
        new.sort();
        assert_eq!(new, ["", "ecol", "jardin"]);
        assert_eq!(missing(&before, &before), Terms::default());
    }
}
