//! The crate from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr
)]

// The name by which every dependent knows it.
extern crate propusk_otp as otp;

mod codes;
mod migration;
mod oathtool;
mod peers;
mod properties;
mod redaction;
mod shapes;
mod view;
