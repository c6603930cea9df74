//! Backups: written, opened again, counted; a failure fails no command.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::desk::Desk;

const URI: &str =
    "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=GitHub";
const COUNTER: &str = "otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank";

/// An account, a sheet, a folder for backups, and the key of the sheet.
fn with_folder() -> (Desk, PathBuf, String) {
    let desk = Desk::with_keyring();
    desk.done(&["add", URI], "");
    let sheet = desk.new_sheet(&[], "");
    let folder = desk.folder().join("copies");
    fs::create_dir(&folder).expect("made");
    (desk, folder, sheet)
}

fn count(folder: &PathBuf) -> usize {
    fs::read_dir(folder).expect("readable").count()
}

fn backup_check(desk: &Desk) -> Value {
    let checks = desk.json(&["doctor"], "");
    let checks = checks.as_array().expect("a list").iter();
    let mut backup = checks.filter(|check| check["check"] == "backup");
    backup.next().expect("it is there").clone()
}

#[test]
fn a_backup_is_written_counted_and_repeated_after_each_change() {
    let (desk, folder, _) = with_folder();
    assert_eq!(backup_check(&desk)["state"], "warn", "none is written yet");
    let to = folder.display().to_string();
    let ran = desk.run(&["backup", "--to", &to, "--keep", "3"], "");
    assert!(ran.err.contains("1 of 1"), "{ran:?}");
    assert_eq!(count(&folder), 1);
    let check = backup_check(&desk);
    assert_eq!(check["state"], "ok", "{check}");

    let newest = |desk: &Desk| {
        let mut names: Vec<_> = fs::read_dir(&folder).expect("readable").flatten().collect();
        names.sort_by_key(|file| file.metadata().expect("there").modified().expect("known"));
        let file = names.pop().expect("one").path().display().to_string();
        desk.json(&["rehearse", &file], "")["generation"].as_u64()
    };
    let mut before = newest(&desk);
    for change in [
        &["add", COUNTER][..],
        &["edit", "github", "--name", "bob"],
        &["code", "bank"],
        &["remove", "github"],
        &["restore", "github"],
    ] {
        desk.done(change, "");
        let now = newest(&desk);
        assert!(now > before, "{change:?}: {before:?}, {now:?}");
        before = now;
    }
    assert!(count(&folder) <= 3, "the oldest ones go");
    desk.done(&["list"], "");
    assert_eq!(newest(&desk), before, "looking is no change");

    desk.done(&["backup", "--off"], "");
    let left = count(&folder);
    desk.done(&["edit", "github", "--name", "carol"], "");
    assert_eq!((newest(&desk), count(&folder)), (before, left));
}

#[test]
fn a_backup_that_fails_is_a_warning_and_a_note_and_the_change_is_kept() {
    let (desk, folder, _) = with_folder();
    desk.done(&["backup", "--to", &folder.display().to_string()], "");
    fs::rename(&folder, desk.folder().join("unplugged")).expect("moved");
    let ran = desk.run(&["edit", "github", "--name", "bob", "--json"], "");
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(
        ran.err.contains("backup --to"),
        "what to do is said: {ran:?}"
    );
    assert_eq!(desk.json(&["list"], "")[0]["account"], "bob");
    let check = backup_check(&desk);
    assert_eq!(check["state"], "warn", "{check}");

    fs::rename(desk.folder().join("unplugged"), &folder).expect("back");
    desk.done(&["backup"], "");
    assert_eq!(
        backup_check(&desk)["state"],
        "ok",
        "a success takes the note away"
    );
}

#[test]
fn nothing_is_remembered_of_a_folder_that_does_not_work() {
    let desk = Desk::with_keyring();
    desk.done(&["add", URI], "");
    let run = |arguments: &[&str]| desk.run(&[arguments, &["--json"]].concat(), "").refusal();
    assert_eq!(run(&["backup"]), (1, "no_backup_folder".into()));
    let folder = desk.folder().join("copies");
    let to = folder.display().to_string();
    fs::create_dir(&folder).expect("made");
    assert_eq!(run(&["backup", "--to", &to]), (1, "sheet_first".into()));
    desk.new_sheet(&[], "");
    fs::remove_dir(&folder).expect("removed");
    assert_eq!(
        run(&["backup", "--to", &to]),
        (1, "backup_folder_missing".into())
    );
    assert_eq!(run(&["backup"]), (1, "no_backup_folder".into()));
}

#[test]
fn a_rehearsal_opens_with_the_vault_or_the_sheet_and_knows_what_is_no_backup() {
    let (desk, folder, sheet) = with_folder();
    let written = desk.json(&["backup", "--to", &folder.display().to_string()], "");
    let file = written["file"].as_str().expect("a path");
    let by_vault = desk.json(&["rehearse", file], "");
    assert_eq!(
        (&by_vault["accounts"], &by_vault["of"]),
        (&json!(1), &json!(1))
    );
    let by_sheet = desk.json(&["rehearse", file, "--recovery-stdin"], &sheet);
    assert_eq!(
        (&by_sheet["accounts"], &by_sheet["of"]),
        (&json!(1), &Value::Null)
    );
    let bare = Desk::bare();
    let carried = bare.file("backup.age", &fs::read(file).expect("readable"));
    let elsewhere = bare.json(&["rehearse", &carried, "--recovery-stdin"], &sheet);
    assert_eq!(
        elsewhere["vault_id"], by_vault["vault_id"],
        "without vault and keyring"
    );

    let refusal = |file: &str, input: &str| {
        let arguments = ["rehearse", file, "--json", "--recovery-stdin"];
        desk.run(&arguments, input).refusal()
    };
    let junk = desk.file("junk.age", b"age-encryption.org/v1\nnothing");
    assert_eq!(refusal(&junk, &sheet), (1, "not_a_backup".into()));
    let of_another = with_folder().2;
    assert_eq!(refusal(file, &of_another), (1, "backup_other_key".into()));
    assert_eq!(
        refusal("/nowhere/backup.age", &sheet),
        (1, "file_not_found".into())
    );
}
