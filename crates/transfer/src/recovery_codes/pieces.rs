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

/// What may be codes in one line. `numbered`: its bare numbers in front are those of the items.
pub(super) fn candidates(text: &str, row: Range<usize>, numbered: bool) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    // Where the marks of this line stand: `Some(true)` before their codes.
    let mut marks_lead = None;
    let mut next_is_used = false;
    for column in columns(text, row) {
        let part = &text[column.clone()];
        let used = is_marked_used(part);
        if is_only_mark(part) {
            match found.last_mut() {
                Some(code) if !*marks_lead.get_or_insert(false) => code.used |= used,
                _ => {
                    marks_lead = Some(true);
                    next_is_used = used;
                }
            }
            continue;
        }
        let column = without_marks(text, column);
        let pieces = split(text, column);
        if pieces.is_empty() {
            continue;
        }
        let used = used | std::mem::take(&mut next_is_used);
        if pieces.iter().all(|piece| is_clean(&text[piece.clone()])) {
            let pieces = match bare_number(text, &pieces) {
                Some(_) if numbered => &pieces[1..],
                _ => &pieces,
            };
            of_clean(text, pieces, used, &mut found);
        } else {
            of_prose(text, &pieces, used, &mut found);
        }
    }
    found
}

/// The numbers without a dot before the codes of a line: those of its items, or a part of the codes.
pub(super) fn bare_numbers(text: &str, row: Range<usize>) -> Vec<usize> {
    let columns = columns(text, row).into_iter();
    columns
        .filter_map(|column| bare_number(text, &split(text, without_marks(text, column))))
        .collect()
}

/// "7 1234 5678": the number before equal groups of another length.
fn bare_number(text: &str, pieces: &[Range<usize>]) -> Option<usize> {
    let [first, rest @ ..] = pieces else {
        return None;
    };
    let length = |piece: &Range<usize>| normal(&text[piece.clone()]).len();
    let second = length(rest.first()?);
    let are_equal = rest.iter().all(|piece| length(piece) == second);
    let is_number = is_short_number(&text[first.clone()]) && length(first) != second;
    (is_number && are_equal)
        .then(|| text[first.clone()].parse().ok())
        .flatten()
}

/// Whether such numbers are those of items: 1, 2, 3 and so on, with none twice and none missing.
pub(super) fn count_up(mut numbers: Vec<usize>) -> bool {
    numbers.sort_unstable();
    numbers.len() > 1 && numbers.iter().copied().eq(1..=numbers.len())
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

/// Boxes, empty and ticked; the x of a Russian keyboard is another letter.
const BOXES: [&str; 11] = [
    "[ ]", "[]", "( )", "[x]", "[X]", "[х]", "[Х]", "(x)", "(X)", "(х)", "(Х)",
];

fn is_marked_used(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = words(&lower).collect();
    // "not used", "ещё не был использован": the negation goes first.
    let is_negation = |it: &&str| matches!(*it, "не" | "not" | "never") || it.ends_with("n't");
    let said = words.iter().position(|it| is_used(it));
    let is_negated = words.iter().any(|it| is_unused(it))
        || said.is_some_and(|at| words[at.saturating_sub(2)..at].iter().any(is_negation));
    let is_ticked = || {
        text.contains(|it: char| TICKS.contains(it) || matches!(it, '\u{335}'..='\u{338}'))
            || ["~~", "[x]", "(x)", "[х]", "(х)"]
                .iter()
                .any(|it| lower.contains(it))
    };
    !is_negated && (said.is_some() || is_ticked())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphanumeric() && !matches!(it, '\'' | '’'))
        .filter(|word| !word.is_empty())
}

fn is_used(word: &str) -> bool {
    word == "used" || word.starts_with("использова")
}

fn is_unused(word: &str) -> bool {
    word == "unused" || word.starts_with("неиспользова")
}

/// Whether a column is a tick, a box or the word, with no code in it.
fn is_only_mark(text: &str) -> bool {
    let mut rest = text.to_lowercase();
    let mut says = rest.contains(|it: char| TICKS.contains(it) || it == '☐');
    for mark in BOXES {
        says |= rest.contains(mark);
        rest = rest.replace(mark, " ");
    }
    let mut all = true;
    for word in words(&rest) {
        let is_mark = is_used(word) || is_unused(word);
        says |= is_mark;
        all &= is_mark || matches!(word, "не" | "not" | "never" | "ещё" | "еще" | "yet" | "был");
    }
    says && all
}

fn is_mark(it: char) -> bool {
    it.is_whitespace()
        || it == USED_MARK
        || BULLETS.contains(it)
        || TICKS.contains(it)
        || matches!(it, '|' | ',' | ';')
}

/// Whether it may be a part of the code that it touches.
fn may_belong(it: char) -> bool {
    matches!(it, '-' | '‐' | '‑' | '_' | '*' | '+' | '/' | '=')
}

/// Without such marks in front, but with those that touch what follows and may belong to it.
fn after_marks(text: &str, is_mark: impl Fn(char) -> bool) -> &str {
    let marks = text.len() - text.trim_start_matches(is_mark).len();
    let kept = text[..marks].trim_end_matches(may_belong).len();
    if marks == text.len() {
        ""
    } else {
        &text[kept..]
    }
}

/// The same behind.
fn before_marks(text: &str, is_mark: impl Fn(char) -> bool) -> &str {
    let marks = text.trim_end_matches(is_mark).len();
    let rest = &text[marks..];
    let kept = rest.len() - rest.trim_start_matches(may_belong).len();
    &text[..marks + kept]
}

/// Without bullets, boxes, quotes and the number of the item.
fn without_marks(text: &str, mut column: Range<usize>) -> Range<usize> {
    loop {
        let before = column.clone();
        let rest = after_marks(&text[column.clone()], is_mark);
        let rest = boxless(rest).unwrap_or(rest);
        let rest = unnumbered(rest).unwrap_or(rest);
        column.start = column.end - rest.len();
        let kept = before_marks(rest, |it| is_mark(it) || matches!(it, '.' | ':'));
        column.end = column.start + kept.len();
        if column == before {
            return column;
        }
    }
}

/// Without an empty or ticked box.
fn boxless(text: &str) -> Option<&str> {
    BOXES.iter().find_map(|mark| text.strip_prefix(mark))
}

/// Without "12. ", "12)" or "12: ". "12.345" is a code, or a part of one.
fn unnumbered(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let rest = &text[digits..];
    let is_apart = |it: &&str| it.starts_with(char::is_whitespace);
    let rest = rest
        .strip_prefix(')')
        .or_else(|| rest.strip_prefix(['.', ':']).filter(is_apart))?;
    (!rest.is_empty()).then_some(rest)
}

/// Letters and digits of ASCII, hyphens and underscores.
fn is_clean(piece: &str) -> bool {
    let seen = || piece.chars().filter(|it| !is_unseen(*it)).map(hyphen);
    seen().any(|it| it.is_ascii_alphanumeric())
        && seen().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'))
}

/// A column that holds nothing but what a code may consist of.
fn of_clean(text: &str, pieces: &[Range<usize>], used: bool, found: &mut Vec<Candidate>) {
    let length = |piece: &Range<usize>| normal(&text[piece.clone()]).len();
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return;
    };
    let is_short =
        |piece: &Range<usize>| length(piece) <= 6 && !normal(&text[piece.clone()]).contains('-');
    let are_groups = pieces
        .iter()
        .all(|piece| is_short(piece) && length(piece) == length(first));
    // "12 345 678" is written as numbers are.
    let is_grouped = bare_number(text, pieces).is_some() && pieces[1..].iter().all(is_short);
    if pieces.len() == 1 || are_groups || is_grouped {
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
    let rest = after_marks(part, is_mark);
    let start = piece.end - rest.len();
    start..start + before_marks(rest, is_mark).len()
}
