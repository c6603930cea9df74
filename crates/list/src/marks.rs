//! Where in a row the words stand that were looked for.

use std::ops::Range;

use vault::{Account, Piece, fold};

use crate::rank::{Fields, best};
use crate::words::{Level, Word, Words};

/// The longest part of a note that is shown, in characters.
const LONGEST: usize = 80;
/// As much of that stands before the word.
const BEFORE: usize = 24;

/// What to mark in the row of one account. Places count UTF-16 units of the text, are sorted and do
/// not overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// In the issuer.
    pub issuer: Vec<(u32, u32)>,
    /// In the name.
    pub name: Vec<(u32, u32)>,
    /// Where the first word stands that neither of them has.
    pub beside: Option<Beside>,
}

/// A text that is shown because a word stands there only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// What the text is.
    pub field: Field,
    /// The tag, or the part of the note around the word in one line: at most 80 characters, with an
    /// ellipsis where it was cut.
    pub text: String,
    /// What to mark in it.
    pub marks: Vec<(u32, u32)>,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// In a tag.
    Tag,
    /// In the note.
    Note,
}

/// Marks the same words in many rows: made once, because each word is compiled.
pub struct Marker(Words);

impl Marker {
    /// For the text of a search.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Words::new(text))
    }

    /// What to mark in the row of an account.
    #[must_use]
    pub fn marks(&self, account: &Account) -> Marks {
        let words = &self.0.words;
        if words.is_empty() {
            return Marks::default();
        }
        let (issuer, name) = (Line::of(&account.issuer), Line::of(&account.name));
        let note = Line::of(&account.note);
        let tags: Vec<_> = account.tags.iter().map(|tag| Line::of(tag)).collect();
        let folded_tags: Vec<_> = tags.iter().map(|tag| tag.folded.as_str()).collect();
        let fields = Fields {
            issuer: &issuer.folded,
            name: &name.folded,
            tags: &folded_tags.join("\n"),
            note: &note.folded,
        };
        let (mut in_issuer, mut in_name, mut beside) = (Vec::new(), Vec::new(), None);
        for word in words {
            let Some((_, level)) = best(word, &fields) else {
                continue;
            };
            let places = (issuer.places(word, level), name.places(word, level));
            if places.0.is_empty() && places.1.is_empty() && beside.is_none() {
                let tag = tags.iter().position(|tag| tag.has(word, level));
                beside = match tag {
                    Some(tag) => {
                        Some(self.beside(Field::Tag, &account.tags[tag], &tags[tag], word, level))
                    }
                    None => Some(self.beside(Field::Note, &account.note, &note, word, level)),
                };
            }
            in_issuer.extend(places.0);
            in_name.extend(places.1);
        }
        Marks {
            issuer: issuer.in_units(in_issuer),
            name: name.in_units(in_name),
            beside,
        }
    }

    /// The part of a text around a word, with every word marked in it.
    fn beside(
        &self,
        field: Field,
        text: &str,
        line: &Line<'_>,
        word: &Word,
        level: Level,
    ) -> Beside {
        let place = line.places(word, level).into_iter().next();
        let text = part(text, place.unwrap_or(0..0));
        let line = Line::of(&text);
        let places = self.0.words.iter().flat_map(|word| {
            let levels = Level::ALL.into_iter().map(|level| line.places(word, level));
            let mut found = levels.filter(|places| !places.is_empty());
            found.next().unwrap_or_default()
        });
        let marks = line.in_units(places.collect());
        Beside { field, text, marks }
    }
}

/// A text and its folded form.
struct Line<'a> {
    text: &'a str,
    folded: String,
    /// Where each folded character stands in `folded`, and where in the text that stands of which it
    /// was made.
    origins: Vec<(usize, Range<usize>)>,
}

impl<'a> Line<'a> {
    fn of(text: &'a str) -> Line<'a> {
        let mut folded = String::with_capacity(text.len());
        let mut origins: Vec<(usize, Range<usize>)> = Vec::new();
        fold(text, |piece| match piece {
            Piece::Char(c, place) => {
                origins.push((folded.len(), place));
                folded.push(c);
            }
            Piece::Change(c) => {
                folded.pop();
                folded.push(c);
            }
            Piece::Nothing(place) => {
                if let Some((_, origin)) = origins.last_mut() {
                    origin.end = place.end;
                }
            }
        });
        folded.truncate(folded.trim_end_matches(' ').len());
        Line {
            text,
            folded,
            origins,
        }
    }

    fn has(&self, word: &Word, level: Level) -> bool {
        word.places(level, &self.folded).next().is_some()
    }

    /// Where a word stands, in bytes of the text.
    fn places(&self, word: &Word, level: Level) -> Vec<Range<usize>> {
        let places = word.places(level, &self.folded).filter_map(|(start, end)| {
            let first = self.origins.partition_point(|(at, _)| *at < start);
            let after = self.origins.partition_point(|(at, _)| *at < end);
            let origins = self.origins.get(first..after)?;
            // An accent may belong to a character behind, where both were one: the last is not the
            // furthest in every text.
            let end = origins.iter().map(|(_, origin)| origin.end).max()?;
            Some(origins.first()?.1.start..end)
        });
        places.collect()
    }

    /// Places in bytes, as sorted places in UTF-16 units that do not overlap.
    fn in_units(&self, mut places: Vec<Range<usize>>) -> Vec<(u32, u32)> {
        places.sort_by_key(|place| (place.start, place.end));
        let mut marks: Vec<(u32, u32)> = Vec::with_capacity(places.len());
        let (mut byte, mut unit) = (0, 0_u32);
        let mut reached = 0;
        for place in places {
            if place.end <= reached {
                continue;
            }
            let is_more = !marks.is_empty() && place.start <= reached;
            let start = place.start.max(reached);
            unit += units(&self.text[byte..start]);
            let end = unit + units(&self.text[start..place.end]);
            match marks.last_mut() {
                Some(last) if is_more => last.1 = end,
                _ => marks.push((unit, end)),
            }
            (byte, unit, reached) = (place.end, end, place.end);
        }
        marks
    }
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// The part of a text around a place, in one line, cut between words where there are any.
fn part(text: &str, place: Range<usize>) -> String {
    let in_one_line = |text: &str| -> String {
        let blank = |c: char| {
            if c.is_whitespace() || c.is_control() {
                ' '
            } else {
                c
            }
        };
        text.trim().chars().map(blank).collect()
    };
    if text.trim().chars().count() <= LONGEST {
        return in_one_line(text);
    }
    let back = text[..place.start].char_indices().rev().take(BEFORE);
    let earliest = back.last().map_or(place.start, |(at, _)| at);
    let start = match earliest {
        0 => 0,
        _ => {
            // The beginning of a word, if one stands there.
            let gap = text[earliest..place.start].find(char::is_whitespace);
            gap.map_or(earliest, |gap| earliest + gap)
        }
    };
    let rest = &text[start..];
    let start = start + rest.len() - rest.trim_start().len();
    let is_begun = !text[..start].trim().is_empty();
    // Room for an ellipsis on both sides.
    let most = LONGEST - 2;
    let rest = &text[start..];
    let cut = rest.char_indices().nth(most).map(|(at, _)| start + at);
    let end = match cut {
        None => text.len(),
        Some(cut) => {
            let gap = text[..cut].rfind(char::is_whitespace);
            gap.filter(|gap| *gap >= place.end.min(cut) && *gap > start)
                .unwrap_or(cut)
        }
    };
    let is_ended = text[end..].trim().is_empty();
    let before = if is_begun { "…" } else { "" };
    let after = if is_ended { "" } else { "…" };
    format!("{before}{}{after}", in_one_line(&text[start..end]))
}
