//! Steam Guard: SHA-1, 30 seconds, five letters.

use crate::algorithm::Algorithm;
use crate::code::{Code, Order};
use crate::mac;

const ALPHABET: &[u8; 26] = b"23456789BCDFGHJKMNPQRTVWXY";

pub(crate) const LETTERS: u8 = 5;

/// The truncated HOTP value in base 26, least significant letter first.
pub(crate) fn code(key: &[u8], step: u64) -> Code {
    let value = mac::truncated(key, Algorithm::Sha1, step);
    Code::spelled(value.into(), LETTERS, ALPHABET, Order::FirstFirst)
}
