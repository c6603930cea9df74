//! Accounts out and in again: what each format carries, and what is named as left out.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::expect_used, clippy::print_stderr)]

mod aegis;
mod backup;
// The importers' tests use all of it.
#[allow(dead_code, unreachable_pub)]
#[path = "../import/canonical.rs"]
mod canonical;
mod google;
mod sample;
mod two_fas;
mod uri_list;
