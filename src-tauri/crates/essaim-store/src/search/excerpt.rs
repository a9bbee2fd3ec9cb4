//! The passage of a text that is shown where something was found in it.

use essaim_model::fold::{self, Query};

/// How many characters of a passage are shown.
const SNIPPET: usize = 160;

/// The passage around what was found at that byte, cut into pieces; `true` marks what was asked for.
pub(super) fn around(text: &str, at: usize, query: &Query) -> Vec<(String, bool)> {
    mark(&without_signs(passage(text, at)), query)
}

/// The passage with which a text begins.
pub(super) fn beginning(text: &str) -> String {
    without_signs(passage(text, 0))
}

/// The byte ranges of a text's words.
fn word_ranges(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut ends = text
        .char_indices()
        .map(|(i, c)| (i, c.is_alphanumeric()))
        .chain([(text.len(), false)]);
    let mut start = None;
    std::iter::from_fn(move || {
        for (i, inside) in ends.by_ref() {
            match (start, inside) {
                (None, true) => start = Some(i),
                (Some(from), false) => {
                    start = None;
                    return Some((from, i));
                }
                _ => {}
            }
        }
        None
    })
}

fn answers(word: &str, query: &Query) -> bool {
    let folded = fold::fold(word);
    query.groups.iter().any(|group| group.answers(&folded))
}

/// Where the first word lies that answers the query.
pub(super) fn first_hit(text: &str, query: &Query) -> Option<usize> {
    word_ranges(text)
        .find(|(from, to)| answers(&text[*from..*to], query))
        .map(|(from, _)| from)
}

/// The part of a text that begins a little before `at`, cut at words.
fn passage(text: &str, at: usize) -> &str {
    let before = text[..at]
        .char_indices()
        .rev()
        .take(SNIPPET / 3)
        .last()
        .map_or(at, |(i, _)| i);
    let from = if before == 0 {
        0
    } else {
        text[before..at]
            .find(' ')
            .map_or(before, |i| before + i + 1)
    };
    let to = text[from..]
        .char_indices()
        .nth(SNIPPET)
        .map_or(text.len(), |(i, _)| from + i);
    text[from..to].trim()
}

/// Cuts a text into pieces; `true` marks what was asked for.
fn mark(text: &str, query: &Query) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut shown = 0;
    for (from, to) in word_ranges(text).filter(|(from, to)| answers(&text[*from..*to], query)) {
        pieces.push((text[shown..from].to_owned(), false));
        pieces.push((text[from..to].to_owned(), true));
        shown = to;
    }
    pieces.push((text[shown..].to_owned(), false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// A passage on one line, without the signs of Markdown: words are looked for, not how they are set.
fn without_signs(passage: &str) -> String {
    let lines: Vec<_> = passage.lines().map(without_mark).collect();
    let mut rest = &*lines.join(" ");
    let mut plain = String::with_capacity(rest.len());
    while let Some((before, sign, after)) = next_sign(rest) {
        plain.push_str(before);
        rest = after;
        match sign {
            // The address of a link goes with its signs.
            "](" => rest = after.split_once(')').map_or("", |(_, after)| after),
            "[" if !begins_link(after) => plain.push_str(sign),
            _ => {}
        }
    }
    plain + rest
}

/// Whether what follows a bracket is the text of a link, as far as the passage goes.
fn begins_link(after: &str) -> bool {
    after
        .split_once(']')
        .is_none_or(|(_, address)| address.starts_with('('))
}

/// A line without what makes it a heading, a quotation or an item of a list.
fn without_mark(line: &str) -> &str {
    let line = line.trim();
    let text = line.trim_start_matches(['#', '>', '-', '*', '+']);
    match text.strip_prefix(' ') {
        Some(text) if !text.is_empty() => text.trim_start(),
        _ => line,
    }
}

/// What stands before the first sign, the sign, and what stands after it.
fn next_sign(text: &str) -> Option<(&str, &'static str, &str)> {
    const SIGNS: [&str; 4] = ["**", "`", "](", "["];
    let (at, sign) = SIGNS
        .into_iter()
        .filter_map(|sign| Some((text.find(sign)?, sign)))
        .min_by_key(|(at, _)| *at)?;
    Some((&text[..at], sign, &text[at + sign.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_marks_what_was_asked_for() {
        let text = "Le quartier compte trois écoles et deux crèches.";
        let query = fold::query("ecole ");
        let at = first_hit(text, &query).unwrap();
        let marked: Vec<_> = mark(passage(text, at), &query)
            .into_iter()
            .filter(|(_, hit)| *hit)
            .collect();
        assert_eq!(marked, [("écoles".to_owned(), true)]);
    }

    #[test]
    fn a_passage_shows_words_and_not_how_they_are_set() {
        for (text, plain) in [
            (
                "## Le lieu\n\nUn **verger** ouvert",
                "Le lieu  Un verger ouvert",
            ),
            (
                "- tailler\n- planter 3 - 4 arbres",
                "tailler planter 3 - 4 arbres",
            ),
            (
                "> Voir [le plan](https://ville.fr/plan) joint",
                "Voir le plan joint",
            ),
            ("coût__total `x` : -3 °C", "coût__total x : -3 °C"),
            ("voir [1] et [un lien](https://vil", "voir [1] et un lien"),
            ("[un lien cou", "un lien cou"),
            ("#1 du concours", "#1 du concours"),
        ] {
            assert_eq!(without_signs(text), plain);
        }
    }
}
