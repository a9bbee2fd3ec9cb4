//! When the next reading of an indicator is due: at the pace that was agreed on, else at the pace that its readings show.
//! Where neither tells, no reading is expected.

use crate::{Leaves, Value};

/// How many readings show a pace: two intervals at least.
const ENOUGH: usize = 3;
/// Readings closer than this (days) show no pace that one waits for.
const SHORTEST: i64 = 7;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Day {
    year: i64,
    month: i64,
    day: i64,
}

/// The day by which the next reading of an indicator is due, `yyyy-mm-dd`.
pub fn next_reading(leaves: &Leaves) -> Option<String> {
    let mut days: Vec<Day> = leaves
        .iter()
        .filter(|(path, _)| path.is_under("readings") && path.tombstone_of().is_none())
        .filter_map(|(_, value)| dated(value))
        .collect();
    days.sort_unstable();
    days.dedup();
    let frequency = leaves.get("frequency").and_then(Value::as_text);
    match months(frequency.unwrap_or_default()) {
        Some(months) => {
            let begun = || leaves.get("baseline").and_then(dated);
            let last = days.last().copied().or_else(begun)?;
            Some(last.after_months(months).text())
        }
        None if frequency.is_none_or(str::is_empty) => paced(&days),
        None => None,
    }
}

/// The months between two readings at an agreed pace.
fn months(frequency: &str) -> Option<i64> {
    match frequency {
        "monthly" => Some(1),
        "quarterly" => Some(3),
        "half_yearly" => Some(6),
        "yearly" => Some(12),
        _ => None,
    }
}

/// The usual interval after the last reading: the middle one, so that one forgotten reading changes nothing.
fn paced(days: &[Day]) -> Option<String> {
    if days.len() < ENOUGH {
        return None;
    }
    let mut intervals: Vec<i64> = days
        .windows(2)
        .map(|pair| pair[1].number() - pair[0].number())
        .collect();
    intervals.sort_unstable();
    let usual = intervals[intervals.len() / 2];
    let last = days.last()?.number();
    (usual >= SHORTEST).then(|| Day::numbered(last + usual).text())
}

fn dated(value: &Value) -> Option<Day> {
    let text = value.member("date")?.as_text()?;
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let day = Day {
        year: part(0..4)?,
        month: part(5..7)?,
        day: part(8..10)?,
    };
    ((1..=12).contains(&day.month) && (1..=31).contains(&day.day)).then_some(day)
}

impl Day {
    fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The same day so many months later, or the last one of that month.
    fn after_months(self, months: i64) -> Day {
        let month = self.month - 1 + months;
        let (year, month) = (self.year + month / 12, month % 12 + 1);
        let next = |year, month| match month {
            12 => (year + 1, 1),
            _ => (year, month + 1),
        };
        let (following_year, following) = next(year, month);
        let first = |year, month| {
            Day {
                year,
                month,
                day: 1,
            }
            .number()
        };
        let length = first(following_year, following) - first(year, month);
        Day {
            year,
            month,
            day: self.day.min(length),
        }
    }

    /// Days since 0000-03-01, in the Gregorian calendar.
    fn number(self) -> i64 {
        let year = self.year - i64::from(self.month <= 2);
        let month = (self.month + 9) % 12;
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        365 * year + leaps + (153 * month + 2) / 5 + self.day - 1
    }

    fn numbered(number: i64) -> Day {
        let century = number.div_euclid(146_097);
        let of_century = number.rem_euclid(146_097);
        let year =
            (of_century - of_century / 1_460 + of_century / 36_524 - of_century / 146_096) / 365;
        let of_year = of_century - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        Day {
            year: 400 * century + year + i64::from(month >= 10),
            month: if month < 10 { month + 3 } else { month - 9 },
            day: of_year - (153 * month + 2) / 5 + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Path;

    fn indicator(frequency: Option<&str>, baseline: Option<&str>, days: &[&str]) -> Leaves {
        let reading = |day: &str| Value::of([("date", day.into())]);
        let mut leaves = Leaves::new();
        let mut put = |path: &str, value| leaves.insert(Path::new(path).unwrap(), value);
        for (i, day) in days.iter().enumerate() {
            put(&format!("readings/r{i}"), reading(day));
        }
        if let Some(day) = baseline {
            put("baseline", reading(day));
        }
        if let Some(frequency) = frequency {
            put("frequency", frequency.into());
        }
        leaves
    }

    #[test]
    fn an_agreed_pace_is_counted_from_the_last_reading_or_from_the_baseline() {
        let due = |frequency, baseline, days: &[&str]| {
            next_reading(&indicator(Some(frequency), baseline, days))
        };
        assert_eq!(
            due("monthly", None, &["2026-01-31"]),
            Some("2026-02-28".into())
        );
        assert_eq!(
            due("quarterly", Some("2025-11-15"), &[]),
            Some("2026-02-15".into())
        );
        assert_eq!(
            due("yearly", None, &["2028-02-29", "2027-02-01"]),
            Some("2029-02-28".into())
        );
        assert_eq!(due("yearly", None, &[]), None, "nothing was begun");
        assert_eq!(
            due("none", None, &["2026-01-31", "2026-02-28", "2026-03-31"]),
            None,
            "no pace was agreed on purpose"
        );
    }

    #[test]
    fn without_an_agreement_the_usual_interval_tells_and_few_readings_tell_nothing() {
        let due = |days: &[&str]| next_reading(&indicator(None, Some("2020-01-01"), days));
        assert_eq!(due(&["2026-01-01", "2026-04-01"]), None);
        assert_eq!(
            due(&["2026-01-01", "2026-04-01", "2026-07-01"]),
            Some("2026-09-30".into())
        );
        assert_eq!(
            due(&[
                "2024-12-31",
                "2025-12-31",
                "2026-01-31",
                "2026-03-03",
                "2026-04-01"
            ]),
            Some("2026-05-02".into())
        );
        assert_eq!(
            due(&["2026-01-01", "2026-01-02", "2026-01-03"]),
            None,
            "a burst is no pace"
        );
    }

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        for text in [
            "2000-02-29",
            "2026-12-31",
            "1999-03-01",
            "2100-02-28",
            "2024-01-01",
        ] {
            let day = dated(&Value::of([("date", text.into())])).unwrap();
            assert_eq!(Day::numbered(day.number()).text(), text);
        }
    }
}
