//! Passphrases: several words, easy to say and to type.

use rand::seq::IndexedRandom;
use rand::{CryptoRng, RngExt};
use zeroize::Zeroizing;

use crate::error::PasswordError;
use crate::made::Made;
use crate::rules::Rules;
use crate::words::WordList;

/// The number of words when none is named.
pub const USUAL_WORDS: u8 = 5;
/// Phrases are drawn until one has a length that the rules allow: at least one in so many has.
const MOST_DRAWS: f64 = 1000.0;

/// What a passphrase is made of. Between the words stands a hyphen, or the first sign that the rules
/// allow; where they allow none, each word begins with a capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseOptions {
    /// How many words, 2 to 12.
    pub words: u8,
    /// Which words.
    pub list: WordList,
}

/// Makes a passphrase that follows the rules: a capital at the beginning and a digit at the end where
/// they ask for them; a sign stands between the words. Each phrase of so many words has the same chance.
///
/// # Errors
/// [`PasswordError::ImpossibleRules`], [`PasswordError::BadWords`], [`PasswordError::WordsDoNotFit`].
pub fn passphrase(
    rules: &Rules,
    options: &PhraseOptions,
    rng: &mut impl CryptoRng,
) -> Result<Made, PasswordError> {
    rules.check()?;
    let plan = Plan::new(rules, options)?;
    let words = options.list.words();
    let (fitting, share) = plan.phrases_that_fit(rules, words);
    if share * MOST_DRAWS < 1.0 {
        return Err(PasswordError::WordsDoNotFit {
            least: rules.min_length,
            most: rules.max_length,
        });
    }
    let mut text = Zeroizing::new(String::with_capacity(plan.longest(words)));
    let lengths = usize::from(rules.min_length)..=usize::from(rules.max_length);
    loop {
        text.clear();
        plan.write_one(words, &mut text, rng);
        if lengths.contains(&text.len()) {
            break;
        }
    }
    let digit = if plan.digit { 10_f64.log2() } else { 0.0 };
    Ok(Made {
        text,
        bits: fitting.log2() + digit,
    })
}

/// What a phrase is put together of.
struct Plan {
    words: u8,
    separator: Option<char>,
    /// The first word begins with a capital, or all do.
    capital: bool,
    digit: bool,
}

impl Plan {
    fn new(rules: &Rules, options: &PhraseOptions) -> Result<Self, PasswordError> {
        if !(2..=12).contains(&options.words) {
            return Err(PasswordError::BadWords);
        }
        let hyphen = rules.symbols.contains('-').then_some('-');
        Ok(Self {
            words: options.words,
            separator: hyphen.or_else(|| rules.symbols.chars().next()),
            capital: rules.upper,
            digit: rules.digit,
        })
    }

    /// How many characters there are besides the words.
    fn around(&self) -> usize {
        let between = self.separator.map_or(0, |_| usize::from(self.words) - 1);
        between + usize::from(self.digit)
    }

    fn longest(&self, words: &[&str]) -> usize {
        let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
        usize::from(self.words) * longest + self.around()
    }

    fn write_one(&self, words: &[&str], text: &mut String, rng: &mut impl CryptoRng) {
        for at in 0..self.words {
            if at > 0 {
                text.extend(self.separator);
            }
            let word = words.choose(rng).copied().unwrap_or_default();
            let (first, rest) = word.split_at(1);
            if self.separator.is_none() || (self.capital && at == 0) {
                text.push_str(&first.to_ascii_uppercase());
                text.push_str(rest);
            } else {
                text.push_str(word);
            }
        }
        if self.digit {
            text.push(char::from(rng.random_range(b'0'..=b'9')));
        }
    }

    /// How many choices of words have a length that the rules allow, and what part of all that is.
    fn phrases_that_fit(&self, rules: &Rules, words: &[&str]) -> (f64, f64) {
        let mut words_of = vec![0.0; words.iter().map(|word| word.len() + 1).max().unwrap_or(0)];
        for word in words {
            words_of[word.len()] += 1.0;
        }
        let mut of_length = vec![0.0; self.longest(words) + 1];
        of_length[0] = 1.0;
        for _ in 0..self.words {
            let mut longer = vec![0.0; of_length.len()];
            for (length, phrases) in of_length.iter().enumerate() {
                if *phrases > 0.0 {
                    for (more, words) in words_of.iter().enumerate() {
                        longer[length + more] += phrases * words;
                    }
                }
            }
            of_length = longer;
        }
        let around = self.around();
        let fits = |length: usize| {
            (usize::from(rules.min_length)..=usize::from(rules.max_length))
                .contains(&(length + around))
        };
        let lengths = of_length.iter().enumerate();
        let fitting: f64 = lengths
            .filter(|(length, _)| fits(*length))
            .map(|(_, phrases)| phrases)
            .sum();
        let all = count(words.len()).powi(self.words.into());
        (fitting, fitting / all)
    }
}

/// Sizes here are far below 2³².
fn count(size: usize) -> f64 {
    f64::from(u32::try_from(size).unwrap_or(u32::MAX))
}
