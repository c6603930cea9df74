//! The ways to spell a word in Cyrillic and in Latin letters, as a pattern.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A sound and how it is written. A piece of a word may be several sounds.
struct Sound {
    cyrillic: &'static [&'static str],
    /// By one of the rules for passports, maps and plain typing.
    latin: &'static [&'static str],
    /// What people write as well, in both alphabets.
    loose: &'static [&'static str],
}

const fn sound(
    cyrillic: &'static [&'static str],
    latin: &'static [&'static str],
    loose: &'static [&'static str],
) -> Sound {
    Sound {
        cyrillic,
        latin,
        loose,
    }
}

/// The texts are folded: ё is е.
const SOUNDS: &[Sound] = &[
    sound(&["а"], &["a"], &[]),
    sound(&["б"], &["b"], &[]),
    sound(&["в"], &["v", "w"], &[]),
    sound(&["г", "ґ"], &["g"], &[]),
    sound(&["г"], &["h"], &["х"]),
    sound(&["д"], &["d"], &[]),
    sound(&["дж"], &["j", "dzh"], &["ж"]),
    sound(
        &["е", "є"],
        &["e", "ye", "je", "ie", "yo", "io", "jo"],
        &["э", "о"],
    ),
    sound(&["э"], &["e"], &["е", "eh"]),
    sound(&["ж"], &["zh", "j"], &["z"]),
    sound(&["з"], &["z"], &[]),
    sound(&["и", "і"], &["i"], &["y", "j", "ы", "й", "ee", "ii"]),
    sound(&["ї"], &["i", "yi", "ji"], &["и", "і"]),
    sound(&["й"], &["y", "i", "j"], &["и", "ы"]),
    sound(&["ы"], &["y"], &["i", "j", "и", "й"]),
    sound(
        &["ий", "ый"],
        &["y", "iy", "yy", "ii", "ij", "yj", "yi"],
        &["i", "и", "ы", "й"],
    ),
    sound(&["к"], &["k", "c", "ck"], &["q"]),
    sound(&["кс"], &["x", "ks"], &["х", "h", "kh"]),
    sound(&["кв"], &["q", "qu", "kv"], &[]),
    sound(&["л"], &["l"], &[]),
    sound(&["м"], &["m"], &[]),
    sound(&["н"], &["n"], &[]),
    sound(&["о"], &["o"], &[]),
    sound(&["п"], &["p"], &[]),
    sound(&["р"], &["r"], &[]),
    sound(&["с"], &["s", "c"], &[]),
    sound(&["т"], &["t"], &["th"]),
    sound(&["у", "ў"], &["u", "w"], &["oo", "ю"]),
    sound(&["ф"], &["f", "ph"], &[]),
    sound(&["х"], &["kh", "h", "x"], &["ch"]),
    sound(&["ц"], &["ts", "c", "tz"], &["тс", "cz"]),
    sound(&["ч"], &["ch"], &["tch"]),
    sound(&["ш"], &["sh"], &["щ", "sch"]),
    sound(&["щ"], &["shch", "sch", "shh"], &["ш", "sh", "сч", "шч"]),
    sound(&["сч"], &["sch"], &["shch", "sh"]),
    sound(&["ю"], &["yu", "iu", "ju"], &["u", "у"]),
    sound(&["я"], &["ya", "ia", "ja"], &[]),
];

/// Written in one alphabet and left out in the other.
const SIGNS: [char; 3] = ['ь', 'ъ', '\''];

/// Stand between the parts of a name, or do not.
pub(crate) const SEPARATORS: [char; 5] = ['-', '.', '_', '/', '\''];

/// A word of so many characters is found also where the text parts it with a sign, or with a blank.
const PARTED: usize = 4;
const PARTED_BY_BLANK: usize = 5;

/// No more characters in a row are read in every possible way.
const LONGEST_CLUSTER: usize = 6;

/// What a piece of a word may be written as, the longest first.
#[derive(Default)]
struct Spellings {
    strict: BTreeSet<&'static str>,
    loose: BTreeSet<&'static str>,
    /// What it is the beginning of, while a person types.
    begun: BTreeSet<&'static str>,
}

static SPELLINGS: LazyLock<BTreeMap<&'static str, Spellings>> = LazyLock::new(|| {
    let mut all: BTreeMap<&'static str, Spellings> = BTreeMap::new();
    for sound in SOUNDS {
        let both = sound.cyrillic.iter().chain(sound.latin);
        let written: Vec<_> = both.chain(sound.loose).copied().collect();
        for (own, others) in [(sound.cyrillic, sound.latin), (sound.latin, sound.cyrillic)] {
            for piece in own {
                all.entry(piece).or_default().strict.extend(others);
            }
        }
        for piece in &written {
            all.entry(piece).or_default().loose.extend(&written);
        }
        for (own, others) in [(sound.cyrillic, sound.latin), (sound.latin, sound.cyrillic)] {
            for spelling in own {
                for (end, _) in spelling.char_indices().skip(1) {
                    let begun = &mut all.entry(&spelling[..end]).or_default().begun;
                    begun.extend(others);
                }
            }
        }
    }
    all
});

/// How far a spelling may be from the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closeness {
    /// By the rules of transliteration.
    Strict,
    /// As people write.
    Loose,
}

/// The pattern of a folded word; none when it has no other spelling.
pub(crate) fn pattern(word: &str, closeness: Closeness) -> Option<String> {
    let letters: Vec<_> = word.char_indices().collect();
    let between = between(letters.len(), closeness);
    let mut pattern = String::new();
    let (mut at, mut is_firm, mut has_letters) = (0, false, false);
    while at < letters.len() {
        let (end, readings) = cluster(word, &letters, at);
        let is_last = end == letters.len();
        pattern.push_str("(?:");
        for (index, reading) in readings.iter().enumerate() {
            if index > 0 {
                pattern.push('|');
            }
            for (index, piece) in reading.iter().enumerate() {
                if index > 0 {
                    pattern.push_str(between);
                }
                let is_end = is_last && index + 1 == reading.len();
                has_letters |= SPELLINGS.contains_key(piece);
                is_firm |= push_piece(piece, closeness, is_end, &mut pattern);
            }
        }
        pattern.push(')');
        if !is_last {
            pattern.push_str(between);
        }
        at = end;
    }
    (is_firm && has_letters).then_some(pattern)
}

/// What may stand between two sounds of the text.
fn between(length: usize, closeness: Closeness) -> &'static str {
    match closeness {
        Closeness::Strict => "[ьъ']?",
        Closeness::Loose if length >= PARTED_BY_BLANK => r"[ьъ'\-._/ ]{0,3}",
        Closeness::Loose if length >= PARTED => r"[ьъ'\-._/]?",
        Closeness::Loose => "[ьъ']?",
    }
}

/// Adds what a piece may be; whether the text must have it.
fn push_piece(piece: &str, closeness: Closeness, is_end: bool, pattern: &mut String) -> bool {
    let is_loose = closeness == Closeness::Loose;
    let is_one_of = |signs: &[char]| piece.chars().all(|c| signs.contains(&c));
    if is_one_of(&SIGNS) || is_loose && is_one_of(&SEPARATORS) {
        pattern.push_str(match closeness {
            Closeness::Strict => "(?:[ьъ'])?",
            Closeness::Loose => r"(?:[ьъ'\-._/iyj])?",
        });
        return false;
    }
    let mut written: Vec<&str> = vec![piece];
    if let Some(spellings) = SPELLINGS.get(piece) {
        written.extend(match closeness {
            Closeness::Strict => &spellings.strict,
            Closeness::Loose => &spellings.loose,
        });
        if is_loose && is_end {
            written.extend(&spellings.begun);
        }
    }
    // The first that fits is taken, and it shall be all that fits.
    written.sort_by_key(|it| (std::cmp::Reverse(it.chars().count()), *it));
    written.dedup();
    let escaped: Vec<_> = written.into_iter().map(regex::escape).collect();
    pattern.push_str("(?:");
    pattern.push_str(&escaped.join("|"));
    pattern.push(')');
    true
}

/// From a letter on, as many as can only be read together, and every way to read them.
fn cluster<'a>(
    word: &'a str,
    letters: &[(usize, char)],
    from: usize,
) -> (usize, Vec<Vec<&'a str>>) {
    let most = letters.len().min(from + LONGEST_CLUSTER);
    let byte = |at: usize| letters.get(at).map_or(word.len(), |(byte, _)| *byte);
    let is_piece =
        |at: usize, end: usize| end == at + 1 || SPELLINGS.contains_key(&word[byte(at)..byte(end)]);
    let (mut at, mut end) = (from, from + 1);
    while at < end {
        let longest = (at + 1..=most).rev().find(|end| is_piece(at, *end));
        end = end.max(longest.unwrap_or(end));
        at += 1;
    }
    // Readings of what stands before each letter of the cluster.
    let mut readings: Vec<Vec<Vec<&str>>> = vec![vec![Vec::new()]];
    for at in from + 1..=end {
        let mut here = Vec::new();
        for start in from..at {
            if is_piece(start, at) {
                let piece = &word[byte(start)..byte(at)];
                here.extend(readings[start - from].iter().map(|before| {
                    let mut reading = before.clone();
                    reading.push(piece);
                    reading
                }));
            }
        }
        readings.push(here);
    }
    let mut readings = readings.pop().unwrap_or_default();
    // The longest pieces first, for the same reason as above.
    readings.sort_by_key(Vec::len);
    (end, readings)
}
