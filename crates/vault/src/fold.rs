//! The form in which texts are compared: small letters, without accents, ё as е, without what cannot
//! be seen.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

/// The text as it is compared. A row of blanks is one space; none stands at the ends.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold(text, |piece| match piece {
        Piece::Char(c, _) => folded.push(c),
        Piece::Change(c) => {
            folded.pop();
            folded.push(c);
        }
        Piece::Nothing(_) => {}
    });
    folded.truncate(folded.trim_end_matches(' ').len());
    folded
}

/// The text as it is compared where blanks do not matter.
#[must_use]
pub fn bare(text: &str) -> String {
    folded(text).replace(' ', "")
}

/// What a character of the text has become.
pub enum Piece {
    /// A character, and where its origin stands.
    Char(char, Range<usize>),
    /// The character before is another one now.
    Change(char),
    /// Nothing: it belongs to the character before.
    Nothing(Range<usize>),
}

/// Folds character by character: a word folds to the same inside a text and alone.
pub fn fold(text: &str, mut give: impl FnMut(Piece)) {
    // A blank before the text: none is given at its beginning.
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let place = at..at + c.len_utf8();
        if c.is_ascii() && !c.is_ascii_whitespace() && !c.is_ascii_control() {
            before = c.to_ascii_lowercase();
            give(Piece::Char(before, place));
            continue;
        }
        if c.is_whitespace() {
            match before {
                ' ' => give(Piece::Nothing(place)),
                _ => give(Piece::Char(' ', place.clone())),
            }
            before = ' ';
            continue;
        }
        if is_invisible(c) {
            give(Piece::Nothing(place));
            continue;
        }
        decompose_compatible(c, |part| {
            if canonical_combining_class(part) >= LEAST_ACCENT {
                match letter_with(before, part) {
                    Some(letter) => {
                        before = letter;
                        give(Piece::Change(letter));
                        give(Piece::Nothing(place.clone()));
                    }
                    None => give(Piece::Nothing(place.clone())),
                }
                return;
            }
            for small in part.to_lowercase() {
                let folded: &[char] = match small {
                    'ς' => &['σ'],
                    'ı' => &['i'],
                    'ß' => &['s', 's'],
                    '‘' | '’' | 'ʼ' | '′' => &['\''],
                    '“' | '”' | '«' | '»' | '„' => &['"'],
                    '‐'..='―' | '−' => &['-'],
                    c if c.is_whitespace() || is_invisible(c) => &[],
                    // Only of İ, whose dot is an accent.
                    c if canonical_combining_class(c) >= LEAST_ACCENT => &[],
                    other => &[other],
                };
                for c in folded {
                    before = *c;
                    give(Piece::Char(*c, place.clone()));
                }
            }
        });
    }
}

/// Accents have classes from here on; below are marks that make another letter, as in Hindi and
/// Japanese.
const LEAST_ACCENT: u8 = 10;

/// The letters that are not the letter without their accent.
fn letter_with(base: char, accent: char) -> Option<char> {
    match (base, accent) {
        ('и', '\u{306}') => Some('й'),
        ('у', '\u{306}') => Some('ў'),
        ('і', '\u{308}') => Some('ї'),
        _ => None,
    }
}

/// Marks that take no room, and those that choose between two looks of one character.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_people_take_for_the_same() {
        for (text, expected) in [
            ("  Счётчик \u{a0}\n ЖКХ ", "счетчик жкх"),
            ("Йод и\u{306}од", "йод йод"),
            ("Її ў", "її ў"),
            ("Café CAFE\u{301}", "cafe cafe"),
            ("STRASSE straße ẞ", "strasse strasse ss"),
            ("Ｇｏｏｇｌｅ ﬁ", "google fi"),
            ("İstanbul ı", "istanbul i"),
            ("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"),
            ("a\u{200b}b\u{ad}c\u{202e}d", "abcd"),
            ("l’été — «да»", "l'ete - \"да\""),
            ("❤\u{fe0f} 👨\u{200d}👩", "❤ 👨👩"),
            ("が", "か\u{3099}"),
            ("a¨b", "ab"),
            ("", ""),
        ] {
            assert_eq!(folded(text), expected, "{text:?}");
        }
        assert_eq!(bare("Мой  Счёт\n"), "мойсчет");
    }
}
