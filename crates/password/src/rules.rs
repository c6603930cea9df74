//! What a portal asks of a password.

use serde::Deserialize;

use crate::error::PasswordError;

/// What a portal asks of a password. Letters are always Latin: portals take no others, or take them
/// only sometimes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// The fewest characters, 4 to 64.
    pub min_length: u8,
    /// The most characters, not below `min_length`, at most 128.
    pub max_length: u8,
    /// Has to hold a small letter.
    pub lower: bool,
    /// Has to hold a capital letter.
    pub upper: bool,
    /// Has to hold a digit.
    pub digit: bool,
    /// Has to hold one of `symbols`.
    pub symbol: bool,
    /// The signs that may be used besides letters and digits, each ASCII punctuation.
    pub symbols: String,
}

impl Default for Rules {
    /// What nearly every site takes.
    fn default() -> Self {
        Self {
            min_length: 8,
            max_length: 64,
            lower: true,
            upper: true,
            digit: true,
            symbol: true,
            symbols: "!#$%&*+-./:=?@_".to_owned(),
        }
    }
}

impl Rules {
    /// Whether any password can follow them.
    ///
    /// # Errors
    /// [`PasswordError::ImpossibleRules`].
    pub fn check(&self) -> Result<(), PasswordError> {
        let lengths = (4..=64).contains(&self.min_length)
            && (self.min_length..=128).contains(&self.max_length);
        let signs = self.symbols.chars().all(|sign| sign.is_ascii_punctuation());
        if lengths && signs && !(self.symbol && self.symbols.is_empty()) {
            Ok(())
        } else {
            Err(PasswordError::ImpossibleRules)
        }
    }

    /// Whether this password follows them.
    #[must_use]
    pub fn accept(&self, password: &str) -> bool {
        let length = password.chars().count();
        let is_sign = |it: char| self.symbols.contains(it);
        (usize::from(self.min_length)..=usize::from(self.max_length)).contains(&length)
            && password
                .chars()
                .all(|it| it.is_ascii_alphanumeric() || is_sign(it))
            && (!self.lower || password.contains(|it: char| it.is_ascii_lowercase()))
            && (!self.upper || password.contains(|it: char| it.is_ascii_uppercase()))
            && (!self.digit || password.contains(|it: char| it.is_ascii_digit()))
            && (!self.symbol || password.contains(is_sign))
    }

    /// The same without any sign, for a place that asks for none.
    #[must_use]
    pub fn without_symbols(self) -> Self {
        Self {
            symbol: false,
            symbols: String::new(),
            ..self
        }
    }
}
