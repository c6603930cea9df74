//! Percent escapes, lenient when reading and strict when writing.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1251;

/// What a `+` stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plus {
    /// Itself, as in RFC 3986.
    Plus,
    /// A space, as in forms.
    Space,
}

/// The text before and after the first of an ASCII character.
pub(crate) fn split_once(text: &str, at: u8) -> Option<(&str, &str)> {
    debug_assert!(at.is_ascii());
    let place = memchr::memchr(at, text.as_bytes())?;
    Some((&text[..place], &text[place + 1..]))
}

/// Decodes the escapes to text. Invalid escapes stay as they are.
pub(crate) fn decode(text: &str, plus: Plus) -> Cow<'_, str> {
    let special = match plus {
        Plus::Plus => memchr::memchr(b'%', text.as_bytes()),
        Plus::Space => memchr::memchr2(b'%', b'+', text.as_bytes()),
    };
    if special.is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(decode_text(unescape(text, plus)))
}

/// Decodes the escapes to bytes; a `+` stays a `+`.
pub(crate) fn decode_raw(text: &str) -> Vec<u8> {
    unescape(text, Plus::Plus)
}

fn unescape(text: &str, plus: Plus) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        out.push(match byte {
            b'+' if plus == Plus::Space => b' ',
            b'%' => match pair(bytes.get(at), bytes.get(at + 1)) {
                Some(value) => {
                    at += 2;
                    value
                }
                None => byte,
            },
            other => other,
        });
    }
    out
}

/// UTF-8; else windows-1251 if every high byte is a Cyrillic letter there; else UTF-8 with marks
/// for what is broken.
pub(crate) fn decode_text(bytes: Vec<u8>) -> String {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return text,
        Err(error) => error.into_bytes(),
    };
    let cyrillic = WINDOWS_1251.decode_without_bom_handling(&bytes).0;
    let letters =
        |c: char| c.is_ascii() || (('\u{400}'..='\u{4ff}').contains(&c) && c.is_alphabetic());
    if cyrillic.chars().all(letters) {
        return cyrillic.into_owned();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Escapes all but the unreserved characters of RFC 3986 and `@`; upper-case hex.
pub(crate) fn encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)].into());
            out.push(HEX[usize::from(byte & 15)].into());
        }
    }
}

fn pair(high: Option<&u8>, low: Option<&u8>) -> Option<u8> {
    let digit = |byte: Option<&u8>| match byte {
        Some(digit @ b'0'..=b'9') => Some(digit - b'0'),
        Some(letter @ b'a'..=b'f') => Some(letter - b'a' + 10),
        Some(letter @ b'A'..=b'F') => Some(letter - b'A' + 10),
        Some(_) | None => None,
    };
    Some(digit(high)? << 4 | digit(low)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_escapes_leniently() {
        for (text, expected) in [
            ("a%20b+c", "a b+c"),
            ("%d0%93%D0%93", "ГГ"),
            ("100%", "100%"),
            ("%zz%4", "%zz%4"),
            ("%2", "%2"),
            ("%%41", "%A"),
            ("%C3%EE%F1", "Гос"),
            ("%A8%B8", "Ёё"),
            ("%AB%C3%BB", "\u{fffd}û"),
            ("%FF%FE", "яю"),
            ("%98", "\u{fffd}"),
            ("Почта%20%D0", "Почта \u{fffd}"),
        ] {
            assert_eq!(decode(text, Plus::Plus), expected, "{text}");
        }
        assert_eq!(decode("a+b%2Bc", Plus::Space), "a b+c");
    }

    #[test]
    fn writes_upper_case_escapes() {
        let mut out = String::new();
        encode("Г: a+b@c/#?&%~", &mut out);
        assert_eq!(out, "%D0%93%3A%20a%2Bb@c%2F%23%3F%26%25~");
    }
}
