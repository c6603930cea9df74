//! An open vault at work: which code to show and for how long, which one to copy and when, when to take it off the
//! clipboard again, which ones were used, whether the clock can be right, when to lock, and how long to
//! wait after wrong passwords.
//!
//! Time is an argument everywhere; nothing here reads a clock or keeps a timer.
#![forbid(unsafe_code)]

mod clock;
mod copy;
mod guard;
mod held;
mod idle;
mod press;
mod resync;
mod reveal;
mod show;
mod time;
mod tries;
mod used;

pub use clock::{BUILT, ClockTrouble, ClockWatch, Correction, Difference, MOST_CORRECTED, compare};
pub use copy::{Copied, GRACE, Life, Offer, Which, copy, copy_pressed};
pub use guard::{Due, Guard, Waiting};
pub use held::Held;
pub use idle::Idle;
pub use press::{PressError, Pressed, peek, press};
pub use resync::{Window, find_counter};
pub use reveal::{REVEALED, Revealed};
pub use show::{Shown, Timed, show};
pub use time::{Moment, Reading};
pub use tries::Tries;
pub use used::Used;
