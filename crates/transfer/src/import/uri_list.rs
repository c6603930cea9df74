//! A text with one URI per line: what most authenticators export, and what people paste
//! (formats.md §4).

use super::account::Parsed;
use super::content::Kind;
use super::registry::Format;
use super::{ImportError, MOST_BYTES, link};

pub(super) const FORMAT: Format = Format {
    id: "uri-list",
    app: "otpauth://",
    files: ".txt",
    is: |content| match &content.kind {
        Kind::Text(text) => SCHEMES.iter().any(|scheme| find(text, scheme).is_some()),
        Kind::Archive(_) | Kind::Json(..) | Kind::Markup(_) | Kind::Bytes => false,
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

/// Reads `otpauth`, `otpauth-migration`, `steam` and `motp` URIs, one per line.
///
/// Line ends of any system, a byte order mark, blank lines and lines that start with `#` are
/// passed over; so is what people and programs put around a URI: a list number, quotes, a comma.
/// Every other line that is not an account is refused under its number, and the rest still counts.
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
    let mut parsed = Parsed::default();
    let mut place = 0;
    for line in text.trim_start_matches('\u{feff}').split('\n') {
        // A lone carriage return ends a line on old systems.
        for line in line.strip_suffix('\r').unwrap_or(line).split('\r') {
            place += 1;
            each_line(place)?;
            let line =
                line.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
            if !line.is_empty() && !line.starts_with('#') {
                for piece in pieces(line) {
                    link::line(&mut parsed, place, uri_in(piece))?;
                }
            }
        }
    }
    if parsed.found.is_empty() && parsed.refused.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(parsed)
}

/// The pieces of a line, each with one URI. Two with a blank between would be read as one, whose issuer
/// then shows the key of the other.
fn pieces(line: &str) -> Vec<&str> {
    let is_start = |text: &str| {
        let start = |scheme: &str| text.get(..scheme.len());
        let mut schemes = SCHEMES.iter();
        schemes.any(|scheme| start(scheme).is_some_and(|text| text.eq_ignore_ascii_case(scheme)))
    };
    let (mut pieces, mut rest, mut behind) = (Vec::new(), line, 0);
    for (blank, _) in line.match_indices(char::is_whitespace) {
        let Some((piece, next)) = rest.split_at_checked(blank - behind) else {
            continue;
        };
        let has_one = || SCHEMES.iter().any(|scheme| find(piece, scheme).is_some());
        let is_blank = char::is_whitespace;
        if next.strip_prefix(is_blank).is_some_and(is_start) && has_one() {
            pieces.push(piece);
            (rest, behind) = (next, blank);
        }
    }
    pieces.push(rest);
    pieces
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
        bytes.extend(GOOD.bytes());
        let parsed = uri_list(&bytes).expect("readable");
        assert_eq!((parsed.found.len(), parsed.refused.len()), (1, 1));
    }

    #[test]
    fn limits_size_and_number() {
        assert_eq!(
            uri_list(&vec![b'x'; MOST_BYTES + 1]).err(),
            Some(ImportError::TooLarge)
        );
        let many = "x\n".repeat(MOST_ENTRIES + 1);
        assert_eq!(
            uri_list(many.as_bytes()).err(),
            Some(ImportError::TooManyEntries)
        );
    }
}
