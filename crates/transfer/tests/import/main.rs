//! Files of other apps: those that the tests write themselves, and real ones where they are at hand.

// clippy.toml allows these in test functions, not in what they call. One test program: nobody else
// uses its parts.
#![allow(
    unreachable_pub,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

mod aegis;
mod bitwarden;
mod canonical;
mod keepass;
mod one_password;
mod proton_pass;
mod real_files;
mod tables;
