//! Six French words that stand for a key, a root or that of a desktop that asks to join, to be read over the telephone.
//!
//! 66 bits of a deliberately slow hash of the key: who wants a key with another commune's words has to try 2^66 of them, and
//! each trial takes 16 MiB of memory. The words depend on that one key, so an organisation always reads out the same ones.

use bip39::Language;

use crate::keys::PublicKey;

/// How many words.
pub const WORDS: usize = 6;

/// Domain of the hash.
const SALT: &[u8] = b"essaim words 1\0";

/// The words of a key. Takes some hundredths of a second, on purpose.
pub fn words(key: &PublicKey) -> [&'static str; WORDS] {
    let mut hash = [0; 32];
    scrypt::Params::new(14, 8, 1, hash.len())
        .ok()
        .and_then(|cost| scrypt::scrypt(&key.to_bytes(), SALT, &cost, &mut hash).ok())
        .expect("these parameters and this length are within what scrypt allows, whatever the key");
    let list = Language::French.word_list();
    let bit = |at: usize| usize::from(hash[at / 8] >> (7 - at % 8) & 1);
    std::array::from_fn(|word| {
        let number = (0..11).fold(0, |number, at| number << 1 | bit(word * 11 + at));
        list[number]
    })
}

/// Whether what somebody typed are those words: in order, whatever the capitals, accents and punctuation between them. Four
/// letters of each are enough: no two words of the list begin with the same four.
pub fn are_spoken(expected: &[&str; WORDS], typed: &str) -> bool {
    let typed = essaim_model::fold::words(typed);
    typed.len() == WORDS
        && typed.iter().zip(expected).all(|(typed, expected)| {
            let expected = essaim_model::fold::words(expected).concat();
            let begun = typed.chars().count() >= 4 && expected.starts_with(typed.as_str());
            begun || *typed == expected
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::RootKey;

    #[test]
    fn words_follow_from_the_key_alone() {
        let (one, other) = (RootKey::from_seed(&[1; 32]), RootKey::from_seed(&[2; 32]));
        assert_eq!(words(&one.public()), words(&one.public()));
        assert_ne!(words(&one.public()), words(&other.public()));
        assert_eq!(
            words(&one.public()),
            [
                "veston", "ennemi", "estomac", "tripler", "demander", "orange"
            ],
            "every program that follows the format gives these"
        );
    }

    #[test]
    fn accents_capitals_and_commas_do_not_matter_and_everything_else_does() {
        let expected = [
            "abaisser",
            "élégant",
            "fenêtre",
            "girafe",
            "sérieux",
            "tunnel",
        ];
        for typed in [
            "abaisser élégant fenêtre girafe sérieux tunnel",
            "Abaisser, ELEGANT, fenetre ; girafe - serieux. tunnel",
            "abai eleg fene gira seri tunn",
        ] {
            assert!(are_spoken(&expected, typed), "{typed}");
        }
        for typed in [
            "",
            "abaisser élégant fenêtre girafe sérieux",
            "abaisser élégant girafe fenêtre sérieux tunnel",
            "abaisser élégant fenêtre girafe sérieux tunnel tunnel",
            "aba eleg fene gira seri tunn",
            "abaissera élégant fenêtre girafe sérieux tunnel",
        ] {
            assert!(!are_spoken(&expected, typed), "{typed}");
        }
    }

    #[test]
    fn four_letters_tell_the_words_of_the_list_apart() {
        let list = Language::French.word_list();
        let begun: std::collections::BTreeSet<String> = list
            .iter()
            .map(|word| {
                essaim_model::fold::words(word)
                    .concat()
                    .chars()
                    .take(4)
                    .collect()
            })
            .collect();
        assert_eq!(begun.len(), list.len());
    }
}
