//! Accounts coming in from elsewhere and going out again: pure functions over bytes.
#![forbid(unsafe_code)]

pub mod compare;
pub mod export;
pub mod import;
pub mod recovery_codes;
mod seal;
