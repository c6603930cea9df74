//! The vault from outside, over real files and, in `real_keyring`, a real GNOME keyring.

// clippy.toml allows these in test functions, not in what they call.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

// As the dependents call it.
extern crate propusk_vault as vault;

mod changes;
mod damage;
#[cfg(unix)]
mod disk;
#[cfg(target_os = "linux")]
mod faults;
mod fixtures;
mod format;
mod processes;
#[cfg(target_os = "linux")]
mod real_keyring;
mod start_up;
