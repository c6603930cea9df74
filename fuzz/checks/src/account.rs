//! What holds for every account, and for every reason not to take one.

use otp::{CodeError, Entry, UriError, uri};

/// The longest URI that is read.
const LONGEST: usize = 8 * 1024;

/// The names are clean, there is a code, and the account survives being written as a URI.
pub(crate) fn holds(entry: &Entry) {
    let again = Entry::new(&entry.issuer, &entry.name, entry.token.clone());
    assert_eq!(again, *entry, "cleaning the names again changes them");

    makes_codes(entry);

    let written = uri::write(entry);
    assert!(written.is_ascii());
    match uri::parse(&written) {
        Ok(read) => assert_eq!(read, *entry, "written as {}", &*written),
        Err(UriError::TooLong) => assert!(written.len() > LONGEST),
        Err(error) => panic!("{} is not read: {error}", &*written),
    }
}

/// There is a code, or a PIN is missing.
pub(crate) fn makes_codes(entry: &Entry) {
    match entry.token.code_at(59) {
        Ok(code) => assert_eq!(code.as_str().len(), usize::from(entry.token.kind.digits())),
        Err(CodeError::PinMissing) => assert!(entry.token.kind.lacks_pin()),
        Err(error) => panic!("no code: {error}"),
    }
}

/// Whether it can be read back once it is written.
pub(crate) fn fits_a_uri(entry: &Entry) -> bool {
    uri::write(entry).len() <= LONGEST
}

/// What an error shows is short, one line, and nothing as long as a secret.
pub(crate) fn shows_no_secret(code: &str, detail: Option<&str>) {
    assert!(!code.is_empty());
    let Some(detail) = detail else { return };
    assert!(detail.chars().count() <= 41, "a long detail: {detail:?}");
    assert!(!detail.contains(char::is_control), "controls: {detail:?}");
    for word in detail.split(|c: char| !c.is_ascii_alphanumeric()) {
        assert!(
            word.len() < 16 || word.bytes().all(|b| b.is_ascii_digit()),
            "as long as a secret: {detail:?}"
        );
    }
}
