//! Names of communes and people in a French sentence.

use crate::fold::fold;

/// A name behind *de*: « d'Auray », « du Mans », « des Lilas », « de L'Haÿ-les-Roses ». Before an h, which some names sound
/// and others do not, *de* stays whole.
pub fn of(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("Le ") {
        return format!("du {rest}");
    }
    if let Some(rest) = name.strip_prefix("Les ") {
        return format!("des {rest}");
    }
    let folded = fold(name);
    let mut letters = folded.chars();
    let elides = match letters.next() {
        Some('a' | 'e' | 'i' | 'o' | 'u') => true,
        Some('y') => letters.next().is_some_and(|next| !"aou".contains(next)),
        _ => false,
    };
    match elides {
        true => format!("d'{name}"),
        false => format!("de {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn de_runs_into_the_name_behind_it() {
        for (name, written) in [
            ("Auray", "d'Auray"),
            ("Évry-Courcouronnes", "d'Évry-Courcouronnes"),
            ("Yvetot", "d'Yvetot"),
            ("Yutz", "de Yutz"),
            ("Honfleur", "de Honfleur"),
            ("Roubaix", "de Roubaix"),
            ("L'Haÿ-les-Roses", "de L'Haÿ-les-Roses"),
            ("Le Mans", "du Mans"),
            ("Les Lilas", "des Lilas"),
            ("Lesparre", "de Lesparre"),
            ("", "de "),
        ] {
            assert_eq!(of(name), written);
        }
    }
}
