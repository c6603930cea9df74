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

mod backups;
mod changes;
mod damage;
#[cfg(unix)]
mod disk;
mod everything_back;
#[cfg(target_os = "linux")]
mod faults;
#[cfg(target_os = "linux")]
mod file_keyring;
mod fixtures;
mod format;
mod key_files;
mod keys;
mod organise;
mod password;
mod points;
mod processes;
#[cfg(target_os = "linux")]
mod real_keyring;
mod recovery_codes;
mod sheet;
mod snapshots;
mod start_up;
#[cfg(target_os = "linux")]
mod switch_kills;
mod uses;
