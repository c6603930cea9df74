//! Google Authenticator's "transfer accounts" (formats.md §2).

use otp::{Algorithm, Kind};
use zeroize::Zeroizing;

use super::{Account, ExportError, Exported, Lost, Room, sorted_out};

/// Writes URIs of which each becomes a QR code, ten accounts in each. What the receiver would
/// compute wrongly is left out: it knows TOTP of 30 seconds and HOTP, three hashes, 6 and 8 digits.
///
/// # Errors
/// [`ExportError::NothingToExport`].
pub fn google(accounts: &[Account<'_>]) -> Result<Exported<Vec<Zeroizing<String>>>, ExportError> {
    let room = Room {
        tags: 0,
        note: false,
        favourite: false,
    };
    let (taken, left_out) = sorted_out(accounts, &room, fit)?;
    let entries: Vec<_> = taken.iter().map(|account| account.entry()).collect();
    let content = otp::migration::write(&entries).map_err(|_| ExportError::NotWritten)?;
    Ok(Exported {
        content,
        accounts: taken.len(),
        left_out,
    })
}

fn fit(account: &Account<'_>) -> Result<(), Lost> {
    let (algorithm, digits) = match account.token.kind {
        Kind::Totp { period, .. } if period.get() != 30 => return Err(Lost::Period),
        Kind::Totp {
            algorithm, digits, ..
        }
        | Kind::Hotp {
            algorithm, digits, ..
        } => (algorithm, digits),
        Kind::Steam | Kind::Yandex { .. } | Kind::Motp { .. } => return Err(Lost::Kind),
    };
    match algorithm {
        Algorithm::Sha1 | Algorithm::Sha256 | Algorithm::Sha512 => {}
        Algorithm::Sha224
        | Algorithm::Sha384
        | Algorithm::Md5
        | Algorithm::Streebog256
        | Algorithm::Streebog512 => return Err(Lost::Algorithm),
    }
    match digits.get() {
        6 | 8 => Ok(()),
        _ => Err(Lost::Digits),
    }
}
