//! Whether the clock can be right: a wrong one makes every code wrong.

use std::path::Path;
use std::time::{Duration, SystemTime};

use super::{Check, State};
use crate::say::Say;
use crate::store::now;

/// A clock this many years after the build is taken for wrong, too.
const YEARS_OF_USE: u64 = 20;
/// systemd-timesyncd leaves this file once it has set the clock from the network.
const SYNCHRONISED: &str = "/run/systemd/timesync/synchronized";

/// Looks for signs on this machine only; nothing is asked over the network.
pub(super) fn clock(say: &Say<'_>) -> Check {
    let judgement = judge(
        now(),
        session::BUILT.seconds(),
        newest_file(),
        Path::new(SYNCHRONISED).exists(),
    );
    let (state, id) = match judgement {
        Judgement::Behind => (State::Fail, "cli-doctor-clock-behind"),
        Judgement::Ahead => (State::Fail, "cli-doctor-clock-ahead"),
        Judgement::WentBack => (State::Warn, "cli-doctor-clock-went-back"),
        Judgement::Synchronised => (State::Ok, "cli-doctor-clock-synchronised"),
        Judgement::Plausible => (State::Warn, "cli-doctor-clock-plausible"),
    };
    Check::said("clock", state, id, &[], say)
}

#[derive(Debug, PartialEq, Eq)]
enum Judgement {
    /// Before this program existed.
    Behind,
    /// Long after anybody would still use it.
    Ahead,
    /// Files were written at a time that has not come yet.
    WentBack,
    /// Set from the network since the machine started.
    Synchronised,
    /// Nothing speaks against it, nothing proves it.
    Plausible,
}

/// `newest_file`: the latest time at which a file that the system writes all the time was written.
fn judge(now: u64, built_at: u64, newest_file: Option<u64>, synchronised: bool) -> Judgement {
    const YEAR: u64 = 365 * 24 * 60 * 60;
    const SLACK: u64 = 60;
    if now < built_at {
        Judgement::Behind
    } else if now > built_at + YEARS_OF_USE * YEAR {
        Judgement::Ahead
    } else if newest_file.is_some_and(|written| written > now + SLACK) {
        Judgement::WentBack
    } else if synchronised {
        Judgement::Synchronised
    } else {
        Judgement::Plausible
    }
}

/// Places where something is written whenever a machine is used.
fn newest_file() -> Option<u64> {
    let home = std::env::var_os("HOME").map(std::path::PathBuf::from);
    let places = ["/var/log", "/var/lib", "/tmp"].map(std::path::PathBuf::from);
    let written = places.into_iter().chain(home).filter_map(|place| {
        std::fs::metadata(place)
            .and_then(|found| found.modified())
            .ok()
    });
    let since = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).ok();
    written
        .filter_map(since)
        .map(|since: Duration| since.as_secs())
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT: u64 = 1_790_000_000;

    #[test]
    fn a_clock_before_the_build_or_decades_after_it_is_wrong() {
        assert_eq!(judge(0, BUILT, None, true), Judgement::Behind);
        assert_eq!(judge(BUILT - 1, BUILT, None, true), Judgement::Behind);
        assert_eq!(
            judge(BUILT + 700_000_000, BUILT, None, true),
            Judgement::Ahead
        );
    }

    #[test]
    fn files_from_the_future_tell_that_the_clock_went_back() {
        let hour = 3600;
        assert_eq!(
            judge(BUILT, BUILT, Some(BUILT + hour), true),
            Judgement::WentBack
        );
        assert_eq!(
            judge(BUILT, BUILT, Some(BUILT + 10), true),
            Judgement::Synchronised
        );
    }

    #[test]
    fn without_any_sign_the_clock_is_only_plausible() {
        assert_eq!(judge(BUILT, BUILT, None, false), Judgement::Plausible);
    }
}
