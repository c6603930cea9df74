//! The decoders seen from outside: drawn pictures, damaged ones, real ones.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends with a panic, and says on its standard output what it skips"
)]

#[allow(
    dead_code,
    reason = "the tests of two crates share it, and each uses a part"
)]
#[path = "../../../scan/tests/it/drawing.rs"]
mod drawing;

mod bad_input;
mod generated;
mod known;
mod pdf;
mod pictures;
#[cfg(target_os = "linux")]
mod sandbox;
mod shared_pictures;
mod sight;
