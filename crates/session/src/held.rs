//! A code on the clipboard, until it is due to be taken off.

use std::time::Duration;

use crate::{Moment, Reading};

/// How long a clipboard that is busy or hangs is asked again before the code is left to its owner.
const KEEP_TRYING: Duration = Duration::from_secs(60);

/// A code that was put on the clipboard.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    since: Reading,
    clear_at: Moment,
}

impl Held {
    /// Put there now, to be taken off at `clear_at`.
    #[must_use]
    pub fn new(now: Reading, clear_at: Moment) -> Self {
        Self {
            since: now,
            clear_at,
        }
    }

    /// Whether its time has come, or the clock was set back meanwhile.
    #[must_use]
    pub fn is_due(&self, now: Reading) -> bool {
        now.wall >= self.clear_at
            || now.wall < self.since.wall
            || self.held_for(now) >= self.limit()
    }

    /// Whether it has been due for so long that a clipboard which cannot be reached is not asked again.
    #[must_use]
    pub fn is_given_up(&self, now: Reading) -> bool {
        self.held_for(now) >= self.limit() + KEEP_TRYING
    }

    fn held_for(&self, now: Reading) -> Duration {
        now.steady.saturating_sub(self.since.steady)
    }

    fn limit(&self) -> Duration {
        self.since.wall.until(self.clear_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(wall: u64, steady: u64) -> Reading {
        Reading {
            wall: Moment::from_seconds(wall),
            steady: Duration::from_secs(steady),
        }
    }

    #[test]
    fn a_code_stays_until_it_is_due_or_the_clock_is_moved() {
        let held = Held::new(reading(1000, 70), Moment::from_seconds(1030));
        for (what, now, is_due) in [
            ("just copied", reading(1000, 70), false),
            ("a second before", reading(1029, 99), false),
            ("its time", reading(1030, 100), true),
            (
                "slept on a steady clock that stood still",
                reading(1500, 75),
                true,
            ),
            ("set back", reading(999, 80), true),
            ("set back again and again", reading(1005, 100), true),
        ] {
            assert_eq!(held.is_due(now), is_due, "{what}");
        }
    }

    #[test]
    fn a_clipboard_that_hangs_is_asked_for_a_minute() {
        let held = Held::new(reading(1000, 70), Moment::from_seconds(1030));
        assert!(!held.is_given_up(reading(1089, 159)));
        assert!(held.is_given_up(reading(1090, 160)));
    }
}
