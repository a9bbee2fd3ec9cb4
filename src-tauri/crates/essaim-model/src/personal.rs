//! Finds in free text what looks like personal data: e-mail addresses, telephone numbers, NIR and IBAN.
//!
//! It warns; it never decides. What it misses it misses silently, so its tests name what it must find.

/// What a passage looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// An e-mail address.
    Email,
    /// A French telephone number.
    Phone,
    /// A social security number (NIR).
    Nir,
    /// A bank account (IBAN).
    Iban,
}

/// A passage that looks like personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it looks like.
    pub sort: Sort,
    /// The passage.
    pub passage: String,
}

/// All that looks like personal data in a text, in its order.
pub fn find(text: &str) -> Vec<Finding> {
    let mut findings = emails(text);
    findings.extend(numbers(text));
    findings
}

fn emails(text: &str) -> Vec<Finding> {
    let part = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    text.match_indices('@')
        .filter_map(|(at, _)| {
            let start = text[..at]
                .char_indices()
                .rev()
                .take_while(|(_, c)| part(*c))
                .last()
                .map(|(i, _)| i)?;
            let domain: String = text[at + 1..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || ".-".contains(*c))
                .collect();
            let domain = domain.trim_end_matches(['.', '-']);
            let (_, ending) = domain.rsplit_once('.')?;
            let passage = format!("{}@{domain}", &text[start..at]);
            (ending.chars().count() >= 2).then_some(Finding {
                sort: Sort::Email,
                passage,
            })
        })
        .collect()
}

/// Runs of letters and digits with the separators that people put inside numbers.
fn numbers(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut rest = text;
    while let Some(start) =
        rest.find(|c: char| c.is_ascii_digit() || c == '+' || c.is_ascii_uppercase())
    {
        let run = &rest[start..];
        let before = rest[..start].chars().next_back();
        let end = run
            .find(|c: char| !(c.is_ascii_alphanumeric() || " .-+()\u{a0}\u{202f}".contains(c)))
            .unwrap_or(run.len());
        let (sort, length) = if before.is_some_and(char::is_alphanumeric) {
            (None, 0)
        } else {
            classify(&run[..end])
        };
        match sort {
            Some(sort) => {
                findings.push(Finding {
                    sort,
                    passage: run[..length].trim().to_owned(),
                });
                rest = &run[length..];
            }
            None => {
                let word = run
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '+')
                    .unwrap_or(run.len())
                    .max(1);
                rest = &run[word..];
            }
        }
    }
    findings
}

/// What the beginning of a run is, and how many bytes of it.
fn classify(run: &str) -> (Option<Sort>, usize) {
    let compact: Vec<(usize, char)> = run
        .char_indices()
        .filter(|(_, c)| c.is_ascii_alphanumeric() || *c == '+')
        .collect();
    let text = |n: usize| compact.iter().take(n).map(|(_, c)| *c).collect::<String>();
    let end = |n: usize| {
        compact
            .get(n - 1)
            .map_or(run.len(), |(at, c)| at + c.len_utf8())
    };
    let stops = |n: usize| {
        compact
            .get(n)
            .is_none_or(|(at, c)| !c.is_ascii_alphanumeric() || *at > end(n))
    };
    for n in (15..=34).rev().filter(|n| compact.len() >= *n && stops(*n)) {
        if is_iban(&text(n)) {
            return (Some(Sort::Iban), end(n));
        }
    }
    if compact.len() >= 15 && stops(15) && is_nir(&text(15)) {
        return (Some(Sort::Nir), end(15));
    }
    for (prefix, n) in [("+33", 12), ("0033", 13), ("0", 10)] {
        let number = text(n);
        let subscriber = number.strip_prefix(prefix);
        let plausible = subscriber.is_some_and(|s| {
            s.len() == 9 && !s.starts_with('0') && s.bytes().all(|b| b.is_ascii_digit())
        });
        if plausible && compact.len() >= n && stops(n) {
            return (Some(Sort::Phone), end(n));
        }
    }
    (None, 0)
}

fn is_iban(text: &str) -> bool {
    let head = text.as_bytes();
    if !(head[..2].iter().all(u8::is_ascii_uppercase) && head[2..4].iter().all(u8::is_ascii_digit))
    {
        return false;
    }
    let mut rearranged = text[4..].chars().chain(text[..4].chars());
    let remainder = rearranged.try_fold(0u32, |rest, c| match c.to_digit(36) {
        Some(digit) if digit < 10 => Some((rest * 10 + digit) % 97),
        Some(digit) if c.is_ascii_uppercase() => Some((rest * 100 + digit) % 97),
        _ => None,
    });
    remainder == Some(1)
}

/// 13 digits (2A and 2B for Corsica) and a key of two.
fn is_nir(text: &str) -> bool {
    let corsica = text.replace("2A", "19").replace("2B", "18");
    let (Ok(number), Ok(key)) = (corsica[..13].parse::<u64>(), corsica[13..].parse::<u64>()) else {
        return false;
    };
    matches!(text.as_bytes()[0], b'1' | b'2') && 97 - number % 97 == key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_personal_is_found_with_its_passage() {
        let text = "Écrire à marie.dupont@ville-roubaix.fr, ou 03 20 66 46 00 / +33 6 12 34 56 78. NIR 2 69 05 49 588 157 80, \
                    compte FR76 3000 6000 0112 3456 7890 189.";
        let found: Vec<(Sort, String)> = find(text)
            .into_iter()
            .map(|f| (f.sort, f.passage))
            .collect();
        assert_eq!(
            found[0],
            (Sort::Email, "marie.dupont@ville-roubaix.fr".into())
        );
        assert!(
            found.contains(&(Sort::Phone, "03 20 66 46 00".into())),
            "{found:?}"
        );
        assert!(
            found.contains(&(Sort::Phone, "+33 6 12 34 56 78".into())),
            "{found:?}"
        );
        assert!(
            found.contains(&(Sort::Nir, "2 69 05 49 588 157 80".into())),
            "{found:?}"
        );
        assert!(
            found.contains(&(Sort::Iban, "FR76 3000 6000 0112 3456 7890 189".into())),
            "{found:?}"
        );
        assert_eq!(found.len(), 5, "{found:?}");
    }

    #[test]
    fn figures_of_a_sheet_are_not_telephone_numbers() {
        for text in [
            "1 234 567,50 €",
            "SIREN 215905126, Insee 59512",
            "2018-2024",
            "QP059058",
            "0 à 3 ans",
            "é@",
            "@",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
