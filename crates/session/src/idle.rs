//! When nobody has touched the window for so long that it is to be locked.

use std::time::Duration;

use crate::Reading;

impl Reading {
    /// How much time has passed until `later`. A jump of the wall clock in either direction counts
    /// as elapsed time: after a suspend it was, and otherwise nobody knows.
    #[must_use]
    pub fn elapsed(&self, later: Reading) -> Duration {
        let steady = later.steady.saturating_sub(self.steady);
        if self.is_in_step(later) {
            steady
        } else {
            steady.saturating_add(Duration::from_millis(self.jump(later).unsigned_abs()))
        }
    }
}

/// The last touch of the window.
#[derive(Debug, Clone, Copy)]
pub struct Idle(Reading);

impl Idle {
    /// Somebody is there at this moment.
    #[must_use]
    pub fn touched(at: Reading) -> Self {
        Idle(at)
    }

    /// Whether `limit` has passed since the touch.
    #[must_use]
    pub fn is_over(&self, now: Reading, limit: Duration) -> bool {
        self.0.elapsed(now) >= limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Moment;

    const FIVE_MINUTES: Duration = Duration::from_secs(300);

    fn reading(wall: u64, steady: u64) -> Reading {
        Reading {
            wall: Moment::from_seconds(wall),
            steady: Duration::from_secs(steady),
        }
    }

    #[test]
    fn is_over_exactly_when_the_time_has_passed() {
        let idle = Idle::touched(reading(1_000, 50));
        assert!(!idle.is_over(reading(1_299, 349), FIVE_MINUTES));
        assert!(idle.is_over(reading(1_300, 350), FIVE_MINUTES));
    }

    #[test]
    fn the_time_in_suspend_counts() {
        let idle = Idle::touched(reading(1_000, 50));
        // The steady clock stood still for an hour.
        assert!(idle.is_over(reading(4_610, 60), FIVE_MINUTES));
        assert!(
            !idle.is_over(reading(1_100, 60), FIVE_MINUTES),
            "100 s, most of it asleep"
        );
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_keep_the_vault_open() {
        let idle = Idle::touched(reading(10_000, 50));
        assert!(idle.is_over(reading(6_400, 60), FIVE_MINUTES));
    }

    #[test]
    fn the_clocks_may_drift_apart_a_little() {
        let touched = reading(1_000, 50);
        let apart = Reading {
            wall: Moment::from_millis(1_298_900),
            steady: Duration::from_secs(347),
        };
        assert_eq!(touched.elapsed(apart), Duration::from_secs(297));
    }

    #[test]
    fn a_steady_clock_that_runs_ahead_of_the_wall_counts_too() {
        let touched = reading(1_000, 50);
        assert!(touched.elapsed(reading(1_000, 350)) >= FIVE_MINUTES);
    }
}
