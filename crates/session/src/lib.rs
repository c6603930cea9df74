//! An open vault at work: which code to show, which one to copy, and when to take it off the
//! clipboard again.
//!
//! Time is an argument everywhere; nothing here reads a clock or keeps a timer.
#![forbid(unsafe_code)]

mod copy;
mod press;
mod show;
mod time;

pub use copy::{Copied, GRACE, Which, copy, copy_pressed};
pub use press::{PressError, Pressed, peek, press};
pub use show::{Shown, Timed, show};
pub use time::Moment;
