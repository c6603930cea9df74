//! The pages with the QR codes of accounts: read by poppler and by zbar.

use std::fs;
use std::path::Path;

use propusk_sheet::SheetError;
use propusk_sheet::codes::{self, Account, Codes, How, PER_PAGE, Printed};
use words::Language;

use crate::DAY;
use crate::page::printed;

const TIME: How<'_> = How::Time {
    digits: 6,
    period: 30,
    algorithm: "SHA1",
};

/// Accounts of all kinds, some with names that are hard to print.
const ACCOUNTS: [Account<'_>; 8] = [
    Account {
        issuer: "Госуслуги",
        name: "+79001234567",
        uri: "otpauth://totp/%D0%93%D0%BE%D1%81%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8:%2B79001234567?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=%D0%93%D0%BE%D1%81%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8&algorithm=SHA1&digits=6&period=30",
        how: TIME,
    },
    Account {
        issuer: "Bank",
        name: "card",
        uri: "otpauth://hotp/Bank:card?secret=GEZDGNBVGY3TQOJQ&issuer=Bank&algorithm=SHA256&digits=8&counter=42",
        how: How::Counter {
            digits: 8,
            counter: 42,
            algorithm: "SHA256",
        },
    },
    Account {
        issuer: "Steam",
        name: "gamer",
        uri: "otpauth://steam/Steam:gamer?secret=ON2GKYLNM5QW2ZLS&issuer=Steam&algorithm=SHA1&digits=5&period=30",
        how: How::Steam,
    },
    Account {
        issuer: "Yandex",
        name: "user",
        uri: "otpauth://yaotp/Yandex:user?secret=LA2V6KMCGYMWWVEW64RNP3JA3I&issuer=Yandex&pin=G42TQNQ",
        how: How::Yandex,
    },
    Account {
        issuer: "",
        name: "only a name",
        uri: "motp://only%20a%20name?secret=e3152afee62599c8",
        how: How::Motp,
    },
    Account {
        issuer: "日本 🗻 Київ Straße",
        name: "",
        uri: "otpauth://totp/A?secret=JBSWY3DPEHPK3PXP",
        how: TIME,
    },
    Account {
        issuer: "A very long name of a service that no line of a page has the room for",
        name: "somebody.with.a.very.long.address@a.very.long.domain.example.org",
        uri: "otpauth://totp/B?secret=JBSWY3DPEHPK3PXP",
        how: TIME,
    },
    Account {
        issuer: "",
        name: "",
        uri: "otpauth://totp/?secret=JBSWY3DPEHPK3PXP",
        how: TIME,
    },
];

fn pages(accounts: &[Account<'_>], language: Language) -> Result<Printed, SheetError> {
    codes::pdf(&Codes {
        accounts,
        made: DAY,
        language,
    })
}

/// A folder with the pages in it, `codes.pdf`.
fn saved(accounts: &[Account<'_>], language: Language) -> (tempfile::TempDir, Printed) {
    let folder = tempfile::tempdir().unwrap();
    let made = pages(accounts, language).unwrap();
    fs::write(folder.path().join("codes.pdf"), &*made.pdf).unwrap();
    (folder, made)
}

fn text_of(folder: &Path) -> String {
    printed("pdftotext", &["-layout", "codes.pdf", "-"], folder)
}

/// What a reader finds in the codes of all pages, sorted.
fn scanned(folder: &Path, pages: usize) -> Vec<String> {
    printed(
        "pdftoppm",
        &["-r", "200", "-png", "codes.pdf", "page"],
        folder,
    );
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".png") {
            let read = printed("zbarimg", &["--quiet", "--raw", &name], folder);
            found.push(read.lines().map(str::to_owned).collect::<Vec<_>>());
        }
    }
    assert_eq!(found.len(), pages);
    let mut found = found.concat();
    found.sort();
    found
}

#[test]
fn a_reader_finds_every_account_on_the_pages() {
    let (folder, made) = saved(&ACCOUNTS, Language::Ru);
    assert_eq!((made.pages, made.left_out.len()), (2, 0));
    let mut expected = ACCOUNTS.map(|account| account.uri.to_owned());
    expected.sort();
    assert_eq!(scanned(folder.path(), 2), expected);
}

#[test]
fn says_in_words_what_it_is_and_how_codes_are_made() {
    for (language, said) in [
        (
            Language::Ru,
            [
                "QR-коды из Пропуска (Propusk)",
                "Сделано 24 ноября 2026 г. · Записей: 8",
                "получит все ваши коды",
                "По времени · цифр: 6 · смена: 30 с · SHA1",
                "По счётчику · цифр: 8 · номер: 42 · SHA256",
                "Страница 1 из 2",
                "Страница 2 из 2",
            ],
        ),
        (
            Language::En,
            [
                "QR codes from Propusk",
                "Made on 24 November 2026 · Accounts: 8",
                "has all your codes",
                "By time · digits: 6 · new every 30 s · SHA1",
                "By counter · digits: 8 · next: 42 · SHA256",
                "Page 1 of 2",
                "Page 2 of 2",
            ],
        ),
    ] {
        let (folder, _) = saved(&ACCOUNTS, language);
        let text = text_of(folder.path());
        for words in said {
            assert!(text.contains(words), "no {words:?} in\n{text}");
        }
        for words in ["Госуслуги", "+79001234567", "only a name", "Steam Guard"] {
            assert!(text.contains(words), "no {words:?} in\n{text}");
        }
        assert!(!text.contains("codes-print"), "a text is missing\n{text}");
        let facts = printed("pdfinfo", &["codes.pdf"], folder.path());
        let title = facts.lines().find(|line| line.starts_with("Title:"));
        assert!(title.unwrap().ends_with(said[0]), "{facts}");
        assert!(
            facts.contains("(A4)") && facts.contains("Tagged:          yes"),
            "{facts}"
        );
    }
}

#[test]
fn names_are_shortened_on_paper_and_strange_letters_stand_for_themselves() {
    let (folder, _) = saved(&ACCOUNTS, Language::En);
    let text = text_of(folder.path());
    assert!(text.contains("◊ ◊ Київ Straße"), "{text}");
    assert!(text.contains("A very long name of a service"), "{text}");
    assert!(!text.contains("the room for"), "{text}");
    assert!(!text.contains("example.org"), "{text}");
    assert!(text.contains('…'), "{text}");
}

#[test]
fn any_number_of_accounts_fills_pages() {
    for (count, expected) in [(1, 1), (PER_PAGE, 1), (PER_PAGE + 1, 2), (200, 34)] {
        let many: Vec<_> = ACCOUNTS.iter().copied().cycle().take(count).collect();
        let (folder, made) = saved(&many, Language::Ru);
        assert_eq!(made.pages, expected);
        let facts = printed("pdfinfo", &["codes.pdf"], folder.path());
        let pages = facts.lines().find(|line| line.starts_with("Pages:"));
        assert!(pages.unwrap().ends_with(&format!(" {expected}")), "{facts}");
    }
}

#[test]
fn a_code_as_dense_as_is_allowed_is_read_and_a_denser_one_is_named() {
    let [long, longer] = [1600, 1800].map(|length| {
        let name = "n".repeat(length);
        format!("otpauth://totp/{name}?secret=JBSWY3DPEHPK3PXP")
    });
    let [mut dense, mut denser] = [ACCOUNTS[0]; 2];
    (dense.uri, denser.uri) = (&long, &longer);
    let accounts = [denser, ACCOUNTS[1], dense];
    let (folder, made) = saved(&accounts, Language::Ru);
    assert_eq!((made.pages, &*made.left_out), (1, &[0][..]));
    let mut expected = [ACCOUNTS[1].uri.to_owned(), long.clone()];
    expected.sort();
    assert_eq!(scanned(folder.path(), 1), expected);
    for none in [&[][..], &[denser]] {
        let error = pages(none, Language::Ru).unwrap_err();
        assert_eq!(error, SheetError::NotDrawn("accounts"));
    }
}

#[test]
fn debug_shows_neither_names_nor_keys() {
    let made = pages(&ACCOUNTS, Language::Ru).unwrap();
    let codes = Codes {
        accounts: &ACCOUNTS,
        made: DAY,
        language: Language::Ru,
    };
    let shown = format!("{made:?} {codes:?}");
    for hidden in ["JBSW", "Bank", "otpauth", "%PDF"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

#[test]
fn prints_every_text_that_the_catalogue_has_for_it() {
    let code = include_str!("../../src/codes.rs");
    let catalogue = include_str!("../../../../ui/locales/ru.ftl");
    let ids = catalogue.lines().filter_map(|line| line.split_once(" = "));
    let ids: Vec<_> = ids
        .map(|(id, _)| id)
        .filter(|id| id.starts_with("codes-print-"))
        .collect();
    assert!(ids.len() > 8, "only {ids:?}");
    for id in ids {
        assert!(
            code.contains(&format!("\"{id}\"")),
            "{id} is printed nowhere"
        );
    }
}
