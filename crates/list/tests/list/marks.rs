//! What is marked of the words that were looked for.

use list::{Field, Marks};

use crate::accounts::{account, marks};

/// The text with its marks in brackets.
fn shown(text: &str, marks: &[(u32, u32)]) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |unit: u32| usize::try_from(unit).unwrap();
    let part = |from, to| String::from_utf16(&units[at(from)..at(to)]).unwrap();
    let mut shown = String::new();
    let mut end = 0;
    for (from, to) in marks {
        shown += &format!("{}[{}]", part(end, *from), part(*from, *to));
        end = *to;
    }
    shown + &part(end, u32::try_from(units.len()).unwrap())
}

#[test]
fn marks_the_text_that_is_there_whatever_was_typed() {
    for (issuer, text, expected) in [
        ("Госуслуги", "gosu", "[Госу]слуги"),
        ("Портал Госуслуги", "ujceckeub", "Портал [Госуслуги]"),
        ("😀 Счётчик", "счетч", "😀 [Счётч]ик"),
        ("😀 Счётчик", "schetchik", "😀 [Счётчик]"),
        ("Сче\u{308}т", "счет", "[Сче\u{308}т]"),
        ("И\u{306}ога", "й", "[И\u{306}]ога"),
        ("Straße 5", "strass", "[Straß]e 5"),
        ("Straße 5", "strasse", "[Straße] 5"),
        ("İstanbul", "ista", "[İsta]nbul"),
        ("ﬁsh", "f", "[ﬁ]sh"),
        ("Go\u{ad}ogle", "goo", "[Go\u{ad}o]gle"),
        ("a  \u{a0} b c", "b", "a  \u{a0} [b] c"),
        ("mama", "ma am", "[mama]"),
        ("Яндекс", "yandex", "[Яндекс]"),
        ("Yandex Yandex", "яндекс", "[Yandex] [Yandex]"),
        ("+7 900 000-00-00", "9000000000", "+7 [900 000-00-00]"),
        ("👨\u{200d}👩", "👩", "👨\u{200d}[👩]"),
        ("Дмитрий", "dmitriy", "[Дмитрий]"),
    ] {
        let marks = marks(&account(issuer, "", &[], ""), text);
        assert_eq!(shown(issuer, &marks.issuer), expected, "{text}");
        assert_eq!(marks.beside, None);
    }
}

#[test]
fn marks_issuer_and_name_and_only_at_the_closest_level() {
    let account = account("Mail", "Маил mail", &["mail"], "mail");
    let marks = marks(&account, "mail");
    assert_eq!(shown("Mail", &marks.issuer), "[Mail]");
    assert_eq!(shown("Маил mail", &marks.name), "Маил [mail]");
    assert_eq!(marks.beside, None);
}

#[test]
fn shows_the_tag_or_the_part_of_the_note_that_has_the_word() {
    let long = "Телефон поддержки\nлежит в столе. ".repeat(20);
    let note = format!("{long}Запасной ключ у сестры. {long}");
    let account = account("Bank", "me", &["Дом", "Работа и дача"], &note);
    let tag = marks(&account, "bank rabota").beside.unwrap();
    assert_eq!(tag.field, Field::Tag);
    assert_eq!(shown(&tag.text, &tag.marks), "[Работа] и дача");
    let note = marks(&account, "сестры ключ bank").beside.unwrap();
    assert_eq!(note.field, Field::Note);
    assert!(note.text.chars().count() <= 80, "{}", note.text);
    assert!(
        note.text.starts_with('…') && note.text.ends_with('…'),
        "{}",
        note.text
    );
    let shown = shown(&note.text, &note.marks);
    assert!(shown.contains("[ключ] у [сестры]"), "{shown}");
    assert!(!note.text.contains('\n'));
    let first = note.text.trim_matches('…').split(' ').next().unwrap();
    assert!(
        "Телефон поддержки лежит в столе. Запасной".contains(first),
        "a whole word: {first}"
    );
}

#[test]
fn nothing_is_marked_for_nothing() {
    let account = account("Bank", "me", &["Дом"], "note");
    for text in ["", "  ", "absent", "\u{200b}"] {
        assert_eq!(marks(&account, text), Marks::default(), "{text:?}");
    }
}
