//! The stems of words, remembered: a record's text is a few hundred words of which nearly all were met before.

use std::cell::RefCell;
use std::collections::HashMap;

use compact_str::CompactString;
use foldhash::fast::RandomState;
use rust_stemmers::{Algorithm, Stemmer};

use crate::fold::{IN_WORD, each_word, is_frame_word, stem_once};

/// A longer piece of text without a space or a sign is not remembered.
const LONGEST_PIECE: usize = 48;

/// How many stems a thread remembers before it starts afresh.
const REMEMBERED: usize = 60_000;

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
    /// The same for pieces that fit into one number, as nearly all do: they are told apart without going to their text.
    of_short: HashMap<u128, Numbers, RandomState>,
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
            of_short: HashMap::default(),
            numbers: HashMap::default(),
            known: Known::default(),
        }
    }

    /// Starts afresh when a thread has seen too many words; numbers given before that mean nothing after it.
    fn make_room(&mut self) {
        let pieces = self.of_piece.len() + self.of_short.len();
        if self.of_word.len().max(pieces) >= REMEMBERED {
            self.of_word.clear();
            self.of_piece.clear();
            self.of_short.clear();
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
        let short = packed(piece.as_bytes());
        let remembered = match short {
            Some(short) => self.of_short.get(&short),
            None => self.of_piece.get(piece),
        };
        if let Some(numbers) = remembered {
            return self.known.add_all(numbers, terms);
        }
        let numbers = self.numbers_in(piece, word);
        self.known.add_all(&numbers, terms);
        match short {
            Some(short) => self.of_short.insert(short, numbers),
            None => self.of_piece.insert(piece.into(), numbers),
        };
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

/// A piece of up to sixteen bytes as a number of its own: no piece holds a zero byte, which is what fills it up.
/// Copying so few bytes at once would take longer than putting two words together.
fn packed(piece: &[u8]) -> Option<u128> {
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let (low, high) = match (piece.first_chunk::<8>(), piece.last_chunk::<8>()) {
        (Some(_), _) if piece.len() > 16 => return None,
        (Some(first), _) if piece.len() == 8 => (word(first), 0),
        // What lies in the first eight bytes already is pushed out.
        (Some(first), Some(last)) => (word(first), word(last) >> (8 * (16 - piece.len()))),
        _ => (
            piece
                .iter()
                .rev()
                .fold(0, |low, byte| low << 8 | u64::from(*byte)),
            0,
        ),
    };
    Some(u128::from(low) | u128::from(high) << 64)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::words;

    #[test]
    fn a_piece_is_packed_byte_for_byte() {
        for length in 0..=17 {
            let piece: Vec<u8> = (1..=length).collect();
            let mut filled = piece.clone();
            filled.resize(16, 0);
            let expected =
                (length <= 16).then(|| u128::from_le_bytes(*filled.first_chunk().unwrap()));
            assert_eq!(packed(&piece), expected, "{length} bytes");
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
