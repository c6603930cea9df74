//! `compute` against totp-rs called in a loop.
fn main() {}
