//! An open vault at work: which code to show, which one to copy, when to take it off the clipboard
//! again, when to lock, and how long to wait after wrong passwords.
//!
//! Time is an argument everywhere; nothing here reads a clock or keeps a timer.
#![forbid(unsafe_code)]

mod copy;
mod idle;
mod press;
mod show;
mod time;
mod tries;

pub use copy::{Copied, GRACE, Which, copy, copy_pressed};
pub use idle::{Idle, Reading};
pub use press::{PressError, Pressed, peek, press};
pub use show::{Shown, Timed, show};
pub use time::Moment;
pub use tries::Tries;
