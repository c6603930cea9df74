use transfer::import;

use crate::account;

/// A file or a pasted text with one URI per line: nothing is lost in silence, and the list of what
/// was read gives the same accounts.
pub fn uri_list(data: &[u8]) {
    let parsed = match import::uri_list(data) {
        Ok(parsed) => parsed,
        Err(error) => return account::shows_no_secret(error.code(), error.detail().as_deref()),
    };
    assert!(!parsed.found.is_empty() || !parsed.refused.is_empty());
    let line_ends = data.iter().filter(|b| matches!(b, b'\r' | b'\n')).count();
    for refused in &parsed.refused {
        assert!((1..=line_ends + 1).contains(&refused.place));
        account::shows_no_secret(refused.reason.code(), refused.reason.detail().as_deref());
    }
    for found in &parsed.found {
        account::holds(&found.entry);
        assert!(found.warnings.starts_with(&found.entry.warnings()));
    }

    let entries: Vec<_> = parsed.found.iter().map(|found| &found.entry).collect();
    if entries.is_empty() || !entries.iter().all(|entry| account::fits_a_uri(entry)) {
        return;
    }
    let mut list = String::new();
    for entry in &entries {
        list.push_str(&otp::uri::write(entry));
        list.push('\n');
    }
    let again = import::uri_list(list.as_bytes()).expect("what was written is read");
    let read = again.found.iter().map(|found| &found.entry);
    assert_eq!(read.collect::<Vec<_>>(), entries);
    assert!(again.refused.is_empty(), "{:?}", again.refused);
}
