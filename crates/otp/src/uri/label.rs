//! The label: `ISSUER:NAME` and what it really looks like.

use std::borrow::Cow;

use crate::uri::escape::{Plus, decode};

/// The label's two halves, decoded.
pub(crate) struct Label<'a> {
    /// What stands before the first colon; `None` if there is no colon.
    pub(crate) prefix: Option<Cow<'a, str>>,
    /// The rest, or all of it.
    pub(crate) name: Cow<'a, str>,
}

/// Splits at the first raw colon, else at the first escaped one, and decodes the halves.
/// `issuer` is the decoded parameter of that name; it helps to tell a `+` from a space.
pub(crate) fn split<'a>(label: &'a str, issuer: &str) -> Label<'a> {
    let (prefix, name) = match colon(label) {
        Some((at, len)) => (Some(&label[..at]), &label[at + len..]),
        None => (None, label),
    };
    if !label.contains('+') || !is_form_encoded(label, prefix, issuer) {
        return Label {
            prefix: prefix.map(|prefix| decode(prefix, Plus::Plus)),
            name: decode(name, Plus::Plus),
        };
    }
    Label {
        prefix: prefix.map(|prefix| decode(prefix, Plus::Space)),
        name: decode_name(name),
    }
}

/// Place and length of the colon that ends the prefix.
fn colon(label: &str) -> Option<(usize, usize)> {
    if let Some(at) = label.find(':') {
        return Some((at, 1));
    }
    let at = label
        .as_bytes()
        .windows(3)
        .position(|w| w.eq_ignore_ascii_case(b"%3A"))?;
    Some((at, 3))
}

/// A `+` in a label is a plus, unless the label shows that a form encoder wrote it: it escapes
/// other pluses, or its prefix is the issuer only when `+` is read as a space.
fn is_form_encoded(label: &str, prefix: Option<&str>, issuer: &str) -> bool {
    label
        .as_bytes()
        .windows(3)
        .any(|w| w.eq_ignore_ascii_case(b"%2B"))
        || prefix.is_some_and(|prefix| {
            prefix.contains('+')
                && !issuer.is_empty()
                && decode(prefix, Plus::Space).trim() == issuer
        })
}

/// Even in a form-encoded label a `+` stays where it begins a phone number or stands in the local
/// part of an e-mail address: encoders that leave these raw are more common than such spaces.
fn decode_name(name: &str) -> Cow<'_, str> {
    let start = name.len() - name.trim_start().len();
    let is_phone = name[start..].starts_with('+')
        && name[start + 1..].starts_with(|c: char| c.is_ascii_digit());
    let (head, rest) = name.split_at(if is_phone { start + 1 } else { 0 });
    let mail = local_part(rest);
    let mut out = String::with_capacity(name.len());
    out.push_str(head);
    out.push_str(&decode(&rest[..mail.start], Plus::Space));
    out.push_str(&decode(&rest[mail.clone()], Plus::Plus));
    out.push_str(&decode(&rest[mail.end..], Plus::Space));
    Cow::Owned(out)
}

/// The local part of the first e-mail address in a text, empty if there is none: from the last
/// blank before the `@`, and not from a `+`, which no local part begins with.
fn local_part(text: &str) -> std::ops::Range<usize> {
    let bytes = text.as_bytes();
    let raw = text.find('@');
    let escaped = bytes.windows(3).position(|w| w == b"%40");
    let Some(end) = [raw, escaped].into_iter().flatten().min() else {
        return 0..0;
    };
    let blank = text[..end]
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + 1);
    let escaped = text[..end].rfind("%20").map_or(0, |at| at + 3);
    let start = blank.max(escaped);
    // A blank may be of more than one byte.
    let start = (start..end)
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(end);
    start + (text[start..end].len() - text[start..end].trim_start_matches('+').len())..end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(label: &str, issuer: &str) -> (Option<String>, String) {
        let label = split(label, issuer);
        (label.prefix.map(Cow::into_owned), label.name.into_owned())
    }

    #[test]
    fn a_plus_is_a_plus_until_the_label_shows_otherwise() {
        for (label, issuer, prefix, name) in [
            ("a+b", "", None, "a+b"),
            (
                "Test+Und%2BFirma%3Atest%40x.org",
                "",
                Some("Test Und+Firma"),
                "test@x.org",
            ),
            (
                "Air+Canada:Bob+Smith",
                "Air Canada",
                Some("Air Canada"),
                "Bob Smith",
            ),
            (
                "Air+Canada:Bob+Smith",
                "Other",
                Some("Air+Canada"),
                "Bob+Smith",
            ),
            ("GitHub:bob+work", "GitHub", Some("GitHub"), "bob+work"),
            (
                "Air+Canada:+7900",
                "Air Canada",
                Some("Air Canada"),
                "+7900",
            ),
            (
                "Air+Canada:bob+tag@x.org",
                "Air Canada",
                Some("Air Canada"),
                "bob+tag@x.org",
            ),
            (
                "Air+Canada:bob+tag%40x.org",
                "Air Canada",
                Some("Air Canada"),
                "bob+tag@x.org",
            ),
            (
                "Air+Canada:the%20bob+t@x+y",
                "Air Canada",
                Some("Air Canada"),
                "the bob+t@x y",
            ),
            ("Air+Canada:+x", "Air Canada", Some("Air Canada"), " x"),
            ("A:%2B7900+1", "A", Some("A"), "+7900 1"),
        ] {
            let expected = (prefix.map(str::to_owned), name.to_owned());
            assert_eq!(halves(label, issuer), expected, "{label}");
        }
    }

    #[test]
    fn a_raw_colon_wins_over_an_escaped_one() {
        assert_eq!(halves("A%3Ab:c:d", ""), (Some("A:b".into()), "c:d".into()));
        assert_eq!(halves("A%3ab%3Ac", ""), (Some("A".into()), "b:c".into()));
        assert_eq!(
            halves("x\u{2003}+y%2B\u{2003}+z@q", ""),
            (None, "x\u{2003} y+\u{2003} z@q".into())
        );
    }
}
