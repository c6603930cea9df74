//! A line taken apart: columns, numbers and marks before and behind, and what may be a code.

use std::ops::Range;

use super::judge::{Candidate, Stand};
use super::{USED_MARK, hyphen, normal};

/// Ticks and crosses that portals and people put beside a used code.
const TICKS: &str = "☑☒✓✔✗✘✅❌";
/// What stands before the items of a list.
const BULLETS: &str = "•‣◦▪▫■□●○·*‐‑‒–—−-→»>#№☐\u{fe0f}`~_\"'«»“”";

/// Whether a character takes no place of its own: soft hyphens, joiners, marks that strike out.
pub(super) fn is_unseen(it: char) -> bool {
    matches!(it, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{335}'..='\u{338}')
}

/// Whether a line without codes says nothing: rules, bullets, the number of an item.
pub(super) fn is_noise(line: &str) -> bool {
    let mut letters = line.chars().filter(|it| it.is_alphanumeric());
    let first: String = letters.by_ref().take(4).collect();
    first.len() < 4 && first.bytes().all(|it| it.is_ascii_digit())
}

/// What may be codes in one line.
pub(super) fn candidates(text: &str, row: Range<usize>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for column in columns(text, row) {
        let used = is_marked_used(&text[column.clone()]);
        let column = without_marks(text, column);
        let pieces = split(text, column);
        if pieces.is_empty() {
            continue;
        }
        if pieces.iter().all(|piece| is_clean(&text[piece.clone()])) {
            of_clean(text, &pieces, used, &mut found);
        } else {
            of_prose(text, &pieces, used, &mut found);
        }
    }
    found
}

/// Columns: between tabs, bars, commas, two blanks, and at a number with its dot.
fn columns(text: &str, row: Range<usize>) -> Vec<Range<usize>> {
    let line = &text[row.clone()];
    let mut cuts = vec![0];
    let mut blanks = 0;
    for (at, it) in line.char_indices() {
        let end = at + it.len_utf8();
        if matches!(it, '\t' | '|' | ',' | ';') {
            cuts.push(end);
        }
        blanks = if it.is_whitespace() { blanks + 1 } else { 0 };
        if blanks == 2 {
            cuts.push(end);
        }
    }
    for piece in split(line, 0..line.len()) {
        let number = line[piece.clone()].trim_end_matches(['.', ')']);
        if number.len() + 1 == piece.len() && is_short_number(number) {
            cuts.push(piece.start);
        }
    }
    cuts.push(line.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| row.start + pair[0]..row.start + pair[1])
        .collect()
}

fn is_short_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit())
}

/// Between blanks, as ranges of `text`.
fn split(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = None;
    for (at, it) in text[range.clone()].char_indices() {
        let at = range.start + at;
        match (it.is_whitespace(), start) {
            (true, Some(from)) => {
                pieces.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            (true, None) | (false, Some(_)) => {}
        }
    }
    pieces.extend(start.map(|from| from..range.end));
    pieces
}

fn is_marked_used(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.contains(|it: char| TICKS.contains(it) || matches!(it, '\u{335}'..='\u{338}'))
        || ["~~", "[x]", "(x)", "(used)", "использован"]
            .iter()
            .any(|it| lower.contains(it))
        || lower.split_whitespace().any(|word| word == "used")
}

/// Without bullets, boxes, quotes and the number of the item.
fn without_marks(text: &str, mut column: Range<usize>) -> Range<usize> {
    let is_mark = |it: char| {
        it.is_whitespace()
            || it == USED_MARK
            || BULLETS.contains(it)
            || TICKS.contains(it)
            || matches!(it, '|' | ',' | ';')
    };
    loop {
        let before = column.clone();
        let part = &text[column.clone()];
        let rest = part.trim_start_matches(is_mark);
        let rest = boxless(rest).unwrap_or(rest);
        let rest = unnumbered(rest).unwrap_or(rest);
        column.start = column.end - rest.len();
        let kept = rest.trim_end_matches(|it| is_mark(it) || matches!(it, '.' | ':'));
        column.end = column.start + kept.len();
        if column == before {
            return column;
        }
    }
}

/// Without an empty or ticked box.
fn boxless(text: &str) -> Option<&str> {
    ["[ ]", "[x]", "[X]", "[х]", "( )", "(x)", "[]"]
        .iter()
        .find_map(|mark| text.strip_prefix(mark))
}

/// Without "12.", "12)" or "12: ".
fn unnumbered(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let rest = &text[digits..];
    let rest = rest
        .strip_prefix(['.', ')'])
        .or_else(|| rest.strip_prefix(": "))?;
    (!rest.is_empty()).then_some(rest)
}

/// Letters and digits of ASCII with hyphens between.
fn is_clean(piece: &str) -> bool {
    let mut seen = piece
        .chars()
        .filter(|it| !is_unseen(*it))
        .map(hyphen)
        .peekable();
    let is_edge = |it: Option<char>| it.is_some_and(|it| it.is_ascii_alphanumeric());
    let first = seen.peek().copied();
    let last = piece.chars().rev().find(|it| !is_unseen(*it)).map(hyphen);
    is_edge(first)
        && is_edge(last)
        && seen.all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'))
}

/// A column that holds nothing but what a code may consist of.
fn of_clean(text: &str, pieces: &[Range<usize>], used: bool, found: &mut Vec<Candidate>) {
    let length = |piece: &Range<usize>| normal(&text[piece.clone()]).len();
    let mut pieces = pieces;
    // "7 1234 5678": the number of an item without its dot.
    if let [first, rest @ ..] = pieces
        && let Some(second) = rest.first()
        && is_short_number(&text[first.clone()])
        && rest.iter().all(|piece| length(piece) == length(second))
        && length(first) != length(second)
    {
        pieces = rest;
    }
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return;
    };
    let is_short =
        |piece: &Range<usize>| length(piece) <= 6 && !normal(&text[piece.clone()]).contains('-');
    let are_groups = pieces
        .iter()
        .all(|piece| is_short(piece) && length(piece) == length(first));
    if pieces.len() == 1 || are_groups {
        found.push(Candidate::new(
            text,
            first.start..last.end,
            used,
            Stand::Alone,
        ));
    } else if pieces
        .iter()
        .all(|piece| !is_short(piece) || length(piece) >= 6)
    {
        let each = pieces.iter();
        found.extend(each.map(|piece| Candidate::new(text, piece.clone(), used, Stand::Alone)));
    } else {
        of_prose(text, pieces, used, found);
    }
}

/// What may be codes among other words: runs of equally long groups, each with a digit.
fn of_prose(text: &str, pieces: &[Range<usize>], used: bool, found: &mut Vec<Candidate>) {
    let mut run: Option<Range<usize>> = None;
    // The length of its groups, and whether nothing but a blank is between its last one and the next.
    let (mut size, mut goes_on) = (0, false);
    for piece in pieces {
        let at = trimmed(text, piece.clone());
        let word = &text[at.clone()];
        let counts = is_clean(word) && word.contains(|it: char| it.is_ascii_digit());
        let group = normal(word);
        let is_next = goes_on && at.start == piece.start && group.len() == size && size <= 5;
        match &mut run {
            Some(run) if counts && is_next && !group.contains('-') => run.end = at.end,
            _ => {
                let done = std::mem::replace(&mut run, counts.then(|| at.clone()));
                found.extend(done.map(|it| Candidate::new(text, it, used, Stand::AmongWords)));
                size = group.len();
            }
        }
        goes_on = at.end == piece.end && !group.contains('-');
    }
    found.extend(run.map(|it| Candidate::new(text, it, used, Stand::AmongWords)));
}

/// Without quotes, brackets and the marks of a sentence around it.
fn trimmed(text: &str, piece: Range<usize>) -> Range<usize> {
    let part = &text[piece.clone()];
    let is_mark = |it: char| {
        BULLETS.contains(it) || matches!(it, '(' | ')' | '[' | ']' | '.' | ':' | '!' | '?')
    };
    let rest = part.trim_start_matches(is_mark);
    let start = piece.end - rest.len();
    start..start + rest.trim_end_matches(is_mark).len()
}
