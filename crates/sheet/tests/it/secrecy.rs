//! Nothing that is printed for people or logs holds the key.

use propusk_sheet::{RecoveryKey, SheetError, groups, pdf, read_typed};
use words::Language;

use crate::{sample, sheet};

#[test]
fn debug_shows_neither_the_key_nor_a_group_of_it() {
    let key = sample();
    let checked = RecoveryKey::new(&key).unwrap();
    for shown in [
        format!("{checked:?}"),
        format!("{:#?}", sheet(&key, Language::Ru)),
    ] {
        for group in groups(checked) {
            assert!(!shown.contains(group), "{shown}");
        }
        assert!(shown.contains("RecoveryKey(…)"), "{shown}");
    }
}

#[test]
fn errors_hold_no_group_of_the_key() {
    let key = sample();
    let mistakes = [
        key[..73].to_owned(),
        format!("{key}Q"),
        key.replacen(&key[30..31], "B", 1),
        format!("{}{}{}", &key[..40], &key[41..], &key[40..41]),
        format!("{}{}{}", &key[..20], "Q", &key[21..]),
    ];
    for mistake in mistakes {
        let error = read_typed(&mistake).expect_err("a mistake");
        let shown = format!("{error:?} {error} {} {:?}", error.code(), error.detail());
        for group in groups(RecoveryKey::new(&key).unwrap()) {
            assert!(!shown.contains(group), "{shown}");
        }
    }
}

#[test]
fn takes_nothing_but_the_line_that_age_writes() {
    let key = sample();
    for other in [
        key.to_lowercase(),
        format!("{key}\n"),
        key.replacen('-', " ", 1),
        key[16..].to_owned(),
        key.replacen(&key[20..21], "B", 1),
        String::new(),
    ] {
        assert_eq!(
            RecoveryKey::new(&other),
            Err(SheetError::NotAKey),
            "{other}"
        );
    }
}

#[test]
fn the_file_does_not_hold_the_key_where_a_search_would_find_it() {
    let key = sample();
    let file = pdf(&sheet(&key, Language::En)).unwrap();
    let found = |part: &str| {
        file.windows(part.len())
            .any(|bytes| bytes == part.as_bytes())
    };
    assert!(found("/Title"), "looking in the wrong place");
    for group in &groups(RecoveryKey::new(&key).unwrap())[1..14] {
        assert!(!found(group), "{group}");
    }
}
