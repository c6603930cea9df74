//! Moments and readings, given by whoever has a clock.

use std::time::Duration;

/// A moment: milliseconds since 1970-01-01 00:00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(u64);

impl Moment {
    /// The moment `milliseconds` after 1970.
    #[must_use]
    pub const fn from_millis(milliseconds: u64) -> Self {
        Moment(milliseconds)
    }

    /// The moment `seconds` after 1970; far beyond the year 500 million it stays at the last one.
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Self {
        Moment(seconds.saturating_mul(1000))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// Whole seconds since 1970, rounded down: the time that codes are computed for.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.0 / 1000
    }

    /// The moment `wait` later.
    #[must_use]
    pub fn after(self, wait: Duration) -> Moment {
        Moment(
            self.0
                .saturating_add(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX)),
        )
    }

    /// How long it is until `later`; nothing when that has passed.
    #[must_use]
    pub fn until(self, later: Moment) -> Duration {
        Duration::from_millis(later.0.saturating_sub(self.0))
    }
}

/// A difference between the two clocks that no drift explains: the computer slept, or somebody set
/// the clock.
pub(crate) const JUMP: Duration = Duration::from_secs(2);

/// Both clocks at once: the one on the wall, and one that never jumps. Whether that one goes on while
/// the computer sleeps depends on the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The wall clock.
    pub wall: Moment,
    /// Time since some fixed moment, on the steady clock.
    pub steady: Duration,
}

impl Reading {
    /// By how many milliseconds the wall clock has moved against the steady one until `later`; negative
    /// when it was set back.
    #[must_use]
    pub fn jump(&self, later: Reading) -> i64 {
        let steady = later.steady.saturating_sub(self.steady).as_millis();
        let (from, to) = (
            i128::from(self.wall.millis()),
            i128::from(later.wall.millis()),
        );
        let jump = to - from - i128::try_from(steady).unwrap_or(i128::MAX);
        i64::try_from(jump).unwrap_or(if jump < 0 { i64::MIN } else { i64::MAX })
    }

    /// Whether the clocks agree about the time until `later`, but for a drift.
    #[must_use]
    pub fn is_in_step(&self, later: Reading) -> bool {
        Duration::from_millis(self.jump(later).unsigned_abs()) <= JUMP
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_down_to_the_second_that_has_begun() {
        assert_eq!(Moment::from_millis(59_999).seconds(), 59);
        assert_eq!(Moment::from_millis(60_000).seconds(), 60);
    }

    #[test]
    fn the_past_is_no_time_away() {
        let (early, late) = (Moment::from_seconds(10), Moment::from_millis(12_500));
        assert_eq!(early.until(late), Duration::from_millis(2_500));
        assert_eq!(late.until(early), Duration::ZERO);
    }

    #[test]
    fn the_end_of_time_does_not_wrap_around() {
        let end = Moment::from_seconds(u64::MAX);
        assert_eq!(end.after(Duration::from_secs(1)), end);
    }
}
