//! The 2 048 French words of BIP 39: whoever copies them need not care for accents or capitals, and four letters are enough.

use std::sync::OnceLock;

use bip39::Language;
use essaim_model::fold;
use unicode_normalization::UnicodeNormalization;

/// The fewest letters that tell a word from all others.
const TELLING: usize = 4;

/// A word of the list.
#[derive(Debug)]
struct Word {
    folded: String,
    shown: String,
}

fn list() -> &'static [Word] {
    static LIST: OnceLock<Vec<Word>> = OnceLock::new();
    LIST.get_or_init(|| {
        let words = Language::French.word_list().iter();
        words
            .map(|word| Word {
                folded: fold::fold(word),
                shown: word.nfc().collect(),
            })
            .collect()
    })
}

/// The word of that number, as it is shown.
pub(super) fn shown(number: usize) -> &'static str {
    list().get(number).map_or("", |word| &word.shown)
}

/// The number of a word: whole, or its first letters where no other begins with them.
pub fn number(typed: &str) -> Option<usize> {
    let folded = fold::fold(typed.trim());
    if let Some(found) = list().iter().position(|word| word.folded == folded) {
        return Some(found);
    }
    let mut found = beginning(&folded);
    match (found.next(), found.next()) {
        (Some((number, _)), None) if folded.chars().count() >= TELLING => Some(number),
        _ => None,
    }
}

fn beginning(folded: &str) -> impl Iterator<Item = (usize, &'static Word)> {
    let with = list().iter().enumerate();
    with.filter(move |(_, word)| !folded.is_empty() && word.folded.starts_with(folded))
}

/// All words, as they are shown, in the order of the list.
pub fn all() -> Vec<&'static str> {
    list().iter().map(|word| word.shown.as_str()).collect()
}

/// The words that what was typed may be meant for: those that begin with it, else those that are one letter away.
pub fn near(typed: &str, most: usize) -> Vec<String> {
    let folded = fold::fold(typed.trim());
    let mut found: Vec<String> = beginning(&folded)
        .map(|(_, word)| word.shown.clone())
        .collect();
    if found.is_empty() {
        let close = list()
            .iter()
            .filter(|word| distance(&word.folded, &folded) <= 1);
        found = close.map(|word| word.shown.clone()).collect();
    }
    found.truncate(most);
    found
}

/// How many letters have to be put in, taken out or exchanged.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let exchanged = corner + usize::from(a != *b);
            corner = row[j + 1];
            row[j + 1] = exchanged.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_without_its_accents_and_by_four_letters() {
        let number = number("Élégance").or_else(|| number("éléphant"));
        assert!(number.is_some(), "capitals and accents do not matter");
        for word in list() {
            let four: String = word.folded.chars().take(TELLING).collect();
            assert_eq!(
                super::number(&four).map(shown),
                Some(word.shown.as_str()),
                "four letters tell {} from all others",
                word.shown
            );
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_met_with_the_word_that_was_meant() {
        assert_eq!(number("abandom"), None);
        assert!(near("abandom", 3).is_empty() || near("abandom", 3).len() <= 3);
        assert!(near("abolirr", 3).contains(&"abolir".to_owned()));
    }
}
