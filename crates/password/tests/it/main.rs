//! What is made follows the rules, and each password that does is as likely as any other.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used)]

mod passwords;
mod phrases;

fn number(size: usize) -> f64 {
    f64::from(u32::try_from(size).unwrap())
}
