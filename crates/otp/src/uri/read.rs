//! A URI in, an account out.

use std::borrow::Cow;

use zeroize::{Zeroize, Zeroizing};

use crate::entry::{Entry, Warning};
use crate::fields::{FieldError, Fields, given};
use crate::secret::{Secret, SecretError};
use crate::token::{Kind, Token};
use crate::uri::UriError;
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
    Ok(parts(text)?.0)
}

/// Reads one account and says what is odd about it.
///
/// # Errors
/// As [`parse`].
pub fn read(text: &str) -> Result<Reading, UriError> {
    let (entry, counter_missing) = parts(text)?;
    let mut warnings = entry.warnings();
    if counter_missing {
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
    let (scheme, rest) = text.split_once("://")?;
    let legal = |b: u8| b.is_ascii_alphanumeric() || b"+-.".contains(&b);
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(legal))
        .then_some((scheme, rest))
}

/// The account, and whether an HOTP counter was missing.
fn parts(text: &str) -> Result<(Entry, bool), UriError> {
    let text = tidy(text);
    if text.is_empty() {
        return Err(UriError::Empty);
    }
    if text.len() > LONGEST {
        return Err(UriError::TooLong);
    }
    let (scheme, rest) = scheme(text).ok_or(UriError::NotOtp)?;
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if is("otpauth") || is("apple-otpauth") {
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (kind, rest) = rest.split_at(end);
        return account(kind, rest.strip_prefix('/').unwrap_or(rest));
    }
    if is("motp") {
        return account("motp", rest);
    }
    if is("steam") {
        // EXPOSE: the whole text is the secret.
        let fields = Fields {
            kind: "steam",
            secret: Some(rest),
            ..Fields::default()
        };
        return Ok((Entry::new("Steam", "", fields.token()?), false));
    }
    Err(UriError::NotOtp)
}

/// `LABEL?PARAMS` of a kind.
fn account(kind: &str, rest: &str) -> Result<(Entry, bool), UriError> {
    let (raw_label, query) = rest.split_once('?').unwrap_or((rest, ""));
    let unescaped;
    let raw_label = if raw_label.contains("&amp;") {
        unescaped = raw_label.replace("&amp;", "&");
        &unescaped
    } else {
        raw_label
    };
    let mut params = Params::read(query);
    let is_yandex =
        kind.trim().eq_ignore_ascii_case("yaotp") || kind.trim().eq_ignore_ascii_case("yandex");
    let token = token(kind, is_yandex, &params);
    // The decoded copies of the secret and the PIN.
    for copy in [&mut params.secret, &mut params.pin] {
        if let Some(Cow::Owned(text)) = copy {
            text.zeroize();
        }
    }
    let token = token?;

    let issuer = given(params.issuer.as_deref()).unwrap_or(if is_yandex { "Yandex" } else { "" });
    let label = label::split(raw_label, issuer);
    let prefix = label
        .prefix
        .as_deref()
        .map(str::trim)
        .filter(|prefix| !prefix.is_empty());
    let entry = match prefix {
        Some(prefix) if issuer.is_empty() => Entry::new(prefix, &label.name, token),
        // Two tenants of one service differ in the prefix only: nothing of it may be lost.
        Some(prefix) if !same(prefix, issuer) => {
            let name = format!("{prefix}:{}", label.name);
            Entry::new(issuer, &name, token)
        }
        Some(_) => Entry::new(issuer, &label.name, token),
        None => {
            let name = given(Some(&label.name)).or(given(params.name.as_deref()));
            Entry::new(issuer, name.unwrap_or(&label.name), token)
        }
    };
    let counter_missing =
        matches!(entry.token.kind, Kind::Hotp { .. }) && given(params.counter.as_deref()).is_none();
    Ok((entry, counter_missing))
}

fn token(kind: &str, is_yandex: bool, params: &Params<'_>) -> Result<Token, FieldError> {
    let is_totp = kind.trim().eq_ignore_ascii_case("totp");
    // Steam as others write it: an encoder, or five digits of the issuer Steam.
    let is_steam = is_totp
        && (params.steam
            || (given(params.digits.as_deref()) == Some("5")
                && given(params.issuer.as_deref())
                    .is_some_and(|i| i.eq_ignore_ascii_case("steam"))));
    let pin = given(params.pin.as_deref()).map(|pin| {
        if is_yandex {
            plain_pin(pin)
        } else {
            pin.to_owned().into()
        }
    });
    let fields = Fields {
        kind: if is_steam { "steam" } else { kind },
        secret: params.secret.as_deref(),
        algorithm: params.algorithm.as_deref(),
        digits: params.digits.as_deref(),
        period: params.period.as_deref(),
        counter: params.counter.as_deref(),
        pin: pin.as_ref().map(|pin| pin.as_str()),
    };
    match fields.token() {
        // A browser extension writes hex secrets. Only what cannot be Base32 is tried.
        Err(FieldError::Secret(error @ SecretError::NotBase32 { .. })) if !is_yandex => {
            let Some(text) = fields.secret.filter(|text| is_hex(text)) else {
                return Err(error.into());
            };
            let base32 = Secret::from_hex(text)?.to_base32();
            Fields {
                secret: Some(&base32),
                ..fields
            }
            .token()
        }
        other => other,
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
