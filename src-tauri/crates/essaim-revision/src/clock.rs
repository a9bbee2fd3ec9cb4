//! A hybrid clock: the time of day where it can be trusted, a counter where it cannot, so that later writes sort later.

use serde::{Deserialize, Serialize};

/// Clocks further ahead of ours than this (milliseconds) do not win a conflict.
pub const TOLERANCE_MS: u64 = 24 * 60 * 60 * 1000;

/// A reading of the hybrid clock: milliseconds since 1970-01-01 UTC, and a counter. On the wire `[ms, counter]`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(from = "(u64, u32)", into = "(u64, u32)")]
pub struct Clock {
    /// Milliseconds since 1970-01-01 UTC.
    pub ms: u64,
    /// Distinguishes readings of one millisecond, and orders them where the machine's clock went back.
    pub counter: u32,
}

impl Clock {
    /// The next reading, strictly after `last`, never before the machine's clock `now_ms`.
    pub fn after(last: Clock, now_ms: u64) -> Clock {
        if now_ms > last.ms {
            Clock {
                ms: now_ms,
                counter: 0,
            }
        } else {
            Clock {
                ms: last.ms,
                counter: last.counter.saturating_add(1),
            }
        }
    }

    /// Whether this reading lies so far in the future that it must not win.
    pub fn is_implausible(self, now_ms: u64) -> bool {
        self.ms > now_ms.saturating_add(TOLERANCE_MS)
    }
}

impl From<(u64, u32)> for Clock {
    fn from((ms, counter): (u64, u32)) -> Self {
        Clock { ms, counter }
    }
}

impl From<Clock> for (u64, u32) {
    fn from(clock: Clock) -> Self {
        (clock.ms, clock.counter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_never_goes_back() {
        let first = Clock::after(Clock::default(), 100);
        let second = Clock::after(first, 50);
        assert!(second > first, "even when the machine's clock was set back");
    }
}
