//! Whether the computer's clock can be trusted, as far as that can be told without asking anybody.

use std::time::Duration;

use crate::{Moment, Reading};

/// When this program was built: no right clock shows less. From `SOURCE_DATE_EPOCH` where that is set.
pub const BUILT: Moment = Moment::from_seconds(include!(concat!(env!("OUT_DIR"), "/built.rs")));

/// The computer's clock may be behind the vault's by this much: accounts travel between computers, and
/// a day is more than any mistake about time zones.
const BEHIND: Duration = Duration::from_secs(24 * 60 * 60);

/// A clock that was moved by less does no harm: a portal allows that much.
const HARMLESS_MS: u64 = 5_000;

/// Why the clock cannot be right, or was not a moment ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockTrouble {
    /// It shows a time before this program was built; the real one is later by this or more.
    BeforeBuild(Duration),
    /// It shows a time before the vault was last written, by this much.
    BeforeLastSeen(Duration),
    /// It was moved while the program ran, by so many milliseconds; negative: back.
    Moved(i64),
    /// It was compared with another clock, and is ahead by so many milliseconds; negative: behind.
    Ahead(i64),
}

/// Watches for somebody moving the clock while the program runs.
#[derive(Debug, Clone, Copy)]
pub struct ClockWatch {
    last: Reading,
    /// Milliseconds by which it is ahead, as far as is known: it was compared, or moved since it was
    /// taken for right.
    ahead: i64,
    /// Somebody has compared it.
    is_compared: bool,
    /// Whether the steady clock goes on while the computer sleeps. If not, a clock that went forward
    /// may have been asleep, and nothing is said.
    counts_sleep: bool,
}

impl ClockWatch {
    /// Watches from here on.
    #[must_use]
    pub fn new(now: Reading, counts_sleep: bool) -> Self {
        Self {
            last: now,
            ahead: 0,
            is_compared: false,
            counts_sleep,
        }
    }

    /// Looks at the clocks. Returns whether the wall clock was moved since the last look.
    pub fn look(&mut self, now: Reading) -> bool {
        let jump = self.last.jump(now);
        let was_moved = !self.last.is_in_step(now) && (jump < 0 || self.counts_sleep);
        if was_moved {
            self.ahead = self.ahead.saturating_add(jump);
        }
        self.last = now;
        was_moved
    }

    /// The clock is known to be right: the person said so, or the system, which has set it.
    pub fn trust(&mut self) {
        self.ahead = 0;
        self.is_compared = false;
    }

    /// It was compared with a right clock, and is ahead by so many seconds; negative: behind.
    pub fn know(&mut self, ahead: i64) {
        self.ahead = ahead.saturating_mul(1_000);
        self.is_compared = true;
    }

    /// What is wrong at the last look, the surest first. `last_seen` is when the vault was last written.
    #[must_use]
    pub fn trouble(&self, last_seen: Option<Moment>) -> Option<ClockTrouble> {
        let now = self.last.wall;
        let behind = now.until(last_seen.unwrap_or(now));
        if now < BUILT {
            Some(ClockTrouble::BeforeBuild(now.until(BUILT)))
        } else if behind > BEHIND {
            Some(ClockTrouble::BeforeLastSeen(behind))
        } else if self.ahead.unsigned_abs() <= HARMLESS_MS {
            None
        } else if self.is_compared {
            Some(ClockTrouble::Ahead(self.ahead))
        } else {
            Some(ClockTrouble::Moved(self.ahead))
        }
    }
}

/// What a person read off another clock, compared with this computer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Difference {
    /// Seconds by which this computer's clock is ahead, −900 to 900; negative: behind.
    pub ahead: i16,
    /// Half hours by which the two differ besides, −24 to 24: another time zone, or an hour that is
    /// wrong on one of them.
    pub half_hours: i8,
}

/// Compares the time of day on this computer with one that was read off elsewhere, both in seconds since
/// midnight, 0 to 86 399. Time zones differ by whole half hours, but for three with quarters; codes do not
/// depend on them.
#[must_use]
pub fn compare(here: u32, elsewhere: u32) -> Difference {
    const DAY: i64 = 86_400;
    const HALF_HOUR: i64 = 1_800;
    let half = |whole: i64, value: i64| (value + whole / 2).rem_euclid(whole) - whole / 2;
    let apart = half(DAY, i64::from(here) - i64::from(elsewhere));
    let ahead = half(HALF_HOUR, apart);
    Difference {
        ahead: i16::try_from(ahead).unwrap_or(0),
        half_hours: i8::try_from((apart - ahead) / HALF_HOUR).unwrap_or(0),
    }
}

/// How far codes may be corrected. A clock that is off by more has to be set: too much else goes wrong.
pub const MOST_CORRECTED: Duration = Duration::from_secs(5 * 60);

/// How long a correction holds.
const CORRECTED_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// Codes are made for another time than the computer's clock shows, for a day at most.
#[derive(Debug, Clone, Copy)]
pub struct Correction {
    ahead: i64,
    since: Reading,
}

impl Correction {
    /// For a clock that is ahead by so many seconds; negative: behind. `None` if that is more than
    /// [`MOST_CORRECTED`].
    #[must_use]
    pub fn new(ahead: i64, since: Reading) -> Option<Self> {
        let size = Duration::from_secs(ahead.unsigned_abs());
        (size <= MOST_CORRECTED).then_some(Self { ahead, since })
    }

    /// Seconds by which the clock is ahead, or `None` when the correction is over: after a day, or when
    /// the clock was moved, perhaps to the right time.
    #[must_use]
    pub fn ahead(&self, now: Reading) -> Option<i64> {
        let since = now.steady.saturating_sub(self.since.steady);
        (self.since.is_in_step(now) && since < CORRECTED_FOR).then_some(self.ahead)
    }

    /// When it is over at the latest, on the computer's own clock.
    #[must_use]
    pub fn until(&self) -> Moment {
        self.since.wall.after(CORRECTED_FOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(wall: u64, steady: u64) -> Reading {
        Reading {
            wall: BUILT.after(Duration::from_secs(wall)),
            steady: Duration::from_secs(steady),
        }
    }

    fn moved(counts_sleep: bool, readings: &[(u64, u64)]) -> Option<ClockTrouble> {
        let mut watch = ClockWatch::new(reading(1_000_000, 50), counts_sleep);
        for (wall, steady) in readings {
            watch.look(reading(*wall, *steady));
        }
        watch.trouble(None)
    }

    #[test]
    fn a_clock_before_the_build_is_wrong_whatever_else() {
        let early = Reading {
            wall: Moment::from_millis(BUILT.millis() - 60_000),
            steady: Duration::ZERO,
        };
        let watch = ClockWatch::new(early, true);
        let trouble = watch.trouble(Some(BUILT.after(BEHIND)));
        let minute = Duration::from_secs(60);
        assert_eq!(trouble, Some(ClockTrouble::BeforeBuild(minute)));
    }

    #[test]
    fn a_vault_written_later_than_now_by_more_than_a_day_tells_on_the_clock() {
        let watch = ClockWatch::new(reading(1_000_000, 0), true);
        let written = |after: u64| Some(BUILT.after(Duration::from_secs(1_000_000 + after)));
        assert_eq!(watch.trouble(written(86_400)), None, "a day is allowed");
        let behind = Duration::from_secs(86_401);
        assert_eq!(
            watch.trouble(written(86_401)),
            Some(ClockTrouble::BeforeLastSeen(behind))
        );
    }

    #[test]
    fn a_clock_moved_while_we_run_is_told_until_it_is_moved_back() {
        assert_eq!(moved(true, &[(1_000_010, 60)]), None);
        let ahead = moved(true, &[(1_000_010, 60), (1_000_067, 70)]);
        assert_eq!(ahead, Some(ClockTrouble::Moved(47_000)));
        let back = moved(true, &[(999_830, 60)]);
        assert_eq!(back, Some(ClockTrouble::Moved(-180_000)));
        let mended = moved(true, &[(1_000_067, 70), (1_000_030, 80)]);
        assert_eq!(mended, None);
        let harmless = moved(true, &[(1_000_014, 60)]);
        assert_eq!(harmless, None, "4 s: the portal allows them");
    }

    #[test]
    fn a_steady_clock_that_slept_too_says_nothing_of_time_that_passed() {
        assert_eq!(moved(false, &[(1_030_000, 60)]), None, "a night's sleep");
        let back = moved(false, &[(999_830, 60)]);
        assert_eq!(back, Some(ClockTrouble::Moved(-180_000)));
    }

    #[test]
    fn a_compared_clock_is_told_as_off_until_it_is_set_right() {
        let mut watch = ClockWatch::new(reading(1_000_000, 50), true);
        watch.know(47);
        assert_eq!(watch.trouble(None), Some(ClockTrouble::Ahead(47_000)));
        watch.look(reading(999_963, 60));
        assert_eq!(watch.trouble(None), None, "set back by 47 s");
    }

    #[test]
    fn what_the_system_has_set_is_right() {
        let mut watch = ClockWatch::new(reading(1_000_000, 50), true);
        assert!(watch.look(reading(1_000_067, 60)));
        watch.trust();
        assert_eq!(watch.trouble(None), None);
        assert!(!watch.look(reading(1_000_068, 61)));
    }

    #[test]
    fn a_time_read_off_elsewhere_is_compared_without_regard_to_time_zones() {
        let noon = 12 * 3_600;
        let all = |ahead, half_hours| Difference { ahead, half_hours };
        assert_eq!(compare(noon + 47, noon), all(47, 0));
        assert_eq!(compare(noon, noon + 180), all(-180, 0));
        assert_eq!(compare(noon + 3 * 3_600 - 20, noon), all(-20, 6));
        assert_eq!(compare(10, 86_395), all(15, 0), "across midnight");
        assert_eq!(compare(noon, noon + 5 * 3_600 + 1_800 + 3), all(-3, -11));
        assert_eq!(compare(noon + 14 * 60, noon), all(840, 0), "no zone");
    }

    #[test]
    fn a_correction_holds_for_a_day_of_an_untouched_clock() {
        let correction = Correction::new(47, reading(0, 100)).expect("small");
        assert_eq!(correction.ahead(reading(86_399, 86_499)), Some(47));
        assert_eq!(correction.ahead(reading(86_400, 86_500)), None, "a day");
        assert_eq!(
            correction.ahead(reading(13, 160)),
            None,
            "somebody has set the clock right"
        );
    }

    #[test]
    fn a_correction_is_five_minutes_at_most() {
        assert!(Correction::new(-300, reading(0, 0)).is_some());
        assert!(Correction::new(301, reading(0, 0)).is_none());
        assert!(Correction::new(i64::MIN, reading(0, 0)).is_none());
    }
}
