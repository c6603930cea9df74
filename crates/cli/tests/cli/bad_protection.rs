//! The table of bad input of sheets, passwords, backups and restore points, and of the starts that
//! do not open the vault: as in `bad_input.rs`.

use std::fs;

use crate::bad_input::{refused, stored};
use crate::desk::Desk;
use crate::pictures;

const URI: &str =
    "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=GitHub";
const PASSWORD: &str = "синий чайник поёт на крыше";
/// No key has this letter.
const WRONG_LETTER: &str = "AGE-SECRET-KEY-1 B";

fn with_account() -> Desk {
    let desk = Desk::with_keyring();
    desk.done(&["add", URI], "");
    desk
}

#[test]
fn with_a_vault_in_the_keyring() {
    let desk = with_account();
    let foreign = with_account().new_sheet(&[], "");
    let sheet = desk.new_sheet(&[], "");
    let (almost, last) = sheet.rsplit_once(' ').expect("groups");
    let (longer, long_line) = (format!("{sheet} {last}"), "x".repeat(5000));
    let photo = desk.file("photo.png", &pictures::qr(URI));
    let junk = desk.file("junk.age", b"no backup");
    let below_file = format!("{junk}/sheet.pdf");
    let before = stored(&desk.data_dir());
    let table: &[(&[&str], &str, i32, &str)] = &[
        (
            &["password", "set", "--password-stdin"],
            PASSWORD,
            1,
            "sheet_first",
        ),
        (
            &["password", "set", "--password-stdin"],
            "я7#vq",
            1,
            "password_too_short",
        ),
        (
            &["password", "set", "--password-stdin"],
            "password1",
            1,
            "password_guessable",
        ),
        (
            &["password", "set", "--password-stdin"],
            "",
            3,
            "password_needed",
        ),
        (&["password", "set"], "", 3, "password_needed"),
        (
            &["password", "remove", "--password-stdin"],
            PASSWORD,
            1,
            "no_password",
        ),
        (
            &["list", "--password-stdin"],
            &long_line,
            1,
            "line_too_long",
        ),
        (&["list", "--recovery-stdin"], "", 3, "sheet_needed"),
        (&["list", "--recovery-stdin"], &foreign, 1, "sheet_wrong"),
        (&["recovery", "check"], "", 3, "sheet_needed"),
        (
            &["recovery", "check", "--stdin"],
            almost,
            1,
            "sheet_too_short",
        ),
        (
            &["recovery", "check", "--stdin"],
            &longer,
            1,
            "sheet_too_long",
        ),
        (
            &["recovery", "check", "--stdin"],
            WRONG_LETTER,
            1,
            "sheet_wrong_character",
        ),
        (
            &["recovery", "check", "--stdin"],
            &foreign,
            1,
            "sheet_wrong",
        ),
        (&["recovery", "check", "--qr", &photo], "", 1, "no_sheet_qr"),
        (
            &["recovery", "check", "--qr", "none.png"],
            "",
            1,
            "file_not_found",
        ),
        (&["recovery", "new", "--out", &junk], "", 1, "file_exists"),
        (
            &["recovery", "new", "--out", "no/sheet.pdf"],
            "",
            1,
            "file_not_found",
        ),
        (
            &["recovery", "new", "--out", &below_file],
            "",
            1,
            "file_not_written",
        ),
        (
            &["recovery", "new", "--checked-stdin"],
            almost,
            1,
            "sheet_too_short",
        ),
        (&["backup"], "", 1, "no_backup_folder"),
        (
            &["backup", "--to", "nowhere"],
            "",
            1,
            "backup_folder_missing",
        ),
        (&["rehearse", &junk], "", 1, "not_a_backup"),
        (&["rehearse", "nowhere.age"], "", 1, "file_not_found"),
        (
            &["restore", "--backup", &junk, "--recovery-stdin"],
            &sheet,
            3,
            "vault_exists",
        ),
        (
            &["restore", "--snapshot", "nothing"],
            "",
            1,
            "point_not_found",
        ),
        (&["restore", "--key"], "", 1, "key_needs_sheet"),
    ];
    for (arguments, input, status, code) in table {
        refused(&desk, arguments, input, *status, code);
    }
    assert_eq!(stored(&desk.data_dir()), before);
}

#[test]
fn without_a_vault() {
    let desk = Desk::with_keyring();
    let sheet = desk.new_sheet(&[], "");
    let junk = desk.file("junk.age", b"no backup");
    let table: &[(&[&str], &str, i32, &str)] = &[
        (&["recovery", "check", "--stdin"], &sheet, 1, "no_vault_yet"),
        (&["backup", "--to", "."], "", 1, "no_vault_yet"),
        (&["password", "change"], "", 1, "no_vault_yet"),
        (
            &["password", "set", "--password-stdin"],
            PASSWORD,
            1,
            "no_sheet_yet",
        ),
        (&["restore", "--snapshot", "nothing"], "", 1, "no_vault_yet"),
        (
            &["restore", "--backup", &junk, "--recovery-stdin"],
            &sheet,
            1,
            "not_a_backup",
        ),
        (&["restore", "--backup", &junk], "", 3, "sheet_needed"),
    ];
    for (arguments, input, status, code) in table {
        refused(&desk, arguments, input, *status, code);
    }
    assert!(desk.vault_bytes().is_none());
}

#[test]
fn under_a_password() {
    let desk = Desk::bare();
    let sheet = desk.new_sheet(&[], "");
    let arguments = ["password", "set", "--password-stdin", "--recovery-stdin"];
    desk.done(&arguments, &format!("{PASSWORD}\n{sheet}\n"));
    let before = stored(&desk.data_dir());
    refused(&desk, &["list"], "", 3, "password_needed");
    refused(
        &desk,
        &["list", "--password-stdin"],
        "wrong",
        4,
        "wrong_password",
    );
    refused(
        &desk,
        &["password", "set", "--password-stdin"],
        PASSWORD,
        1,
        "password_is_set",
    );
    let remove = ["password", "remove", "--password-stdin"];
    refused(&desk, &remove, PASSWORD, 3, "keyring_unavailable");
    for name in ["device-key.age", "device-key.previous.age"] {
        fs::write(desk.data_dir().join(name), b"damaged").expect("written");
    }
    for arguments in [&["list"][..], &["list", "--password-stdin"]] {
        refused(&desk, arguments, PASSWORD, 3, "password_file_damaged");
    }
    assert_eq!(stored(&desk.data_dir()), before);
    desk.done(&["list", "--recovery-stdin"], &sheet);
}

#[test]
fn every_start_that_does_not_open_says_what_to_type() {
    let desk = with_account();
    let old = desk.vault_bytes().expect("a vault");
    desk.done(&["edit", "github", "--name", "bob"], "");
    desk.done(&["edit", "github", "--name", "carol"], "");
    let new = desk.vault_bytes().expect("a vault");
    let put = |bytes: &[u8]| fs::write(desk.data_dir().join("vault.age"), bytes).expect("put");
    let says = |desk: &Desk, code: &str, typed: &str| {
        refused(desk, &["list"], "", 3, code);
        let ran = desk.run(&["list"], "");
        assert!(ran.err.contains(typed), "{code}: {ran:?}");
    };
    put(&old);
    says(&desk, "vault_older", "propusk-cli restore --older");
    put(&new);
    desk.lock_keyring();
    says(&desk, "keyring_locked", "--recovery-stdin");

    let desk = with_account();
    desk.wipe_keyring();
    says(&desk, "key_missing", "--recovery-stdin");
    let _ = fs::remove_dir_all(desk.data_dir().join("snapshots"));
    for name in ["vault.age", "vault.previous.age"] {
        fs::write(desk.data_dir().join(name), b"damaged").expect("written");
    }
    says(&desk, "vault_damaged", "propusk-cli restore --backup");

    let desk = with_account();
    let _ = fs::remove_dir_all(desk.data_dir().join("snapshots"));
    for name in ["vault.age", "vault.previous.age"] {
        let _ = fs::remove_file(desk.data_dir().join(name));
    }
    says(&desk, "key_without_vault", "--new-vault");
    says(
        &Desk::bare(),
        "keyring_unavailable",
        "propusk-cli password set",
    );
}
