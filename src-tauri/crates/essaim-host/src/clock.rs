//! The time of day, from the system's clock and time zone.

use std::time::{SystemTime, UNIX_EPOCH};

use essaim_ops::machine::WallClock;

/// The system's clock, in the time zone the system is set to.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl WallClock for SystemClock {
    fn now_ms(&self) -> u64 {
        // A clock set before 1970 counts as 1970: stamps stay ordered by their counters.
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| {
                u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
            })
    }

    fn today(&self) -> String {
        day(jiff::Timestamp::now(), jiff::tz::TimeZone::system())
    }
}

/// The day of an instant in a time zone, `yyyy-mm-dd`.
fn day(instant: jiff::Timestamp, zone: jiff::tz::TimeZone) -> String {
    instant.to_zoned(zone).date().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_one_of_the_wall_not_of_greenwich() -> Result<(), jiff::Error> {
        let evening: jiff::Timestamp = "2026-11-23T22:30:00Z".parse()?;
        assert_eq!(day(evening, jiff::tz::TimeZone::UTC), "2026-11-23");
        let reunion = jiff::tz::TimeZone::fixed(jiff::tz::offset(4));
        assert_eq!(
            day(evening, reunion),
            "2026-11-24",
            "in La Réunion it is already tomorrow"
        );
        Ok(())
    }

    #[test]
    fn the_clock_tells_this_century_and_a_day_of_the_calendar() {
        assert!(SystemClock.now_ms() > 1_700_000_000_000);
        let today = SystemClock.today();
        assert!(today.parse::<jiff::civil::Date>().is_ok(), "{today}");
        assert_eq!(today.len(), 10);
    }
}
