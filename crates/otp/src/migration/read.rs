//! A transfer in, accounts out.

use std::mem;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use prost::Message as _;
use zeroize::Zeroizing;

use crate::algorithm::{Algorithm, UnknownAlgorithm};
use crate::entry::{Entry, names};
use crate::fields::FieldError;
use crate::migration::message::{Account, Transfer};
use crate::migration::{Batch, MigrationError, Refused};
use crate::numbers::{Counter, Digits, Period};
use crate::secret::Secret;
use crate::token::{Kind, Token};
use crate::uri::{decode_raw, decode_text, scheme, tidy};

/// Longest text that is read, in bytes: far above what a QR code can hold.
const LONGEST: usize = 64 * 1024;

/// Standard alphabet; missing padding and odd bits at the end do not matter.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Reads one QR code of a transfer. An account that cannot be added does not stop the others.
///
/// # Errors
/// [`MigrationError`] if the text or the message is broken, too long, or holds no accounts.
pub fn parse(text: &str) -> Result<Batch, MigrationError> {
    let text = tidy(text);
    if text.len() > LONGEST {
        return Err(MigrationError::TooLong);
    }
    let (scheme, rest) = scheme(text).ok_or(MigrationError::Damaged)?;
    if !scheme.eq_ignore_ascii_case("otpauth-migration") {
        return Err(MigrationError::Damaged);
    }
    let bytes = data(rest).ok_or(MigrationError::Damaged)?;
    if has_groups(&bytes, true) {
        return Err(MigrationError::Damaged);
    }
    let transfer = Transfer::decode(bytes.as_slice()).map_err(|_| MigrationError::Damaged)?;
    if transfer.accounts.is_empty() {
        return Err(MigrationError::Empty);
    }
    let index = u32::try_from(transfer.batch_index).unwrap_or(0);
    let size = u32::try_from(transfer.batch_size)
        .unwrap_or(0)
        .max(index.saturating_add(1));
    let mut batch = Batch {
        entries: Vec::with_capacity(transfer.accounts.len()),
        refused: Vec::new(),
        batch_id: transfer.batch_id,
        index,
        size,
    };
    for mut account in transfer.accounts {
        let name = decode_text(mem::take(&mut account.name));
        let issuer = decode_text(mem::take(&mut account.issuer));
        match token(&mut account) {
            Ok(token) => batch.entries.push(Entry::new(&issuer, &name, token)),
            Err(error) => {
                let (issuer, name) = names(&issuer, &name);
                batch.refused.push(Refused {
                    name,
                    issuer,
                    error,
                });
            }
        }
    }
    Ok(batch)
}

/// The bytes of the parameter `data`: percent escapes, but a plus stays a plus, and a space is a
/// plus that some reader spoilt.
fn data(rest: &str) -> Option<Zeroizing<Vec<u8>>> {
    let (_, query) = rest.split_once('?')?;
    let data = query.split('&').find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let name = name.strip_prefix("amp;").unwrap_or(name);
        name.trim().eq_ignore_ascii_case("data").then_some(value)
    })?;
    let mut base64 = Zeroizing::new(decode_raw(data));
    base64.retain(|b| !matches!(b, b'\r' | b'\n' | b'\t' | b'='));
    for byte in base64.iter_mut() {
        *byte = match *byte {
            b' ' | b'-' => b'+',
            b'_' => b'/',
            other => other,
        };
    }
    BASE64.decode(&*base64).ok().map(Zeroizing::new)
}

fn token(account: &mut Account) -> Result<Token, FieldError> {
    let secret = Secret::from_bytes(mem::take(&mut account.secret))?;
    let algorithm = match account.algorithm {
        0 | 1 => Algorithm::Sha1,
        2 => Algorithm::Sha256,
        3 => Algorithm::Sha512,
        4 => Algorithm::Md5,
        other => return Err(UnknownAlgorithm(other.to_string()).into()),
    };
    // 0, 1 and 2 are names for a number of digits; some writers put in the number itself.
    let digits = match account.digits {
        0 | 1 => Some(6),
        2 => Some(8),
        6..=8 => u32::try_from(account.digits).ok(),
        _ => None,
    };
    let digits = digits
        .and_then(|digits| Digits::try_from(digits).ok())
        .ok_or_else(|| FieldError::Digits(account.digits.to_string()))?;
    let kind = match account.kind {
        0 | 2 => Kind::Totp {
            algorithm,
            digits,
            period: Period::DEFAULT,
        },
        1 => {
            let counter = u64::try_from(account.counter).ok();
            let counter = counter
                .and_then(|counter| Counter::try_from(counter).ok())
                .ok_or_else(|| FieldError::Counter(account.counter.to_string()))?;
            Kind::Hotp {
                algorithm,
                digits,
                counter,
            }
        }
        other => return Err(FieldError::UnknownType(other.to_string())),
    };
    Ok(Token { secret, kind })
}

/// Whether the message, or (`nested`) an account in its field 1, uses the wire types 3 or 4, which
/// no writer does and `prost` would skip. Stops where the message is broken: decoding finds that.
fn has_groups(mut bytes: &[u8], nested: bool) -> bool {
    while let Some(key) = varint(&mut bytes) {
        let value = match key & 7 {
            0 => varint(&mut bytes).map(|_| &[][..]),
            1 => bytes.split_off(..8),
            2 => varint(&mut bytes)
                .and_then(|len| usize::try_from(len).ok())
                .and_then(|len| bytes.split_off(..len)),
            3 | 4 => return true,
            5 => bytes.split_off(..4),
            _ => None,
        };
        match value {
            Some(account) if nested && key == (1 << 3 | 2) && has_groups(account, false) => {
                return true;
            }
            Some(_) => {}
            None => return false,
        }
    }
    false
}

fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let byte = bytes.split_off_first()?;
        value |= u64::from(byte & 127) << shift;
        if *byte < 128 {
            return Some(value);
        }
    }
    None
}
