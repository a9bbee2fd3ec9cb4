//! Checks one value against its field's type and gives it its stored form.

use serde_json::Value as Json;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{FieldError, Problem, expected};
use crate::schema::{Choice, Code, FieldType};
use crate::{RecordId, Value};

/// The stored form of a leaf, or what is wrong with it (all members of an atomic leaf at once).
pub(super) fn leaf(
    ty: FieldType,
    at: &str,
    json: &Json,
    errors: &mut Vec<FieldError>,
) -> Option<Value> {
    if json.is_null() {
        return Some(Value::Null);
    }
    let result = match ty {
        FieldType::Line(max) | FieldType::Prose(max) => text(json, max),
        FieldType::Texts(max) => text(json, max),
        FieldType::Address => text(json, 500),
        FieldType::Order => text(json, 100),
        FieldType::Date => text(json, 10).and_then(date),
        FieldType::Decimal => decimal(json),
        FieldType::Flag => json.as_bool().map(Value::Flag).ok_or(Problem::WrongType {
            expected: expected::FLAG,
        }),
        FieldType::Choice(choices) => text(json, 100).and_then(|value| one_of(value, choices)),
        FieldType::Code(code) => text(json, 20).and_then(|value| coded(value, code)),
        FieldType::Reference(_) => text(json, 64).and_then(reference),
        FieldType::Money => return money(at, json, errors),
        FieldType::Reading => return reading(at, json, errors),
        FieldType::File => return file(at, json, errors),
        FieldType::Origin => return origin(at, json, errors),
        FieldType::Items(_) | FieldType::Readings => Err(Problem::WrongType {
            expected: expected::LIST,
        }),
    };
    keep(result, at, errors)
}

pub(super) fn keep<T>(
    result: Result<T, Problem>,
    at: &str,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    result
        .map_err(|problem| errors.push(FieldError::new(at, problem)))
        .ok()
}

fn text(json: &Json, max: usize) -> Result<Value, Problem> {
    let text = json.as_str().ok_or(Problem::WrongType {
        expected: expected::TEXT,
    })?;
    let text = if is_nfc(text) {
        text.to_owned()
    } else {
        text.nfc().collect()
    };
    let length = if text.len() <= max {
        0
    } else {
        text.chars().count()
    };
    if length > max {
        Err(Problem::TooLong { max, length })
    } else {
        Ok(text.into())
    }
}

fn date(value: Value) -> Result<Value, Problem> {
    if value.as_text().is_some_and(is_date) {
        Ok(value)
    } else {
        Err(Problem::BadDate)
    }
}

/// Whether the text is a day of the calendar, `yyyy-mm-dd`.
pub(super) fn is_date(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>| {
        text.get(range)
            .filter(|p| p.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|p| p.parse::<u32>().ok())
    };
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    text.len() == 10
        && &text[4..5] == "-"
        && &text[7..8] == "-"
        && year > 0
        && (1..=days).contains(&day)
}

/// Accepts a JSON number for convenience; stores the text.
fn decimal(json: &Json) -> Result<Value, Problem> {
    let text = match json {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        _ => {
            return Err(Problem::WrongType {
                expected: expected::DECIMAL,
            });
        }
    };
    let unsigned = text.strip_prefix('-').unwrap_or(&text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    if digits(whole, 18) && digits(fraction, 9) {
        Ok(text.into())
    } else {
        Err(Problem::BadDecimal)
    }
}

fn one_of(value: Value, choices: &'static [Choice]) -> Result<Value, Problem> {
    let known = choices
        .iter()
        .any(|choice| Some(choice.name) == value.as_text());
    let allowed = || choices.iter().map(|choice| choice.name).collect();
    if known {
        Ok(value)
    } else {
        Err(Problem::BadChoice { allowed: allowed() })
    }
}

fn coded(value: Value, code: Code) -> Result<Value, Problem> {
    let text = value.as_text().unwrap_or_default();
    let valid = match code {
        Code::Insee => {
            text.len() == 5
                && text
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        }
        Code::Siren => text.len() == 9 && text.bytes().all(|b| b.is_ascii_digit()),
    };
    if valid {
        Ok(value)
    } else {
        Err(Problem::BadCode)
    }
}

fn reference(value: Value) -> Result<Value, Problem> {
    let valid = value
        .as_text()
        .is_some_and(|text| RecordId::new(text).is_ok());
    if valid {
        Ok(value)
    } else {
        Err(Problem::BadId)
    }
}

type Member = (&'static str, FieldType, bool);

fn money(at: &str, json: &Json, errors: &mut Vec<FieldError>) -> Option<Value> {
    const TAX: &[Choice] = &[
        crate::schema::choice("ht", "HT", "excl. tax"),
        crate::schema::choice("ttc", "TTC", "incl. tax"),
    ];
    const MEMBERS: &[Member] = &[
        ("amount", FieldType::Decimal, true),
        ("currency", FieldType::Line(3), true),
        ("tax", FieldType::Choice(TAX), true),
    ];
    members(at, json, MEMBERS, errors)
}

fn reading(at: &str, json: &Json, errors: &mut Vec<FieldError>) -> Option<Value> {
    const MEMBERS: &[Member] = &[
        ("date", FieldType::Date, false),
        ("value", FieldType::Decimal, true),
        ("comment", FieldType::Line(2000), false),
        ("source", FieldType::Line(500), false),
    ];
    members(at, json, MEMBERS, errors)
}

fn file(at: &str, json: &Json, errors: &mut Vec<FieldError>) -> Option<Value> {
    const MEMBERS: &[Member] = &[
        ("sha256", FieldType::Line(64), true),
        ("name", FieldType::Line(255), true),
        ("media_type", FieldType::Line(100), false),
        ("size", FieldType::Decimal, true),
    ];
    members(at, json, MEMBERS, errors)
}

fn origin(at: &str, json: &Json, errors: &mut Vec<FieldError>) -> Option<Value> {
    const MEMBERS: &[Member] = &[
        ("record", FieldType::Reference(""), true),
        ("owner", FieldType::Line(32), true),
        ("revision", FieldType::Line(64), true),
    ];
    members(at, json, MEMBERS, errors)
}

fn members(
    at: &str,
    json: &Json,
    wanted: &[Member],
    errors: &mut Vec<FieldError>,
) -> Option<Value> {
    let Json::Object(given) = json else {
        let expected = expected::OBJECT;
        errors.push(FieldError::new(at, Problem::WrongType { expected }));
        return None;
    };
    let before = errors.len();
    let mut found = Vec::with_capacity(wanted.len());
    for name in given
        .keys()
        .filter(|name| name.as_str() != "id" && !wanted.iter().any(|m| m.0 == name.as_str()))
    {
        errors.push(FieldError::new(
            format!("{at}/{name}"),
            Problem::UnknownField,
        ));
    }
    for (name, ty, required) in wanted {
        match given.get(*name).filter(|value| !value.is_null()) {
            Some(value) => {
                if let Some(value) = leaf(*ty, &format!("{at}/{name}"), value, errors) {
                    found.push(((*name).into(), value));
                }
            }
            None if *required => {
                let problem = Problem::WrongType {
                    expected: expected::VALUE,
                };
                errors.push(FieldError::new(format!("{at}/{name}"), problem));
            }
            None => {}
        }
    }
    (errors.len() == before).then(|| Value::Map(found.into_iter().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_days_of_the_calendar() {
        assert!(is_date("2024-02-29") && is_date("2026-11-23"));
        for bad in [
            "2023-02-29",
            "2026-13-01",
            "2026-1-01",
            "23/11/2026",
            "2026-11-23T10:00",
            "２026-11-2",
        ] {
            assert!(!is_date(bad), "{bad} is no day");
        }
    }

    #[test]
    fn decimals_are_kept_digit_for_digit() {
        let stored = |json: Json| {
            decimal(&json)
                .ok()
                .and_then(|v| v.as_text().map(str::to_owned))
        };
        assert_eq!(
            stored("1234.50".into()).as_deref(),
            Some("1234.50"),
            "the trailing zero is somebody's"
        );
        assert_eq!(stored(serde_json::json!(12.25)).as_deref(), Some("12.25"));
        for bad in ["1e5", "1,5", "", "-", ".5", "1.", "1234567890123456789"] {
            assert_eq!(stored(bad.into()), None, "{bad:?} is no decimal");
        }
    }
}
