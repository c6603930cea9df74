//! What is left of a text without its codes, as far as a person should see it.

use std::ops::Range;

use super::judge::Candidate;
use super::pieces::{count_up, is_noise};

/// Lines without a code, and what was stripped from the others.
pub(super) fn left_out(
    text: &str,
    rows: Vec<Range<usize>>,
    taken: &[&Candidate],
) -> Vec<Range<usize>> {
    let mut found: Vec<(Range<usize>, bool)> = Vec::new();
    let mut numbers = Vec::new();
    for row in rows {
        let line = &text[row.clone()];
        let mut from = row.start;
        let inside = taken
            .iter()
            .filter(|it| row.start <= it.range.start && it.range.end <= row.end);
        let mut gaps = Vec::new();
        for code in inside {
            gaps.push(from..code.range.start.max(from));
            from = code.range.end.max(from);
        }
        if gaps.is_empty() {
            let start = row.start + (line.len() - line.trim_start().len());
            if !is_noise(line) {
                found.push((start..start + line.trim().len(), false));
            }
            continue;
        }
        gaps.push(from..row.end);
        for gap in gaps {
            let words = told(&text[gap.clone()]);
            let bare = words.iter().map(|it| it.parse().ok());
            match bare.collect::<Option<Vec<usize>>>() {
                Some(bare) if bare.is_empty() => {}
                Some(bare) => {
                    numbers.extend(bare);
                    found.push((gap, true));
                }
                None => found.push((gap, false)),
            }
        }
    }
    // The numbers of the items are no news.
    let numbered = count_up(numbers);
    let told = found
        .into_iter()
        .filter(|(_, number)| !(*number && numbered));
    told.map(|(range, _)| range).collect()
}

/// The words of what was stripped, without boxes and "12.".
fn told(gap: &str) -> Vec<&str> {
    let is_number = |word: &&str| {
        word.strip_suffix(['.', ')', ':'])
            .is_some_and(|it| it.len() <= 3 && it.bytes().all(|it| it.is_ascii_digit()))
    };
    let is_box = |word: &&str| {
        let inside = word.trim_matches(['[', ']', '(', ')']);
        inside.len() < word.len() && matches!(inside, "x" | "X" | "х" | "Х")
    };
    gap.split(|it: char| it.is_whitespace() || matches!(it, '|' | ',' | ';'))
        .filter(|word| word.contains(char::is_alphanumeric) && !is_number(word) && !is_box(word))
        .collect()
}

/// Letters and digits mixed, or many digits; no address and no date.
pub(super) fn is_like_a_code(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let letters = word.chars().filter(|it| it.is_alphabetic()).count();
        let is_mixed = digits > 0 && letters > 0 && digits + letters >= 4;
        let is_address = word.contains('@') || word.contains("://");
        (is_mixed || digits >= 5) && !is_address && !is_date(word)
    })
}

/// 14.03.2025, 2025-03-14 or 14/03/2025.
fn is_date(word: &str) -> bool {
    let word = word.trim_matches(|it: char| !it.is_alphanumeric());
    let parts = word.split(['.', '-', '/']).map(str::parse);
    let Ok(parts) = parts.collect::<Result<Vec<u16>, _>>() else {
        return false;
    };
    let is_year = |it: u16| (1990..2100).contains(&it);
    let is_day = |it: u16| (1..=31).contains(&it);
    match parts[..] {
        [a, b, c] => is_day(b) && ((is_year(a) && is_day(c)) || (is_day(a) && is_year(c))),
        _ => false,
    }
}
