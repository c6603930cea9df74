//! The list of one-time recovery codes that a portal gives, pasted as the portal shows it.
//!
//! [`read`] finds the codes in such a text and says where they stand; the person looks at them and
//! mends what is wrong. [`lines`] takes the list as the person left it. Nothing that looks like a code
//! is left out in silence: what was not taken stands in [`Pasted::left_out`].

mod judge;
mod pieces;
mod rest;

use std::fmt;
use std::ops::Range;

use zeroize::Zeroizing;

use judge::{Candidate, chosen};
use pieces::{bare_numbers, candidates, count_up};

/// The most codes of one account.
pub const MOST_CODES: usize = 100;
/// The most characters of one code.
pub const MOST_CHARACTERS: usize = 64;
/// The longest text that is read.
const MOST_BYTES: usize = 64 << 10;
/// Before a code that is used up, in a list as it is shown.
pub const USED_MARK: char = '✓';

/// Why there is no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodesError {
    /// Nothing in the text looks like a code.
    #[error("there are no recovery codes in this text")]
    NoCodes,
    /// More than [`MOST_CODES`].
    #[error("there are {0} recovery codes, and at most 100 are kept")]
    TooMany(usize),
    /// A code has more than [`MOST_CHARACTERS`].
    #[error("a recovery code has {0} characters, and at most 64 are kept")]
    CodeTooLong(usize),
    /// The text is longer than any list.
    #[error("the text is too long for a list of recovery codes")]
    TextTooLong,
}

impl CodesError {
    /// The stable identifier of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoCodes => "no_recovery_codes",
            Self::TooMany(_) => "too_many_recovery_codes",
            Self::CodeTooLong(_) => "recovery_code_too_long",
            Self::TextTooLong => "recovery_codes_text_too_long",
        }
    }

    /// The part to show beside the text of the code; never a part of a code.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::TooMany(count) | Self::CodeTooLong(count) => Some(count.to_string()),
            Self::NoCodes | Self::TextTooLong => None,
        }
    }
}

/// One recovery code. `Debug` prints nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Code {
    /// As it is kept and shown: groups with one blank between them.
    pub text: Zeroizing<String>,
    /// It is marked as used.
    pub used: bool,
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Code")
            .field("used", &self.used)
            .finish_non_exhaustive()
    }
}

/// Where a code stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// In bytes of UTF-8.
    pub range: Range<usize>,
    /// It is ticked or struck out, and others are not.
    pub used: bool,
}

/// What was found in a pasted text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// The codes, each once, in their order.
    pub codes: Vec<Place>,
    /// Lines, or what is left of them, that were not taken: headers and explanations, as a rule.
    pub left_out: Vec<Range<usize>>,
}

impl Pasted {
    /// The codes themselves. `text` is the one that was read.
    #[must_use]
    pub fn codes(&self, text: &str) -> Vec<Code> {
        let codes = self.codes.iter();
        codes
            .map(|place| Code {
                text: normal(&text[place.range.clone()]),
                used: place.used,
            })
            .collect()
    }

    /// The numbers of the lines where something that was left out looks like a code all the same.
    #[must_use]
    pub fn doubtful_lines(&self, text: &str) -> Vec<usize> {
        let left_out = self.left_out.iter();
        let doubtful = left_out.filter(|range| rest::is_like_a_code(&text[(*range).clone()]));
        let mut lines: Vec<usize> = doubtful
            .filter_map(|range| rows_of(text).position(|row| range.end <= row.end))
            .map(|at| at + 1)
            .collect();
        lines.dedup();
        lines
    }
}

/// Finds the codes in a text as a portal gives it.
///
/// # Errors
/// [`CodesError`].
pub fn read(text: &str) -> Result<Pasted, CodesError> {
    if text.len() > MOST_BYTES {
        return Err(CodesError::TextTooLong);
    }
    let rows: Vec<_> = rows_of(text).collect();
    let bare = rows.iter().flat_map(|row| bare_numbers(text, row.clone()));
    let numbered = count_up(bare.collect());
    let all: Vec<Candidate> = rows
        .iter()
        .flat_map(|row| candidates(text, row.clone(), numbered))
        .collect();
    let chosen = chosen(&all);
    let mut codes: Vec<(Place, Zeroizing<String>)> = Vec::new();
    for candidate in &chosen {
        let known = codes.iter_mut().find(|(_, text)| *text == candidate.text);
        match known {
            Some((place, _)) => place.used |= candidate.used,
            None => codes.push((
                Place {
                    range: candidate.range.clone(),
                    used: candidate.used,
                },
                candidate.text.clone(),
            )),
        }
    }
    check(codes.iter().map(|(_, text)| text.as_str()))?;
    // A page that puts the same tick before each code means something else by it.
    if codes.len() > 1 && codes.iter().all(|(place, _)| place.used) {
        codes.iter_mut().for_each(|(place, _)| place.used = false);
    }
    let left_out = rest::left_out(text, rows, &chosen);
    Ok(Pasted {
        codes: codes.into_iter().map(|(place, _)| place).collect(),
        left_out,
    })
}

/// Takes a list of one code a line, as the person has looked through it: every line is a code, whatever
/// it looks like. Before a used one stands [`USED_MARK`].
///
/// # Errors
/// [`CodesError`].
pub fn lines(text: &str) -> Result<Vec<Code>, CodesError> {
    if text.len() > MOST_BYTES {
        return Err(CodesError::TextTooLong);
    }
    let mut codes: Vec<Code> = Vec::new();
    for row in rows_of(text) {
        let line = text[row].trim();
        let (line, used) = match line.strip_prefix(USED_MARK) {
            Some(rest) => (rest, true),
            None => (line, false),
        };
        let text = normal(line);
        if text.is_empty() {
            continue;
        }
        match codes.iter_mut().find(|code| code.text == text) {
            Some(code) => code.used |= used,
            None => codes.push(Code { text, used }),
        }
    }
    check(codes.iter().map(|code| code.text.as_str()))?;
    Ok(codes)
}

fn check<'a>(codes: impl ExactSizeIterator<Item = &'a str>) -> Result<(), CodesError> {
    match codes.len() {
        0 => return Err(CodesError::NoCodes),
        count if count > MOST_CODES => return Err(CodesError::TooMany(count)),
        _ => {}
    }
    for code in codes {
        let characters = code.chars().count();
        if characters > MOST_CHARACTERS {
            return Err(CodesError::CodeTooLong(characters));
        }
    }
    Ok(())
}

/// The lines of a text, whatever ends them.
fn rows_of(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_end = |it: char| {
        matches!(
            it,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let mut start = 0;
    text.split(is_end).map(move |row| {
        let at = start..start + row.len();
        let end = text[at.end..].chars().next();
        start = at.end + end.map_or(0, char::len_utf8);
        at
    })
}

/// A code as it is kept: one blank between its groups, plain hyphens, nothing that is not seen.
fn normal(code: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(code.len()));
    for group in code.split_whitespace() {
        let length = text.len();
        if length > 0 {
            text.push(' ');
        }
        let before = text.len();
        text.extend(
            group
                .chars()
                .filter(|it| !pieces::is_unseen(*it))
                .map(hyphen),
        );
        if text.len() == before {
            text.truncate(length);
        }
    }
    text
}

/// A plain hyphen for what looks like one.
fn hyphen(it: char) -> char {
    match it {
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        _ => it,
    }
}
