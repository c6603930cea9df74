//! Google's "transfer accounts": `otpauth-migration://offline?data=…`, up to ten accounts in each
//! QR code, several QR codes with one batch id.

mod message;
mod read;
mod write;

pub use read::parse;
pub use write::write;

use crate::entry::{Entry, Warning};
use crate::fields::FieldError;
use crate::token::Kind;

/// The content of one QR code of a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Accounts that can be added.
    pub entries: Vec<Entry>,
    /// Accounts that cannot, each with the reason.
    pub refused: Vec<Refused>,
    /// The same in all QR codes of one transfer; any value.
    pub batch_id: i32,
    /// Place of this QR code, from 0 and below `size`.
    pub index: u32,
    /// Number of QR codes, at least 1.
    pub size: u32,
}

/// An account that cannot be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// As in [`Entry::name`].
    pub name: String,
    /// As in [`Entry::issuer`].
    pub issuer: String,
    /// The reason.
    pub error: FieldError,
}

/// Why a transfer cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MigrationError {
    /// Another scheme, no `data`, broken Base64 or a broken message.
    #[error("the transfer is damaged")]
    Damaged,
    /// No accounts in it.
    #[error("the transfer is empty")]
    Empty,
    /// More than 64 KiB of text.
    #[error("the transfer is too long")]
    TooLong,
    /// An account that the format cannot hold; `index` counts from 0.
    #[error("account {index} does not fit the format")]
    Unsupported {
        /// Place in the list that was to be written.
        index: usize,
    },
}

impl MigrationError {
    /// Stable identifier of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            MigrationError::Damaged => "migration_damaged",
            MigrationError::Empty => "migration_empty",
            MigrationError::TooLong => "too_long",
            MigrationError::Unsupported { .. } => "migration_unsupported",
        }
    }

    /// The part that may be shown: the place of the account that does not fit, from 1.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            MigrationError::Damaged | MigrationError::Empty | MigrationError::TooLong => None,
            MigrationError::Unsupported { index } => Some((index + 1).to_string()),
        }
    }
}

impl Batch {
    /// What a person should know about one of its accounts: [`Entry::warnings`], and that the
    /// period of a time-based one was not carried over.
    #[must_use]
    pub fn warnings(&self, entry: &Entry) -> Vec<Warning> {
        let mut warnings = entry.warnings();
        if matches!(entry.token.kind, Kind::Totp { .. }) {
            warnings.push(Warning::MigrationPeriod);
        }
        warnings
    }
}
