//! What portals give, each as it comes out of its page or file.

use crate::found;

#[test]
fn github() {
    let text = "GitHub recovery codes\n\na1b2c-3d4e5\nf6a7b-8c9d0\nabcde-fabcd\n01234-56789\n";
    let codes = ["a1b2c-3d4e5", "f6a7b-8c9d0", "abcde-fabcd", "01234-56789"];
    assert_eq!(found(text), codes);
    let columns = "    • a1b2c-3d4e5    • f6a7b-8c9d0\n    • abcde-fabcd    • 01234-56789";
    assert_eq!(found(columns), codes);
    assert_eq!(
        found("a1b2c-3d4e5 f6a7b-8c9d0\nabcde-fabcd 01234-56789"),
        codes
    );
}

#[test]
fn google() {
    let text = "SAVE YOUR BACKUP CODES!\r\nKeep these backup codes somewhere safe but accessible.\r\n\r\n\
        1. 1234 5678\t\t 6. 1122 3344\r\n2. 2345 6789\t\t 7. 2233 4455\r\n\
        5. 5678 9012\t\t10. 5566 7788\r\n\r\n(ivan.petrov1950@gmail.com)\r\n\r\n\
        * You can only use each backup code once.\r\n\
        * Need more? Visit https://g.co/2sv\r\n\
        * These codes were generated on: Mar 14, 2025.\r\n";
    let codes = [
        "1234 5678",
        "1122 3344",
        "2345 6789",
        "2233 4455",
        "5678 9012",
        "5566 7788",
    ];
    assert_eq!(found(text), codes);
    assert_eq!(
        found("1. 1234 5678 6. 1122 3344\n2. 2345 6789 7. 2233 4455"),
        codes[..4]
    );
}

#[test]
fn yandex_and_vk() {
    let text = "Резервные коды для входа в аккаунт Яндекса\nКаждый код действует один раз.\n\
        Код 1: 48213905\nКод 2: 77120364\nКод 3: 90017782\n\nСоздано 14.03.2025 в 09:26";
    assert_eq!(found(text), ["48213905", "77120364", "90017782"]);
    let text = "Резервные коды ВКонтакте\n\n1) 4821 3905 7712\n2) 7712 0364 1190\n\
        Телефон: +7 900 123-45-67\n";
    assert_eq!(found(text), ["4821 3905 7712", "7712 0364 1190"]);
    assert_eq!(
        found("1 48213905\n2 77120364\n10 90017782"),
        ["48213905", "77120364", "90017782"]
    );
}

#[test]
fn microsoft() {
    let text = "Код восстановления учётной записи Майкрософт:\nABCDE-FGHIJ-KLMNO-PQRST-UVWXY\n\
        Распечатайте его и храните в надёжном месте.";
    assert_eq!(found(text), ["ABCDE-FGHIJ-KLMNO-PQRST-UVWXY"]);
    let text = "Recovery code: AB3DE-FGH1J-KLMNO-PQR5T-UVWXY.";
    assert_eq!(found(text), ["AB3DE-FGH1J-KLMNO-PQR5T-UVWXY"]);
}

#[test]
fn lists_with_ticks_and_struck_lines() {
    let ticked = "[x] abcd-1234\n[ ] bcde-2345\n[X] cdef-3456\n";
    assert_eq!(found(ticked), ["✓ abcd-1234", "bcde-2345", "✓ cdef-3456"]);
    let struck = "~~12345678~~\n23456789\n3̶4̶5̶6̶7̶8̶9̶0̶\n";
    assert_eq!(found(struck), ["✓ 12345678", "23456789", "✓ 34567890"]);
    let boxes = "☑ 1234 5678\n☐ 2345 6789\n✔️ 3456 7890 (использован 3 мая)";
    assert_eq!(found(boxes), ["✓ 1234 5678", "2345 6789", "✓ 3456 7890"]);
    let words = "12345678 used\n23456789\n34567890 — использован";
    assert_eq!(found(words), ["✓ 12345678", "23456789", "✓ 34567890"]);
    let bullets = "✅ 12345678\n✅ 23456789";
    assert_eq!(
        found(bullets),
        ["12345678", "23456789"],
        "a tick at each is none"
    );
}

#[test]
fn codes_of_letters_only_and_short_ones() {
    assert_eq!(
        found("abcdefgh\n1a2b3c4d\nzyxwvuts"),
        ["abcdefgh", "1a2b3c4d", "zyxwvuts"]
    );
    assert_eq!(
        found("qwerasdf\nzxcvbnmk\npoiuytre"),
        ["qwerasdf", "zxcvbnmk", "poiuytre"]
    );
    assert_eq!(
        found("Codes of 2025\n4711\n0815\n1234"),
        ["4711", "0815", "1234"]
    );
    assert_eq!(
        found("abcd efgh 1jkl mnop\nqrst uvwx yz12 3456"),
        ["abcd efgh 1jkl mnop", "qrst uvwx yz12 3456"]
    );
}

#[test]
fn long_ones_tables_and_lists_with_commas() {
    let hex = "0123456789abcdef".repeat(4);
    assert_eq!(found(&format!("{hex}\n")), [hex]);
    assert_eq!(
        found("| 1 | ab12-cd34 |\n| 2 | ef56-ab78 |"),
        ["ab12-cd34", "ef56-ab78"]
    );
    assert_eq!(
        found("12345678, 23456789,34567890; 45678901"),
        ["12345678", "23456789", "34567890", "45678901"]
    );
    assert_eq!(
        found("12345678\n12345678\n«23456789»\n`34567890`"),
        ["12345678", "23456789", "34567890"]
    );
}

#[test]
fn dates_addresses_and_phone_numbers_are_no_codes() {
    let text = "2025-03-14 10:26\nsupport@portal4711.example\nhttps://portal.example/2fa-help-12345\n\
        8-800-100-70-10\n14.03.2025\na1b2c-3d4e5";
    let codes = found(text);
    assert!(codes.contains(&"a1b2c-3d4e5".to_owned()));
    assert!(
        !codes
            .iter()
            .any(|it| it.contains("2025") || it.contains("portal")),
        "{codes:?}"
    );
}

#[test]
fn what_stands_between_two_groups_makes_them_two() {
    assert_eq!(found("ab12-cd34\nuse 1234 5678☐ 2345 now"), ["ab12-cd34"]);
    assert_eq!(found("Ваш код: 1234 5678."), ["1234 5678"]);
}

#[test]
fn a_mark_in_a_column_of_its_own_belongs_to_the_code_beside_it() {
    let table = "12345678\tUsed\n23456789\tNot used\n34567890\tunused\n45678901\tИспользован\n";
    assert_eq!(
        found(table),
        ["✓ 12345678", "23456789", "34567890", "✓ 45678901"]
    );
    let ticks = "✓\t12345678\n\t23456789\n[x]\t34567890\t[ ]\t45678901";
    assert_eq!(
        found(ticks),
        ["✓ 12345678", "23456789", "✓ 34567890", "45678901"]
    );
    assert_eq!(
        found("| 4711 | used |\n| 0815 | |\n| 1234 |"),
        ["✓ 4711", "0815", "1234"]
    );
}

#[test]
fn a_negation_is_no_mark_and_the_box_of_a_russian_keyboard_is_one() {
    let words = "12345678 не использован\n23456789 — ещё не был использован\n\
        34567890 not used\n45678901 (unused)\n56789012 isn't used\n67890123 used";
    let unused = ["12345678", "23456789", "34567890", "45678901", "56789012"];
    assert_eq!(found(words)[..5], unused);
    assert_eq!(found(words)[5], "✓ 67890123");
    assert_eq!(
        found("[х] 12345678\n[Х] 23456789\n[ ] 34567890"),
        ["✓ 12345678", "✓ 23456789", "34567890"]
    );
}

#[test]
fn a_number_in_front_is_that_of_the_item_only_where_such_numbers_count_up() {
    assert_eq!(
        found("12 345 678\n98 765 432"),
        ["12 345 678", "98 765 432"]
    );
    assert_eq!(found("12 345 678"), ["12 345 678"]);
    assert_eq!(
        found("1 1234 5678\n2 2345 6789\n3 3456 7890"),
        ["1234 5678", "2345 6789", "3456 7890"]
    );
    assert_eq!(
        found("1 1234 5678\t3 3456 7890\n2 2345 6789\t4 4567 8901"),
        ["1234 5678", "3456 7890", "2345 6789", "4567 8901"]
    );
    assert_eq!(
        found("1.\ta1b2c3d4\n2.\te5f6a7b8"),
        ["a1b2c3d4", "e5f6a7b8"]
    );
}

#[test]
fn what_touches_a_code_stays_with_it() {
    assert_eq!(
        found("_Xy12abcD\nAb3xYz9-\n- Qw34erty"),
        ["_Xy12abcD", "Ab3xYz9-", "Qw34erty"]
    );
    for text in ["AbC+/dEf12==", "123.456.789", "*12345678", "12345678="] {
        assert!(transfer::recovery_codes::read(text).is_err(), "{text}");
    }
}
