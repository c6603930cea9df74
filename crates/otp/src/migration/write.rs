//! Accounts in, transfers out.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use prost::Message as _;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::algorithm::Algorithm;
use crate::entry::Entry;
use crate::migration::MigrationError;
use crate::migration::message::{Account, Transfer};
use crate::numbers::Digits;
use crate::token::Kind;

/// Accounts in one QR code; Google's own number.
const PER_CODE: usize = 10;

/// Writes a transfer, one URI for each ten accounts, in their order. The texts are secret.
///
/// # Errors
/// [`MigrationError::Empty`] for no accounts; [`MigrationError::Unsupported`] for the first account
/// that the receiver could not compute: it knows TOTP of 30 seconds and HOTP, SHA-1, SHA-256 and
/// SHA-512, 6 and 8 digits.
pub fn write(entries: &[Entry]) -> Result<Vec<Zeroizing<String>>, MigrationError> {
    if entries.is_empty() {
        return Err(MigrationError::Empty);
    }
    let mut accounts = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        accounts.push(account(entry).ok_or(MigrationError::Unsupported { index })?);
    }
    let batch_id = batch_id(&accounts);
    let batch_size = i32::try_from(accounts.len().div_ceil(PER_CODE)).unwrap_or(i32::MAX);
    let mut uris = Vec::new();
    for (batch_index, chunk) in (0..batch_size).zip(accounts.chunks(PER_CODE)) {
        let transfer = Transfer {
            accounts: chunk.to_vec(),
            version: 1,
            batch_size,
            batch_index,
            batch_id,
        };
        let bytes = Zeroizing::new(transfer.encode_to_vec());
        let base64 = Zeroizing::new(STANDARD.encode(&*bytes));
        let mut uri = Zeroizing::new(String::with_capacity(64 + base64.len() * 2));
        uri.push_str("otpauth-migration://offline?data=");
        crate::uri::encode(&base64, &mut uri);
        uris.push(uri);
    }
    Ok(uris)
}

fn account(entry: &Entry) -> Option<Account> {
    let (algorithm, digits, kind, counter) = match &entry.token.kind {
        Kind::Totp {
            algorithm,
            digits,
            period,
        } if period.get() == 30 => (*algorithm, *digits, 2, 0),
        Kind::Hotp {
            algorithm,
            digits,
            counter,
        } => (*algorithm, *digits, 1, i64::try_from(counter.get()).ok()?),
        Kind::Totp { .. } | Kind::Steam | Kind::Yandex { .. } | Kind::Motp { .. } => return None,
    };
    Some(Account {
        // EXPOSE: handing over the secret is what a transfer is for.
        secret: entry.token.secret.expose().to_vec(),
        name: entry.name.clone().into_bytes(),
        issuer: entry.issuer.clone().into_bytes(),
        algorithm: match algorithm {
            Algorithm::Sha1 => 1,
            Algorithm::Sha256 => 2,
            Algorithm::Sha512 => 3,
            Algorithm::Sha224
            | Algorithm::Sha384
            | Algorithm::Md5
            | Algorithm::Streebog256
            | Algorithm::Streebog512 => return None,
        },
        digits: match Digits::get(digits) {
            6 => 1,
            8 => 2,
            _ => return None,
        },
        kind,
        counter,
    })
}

/// A number that the QR codes of one transfer share and that of another one hardly has. Derived
/// from the accounts, as there is no randomness here.
fn batch_id(accounts: &[Account]) -> i32 {
    let mut hash = Sha256::new();
    for account in accounts {
        hash.update(Zeroizing::new(account.encode_to_vec()));
    }
    let hash = hash.finalize();
    i32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
}
