//! What a portal asks of a password.

use serde::Deserialize;

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
