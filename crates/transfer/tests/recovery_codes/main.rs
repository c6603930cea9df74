//! Lists of recovery codes as portals give them. All samples are made up.

// clippy.toml allows these in test functions, not in what they call.
#![allow(clippy::unwrap_used, clippy::panic)]

extern crate propusk_transfer as transfer;

mod samples;

use proptest::prelude::*;
use transfer::recovery_codes::{Code, CodesError, MOST_CODES, USED_MARK, lines, read};

/// The codes of a text, those that are used with a mark.
fn found(text: &str) -> Vec<String> {
    let pasted = read(text).unwrap_or_else(|error| panic!("{error} in {text:?}"));
    pasted.codes(text).iter().map(shown).collect()
}

fn shown(code: &Code) -> String {
    let mark = if code.used { "✓ " } else { "" };
    format!("{mark}{}", code.text.as_str())
}

fn left_out(text: &str) -> Vec<&str> {
    let pasted = read(text).unwrap();
    let rest = pasted.left_out.into_iter();
    rest.map(|range| &text[range]).collect()
}

#[test]
fn what_is_left_out_is_told_so_that_nothing_goes_in_silence() {
    let text = "Backup codes for ivan2025@example.org\n1. 1234 5678\n2. 2345 6789 (call 4711-99)\n3.\nDone";
    assert_eq!(found(text), ["1234 5678", "2345 6789"]);
    let rest = left_out(text);
    assert_eq!(
        rest,
        [
            "Backup codes for ivan2025@example.org",
            " (call 4711-99)",
            "Done"
        ]
    );
    assert!(left_out("12345678\n\n-----\n 2 \n").is_empty());
}

#[test]
fn the_least_that_was_stripped_is_told_but_no_number_of_an_item() {
    assert_eq!(left_out("1. 12345678 a\n2) 23456789"), [" a"]);
    assert_eq!(left_out("12345678 used\n[x] 23456789"), [" used"]);
    assert!(left_out("| 1 | ab12-cd34 |\n| 2 | ef56-ab78 |").is_empty());
    assert_eq!(left_out("| 7 | ab12-cd34 |\nef56-ab78"), ["| 7 | "]);
    assert!(left_out("1 1234 5678\n2 2345 6789").is_empty());
}

#[test]
fn lines_that_look_like_a_code_all_the_same_are_named() {
    let doubtful = |text: &str| read(text).unwrap().doubtful_lines(text);
    let text = "Your 2FA codes of 14.03.2025\n12345678\nAbC+/dEf12==\n23456789 123.456.789\n\
        ivan2025@example.org https://portal4711.example\n";
    assert_eq!(doubtful(text), [3, 4]);
    assert!(doubtful("1. 1234 5678\n2. 2345 6789\nDone").is_empty());
}

#[test]
fn a_list_as_it_is_shown_is_taken_line_by_line_whatever_it_looks_like() {
    let text = "✓ 1234 5678\n\n  kitten \n✓kitten\na\u{a0} b\u{200b}c\n12\u{2011}34\n\u{200b}\n";
    let codes: Vec<_> = lines(text).unwrap().iter().map(shown).collect();
    assert_eq!(codes, ["✓ 1234 5678", "✓ kitten", "a bc", "12-34"]);
}

#[test]
fn limits_are_told_with_their_numbers() {
    let list = |count: usize| -> String {
        (0..count)
            .map(|it| format!("{:08}\n", it + 10_000_000))
            .collect()
    };
    let long = |length: usize| format!("{}\n12345678", "a1".repeat(length / 2));
    for reader in [
        |text: &str| read(text).map(|_| ()),
        |text: &str| lines(text).map(|_| ()),
    ] {
        assert_eq!(reader(&list(MOST_CODES)), Ok(()));
        assert_eq!(reader(&list(101)), Err(CodesError::TooMany(101)));
        assert_eq!(reader(&long(64)), Ok(()));
        assert_eq!(reader(&long(66)), Err(CodesError::CodeTooLong(66)));
        assert_eq!(reader(" \n\n"), Err(CodesError::NoCodes));
        assert_eq!(reader(&"a\n".repeat(40_000)), Err(CodesError::TextTooLong));
    }
    let none = read("Здесь нет кодов, только слова.").unwrap_err();
    assert_eq!((none.code(), none.detail()), ("no_recovery_codes", None));
    assert_eq!(CodesError::TooMany(101).detail().as_deref(), Some("101"));
}

#[test]
fn nothing_of_a_code_is_printed_for_debugging() {
    let text = "4711-0815\n4711-0816";
    let pasted = read(text).unwrap();
    let printed = format!("{pasted:?} {:?} {:?}", pasted.codes(text), lines(text));
    assert!(
        !printed.contains("4711") && !printed.contains("0815"),
        "{printed}"
    );
}

/// Texts that are made of what such lists are made of.
fn lists() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[0-9]{4} [0-9]{4}",
        4 => "[0-9a-f]{5}-[0-9a-f]{5}",
        3 => "[0-9]{8}",
        3 => "[A-Za-z0-9]{1,12}",
        2 => "[a-z]{4,8}",
        2 => "[A-Z0-9]{5}(-[A-Z0-9]{5}){4}",
        1 => "[0-9]{1,5}",
        1 => "(\\[x\\]|☑|✓|•|-|\\*|~~|#|[0-9]{1,2}[.):]|Code|Код [0-9]:|2025-03-14|\\+7 900)",
        1 => "\\PC{0,6}",
    ];
    let between = prop_oneof!["\n", "\r\n", " ", "  ", "\t", ", ", " | ", "\u{a0}"];
    proptest::collection::vec((piece, between), 0..24).prop_map(|parts| {
        parts
            .into_iter()
            .map(|(piece, between)| piece + &between)
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn what_is_shown_and_pasted_again_gives_the_same_list(text in lists()) {
        let Ok(pasted) = read(&text) else { return Ok(()) };
        let codes = pasted.codes(&text);
        let list: Vec<String> = codes.iter().map(shown).collect();
        let list = list.join("\n");
        let again = read(&list).map(|again| again.codes(&list));
        prop_assert_eq!(again.as_ref().map(|it| texts(it)), Ok(texts(&codes)), "{:?}", list);
        let as_lines = lines(&list);
        prop_assert_eq!(as_lines.as_ref(), Ok(&codes), "{:?}", list);
        prop_assert_eq!(list.matches(USED_MARK).count(), codes.iter().filter(|it| it.used).count());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*|[\\s\\S]{0,200}") {
        if let Ok(pasted) = read(&text) {
            prop_assert!(!pasted.codes(&text).is_empty());
            for range in pasted.left_out {
                prop_assert!(!text[range].is_empty());
            }
        }
        let _ = lines(&text);
    }

    #[test]
    fn a_list_of_equal_codes_is_taken_whole(
        codes in proptest::collection::hash_set("[0-9a-z]{4}[0-9][0-9a-z]{3}", 1..30),
        header in "(SAVE THESE CODES!|Резервные коды|)",
        bullet in "(\\* |- |• |)",
        numbered in any::<bool>(),
    ) {
        let mut text = format!("{header}\n");
        for (at, code) in codes.iter().enumerate() {
            let number = if numbered { format!("{}. ", at + 1) } else { String::new() };
            text += &format!("{bullet}{number}{code}\n");
        }
        let found: std::collections::HashSet<_> = found(&text).into_iter().collect();
        prop_assert_eq!(found, codes);
    }
}

fn texts(codes: &[Code]) -> Vec<String> {
    codes.iter().map(|code| code.text.to_string()).collect()
}
