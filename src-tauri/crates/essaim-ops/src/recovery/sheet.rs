//! The sheet: what is printed on it, and the key back from its words.

use bip39::{Language, Mnemonic};

use super::words;
use crate::error::Keeping;
use crate::{OpError, Workspace, sender};

/// How many words a root key takes.
const WORDS: usize = 24;

/// What the recovery sheet says.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoverySheet {
    /// Whose it is.
    pub name: String,
    /// The organisation's id, for whoever helps.
    pub organisation: String,
    /// The day it was made, `yyyy-mm-dd`.
    pub day: String,
    /// The root key as 24 words.
    pub words: Vec<String>,
}

impl std::fmt::Debug for RecoverySheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RecoverySheet({})", self.organisation)
    }
}

impl Workspace {
    /// The recovery sheet of this organisation. Whoever holds it can write in the organisation's name.
    ///
    /// # Errors
    /// The root key is not on this desktop.
    pub fn recovery_sheet(&self) -> Result<RecoverySheet, OpError> {
        // The first root where it is here: its fingerprint is who we are, without anything but the paper.
        let root = self.certifying_root()?;
        let organisation = self.organisation()?;
        let clock = &self.machine().clock;
        let card = sender::card(&self.reader().view(), organisation, clock.now_ms())?;
        Ok(RecoverySheet {
            name: card.name,
            organisation: organisation.to_string(),
            day: clock.today(),
            words: words_of(&root.to_seed()),
        })
    }
}

/// A key as words.
fn words_of(seed: &[u8; 32]) -> Vec<String> {
    // 32 bytes are a length that the list knows: there is no error.
    let mnemonic = Mnemonic::from_entropy_in(Language::French, seed);
    let numbers = mnemonic.map(|mnemonic| mnemonic.word_indices().collect::<Vec<_>>());
    let numbers = numbers.unwrap_or_default().into_iter();
    numbers
        .map(|number| words::shown(number).to_owned())
        .collect()
}

/// The key back from its words, separated by anything that is no letter.
///
/// # Errors
/// There are not 24 of them, one is not in the list (it is named, with what it may be meant for), or they do not belong
/// together.
pub fn seed_of(typed: &str) -> Result<[u8; 32], Keeping> {
    let separated = typed.split(|c: char| !c.is_alphabetic() && c != '\u{301}' && c != '\u{300}');
    let typed: Vec<&str> = separated.filter(|word| !word.is_empty()).collect();
    let mut original = Vec::new();
    for (i, word) in typed.iter().enumerate() {
        let number = words::number(word).ok_or_else(|| Keeping::UnknownWord {
            position: i + 1,
            word: (*word).to_owned(),
            near: words::near(word, 3),
        })?;
        original.push(Language::French.word_list()[number]);
    }
    if original.len() != WORDS {
        return Err(Keeping::WordCount(original.len()));
    }
    let mnemonic = Mnemonic::parse_in_normalized(Language::French, &original.join(" "));
    let entropy = mnemonic.map_err(|_| Keeping::WrongWords)?.to_entropy();
    entropy.try_into().map_err(|_| Keeping::WrongWords)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_back_from_its_words_however_they_are_typed() {
        let seed: [u8; 32] = std::array::from_fn(|i| (i * 37 + 11) as u8);
        let words = words_of(&seed);
        assert_eq!(words.len(), WORDS);
        assert_eq!(seed_of(&words.join(" ")).unwrap(), seed);
        let numbered: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(i, word)| format!("{}. {}", i + 1, word.to_uppercase()))
            .collect();
        assert_eq!(seed_of(&numbered.join("\n")).unwrap(), seed);
        let folded: Vec<String> = words
            .iter()
            .map(|word| essaim_model::fold::fold(word))
            .collect();
        assert_eq!(
            seed_of(&folded.join(", ")).unwrap(),
            seed,
            "without accents"
        );
    }

    #[test]
    fn wrong_words_are_named() {
        let mut words = words_of(&[7; 32]);
        let right = words.clone();
        words[4] = "maisonette".to_owned();
        let told = seed_of(&words.join(" "));
        assert!(
            matches!(told, Err(Keeping::UnknownWord { position: 5, .. })),
            "{told:?}"
        );
        words = right.clone();
        words.swap(2, 3);
        assert!(
            words[2] == words[3] || matches!(seed_of(&words.join(" ")), Err(Keeping::WrongWords))
        );
        assert!(matches!(
            seed_of(&right[..23].join(" ")),
            Err(Keeping::WordCount(23))
        ));
    }
}
