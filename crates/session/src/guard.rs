//! The copy guard: a code that is about to end is not handed over, a copy waits for the next one.

use std::time::Duration;

use crate::{Moment, Reading};

/// How long a copied code must still be valid when it reaches the clipboard. Portals that follow
/// RFC 6238 §5.2 accept it a little longer, strict ones do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard(Duration);

impl Guard {
    /// The most seconds that can be asked for.
    pub const MOST: u8 = 15;

    /// So many seconds, 0 to [`Guard::MOST`]; more count as the most. 0: never wait.
    #[must_use]
    pub fn of_seconds(seconds: u8) -> Self {
        Guard(Duration::from_secs(seconds.min(Self::MOST).into()))
    }

    /// What it asks of a code that is valid for `period`: never more than a third, so that short
    /// periods do not end up in waiting.
    #[must_use]
    pub fn needed(self, period: Duration) -> Duration {
        self.0.min(period / 3)
    }
}

impl Default for Guard {
    /// Five seconds.
    fn default() -> Self {
        Self::of_seconds(5)
    }
}

/// Beyond its moment by this much a waiting copy is given up: the person has gone on.
const LATE: Duration = Duration::from_secs(10);

/// A copy that waits for the next code.
#[derive(Debug, Clone, Copy)]
pub struct Waiting {
    asked: Reading,
    until: Moment,
}

/// What has become of a waiting copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// It goes on waiting for so long.
    In(Duration),
    /// The next code is valid: copy it.
    Now,
    /// The computer slept or its clock was moved: what the person expects of the clipboard now,
    /// nobody knows, so it is left alone.
    Never,
}

impl Waiting {
    /// Asked for now, to be done at `until`.
    #[must_use]
    pub fn new(asked: Reading, until: Moment) -> Self {
        Self { asked, until }
    }

    /// The moment that it waits for.
    #[must_use]
    pub fn until(&self) -> Moment {
        self.until
    }

    /// What to do about it now.
    #[must_use]
    pub fn look(&self, now: Reading) -> Due {
        let late = self.until.until(now.wall);
        if !self.asked.is_in_step(now) || late > LATE {
            Due::Never
        } else if now.wall < self.until {
            Due::In(now.wall.until(self.until))
        } else {
            Due::Now
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(wall: u64, steady: u64) -> Reading {
        Reading {
            wall: Moment::from_millis(wall),
            steady: Duration::from_millis(steady),
        }
    }

    #[test]
    fn never_asks_for_more_than_a_third_of_the_period() {
        let needed =
            |seconds, period| Guard::of_seconds(seconds).needed(Duration::from_secs(period));
        assert_eq!(needed(5, 30), Duration::from_secs(5));
        assert_eq!(needed(15, 30), Duration::from_secs(10));
        assert_eq!(needed(15, 15), Duration::from_secs(5));
        assert_eq!(needed(200, 300), Duration::from_secs(15));
        assert_eq!(needed(0, 30), Duration::ZERO);
    }

    #[test]
    fn a_waiting_copy_is_due_exactly_at_its_moment() {
        let waiting = Waiting::new(reading(100_000, 7_000), Moment::from_seconds(103));
        let look = |wall| waiting.look(reading(wall, wall - 93_000));
        assert_eq!(look(102_999), Due::In(Duration::from_millis(1)));
        assert_eq!(look(103_000), Due::Now);
        assert_eq!(look(113_000), Due::Now, "a busy computer");
        assert_eq!(look(113_001), Due::Never, "nobody waits so long");
    }

    #[test]
    fn sleep_and_a_moved_clock_end_the_wait() {
        let waiting = Waiting::new(reading(100_000, 7_000), Moment::from_seconds(103));
        for (what, now) in [
            (
                "asleep, on a clock that stood still",
                reading(104_000, 7_500),
            ),
            ("set forward", reading(147_500, 7_500)),
            ("set back", reading(40_000, 7_500)),
            ("set back a little", reading(98_500, 9_000)),
        ] {
            assert_eq!(waiting.look(now), Due::Never, "{what}");
        }
    }
}
