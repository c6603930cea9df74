//! Yandex ("yaotp"): SHA-256 over PIN and key, 30 seconds, eight letters.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::code::{Code, Order};
use crate::mac;
use crate::secret::SecretError;

pub(crate) const LETTERS: u8 = 8;

const KEY: usize = 16;
const LONG: usize = 26;

/// The eight letters of a step. The key is the 16 bytes that [`key_of`] gives.
///
/// A wrong PIN gives wrong codes without any error, as in Yandex' own app.
pub(crate) fn code(key: &[u8], pin: &str, step: u64) -> Code {
    let mut hash: Zeroizing<[u8; 32]> = Zeroizing::default();
    // EXPOSE: the PIN is a part of the key.
    let sha = Sha256::new().chain_update(pin).chain_update(key);
    sha.finalize_into((&mut *hash).into());
    let key = if hash[0] == 0 { &hash[1..] } else { &hash[..] };
    let mac = mac::hmac_sha256(key, &step.to_be_bytes());
    let offset = usize::from(mac[31] & 15);
    let mut eight = [0; 8];
    eight.copy_from_slice(&mac[offset..offset + 8]);
    let value = u64::from_be_bytes(eight) & 0x7fff_ffff_ffff_ffff;
    Code::spelled(
        value,
        LETTERS,
        b"abcdefghijklmnopqrstuvwxyz",
        Order::LastFirst,
    )
}

/// The key in a secret as given out: 16 bytes from a QR code, or 26 for typing, which are
/// key (16), user id (8), PIN length − 1 (4 bits) and a checksum (12 bits).
pub(crate) fn key_of(bytes: &[u8]) -> Result<&[u8], SecretError> {
    match bytes.len() {
        KEY => Ok(bytes),
        LONG if checksum(bytes) == 0 => Ok(&bytes[..KEY]),
        _ => Err(SecretError::NotYandex),
    }
}

/// Plain bit-wise CRC with x¹² + … = 0x18f3, most significant bit first. Over the data followed by
/// its own checksum it is 0.
fn checksum(bytes: &[u8]) -> u16 {
    let mut acc = 0_u16;
    for byte in bytes {
        for bit in (0..8).rev() {
            acc = acc << 1 | u16::from(byte >> bit & 1);
            if acc & 0x1000 != 0 {
                acc ^= 0x18f3;
            }
        }
    }
    acc
}
