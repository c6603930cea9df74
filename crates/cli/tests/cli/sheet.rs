//! The recovery sheet: made, checked, renewed.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use serde_json::json;

use crate::desk::Desk;
use crate::pictures;

const URI: &str =
    "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=GitHub";

fn with_account() -> Desk {
    let desk = Desk::with_keyring();
    desk.done(&["add", URI], "");
    desk
}

fn check(desk: &Desk, typed: &str) -> (i32, String) {
    desk.run(&["recovery", "check", "--stdin", "--json"], typed)
        .refusal()
}

#[test]
fn the_page_is_a_new_file_that_only_the_person_can_read() {
    let desk = with_account();
    let path = desk.folder().join("sheet.pdf");
    let out = path.display().to_string();
    let made = desk.json(&["recovery", "new", "--out", &out], "");
    assert_eq!(
        made,
        json!({"file": out, "in_effect": true, "checked": false})
    );
    let page = fs::read(&path).expect("written");
    assert!(page.starts_with(b"%PDF-"));
    let mode = fs::metadata(&path).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let again = desk.run(&["recovery", "new", "--json", "--out", &out], "");
    assert_eq!(again.refusal(), (1, "file_exists".into()), "{again:?}");
    assert_eq!(
        fs::read(&path).expect("there"),
        page,
        "it was not written over"
    );
    let link = desk.folder().join("link.pdf");
    symlink(desk.folder().join("elsewhere.pdf"), &link).expect("made");
    let link = link.display().to_string();
    let followed = desk.run(&["recovery", "new", "--json", "--out", &link], "");
    assert_eq!(
        followed.refusal(),
        (1, "file_exists".into()),
        "{followed:?}"
    );
    assert!(!desk.folder().join("elsewhere.pdf").exists());
    let nowhere = desk
        .folder()
        .join("no/such/folder.pdf")
        .display()
        .to_string();
    let nowhere = desk.run(&["recovery", "new", "--json", "--out", &nowhere], "");
    assert_eq!(nowhere.status, 1, "{nowhere:?}");
}

#[test]
fn a_sheet_is_checked_as_it_is_typed_and_as_it_is_photographed() {
    let desk = with_account();
    let text = desk.new_sheet(&[], "");
    assert!(text.starts_with("AGE-SECRET-KEY-1 "), "{}", text.len());
    let lower = text.to_lowercase().replace(' ', "");
    let fits = (0, "no refusal".to_owned());
    for typed in [&text, &lower, &format!("{text}\n")] {
        assert_eq!(check(&desk, typed), fits);
    }
    let photo = desk.file("photo.png", &pictures::qr(&text.replace(' ', "")));
    desk.done(&["recovery", "check", "--qr", &photo], "");
    let other = desk.file("other.png", &pictures::qr(URI));
    let other = desk.run(&["recovery", "check", "--json", "--qr", &other], "");
    assert_eq!(other.refusal(), (1, "no_sheet_qr".into()), "{other:?}");
    assert_eq!(
        desk.json(&["doctor"], "")
            .to_string()
            .matches("\"recovery\"")
            .count(),
        1
    );
}

#[test]
fn what_is_mistyped_or_from_another_vault_is_told_apart() {
    let desk = with_account();
    let text = desk.new_sheet(&[], "");
    let (before, last) = text.rsplit_once(' ').expect("groups");
    assert_eq!(check(&desk, before), (1, "sheet_too_short".into()));
    assert_eq!(
        check(&desk, &format!("{text} {last}")),
        (1, "sheet_too_long".into())
    );
    let wrong = format!("{before} {}", last.chars().rev().collect::<String>());
    if wrong != text {
        let (status, code) = check(&desk, &wrong);
        assert!(status == 1 && code.starts_with("sheet_wrong_"), "{code}");
    }
    let of_another = with_account().new_sheet(&[], "");
    assert_eq!(check(&desk, &of_another), (1, "sheet_wrong".into()));
    assert_eq!(check(&desk, ""), (3, "sheet_needed".into()));
    let opened = desk.run(&["list", "--json", "--recovery-stdin"], &of_another);
    assert_eq!(opened.refusal(), (1, "sheet_wrong".into()), "{opened:?}");
}

#[test]
fn a_renewed_sheet_takes_effect_only_when_it_was_read_back() {
    let desk = with_account();
    let old = desk.new_sheet(&[], "");
    let fits = (0, "no refusal".to_owned());
    let renewed = desk.run(&["recovery", "new", "--text"], "");
    let new = renewed.out.trim().to_owned();
    assert!(
        renewed.err.contains("--checked-stdin"),
        "it says how: {renewed:?}"
    );
    assert_eq!(check(&desk, &old), fits, "the old one still is the one");
    assert_eq!(check(&desk, &new), (1, "sheet_wrong".into()));

    let taken = desk.json(&["recovery", "new", "--checked-stdin"], &new);
    assert_eq!(taken, json!({"in_effect": true, "checked": true}));
    assert_eq!(check(&desk, &new), fits);
    assert_eq!(check(&desk, &old), (1, "sheet_wrong".into()));
    let opened = desk.run(&["list", "--json", "--recovery-stdin"], &old);
    assert_eq!(opened.refusal(), (1, "sheet_wrong".into()), "{opened:?}");
}

#[test]
fn a_vault_that_only_the_sheet_opens_keeps_its_sheet() {
    let desk = with_account();
    let sheet = desk.new_sheet(&[], "");
    desk.wipe_keyring();
    let ran = desk.run(
        &["recovery", "new", "--text", "--json", "--recovery-stdin"],
        &sheet,
    );
    assert_eq!(ran.refusal(), (1, "new_key_first".into()), "{ran:?}");
    let without = desk.run(&["restore", "--key", "--json"], "");
    assert_eq!(
        without.refusal(),
        (1, "key_needs_sheet".into()),
        "{without:?}"
    );
    desk.done(&["restore", "--key", "--recovery-stdin"], &sheet);
    assert_eq!(desk.keys_in_keyring(), 1);
    assert_eq!(desk.json(&["list"], "")[0]["account"], "alice");
    assert_eq!(
        check(&desk, &sheet),
        (0, "no refusal".into()),
        "the sheet stays the same"
    );
}

#[test]
fn before_there_is_a_vault_there_is_nothing_to_check() {
    let desk = Desk::with_keyring();
    let sheet = desk.new_sheet(&[], "");
    assert_eq!(check(&desk, &sheet), (1, "no_vault_yet".into()));
}
