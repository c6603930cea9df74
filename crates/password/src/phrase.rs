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

/// How a passphrase is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseOptions {
    /// How many words, 2 to 12.
    pub words: u8,
    /// Which words.
    pub list: WordList,
    /// What stands between them. When absent, a hyphen, or the first sign that the rules allow; where
    /// they allow none, each word begins with a capital.
    pub separator: Option<char>,
}

/// Makes a passphrase that follows the rules: a capital at the beginning, a digit and a sign at the end
/// where they ask for them. Each phrase of so many words has the same chance.
///
/// # Errors
/// [`PasswordError::ImpossibleRules`], [`PasswordError::BadWords`], [`PasswordError::BadSeparator`],
/// [`PasswordError::WordsDoNotFit`].
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
    let sign = plan.signs.as_ref();
    let sign = sign.map_or(0.0, |signs| count(signs.len()).log2());
    Ok(Made {
        text,
        bits: fitting.log2() + digit + sign,
    })
}

/// What a phrase is put together of.
struct Plan {
    words: u8,
    separator: Option<char>,
    /// The first word begins with a capital, or all do.
    capital: bool,
    digit: bool,
    /// The signs of which one stands at the end.
    signs: Option<Vec<u8>>,
}

impl Plan {
    fn new(rules: &Rules, options: &PhraseOptions) -> Result<Self, PasswordError> {
        if !(2..=12).contains(&options.words) {
            return Err(PasswordError::BadWords);
        }
        let allowed = |sign: &char| rules.symbols.contains(*sign);
        let separator = match options.separator {
            Some(sign) if !allowed(&sign) => return Err(PasswordError::BadSeparator),
            None if allowed(&'-') => Some('-'),
            None => rules.symbols.chars().next(),
            given => given,
        };
        let mut signs = rules.symbols.clone().into_bytes();
        signs.sort_unstable();
        signs.dedup();
        Ok(Self {
            words: options.words,
            separator,
            capital: rules.upper,
            digit: rules.digit,
            // A sign between the words is one.
            signs: (rules.symbol && separator.is_none()).then_some(signs),
        })
    }

    /// How many characters there are besides the words.
    fn around(&self) -> usize {
        let between = self.separator.map_or(0, |_| usize::from(self.words) - 1);
        between + usize::from(self.digit) + usize::from(self.signs.is_some())
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
        if let Some(sign) = self.signs.as_ref().and_then(|signs| signs.choose(rng)) {
            text.push(char::from(*sign));
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
