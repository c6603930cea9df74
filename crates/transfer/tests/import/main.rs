//! Files of other apps: those that the tests write themselves, and real ones where they are at hand.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::expect_used, clippy::panic)]

mod aegis;
mod canonical;
mod real_files;
mod two_fas;
