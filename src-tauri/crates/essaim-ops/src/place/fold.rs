//! How names are compared: lower case, no accents, words separated by one space, « st » read as « saint ».
//!
//! Owns the folding of names and of what is typed; both sides pass through the same function, so they meet.

/// The text in lower case without accents, everything between the words a space.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 4);
    for letter in text.chars().flat_map(char::to_lowercase) {
        push_plain(letter, &mut plain);
    }
    plain
}

/// The folded words of a text, joined by one space.
pub(super) fn fold(text: &str) -> String {
    let plain = plain(text);
    let mut folded = String::with_capacity(plain.len() + 4);
    for word in plain.split(' ').filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(full_word(word));
    }
    folded
}

/// The name without the article it begins with: people look for « Le Havre » under « havre » too.
pub(super) fn without_article(folded: &str) -> Option<&str> {
    [
        "le ", "la ", "les ", "l ", "du ", "des ", "de la ", "de l ", "de ", "d ",
    ]
    .iter()
    .filter_map(|article| folded.strip_prefix(article))
    .min_by_key(|rest| rest.len())
}

/// The long form of an abbreviated kind of intercommunality, and the name that follows it.
pub(super) fn spelled_out(folded: &str) -> Option<(&'static str, &str)> {
    [
        ("cc ", "communaute de communes"),
        ("ca ", "communaute d agglomeration"),
        ("cu ", "communaute urbaine"),
    ]
    .into_iter()
    .find_map(|(short, long)| folded.strip_prefix(short).map(|rest| (long, rest)))
}

/// What an abbreviation stands for; any other word is itself.
fn full_word(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        "sts" => "saints",
        "stes" => "saintes",
        other => other,
    }
}

/// Appends the letter without its accent; combining accents vanish, whatever is no letter or digit becomes a space.
fn push_plain(letter: char, plain: &mut String) {
    let base = match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        'œ' => return plain.push_str("oe"),
        'æ' => return plain.push_str("ae"),
        '\u{300}'..='\u{36f}' => return,
        other if other.is_alphanumeric() => other,
        _ => ' ',
    };
    plain.push(base);
}
