//! A URI in, an account out.

use std::borrow::Cow;

use zeroize::{Zeroize, Zeroizing};

use crate::clean::clean;
use crate::entry::{Entry, Warning};
use crate::fields::{FieldError, Fields, given};
use crate::secret::{Secret, SecretError};
use crate::token::{Kind, Token};
use crate::uri::UriError;
use crate::uri::escape::split_once;
use crate::uri::label;
use crate::uri::params::Params;

/// Longest URI that is read, in bytes.
const LONGEST: usize = 8 * 1024;

/// An account with everything that a person should know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The account.
    pub entry: Entry,
    /// [`Entry::warnings`], and what only the text shows: a counter that was missing.
    pub warnings: Vec<Warning>,
}

/// Reads one account.
///
/// # Errors
/// [`UriError`]: empty, too long, of another scheme, or the first field that cannot be read.
pub fn parse(text: &str) -> Result<Entry, UriError> {
    let mut parts = Parts::split(text)?;
    let token = parts.token()?;
    Ok(parts.entry(token))
}

/// Reads the token of an account and does not look at its names, which is less than half the work.
///
/// # Errors
/// As [`parse`].
pub fn token(text: &str) -> Result<Token, UriError> {
    Ok(Parts::split(text)?.token()?)
}

/// Reads one account and says what is odd about it.
///
/// # Errors
/// As [`parse`].
pub fn read(text: &str) -> Result<Reading, UriError> {
    let mut parts = Parts::split(text)?;
    let token = parts.token()?;
    let entry = parts.entry(token);
    let mut warnings = entry.warnings();
    if matches!(entry.token.kind, Kind::Hotp { .. })
        && given(parts.params.counter.as_deref()).is_none()
    {
        warnings.push(Warning::CounterMissing);
    }
    Ok(Reading { entry, warnings })
}

/// The text without what surrounds it in files and QR codes: blanks, NUL, BOM, quotes.
pub(crate) fn tidy(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '\u{feff}')
    })
}

/// The scheme as written and what follows `://`.
pub(crate) fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = split_once(text, b':')?;
    let rest = rest.strip_prefix("//")?;
    let legal = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(legal))
        .then_some((scheme, rest))
}

/// A URI, split but not yet understood.
struct Parts<'a> {
    kind: &'a str,
    label: &'a str,
    params: Params<'a>,
}

impl<'a> Parts<'a> {
    fn split(text: &'a str) -> Result<Parts<'a>, UriError> {
        let text = tidy(text);
        if text.is_empty() {
            return Err(UriError::Empty);
        }
        if text.len() > LONGEST {
            return Err(UriError::TooLong);
        }
        let (scheme, rest) = scheme(text).ok_or(UriError::NotOtp)?;
        let is = |name: &str| scheme.eq_ignore_ascii_case(name);
        let (kind, rest) = if is("otpauth") || is("apple-otpauth") {
            let end = memchr::memchr2(b'/', b'?', rest.as_bytes()).unwrap_or(rest.len());
            let (kind, rest) = rest.split_at(end);
            (kind.trim(), rest.strip_prefix('/').unwrap_or(rest))
        } else if is("motp") {
            ("motp", rest)
        } else if is("steam") {
            return Ok(Parts {
                kind: "steam",
                label: "",
                params: Params::of_steam(rest),
            });
        } else {
            return Err(UriError::NotOtp);
        };
        let (label, query) = split_once(rest, b'?').unwrap_or((rest, ""));
        Ok(Parts {
            kind,
            label,
            params: Params::read(query),
        })
    }

    fn is_yandex(&self) -> bool {
        self.kind.eq_ignore_ascii_case("yaotp") || self.kind.eq_ignore_ascii_case("yandex")
    }

    /// The token; wipes the decoded copies of secret and PIN.
    fn token(&mut self) -> Result<Token, FieldError> {
        let token = self.secret_token();
        for copy in [&mut self.params.secret, &mut self.params.pin] {
            if let Some(Cow::Owned(text)) = copy {
                text.zeroize();
            }
        }
        token
    }

    fn secret_token(&self) -> Result<Token, FieldError> {
        let params = &self.params;
        let digits = params.digits.as_deref();
        // Steam as others write it: an encoder, or five digits of the issuer Steam.
        let is_steam = self.kind.eq_ignore_ascii_case("totp")
            && (params.steam || (given(digits) == Some("5") && self.issuer_is_steam()));
        let pin = given(params.pin.as_deref()).map(|pin| {
            if self.is_yandex() {
                plain_pin(pin)
            } else {
                Zeroizing::new(pin.to_owned())
            }
        });
        let fields = Fields {
            kind: if is_steam { "steam" } else { self.kind },
            secret: params.secret.as_deref(),
            algorithm: params.algorithm.as_deref(),
            digits,
            period: params.period.as_deref(),
            counter: params.counter.as_deref(),
            pin: pin.as_ref().map(|pin| pin.as_str()),
        };
        match fields.token() {
            // A browser extension writes hex secrets. Only what cannot be Base32 is tried.
            Err(FieldError::Secret(error @ SecretError::NotBase32 { .. })) if !self.is_yandex() => {
                let Some(text) = fields.secret.filter(|text| is_hex(text)) else {
                    return Err(error.into());
                };
                let base32 = Secret::from_hex(text)?.to_base32();
                let secret = Some(base32.as_str());
                Fields { secret, ..fields }.token()
            }
            other => other,
        }
    }

    /// The issuer as [`Parts::entry`] takes it: the parameter, or else the prefix of the label.
    fn issuer_is_steam(&self) -> bool {
        let issuer = self.params.issuer();
        let issuer = issuer.or_else(|| label::split(self.label, "").prefix);
        issuer.is_some_and(|issuer| clean(&issuer).eq_ignore_ascii_case("steam"))
    }

    fn entry(&self, token: Token) -> Entry {
        let label = if self.label.contains("&amp;") {
            Cow::Owned(self.label.replace("&amp;", "&"))
        } else {
            Cow::Borrowed(self.label)
        };
        let issuer = self.params.issuer();
        let issuer = match &issuer {
            Some(issuer) => issuer,
            None if self.is_yandex() => "Yandex",
            None => "",
        };
        let label = label::split(&label, issuer);
        let prefix = label
            .prefix
            .as_deref()
            .map(str::trim)
            .filter(|prefix| !prefix.is_empty());
        match prefix {
            Some(prefix) if issuer.is_empty() => Entry::new(prefix, &label.name, token),
            // Two tenants of one service differ in the prefix only: nothing of it may be lost.
            Some(prefix) if !same(prefix, issuer) => {
                Entry::new(issuer, &format!("{prefix}:{}", label.name), token)
            }
            None if label.name.trim().is_empty() => {
                Entry::new(issuer, &self.params.name().unwrap_or_default(), token)
            }
            Some(_) | None => Entry::new(issuer, &label.name, token),
        }
    }
}

/// Whole bytes of hex and nothing else.
fn is_hex(text: &str) -> bool {
    let text = text.trim();
    text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Aegis writes the PIN as Base32 of its digits, which always begins with a letter; others plainly.
fn plain_pin(pin: &str) -> Zeroizing<String> {
    let decoded = Secret::from_base32(pin)
        .ok()
        .filter(|_| !pin.bytes().all(|b| b.is_ascii_digit()));
    // EXPOSE: the PIN is what was encoded.
    let text = decoded
        .as_ref()
        .and_then(|secret| str::from_utf8(secret.expose()).ok());
    Zeroizing::new(text.unwrap_or(pin).to_owned())
}

/// Whether a prefix only repeats the issuer.
fn same(prefix: &str, issuer: &str) -> bool {
    prefix == issuer || prefix.to_lowercase() == issuer.to_lowercase()
}
