//! The file: read by poppler, by zbar and by age itself.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use propusk_sheet::{RecoveryKey, groups, pdf, qr_svg, read_typed};
use words::Language;

use crate::{sample, sheet};

/// What a program prints when it is run in a folder.
pub(crate) fn printed(program: &str, arguments: &[&str], folder: &Path) -> String {
    let run = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed for this test: {error}"));
    let complaint = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{program} {arguments:?}: {complaint}");
    String::from_utf8(run.stdout).unwrap()
}

/// A folder with the sheet of a key in it, `sheet.pdf`.
fn saved(key: &str, language: Language) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let file = pdf(&sheet(key, language)).unwrap();
    fs::write(folder.path().join("sheet.pdf"), &*file).unwrap();
    folder
}

fn text_of(folder: &Path) -> String {
    printed("pdftotext", &["-layout", "sheet.pdf", "-"], folder)
}

#[test]
fn is_one_a4_page_with_a_title_and_its_own_fonts() {
    for (language, title) in [
        (Language::Ru, "Лист восстановления Propusk"),
        (Language::En, "Propusk recovery sheet"),
    ] {
        let folder = saved(&sample(), language);
        let facts = printed("pdfinfo", &["sheet.pdf"], folder.path());
        let fact = |name: &str| {
            let line = facts.lines().find(|line| line.starts_with(name));
            line.unwrap_or_else(|| panic!("no {name} in {facts}"))
        };
        assert!(fact("Pages:").ends_with(" 1"), "{facts}");
        assert!(fact("Page size:").ends_with("(A4)"), "{facts}");
        assert!(fact("Title:").ends_with(title), "{facts}");
        assert!(fact("Tagged:").ends_with("yes"), "{facts}");

        let fonts = printed("pdffonts", &["sheet.pdf"], folder.path());
        let fonts: Vec<_> = fonts.lines().skip(2).collect();
        assert_eq!(fonts.len(), 3, "{fonts:?}");
        for font in fonts {
            // Columns: embedded, subset, with a table back to letters.
            assert!(font.contains(" yes yes yes "), "{font}");
        }
    }
}

#[test]
fn says_in_letters_that_can_be_copied_what_it_is() {
    let key = sample();
    for (language, said) in [
        (
            Language::Ru,
            [
                "Лист восстановления Propusk",
                "Сделан 24 ноября 2026 г. · Хранилище 3f9a1c2e",
                "Нажмите «Открыть листом восстановления»",
                "age -d -i key.txt vault.age",
                "вместе с паспортом",
            ],
        ),
        (
            Language::En,
            [
                "Propusk recovery sheet",
                "Made on 24 November 2026 · Vault 3f9a1c2e",
                "Press “Open with the recovery sheet”",
                "age -d -i key.txt vault.age",
                "with your passport",
            ],
        ),
    ] {
        let text = text_of(saved(&key, language).path());
        for words in said {
            assert!(text.contains(words), "no {words:?} in\n{text}");
        }
        assert!(!text.contains("sheet-print"), "a text is missing\n{text}");
        assert!(!text.contains("77b0"), "only the first eight characters");
    }
}

#[test]
fn calls_the_button_what_the_window_calls_it() {
    for language in Language::ALL {
        let button = words::text(language, "way-sheet", &[]);
        let step = words::text(language, "sheet-print-open-choose", &[]);
        assert!(step.contains(&button), "{step} names no button {button}");
    }
}

#[test]
fn prints_every_text_that_the_catalogue_has_for_it() {
    let code = [
        include_str!("../../src/draft.rs"),
        include_str!("../../src/page.rs"),
    ]
    .concat();
    let catalogue = include_str!("../../../../ui/locales/ru.ftl");
    let ids = catalogue.lines().filter_map(|line| line.split_once(" = "));
    let ids: Vec<_> = ids
        .map(|(id, _)| id)
        .filter(|id| id.starts_with("sheet-print-"))
        .collect();
    assert!(ids.len() > 15, "only {ids:?}");
    for id in ids {
        assert!(
            code.contains(&format!("\"{id}\"")),
            "{id} is printed nowhere"
        );
    }
}

#[test]
fn before_there_is_a_vault_the_sheet_names_none() {
    let key = sample();
    let mut sheet = sheet(&key, Language::Ru);
    sheet.vault_id = "";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sheet.pdf"), &*pdf(&sheet).unwrap()).unwrap();
    let text = text_of(folder.path());
    assert!(text.contains("Сделан 24 ноября 2026 г.\n"), "{text}");
}

#[test]
fn the_printed_groups_are_the_key() {
    let key = sample();
    let shown = groups(RecoveryKey::new(&key).unwrap());
    assert_eq!(shown.concat(), key);
    assert_eq!(shown.len(), 16, "the beginning and fifteen groups");
    for language in Language::ALL {
        let text = text_of(saved(&key, language).path());
        let mut rest = text.as_str();
        for group in &shown {
            let at = rest
                .find(group)
                .unwrap_or_else(|| panic!("no {group} in\n{rest}"));
            rest = &rest[at + group.len()..];
        }
        // The part of the page as a person would mark and copy it, numbers of groups and all.
        let from = text.find("AGE-SECRET-KEY-1").unwrap();
        let to = text.len() - rest.len();
        assert_eq!(*read_typed(&text[from..to]).unwrap(), key);
    }
}

#[test]
fn a_reader_finds_the_key_in_the_printed_code() {
    let key = sample();
    for language in Language::ALL {
        let folder = saved(&key, language);
        // 100 dots an inch is what a screen shows, 300 what a scanner gives.
        for resolution in ["100", "300"] {
            let arguments = [
                "-r",
                resolution,
                "-png",
                "-singlefile",
                "sheet.pdf",
                "sheet",
            ];
            printed("pdftoppm", &arguments, folder.path());
            let read = printed("zbarimg", &["--quiet", "--raw", "sheet.png"], folder.path());
            assert_eq!(read, format!("{key}\n"), "{language:?} at {resolution}");
        }
    }
}

#[test]
fn a_reader_finds_the_key_in_the_window() {
    let key = sample();
    let folder = tempfile::tempdir().unwrap();
    let svg = qr_svg(RecoveryKey::new(&key).unwrap()).unwrap();
    fs::write(folder.path().join("code.svg"), &*svg).unwrap();
    let arguments = ["--width", "300", "--output", "code.png", "code.svg"];
    printed("rsvg-convert", &arguments, folder.path());
    let read = printed("zbarimg", &["--quiet", "--raw", "code.png"], folder.path());
    assert_eq!(read, format!("{key}\n"));
}

#[test]
fn the_command_on_the_sheet_opens_a_vault_with_the_key_on_the_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let key = printed("age-keygen", &[], folder.path());
    let key = key.lines().find(|line| !line.starts_with('#')).unwrap();
    for language in Language::ALL {
        let sheet = saved(key, language);
        let shown = groups(RecoveryKey::new(key).unwrap()).concat();
        fs::write(sheet.path().join("key.txt"), shown).unwrap();
        let recipient = printed("age-keygen", &["-y", "key.txt"], sheet.path());
        fs::write(sheet.path().join("inside"), "482 913").unwrap();
        let encrypt = ["-r", recipient.trim(), "-o", "vault.age", "inside"];
        printed("age", &encrypt, sheet.path());

        let text = text_of(sheet.path());
        let command = text.lines().find(|line| line.contains("age -d")).unwrap();
        let (program, arguments) = command.trim().split_once(' ').unwrap();
        let arguments: Vec<_> = arguments.split(' ').collect();
        assert_eq!(printed(program, &arguments, sheet.path()), "482 913");
    }
}
