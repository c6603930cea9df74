//! One-time codes and the texts that carry them.
//!
//! What is here: the secret and its spellings ([`Secret`]), the kinds of token and their codes
//! ([`Token::code_at`]), and the three texts in which accounts travel: URIs ([`uri`]), Google's
//! "transfer accounts" ([`migration`]) and whatever else a QR code may hold ([`payload`]).
//!
//! No input or output, no clock, no randomness: time is always an argument, in unix seconds.
#![forbid(unsafe_code)]

mod algorithm;
mod base32;
mod clean;
mod code;
mod entry;
mod fields;
mod mac;
mod motp;
mod numbers;
mod pin;
mod secret;
mod steam;
mod token;
mod yandex;

pub mod migration;
pub mod payload;
pub mod uri;

pub use crate::algorithm::{Algorithm, UnknownAlgorithm};
pub use crate::code::Code;
pub use crate::entry::{Entry, Warning};
pub use crate::fields::{FieldError, Fields};
pub use crate::migration::MigrationError;
pub use crate::numbers::{Counter, Digits, OutOfRange, Period};
pub use crate::payload::PayloadError;
pub use crate::pin::{Pin, PinError};
pub use crate::secret::{Secret, SecretError};
pub use crate::token::{CodeError, Kind, Step, Token};
pub use crate::uri::UriError;
