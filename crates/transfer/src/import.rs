//! What every importer gives back. One module per format.

mod uri_list;

pub use uri_list::uri_list;

use otp::payload::PayloadError;
use otp::{Entry, Warning};

/// What was found in a file or a pasted text. Nothing is left out in silence: whatever was not
/// taken stands in `refused`.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The accounts, in their order.
    pub entries: Vec<Entry>,
    /// What a person should know about each of them, in the same order: also what can be seen only
    /// here, such as a counter that was missing or a period that was not carried over.
    pub warnings: Vec<Vec<Warning>>,
    /// What looked like an account and could not be taken, in its order.
    pub refused: Vec<Refused>,
}

/// One account that could not be taken.
#[derive(Debug)]
pub struct Refused {
    /// The line it stands in; the first is 1.
    pub line: usize,
    /// The issuer, when it could be read; otherwise empty.
    pub issuer: String,
    /// The name of the account, when it could be read; otherwise empty.
    pub name: String,
    /// Why.
    pub error: PayloadError,
}

/// Nothing at all could be taken from the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// There is no line with anything in it.
    #[error("the input is empty")]
    Empty,
    /// The input is longer than 64 MiB (formats.md §11).
    #[error("the input is too large")]
    TooLarge,
    /// The input holds more than 10 000 accounts (formats.md §11).
    #[error("the input holds too many accounts")]
    TooManyEntries,
}

impl ImportError {
    /// The stable identifier.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ImportError::Empty => "empty_input",
            ImportError::TooLarge => "too_large",
            ImportError::TooManyEntries => "too_many_entries",
        }
    }

    /// The limit that was passed, to show.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            ImportError::Empty => None,
            ImportError::TooLarge => Some("64".to_owned()),
            ImportError::TooManyEntries => Some(MOST_ENTRIES.to_string()),
        }
    }
}

/// The longest input that is looked at, in bytes.
const MOST_BYTES: usize = 64 << 20;
/// The most accounts that are taken from one input.
const MOST_ENTRIES: usize = 10_000;
