//! Two texts side by side: which words of each the other one has not.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

/// However long the texts, the comparison is given no longer than this; what it then did not find counts as different.
const PATIENCE: Duration = Duration::from_millis(200);

/// Words in a row of which all, or none, are in the other text too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words, with the spaces between them.
    pub text: String,
    /// Whether the other text has not got them.
    pub differ: bool,
}

/// Each of two texts, cut where it begins or ends to differ from the other.
pub fn compared(one: &str, other: &str) -> (Vec<Words>, Vec<Words>) {
    let diff = TextDiff::configure()
        .timeout(PATIENCE)
        .diff_words(one, other);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        let text = change.value();
        match change.tag() {
            ChangeTag::Equal => {
                put(&mut left, text, false);
                put(&mut right, text, false);
            }
            ChangeTag::Delete => put(&mut left, text, true),
            ChangeTag::Insert => put(&mut right, text, true),
        }
    }
    (bridged(left), bridged(right))
}

fn put(words: &mut Vec<Words>, text: &str, differ: bool) {
    match words.last_mut().filter(|last| last.differ == differ) {
        Some(last) => last.text.push_str(text),
        None => words.push(Words {
            text: text.to_owned(),
            differ,
        }),
    }
}

/// A space alone between two differences is part of them: two marked words read as one passage.
fn bridged(words: Vec<Words>) -> Vec<Words> {
    let mut joined: Vec<Words> = Vec::with_capacity(words.len());
    let mut rest = words.into_iter().peekable();
    while let Some(next) = rest.next() {
        let between = joined.last().is_some_and(|last| last.differ) && rest.peek().is_some();
        let only_space = next.text.trim().is_empty() && !next.text.contains('\n');
        put(
            &mut joined,
            &next.text,
            next.differ || (between && only_space),
        );
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(words: &[Words]) -> String {
        let shown = |one: &Words| match one.differ {
            true => format!("[{}]", one.text),
            false => one.text.clone(),
        };
        words.iter().map(shown).collect()
    }

    #[test]
    fn only_the_words_that_differ_are_marked_and_nothing_is_lost() {
        let (one, other) = (
            "La commune vend des maisons à 1 €.",
            "La ville vend deux maisons à 1 €.",
        );
        let (left, right) = compared(one, other);
        assert_eq!(marked(&left), "La [commune] vend [des] maisons à 1 €.");
        assert_eq!(marked(&right), "La [ville] vend [deux] maisons à 1 €.");
        let whole = |words: &[Words]| {
            words
                .iter()
                .map(|one| one.text.as_str())
                .collect::<String>()
        };
        assert_eq!(
            (whole(&left).as_str(), whole(&right).as_str()),
            (one, other)
        );
    }

    #[test]
    fn words_that_differ_one_after_the_other_are_one_passage() {
        let (left, right) = compared("un deux trois quatre", "un zwei drei quatre");
        assert_eq!(
            (marked(&left), marked(&right)),
            (
                "un [deux trois] quatre".to_owned(),
                "un [zwei drei] quatre".to_owned()
            )
        );
        assert_eq!(
            compared("", "neuf").1,
            [Words {
                text: "neuf".to_owned(),
                differ: true
            }]
        );
    }

    #[test]
    fn texts_as_long_as_a_leaf_may_be_are_compared_without_keeping_anyone_waiting() {
        let one = "a b c d ".repeat(30_000);
        let other = "d c b a ".repeat(30_000);
        let (left, right) = compared(&one, &other);
        assert_eq!(
            left.iter().map(|words| words.text.len()).sum::<usize>(),
            one.len()
        );
        assert_eq!(
            right.iter().map(|words| words.text.len()).sum::<usize>(),
            other.len()
        );
    }
}
