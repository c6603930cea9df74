//! Base32 (RFC 4648 §6) as people and apps really write it.

use std::borrow::Cow;

use zeroize::Zeroizing;

use crate::secret::SecretError;
use crate::uri::escape::{self, Plus};

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Value of each ASCII character, `SKIP` for separators, `BAD` for the rest.
const VALUES: [u8; 128] = {
    let mut values = [BAD; 128];
    let mut i = 0_u8;
    // A `while` because `for` does not run in a constant.
    while i < 32 {
        let upper = ALPHABET[widen(i)];
        values[widen(upper)] = i;
        values[widen(upper.to_ascii_lowercase())] = i;
        i += 1;
    }
    let separators = b" \t\n\x0b\x0c\r-_";
    i = 0;
    while widen(i) < separators.len() {
        values[widen(separators[widen(i)])] = SKIP;
        i += 1;
    }
    values
};
const SKIP: u8 = 254;
const BAD: u8 = 255;

/// `usize::from` is not yet callable in a constant.
#[allow(clippy::as_conversions)]
const fn widen(byte: u8) -> usize {
    byte as usize
}

/// Decodes in any case, of any length, with blanks, `-` and `_` anywhere and `=` at the end.
///
/// Percent escapes are decoded first: `%3D` for the padding is common outside of URIs too.
///
/// Left-over bits are dropped unread: files hold secrets of 1, 3 and 6 characters past a group of
/// eight, with any bits there. Empty input gives no bytes; the caller refuses that.
pub(crate) fn decode(text: &str) -> Result<Zeroizing<Vec<u8>>, SecretError> {
    match escape::decode(text, Plus::Plus) {
        Cow::Borrowed(text) => decode_plain(text),
        Cow::Owned(text) => decode_plain(&Zeroizing::new(text)),
    }
}

fn decode_plain(text: &str) -> Result<Zeroizing<Vec<u8>>, SecretError> {
    let text = text.trim_end_matches(|c: char| c == '=' || c.is_whitespace());
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len() * 5 / 8));
    let mut bits = 0_u16;
    let mut held = 0_u8;
    for (at, c) in text.char_indices() {
        let value = usize::try_from(u32::from(c))
            .ok()
            .and_then(|c| VALUES.get(c))
            .copied();
        match value {
            Some(value @ 0..32) => {
                bits = (bits << 5 | u16::from(value)) & 0x0fff;
                held += 5;
                if held >= 8 {
                    held -= 8;
                    bytes.push((bits >> held).to_be_bytes()[1]);
                }
            }
            Some(SKIP) => {}
            None if c.is_whitespace() => {}
            Some(_) | None => {
                let position = text[..at].chars().count() + 1;
                return Err(SecretError::NotBase32 { position });
            }
        }
    }
    Ok(bytes)
}

/// Encodes in upper case without padding.
pub(crate) fn encode(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len().div_ceil(5) * 8));
    let mut bits = 0_u16;
    let mut held = 0_u8;
    let letter = |bits: u16| char::from(ALPHABET[usize::from(bits & 31)]);
    for byte in bytes {
        bits = bits << 8 | u16::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            text.push(letter(bits >> held));
        }
    }
    if held > 0 {
        text.push(letter(bits << (5 - held)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> Vec<u8> {
        decode(text).unwrap().to_vec()
    }

    #[test]
    fn rfc_4648_vectors_both_ways() {
        for (plain, coded) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(encode(plain.as_bytes()).as_str(), coded);
            assert_eq!(decoded(coded), plain.as_bytes());
        }
    }

    #[test]
    fn spelling_does_not_matter() {
        let expected = decoded("JBSWY3DPEHPK3PXP");
        for text in [
            "jbswy3dpehpk3pxp",
            "JBSW Y3DP EHPK 3PXP",
            "jbsw-y3dp-ehpk-3pxp",
            "JBSW_Y3DP_EHPK_3PXP",
            "JBSWY3DP\u{a0}EHPK3PXP",
            " JBSWY3DPEHPK3PXP====== \n",
            "JBSWY3DPEHPK3PXP = = =",
            "JBSW\u{2003}Y3DPEHPK\t3PXP",
            "JBSWY3DPEHPK3PXP%3D%3d",
            "JBSW%20Y3DP%C2%A0EHPK3PXP",
        ] {
            assert_eq!(decoded(text), expected, "{text:?}");
        }
    }

    #[test]
    fn every_length_is_read_and_odd_bits_are_dropped() {
        for (len, bytes) in [
            (1, 0),
            (2, 1),
            (3, 1),
            (4, 2),
            (5, 3),
            (6, 3),
            (7, 4),
            (8, 5),
            (9, 5),
        ] {
            assert_eq!(
                decoded(&"7".repeat(len)),
                vec![255; bytes],
                "{len} characters"
            );
        }
    }

    #[test]
    fn says_where_it_stops() {
        for (text, position) in [
            ("ABC0", 4),
            ("1", 1),
            ("AB=C", 3),
            ("AB é", 4),
            ("жAB", 1),
            ("AB%", 3),
        ] {
            assert_eq!(
                decode(text),
                Err(SecretError::NotBase32 { position }),
                "{text}"
            );
        }
    }
}
