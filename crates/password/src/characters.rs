//! Passwords of single characters.

use rand::CryptoRng;
use rand::seq::IndexedRandom;
use zeroize::Zeroizing;

use crate::error::PasswordError;
use crate::made::Made;
use crate::rules::Rules;

/// The length that is made when none is named, as far as the rules allow it.
const USUAL_LENGTH: u8 = 16;
/// Characters that are taken for others when they are read from a screen.
const LOOK_ALIKES: &str = "0Oo1lI|5S2Z8B";

/// How a password of characters is to look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// How many characters; the usual number when absent.
    pub length: Option<u8>,
    /// None that is taken for another, such as O and 0.
    pub no_look_alikes: bool,
}

/// The length that a password has when none is named.
#[must_use]
pub fn usual_length(rules: &Rules) -> u8 {
    USUAL_LENGTH.max(rules.min_length).min(rules.max_length)
}

/// Makes a password, each of those that follow the rules with the same chance.
///
/// # Errors
/// [`PasswordError::ImpossibleRules`], [`PasswordError::BadLength`].
pub fn generate(
    rules: &Rules,
    options: &Options,
    rng: &mut impl CryptoRng,
) -> Result<Made, PasswordError> {
    rules.check()?;
    let length = options.length.unwrap_or_else(|| usual_length(rules));
    if !(rules.min_length..=rules.max_length).contains(&length) {
        return Err(PasswordError::BadLength {
            least: rules.min_length,
            most: rules.max_length,
        });
    }
    let classes = classes(rules, options.no_look_alikes);
    let alphabet: Vec<u8> = classes
        .iter()
        .flat_map(|class| class.members.iter().copied())
        .collect();
    let mut text = Zeroizing::new(String::with_capacity(length.into()));
    // With the narrowest rules one of two hundred passes, with the usual ones most do.
    loop {
        text.clear();
        for _ in 0..length {
            let drawn = alphabet.choose(rng).copied();
            text.push(drawn.map_or(char::REPLACEMENT_CHARACTER, char::from));
        }
        if classes.iter().all(|class| class.is_satisfied_by(&text)) {
            break;
        }
    }
    Ok(Made {
        text,
        bits: bits(&classes, alphabet.len(), length),
    })
}

/// Characters of one sort.
struct Class {
    members: Vec<u8>,
    is_needed: bool,
}

impl Class {
    fn is_satisfied_by(&self, text: &str) -> bool {
        !self.is_needed || text.bytes().any(|it| self.members.contains(&it))
    }
}

fn classes(rules: &Rules, no_look_alikes: bool) -> [Class; 4] {
    let class = |all: &mut dyn Iterator<Item = u8>, is_needed| {
        let mut all: Vec<u8> = all.collect();
        all.sort_unstable();
        all.dedup();
        let is_clear = |it: &u8| !LOOK_ALIKES.contains(char::from(*it));
        let clear: Vec<u8> = all.iter().copied().filter(is_clear).collect();
        // A sign that is asked for and the only one there is stays.
        let members = if no_look_alikes && !clear.is_empty() {
            clear
        } else {
            all
        };
        Class { members, is_needed }
    };
    [
        class(&mut (b'a'..=b'z'), rules.lower),
        class(&mut (b'A'..=b'Z'), rules.upper),
        class(&mut (b'0'..=b'9'), rules.digit),
        class(&mut rules.symbols.bytes(), rules.symbol),
    ]
}

/// The binary logarithm of how many passwords of this length there are: all, without those that miss
/// one class, and with those again that were taken away twice.
fn bits(classes: &[Class; 4], alphabet: usize, length: u8) -> f64 {
    let needed: Vec<f64> = classes
        .iter()
        .filter(|class| class.is_needed)
        .map(|class| number(class.members.len()))
        .collect();
    let all = number(alphabet);
    // As parts of all of them: the numbers themselves are too large for their small differences.
    let mut part = 0.0;
    for without in 0..1_u32 << needed.len() {
        let gone: f64 = needed
            .iter()
            .enumerate()
            .filter(|(at, _)| without & (1 << at) != 0)
            .map(|(_, size)| size)
            .sum();
        let sign = if without.count_ones() % 2 == 0 {
            1.0
        } else {
            -1.0
        };
        part += sign * ((all - gone) / all).powi(length.into());
    }
    f64::from(length) * all.log2() + part.log2()
}

/// Sizes here are far below 2³².
fn number(size: usize) -> f64 {
    f64::from(u32::try_from(size).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bits_are_those_of_all_passwords_counted_one_by_one() {
        let class = |members: &[u8], is_needed| Class {
            members: members.to_vec(),
            is_needed,
        };
        let classes = [
            class(b"ab", true),
            class(b"C", true),
            class(b"12", false),
            class(b"!", true),
        ];
        let alphabet = b"abC12!";
        let mut count = 0_u32;
        for number in 0..6_usize.pow(4) {
            let text: String = (0..4)
                .map(|at| char::from(alphabet[number / 6_usize.pow(at) % 6]))
                .collect();
            count += u32::from(classes.iter().all(|class| class.is_satisfied_by(&text)));
        }
        let bits = bits(&classes, 6, 4);
        assert!((bits - f64::from(count).log2()).abs() < 1e-9, "{bits}");
    }
}
