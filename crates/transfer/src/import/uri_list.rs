//! A text with one URI per line: what most authenticators export, and what people paste
//! (formats.md §4).

mod extent;
mod lines;
mod start;
mod unescape;
mod wrapped;

use std::collections::HashSet;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use self::lines::{Line, Lines};
use self::start::{Escapes, Scheme, Start};
use super::account::Parsed;
use super::content::Kind;
use super::registry::Format;
use super::{ImportError, MOST_BYTES, link};

pub(super) const FORMAT: Format = Format {
    id: "uri-list",
    app: "otpauth://",
    files: ".txt",
    is: |content| match &content.kind {
        Kind::Text(text) => {
            SCHEMES.iter().any(|scheme| find(text, scheme).is_some()) || has_escaped_link(text)
        }
        // The plain links of a page are read elsewhere.
        Kind::Markup(text) => !text.starts_with("<?xml") && has_escaped_link(text),
        Kind::Archive(_) | Kind::Json(..) | Kind::Bytes => false,
    },
    read: |request, content| match content.text() {
        Some(text) => of_text(text, |_| request.progress.go_on()),
        None => uri_list(content.bytes),
    },
};

/// What an account's URI starts with. `apple-otpauth` contains `otpauth`: the first one found in a
/// line wins, so it needs no order here.
const SCHEMES: [&str; 5] = [
    "otpauth://",
    "otpauth-migration://",
    "apple-otpauth://",
    "steam://",
    "motp://",
];

/// Reads the links to accounts in a text: `otpauth`, `otpauth-migration`, `steam` and `motp`.
///
/// In a list, one link a line, every line counts: blank ones and those that start with `#` are passed
/// over, any other that is no account is refused under its number, and the rest still counts. In any other
/// text (an e-mail with its escapes and broken lines, a page of HTML, JSON, Markdown, a sentence, the
/// address of a picture that holds a link as a parameter) only the links count, each of them once. What
/// people and programs put around a link is passed over: a list number, quotes, brackets, a comma.
///
/// # Errors
/// [`ImportError::Empty`] when no line has anything in it; [`ImportError::TooLarge`] above 64 MiB;
/// [`ImportError::TooManyEntries`] above 10 000 accounts.
pub fn uri_list(text: &[u8]) -> Result<Parsed, ImportError> {
    if text.len() > MOST_BYTES {
        return Err(ImportError::TooLarge);
    }
    of_text(&String::from_utf8_lossy(text), |_| Ok(()))
}

/// Reads a text; `each_line` may stop it.
pub(super) fn of_text(
    text: &str,
    mut each_line: impl FnMut(usize) -> Result<(), ImportError>,
) -> Result<Parsed, ImportError> {
    let mut reading = Reading {
        parsed: Parsed::default(),
        is_list: is_list(text),
        known: HashSet::new(),
        mention: None,
    };
    let (mut lines, mut is_empty) = (Lines::of(text), true);
    while let Some((place, line)) = lines.next() {
        each_line(place)?;
        let line = content(&line);
        if !line.is_empty() && !line.starts_with('#') {
            is_empty = false;
            reading.line(place, line, &mut lines)?;
        }
    }
    let Reading {
        mut parsed,
        mention,
        ..
    } = reading;
    if is_empty {
        return Err(ImportError::Empty);
    }
    if parsed.found.is_empty() && parsed.refused.is_empty() {
        match mention {
            Some((place, uri)) => link::line(&mut parsed, place, &uri)?,
            None => link::line(&mut parsed, 1, text)?,
        }
    }
    Ok(parsed)
}

/// Whether a link stands in a text as a parameter of another one.
fn has_escaped_link(text: &str) -> bool {
    let starts = std::iter::successors(start::next(text, 0), |start| start::next(text, start.rest));
    starts
        .into_iter()
        .any(|start| start.escapes != Escapes::None)
}

/// A line without the blanks around it.
fn content(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}')
}

/// Whether a text is a list of links: most of its lines are one, or half of them with the first.
fn is_list(text: &str) -> bool {
    let (mut all, mut own, mut first) = (0_usize, 0_usize, false);
    let mut lines = Lines::of(text);
    while let Some((_, line)) = lines.bare() {
        let line = content(line);
        if !line.is_empty() && !line.starts_with('#') {
            let start = start::next(line, 0);
            let is_own = start.is_some_and(|start| extent::is_alone(&line[..start.at]));
            first |= all == 0 && is_own;
            (all, own) = (all + 1, own + usize::from(is_own));
        }
    }
    own * 2 > all || first && own * 2 == all
}

/// A text that is being read.
struct Reading {
    parsed: Parsed,
    is_list: bool,
    /// The links that were read: a page shows the text of a link that it also leads to.
    known: HashSet<[u8; 32]>,
    /// The first scheme that only a sentence speaks of.
    mention: Option<(usize, Zeroizing<String>)>,
}

impl Reading {
    /// Reads one line, and those behind it into which its last link goes on.
    fn line(&mut self, place: usize, line: &str, lines: &mut Lines<'_>) -> Result<(), ImportError> {
        let mut text = Line::from(unescape::without_breaks(line));
        let (mut from, mut has_link) = (0, false);
        while let Some(mut start) = start::next(&text, from) {
            has_link = true;
            if let Some((whole, at)) = continued(&text, &start, lines) {
                text = whole;
                let Some(again) = start::next(&text, at) else {
                    break;
                };
                start = again;
            }
            let end = extent::of(&text, &start).end.max(start.rest);
            let raw = &text[start.at..end];
            let plain =
                (!lines.are_unquoted() && lines::is_quoted(raw)).then(|| lines::unquoted(raw));
            let uri = unescape::link(plain.as_deref().unwrap_or(raw), &start);
            let is_alone = extent::is_alone(&text[..start.at]);
            self.link(place, uri, start.scheme, is_alone)?;
            from = end;
        }
        if !has_link && self.is_list {
            link::line(&mut self.parsed, place, line)?;
        }
        Ok(())
    }

    fn link(
        &mut self,
        place: usize,
        uri: Zeroizing<String>,
        scheme: Scheme,
        is_alone: bool,
    ) -> Result<(), ImportError> {
        if !is_alone && is_mention(&uri, scheme) {
            self.mention.get_or_insert((place, uri));
            return Ok(());
        }
        if !self.is_list && !self.known.insert(Sha256::digest(uri.as_bytes()).into()) {
            return Ok(());
        }
        link::line(&mut self.parsed, place, &uri)
    }
}

/// The line with what follows of its last link, if that goes on in the next lines, and where the link
/// begins in it.
fn continued(text: &str, start: &Start, lines: &mut Lines<'_>) -> Option<(Line<'static>, usize)> {
    let link = extent::window(text, start);
    let before = wrapped::end_of(&text[..start.at]);
    let whole = if !lines.are_unquoted() && link.ends_with('=') && lines::is_quoted(link) {
        lines.unquoted(link)
    } else if extent::of(text, start).closed {
        return None;
    } else {
        wrapped::joined(before, link, start.scheme, lines)?
    };
    Some(([before, &whole].concat().into(), before.len()))
}

/// Whether a sentence only speaks of a scheme: "links that begin with otpauth://". The program Steam has
/// links of its own with the scheme of its secrets.
fn is_mention(uri: &str, scheme: Scheme) -> bool {
    const SHORTEST_SECRET: usize = 16;
    match scheme {
        Scheme::Otpauth | Scheme::Migration | Scheme::Motp => !uri.contains('?'),
        Scheme::Steam => {
            let secret = uri.split_once("://").map_or("", |(_, secret)| secret);
            secret.len() < SHORTEST_SECRET || otp::uri::token(uri).is_err()
        }
    }
}

fn find(line: &str, scheme: &str) -> Option<usize> {
    let mut windows = line.as_bytes().windows(scheme.len());
    windows.position(|window| window.eq_ignore_ascii_case(scheme.as_bytes()))
}

/// The URI within a line, without what stands around it. A line without one stays as it is.
pub(super) fn uri_in(line: &str) -> &str {
    let starts = SCHEMES.iter().filter_map(|scheme| find(line, scheme));
    let Some(start) = starts.min() else {
        return line;
    };
    let (before, uri) = line.split_at(start);
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '-') {
        return line; // a longer scheme that is not ours
    }
    let closing = match before.chars().next_back() {
        Some(quote @ ('"' | '\'' | '`')) => Some(quote),
        Some('“' | '„') => Some('”'),
        Some('«') => Some('»'),
        Some('<') => Some('>'),
        _ => None,
    };
    let uri = closing
        .and_then(|closing| uri.split_once(closing))
        .map_or(uri, |(uri, _)| uri);
    uri.trim_end_matches(|c: char| c.is_whitespace() || [',', ';'].contains(&c))
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::super::MOST_ENTRIES;
    use super::*;

    const GOOD: &str = "otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXP&issuer=A";

    fn names(text: &str) -> Vec<String> {
        let parsed = uri_list(text.as_bytes()).expect("readable");
        assert!(parsed.refused.is_empty(), "{text:?}: {:?}", parsed.refused);
        parsed
            .found
            .into_iter()
            .map(|found| format!("{}/{}", found.entry.issuer, found.entry.name))
            .collect()
    }

    fn refused(text: &str) -> Vec<(usize, &'static str)> {
        let parsed = uri_list(text.as_bytes()).expect("readable");
        parsed
            .refused
            .iter()
            .map(|refused| (refused.place, refused.reason.code()))
            .collect()
    }

    #[test]
    fn reads_the_line_ends_of_every_system_and_a_byte_order_mark() {
        let one = GOOD;
        let two = GOOD.replace(":b", ":c").replace("JBSW", "KBSW");
        for text in [
            format!("{one}\n{two}\n"),
            format!("{one}\r\n{two}\r\n"),
            format!("{one}\r{two}"),
            format!("\u{feff}{one}\n\n  \n# a comment\n{two}"),
        ] {
            assert_eq!(names(&text), ["A/b", "A/c"], "{text:?}");
        }
    }

    #[test]
    fn passes_over_what_stands_around_a_uri() {
        for text in [
            format!("  {GOOD}  "),
            format!("\"{GOOD}\""),
            format!("'{GOOD}',"),
            format!("«{GOOD}»"),
            format!("“{GOOD}”"),
            format!("<{GOOD}>"),
            format!("1. {GOOD}"),
            format!("- {GOOD};"),
            format!("A: {GOOD}\0"),
            format!("<a href=\"{GOOD}\">A</a>"),
            format!("Apple-{GOOD}"),
        ] {
            assert_eq!(names(&text), ["A/b"], "{text:?}");
        }
    }

    #[test]
    fn reads_every_uri_of_a_line() {
        let two = GOOD.replace(":b", ":c").replace("JBSW", "KBSW");
        for text in [
            format!("{GOOD} {two}"),
            format!("1. {GOOD},  {two};"),
            format!("mine: \"{GOOD}\"\t{two}"),
        ] {
            assert_eq!(names(&text), ["A/b", "A/c"], "{text:?}");
        }
        let spaced = "otpauth://totp/A:b c?secret=JBSWY3DPEHPK3PXP&issuer=A";
        assert_eq!(names(spaced), ["A/b c"]);
    }

    #[test]
    fn reads_all_kinds_side_by_side() {
        let moved = otp::uri::parse(GOOD).expect("good");
        let moved = otp::migration::write(&[moved]).expect("Google can hold it");
        let text = format!(
            "steam://STEAMKEY\nmotp://Work:me?secret=e3152afee62599c8\n{}\n\
             otpauth://hotp/H?secret=JBSWY3DPEHPK3PXP&counter=7",
            moved[0].as_str()
        );
        let parsed = uri_list(text.as_bytes()).expect("readable");
        assert!(parsed.refused.is_empty(), "{:?}", parsed.refused);
        let warnings: Vec<Vec<_>> = parsed
            .found
            .iter()
            .map(|found| found.warnings.iter().map(|w| w.code()).collect())
            .collect();
        assert_eq!(
            warnings,
            [
                vec!["weak_secret"],
                vec!["weak_secret", "pin_missing"],
                vec!["weak_secret", "migration_period"],
                vec!["weak_secret"]
            ]
        );
        let kinds: Vec<_> = parsed
            .found
            .iter()
            .map(|found| found.entry.token.kind.name())
            .collect();
        assert_eq!(kinds, ["steam", "motp", "totp", "hotp"]);
    }

    #[test]
    fn transfers_that_call_themselves_the_same_are_all_read() {
        // One account with a key of ten bytes; no number of the transfer, no place in it.
        let link = |byte: u8| {
            let bytes = [&[0x0a, 12, 0x0a, 10][..], &[byte; 10]].concat();
            format!(
                "otpauth-migration://offline?data={}",
                STANDARD.encode(bytes)
            )
        };
        let (one, two) = (link(1), link(2));
        let parsed = uri_list(format!("{one}\n{two}\n{one}\n").as_bytes()).expect("readable");
        assert!(parsed.refused.is_empty(), "{:?}", parsed.refused);
        assert_eq!(parsed.found.len(), 2);
        assert_eq!(parsed.transfers().len(), 1);
        assert_eq!(parsed.transfers()[0].read, 1);
    }

    #[test]
    fn refuses_a_bad_line_under_its_number_and_takes_the_others() {
        let text = format!(
            "# exported\n{GOOD}\notpauth://totp/x?secret=JBSW0\n\nnonsense\n\
             otpauth://totp/x?secret=JBSWY3DP&digits=262\nhttps://example.com\n"
        );
        assert_eq!(
            refused(&text),
            [
                (3, "not_base32"),
                (5, "not_otp_text"),
                (6, "bad_digits"),
                (7, "not_otp_url")
            ]
        );
        assert_eq!(uri_list(text.as_bytes()).expect("readable").found.len(), 1);
    }

    #[test]
    fn a_scheme_inside_another_word_is_not_ours() {
        assert_eq!(
            refused("xotpauth://totp/x?secret=JBSWY3DP"),
            [(1, "not_otp_url")]
        );
    }

    #[test]
    fn nothing_is_an_error_of_its_own() {
        for text in ["", "\n\n", "\u{feff}", "# only a comment\n", " \t\r\n"] {
            assert_eq!(
                uri_list(text.as_bytes()).err(),
                Some(ImportError::Empty),
                "{text:?}"
            );
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_and_never_a_panic() {
        let mut bytes = b"\xff\xfe\x00otp\xc3\n".to_vec();
        bytes.extend(format!("{GOOD}\n{GOOD}").bytes());
        let parsed = uri_list(&bytes).expect("readable");
        assert_eq!((parsed.found.len(), parsed.refused.len()), (2, 1));
    }

    #[test]
    fn limits_size_and_number() {
        assert_eq!(
            uri_list(&vec![b'x'; MOST_BYTES + 1]).err(),
            Some(ImportError::TooLarge)
        );
        let many = "steam://\n".repeat(MOST_ENTRIES + 1);
        assert_eq!(
            uri_list(many.as_bytes()).err(),
            Some(ImportError::TooManyEntries)
        );
    }
}
