//! Which earlier backups stay: the newest of each of the last seven days, then of each week, then of each month of a year.

const DAY: u64 = 24 * 60 * 60 * 1000;
/// Up to this age, in days, one a day stays.
const DAILY: u64 = 7;
/// Up to this age, in days, one a week stays.
const WEEKLY: u64 = 35;
/// Up to this age, in days, one every thirty days stays. What is older goes.
pub(super) const MONTHLY: u64 = 366;

/// For each backup, by the time it was made, whether it stays. The newest always does.
pub(super) fn stays(made: &[u64], now_ms: u64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..made.len()).collect();
    order.sort_unstable_by_key(|i| std::cmp::Reverse(made[*i]));
    let mut taken = std::collections::BTreeSet::new();
    let mut stays = vec![false; made.len()];
    for (rank, i) in order.into_iter().enumerate() {
        let age = now_ms.saturating_sub(made[i]) / DAY;
        let period = match age {
            0..DAILY => Some((0, made[i] / DAY)),
            DAILY..WEEKLY => Some((1, made[i] / (7 * DAY))),
            WEEKLY..=MONTHLY => Some((2, made[i] / (30 * DAY))),
            _ => None,
        };
        stays[i] = rank == 0 || period.is_some_and(|period| taken.insert(period));
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_daily_backups_leaves_some_of_each_age() {
        let now = 800 * DAY;
        let mut kept: Vec<u64> = Vec::new();
        for day in 0..800 {
            kept.push(day * DAY + 1);
            let stay = stays(&kept, day * DAY + 2);
            let mut stay = stay.iter();
            kept.retain(|_| stay.next().is_some_and(|stays| *stays));
        }
        let ages: Vec<u64> = kept.iter().map(|made| (now - made) / DAY).collect();
        assert_eq!(ages.iter().filter(|age| **age < 7).count(), 7, "{ages:?}");
        assert!(
            (4..=5).contains(&ages.iter().filter(|age| (7..35).contains(*age)).count()),
            "{ages:?}"
        );
        assert!(
            (10..=12).contains(&ages.iter().filter(|age| **age >= 35).count()),
            "{ages:?}"
        );
        assert!(ages.iter().all(|age| *age <= MONTHLY));
    }

    #[test]
    fn the_newest_stays_however_old_it_is() {
        assert_eq!(stays(&[5, 9, 7], 900 * DAY), [false, true, false]);
    }

    #[test]
    fn a_clock_that_was_ahead_takes_nothing_away() {
        assert_eq!(stays(&[50 * DAY, 10 * DAY], 10 * DAY + 5), [true, true]);
    }
}
