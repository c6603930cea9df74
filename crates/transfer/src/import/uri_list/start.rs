//! Where a link to an account begins within a line, and in which escapes it is written there.

/// How a link is escaped by what stands around it. Entities of HTML are undone in every link, so they
/// need no name here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Escapes {
    /// As it is.
    None,
    /// A string of JSON: `\/`, `\u0026`.
    Json,
    /// A parameter of another link: `%3A%2F%2F`.
    Percent,
    /// A parameter of a parameter: `%253A`.
    PercentTwice,
}

/// The scheme of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// `otpauth`, `apple-otpauth`.
    Otpauth,
    /// `otpauth-migration`.
    Migration,
    Steam,
    Motp,
}

/// The begin of a link.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// Where its scheme begins, in bytes.
    pub(super) at: usize,
    /// Where what follows `://` begins.
    pub(super) rest: usize,
    pub(super) scheme: Scheme,
    pub(super) escapes: Escapes,
}

/// The longer names come first: one begins like the other.
const NAMES: [(&str, Scheme); 5] = [
    ("otpauth-migration", Scheme::Migration),
    ("apple-otpauth", Scheme::Otpauth),
    ("otpauth", Scheme::Otpauth),
    ("steam", Scheme::Steam),
    ("motp", Scheme::Motp),
];

/// The first link that begins at `from` or behind it.
pub(super) fn next(line: &str, from: usize) -> Option<Start> {
    let bytes = line.as_bytes();
    (from..bytes.len()).find_map(|at| {
        // Four pairs of letters begin a scheme; all other text is passed over quickly.
        let pair = [bytes[at] | 0x20, bytes.get(at + 1)? | 0x20];
        let may = matches!(&pair, b"ap" | b"mo" | b"ot" | b"st");
        let start = may.then(|| of(line, at))??;
        is_free(&line[..at]).then_some(start)
    })
}

/// The link that begins here.
fn of(line: &str, at: usize) -> Option<Start> {
    let text = line.get(at..)?;
    NAMES.iter().find_map(|(name, scheme)| {
        let is_name = text.get(..name.len())?.eq_ignore_ascii_case(name);
        let (length, escapes) = is_name.then(|| separator(&text[name.len()..]))??;
        Some(Start {
            at,
            rest: at + name.len() + length,
            scheme: *scheme,
            escapes,
        })
    })
}

/// Whether a scheme may begin behind this: not within a longer one that is not ours. What an escape
/// ends with is no letter of a scheme.
fn is_free(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return true;
    };
    if !last.is_alphanumeric() && last != '-' {
        return true;
    }
    let tail = |length: usize| {
        let start = before.len().checked_sub(length)?;
        before.get(start..)
    };
    let is_hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    let after_percent = tail(3).is_some_and(|tail| tail.strip_prefix('%').is_some_and(is_hex));
    let after_unicode = tail(6).is_some_and(|tail| tail.strip_prefix("\\u").is_some_and(is_hex));
    let after_control = tail(2).is_some_and(|tail| ["\\n", "\\r", "\\t"].contains(&tail));
    after_percent || after_unicode || after_control
}

/// The length of `://` in its escapes, and these.
fn separator(text: &str) -> Option<(usize, Escapes)> {
    let (mut length, mut all) = (0, Escapes::None);
    for letter in [':', '/', '/'] {
        let (more, escapes) = escaped(text.get(length..)?, letter)?;
        length += more;
        all = all.max(escapes);
    }
    Some((length, all))
}

/// The length of one letter of the separator, however it is written.
fn escaped(text: &str, letter: char) -> Option<(usize, Escapes)> {
    if text.starts_with(letter) {
        return Some((1, Escapes::None));
    }
    let ways: [(&str, Escapes); 8] = match letter {
        ':' => [
            ("\\:", Escapes::Json),
            ("\\u003a", Escapes::Json),
            ("%3a", Escapes::Percent),
            ("%253a", Escapes::PercentTwice),
            ("&#58;", Escapes::None),
            ("&#058;", Escapes::None),
            ("&#x3a;", Escapes::None),
            ("&colon;", Escapes::None),
        ],
        _ => [
            ("\\/", Escapes::Json),
            ("\\u002f", Escapes::Json),
            ("%2f", Escapes::Percent),
            ("%252f", Escapes::PercentTwice),
            ("&#47;", Escapes::None),
            ("&#047;", Escapes::None),
            ("&#x2f;", Escapes::None),
            ("&sol;", Escapes::None),
        ],
    };
    ways.into_iter().find_map(|(way, escapes)| {
        let is_way = text.get(..way.len())?.eq_ignore_ascii_case(way);
        is_way.then_some((way.len(), escapes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_link_in_every_escape() {
        for (text, escapes) in [
            ("otpauth://totp", Escapes::None),
            ("OTPAUTH&#58;&#x2F;&sol;totp", Escapes::None),
            (r"otpauth:\/\/totp", Escapes::Json),
            (r"otpauth:\u002f\u002Ftotp", Escapes::Json),
            ("otpauth%3A%2F%2Ftotp", Escapes::Percent),
            ("otpauth%3a//totp", Escapes::Percent),
            ("otpauth%253A%252F%252Ftotp", Escapes::PercentTwice),
        ] {
            let start = next(text, 0).expect(text);
            assert_eq!(
                (start.escapes, &text[start.rest..]),
                (escapes, "totp"),
                "{text}"
            );
            assert_eq!(start.scheme, Scheme::Otpauth);
        }
    }

    #[test]
    fn tells_the_schemes_apart() {
        for (text, scheme) in [
            ("apple-otpauth://", Scheme::Otpauth),
            ("otpauth-migration://", Scheme::Migration),
            ("steam://", Scheme::Steam),
            ("motp://", Scheme::Motp),
        ] {
            let line = format!("а {text}x");
            let start = next(&line, 0).expect(text);
            assert_eq!((start.at, start.scheme), (3, scheme), "{text}");
        }
    }

    #[test]
    fn a_longer_scheme_is_not_ours_but_an_escape_is_no_scheme() {
        for text in ["xotpauth://", "my-otpauth://", "7steam://", "яmotp://"] {
            assert!(next(text, 0).is_none(), "{text}");
        }
        for text in [
            "%3Dotpauth%3A%2F%2F",
            r"\u003dotpauth://",
            r"\notpauth://",
            "=steam://",
        ] {
            assert!(next(text, 0).is_some(), "{text}");
        }
        for text in ["otpauth:/", "otpauth", "otpauth %3A%2F%2F", ""] {
            assert!(next(text, 0).is_none(), "{text}");
        }
    }
}
