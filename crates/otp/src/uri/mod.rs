//! Accounts as URIs: `otpauth://`, `apple-otpauth://`, `steam://`, `motp://`.
//!
//! Split by hand on bytes, because what apps write is no URI by RFC 3986: labels hold `#`, `/` and
//! raw Cyrillic, Apple leaves out the slash, and a host would be lower-cased.

pub(crate) mod escape;
mod label;
mod params;
mod read;
mod write;

pub(crate) use escape::{decode_raw, decode_text, encode};
pub use read::{Reading, parse, read, token};
pub(crate) use read::{scheme, tidy};
pub use write::write;

use crate::fields::FieldError;

/// Why a text is no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UriError {
    /// Nothing but blanks.
    #[error("empty input")]
    Empty,
    /// More than 8 KiB.
    #[error("the URI is too long")]
    TooLong,
    /// None of the schemes that carry one account.
    #[error("not an account URI")]
    NotOtp,
    /// A part of it cannot be read.
    #[error(transparent)]
    Field(#[from] FieldError),
}

impl UriError {
    /// Stable identifier of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            UriError::Empty => "empty_input",
            UriError::TooLong => "too_long",
            UriError::NotOtp => "not_otp_text",
            UriError::Field(error) => error.code(),
        }
    }

    /// The part that may be shown, see [`FieldError::detail`].
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            UriError::Empty | UriError::TooLong | UriError::NotOtp => None,
            UriError::Field(error) => error.detail(),
        }
    }
}
