//! The computer's clock: whether it can be right, and codes for the right time where it is not.

use std::time::Duration;

use session::{ClockTrouble, ClockWatch, Correction, Difference, Moment, Reading};

use crate::{
    app::{Core, clocks, lock},
    wire::{
        AppError, ClockCheckView, ClockTroubleView, ClockView, CorrectionView, DifferenceView,
        TroubleKind,
    },
};

/// What is known of the clock.
pub struct Clocks {
    watch: ClockWatch,
    correction: Option<Correction>,
    /// How far the clock was ahead when it was last compared, and when that was.
    compared: Option<(i64, Reading)>,
    /// When the vault was last written, as it was found: a save under a wrong clock would set that back.
    last_seen: Option<Moment>,
    /// The person has looked and says that the clock is right.
    trusted: bool,
}

impl Default for Clocks {
    fn default() -> Self {
        // Linux has a steady clock that goes on in suspend, see `app::steady`.
        let watch = ClockWatch::new(clocks(), cfg!(target_os = "linux"));
        Self {
            watch,
            correction: None,
            compared: None,
            last_seen: None,
            trusted: false,
        }
    }
}

impl Clocks {
    /// How far the clock is ahead of the time that codes are made for, in seconds.
    fn ahead(&self, now: Reading) -> i64 {
        let correction = self.correction.as_ref();
        correction.and_then(|it| it.ahead(now)).unwrap_or(0)
    }
}

impl Core {
    /// The time that codes are made for: the wall clock, corrected where the person wished it.
    pub fn code_time(&self) -> Moment {
        self.code_clocks().wall
    }

    /// The same beside the steady clock.
    pub(crate) fn code_clocks(&self) -> Reading {
        let now = clocks();
        let ahead = lock(&self.clocks).ahead(now) * 1000;
        let wall = Moment::from_millis(now.wall.millis().saturating_add_signed(-ahead));
        Reading { wall, ..now }
    }

    /// Looks at the clock, knowing when the vault was last written.
    pub(crate) fn look_at_clock(&self, last_seen: Moment) -> ClockView {
        lock(&self.clocks).last_seen.get_or_insert(last_seen);
        self.clock()
    }

    /// Looks at the clock.
    pub fn clock(&self) -> ClockView {
        let now = clocks();
        let mut clocks = lock(&self.clocks);
        if clocks.watch.look(now) {
            clocks.trusted = false;
        }
        let correction = clocks.correction.as_ref();
        let correction = correction.and_then(|it| {
            Some(CorrectionView {
                ahead: it.ahead(now)?,
                until: it.until().seconds(),
            })
        });
        let trouble = clocks.watch.trouble(clocks.last_seen);
        let is_mended = correction.is_some() && matches!(trouble, Some(ClockTrouble::Ahead(_)));
        ClockView {
            trouble: trouble
                .filter(|_| !clocks.trusted && !is_mended)
                .map(Into::into),
            correction,
        }
    }

    /// All that can be told of the clock without asking anybody outside.
    pub fn check_clock(&self) -> ClockCheckView {
        let synchronised = crate::time_service::is_synchronised();
        let kind = self.clock().trouble.map(|trouble| trouble.kind);
        let by_signs = matches!(kind, Some(TroubleKind::Moved | TroubleKind::BeforeLastSeen));
        if by_signs && synchronised == Some(true) {
            // It was the system that moved it, to the right time; or it was wrong before.
            self.trust_clock();
        }
        ClockCheckView {
            clock: self.clock(),
            servers: self.clock_servers(),
            synchronised,
        }
    }

    /// The person says that the clock is right.
    pub fn trust_clock(&self) {
        let mut clocks = lock(&self.clocks);
        clocks.watch.trust();
        clocks.trusted = true;
        clocks.correction = None;
        clocks.last_seen = None;
    }

    /// Compares this computer's time of day with one read off elsewhere, in seconds since midnight.
    ///
    /// # Errors
    /// `bad_time`: no time of day.
    pub fn compare_clock(&self, elsewhere: u32) -> Result<DifferenceView, AppError> {
        const DAY: u32 = 86_400;
        if elsewhere >= DAY {
            return Err(AppError::new("bad_time"));
        }
        // Not by the zone's clock as of now: a correction must not hide what it corrects.
        let here = jiff::Zoned::now().time();
        let part = |value: i8| u32::try_from(value).unwrap_or(0);
        let here = part(here.hour()) * 3600 + part(here.minute()) * 60 + part(here.second());
        let Difference { ahead, half_hours } = session::compare(here, elsewhere);
        let ahead = i64::from(ahead);
        if half_hours == 0 {
            self.know_ahead(ahead);
        }
        Ok(DifferenceView {
            ahead,
            half_hours,
            can_be_corrected: half_hours == 0 && Correction::new(ahead, clocks()).is_some(),
        })
    }

    /// The clock was compared with a right one, and is ahead by so many seconds; negative: behind.
    pub(crate) fn know_ahead(&self, ahead: i64) {
        let now = clocks();
        let mut clocks = lock(&self.clocks);
        clocks.watch.look(now);
        clocks.watch.know(ahead);
        clocks.compared = Some((ahead, now));
        clocks.trusted = false;
    }

    /// Makes codes for the time of the clock that this one was compared with, or ends that.
    ///
    /// # Errors
    /// `clock_moved_since`: the clock was moved since it was compared. `clock_too_wrong`: it is off by more
    /// than codes may be corrected.
    pub fn correct_clock(&self, on: bool) -> Result<ClockView, AppError> {
        // What waits was promised for a moment of the other time.
        self.forget_wait();
        let now = clocks();
        {
            let mut clocks = lock(&self.clocks);
            clocks.correction = if on {
                let moved = || AppError::new("clock_moved_since");
                let (ahead, since) = clocks.compared.take().ok_or_else(moved)?;
                let correction = Correction::new(ahead, since)
                    .ok_or_else(|| AppError::new("clock_too_wrong"))?;
                correction.ahead(now).ok_or_else(moved)?;
                Some(correction)
            } else {
                None
            };
        }
        Ok(self.clock())
    }
}

impl From<ClockTrouble> for ClockTroubleView {
    fn from(trouble: ClockTrouble) -> Self {
        let rounded = |millis: i64| (millis + millis.signum() * 500) / 1000;
        let whole = |by: Duration| i64::try_from(by.as_secs()).unwrap_or(i64::MAX);
        let (kind, seconds) = match trouble {
            ClockTrouble::BeforeBuild(by) => (TroubleKind::BeforeBuild, whole(by)),
            ClockTrouble::BeforeLastSeen(by) => (TroubleKind::BeforeLastSeen, whole(by)),
            ClockTrouble::Moved(millis) => (TroubleKind::Moved, rounded(millis)),
            ClockTrouble::Ahead(millis) => (TroubleKind::Ahead, rounded(millis)),
        };
        Self { kind, seconds }
    }
}
