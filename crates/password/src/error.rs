//! Why there is no password.

/// Why no password can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PasswordError {
    /// No password can follow the rules: the lengths cross, or a sign is asked for and none is named.
    #[error("no password can follow these rules")]
    ImpossibleRules,
    /// The length is outside what the rules allow.
    #[error("the length has to be from {least} to {most}")]
    BadLength {
        /// The fewest characters.
        least: u8,
        /// The most.
        most: u8,
    },
    /// A passphrase has 2 to 12 words.
    #[error("the number of words has to be from 2 to 12")]
    BadWords,
    /// So many words are nearly always longer or shorter than the rules allow.
    #[error("so many words do not fit into {least} to {most} characters")]
    WordsDoNotFit {
        /// The fewest characters.
        least: u8,
        /// The most.
        most: u8,
    },
    /// The operating system gives no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
}

impl PasswordError {
    /// The stable identifier of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ImpossibleRules => "password_rules_impossible",
            Self::BadLength { .. } => "password_bad_length",
            Self::BadWords => "password_bad_words",
            Self::WordsDoNotFit { .. } => "password_words_do_not_fit",
            Self::NoRandomness => "no_randomness",
        }
    }

    /// The part to show beside the text of the code.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::BadLength { least, most } | Self::WordsDoNotFit { least, most } => {
                Some(format!("{least}–{most}"))
            }
            Self::ImpossibleRules | Self::BadWords | Self::NoRandomness => None,
        }
    }
}
