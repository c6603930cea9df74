//! The list of accounts of a real vault.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod accounts;
mod any_text;
mod duplicates;
mod marks;
mod order;
mod search;
