//! Links that a mail program broke over several lines. Joined only where the next line cannot be
//! anything else: a key that loses its end, or takes in a word, is another key.

use super::extent;
use super::lines::{Line, Lines, is_usual};
use super::start::{self, Scheme};

/// The most lines that one link goes over, and its length in bytes.
const MOST_LINES: usize = 64;
const LONGEST: usize = 32 << 10;
/// Mail programs break no shorter line.
const SHORTEST_BROKEN: usize = 60;

/// A link with what follows of it in the next lines, if it goes on there; these are then passed over.
pub(super) fn joined(
    before: &str,
    link: &str,
    scheme: Scheme,
    lines: &mut Lines<'_>,
) -> Option<Line<'static>> {
    to_the_closing(before, link, lines).or_else(|| by_its_looks(link, scheme, lines))
}

/// As much of what stands before a link as says what closes it, and whether it is the first of its line.
pub(super) fn end_of(before: &str) -> &str {
    let mut start = before.len().saturating_sub(128);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    &before[start..]
}

/// A link in brackets or quotes goes on until these are closed (RFC 3986, appendix C).
fn to_the_closing(before: &str, link: &str, lines: &mut Lines<'_>) -> Option<Line<'static>> {
    let closer = extent::closing(before)?;
    let mut ahead = lines.clone();
    let mut whole = Line::from(link.to_owned());
    for _ in 0..MOST_LINES {
        let (_, next) = ahead.next()?;
        let piece = piece(&next)?;
        let end = piece.find(closer);
        let inside = &piece[..end.unwrap_or(piece.len())];
        if inside.contains(char::is_whitespace) || whole.len() + piece.len() > LONGEST {
            return None;
        }
        whole = [&*whole, piece].concat().into();
        if end.is_some() {
            *lines = ahead;
            return Some(whole);
        }
    }
    None
}

fn by_its_looks(link: &str, scheme: Scheme, lines: &mut Lines<'_>) -> Option<Line<'static>> {
    let mut whole = Line::from(link.to_owned());
    let mut last = link.len();
    for _ in 0..MOST_LINES {
        let mut ahead = lines.clone();
        let Some((_, next)) = ahead.next() else { break };
        let Some(piece) = piece(&next) else { break };
        let token = piece.split(char::is_whitespace).next().unwrap_or_default();
        let is_all = token.len() == piece.len();
        if whole.len() + token.len() > LONGEST || !goes_on(&whole, last, scheme, token, is_all) {
            break;
        }
        whole = [&*whole, token].concat().into();
        last = token.len();
        *lines = ahead;
        if !is_all {
            break;
        }
    }
    (whole.len() > link.len()).then_some(whole)
}

/// A next line without the signs of a quoted message; nothing if there is none, or another link in it.
fn piece(line: &str) -> Option<&str> {
    let piece = line.trim_start_matches(['>', ' ', '\t', '|']).trim_end();
    let may = !piece.is_empty() && piece.len() <= LONGEST && start::next(piece, 0).is_none();
    may.then_some(piece)
}

/// Whether a link goes on with the first word of the next line. `last`: the length of its last line;
/// `is_all`: there is nothing else in the next one.
fn goes_on(link: &str, last: usize, scheme: Scheme, token: &str, is_all: bool) -> bool {
    match scheme {
        Scheme::Steam => false,
        Scheme::Migration => {
            let ends = link.ends_with('=') && !link.ends_with("data=") || link.ends_with("%3D");
            let is_data = |b: u8| b.is_ascii_alphanumeric() || b"+/=%_-".contains(&b);
            is_all && !ends && last >= SHORTEST_BROKEN && token.bytes().all(is_data)
        }
        Scheme::Otpauth | Scheme::Motp => {
            let is_in_query = link.contains('?');
            is_cut(link, token)
                || has_parameter(token, if is_in_query { '&' } else { '?' })
                || is_all && is_rest_of_key(link, token)
        }
    }
}

/// Whether a link ends where none can: in an escape, or before a value.
fn is_cut(link: &str, token: &str) -> bool {
    let tail = link.as_bytes();
    let in_escape = match tail {
        [.., b'%'] => token.as_bytes().get(..2),
        [.., b'%', _] => token.as_bytes().get(..1),
        _ => None,
    };
    if in_escape.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
        return true;
    }
    let name = link.rsplit(['?', '&']).next().unwrap_or_default();
    let before_value = name.strip_suffix('=').is_some_and(|name| {
        let mut bytes = name.bytes();
        !name.is_empty() && bytes.all(|b| b.is_ascii_alphabetic())
    });
    let is_value = token.bytes().all(|b| b.is_ascii_graphic() || !b.is_ascii());
    let before_name = matches!(tail, [.., b'&' | b'?']) && token.contains('=');
    (before_value || before_name) && is_value
}

/// Whether a word goes on with a value and then a further parameter.
fn has_parameter(token: &str, sign: char) -> bool {
    let Some((value, parameters)) = token.split_once(sign) else {
        return false;
    };
    let parameters = parameters.trim_start_matches("amp;");
    let name = parameters.split('=').next().unwrap_or_default();
    let is_value = |b: u8| b.is_ascii_alphanumeric() || b"%._~+=:@/-".contains(&b);
    extent::is_parameter(name) && parameters.contains('=') && value.bytes().all(is_value)
}

/// Whether a word completes a key of a usual length that would not have one without it.
fn is_rest_of_key(link: &str, token: &str) -> bool {
    let Some((_, key)) = link.rsplit_once("secret=") else {
        return false;
    };
    let is_letter = |b: u8| b.is_ascii_uppercase() || (b'2'..=b'7').contains(&b);
    let is_key = |text: &str| !text.is_empty() && text.bytes().all(is_letter);
    is_key(key) && is_key(token) && !is_usual(key.len()) && is_usual(key.len() + token.len())
}
