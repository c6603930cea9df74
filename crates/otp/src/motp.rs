//! mOTP: MD5 over the time in tens of seconds, the secret's hex text and the PIN.

use md5::{Digest, Md5};

use crate::code::{Code, Order};

pub(crate) const DIGITS: u8 = 6;

/// The first six hex digits, lower case.
pub(crate) fn code(hex_text: &[u8], pin: &str, step: u64) -> Code {
    let hash = Md5::new()
        .chain_update(step.to_string())
        .chain_update(hex_text)
        .chain_update(pin)
        .finalize();
    let value = u32::from_be_bytes([0, hash[0], hash[1], hash[2]]);
    Code::spelled(value.into(), DIGITS, b"0123456789abcdef", Order::LastFirst)
}
