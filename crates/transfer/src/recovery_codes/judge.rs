//! Which of the things that may be codes are taken: those that look like one by themselves, and those
//! that look like the others.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use zeroize::Zeroizing;

use super::normal;

/// A thing that may be a code.
pub(super) struct Candidate {
    pub(super) range: Range<usize>,
    pub(super) text: Zeroizing<String>,
    pub(super) used: bool,
    stand: Stand,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// In a line or column of its own.
    Alone,
    /// In a sentence.
    AmongWords,
}

/// What it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A code.
    Code,
    /// Four or five characters with a digit: a code if there are several, else the year.
    Short,
    /// Letters only: a code among codes of the same groups, else a word.
    Letters,
    /// A date, the number of an item.
    Other,
}

/// The lengths of the groups and what is between them, which all codes of a list have in common.
type Shape = String;

impl Candidate {
    pub(super) fn new(text: &str, range: Range<usize>, used: bool, stand: Stand) -> Self {
        Self {
            text: normal(&text[range.clone()]),
            range,
            used,
            stand,
        }
    }

    fn shape(&self) -> Shape {
        let mask = |it: char| if it.is_ascii_alphanumeric() { 'x' } else { it };
        self.text.chars().map(mask).collect()
    }

    fn look(&self) -> Look {
        let length = self.text.bytes().filter(u8::is_ascii_alphanumeric).count();
        let has_digit = self.text.bytes().any(|it| it.is_ascii_digit());
        if self.is_date() {
            Look::Other
        } else if (has_digit && length >= 6) || self.is_of_long_groups() {
            Look::Code
        } else if has_digit && length >= 4 {
            Look::Short
        } else if !has_digit && length >= 4 {
            Look::Letters
        } else {
            Look::Other
        }
    }

    /// 2025-03-14 or 14-03-2025.
    fn is_date(&self) -> bool {
        let parts: Vec<&str> = self.text.split('-').collect();
        let [a, b, c] = parts[..] else {
            return false;
        };
        let below = |text: &str, most: u8| {
            text.len() == 2 && text.parse().is_ok_and(|it: u8| (1..=most).contains(&it))
        };
        let is_year = |text: &str| {
            text.len() == 4 && text.parse().is_ok_and(|it: u16| (1990..2100).contains(&it))
        };
        below(b, 12) && ((is_year(a) && below(c, 31)) || (below(a, 31) && is_year(c)))
    }

    /// Three and more groups of four and more: no words stand like that.
    fn is_of_long_groups(&self) -> bool {
        let mut groups = self.text.split('-').map(str::len);
        let first = groups.next().unwrap_or(0);
        let others: Vec<usize> = groups.collect();
        first >= 4 && others.len() >= 2 && others.iter().all(|it| *it == first)
    }
}

/// The codes among the candidates, in their order.
pub(super) fn chosen(all: &[Candidate]) -> Vec<&Candidate> {
    let alone = || all.iter().filter(|it| it.stand == Stand::Alone);
    let mut shapes: HashSet<Shape> = alone()
        .filter(|it| it.look() == Look::Code)
        .map(Candidate::shape)
        .collect();
    shapes.extend(common(alone().filter(|it| it.look() == Look::Short), 2));
    if shapes.is_empty() {
        let among = all.iter().filter(|it| it.look() == Look::Code);
        shapes.extend(among.map(Candidate::shape));
    }
    if shapes.is_empty() {
        let words = alone().filter(|it| it.look() == Look::Letters && it.text.len() >= 6);
        shapes.extend(common(words, 3));
    }
    let is_code = |it: &&Candidate| {
        let looks = match it.look() {
            Look::Code => true,
            Look::Short | Look::Letters => it.stand == Stand::Alone,
            Look::Other => false,
        };
        looks && shapes.contains(&it.shape())
    };
    all.iter().filter(is_code).collect()
}

/// The shapes that at least so many different candidates have.
fn common<'a>(candidates: impl Iterator<Item = &'a Candidate>, least: usize) -> Vec<Shape> {
    let mut texts: HashMap<Shape, HashSet<&str>> = HashMap::new();
    for it in candidates {
        texts.entry(it.shape()).or_default().insert(&it.text);
    }
    let shapes = texts.into_iter();
    shapes
        .filter(|(_, texts)| texts.len() >= least)
        .map(|(shape, _)| shape)
        .collect()
}
