use otp::Entry;
use transfer::import::{self, ImportError, Parsed, Password, Progress, Request};

use crate::account;

/// A file of another app, whatever it is: it is read or refused with a reason, every account that
/// comes out makes codes, and no message shows a secret. With a password everything is tried up to
/// the point where a key would be derived.
pub fn import(data: &[u8]) {
    check(import::read(&Request::new(data, &Progress::default())));

    let cancelled = Progress::default();
    cancelled.cancel();
    let password = Password::new("password".to_owned());
    let request = Request {
        password: Some(&password),
        key_file: Some(b"key"),
        companion: Some(data),
        file_name: Some("1.maFile"),
        ..Request::new(data, &cancelled)
    };
    let read = import::read(&request);
    assert!(read.is_err(), "was cancelled and went on");
    check(read);
}

fn check(read: Result<(&'static import::Format, Parsed), ImportError>) {
    let parsed = match read {
        Ok((_, parsed)) => parsed,
        Err(error) => return account::shows_no_secret(error.code(), error.detail().as_deref()),
    };
    assert!(!parsed.found.is_empty() || !parsed.refused.is_empty());
    for refused in &parsed.refused {
        assert!(refused.place > 0);
        let reason = &refused.reason;
        account::shows_no_secret(reason.code(), reason.detail().as_deref());
    }
    for found in &parsed.found {
        let Entry {
            issuer,
            name,
            token,
        } = &found.entry;
        assert_eq!(Entry::new(issuer, name, token.clone()), found.entry);
        account::makes_codes(&found.entry);
        assert!(found.tags.iter().all(|tag| !tag.trim().is_empty()));
    }
}
