//! The command line from outside: the real program, and where a vault is needed a real keyring.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod backups;
mod bad_input;
mod bad_protection;
mod camera;
mod clip;
mod compute;
mod desk;
mod doctor;
mod enrol;
mod explain;
mod export;
mod fake_clock;
mod import;
mod lost;
mod no_keyring;
mod parse;
mod password;
mod pictures;
mod points;
mod processes;
mod real_files;
mod recovery_codes;
mod secrets;
mod sheet;
mod terminal;
mod usage;
mod vault;
mod watch;
