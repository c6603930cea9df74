//! Words that were typed while the keyboard was set to the other alphabet, as patterns.

/// A key, with Shift, and what it types in Russian and in Ukrainian.
const KEYS: &[(char, char, &[char])] = &[
    ('q', 'Q', &['й']),
    ('w', 'W', &['ц']),
    ('e', 'E', &['у']),
    ('r', 'R', &['к']),
    ('t', 'T', &['е']),
    ('y', 'Y', &['н']),
    ('u', 'U', &['г']),
    ('i', 'I', &['ш']),
    ('o', 'O', &['щ']),
    ('p', 'P', &['з']),
    ('[', '{', &['х']),
    (']', '}', &['ъ', 'ї']),
    ('a', 'A', &['ф']),
    ('s', 'S', &['ы', 'і']),
    ('d', 'D', &['в']),
    ('f', 'F', &['а']),
    ('g', 'G', &['п']),
    ('h', 'H', &['р']),
    ('j', 'J', &['о']),
    ('k', 'K', &['л']),
    ('l', 'L', &['д']),
    (';', ':', &['ж']),
    ('\'', '"', &['э', 'є']),
    ('z', 'Z', &['я']),
    ('x', 'X', &['ч']),
    ('c', 'C', &['с']),
    ('v', 'V', &['м']),
    ('b', 'B', &['и']),
    ('n', 'N', &['т']),
    ('m', 'M', &['ь']),
    (',', '<', &['б']),
    ('.', '>', &['ю']),
    // ё, folded.
    ('`', '~', &['е']),
    ('/', '?', &['.', ',']),
];

/// Letters that look the same, as small letters or as capitals.
const ALIKE: &[(char, char)] = &[
    ('a', 'а'),
    ('b', 'в'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'н'),
    ('i', 'і'),
    ('k', 'к'),
    ('m', 'м'),
    ('o', 'о'),
    ('p', 'р'),
    ('t', 'т'),
    ('x', 'х'),
    ('y', 'у'),
];

/// The alphabet of a keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Cyrillic,
}

impl Alphabet {
    fn of(c: char) -> Option<Alphabet> {
        match c {
            'a'..='z' => Some(Alphabet::Latin),
            '\u{400}'..='\u{4ff}' => Some(Alphabet::Cyrillic),
            _ => None,
        }
    }
}

/// For each way in which the word may have been mistyped: what each of its characters may be, the
/// likeliest first. A letter of the other alphabet in it stands for itself, or for the one it looks
/// like.
pub(crate) fn retyped(word: &str) -> Vec<Vec<Vec<char>>> {
    let has = |alphabet| word.chars().any(|c| Alphabet::of(c) == Some(alphabet));
    let both = [Alphabet::Latin, Alphabet::Cyrillic];
    let is_mixed = both.into_iter().all(has);
    let from = both.into_iter().filter(|from| has(*from));
    let retyped = from.map(|from| {
        let letters = word.chars().map(|c| match Alphabet::of(c) {
            Some(alphabet) if alphabet != from && is_mixed => {
                let mut letters: Vec<_> = alike(c).map_or_else(Vec::new, |c| typed(c, from));
                letters.push(c);
                letters
            }
            _ => typed(c, from),
        });
        letters.collect()
    });
    retyped.collect()
}

/// The word in each alphabet alone, where letters of both stand in it.
pub(crate) fn in_one_alphabet(word: &str) -> Vec<String> {
    let both = [Alphabet::Latin, Alphabet::Cyrillic];
    let has = |alphabet| word.chars().any(|c| Alphabet::of(c) == Some(alphabet));
    if !both.into_iter().all(has) {
        return Vec::new();
    }
    let words = both.into_iter().map(|wanted| {
        let letters = word.chars().map(|c| match Alphabet::of(c) {
            Some(alphabet) if alphabet != wanted => alike(c).unwrap_or(c),
            _ => c,
        });
        letters.collect()
    });
    words.collect()
}

/// What the key of this character types on the other keyboard; other keys type the same on both.
fn typed(c: char, from: Alphabet) -> Vec<char> {
    let letters: Vec<char> = match from {
        Alphabet::Latin => {
            let keys = KEYS
                .iter()
                .filter(|(key, shifted, _)| *key == c || *shifted == c);
            keys.flat_map(|(_, _, letters)| *letters).copied().collect()
        }
        Alphabet::Cyrillic => {
            let keys = KEYS.iter().filter(|(_, _, letters)| letters.contains(&c));
            keys.map(|(key, _, _)| *key).collect()
        }
    };
    match letters.is_empty() {
        true => vec![c],
        false => letters,
    }
}

fn alike(c: char) -> Option<char> {
    ALIKE.iter().find_map(|(latin, cyrillic)| match c {
        c if c == *latin => Some(*cyrillic),
        c if c == *cyrillic => Some(*latin),
        _ => None,
    })
}
