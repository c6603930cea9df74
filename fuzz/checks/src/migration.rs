use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use otp::migration::{self, Batch};
use otp::{Algorithm, Entry, Kind, MigrationError, Period};

use crate::account;

/// One QR code of Google's "transfer accounts": the message itself, or a text that carries one. What
/// was read is written as a transfer that gives the same accounts.
pub fn migration(data: &[u8]) {
    const START: &[u8] = b"otpauth-migration:";
    let text = if data.len() >= START.len() && data[..START.len()].eq_ignore_ascii_case(START) {
        String::from_utf8_lossy(data).into_owned()
    } else {
        format!("otpauth-migration://offline?data={}", STANDARD.encode(data))
    };
    match migration::parse(&text) {
        Ok(batch) => holds(&batch),
        Err(error) => {
            assert!(!matches!(error, MigrationError::Unsupported { .. }));
            account::shows_no_secret(error.code(), error.detail().as_deref());
        }
    }
}

fn holds(batch: &Batch) {
    assert!(batch.index < batch.size);
    assert!(!batch.entries.is_empty() || !batch.refused.is_empty());
    for refused in &batch.refused {
        let error = &refused.error;
        account::shows_no_secret(error.code(), error.detail().as_deref());
    }
    for entry in &batch.entries {
        account::holds(entry);
        assert!(batch.warnings(entry).starts_with(&entry.warnings()));
    }

    let (google, others): (Vec<_>, Vec<_>) =
        batch.entries.iter().cloned().partition(google_computes);
    for entry in others {
        let refused = migration::write(std::slice::from_ref(&entry));
        assert_eq!(
            refused.err(),
            Some(MigrationError::Unsupported { index: 0 })
        );
    }
    if !google.is_empty() {
        let written = migration::write(&google).expect("Google can hold them");
        let mut read = Vec::new();
        for (index, uri) in (0..).zip(&written) {
            // Ten accounts with names of a kilobyte are longer than what is read.
            if uri.len() > 64 * 1024 {
                return;
            }
            let batch = migration::parse(uri).expect("what was written is read");
            assert_eq!(batch.index, index);
            assert_eq!(usize::try_from(batch.size), Ok(written.len()));
            assert!(batch.refused.is_empty());
            read.extend(batch.entries);
        }
        assert_eq!(read, google);
    }
}

/// What the format has numbers for.
fn google_computes(entry: &Entry) -> bool {
    match &entry.token.kind {
        Kind::Totp {
            algorithm,
            digits,
            period,
        } => *period == Period::DEFAULT && has_numbers(*algorithm, digits.get()),
        Kind::Hotp {
            algorithm, digits, ..
        } => has_numbers(*algorithm, digits.get()),
        Kind::Steam | Kind::Yandex { .. } | Kind::Motp { .. } => false,
    }
}

fn has_numbers(algorithm: Algorithm, digits: u8) -> bool {
    let known = [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512];
    known.contains(&algorithm) && matches!(digits, 6 | 8)
}
