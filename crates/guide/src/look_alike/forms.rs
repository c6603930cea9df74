//! The forms of a name in which it is compared with another.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::MixedScript;
use unicode_security::confusable_detection::skeleton;

use crate::portal::folded;

/// A word of a name.
#[derive(Debug)]
pub(super) struct Word {
    /// In small letters, with every mark and everything that cannot be seen.
    pub(super) exact: String,
    /// As it was written, without marks and without what cannot be seen.
    written: String,
    /// The same in small letters.
    pub(super) plain: String,
}

impl Word {
    /// Whether letters of different alphabets stand in it.
    fn is_mixed(&self) -> bool {
        !self.written.as_str().is_single_script()
    }

    /// Whether it looks like the end of an address.
    pub(super) fn is_top_level(&self) -> bool {
        ["com", "ru", "ру"].contains(&self.plain.as_str())
    }
}

/// Words in the forms in which they are compared.
#[derive(Debug)]
pub(super) struct Form {
    /// In small letters, without what stands between the words.
    pub(super) plain: String,
    /// What they look like.
    pub(super) shapes: BTreeSet<String>,
    /// How they sound.
    pub(super) sound: String,
    /// A word has letters of different alphabets.
    pub(super) mixed: bool,
}

impl Form {
    pub(super) fn of(words: &[Word]) -> Form {
        let plain: String = words.iter().map(|word| word.plain.as_str()).collect();
        Form {
            shapes: shapes(words),
            sound: sound(&plain),
            mixed: words.iter().any(Word::is_mixed),
            plain,
        }
    }
}

/// The words of a name.
pub(super) fn words_of(name: &str) -> Vec<Word> {
    let is_part = |c: char| c.is_alphanumeric() || is_combining_mark(c) || is_invisible(c);
    let words = name.split(|c| !is_part(c)).map(|word| {
        let visible = word
            .nfkd()
            .filter(|c| !is_combining_mark(*c) && !is_invisible(*c));
        let written: String = visible.collect();
        Word {
            exact: folded(&word.nfc().collect::<String>()),
            plain: folded(&written),
            written,
        }
    });
    words.filter(|word| !word.plain.is_empty()).collect()
}

/// Marks that take no room: they split a word for a program and not for an eye.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// What the words look like: some letters are alike as small letters, some as capitals, and some
/// only one beside the other.
fn shapes(words: &[Word]) -> BTreeSet<String> {
    let written: String = words.iter().map(|word| word.written.as_str()).collect();
    let title = words.iter().map(|word| {
        let mut letters = word.plain.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    });
    let title: String = title.collect();
    let (lower, upper) = (written.to_lowercase(), written.to_uppercase());
    let forms = [written, lower, upper, title];
    let shape = |form: &String| skeleton(form).collect::<String>().to_lowercase();
    forms.iter().map(shape).collect()
}

/// How a word sounds, in Latin letters.
fn sound(word: &str) -> String {
    let mut latin = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            'а' => latin.push('a'),
            'б' => latin.push('b'),
            'в' | 'w' => latin.push('v'),
            'г' | 'ґ' => latin.push('g'),
            'д' => latin.push('d'),
            'е' | 'ё' | 'э' | 'є' => latin.push('e'),
            'ж' => latin.push_str("zh"),
            'з' => latin.push('z'),
            'и' | 'і' => latin.push('i'),
            'й' | 'ы' | 'j' => latin.push('y'),
            'к' | 'c' => latin.push('k'),
            'л' => latin.push('l'),
            'м' => latin.push('m'),
            'н' => latin.push('n'),
            'о' => latin.push('o'),
            'п' => latin.push('p'),
            'р' => latin.push('r'),
            'с' => latin.push('s'),
            'т' => latin.push('t'),
            'у' => latin.push('u'),
            'ф' => latin.push('f'),
            'х' => latin.push('h'),
            'ц' => latin.push_str("ts"),
            'ч' => latin.push_str("ch"),
            'ш' => latin.push_str("sh"),
            'щ' => latin.push_str("shch"),
            'ъ' | 'ь' => {}
            'ю' => latin.push_str("yu"),
            'я' => latin.push_str("ya"),
            'x' => latin.push_str("ks"),
            other => latin.push(other),
        }
    }
    latin
}
