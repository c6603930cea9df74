//! Makes passwords that a portal's rules accept. Randomness is an argument; nothing is kept.
#![forbid(unsafe_code)]

mod rules;

pub use rules::Rules;
