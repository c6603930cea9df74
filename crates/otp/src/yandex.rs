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
        LONG if checksum(bytes) == u16::from_be_bytes([bytes[24], bytes[25]]) & 0x0fff => {
            Ok(&bytes[..KEY])
        }
        _ => Err(SecretError::NotYandex),
    }
}

/// Plain bit-wise remainder of the first 26 · 8 − 12 bits by 0x18f3 (x¹² on top), register 0, most
/// significant bit first. The last 12 bits hold the same.
fn checksum(bytes: &[u8]) -> u16 {
    let bits = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    bits.take(LONG * 8 - 12).fold(0, |acc, bit| {
        let acc = acc << 1 | u16::from(bit);
        if acc & 0x1000 == 0 { acc } else { acc ^ 0x18f3 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_flipped_bit_breaks_the_checksum() {
        let text = "LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI";
        let good = crate::base32::decode(text).unwrap();
        assert_eq!(key_of(&good), Ok(&good[..16]));
        for bit in 0..LONG * 8 {
            let mut bad = good.to_vec();
            bad[bit / 8] ^= 128 >> (bit % 8);
            assert_eq!(key_of(&bad), Err(SecretError::NotYandex), "bit {bit}");
        }
    }

    #[test]
    fn other_lengths_are_refused() {
        for len in [1, 15, 17, 20, 25, 27] {
            assert_eq!(
                key_of(&vec![0; len]),
                Err(SecretError::NotYandex),
                "{len} bytes"
            );
        }
        assert!(key_of(&[0; 16]).is_ok());
    }
}
