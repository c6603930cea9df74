//! The crate seen from outside: real files, a real X server, a real clipboard.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends with a panic, and says on its standard output what it skips"
)]

#[cfg(target_os = "linux")]
mod clipboard;
#[cfg(target_os = "linux")]
mod desktop;
#[allow(
    dead_code,
    reason = "the tests of two crates share it, and each uses a part"
)]
mod drawing;
mod files;
#[cfg(target_os = "linux")]
mod screen;
#[cfg(target_os = "linux")]
mod worker;
