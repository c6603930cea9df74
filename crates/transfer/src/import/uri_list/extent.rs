//! Where a link ends: what people, pages and programs put around one is no part of it.

use super::start::{self, Escapes, Scheme, Start};

/// What the parameters of an account are called. A blank before one of them stands within the link.
const PARAMETERS: [&str; 8] = [
    "secret",
    "issuer",
    "algorithm",
    "digits",
    "period",
    "counter",
    "image",
    "pin",
];
/// Those whose values are words, in which a blank may stand.
const WORDS: [&str; 3] = ["issuer", "name", "image"];

/// A link as it stands in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// Where it ends, in bytes of the line.
    pub(super) end: usize,
    /// Something that cannot be a part of it ends it: it does not go on in the next line.
    pub(super) closed: bool,
}

/// More than any link has, in bytes: what is looked at for the end of one.
const LONGEST: usize = 32 << 10;
/// The most schemes within one link: it is looked at once for each.
const MOST_WITHIN: usize = 8;

/// Whether nothing but the sign or number of a list stands before a link: then the line is the link's.
pub(super) fn is_alone(before: &str) -> bool {
    let is_sign = |c: char| c.is_whitespace() || "-*•·–—+>\"'`“„«<([{|\u{feff}\0".contains(c);
    if before.len() > 64 {
        return false;
    }
    let before = before.trim_matches(is_sign);
    let digits = before.trim_end_matches(['.', ')', ':', ',', '\t']);
    digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// What closes a link, by what stands right before it.
pub(super) fn closing(before: &str) -> Option<char> {
    match before.chars().next_back()? {
        quote @ ('"' | '\'' | '`') => Some(quote),
        '“' | '„' => Some('”'),
        '«' => Some('»'),
        '<' => Some('>'),
        '>' => Some('<'),
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

/// As much of a line as a link that begins at `start` can take: to the next link, with a blank or a
/// comma between. Two are never one.
pub(super) fn window<'a>(line: &'a str, start: &Start) -> &'a str {
    let mut end = line.len().min(start.at + LONGEST);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let link = &line[start.at..end];
    let mut from = start.rest - start.at;
    for _ in 0..MOST_WITHIN {
        let Some(next) = start::next(link, from) else {
            return link;
        };
        let before = &link[..next.at];
        if before.ends_with(|c: char| c.is_whitespace() || ",;|\"'<>()[]".contains(c)) {
            return before.trim_end();
        }
        from = next.rest;
    }
    &link[..from]
}

/// The end of the link that begins at `start`.
pub(super) fn of(line: &str, start: &Start) -> Extent {
    let before = &line[..start.at];
    let link = window(line, start);
    let alone = is_alone(before);
    let mut end = link.len();
    if start.escapes >= Escapes::Percent || is_percent_inside(link) {
        end = link.find(ends_a_parameter).unwrap_or(end);
    } else {
        let closer = closing(before);
        let close = closer.and_then(|closer| close(link, before, closer, start.escapes));
        end = end.min(close.unwrap_or(end)).min(tag(link).unwrap_or(end));
        if closer.is_none() && !alone {
            end = link[..end].find(['"', '>', '`']).unwrap_or(end);
        }
        let is_quote = matches!(closer, Some('"' | '\'' | '`' | '”' | '»' | '>'));
        if !(is_quote && close == Some(end)) {
            end = blank(&link[..end], start, alone).unwrap_or(end);
        }
    }
    let end = start.at + trimmed(&link[..end], before, alone).len();
    Extent {
        end,
        closed: end < line.trim_end().len(),
    }
}

/// Whether only the scheme is plain: `otpauth://totp/A%3Fsecret%3D…`.
pub(super) fn is_percent_inside(link: &str) -> bool {
    let link = &link[..link.find(char::is_whitespace).unwrap_or(link.len())];
    !link.contains('?')
        && ["%3Fsecret%3D", "%3fsecret%3d", "%3Fdata%3D", "%3fdata%3d"]
            .iter()
            .any(|mark| link.contains(mark))
}

/// What no value of a parameter in a link has in it.
fn ends_a_parameter(c: char) -> bool {
    c.is_whitespace() || "&\"<>\\`#".contains(c)
}

/// Where a link is closed. Parentheses within it come in pairs; in a string of JSON a quote may be a part of it.
fn close(link: &str, before: &str, closer: char, escapes: Escapes) -> Option<usize> {
    if before.ends_with("\\\"") {
        return link.find("\\\"");
    }
    let opener = match closer {
        ')' => Some('('),
        ']' => Some('['),
        '}' => Some('{'),
        _ => None,
    };
    let mut depth = 0_u32;
    let mut escaped = false;
    link.char_indices().find_map(|(at, c)| {
        if escapes == Escapes::Json && (escaped || c == '\\') {
            escaped = !escaped && c == '\\';
            return None;
        }
        if Some(c) == opener {
            depth += 1;
        } else if c == closer && depth > 0 {
            depth -= 1;
        } else if c == closer || closer == '”' && c == '“' {
            return Some(at);
        }
        None
    })
}

/// Where a tag of HTML begins.
fn tag(link: &str) -> Option<usize> {
    let is_tag = |(at, _): &(usize, &str)| {
        let next = link[at + 1..].chars().next();
        next.is_none_or(|c| c.is_ascii_alphabetic() || "/!?".contains(c))
    };
    link.match_indices('<').find(is_tag).map(|(at, _)| at)
}

/// The blank that ends a link, if any does. One in the label is a part of it, as one before a further
/// parameter is; one in a value of words is, when the line is the link's.
fn blank(link: &str, start: &Start, alone: bool) -> Option<usize> {
    let first = link.find(char::is_whitespace)?;
    let secret = start.rest - start.at;
    match start.scheme {
        Scheme::Steam if first >= secret => {
            return groups(&link[secret..first], &link[first..]).map(|length| first + length);
        }
        Scheme::Steam | Scheme::Migration => return (!alone).then_some(first),
        Scheme::Otpauth | Scheme::Motp => {}
    }
    let query = link
        .find('?')
        .filter(|at| alone || has_secret(&link[*at..]));
    let Some(query) = query else {
        return (!alone).then_some(first);
    };
    let parameters = last_parameter(link).max(query);
    let behind = link.get(parameters..)?;
    let at = parameters + behind.find(char::is_whitespace)?;
    let (name, value) = behind[1..at - parameters]
        .split_once('=')
        .unwrap_or_default();
    let name = name.trim_start_matches("amp;");
    let is = |known: &&str| name.eq_ignore_ascii_case(known);
    if is(&"secret") {
        return groups(value, &link[at..]).map(|length| at + length);
    }
    (!alone || !WORDS.iter().any(is)).then_some(at)
}

/// Whether the parameters of a link are those of an account.
fn has_secret(query: &str) -> bool {
    let query = query.split(char::is_whitespace).next().unwrap_or_default();
    query.to_ascii_lowercase().contains("secret")
}

/// Whether a parameter of an account is called so.
pub(super) fn is_parameter(name: &str) -> bool {
    let mut known = PARAMETERS.iter();
    known.any(|known| name.eq_ignore_ascii_case(known))
}

/// Where the last known parameter begins, at its `?` or `&`.
fn last_parameter(link: &str) -> usize {
    let is_known = |at: &usize| {
        let text = &link[at + 1..];
        let text = text.strip_prefix("amp;").unwrap_or(text);
        let name = text.split_once('=').map_or("", |(name, _)| name);
        is_parameter(name)
    };
    let starts = link.rmatch_indices(['?', '&']).map(|(at, _)| at);
    starts.take(32).find(is_known).unwrap_or(0)
}

/// How much of what follows the first group of a key belongs to the key; `None` for all of it. Keys are
/// written in groups of one length, the last may be shorter. Any word of a sentence is Base32, too.
fn groups(first: &str, behind: &str) -> Option<usize> {
    let is_upper = first.bytes().any(|b| b.is_ascii_uppercase());
    let is_letter = |b: u8| {
        b.is_ascii_digit()
            || if is_upper {
                b.is_ascii_uppercase()
            } else {
                b.is_ascii_lowercase()
            }
    };
    let (mut at, mut goes_on) = (0, (2..=8).contains(&first.len()));
    while goes_on {
        let rest = &behind[at..];
        let blanks = rest.len() - rest.trim_start().len();
        let group = rest.trim_start();
        let group = &group[..group.find(char::is_whitespace).unwrap_or(group.len())];
        let letters = group.trim_end_matches('=');
        if letters.is_empty() || letters.len() > first.len() || !letters.bytes().all(is_letter) {
            break;
        }
        at += blanks + group.len();
        goes_on = letters.len() == first.len();
    }
    (at < behind.trim_end().len()).then_some(at)
}

/// A link without the signs of the sentence around it.
fn trimmed<'a>(link: &'a str, before: &str, alone: bool) -> &'a str {
    let mut link = link;
    let mut in_sentence = !alone || ends_strictly(link);
    loop {
        let text = link.trim_end_matches(|c: char| c.is_whitespace() || ",;\0".contains(c));
        let Some(last) = text.chars().next_back() else {
            return text;
        };
        let count = |c: char| text.matches(c).count();
        let cut = match last {
            ')' => count('(') < count(')'),
            ']' => count('[') < count(']'),
            '}' => count('{') < count('}'),
            '>' => count('<') < count('>'),
            '»' => count('«') < count('»'),
            '”' | '“' => true,
            '"' | '\'' | '`' => count(last) % 2 == 1,
            '*' | '_' | '~' => before.ends_with(last),
            '|' => before.trim_end().ends_with(last),
            '\\' => before.ends_with("\\\"") || before.ends_with("\\'"),
            '.' | '!' | '?' | ':' | '…' => in_sentence,
            _ => false,
        };
        if !cut {
            return text;
        }
        in_sentence |= !matches!(last, '.' | '!' | '?' | ':' | '…');
        link = &text[..text.len() - last.len_utf8()];
    }
}

/// Whether the last value is none of words: no full stop is a part of it.
fn ends_strictly(link: &str) -> bool {
    let Some(at) = link.rfind(['?', '&']) else {
        return false;
    };
    let name = link[at + 1..].split('=').next().unwrap_or_default();
    let strict = [
        "secret",
        "digits",
        "period",
        "counter",
        "algorithm",
        "data",
        "pin",
    ];
    strict.iter().any(|known| name.eq_ignore_ascii_case(known))
}
