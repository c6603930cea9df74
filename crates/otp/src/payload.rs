//! What a QR code or a pasted text holds: an account, a transfer, or something else by name.

mod kind;

pub use kind::{PayloadKind, kind_of};

use crate::entry::Entry;
use crate::migration::{self, Batch, MigrationError};
use crate::uri::{self, UriError, tidy};

/// Accounts found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// One account.
    Entry {
        /// Otpauth, Steam or Motp.
        kind: PayloadKind,
        /// The account.
        entry: Entry,
    },
    /// One QR code of a transfer.
    Migration(Batch),
}

/// Why there is no account in a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PayloadError {
    /// It is something else, and this is what.
    #[error("not an account but {}", .0.code())]
    NotOtp(PayloadKind),
    /// An account URI that cannot be read.
    #[error(transparent)]
    Uri(#[from] UriError),
    /// A transfer that cannot be read.
    #[error(transparent)]
    Migration(#[from] MigrationError),
}

impl PayloadError {
    /// Stable identifier of the error, e.g. `not_otp_wifi`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            PayloadError::NotOtp(kind) => kind.refusal(),
            PayloadError::Uri(error) => error.code(),
            PayloadError::Migration(error) => error.code(),
        }
    }

    /// The part that may be shown.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            PayloadError::NotOtp(_) => None,
            PayloadError::Uri(error) => error.detail(),
            PayloadError::Migration(error) => error.detail(),
        }
    }
}

/// Reads the accounts of a text.
///
/// # Errors
/// [`PayloadError::NotOtp`] says what the text is instead; otherwise the reader's own error.
pub fn read(text: &str) -> Result<Payload, PayloadError> {
    match kind_of(text) {
        PayloadKind::Migration => Ok(Payload::Migration(migration::parse(text)?)),
        kind if kind.is_otp() => Ok(Payload::Entry {
            kind,
            entry: uri::parse(text)?,
        }),
        PayloadKind::Text if tidy(text).is_empty() => Err(UriError::Empty.into()),
        kind => Err(PayloadError::NotOtp(kind)),
    }
}
