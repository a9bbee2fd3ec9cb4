//! French-aware search words: case, accents and ligatures are folded, plurals and endings stemmed, frame words passed over.
//!
//! The same functions prepare what is indexed and what is asked, so that `ecole` finds *École* and `coeur` *cœur*.

use std::cell::RefCell;
use std::collections::HashMap;

use compact_str::CompactString;
use foldhash::fast::RandomState;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words too common to tell anything; they are neither indexed nor asked for (folded form).
const FRAME: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "cet", "cette", "d", "dans", "de", "des", "du", "elle",
    "en", "est", "et", "il", "ils", "l", "la", "le", "les", "leur", "leurs", "mais", "n", "ne",
    "nous", "ou", "par", "pas", "pour", "qu", "que", "qui", "s", "sa", "se", "ses", "son", "sont",
    "sous", "sur", "un", "une", "vous", "y",
];

/// A word longer than this is cut: no one types it, and it would bloat the index.
const LONGEST_WORD: usize = 64;

/// A longer piece of text without a space or a sign is not remembered.
const LONGEST_PIECE: usize = 48;

/// How many stems a thread remembers before it starts afresh.
const REMEMBERED: usize = 60_000;

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
const IN_WORD: [u8; 128] = {
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
fn each_word(text: &str, word: &mut String, mut take: impl FnMut(&str)) {
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

/// Hands over what lies between the ASCII characters that end words, as it is written: the words of a text are those of
/// these pieces.
fn each_piece<'t>(text: &'t str, mut take: impl FnMut(&'t str)) {
    let goes_on = |byte: &u8| {
        IN_WORD
            .get(usize::from(*byte))
            .is_none_or(|letter| *letter != 0)
    };
    let mut rest = text;
    loop {
        let Some(begin) = rest.bytes().position(|byte| goes_on(&byte)) else {
            return;
        };
        rest = &rest[begin..];
        let end = rest.bytes().position(|byte| !goes_on(&byte));
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        take(piece);
        rest = after;
    }
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

/// The stem of a folded word.
pub fn stem(word: &str) -> String {
    STEMS.with_borrow_mut(|stems| {
        stems.make_room();
        match stems.number(word) {
            Some(number) => stems.known.texts[number as usize].to_string(),
            None => stem_once(&stems.stemmer, word),
        }
    })
}

thread_local! {
    static STEMS: RefCell<Stems> = RefCell::new(Stems::new());
}

/// The numbers of a piece's stems: nearly always of one word.
enum Numbers {
    None,
    One(u32),
    Several(Box<[u32]>),
}

/// What a thread remembers of words: a number for each stem, so that the many words of a record are told apart by number.
struct Stems {
    stemmer: Stemmer,
    /// The number of a word's stem; none for frame words.
    of_word: HashMap<CompactString, Option<u32>, RandomState>,
    /// The numbers in a piece of text as it is written, so that it need not be folded again.
    of_piece: HashMap<CompactString, Numbers, RandomState>,
    numbers: HashMap<CompactString, u32, RandomState>,
    known: Known,
}

/// The stems that have a number.
#[derive(Default)]
struct Known {
    texts: Vec<CompactString>,
    /// For each stem, the last record that had it: so each is taken once for a record.
    last: Vec<u64>,
    records: u64,
}

impl Known {
    /// Adds a stem to the terms of the record under way, unless it is among them.
    fn add(&mut self, number: u32, terms: &mut String) {
        let last = &mut self.last[number as usize];
        if *last == self.records {
            return;
        }
        *last = self.records;
        if !terms.is_empty() {
            terms.push(' ');
        }
        terms.push_str(&self.texts[number as usize]);
    }

    /// Adds all stems of a piece.
    fn add_all(&mut self, numbers: &Numbers, terms: &mut String) {
        match numbers {
            Numbers::None => {}
            Numbers::One(number) => self.add(*number, terms),
            Numbers::Several(numbers) => numbers.iter().for_each(|number| self.add(*number, terms)),
        }
    }
}

impl Stems {
    fn new() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::French),
            of_word: HashMap::default(),
            of_piece: HashMap::default(),
            numbers: HashMap::default(),
            known: Known::default(),
        }
    }

    /// Starts afresh when a thread has seen too many words; numbers given before that mean nothing after it.
    fn make_room(&mut self) {
        if self.of_word.len().max(self.of_piece.len()) >= REMEMBERED {
            self.of_word.clear();
            self.of_piece.clear();
            self.numbers.clear();
            self.known.texts.clear();
            self.known.last.clear();
        }
    }

    /// Adds the stems in a piece of text to the terms of the record under way, but those that are among them.
    fn add(&mut self, piece: &str, word: &mut String, terms: &mut String) {
        if piece.len() > LONGEST_PIECE {
            return each_word(piece, word, |word| {
                let number = self.number(word);
                number
                    .iter()
                    .for_each(|number| self.known.add(*number, terms));
            });
        }
        match self.of_piece.get(piece) {
            Some(numbers) => self.known.add_all(numbers, terms),
            None => {
                let numbers = self.numbers_in(piece, word);
                self.known.add_all(&numbers, terms);
                self.of_piece.insert(piece.into(), numbers);
            }
        }
    }

    /// The numbers of a piece of text that is met for the first time.
    fn numbers_in(&mut self, piece: &str, word: &mut String) -> Numbers {
        let mut numbers = Vec::new();
        each_word(piece, word, |word| numbers.extend(self.number(word)));
        match numbers.as_slice() {
            [] => Numbers::None,
            [only] => Numbers::One(*only),
            _ => Numbers::Several(numbers.into_boxed_slice()),
        }
    }

    /// The number of a word's stem; none for frame words.
    fn number(&mut self, word: &str) -> Option<u32> {
        if let Some(number) = self.of_word.get(word) {
            return *number;
        }
        let number = (!is_frame_word(word)).then(|| {
            let stem = CompactString::from(stem_once(&self.stemmer, word));
            if let Some(number) = self.numbers.get(&stem) {
                return *number;
            }
            let number = self.known.texts.len() as u32; // fewer than the words that are remembered and those of one record
            self.numbers.insert(stem.clone(), number);
            self.known.texts.push(stem);
            self.known.last.push(0);
            number
        });
        self.of_word.insert(word.into(), number);
        number
    }
}

/// Without accents the stemmer cannot see past participles: their doubled vowels are shortened first.
fn stem_once(stemmer: &Stemmer, word: &str) -> String {
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

/// The distinct stems of several texts in the order in which they come, separated by spaces: what the index stores for a
/// record.
pub fn index_terms<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    STEMS.with_borrow_mut(|stems| {
        stems.make_room();
        stems.known.records += 1;
        let (mut terms, mut word) = (String::new(), String::new());
        for text in texts {
            each_piece(text, |piece| stems.add(piece, &mut word, &mut terms));
        }
        terms
    })
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

    #[test]
    fn the_index_holds_each_stem_once() {
        assert_eq!(index_terms(["Les écoles de l'école", "École"]), "ecol");
    }

    #[test]
    fn a_text_taken_in_pieces_has_the_words_that_it_has_as_a_whole() {
        let text = "L’Été, l'école-forêt : « cœur » 3,5 km²… 学校 naïveté\u{00a0}!fin ℌa 🐝x\u{3000}y d’\u{2019}";
        let mut pieced = Vec::new();
        each_piece(text, |piece| pieced.extend(words(piece)));
        assert_eq!(pieced, words(text));
        let long = "é".repeat(80);
        for _ in 0..2 {
            assert_eq!(
                index_terms([text, "L’été", long.as_str()]),
                index_terms([words(text).join(" ").as_str(), long.as_str()])
            );
        }
    }
}
