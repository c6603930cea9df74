//! How well an account fits the words.

use crate::words::{Level, Word, Words};

/// The folded texts of an account. Tags are parted by line breaks, which no word has.
pub(crate) struct Fields<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) name: &'a str,
    pub(crate) tags: &'a str,
    pub(crate) note: &'a str,
}

/// How well an account fits: smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rank {
    /// An account is as good as the worst of its words.
    worst: u32,
    all: u32,
}

/// What each place costs. The name stands for the issuer where there is none.
const ISSUER_IS: u32 = 0;
const NAME_IS: u32 = 1;
const ISSUER: u32 = 2;
const NAME: u32 = 5;
/// Beyond the cost of the field: a word of it begins so, or it stands inside one.
const AT_WORD: u32 = 1;
const INSIDE: u32 = 2;
const TAG: u32 = 8;
const NOTE: u32 = 9;

/// What each level costs beyond. A name in other letters is better than a word in a note, and a
/// loose spelling worse than everything exact.
fn cost(level: Level) -> u32 {
    match level {
        Level::Exact => 0,
        Level::Respelled => 5,
        Level::Retyped => 6,
        Level::Loose => NOTE + 1,
    }
}

impl Rank {
    /// None when a word is missing.
    pub(crate) fn of(words: &Words, fields: &Fields<'_>) -> Option<Rank> {
        let mut rank = Rank { worst: 0, all: 0 };
        for word in &words.words {
            let (cost, level) = best(word, fields)?;
            // Of two that cost the same the closer one.
            let word = cost * 4 + level_index(level);
            rank.worst = rank.worst.max(word);
            rank.all = rank.all.saturating_add(word);
        }
        if words.words.len() > 1 {
            if words.text == fields.issuer || is_both(&words.text, fields) {
                rank.worst = ISSUER_IS * 4;
            } else if words.text == fields.name {
                rank.worst = NAME_IS * 4;
            }
        }
        Some(rank)
    }
}

fn level_index(level: Level) -> u32 {
    match level {
        Level::Exact => 0,
        Level::Respelled => 1,
        Level::Retyped => 2,
        Level::Loose => 3,
    }
}

/// Whether the text is the issuer and the name.
fn is_both(text: &str, fields: &Fields<'_>) -> bool {
    let rest = text.strip_prefix(fields.issuer);
    rest.and_then(|rest| rest.strip_prefix(' ')) == Some(fields.name)
}

/// Whether each word begins a word of the issuer or the name, and is not only spelled alike.
pub(crate) fn is_called(words: &Words, fields: &Fields<'_>) -> bool {
    let begins = |word: &Word, level: Level, field: &str| {
        word.places(level, field).any(|(start, _)| {
            let before = field[..start].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric())
        })
    };
    words.words.iter().all(|word| {
        [Level::Exact, Level::Respelled, Level::Retyped]
            .into_iter()
            .any(|it| begins(word, it, fields.issuer) || begins(word, it, fields.name))
    })
}

/// What the best place of a word costs, and at which level it was found there.
pub(crate) fn best(word: &Word, fields: &Fields<'_>) -> Option<(u32, Level)> {
    let mut best: Option<(u32, Level)> = None;
    for level in Level::ALL {
        let beyond = cost(level);
        if best.is_some_and(|(cost, _)| cost <= beyond) {
            break;
        }
        if let Some(place) = place(word, level, fields) {
            let here = (place + beyond, level);
            best = Some(best.map_or(here, |best| best.min(here)));
        }
    }
    best
}

/// What the best place of a word at a level costs.
fn place(word: &Word, level: Level, fields: &Fields<'_>) -> Option<u32> {
    let (issuer, name) = match fields.issuer.is_empty() {
        true => (fields.name, ""),
        false => (fields.issuer, fields.name),
    };
    let in_issuer = in_field(word, level, issuer, ISSUER_IS, ISSUER);
    if in_issuer == Some(ISSUER_IS) {
        return in_issuer;
    }
    let in_name = in_field(word, level, name, NAME_IS, NAME);
    let has = |text: &str| word.places(level, text).next().is_some();
    in_issuer
        .into_iter()
        .chain(in_name)
        .min()
        .or_else(|| has(fields.tags).then_some(TAG))
        .or_else(|| has(fields.note).then_some(NOTE))
}

fn in_field(word: &Word, level: Level, field: &str, is: u32, starts: u32) -> Option<u32> {
    let places = word.places(level, field).map(|(start, end)| {
        let before = field[..start].chars().next_back();
        match before {
            None if end == field.len() => is,
            None => starts,
            Some(c) if !c.is_alphanumeric() => starts + AT_WORD,
            Some(_) => starts + INSIDE,
        }
    });
    // Later places are no better than a word's beginning.
    let mut best = None;
    for place in places {
        best = Some(best.map_or(place, |best: u32| best.min(place)));
        if place <= starts + AT_WORD {
            break;
        }
    }
    best
}
