//! The escapes of what stands around a link, undone.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use zeroize::Zeroizing;

use super::extent::is_percent_inside;
use super::start::{Escapes, Scheme, Start};

/// A link as it was before it was put into a page, a string of JSON or another link.
pub(super) fn link(text: &str, start: &Start) -> Zeroizing<String> {
    let entities = html_escape::decode_html_entities(text);
    let text = Zeroizing::new(entities.into_owned());
    let text = match start.escapes {
        Escapes::None if is_percent_inside(&text) => percent(&text, start.scheme),
        Escapes::None if has_json_ampersand(&text) => json(&text),
        Escapes::None => text,
        Escapes::Json => json(&text),
        Escapes::Percent => percent(&text, start.scheme),
        Escapes::PercentTwice => percent(&percent(&text, start.scheme), start.scheme),
    };
    match visible(&text) {
        Cow::Owned(text) => Zeroizing::new(text),
        Cow::Borrowed(_) => text,
    }
}

/// One level of percent escapes. In a form a plus is a blank; in the data of a transfer it is a plus.
fn percent(text: &str, scheme: Scheme) -> Zeroizing<String> {
    let text = match scheme {
        Scheme::Migration => Cow::Borrowed(text),
        Scheme::Otpauth | Scheme::Steam | Scheme::Motp => Cow::Owned(text.replace('+', "%20")),
    };
    Zeroizing::new(percent_decode_str(&text).decode_utf8_lossy().into_owned())
}

/// Writers of JSON that leave slashes alone still escape what HTML gives a meaning.
fn has_json_ampersand(text: &str) -> bool {
    text.contains("\\u0026")
}

/// A string of JSON, or as much of one as there is: an escape that is none stays.
fn json(text: &str) -> Zeroizing<String> {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let escape = &rest[at..];
        let (letter, length) = unit(escape);
        match letter {
            Some(letter) => plain.push(letter),
            None => plain.push_str(&escape[..length]),
        }
        rest = &escape[length..];
    }
    plain.push_str(rest);
    plain
}

/// The letter of an escape at the beginning of a text, and the length of the escape.
fn unit(escape: &str) -> (Option<char>, usize) {
    let number = |text: &str| {
        let digits = text.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    if let Some(first) = number(escape) {
        let units = std::iter::once(first).chain(escape.get(6..).and_then(number));
        return match char::decode_utf16(units).next() {
            Some(Ok(letter)) => (Some(letter), letter.len_utf16() * 6),
            _ => (None, 6),
        };
    }
    match escape.as_bytes().get(1) {
        Some(letter @ (b'/' | b'\\' | b'"' | b':')) => (Some(char::from(*letter)), 2),
        _ => (None, 1),
    }
}

/// A text without what is not seen in it and only allows a line to be broken there. Between letters that
/// are not ASCII it stays: there it joins or parts letters of a name.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    let is_break = |c: char| {
        matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
        )
    };
    if !text.contains(is_break) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if is_break(letter) {
            let mut end = at + letter.len_utf8();
            while let Some((at, letter)) = letters.next_if(|(_, letter)| is_break(*letter)) {
                end = at + letter.len_utf8();
            }
            let is_ascii = |c: Option<char>| c.is_none_or(|c| c.is_ascii());
            let next = letters.peek().map(|(_, letter)| *letter);
            if !(is_ascii(kept.chars().next_back()) && is_ascii(next)) {
                kept.push_str(&text[at..end]);
            }
        } else {
            kept.push(letter);
        }
    }
    Cow::Owned(kept)
}

/// A line without the marks of HTML that allow it to be broken, and without what is not seen.
pub(super) fn without_breaks(line: &str) -> Cow<'_, str> {
    const MARK: &str = "<wbr";
    let mut rest = line;
    let mut kept = String::new();
    while let Some(at) = rest
        .as_bytes()
        .windows(MARK.len())
        .position(|window| window.eq_ignore_ascii_case(MARK.as_bytes()))
    {
        let behind = &rest[at + MARK.len()..];
        let length = behind.trim_start_matches([' ', '/']);
        let Some(behind) = length.strip_prefix('>') else {
            kept.push_str(&rest[..at + MARK.len()]);
            rest = behind;
            continue;
        };
        kept.push_str(&rest[..at]);
        rest = behind;
    }
    if kept.is_empty() && rest.len() == line.len() {
        return visible(line);
    }
    kept.push_str(rest);
    Cow::Owned(visible(&kept).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_what_a_string_of_json_escapes_and_no_more() {
        for (text, expected) in [
            (r"otpauth:\/\/totp\/a?x\u0026y", "otpauth://totp/a?x&y"),
            (r"CORP\user", r"CORP\user"),
            (r#"a\"b\\c"#, r#"a"b\c"#),
            (r"\ud83d\ude00 \ud83d", "😀 \\ud83d"),
            (r"\u00", r"\u00"),
            ("\\", "\\"),
        ] {
            assert_eq!(json(text).as_str(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_seen_goes_only_between_ascii() {
        for (text, expected) in [
            ("a\u{200b}b\u{ad}\u{200d}c", "abc"),
            ("\u{feff}a\u{200b}", "a"),
            ("👨\u{200d}👩", "👨\u{200d}👩"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ] {
            assert_eq!(visible(text), expected, "{text:?}");
        }
        for (text, expected) in [
            ("a<wbr>b<WBR />c<wbr/>", "abc"),
            ("a<wbrx>b", "a<wbrx>b"),
            ("<wbr", "<wbr"),
            ("plain", "plain"),
        ] {
            assert_eq!(without_breaks(text), expected, "{text}");
        }
    }
}
