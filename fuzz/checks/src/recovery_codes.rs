use transfer::recovery_codes::{MOST_CHARACTERS, MOST_CODES, USED_MARK, lines, read};

use crate::account;

/// A list of recovery codes as a portal gives it: what was found is shown, read again and kept as the
/// same list.
pub fn recovery_codes(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else {
        return;
    };
    let _ = lines(text);
    let pasted = match read(text) {
        Ok(pasted) => pasted,
        Err(error) => return account::shows_no_secret(error.code(), error.detail().as_deref()),
    };
    assert!(
        pasted
            .left_out
            .iter()
            .all(|it| !text[it.clone()].is_empty())
    );
    let codes = pasted.codes(text);
    assert!((1..=MOST_CODES).contains(&codes.len()));
    let mut list = String::new();
    for code in &codes {
        assert!((1..=MOST_CHARACTERS).contains(&code.text.chars().count()));
        if code.used {
            list.push(USED_MARK);
            list.push(' ');
        }
        list.push_str(&code.text);
        list.push('\n');
    }
    assert_eq!(lines(&list).as_ref(), Ok(&codes));
    let again = read(&list).expect("what was shown is read").codes(&list);
    let texts = |codes: &[transfer::recovery_codes::Code]| -> Vec<String> {
        codes.iter().map(|code| code.text.to_string()).collect()
    };
    assert_eq!(texts(&again), texts(&codes));
}
