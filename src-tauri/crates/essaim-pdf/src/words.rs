//! The words of a book as they are set: spaces as French typography wants them, and no character that no font has.

use serde_json::Value as Json;

use crate::Book;
use crate::fonts::FONTS;

/// The narrow space that no line breaks at.
const NARROW: char = '\u{202f}';
/// The space that no line breaks at.
const HARD: char = '\u{a0}';
/// What stands for a character that no font has.
const ABSENT: char = '\u{fffd}';

/// The data of the template.
pub(crate) fn as_set(book: &Book) -> serde_json::Result<Vec<u8>> {
    let mut json = serde_json::to_value(book)?;
    each_text(&mut json);
    serde_json::to_vec(&json)
}

fn each_text(json: &mut Json) {
    match json {
        Json::String(text) => *text = printable(&french(text)),
        Json::Array(items) => items.iter_mut().for_each(each_text),
        Json::Object(members) => members.values_mut().for_each(each_text),
        _ => {}
    }
}

/// Spaces before `; ! ? »` and after `«` narrow, before `:` wide, and none of them where a line could break; the apostrophe
/// of print.
pub(crate) fn french(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 16);
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied();
        out.push(match (letter, before, after) {
            (' ', _, Some(';' | '!' | '?' | '»')) | (' ', Some('«'), _) => NARROW,
            (' ', _, Some(':')) => HARD,
            (' ', Some(digit), Some('%' | '€')) if digit.is_ascii_digit() => NARROW,
            ('\'', Some(one), Some(other)) if one.is_alphabetic() && other.is_alphanumeric() => '’',
            _ => *letter,
        });
    }
    out
}

/// The text with a sign in the place of what no font has. What only joins or selects letters is left out.
pub(crate) fn printable(text: &str) -> String {
    let silent = |c: char| matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}');
    text.chars()
        .filter(|c| !silent(*c) && (*c == '\n' || !c.is_control()))
        .map(|c| {
            if c == '\n' || FONTS.have(c) {
                c
            } else {
                ABSENT
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_those_of_french_typography() {
        assert_eq!(
            french("L'aide : 45 % « ou plus » ; vrai ? Oui !"),
            "L’aide\u{a0}: 45\u{202f}% «\u{202f}ou plus\u{202f}»\u{202f}; vrai\u{202f}? Oui\u{202f}!"
        );
        assert_eq!(french("12:30, https://a.fr"), "12:30, https://a.fr");
    }

    #[test]
    fn what_no_font_has_is_shown_as_absent() {
        assert_eq!(printable("œuvre → 1\u{202f}€ ✓"), "œuvre → 1\u{202f}€ ✓");
        assert_eq!(
            printable("漢字 ا\u{200d}\u{7}"),
            "\u{fffd}\u{fffd} \u{fffd}"
        );
    }
}
