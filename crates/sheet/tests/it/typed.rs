//! What people type: every way of writing the key is read, every mistake is found.

use proptest::prelude::*;
use propusk_sheet::{GROUP_LENGTH, RecoveryKey, TYPED_LENGTH, TypedError, groups, read_typed};
use words::Language;

use crate::{key_of, sample};

const BEGINNING: &str = "AGE-SECRET-KEY-1";
const CHARACTERS: &str = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

fn any_key() -> impl Strategy<Value = String> {
    any::<[u8; 32]>().prop_map(|bytes| key_of(&bytes))
}

#[track_caller]
fn reads(text: &str, key: &str) {
    assert_eq!(
        read_typed(text).as_deref().map(String::as_str),
        Ok(key),
        "{text}"
    );
}

#[test]
fn reads_what_a_camera_sees() {
    reads(&sample(), &sample());
}

#[test]
fn reads_groups_numbered_as_on_the_sheet() {
    let key = sample();
    let shown = groups(RecoveryKey::new(&key).unwrap());
    let (beginning, groups) = shown.split_first().unwrap();
    let numbered: Vec<_> = groups
        .iter()
        .zip(1..)
        .map(|(g, n)| format!("{n} {g}"))
        .collect();
    reads(&numbered.join(" "), &key);
    reads(&format!("{beginning}\n{}", numbered.join("\n")), &key);
    let dotted: Vec<_> = groups
        .iter()
        .zip(1..)
        .map(|(g, n)| format!("{n}. {g}"))
        .collect();
    reads(&dotted.join("\r\n"), &key);
}

#[test]
fn reads_numbered_rows_with_and_without_the_beginning() {
    let key = sample();
    let shown = groups(RecoveryKey::new(&key).unwrap());
    let rows: Vec<_> = shown[1..].chunks(5).map(|row| row.join(" ")).collect();
    reads(
        &format!("1) {}\n2) {}\n3) {}", rows[0], rows[1], rows[2]),
        &key,
    );
    reads(
        &format!("{BEGINNING}\n1 {}\n2 {}\n3 {}", rows[0], rows[1], rows[2]),
        &key,
    );
    reads(
        &format!("1 {BEGINNING}\n2 {}\n3 {}\n4 {}", rows[0], rows[1], rows[2]),
        &key,
    );
    reads(&format!("age secret key 1 {}", rows.join(" ")), &key);
}

#[test]
fn reads_a_key_typed_one_character_at_a_time() {
    let key = sample();
    let spaced = |text: &str| text.chars().map(|c| format!("{c} ")).collect::<String>();
    reads(&spaced(&key[BEGINNING.len()..]), &key);
    reads(&spaced(&key), &key);
}

#[test]
fn counts_what_is_missing_and_what_is_too_much() {
    let key = sample();
    let typed = &key[BEGINNING.len()..];
    for there in 0..TYPED_LENGTH {
        assert_eq!(
            read_typed(&typed[..there]),
            Err(TypedError::TooShort(there))
        );
    }
    assert_eq!(read_typed(BEGINNING), Err(TypedError::TooShort(0)));
    let twice = format!("{typed}{typed}");
    assert_eq!(
        read_typed(&twice),
        Err(TypedError::TooLong(2 * TYPED_LENGTH))
    );
    // Rows 1 to 3 were numbered and one character left out: the numbers are not counted.
    let short = format!(
        "1 {}\n2 {}\n3 {}",
        &typed[1..20],
        &typed[20..40],
        &typed[40..]
    );
    assert_eq!(
        read_typed(&short),
        Err(TypedError::TooShort(TYPED_LENGTH - 1))
    );
}

#[test]
fn names_the_character_that_no_sheet_has_and_its_group() {
    let key = sample();
    for (wrong, named) in [
        ('b', 'B'),
        ('I', 'I'),
        ('1', '1'),
        ('й', 'Й'),
        ('Д', 'Д'),
        ('é', 'É'),
    ] {
        for at in 0..TYPED_LENGTH {
            let mut typed: Vec<_> = key[BEGINNING.len()..].chars().collect();
            typed[at] = wrong;
            let typed: String = typed.into_iter().collect();
            let expected = TypedError::WrongCharacter {
                character: named,
                group: at / GROUP_LENGTH + 1,
            };
            assert_eq!(read_typed(&typed), Err(expected), "{wrong} at {at}");
        }
    }
}

#[test]
fn finds_the_group_of_every_single_mistake() {
    let key = sample();
    for at in BEGINNING.len()..key.len() {
        for character in CHARACTERS.chars().filter(|&c| !key[at..].starts_with(c)) {
            let mut typed = key.clone();
            typed.replace_range(at..=at, &character.to_string());
            let group = (at - BEGINNING.len()) / GROUP_LENGTH + 1;
            assert_eq!(read_typed(&typed), Err(TypedError::WrongGroup(group)));
        }
    }
}

#[test]
fn tells_the_numbers_of_the_sheet_in_both_languages() {
    let errors = [
        (TypedError::TooShort(57), "57"),
        (TypedError::TooLong(59), "59"),
        (
            TypedError::WrongCharacter {
                character: 'Й',
                group: 3,
            },
            "3: Й",
        ),
        (TypedError::WrongGroup(8), "8"),
        (TypedError::WrongChecksum, ""),
    ];
    for language in Language::ALL {
        for (error, fact) in errors {
            let words = words::error(language, error.code(), error.detail().as_deref());
            assert!(words.what.contains(fact), "{words:?}");
            if matches!(error, TypedError::TooShort(_) | TypedError::TooLong(_)) {
                assert!(words.what.contains(&TYPED_LENGTH.to_string()), "{words:?}");
            }
        }
    }
}

/// The key as people write it down: case, signs between characters, look-alikes, with or without
/// the beginning.
fn written(key: &str, with_beginning: bool, choices: &[u8]) -> String {
    let start = if with_beginning { 0 } else { BEGINNING.len() };
    let mut text = String::from("\u{feff}“");
    for (character, choice) in key[start..].chars().zip(choices.iter().cycle()) {
        let look_alike = match character {
            'A' => 'А',
            'E' => 'Е',
            'K' => 'К',
            'M' => 'М',
            'H' => 'Н',
            '0' => ['О', 'O'][usize::from(choice >> 7)],
            'P' => 'Р',
            'C' => 'С',
            'T' => 'Т',
            'Y' => 'У',
            'X' => 'Х',
            other => other,
        };
        let character = if choice & 1 == 0 {
            character
        } else {
            look_alike
        };
        if choice & 2 == 0 {
            text.push(character);
        } else {
            text.extend(character.to_lowercase());
        }
        text.push_str(
            ["", "", " ", "-", "\r\n", "\u{a0}", " – ", "\t"][usize::from(choice >> 2 & 7)],
        );
    }
    text.push_str("”\n");
    text
}

proptest! {
    #[test]
    fn reads_every_way_of_writing(key in any_key(), with: bool, choices in prop::collection::vec(any::<u8>(), 74)) {
        let text = written(&key, with, &choices);
        let read = read_typed(&text);
        prop_assert_eq!(read.as_deref().map(String::as_str), Ok(key.as_str()), "{}", text);
    }

    #[test]
    fn locates_one_mistake_in_any_key(key in any_key(), at in 0..TYPED_LENGTH, step in 1..32_usize) {
        let mut typed: Vec<_> = key[BEGINNING.len()..].chars().collect();
        let right = CHARACTERS.find(typed[at]).unwrap();
        typed[at] = CHARACTERS.chars().cycle().nth(right + step).unwrap();
        let typed: String = typed.into_iter().collect();
        let group = at / GROUP_LENGTH + 1;
        prop_assert_eq!(read_typed(&typed), Err(TypedError::WrongGroup(group)));
    }

    #[test]
    fn two_mistakes_are_never_blamed_on_one_group(
        key in any_key(), first in 0..TYPED_LENGTH, apart in 1..TYPED_LENGTH, steps in [1..32_usize, 1..32_usize],
    ) {
        let mut typed: Vec<_> = key[BEGINNING.len()..].chars().collect();
        for (at, step) in [first, (first + apart) % TYPED_LENGTH].into_iter().zip(steps) {
            let right = CHARACTERS.find(typed[at]).unwrap();
            typed[at] = CHARACTERS.chars().cycle().nth(right + step).unwrap();
        }
        let typed: String = typed.into_iter().collect();
        prop_assert_eq!(read_typed(&typed), Err(TypedError::WrongChecksum));
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC*") {
        prop_assert!(read_typed(&text).is_err());
    }
}
