//! An account in, a URI out.

use std::fmt::Write as _;

use zeroize::Zeroizing;

use crate::base32;
use crate::entry::Entry;
use crate::token::Kind;
use crate::uri::escape::encode;

/// Writes the account so that as many readers as possible take it: algorithm, digits and period
/// always, issuer both as a prefix and as a parameter, Base32 without padding.
///
/// [`super::parse`] reads the same account back. The text is secret.
#[must_use]
pub fn write(entry: &Entry) -> Zeroizing<String> {
    let kind = &entry.token.kind;
    let mut uri = Zeroizing::new(String::with_capacity(256));
    uri.push_str(match kind {
        Kind::Totp { .. } => "otpauth://totp/",
        Kind::Hotp { .. } => "otpauth://hotp/",
        Kind::Steam => "otpauth://steam/",
        Kind::Yandex { .. } => "otpauth://yaotp/",
        Kind::Motp { .. } => "motp://",
    });
    encode(&entry.issuer, &mut uri);
    // A name with a colon and no issuer: without an empty prefix its head would become one.
    if !entry.issuer.is_empty() || entry.name.contains(':') {
        uri.push(':');
    }
    encode(&entry.name, &mut uri);
    uri.push_str("?secret=");
    encode(&entry.token.secret_text(), &mut uri);
    if !entry.issuer.is_empty() {
        uri.push_str("&issuer=");
        encode(&entry.issuer, &mut uri);
    }
    // EXPOSE: the PIN belongs to the account; Aegis writes Yandex' in Base32.
    match kind {
        Kind::Totp { .. } | Kind::Hotp { .. } | Kind::Steam => {}
        Kind::Yandex { pin: Some(pin) } => {
            uri.push_str("&pin=");
            uri.push_str(&base32::encode(pin.expose().as_bytes()));
        }
        Kind::Motp { pin: Some(pin) } => {
            uri.push_str("&pin=");
            encode(pin.expose(), &mut uri);
        }
        Kind::Yandex { pin: None } | Kind::Motp { pin: None } => {}
    }
    // Writing to a String cannot fail.
    let _ = match kind {
        Kind::Totp { .. } | Kind::Steam => write!(
            uri,
            "&algorithm={}&digits={}&period={}",
            kind.algorithm(),
            kind.digits(),
            kind.period().unwrap_or_default()
        ),
        Kind::Hotp {
            algorithm,
            digits,
            counter,
        } => {
            write!(
                uri,
                "&algorithm={algorithm}&digits={digits}&counter={counter}"
            )
        }
        Kind::Yandex { .. } | Kind::Motp { .. } => Ok(()),
    };
    uri
}
