//! The key is lost: the sheet brings all accounts back, byte for byte.

use std::fs;
use std::path::Path;

use crate::desk::{Desk, run};

const PASSWORD: &str = "синий чайник поёт на крыше";
const COUNT: usize = 500;

/// Accounts of every kind, each with a key of its own.
fn uris() -> String {
    let uri = |number: usize| {
        let key: String = format!("{number:04}")
            .bytes()
            .map(|digit| char::from(digit - b'0' + b'A'))
            .collect();
        let secret = format!("{key}GEZDGNBVGY3TQOJQGEZDGNBVGY3T");
        match number % 5 {
            0 => format!("otpauth://totp/Портал:{number}?secret={secret}&issuer=Портал"),
            1 => format!("otpauth://totp/Big:{number}?secret={secret}&algorithm=SHA512&digits=8"),
            2 => format!("otpauth://hotp/Bank:{number}?secret={secret}&counter={number}"),
            3 => format!("steam://{secret}"),
            _ => format!("motp://Work:{number}?secret={number:016x}"),
        }
    };
    (0..COUNT).map(|number| uri(number) + "\n").collect()
}

fn secrets(desk: &Desk, options: &[&str], opening: &str) -> String {
    let arguments = [&["list", "--json", "--show-secrets"], options].concat();
    let out = desk.done(&arguments, opening);
    assert_eq!(out.matches("\"secret\":").count(), COUNT);
    out
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("readable").flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().expect("known").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// What Debian's `age` makes of a file with the key of the sheet.
fn by_age(desk: &Desk, sheet: &str, file: &Path) -> String {
    let key = desk.file("key.txt", sheet.replace(' ', "").as_bytes());
    let ran = run(desk.command("age").args(["-d", "-i", &key]).arg(file), "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran.out
}

#[test]
fn a_wiped_keyring_a_new_computer_and_a_backup_give_all_accounts_back() {
    let desk = Desk::with_keyring();
    desk.done(&["add", "--stdin"], &uris());
    let all = secrets(&desk, &[], "");
    let sheet = desk.new_sheet(&[], "");
    let folder = desk.folder().join("copies");
    fs::create_dir(&folder).expect("made");
    let written = desk.json(&["backup", "--to", &folder.display().to_string()], "");
    let backup = fs::read(written["file"].as_str().expect("a path")).expect("written");
    assert_eq!(
        (&written["accounts"], &written["of"]),
        (&COUNT.into(), &COUNT.into())
    );

    desk.wipe_keyring();
    let lost = desk.run(&["list", "--json"], "");
    assert_eq!(lost.refusal(), (3, "key_missing".into()), "{lost:?}");
    assert!(
        lost.err.contains("--recovery-stdin"),
        "the way out: {lost:?}"
    );
    assert_eq!(secrets(&desk, &["--recovery-stdin"], &sheet), all);
    let vault = by_age(&desk, &sheet, &desk.data_dir().join("vault.age"));
    assert_eq!(vault.matches("\"issuer\"").count(), COUNT);

    // The folder, copied to a computer with a keyring of its own.
    let other = Desk::with_keyring();
    copy(&desk.data_dir(), &other.data_dir());
    assert_eq!(secrets(&other, &["--recovery-stdin"], &sheet), all);
    other.done(&["restore", "--key", "--recovery-stdin"], &sheet);
    assert_eq!(secrets(&other, &[], ""), all, "by itself from now on");

    // Nothing but the paper and the backup file, with a keyring and without one.
    let new = Desk::with_keyring();
    let file = new.file("backup.age", &backup);
    let restored = new.json(&["restore", "--backup", &file, "--recovery-stdin"], &sheet);
    assert_eq!(
        (&restored["restored"], &restored["guard"]),
        (&COUNT.into(), &"keyring".into())
    );
    assert_eq!(secrets(&new, &[], ""), all);
    assert_eq!(
        secrets(&new, &["--recovery-stdin"], &sheet),
        all,
        "the sheet stays the same"
    );
    let again = new.run(
        &["restore", "--json", "--backup", &file, "--recovery-stdin"],
        &sheet,
    );
    assert_eq!(again.refusal(), (3, "vault_exists".into()), "{again:?}");

    let bare = Desk::bare();
    let file = bare.file("backup.age", &backup);
    let arguments = ["restore", "--json", "--backup", &file, "--recovery-stdin"];
    let without = bare.run(&arguments, &sheet);
    assert_eq!(
        without.refusal(),
        (3, "keyring_unavailable".into()),
        "{without:?}"
    );
    let lines = format!("{PASSWORD}\n{sheet}\n");
    bare.done(&[&arguments[..], &["--password-stdin"]].concat(), &lines);
    assert_eq!(secrets(&bare, &["--password-stdin"], PASSWORD), all);
    let opened = by_age(&bare, &sheet, Path::new(&file));
    assert_eq!(opened.matches("\"issuer\"").count(), COUNT);
}

#[test]
fn a_damaged_vault_comes_back_from_the_backup() {
    let desk = Desk::with_keyring();
    desk.done(
        &["add", "otpauth://totp/GitHub:alice?secret=KRSXG5DTKRSXG5DT"],
        "",
    );
    let sheet = desk.new_sheet(&[], "");
    let folder = desk.folder().join("copies");
    fs::create_dir(&folder).expect("made");
    let written = desk.json(&["backup", "--to", &folder.display().to_string()], "");
    let file = written["file"].as_str().expect("a path").to_owned();
    let snapshots = desk.data_dir().join("snapshots");
    let _ = fs::remove_dir_all(snapshots);
    for name in ["vault.age", "vault.previous.age"] {
        fs::write(desk.data_dir().join(name), b"damaged").expect("written");
    }
    let ran = desk.run(&["list", "--json"], "");
    assert_eq!(ran.refusal(), (3, "vault_damaged".into()), "{ran:?}");
    assert!(ran.err.contains("restore --backup"), "the way out: {ran:?}");
    desk.done(&["restore", "--backup", &file, "--recovery-stdin"], &sheet);
    assert_eq!(desk.json(&["list"], "")[0]["account"], "alice");
    let aside = fs::read_dir(desk.data_dir().join("quarantine"))
        .expect("there")
        .count();
    assert!(aside >= 1, "the damaged files are kept");
}
