//! What the command line computes without a vault, as functions over streams: for the program
//! itself, its tests and its benchmark.
#![forbid(unsafe_code)]

mod compute;
pub mod lines;

pub use compute::{compute, compute_on};
