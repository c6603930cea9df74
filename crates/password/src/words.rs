//! The words that passphrases are made of.

use std::sync::OnceLock;

/// Russian words in Latin letters, 3 to 7 of them, none the beginning of another. Written for Propusk.
const RUSSIAN: &str = include_str!("../data/russian-words.txt");

/// Which words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordList {
    /// Russian ones in Latin letters.
    Russian,
    /// English ones: the list of BIP-39.
    English,
}

impl WordList {
    /// The words: small letters a–z, each once.
    #[must_use]
    pub fn words(self) -> &'static [&'static str] {
        static LINES: OnceLock<Vec<&'static str>> = OnceLock::new();
        match self {
            WordList::Russian => LINES.get_or_init(|| RUSSIAN.lines().collect()),
            WordList::English => bip39::Language::English.word_list(),
        }
    }
}
