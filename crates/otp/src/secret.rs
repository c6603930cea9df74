//! The shared secret.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::base32;

/// The shared secret of a token: at least one byte.
///
/// Wiped when dropped; `Debug` shows nothing; no `Display`; compared in constant time. The bytes
/// are the identity of a secret, not its spelling: `abc`, `ABC` and `AB C=` are the same.
///
/// The bytes of a mOTP token are the ASCII text of the server's lower-case hex digits
/// ([`Secret::from_motp`]), because that text is what the code is computed over.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

/// Why a text is no secret. Never holds a part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SecretError {
    /// A character that is not Base32; `position` counts characters from 1.
    ///
    /// `0`, `1` and `8` are not repaired to `O`, `I` and `B`: a guess gives wrong codes.
    #[error("not base32 at character {position}")]
    NotBase32 {
        /// Place of the character, from 1.
        position: usize,
    },
    /// A character that is not a hex digit, or (`from_hex`) half a byte at the end.
    #[error("not hex at character {position}")]
    NotHex {
        /// Place of the character, from 1.
        position: usize,
    },
    /// No bytes at all. HMAC takes an empty key and gives codes that are never right.
    #[error("empty secret")]
    Empty,
    /// More than 8 KiB of text or bytes.
    #[error("secret too long")]
    TooLong,
    /// A Yandex secret that has neither 16 nor 26 bytes, or whose checksum is wrong.
    #[error("not a Yandex secret")]
    NotYandex,
}

impl SecretError {
    /// Stable identifier of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            SecretError::NotBase32 { .. } => "not_base32",
            SecretError::NotHex { .. } => "not_hex",
            SecretError::Empty => "empty_secret",
            SecretError::TooLong => "too_long",
            SecretError::NotYandex => "bad_yandex_secret",
        }
    }

    /// The part that may be shown: the position of the first wrong character, from 1.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            SecretError::NotBase32 { position } | SecretError::NotHex { position } => {
                Some(position.to_string())
            }
            SecretError::Empty | SecretError::TooLong | SecretError::NotYandex => None,
        }
    }
}

/// Longest secret, as text or as bytes: the longest URI that we read.
const LONGEST: usize = 8 * 1024;

impl Secret {
    /// Takes raw bytes.
    ///
    /// # Errors
    /// [`SecretError::Empty`] for no bytes, [`SecretError::TooLong`] above 8 KiB.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Secret, SecretError> {
        Secret::checked(Zeroizing::new(bytes.into()))
    }

    /// Reads Base32 in any real-world spelling: any case, any length, with blanks, `-`, `_`, `=`.
    ///
    /// # Errors
    /// [`SecretError::NotBase32`] with the position, [`SecretError::Empty`] if no byte comes out
    /// (also for a single character), [`SecretError::TooLong`] above 8 KiB.
    pub fn from_base32(text: &str) -> Result<Secret, SecretError> {
        if text.len() > LONGEST {
            return Err(SecretError::TooLong);
        }
        Secret::checked(base32::decode(text)?)
    }

    /// Reads pairs of hex digits as raw bytes, in any case, with blanks, `-` and `:` between.
    /// Not for mOTP, see [`Secret::from_motp`].
    ///
    /// # Errors
    /// [`SecretError::NotHex`] with the position, also for an odd number of digits;
    /// [`SecretError::Empty`]; [`SecretError::TooLong`].
    pub fn from_hex(text: &str) -> Result<Secret, SecretError> {
        let digits = hex_digits(text)?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(digits.len() / 2));
        let (pairs, rest) = digits.as_chunks::<2>();
        if !rest.is_empty() {
            return Err(SecretError::NotHex {
                position: text.trim_end().chars().count(),
            });
        }
        bytes.extend(
            pairs
                .iter()
                .map(|[high, low]| hex_value(*high) << 4 | hex_value(*low)),
        );
        Secret::checked(bytes)
    }

    /// Reads the hex digits of a mOTP server and keeps them as lower-case text.
    ///
    /// # Errors
    /// [`SecretError::NotHex`] with the position; [`SecretError::Empty`]; [`SecretError::TooLong`].
    pub fn from_motp(text: &str) -> Result<Secret, SecretError> {
        Secret::checked(hex_digits(text)?)
    }

    /// Reads a Yandex secret: 16 bytes, or 26 with the user id and a checksum, in Base32. Keeps the
    /// first 16 bytes.
    ///
    /// # Errors
    /// As [`Secret::from_base32`], and [`SecretError::NotYandex`] for other lengths or a wrong
    /// checksum.
    pub fn from_yandex(text: &str) -> Result<Secret, SecretError> {
        let long = Secret::from_base32(text)?;
        // EXPOSE: the key is the head of these bytes.
        Secret::from_bytes(crate::yandex::key_of(long.expose())?.to_vec())
    }

    fn checked(bytes: Zeroizing<Vec<u8>>) -> Result<Secret, SecretError> {
        match bytes.len() {
            0 => Err(SecretError::Empty),
            1..=LONGEST => Ok(Secret(bytes)),
            _ => Err(SecretError::TooLong),
        }
    }

    /// The bytes. Mark each use with an `EXPOSE` comment that says why.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// Base32, upper case, no padding.
    #[must_use]
    pub fn to_base32(&self) -> Zeroizing<String> {
        base32::encode(&self.0)
    }

    /// Hex of the raw bytes, lower case. Not for mOTP, see [`crate::Token::secret_text`].
    #[must_use]
    pub fn to_hex(&self) -> Zeroizing<String> {
        let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value & 15)]);
        let mut text = Zeroizing::new(String::with_capacity(self.0.len() * 2));
        for byte in self.0.iter() {
            text.push(digit(byte >> 4));
            text.push(digit(*byte));
        }
        text
    }

    /// Whether it has fewer than the 128 bits that RFC 4226 §4 (R6) asks for. Legal and common.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.0.len() < 16
    }
}

/// The hex digits of the text in lower case, blanks and separators left out.
fn hex_digits(text: &str) -> Result<Zeroizing<Vec<u8>>, SecretError> {
    if text.len() > LONGEST {
        return Err(SecretError::TooLong);
    }
    let mut digits = Zeroizing::new(Vec::with_capacity(text.len()));
    for (index, c) in text.chars().enumerate() {
        match u8::try_from(c) {
            Ok(digit) if digit.is_ascii_hexdigit() => digits.push(digit.to_ascii_lowercase()),
            Ok(b'-' | b':') => {}
            _ if c.is_whitespace() => {}
            Ok(_) | Err(_) => {
                return Err(SecretError::NotHex {
                    position: index + 1,
                });
            }
        }
    }
    Ok(digits)
}

/// Value of a digit that [`hex_digits`] gave out.
fn hex_value(digit: u8) -> u8 {
    if digit.is_ascii_digit() {
        digit - b'0'
    } else {
        digit - b'a' + 10
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_slice().ct_eq(other.0.as_slice()).into()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_the_secret() {
        let secret = Secret::from_base32("JBSWY3DPEHPK3PXP").unwrap();
        for shown in [
            format!("{secret:?}"),
            format!("{secret:#?}"),
            format!("{:?}", Some(&secret)),
        ] {
            assert!(shown.contains("Secret(…)"), "{shown}");
            assert!(!shown.contains("JBSW") && !shown.contains("72") && !shown.contains("48"));
        }
    }

    #[test]
    fn refuses_an_empty_secret() {
        for text in ["", " ", "=", "--", "A"] {
            assert_eq!(
                Secret::from_base32(text),
                Err(SecretError::Empty),
                "{text:?}"
            );
        }
        assert_eq!(Secret::from_hex(" "), Err(SecretError::Empty));
        assert_eq!(Secret::from_motp(""), Err(SecretError::Empty));
        assert_eq!(Secret::from_bytes([]), Err(SecretError::Empty));
    }

    #[test]
    fn refuses_a_secret_of_more_than_8_kib() {
        assert_eq!(
            Secret::from_base32(&"A".repeat(8193)),
            Err(SecretError::TooLong)
        );
        assert_eq!(
            Secret::from_hex(&"a".repeat(8193)),
            Err(SecretError::TooLong)
        );
        assert_eq!(Secret::from_bytes(vec![1; 8193]), Err(SecretError::TooLong));
        assert!(
            Secret::from_base32(&"A".repeat(164)).is_ok(),
            "long secrets are legal"
        );
    }

    #[test]
    fn hex_both_ways() {
        let secret = Secret::from_hex("00 7F-ff:A5").unwrap();
        assert_eq!(secret.expose(), [0, 127, 255, 165]);
        assert_eq!(secret.to_hex().as_str(), "007fffa5");
        assert_eq!(
            Secret::from_hex("12g4"),
            Err(SecretError::NotHex { position: 3 })
        );
        assert_eq!(
            Secret::from_hex("123"),
            Err(SecretError::NotHex { position: 3 })
        );
        assert_eq!(Secret::from_motp("E31 52A").unwrap().expose(), b"e3152a");
    }

    #[test]
    fn weak_ends_at_128_bits() {
        assert!(Secret::from_bytes([1; 15]).unwrap().is_weak());
        assert!(!Secret::from_bytes([1; 16]).unwrap().is_weak());
        assert_eq!(Secret::from_base32("ab c="), Secret::from_base32("ABC"));
        assert_ne!(Secret::from_base32("ABCD"), Secret::from_base32("ABDD"));
    }
}
