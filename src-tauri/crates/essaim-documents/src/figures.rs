//! Numbers, money, dates and sizes as people write them in French and in English. Decimals come and go as text, digit for digit.

/// The language of what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// `1 234,50 €`, `23/11/2026`.
    #[default]
    French,
    /// `€1,234.50`, `23 November 2026`.
    English,
}

/// The narrow no-break space between groups of digits and before units.
const NARROW: char = '\u{202f}';
const MINUS: char = '\u{2212}';
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A decimal (`-1234.50`) with its groups of three: `−1 234,50`. What is no decimal comes back as it is.
pub fn number(decimal: &str, language: Language) -> String {
    let Some((negative, whole, fraction)) = parts(decimal) else {
        return decimal.to_owned();
    };
    let (group, point) = match language {
        Language::French => (NARROW, ','),
        Language::English => (',', '.'),
    };
    let mut out = String::with_capacity(decimal.len() + 8);
    if negative {
        out.push(MINUS);
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// A number with its unit: `45 %`, `243 kg/hab.`.
pub fn measure(decimal: &str, unit: &str, language: Language) -> String {
    let number = number(decimal, language);
    match (unit.trim(), language) {
        ("", _) => number,
        ("%", Language::English) => format!("{number}%"),
        (unit, Language::French) => format!("{number}{NARROW}{unit}"),
        (unit, Language::English) => format!("{number}\u{a0}{unit}"),
    }
}

/// An amount with its currency and whether tax is in it (`ht` or `ttc`): `1 234,50 € TTC`.
pub fn money(amount: &str, currency: &str, tax: &str, language: Language) -> String {
    // Cents are two digits: `12.5` is read as twelve euros fifty.
    let cents = parts(amount)
        .filter(|(_, _, fraction)| fraction.len() == 1)
        .map(|_| format!("{amount}0"));
    let number = number(cents.as_deref().unwrap_or(amount), language);
    let sum = match (currency, language) {
        ("EUR", Language::French) => format!("{number}{NARROW}€"),
        ("EUR", Language::English) => match number.strip_prefix(MINUS) {
            Some(number) => format!("{MINUS}€{number}"),
            None => format!("€{number}"),
        },
        (other, _) => format!("{number}\u{a0}{other}"),
    };
    let tax = match (tax, language) {
        ("ht", Language::French) => "HT",
        ("ttc", Language::French) => "TTC",
        ("ht", Language::English) => "excl. tax",
        ("ttc", Language::English) => "incl. tax",
        (other, _) => other,
    };
    format!("{sum}\u{a0}{tax}").trim_end().to_owned()
}

/// A day (`yyyy-mm-dd`): `23/11/2026`, `23 November 2026`. A year or any other text comes back as it is.
pub fn date(day: &str, language: Language) -> String {
    let split = |at: std::ops::Range<usize>| day.get(at).filter(|p| is_digits(p));
    let (Some(y), Some(m), Some(d), true) = (split(0..4), split(5..7), split(8..10), is_day(day))
    else {
        return day.to_owned();
    };
    match language {
        Language::French => format!("{d}/{m}/{y}"),
        Language::English => {
            let month = m
                .parse::<usize>()
                .ok()
                .and_then(|m| MONTHS.get(m.wrapping_sub(1)));
            let d = d.trim_start_matches('0');
            month.map_or_else(|| day.to_owned(), |month| format!("{d} {month} {y}"))
        }
    }
}

/// The size of a file, in thousands as the systems' file managers count: `1,2 Mo`.
pub fn file_size(bytes: u64, language: Language) -> String {
    let (units, byte) = match language {
        Language::French => (["ko", "Mo", "Go"], "octets"),
        Language::English => (["kB", "MB", "GB"], "bytes"),
    };
    let (size, unit) = match bytes {
        0..1_000 => return measure(&bytes.to_string(), byte, language),
        1_000..1_000_000 => (1_000, units[0]),
        1_000_000..1_000_000_000 => (1_000_000, units[1]),
        _ => (1_000_000_000, units[2]),
    };
    let tenths = bytes / (size / 10);
    let text = if tenths < 100 && !tenths.is_multiple_of(10) {
        format!("{}.{}", tenths / 10, tenths % 10)
    } else {
        (tenths / 10).to_string()
    };
    measure(&text, unit, language)
}

/// How a value changed: in per cent of where it began, or in points when it is itself a percentage. `None` when that says
/// nothing: no change to speak of from zero, or no numbers.
pub fn change(before: &str, after: &str, unit: &str, language: Language) -> Option<String> {
    let (from, to) = (scaled(before)?, scaled(after)?);
    if unit.trim() == "%" {
        return Some(points(rounded((to - from) * 10, SCALE), language));
    }
    let percent = rounded(
        (to - from) * 100,
        Some(from.abs()).filter(|from| *from > 0)?,
    );
    Some(format!(
        "{}{}",
        sign(percent),
        measure(&percent.to_string(), "%", language)
    ))
}

/// A difference of percentages, given in tenths of a point.
fn points(tenths: i128, language: Language) -> String {
    let amount = tenths.abs();
    let text = match amount % 10 {
        0 => (amount / 10).to_string(),
        tenth => format!("{}.{tenth}", amount / 10),
    };
    let is_one = match language {
        Language::French => amount < 20,
        Language::English => amount == 10,
    };
    let minus = if tenths < 0 { "-" } else { "" };
    let unit = if is_one { "point" } else { "points" };
    format!(
        "{}{}",
        sign(tenths),
        measure(&format!("{minus}{text}"), unit, language)
    )
}

/// The sign that [`number`] does not write.
fn sign(value: i128) -> &'static str {
    if value > 0 { "+" } else { "" }
}

/// Which of two decimals is greater; `None` when one is no decimal.
pub fn compare(left: &str, right: &str) -> Option<std::cmp::Ordering> {
    Some(scaled(left)?.cmp(&scaled(right)?))
}

const SCALE: i128 = 1_000_000_000;

fn scaled(decimal: &str) -> Option<i128> {
    let (negative, whole, fraction) = parts(decimal)?;
    let whole: i128 = whole.parse().ok()?;
    let fraction: i128 = format!("{fraction:0<9}").parse().ok()?;
    let value = whole * SCALE + fraction;
    Some(if negative { -value } else { value })
}

fn rounded(value: i128, by: i128) -> i128 {
    (value * 2 + value.signum() * by) / (by * 2)
}

/// Sign, whole digits and fraction digits of a decimal within the model's limits.
fn parts(decimal: &str) -> Option<(bool, &str, &str)> {
    let unsigned = decimal.strip_prefix('-');
    let (whole, fraction) = unsigned
        .unwrap_or(decimal)
        .split_once('.')
        .unwrap_or((unsigned.unwrap_or(decimal), ""));
    let valid = is_digits(whole)
        && whole.len() <= 18
        && fraction.len() <= 9
        && (fraction.is_empty() && !decimal.ends_with('.') || is_digits(fraction));
    valid.then_some((unsigned.is_some(), whole, fraction))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-'
}

#[cfg(test)]
mod tests {
    use super::Language::{English, French};
    use super::*;

    #[test]
    fn numbers_are_grouped_and_keep_their_digits() {
        assert_eq!(number("1234567.50", French), "1\u{202f}234\u{202f}567,50");
        assert_eq!(number("-1234", French), "\u{2212}1\u{202f}234");
        assert_eq!(number("1234567.50", English), "1,234,567.50");
        assert_eq!(number("999", French), "999");
        for odd in [
            "",
            "-",
            "1e5",
            "1.",
            ".5",
            "1.2.3",
            "<b>",
            "1234567890123456789",
        ] {
            assert_eq!(number(odd, French), odd, "what is no decimal is left alone");
        }
    }

    #[test]
    fn money_says_its_currency_and_its_tax() {
        assert_eq!(
            money("1234.50", "EUR", "ttc", French),
            "1\u{202f}234,50\u{202f}€\u{a0}TTC"
        );
        assert_eq!(
            money("1234.5", "EUR", "ht", French),
            "1\u{202f}234,50\u{202f}€\u{a0}HT"
        );
        assert_eq!(
            money("140000", "EUR", "ttc", French),
            "140\u{202f}000\u{202f}€\u{a0}TTC"
        );
        assert_eq!(
            money("-12", "EUR", "ht", English),
            "\u{2212}€12\u{a0}excl. tax"
        );
        assert_eq!(
            money("12", "CHF", "ttc", English),
            "12\u{a0}CHF\u{a0}incl. tax"
        );
    }

    #[test]
    fn days_are_written_the_way_of_the_country() {
        assert_eq!(date("2026-11-03", French), "03/11/2026");
        assert_eq!(date("2026-11-03", English), "3 November 2026");
        for other in ["2026", "", "hier", "2026-13-03T", "é026-11-03"] {
            assert_eq!(date(other, French), other);
        }
        assert_eq!(date("2026-99-03", English), "2026-99-03");
    }

    #[test]
    fn units_and_sizes_stay_on_the_line() {
        assert_eq!(measure("45", "%", French), "45\u{202f}%");
        assert_eq!(measure("45", "%", English), "45%");
        assert_eq!(measure("243.5", "kg/hab.", French), "243,5\u{202f}kg/hab.");
        assert_eq!(measure("13", "", French), "13");
        assert_eq!(file_size(999, French), "999\u{202f}octets");
        assert_eq!(file_size(1_249_000, French), "1,2\u{202f}Mo");
        assert_eq!(file_size(12_900_000, English), "12\u{a0}MB");
        assert_eq!(file_size(2_000, French), "2\u{202f}ko");
    }

    #[test]
    fn a_change_is_told_in_per_cent_or_in_points() {
        assert_eq!(
            change("243", "134", "kg", French).as_deref(),
            Some("\u{2212}45\u{202f}%")
        );
        assert_eq!(change("10", "15", "", English).as_deref(), Some("+50%"));
        assert_eq!(
            change("12", "9.5", "%", French).as_deref(),
            Some("\u{2212}2,5\u{202f}points")
        );
        assert_eq!(
            change("-4", "-6", "", French).as_deref(),
            Some("\u{2212}50\u{202f}%")
        );
        assert_eq!(
            change("0", "13", "", French),
            None,
            "nothing is a percentage of zero"
        );
        assert_eq!(change("x", "13", "", French), None);
        let most = "999999999999999999.999999999";
        assert!(
            change(most, "-1", "", French).is_some(),
            "the greatest decimals do not overflow"
        );
    }
}
