//! The crate seen from outside, on busses of the tests' own. logind and the screen savers are played:
//! nobody may put this machine to sleep for a test.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends with a panic, and its child talks on its standard output"
)]

mod bus;
mod ending;
mod gone;
mod logind;
mod program;
mod screen_saver;
mod session;
mod sleep;
mod sources;

use std::time::Duration;

/// What must happen happens in this time, also on a busy machine.
pub(crate) const SOON: Duration = Duration::from_secs(20);
/// What must not happen would have happened in this time.
pub(crate) const A_WHILE: Duration = Duration::from_millis(300);

/// Waits until it is so.
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = std::time::Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < SOON, "not within {SOON:?}: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
