//! The sheet seen from outside: as a file that other programs read, and as text that people type.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod codes;
mod page;
mod secrecy;
mod typed;

use bech32::{Bech32, Hrp};
use jiff::civil::{Date, date};
use propusk_sheet::{RecoveryKey, Sheet};
use words::Language;

/// A day with a two-digit number and a long name.
const DAY: Date = date(2026, 11, 24);

/// The key with these bytes, as age writes it.
fn key_of(bytes: &[u8; 32]) -> String {
    let beginning = Hrp::parse("age-secret-key-").unwrap();
    bech32::encode_upper::<Bech32>(beginning, bytes).unwrap()
}

/// Some key.
fn sample() -> String {
    let mut bytes = [0; 32];
    for (byte, step) in bytes.iter_mut().zip(1_u8..) {
        *byte = step.wrapping_mul(167);
    }
    key_of(&bytes)
}

fn sheet(key: &str, language: Language) -> Sheet<'_> {
    Sheet {
        key: RecoveryKey::new(key).unwrap(),
        vault_id: "3f9a1c2e-77b0-4c7e-9d2b-0c5a8e1f4b6d",
        made: DAY,
        language,
    }
}
