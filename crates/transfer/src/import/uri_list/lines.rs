//! The lines of a text, with the escapes of e-mail undone.

use std::borrow::Cow;
use std::ops::Deref;

use quoted_printable::ParseMode;
use zeroize::Zeroize;

/// The most lines that an e-mail program can have made of one, and their length in bytes: a link is
/// shorter.
const MOST_JOINED: usize = 512;
const LONGEST_JOINED: usize = 64 << 10;

/// A line. One that was put together is wiped when dropped.
pub(super) struct Line<'a>(Cow<'a, str>);

impl Deref for Line<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Drop for Line<'_> {
    fn drop(&mut self) {
        if let Cow::Owned(text) = &mut self.0 {
            text.zeroize();
        }
    }
}

impl<'a> From<Cow<'a, str>> for Line<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self(text)
    }
}

impl From<String> for Line<'_> {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

/// The lines that are not read yet. Cheap to copy, for a look ahead.
#[derive(Clone)]
pub(super) struct Lines<'a> {
    rest: Option<&'a str>,
    /// The number of the line that was given last.
    place: usize,
    /// Whether lines are in quoted-printable (RFC 2045 §6.7) now.
    quoted: bool,
}

impl<'a> Lines<'a> {
    /// The lines of a text. Line ends of every system; a lone carriage return is one, too.
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            rest: Some(text.trim_start_matches('\u{feff}')),
            place: 0,
            quoted: is_quoted(text),
        }
    }

    /// The next line as it stands, and its number from 1.
    pub(super) fn bare(&mut self) -> Option<(usize, &'a str)> {
        let text = self.rest?;
        self.place += 1;
        let Some(end) = text.find(['\n', '\r']) else {
            self.rest = None;
            return Some((self.place, text));
        };
        let (line, rest) = text.split_at(end);
        let rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
        self.rest = Some(rest);
        Some((self.place, line))
    }

    /// The next line as the sender wrote it.
    pub(super) fn next(&mut self) -> Option<(usize, Line<'a>)> {
        let (place, line) = self.bare()?;
        if let Some(encoding) = transfer_encoding(line) {
            self.quoted = encoding.eq_ignore_ascii_case("quoted-printable");
        } else if self.quoted && line.contains('=') {
            return Some((place, self.unquoted(line)));
        }
        Some((place, Cow::Borrowed(line).into()))
    }

    /// A line in quoted-printable, with those that the mail program broke off it.
    pub(super) fn unquoted(&mut self, line: &str) -> Line<'static> {
        let mut whole = Line::from(line.trim_end().to_owned());
        for _ in 0..MOST_JOINED {
            let Some(broken) = whole.strip_suffix('=') else {
                break;
            };
            let Some((_, more)) = self.bare().filter(|_| broken.len() <= LONGEST_JOINED) else {
                break;
            };
            whole = [broken, more.trim_end()].concat().into();
        }
        unquoted(&whole)
    }

    /// Whether its lines come out of quoted-printable now.
    pub(super) fn are_unquoted(&self) -> bool {
        self.quoted
    }
}

/// A text out of quoted-printable.
pub(super) fn unquoted(text: &str) -> Line<'static> {
    match quoted_printable::decode(text.as_bytes(), ParseMode::Robust) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(error) => String::from_utf8_lossy(error.as_bytes())
                .into_owned()
                .into(),
        },
        Err(_) => text.to_owned().into(),
    }
}

/// What the header of a part of an e-mail says about its encoding.
fn transfer_encoding(line: &str) -> Option<&str> {
    const NAME: &str = "content-transfer-encoding:";
    let name = line.get(..NAME.len())?;
    name.eq_ignore_ascii_case(NAME)
        .then(|| line[NAME.len()..].trim())
}

/// Whether a text without such a header is quoted-printable all the same: every `=` begins an escape or
/// breaks a line, and it shows that more than by chance. A link that is not would become another
/// one, and one that is has a wrong key if it is left: both `secret=3DAB…` can be read.
pub(super) fn is_quoted(text: &str) -> bool {
    let (mut signs, mut breaks, mut letters) = (0_usize, 0_usize, 0_usize);
    for (at, _) in text.match_indices('=') {
        match &text.as_bytes()[at + 1..] {
            [b'3', b'D', ..] => signs += 1,
            // A letter that is not ASCII has two of them at least.
            [a, b, rest @ ..] if is_hex(*a) && is_hex(*b) => {
                letters += usize::from(*a >= b'8' && rest.starts_with(b"="));
            }
            [] | [b'\n', ..] | [b'\r', b'\n', ..] => breaks += 1,
            _ => return false,
        }
    }
    match (signs, breaks, letters) {
        (0, ..) => false,
        (1, 0, 0) => text.split_once("=3D").is_some_and(|(_, value)| {
            let letters = value.bytes().take_while(u8::is_ascii_alphanumeric).count();
            is_usual(letters) && !is_usual(letters + 2)
        }),
        _ => true,
    }
}

/// Only capitals: `=3d` is no sign of it (RFC 2045 §6.7).
fn is_hex(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte)
}

/// Whether a key of this many letters of Base32 is one that services really give: 10, 16, 20, 32, 35, 40 and 64
/// bytes.
pub(super) fn is_usual(letters: usize) -> bool {
    matches!(letters, 16 | 26 | 32 | 52 | 56 | 64 | 103)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(usize, String)> {
        let mut lines = Lines::of(text);
        std::iter::from_fn(|| lines.next())
            .map(|(place, line)| (place, line.to_owned()))
            .collect()
    }

    #[test]
    fn lines_end_as_on_any_system_and_keep_their_numbers() {
        let expected = [(1, "a"), (2, "b"), (3, ""), (4, "c")];
        let expected = expected.map(|(place, line)| (place, line.to_owned()));
        for text in [
            "a\nb\n\nc",
            "a\r\nb\r\n\r\nc",
            "a\rb\r\rc",
            "\u{feff}a\nb\r\n\rc",
        ] {
            assert_eq!(all(text), expected, "{text:?}");
        }
    }

    #[test]
    fn joins_what_an_e_mail_broke() {
        let text = "Content-Transfer-Encoding: quoted-printable\r\n\r\nsecret=3DJBSW=\r\nY3DP=\r\n&x\r\nend";
        assert_eq!(
            all(text)[2..],
            [(3, "secret=JBSWY3DP&x".to_owned()), (6, "end".to_owned())]
        );
        let other = "content-transfer-encoding: 8bit\nsecret=3DJBSWY3DP";
        assert_eq!(all(other)[1].1, "secret=3DJBSWY3DP", "the header says so");
    }

    #[test]
    fn a_text_without_a_header_is_told_by_its_signs() {
        let key = "JBSWY3DPEHPK3PXP";
        for (text, expected) in [
            (format!("secret=3D{key}&issuer=3DA"), true),
            (format!("=D0=9F secret=3D{key}"), true),
            (format!("secret=3D{key}"), true),
            (format!("secret=3D{key}YY"), false),
            ("secret=3D2345AAAAAAAAAA".to_owned(), false),
            (format!("secret=3D{key}&issuer=Go"), false),
            (format!("secret={key}&issuer=A"), false),
            (format!("secret={key}===="), false),
            ("secret=ABCD2345&digits=66".to_owned(), false),
            (String::new(), false),
        ] {
            assert_eq!(is_quoted(&text), expected, "{text}");
        }
    }

    #[test]
    fn an_endless_break_is_bounded() {
        let text = format!("=3D=3D{}", "=\n".repeat(100_000));
        assert!(all(&text).len() > 100);
    }
}
