//! The fields of a token as text, from a URI, a form or a line of JSON.

use std::str::FromStr;

use crate::algorithm::{Algorithm, UnknownAlgorithm};
use crate::clean::excerpt;
use crate::numbers::{Counter, Digits, Period};
use crate::pin::{Pin, PinError};
use crate::secret::{Secret, SecretError};
use crate::token::{Kind, Token};

/// The fields of one token, unread. What is absent, empty or the text `null` takes its default:
/// SHA-1, 6 digits, 30 seconds, counter 0, no PIN. Fields that the kind does not have are ignored.
#[derive(Clone, Copy, Default)]
pub struct Fields<'a> {
    /// `totp`, `hotp`, `steam`, `yandex` (also `yaotp`) or `motp`, in any case.
    pub kind: &'a str,
    /// Base32 in any spelling; for mOTP hex digits.
    pub secret: Option<&'a str>,
    /// Name of the hash.
    pub algorithm: Option<&'a str>,
    /// 1 to 10.
    pub digits: Option<&'a str>,
    /// Seconds, 1 to 86 400.
    pub period: Option<&'a str>,
    /// 0 to 2^53.
    pub counter: Option<&'a str>,
    /// The PIN as typed.
    pub pin: Option<&'a str>,
}

/// Why the fields make no token. Never holds a part of secret or PIN.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FieldError {
    /// A kind that nothing here computes.
    #[error("unknown type {0:?}")]
    UnknownType(String),
    /// There is no secret.
    #[error("the secret is missing")]
    MissingSecret,
    /// The secret cannot be read.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// A hash that nothing here computes.
    #[error(transparent)]
    Algorithm(#[from] UnknownAlgorithm),
    /// Not a whole number from 1 to 10.
    #[error("bad digits {0:?}")]
    Digits(String),
    /// Not a whole number from 1 to 86 400.
    #[error("bad period {0:?}")]
    Period(String),
    /// Not a whole number from 0 to 2^53.
    #[error("bad counter {0:?}")]
    Counter(String),
    /// The PIN cannot be one.
    #[error(transparent)]
    Pin(#[from] PinError),
}

impl FieldError {
    /// Stable identifier of the error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            FieldError::UnknownType(_) => "unknown_type",
            FieldError::MissingSecret => "missing_secret",
            FieldError::Secret(error) => error.code(),
            FieldError::Algorithm(_) => "unknown_algorithm",
            FieldError::Digits(_) => "bad_digits",
            FieldError::Period(_) => "bad_period",
            FieldError::Counter(_) => "bad_counter",
            FieldError::Pin(error) => error.code(),
        }
    }

    /// The part that may be shown: the name or number that is wrong, or its position.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        match self {
            FieldError::UnknownType(text)
            | FieldError::Digits(text)
            | FieldError::Period(text)
            | FieldError::Counter(text)
            | FieldError::Algorithm(UnknownAlgorithm(text)) => Some(text.clone()),
            FieldError::MissingSecret => None,
            FieldError::Secret(error) => error.detail(),
            FieldError::Pin(error) => error.detail(),
        }
    }
}

impl Fields<'_> {
    /// Reads the fields.
    ///
    /// # Errors
    /// [`FieldError`] for the first field that cannot be read: kind, secret, algorithm, digits,
    /// period or counter, PIN.
    pub fn token(&self) -> Result<Token, FieldError> {
        let is = |name: &str| self.kind.trim().eq_ignore_ascii_case(name);
        if is("totp") {
            return Ok(Token {
                secret: Secret::from_base32(self.secret()?)?,
                kind: Kind::Totp {
                    algorithm: self.algorithm()?,
                    digits: self.digits()?,
                    period: self.period()?,
                },
            });
        }
        if is("hotp") {
            return Ok(Token {
                secret: Secret::from_base32(self.secret()?)?,
                kind: Kind::Hotp {
                    algorithm: self.algorithm()?,
                    digits: self.digits()?,
                    counter: self.counter()?,
                },
            });
        }
        if is("steam") {
            return Ok(Token {
                secret: steam_secret(self.secret()?)?,
                kind: Kind::Steam,
            });
        }
        if is("yandex") || is("yaotp") {
            let secret = Secret::from_yandex(self.secret()?)?;
            let pin = given(self.pin).map(Pin::for_yandex).transpose()?;
            return Ok(Token {
                secret,
                kind: Kind::Yandex { pin },
            });
        }
        if is("motp") {
            let secret = Secret::from_motp(self.secret()?)?;
            let pin = given(self.pin).map(Pin::new).transpose()?;
            return Ok(Token {
                secret,
                kind: Kind::Motp { pin },
            });
        }
        Err(FieldError::UnknownType(excerpt(self.kind)))
    }

    fn secret(&self) -> Result<&str, FieldError> {
        match self.secret {
            // The text `null` would be two bytes of Base32.
            Some(text) if !text.trim().eq_ignore_ascii_case("null") => Ok(text),
            Some(_) | None => Err(FieldError::MissingSecret),
        }
    }

    fn algorithm(&self) -> Result<Algorithm, FieldError> {
        given(self.algorithm).map_or(Ok(Algorithm::default()), |name| Ok(name.parse()?))
    }

    fn digits(&self) -> Result<Digits, FieldError> {
        number::<u32, _>(self.digits).map_err(FieldError::Digits)
    }

    fn period(&self) -> Result<Period, FieldError> {
        number::<u64, _>(self.period).map_err(FieldError::Period)
    }

    fn counter(&self) -> Result<Counter, FieldError> {
        number::<u64, _>(self.counter).map_err(FieldError::Counter)
    }
}

/// The text of a field, or nothing if it is absent, blank or `null`.
pub(crate) fn given(field: Option<&str>) -> Option<&str> {
    field
        .map(str::trim)
        .filter(|text| !text.is_empty() && !text.eq_ignore_ascii_case("null"))
}

/// Reads a wide integer first and checks the range after: 262 cut to a byte would be 6.
fn number<N: FromStr, T: TryFrom<N> + Default>(field: Option<&str>) -> Result<T, String> {
    let Some(text) = given(field) else {
        return Ok(T::default());
    };
    let wide = text
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse::<N>().ok())
        .flatten();
    wide.and_then(|wide| T::try_from(wide).ok())
        .ok_or_else(|| excerpt(text))
}

/// Base32, or the 28 characters of Base64 in which Steam itself keeps its 20 bytes.
fn steam_secret(text: &str) -> Result<Secret, SecretError> {
    use base64::Engine as _;
    let text = text.trim();
    if text.len() == 28
        && text.ends_with('=')
        && let Ok(bytes) = base64::engine::general_purpose::STANDARD.decode(text)
    {
        return Secret::from_bytes(bytes);
    }
    Secret::from_base32(text)
}
