use transfer::import;

use crate::account;

/// A file or a pasted text with one URI per line: nothing is lost in silence, and the list of what
/// was read gives the same accounts.
pub fn uri_list(data: &[u8]) {
    let parsed = match import::uri_list(data) {
        Ok(parsed) => parsed,
        Err(error) => return account::shows_no_secret(error.code(), error.detail().as_deref()),
    };
    assert_eq!(parsed.warnings.len(), parsed.entries.len());
    assert!(!parsed.entries.is_empty() || !parsed.refused.is_empty());
    let line_ends = data.iter().filter(|b| matches!(b, b'\r' | b'\n')).count();
    for refused in &parsed.refused {
        assert!((1..=line_ends + 1).contains(&refused.line));
        account::shows_no_secret(refused.error.code(), refused.error.detail().as_deref());
    }
    for (entry, warnings) in parsed.entries.iter().zip(&parsed.warnings) {
        account::holds(entry);
        assert!(warnings.starts_with(&entry.warnings()));
    }

    if parsed.entries.is_empty() || !parsed.entries.iter().all(account::fits_a_uri) {
        return;
    }
    let mut list = String::new();
    for entry in &parsed.entries {
        list.push_str(&otp::uri::write(entry));
        list.push('\n');
    }
    let again = import::uri_list(list.as_bytes()).expect("what was written is read");
    assert_eq!(again.entries, parsed.entries);
    assert!(again.refused.is_empty(), "{:?}", again.refused);
}
