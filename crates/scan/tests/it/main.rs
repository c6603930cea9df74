//! The crate seen from outside: real pictures, a real X server, a real clipboard.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends with a panic, and says on its standard output what it skips"
)]

mod bad_input;
#[cfg(target_os = "linux")]
mod clipboard;
#[cfg(target_os = "linux")]
mod desktop;
mod drawing;
mod pictures;
#[cfg(target_os = "linux")]
mod screen;
mod shared_pictures;
