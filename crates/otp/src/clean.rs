//! Issuer and name as they are kept.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Trims, drops control characters and bidirectional overrides, and brings to NFC. Never cuts.
pub(crate) fn clean(text: &str) -> String {
    let trimmed = text.trim_matches(is_edge);
    if trimmed.chars().all(is_ordinary) {
        return trimmed.to_owned();
    }
    let kept = trimmed.chars().filter(|c| !is_unwanted(*c));
    match is_nfc_quick(kept.clone()) {
        IsNormalized::Yes => kept.collect(),
        IsNormalized::No | IsNormalized::Maybe => kept.nfc().collect(),
    }
}

/// The name without what only repeats the issuer: a leading `:`, or `issuer:` in front.
pub(crate) fn without_issuer<'a>(issuer: &str, name: &'a str) -> &'a str {
    if issuer.is_empty() {
        return name;
    }
    let mut name = name;
    // To the end, so that a second reading finds nothing more to cut.
    while let Some(rest) = name.strip_prefix(issuer).unwrap_or(name).strip_prefix(':') {
        name = rest.trim_start_matches(is_edge);
    }
    name
}

/// The start of a text for an error message, without controls.
///
/// A mangled URI (`?` lost or escaped, `;` for `&`) has its secret in the type or in a number. So
/// the excerpt ends where no name goes on, and before letters and digits as long as a secret.
pub(crate) fn excerpt(text: &str) -> String {
    let text = text.trim();
    let name = text
        .split(['%', '&', '=', '?', '#', ';'])
        .next()
        .unwrap_or_default();
    let end = secret_like(name).unwrap_or(name.len());
    let mut shown: String = name[..end]
        .chars()
        .filter(|c| !is_unwanted(*c))
        .take(40)
        .collect();
    if end < text.len() || name.chars().nth(40).is_some() {
        shown.push('…');
    }
    shown
}

/// Where the first run of letters and digits begins that could be a secret of 80 bits or more. A
/// run of digits alone is a number.
fn secret_like(text: &str) -> Option<usize> {
    let mut at = 0;
    for part in text.split(|c: char| !c.is_ascii_alphanumeric() && !is_unwanted(c)) {
        if part.len() >= 16 && part.bytes().any(|b| b.is_ascii_alphabetic()) {
            return Some(at);
        }
        at += part.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    None
}

/// A character that stays as it is whatever its neighbours are: printable ASCII and the letters of
/// the Cyrillic block. Saves most names the look-up in Unicode's tables.
fn is_ordinary(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{4ff}')
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || is_unwanted(c)
}

/// Controls (C0, C1), embedding and override marks that could show a name backwards, a BOM.
fn is_unwanted(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_kept_whole() {
        assert_eq!(
            clean("  Air  Canada \n"),
            "Air  Canada",
            "inner spaces stay"
        );
        assert_eq!(clean("a\0b\u{85}c\u{202e}d\u{2066}e\u{feff}"), "abcde");
        assert_eq!(clean("\u{a0}\u{202e} x \u{202c}"), "x");
        assert_eq!(clean("и\u{306}"), "й", "NFC");
        let long = "я".repeat(3000);
        assert_eq!(clean(&long), long, "a long name is not cut");
    }

    #[test]
    fn what_is_called_ordinary_is_normal_by_the_tables() {
        for c in ('\0'..='\u{fff}').filter(|c| is_ordinary(*c)) {
            let quick = is_nfc_quick(['a', c, 'b'].into_iter());
            assert!(quick == IsNormalized::Yes && !is_unwanted(c), "{c:?}");
            let class = unicode_normalization::char::canonical_combining_class(c);
            assert_eq!(class, 0, "{c:?} never moves");
        }
    }

    #[test]
    fn an_excerpt_ends_before_what_could_be_a_secret() {
        for (text, expected) in [
            (" SHA3-256\0 ", "SHA3-256"),
            ("ш;a", "ш…"),
            ("18446744073709551616", "18446744073709551616"),
            ("totp%2Fa%3Fsecret%3DJBSWY3DPEHPK3PXP", "totp…"),
            ("totp&secret=JBSWY3DPEHPK3PXP", "totp…"),
            ("6;secret=JBSWY3DPEHPK3PXP", "6…"),
            ("JBSWY3DPEHPK3PXP", "…"),
            ("JBSWY3DP\u{202e}EHPK3PXP", "…"),
            ("ш e3152afee62599c8", "ш …"),
            ("", ""),
        ] {
            assert_eq!(excerpt(text), expected, "{text}");
        }
        let long = "sha ".repeat(20);
        assert_eq!(excerpt(&long).chars().count(), 41, "shortened");
    }

    #[test]
    fn the_issuer_is_not_repeated_in_the_name() {
        for (issuer, name, expected) in [
            ("A", "A:x", "x"),
            ("A", "A: x", "x"),
            ("A", ":x", "x"),
            ("A", "A:A:x", "x"),
            ("A", "A", "A"),
            ("A", "AB:x", "AB:x"),
            ("A", "a:x", "a:x"),
            ("", ":x", ":x"),
            ("", "A:x", "A:x"),
        ] {
            assert_eq!(without_issuer(issuer, name), expected, "{issuer} {name}");
        }
    }
}
