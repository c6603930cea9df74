//! HMAC and truncation (RFC 4226 §5.3).

use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use streebog::{Streebog256, Streebog512};

use crate::algorithm::Algorithm;
use crate::code::Code;
use crate::numbers::Digits;

/// The HOTP value for a moving factor: through `totp-rs` where it reaches, else on our own.
pub(crate) fn hotp(key: &[u8], algorithm: Algorithm, digits: Digits, factor: u64) -> Code {
    match (algorithm, digits.get()) {
        (Algorithm::Sha1, digits @ 1..=9) => library(key, totp_rs::Algorithm::SHA1, digits, factor),
        (Algorithm::Sha256, digits @ 1..=9) => {
            library(key, totp_rs::Algorithm::SHA256, digits, factor)
        }
        (Algorithm::Sha512, digits @ 1..=9) => {
            library(key, totp_rs::Algorithm::SHA512, digits, factor)
        }
        (algorithm, digits) => Code::decimal(truncated(key, algorithm, factor), digits),
    }
}

/// `totp-rs` divides the time by the step: with a step of 1 the time is the moving factor.
/// Its checked constructor refuses secrets below 128 bits, which are legal and common.
fn library(key: &[u8], algorithm: totp_rs::Algorithm, digits: u8, factor: u64) -> Code {
    // The usual 20 bytes stay on the stack.
    let secret = match <[u8; 20]>::try_from(key) {
        Ok(key) => totp_rs::Secret::new_stack(key),
        Err(_) => totp_rs::Secret::new(key.into()),
    };
    let totp = totp_rs::Builder::new()
        .with_algorithm(algorithm)
        .with_digits(digits)
        .with_step_duration(1)
        .with_secret(secret)
        .build_noncompliant();
    let mut code = Code::default();
    // Nine digits fit, so this cannot fail.
    let _ = std::fmt::write(&mut code, format_args!("{}", totp.generate(factor)));
    code
}

/// The 31-bit value that the digits are taken from.
pub(crate) fn truncated(key: &[u8], algorithm: Algorithm, factor: u64) -> u32 {
    let factor = factor.to_be_bytes();
    match algorithm {
        Algorithm::Sha1 => cut(&mac::<Hmac<Sha1>>(key, &factor)),
        Algorithm::Sha224 => cut(&mac::<Hmac<Sha224>>(key, &factor)),
        Algorithm::Sha256 => cut(&mac::<Hmac<Sha256>>(key, &factor)),
        Algorithm::Sha384 => cut(&mac::<Hmac<Sha384>>(key, &factor)),
        Algorithm::Sha512 => cut(&mac::<Hmac<Sha512>>(key, &factor)),
        Algorithm::Md5 => cut(&mac::<Hmac<Md5>>(key, &factor)),
        Algorithm::Streebog256 => cut(&mac::<Hmac<Streebog256>>(key, &factor)),
        Algorithm::Streebog512 => cut(&mac::<Hmac<Streebog512>>(key, &factor)),
    }
}

/// HMAC-SHA-256, for Yandex.
pub(crate) fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    mac::<Hmac<Sha256>>(key, message).into()
}

fn mac<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> hmac::digest::Output<M> {
    #[expect(
        clippy::expect_used,
        reason = "HMAC takes keys of any length (RFC 2104 §3)"
    )]
    let mac = <M as KeyInit>::new_from_slice(key).expect("any length is a key");
    mac.chain_update(message).finalize().into_bytes()
}

/// Dynamic truncation. An HMAC-MD5 has 16 bytes only; what would lie past its end is 0.
fn cut(mac: &[u8]) -> u32 {
    let offset = usize::from(mac.last().copied().unwrap_or_default() & 15);
    let mut four = [0; 4];
    for (to, from) in four.iter_mut().zip(&mac[offset..]) {
        *to = *from;
    }
    u32::from_be_bytes(four) & 0x7fff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    }

    #[test]
    fn hmac_streebog_as_in_rfc_7836() {
        let key: Vec<u8> = (0..32).collect();
        let message = [
            0x01, 0x26, 0xbd, 0xb8, 0x78, 0x00, 0xaf, 0x21, 0x43, 0x41, 0x45, 0x65, 0x63, 0x78,
            0x01, 0x00,
        ];
        assert_eq!(
            hex(&mac::<Hmac<Streebog256>>(&key, &message)),
            "a1aa5f7de402d7b3d323f2991c8d4534013137010a83754fd0af6d7cd4922ed9"
        );
        assert_eq!(
            hex(&mac::<Hmac<Streebog512>>(&key, &message)),
            "a59bab22ecae19c65fbde6e5f4e9f5d8549d31f037f9df9b905500e171923a77\
             3d5f1530f2ed7e964cb2eedc29e9ad2f3afe93b2814f79f5000ffc0366c251e6"
        );
    }

    #[test]
    fn truncation_as_in_rfc_4226() {
        let mac = [
            0x1f, 0x86, 0x98, 0x69, 0x0e, 0x02, 0xca, 0x16, 0x61, 0x85, 0x50, 0xef, 0x7f, 0x19,
            0xda, 0x8e, 0x94, 0x5b, 0x55, 0x5a,
        ];
        assert_eq!(cut(&mac), 0x50ef_7f19);
    }

    #[test]
    fn md5_past_its_end_counts_as_zero() {
        let mut mac = [0xff; 16];
        assert_eq!(cut(&mac), 0x7f00_0000, "offset 15");
        mac[15] = 0x0d;
        assert_eq!(cut(&mac), 0x7fff_0d00, "offset 13");
    }

    #[test]
    fn the_library_and_our_own_way_agree() {
        for algorithm in [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512] {
            for len in [1, 10, 20, 64, 65, 200] {
                let key: Vec<u8> = (1..=len).collect();
                for factor in [0, 1, 1 << 31, 1 << 32, u64::MAX] {
                    for digits in 1..=9 {
                        let theirs = hotp(&key, algorithm, digits.try_into().unwrap(), factor);
                        let digits = u8::try_from(digits).unwrap();
                        let ours = Code::decimal(truncated(&key, algorithm, factor), digits);
                        assert_eq!(theirs.as_str(), ours.as_str(), "{algorithm} {len} {factor}");
                    }
                }
            }
        }
    }
}
