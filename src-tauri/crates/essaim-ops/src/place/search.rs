//! Finding a place as one types: exact before prefix before words inside, then the most inhabited first.
//!
//! Owns the matching and the ranking. Words are compared folded; a word that begins with a digit is a postcode, an
//! Insee code, a SIREN or a département, so « saint denis 93 » tells namesakes apart.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::fold::{fold, plain};
use super::table::{Entry, Name, Table, shipped};
use super::{Place, PlaceKind};

/// How well a place answers; the smaller the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Exact,
    /// Equal but for the spaces between the words.
    ExactJoined,
    Prefix,
    PrefixJoined,
    /// Each word typed begins a word of the name, in that order.
    Words,
}

/// What was typed, folded and sorted into words and codes.
struct Query {
    name: String,
    joined: String,
    words: Vec<String>,
    codes: Vec<String>,
    /// The last word as typed, where it may be an abbreviation or the beginning of a longer word (« st »).
    unfinished: Option<String>,
}

/// The places that answer what was typed so far, best first, at most `limit`.
///
/// Accents, case, hyphens and apostrophes do not count, « st » means « saint » too, and spaces may be left out.
/// Numbers are read as the beginning of a postcode, of an Insee code or of a SIREN. Nothing typed finds nothing.
#[must_use]
pub fn search(text: &str, limit: usize) -> Vec<Place> {
    best(shipped(), &Query::read(text), limit, |_| true)
}

/// The same search among the places of one kind only.
#[must_use]
pub fn search_kind(kind: PlaceKind, text: &str, limit: usize) -> Vec<Place> {
    let table = shipped();
    best(table, &Query::read(text), limit, |position| {
        table.kind(position) == kind
    })
}

fn best(table: &Table, query: &Query, limit: usize, wanted: impl Fn(usize) -> bool) -> Vec<Place> {
    let mut found = if query.words.is_empty() {
        by_code(table, query)
    } else {
        by_name(table, query)
    };
    found.retain(|(_, _, position)| wanted(*position));
    found.sort_unstable();
    let mut taken = Vec::new();
    let mut seen = HashSet::new();
    for (_, _, position) in found {
        if taken.len() == limit {
            break;
        }
        if seen.insert(position) {
            taken.extend(table.place(position));
        }
    }
    taken
}

type Found = (Match, Reverse<u32>, usize);

impl Query {
    fn read(text: &str) -> Self {
        let folded = fold(text);
        let (mut words, mut codes) = (Vec::new(), Vec::new());
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            let is_code = word.starts_with(|first: char| first.is_ascii_digit());
            if is_code { &mut codes } else { &mut words }.push(word.to_owned());
        }
        // « 200 093 201 » and « 59 100 » are one number written with spaces.
        if words.is_empty() && codes.len() > 1 {
            codes = vec![codes.concat()];
        }
        let (name, joined) = (words.join(" "), words.concat());
        let typed = plain(text);
        let last = typed
            .split(' ')
            .rfind(|word| word.starts_with(char::is_alphabetic));
        let unfinished = last
            .filter(|typed| words.last().is_some_and(|word| word != typed))
            .map(str::to_owned);
        Self {
            name,
            joined,
            words,
            codes,
            unfinished,
        }
    }
}

fn by_code(table: &Table, query: &Query) -> Vec<Found> {
    let Some(code) = query.codes.first() else {
        return Vec::new();
    };
    let numbered = table.entries.iter().enumerate();
    let mut found: Vec<Found> = numbered
        .filter_map(|(position, entry)| Some((entry.answers(code)?, people(entry), position)))
        .collect();
    // A few intercommunalities have a figure in their name.
    if code.len() <= 2 {
        let figures = table
            .names
            .iter()
            .filter(|name| begins_a_word(&name.folded, code));
        found.extend(figures.filter_map(|name| {
            table
                .entries
                .get(name.entry)
                .map(|entry| (Match::Words, people(entry), name.entry))
        }));
    }
    found
}

fn by_name(table: &Table, query: &Query) -> Vec<Found> {
    let mut found = Vec::new();
    for name in &table.names {
        let quality = compare(name, query).or_else(|| still_typing(name, query));
        let Some(quality) = quality else { continue };
        let Some(entry) = table.entries.get(name.entry) else {
            continue;
        };
        let located = |code: &String| {
            entry.answers(code).is_some()
                || table.department(entry).eq_ignore_ascii_case(code)
                || begins_a_word(&name.folded, code)
        };
        if query.codes.iter().all(located) {
            found.push((quality, people(entry), name.entry));
        }
    }
    found
}

fn people(entry: &Entry) -> Reverse<u32> {
    Reverse(entry.population.unwrap_or_default())
}

impl Entry {
    /// How well a number answers: a whole code before the beginning of one.
    fn answers(&self, code: &str) -> Option<Match> {
        if self.code.eq_ignore_ascii_case(code) {
            return Some(Match::Exact);
        }
        let first = self.first_postcode();
        if first == code
            || (self.has_several_postcodes() && self.postcodes().any(|postcode| postcode == code))
        {
            return Some(Match::ExactJoined);
        }
        let begun = first.starts_with(code)
            || (self.has_several_postcodes()
                && self.postcodes().any(|postcode| postcode.starts_with(code)));
        if begun {
            return Some(Match::Prefix);
        }
        let start = self.code.get(..code.len())?;
        start
            .eq_ignore_ascii_case(code)
            .then_some(Match::PrefixJoined)
    }
}

fn compare(name: &Name, query: &Query) -> Option<Match> {
    let folded = name.folded.as_str();
    if let Some(rest) = folded.strip_prefix(query.name.as_str()) {
        let whole = rest.is_empty() && !name.without_kind;
        return Some(if whole { Match::Exact } else { Match::Prefix });
    }
    if let Some(rest) = strip_joined(folded, &query.joined) {
        let whole = rest.is_empty() && !name.without_kind;
        return Some(if whole {
            Match::ExactJoined
        } else {
            Match::PrefixJoined
        });
    }
    has_words(folded, query.words.iter().map(String::as_str)).then_some(Match::Words)
}

/// The same comparison with the last word as typed: « st » may become « strasbourg ».
fn still_typing(name: &Name, query: &Query) -> Option<Match> {
    let unfinished = query.unfinished.as_deref()?;
    let before = query.words.len().saturating_sub(1);
    if before == 0 && name.folded.starts_with(unfinished) {
        return Some(Match::Prefix);
    }
    let words = query
        .words
        .iter()
        .take(before)
        .map(String::as_str)
        .chain(std::iter::once(unfinished));
    has_words(&name.folded, words).then_some(Match::Words)
}

/// What follows the letters of `joined` in `folded`, spaces left out of account.
fn strip_joined<'name>(folded: &'name str, joined: &str) -> Option<&'name str> {
    let mut letters = folded.char_indices().filter(|(_, letter)| *letter != ' ');
    let mut end = 0;
    for wanted in joined.chars() {
        let (position, letter) = letters.next()?;
        if letter != wanted {
            return None;
        }
        end = position + letter.len_utf8();
    }
    folded.get(end..)
}

/// Whether each word typed begins a word of the name, in the same order, others between them allowed.
fn has_words<'query>(folded: &str, typed: impl Iterator<Item = &'query str>) -> bool {
    let mut words = folded.split(' ');
    let mut typed = typed;
    typed.all(|wanted| words.any(|word| word.starts_with(wanted)))
}

fn begins_a_word(folded: &str, wanted: &str) -> bool {
    folded.split(' ').any(|word| word.starts_with(wanted))
}
