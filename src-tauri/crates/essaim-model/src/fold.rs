//! French-aware search words: case, accents and ligatures are folded, plurals and endings stemmed, frame words passed over.
//!
//! The same functions prepare what is indexed and what is asked, so that `ecole` finds *École* and `coeur` *cœur*.

use rust_stemmers::Stemmer;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use crate::stems::{index_terms, stem};

/// Words too common to tell anything; they are neither indexed nor asked for (folded form).
const FRAME: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "cet", "cette", "d", "dans", "de", "des", "du", "elle",
    "en", "est", "et", "il", "ils", "l", "la", "le", "les", "leur", "leurs", "mais", "n", "ne",
    "nous", "ou", "par", "pas", "pour", "qu", "que", "qui", "s", "sa", "se", "ses", "son", "sont",
    "sous", "sur", "un", "une", "vous", "y",
];

/// A word longer than this is cut: no one types it, and it would bloat the index.
const LONGEST_WORD: usize = 64;

/// Lower case, without accents, ligatures opened: `Œuvre d'Été` becomes `oeuvre d'ete`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

fn fold_into(text: &str, folded: &mut String) {
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            fold_character(c, folded);
        }
    }
}

/// Folds a character beyond ASCII.
fn fold_character(c: char, folded: &mut String) {
    match c {
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => folded.push('e'),
        'à' | 'â' | 'ä' | 'À' | 'Â' => folded.push('a'),
        'ç' | 'Ç' => folded.push('c'),
        'î' | 'ï' | 'Î' | 'Ï' => folded.push('i'),
        'ô' | 'ö' | 'Ô' => folded.push('o'),
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' => folded.push('u'),
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        '\u{2019}' | '\u{02bc}' => folded.push('\''),
        c => folded.extend(
            std::iter::once(c)
                .nfkd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase),
        ),
    }
}

/// The folded words of a text, in order, frame words included.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, &mut String::new(), |word| words.push(word.to_owned()));
    words
}

/// What an ASCII character is inside a word: itself in lower case; 0 where it ends one.
pub(crate) const IN_WORD: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Hands over each folded word of a text, in order; `word` is the room it is put together in.
pub(crate) fn each_word(text: &str, word: &mut String, mut take: impl FnMut(&str)) {
    word.clear();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            take(cut(word));
            word.clear();
        }
    };
    let mut folded = String::new();
    for c in text.chars() {
        if let Some(inside) = IN_WORD.get(c as usize) {
            match inside {
                0 => end(word),
                letter => word.push(char::from(*letter)),
            }
            continue;
        }
        folded.clear();
        fold_character(c, &mut folded);
        for c in folded.chars() {
            if is_word_character(c) {
                word.push(c);
            } else {
                end(word);
            }
        }
    }
    end(word);
}

fn cut(word: &str) -> &str {
    if word.len() <= LONGEST_WORD {
        return word;
    }
    let end = word
        .char_indices()
        .nth(LONGEST_WORD)
        .map_or(word.len(), |(at, _)| at);
    &word[..end]
}

/// Letters and digits, and the pictographs that people do search for.
fn is_word_character(c: char) -> bool {
    c.is_alphanumeric()
        || (c as u32 > 0x2bff && !c.is_whitespace() && !('\u{3000}'..='\u{303f}').contains(&c))
}

/// Whether a folded word is too common to be asked for.
pub fn is_frame_word(word: &str) -> bool {
    FRAME.binary_search(&word).is_ok()
}

/// Without accents the stemmer cannot see past participles: their doubled vowels are shortened first.
pub(crate) fn stem_once(stemmer: &Stemmer, word: &str) -> String {
    if !word.is_ascii() || word.len() < 3 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let short = word
        .strip_suffix("ees")
        .or_else(|| word.strip_suffix("ee"))
        .or_else(|| word.strip_suffix("es"));
    let plain = match short {
        Some(short) if short.len() >= 2 => format!("{short}e"),
        _ => word
            .strip_suffix('s')
            .filter(|w| w.len() >= 3)
            .unwrap_or(word)
            .to_owned(),
    };
    stemmer.stem(&plain).into_owned()
}

/// What a search asks for: each group must be found, by any one of its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// For each word, the stems that answer it.
    pub groups: Vec<Group>,
}

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The folded word as typed.
    pub word: String,
    /// Index terms that answer it as a whole.
    pub stems: Vec<String>,
    /// Whether terms that begin with the word answer it too: the last word, still being typed.
    pub prefix: bool,
}

/// Endings that a word still being typed may yet take; with them its stem is known before it is finished.
const ENDINGS: &[&str] = &[
    "", "e", "es", "s", "t", "n", "nt", "ent", "ment", "on", "ion", "tion", "ation", "r", "er",
    "re", "nce",
];

/// Reads what someone types. Frame words are passed over, unless nothing else is asked: then the last one is taken for
/// the beginning of a word (`mais` on the way to `maison`).
pub fn query(text: &str) -> Query {
    let words = words(text);
    let typing = text.chars().last().is_some_and(|c| !c.is_whitespace());
    let mut telling: Vec<&String> = words.iter().filter(|word| !is_frame_word(word)).collect();
    if telling.is_empty() && typing {
        telling.extend(words.last());
    }
    let last = telling.len().saturating_sub(1);
    let ends_with_it = words.last() == telling.last().copied();
    let groups = telling
        .iter()
        .enumerate()
        .map(|(i, word)| group(word, typing && ends_with_it && i == last))
        .collect();
    Query { groups }
}

fn group(word: &str, prefix: bool) -> Group {
    let mut stems: Vec<String> = if prefix && word.len() >= 4 {
        ENDINGS
            .iter()
            .map(|ending| stem(&format!("{word}{ending}")))
            .collect()
    } else {
        vec![stem(word)]
    };
    stems.sort_unstable();
    stems.dedup();
    Group {
        word: word.to_owned(),
        stems,
        prefix,
    }
}

impl Group {
    /// Whether a folded word of a text answers this word of the query.
    pub fn answers(&self, folded_word: &str) -> bool {
        let stem = stem(folded_word);
        self.stems.contains(&stem) || (self.prefix && stem.starts_with(&self.word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frame_words_are_sorted() {
        assert!(FRAME.is_sorted(), "they are looked up by halves");
    }

    #[test]
    fn accents_ligatures_and_plurals_do_not_matter() {
        for (asked, written) in [
            ("ecole", "Écoles"),
            ("coeur", "cœur"),
            ("stationnement", "stationnements"),
            ("BENEFICIAIRE", "bénéficiaires"),
            ("réalisé", "realisees"),
            ("chevaux", "cheval"),
            ("maison", "l’maison"),
        ] {
            let query = query(&format!("{asked} "));
            let found = words(written)
                .iter()
                .any(|word| query.groups[0].answers(word));
            assert!(
                found,
                "{asked} must find {written}: {:?} against {:?}",
                query,
                words(written)
            );
        }
    }

    #[test]
    fn a_frame_word_may_be_the_beginning_of_a_word() {
        assert!(query("mais").groups[0].answers("maison"));
        assert_eq!(
            query("maison de").groups.len(),
            1,
            "beside a telling word it is passed over"
        );
        assert!(
            query("le ").groups.is_empty(),
            "a finished frame word tells nothing"
        );
    }

    #[test]
    fn every_way_of_typing_a_word_finds_it() {
        for word in [
            "stationnement",
            "expérimentation",
            "habitants",
            "logements",
            "bénéficiaires",
        ] {
            let target = words(word);
            for (at, _) in word.char_indices().skip(4) {
                let typed = &word[..at];
                assert!(
                    query(typed).groups[0].answers(&target[0]),
                    "{typed} is on the way to {word}"
                );
            }
        }
    }
}
