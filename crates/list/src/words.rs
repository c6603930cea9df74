//! The words that are looked for, and how each is found in a text.

use std::cell::OnceCell;

use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};
use vault::folded;

use crate::keyboard::{in_one_alphabet, retyped};
use crate::spelling::{Closeness, SEPARATORS, pattern};

/// A longer word is found as it is written only.
const LONGEST: usize = 48;

/// More words are found as they are written only.
const MOST: usize = 12;

/// A shorter word could be nearly any other on the other keyboard, or loosely spelled.
const SHORTEST_RETYPED: usize = 2;
const SHORTEST_LOOSE: usize = 3;

/// Fewer digits are not taken for a number that is written with blanks.
const FEWEST_DIGITS: usize = 3;

/// How a word was found, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// As it is written.
    Exact,
    /// In the other alphabet, or as a number with other signs between the digits.
    Respelled,
    /// As it would be with the other keyboard.
    Retyped,
    /// As people write it.
    Loose,
}

impl Level {
    pub(crate) const ALL: [Level; 4] =
        [Level::Exact, Level::Respelled, Level::Retyped, Level::Loose];
}

/// The words of a search. None stands in it twice.
pub(crate) struct Words {
    /// The whole text, folded.
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
}

impl Words {
    pub(crate) fn new(text: &str) -> Words {
        let mut words: Vec<Word> = Vec::new();
        // Blanks as they are in the text: folding makes no others.
        for word in text.split_whitespace() {
            let word = folded(word);
            let is_new = words.iter().all(|other| other.text != word);
            if !word.is_empty() && is_new {
                words.push(Word::new(word, words.len() < MOST));
            }
        }
        Words {
            text: folded(text),
            words,
        }
    }
}

/// A word that is looked for.
pub(crate) struct Word {
    pub(crate) text: String,
    finder: Finder<'static>,
    /// Respelled, retyped, loose: made when they are needed.
    patterns: [OnceCell<Option<Regex>>; 3],
    /// At any level.
    any: OnceCell<Option<Regex>>,
    has_others: bool,
}

impl Word {
    fn new(text: String, has_others: bool) -> Word {
        Word {
            finder: Finder::new(&text).into_owned(),
            patterns: Default::default(),
            any: OnceCell::new(),
            has_others: has_others && text.chars().count() <= LONGEST,
            text,
        }
    }

    /// Where the word stands at this level, in bytes.
    pub(crate) fn places<'a>(
        &'a self,
        level: Level,
        text: &'a str,
    ) -> Box<dyn Iterator<Item = (usize, usize)> + 'a> {
        let pattern = match level {
            Level::Exact => {
                let length = self.text.len();
                let found = self.finder.find_iter(text.as_bytes());
                return Box::new(found.map(move |at| (at, at + length)));
            }
            Level::Respelled => 0,
            Level::Retyped => 1,
            Level::Loose => 2,
        };
        let regex = self.patterns[pattern].get_or_init(|| compiled(&self.sources(level)));
        let found = regex.iter().flat_map(|regex| regex.find_iter(text));
        Box::new(found.map(|found| (found.start(), found.end())))
    }

    /// Where the first or a later place ends, from a byte on.
    pub(crate) fn end_in(&self, text: &str, from: usize) -> Option<usize> {
        let any = self.any.get_or_init(|| {
            let others = [Level::Respelled, Level::Retyped, Level::Loose];
            let mut sources: Vec<_> = others.iter().flat_map(|it| self.sources(*it)).collect();
            match sources.is_empty() {
                true => None,
                false => {
                    sources.push(regex::escape(&self.text));
                    compiled(&sources)
                }
            }
        });
        match any {
            Some(regex) => regex.shortest_match_at(text, from),
            None => {
                let found = self.finder.find(&text.as_bytes()[from..])?;
                Some(from + found + self.text.len())
            }
        }
    }

    /// The patterns of a level.
    fn sources(&self, level: Level) -> Vec<String> {
        let word = self.text.as_str();
        let length = word.chars().count();
        if !self.has_others {
            return Vec::new();
        }
        match level {
            Level::Exact => vec![regex::escape(word)],
            Level::Respelled => {
                let respelled = pattern(word, Closeness::Strict);
                respelled.into_iter().chain(number(word)).collect()
            }
            Level::Retyped if length < SHORTEST_RETYPED => Vec::new(),
            Level::Retyped => retyped(word).iter().map(|it| alternatives(it)).collect(),
            Level::Loose if length < SHORTEST_LOOSE => Vec::new(),
            Level::Loose => {
                let likeliest = |letters: &Vec<Vec<char>>| letters.iter().map(|it| it[0]).collect();
                let retyped = retyped(word);
                let mut words: Vec<String> = vec![word.to_owned()];
                words.extend(in_one_alphabet(word));
                words.extend(retyped.iter().map(likeliest));
                let patterns = words.iter().map(|word| pattern(word, Closeness::Loose));
                patterns.flatten().collect()
            }
        }
    }
}

/// One pattern of several; none when there are none, or when it would be too large.
fn compiled(sources: &[String]) -> Option<Regex> {
    let alternatives = sources.join("|");
    let is_any = !sources.is_empty();
    is_any
        .then(|| RegexBuilder::new(&alternatives).build().ok())
        .flatten()
}

fn alternatives(letters: &[Vec<char>]) -> String {
    let letters = letters.iter().map(|letters| {
        let letters: Vec<_> = letters
            .iter()
            .map(|c| regex::escape(&c.to_string()))
            .collect();
        format!("(?:{})", letters.join("|"))
    });
    letters.collect()
}

/// The digits of a number with any signs between them. Russian numbers begin with 8 at home and with
/// 7 from abroad.
fn number(word: &str) -> Option<String> {
    let is_sign = |c: char| SEPARATORS.contains(&c) || "+()".contains(c);
    let digits: Vec<_> = word.chars().filter(|c| !is_sign(*c)).collect();
    let is_number = digits.iter().all(char::is_ascii_digit) && digits.len() >= FEWEST_DIGITS;
    let home = |index: usize| index == 0 && digits.len() == 11 && ['7', '8'].contains(&digits[0]);
    let pattern = digits.iter().enumerate().map(|(index, digit)| {
        let digit = match home(index) {
            true => "[78]".to_owned(),
            false => digit.to_string(),
        };
        let between = if index == 0 { "" } else { r"[ +()\-._/]*" };
        format!("{between}{digit}")
    });
    is_number.then(|| pattern.collect())
}
