use otp::payload::{self, Payload, PayloadError, PayloadKind};
use otp::{Kind, UriError, uri};

use crate::account;

/// The text of a QR code or a pasted link: every way of reading it gives the same answer, and what
/// was read is written back as a URI that gives the same account.
pub fn uri(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let kind = payload::kind_of(&text);
    let parsed = uri::parse(&text);

    match payload::read(&text) {
        Ok(Payload::Entry { kind: said, entry }) => {
            assert_eq!(said, kind);
            assert_eq!(parsed.as_ref(), Ok(&entry));
        }
        Ok(Payload::Migration(_)) => assert_eq!(kind, PayloadKind::Migration),
        Err(error) => {
            assert!(parsed.is_err(), "an account, and yet {error}");
            if let PayloadError::NotOtp(said) = &error {
                assert_eq!(*said, kind);
                assert!(!kind.is_otp());
            }
            account::shows_no_secret(error.code(), error.detail().as_deref());
        }
    }
    assert_eq!(uri::token(&text), parsed.clone().map(|entry| entry.token));
    assert_eq!(
        uri::read(&text).map(|reading| reading.entry),
        parsed,
        "the warnings change the account"
    );

    match parsed {
        Ok(entry) => {
            match kind {
                PayloadKind::Steam => assert_eq!(entry.token.kind, Kind::Steam),
                PayloadKind::Motp => assert!(matches!(entry.token.kind, Kind::Motp { .. })),
                PayloadKind::Otpauth => {}
                other => panic!("an account in {other:?}"),
            }
            account::holds(&entry);
        }
        Err(UriError::NotOtp) => assert!(
            !kind.is_otp() || kind == PayloadKind::Migration,
            "{kind:?} that is no account URI"
        ),
        Err(_) => {}
    }
}
