//! Finds where a text mentions a person, and what the text says without: whole words in a row, whatever their accents,
//! capitals, hyphens and apostrophes. An address is mentioned like a name.

use std::ops::Range;

use crate::fold::fold;
use crate::value::Value;

/// What stands where somebody was mentioned.
pub const MASK: &str = "[…]";

/// A person's name or address, to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term(Vec<String>);

impl Term {
    /// From what was typed; none when it is too short to mean anybody.
    pub fn new(typed: &str) -> Option<Self> {
        let words: Vec<String> = words(typed).map(|range| fold(&typed[range])).collect();
        (words.iter().map(String::len).sum::<usize>() > 2).then_some(Self(words))
    }

    /// The byte ranges of a text that mention it.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let found: Vec<Range<usize>> = words(text).collect();
        let folded: Vec<String> = found
            .iter()
            .map(|range| fold(&text[range.clone()]))
            .collect();
        let (mut ranges, mut at) = (Vec::new(), 0);
        while at + self.0.len() <= folded.len() {
            if folded[at..at + self.0.len()] == self.0 {
                ranges.push(found[at].start..found[at + self.0.len() - 1].end);
                at += self.0.len();
            } else {
                at += 1;
            }
        }
        ranges
    }

    /// Whether a value mentions it anywhere.
    pub fn is_in(&self, value: &Value) -> bool {
        match value {
            Value::Text(text) => !self.ranges(text).is_empty(),
            Value::List(items) => items.iter().any(|item| self.is_in(item)),
            Value::Map(members) => members.values().any(|member| self.is_in(member)),
            _ => false,
        }
    }

    /// The text with the mask wherever it is mentioned; none where it is not.
    pub fn replaced(&self, text: &str) -> Option<String> {
        let ranges = self.ranges(text);
        let (mut masked, mut at) = (String::with_capacity(text.len()), 0);
        for range in &ranges {
            masked.push_str(&text[at..range.start]);
            masked.push_str(MASK);
            at = range.end;
        }
        masked.push_str(&text[at..]);
        (!ranges.is_empty()).then_some(masked)
    }

    /// The text without; nothing when hardly more than the mask is left.
    pub fn masked(&self, text: &str) -> Option<String> {
        let masked = self.replaced(text)?;
        let rest = masked.replace(MASK, "");
        (rest.chars().filter(|c| c.is_alphanumeric()).count() > 3).then_some(masked)
    }

    /// The text around the first mention, for people: about so many characters on each side.
    pub fn excerpt(&self, text: &str, around: usize) -> Option<String> {
        let range = self.ranges(text).into_iter().next()?;
        let before = text[..range.start].char_indices().rev().take(around).last();
        let after = text[range.end..].char_indices().nth(around);
        let from = before.map_or(range.start, |(at, _)| at);
        let to = after.map_or(text.len(), |(at, _)| range.end + at);
        let cut = |yes: bool| if yes { "…" } else { "" };
        Some(format!(
            "{}{}{}",
            cut(from > 0),
            text[from..to].trim(),
            cut(to < text.len())
        ))
    }
}

/// The byte ranges of a text's words; a combining accent belongs to its letter.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let inside = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|(_, c)| inside(*c))?;
        let mut end = text.len();
        while let Some((at, c)) = rest.peek() {
            if !inside(*c) {
                end = *at;
                break;
            }
            rest.next();
        }
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(typed: &str) -> Term {
        Term::new(typed).unwrap()
    }

    #[test]
    fn a_person_is_found_however_the_name_is_written() {
        let jean = term("Jean-Pierre Léger");
        for text in [
            "Vu avec Jean Pierre LEGER hier",
            "jean-pierre le\u{301}ger",
            "(d'après Jean‑Pierre Léger)",
        ] {
            assert_eq!(jean.ranges(text).len(), 1, "{text}");
        }
        for text in ["Jean Pierre", "Pierre Léger", "Jean-Pierre Légère", ""] {
            assert!(jean.ranges(text).is_empty(), "{text}");
        }
        assert!(term("m.leger@ville.fr").is_in(&"Écrire à M.Leger@ville.fr.".into()));
        assert!(Term::new("a").is_none() && Term::new(" - ").is_none());
    }

    #[test]
    fn the_rest_of_a_text_stays_and_a_mere_name_leaves_nothing() {
        let marie = term("Marie Martin");
        assert_eq!(
            marie
                .masked("Réunion avec Marie Martin (DGS), puis marie martin seule.")
                .as_deref(),
            Some("Réunion avec […] (DGS), puis […] seule.")
        );
        assert_eq!(marie.masked("Mme Marie MARTIN"), None);
        assert_eq!(
            marie
                .excerpt("Une réunion avec Marie Martin demain matin", 8)
                .as_deref(),
            Some("…on avec Marie Martin demain…")
        );
    }
}
