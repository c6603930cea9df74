//! Raivo OTP (formats.md §3.11).

use std::io::{Cursor, Write as _};

use propusk_transfer::import::ImportError;
use serde_json::{Value, json};
use zip::unstable::write::FileOptionsExt as _;
use zip::write::SimpleFileOptions;
use zip::{AesMode, ZipWriter};

use crate::canonical::{Account, gives, of_kinds, read, refused, survives_cutting, zipped};

fn all() -> Vec<Account> {
    of_kinds(&["totp", "hotp"])
}

fn account(account: &Account) -> Value {
    json!({
        "issuer": account.issuer, "account": account.name, "secret": account.secret,
        "algorithm": account.algorithm, "digits": account.digits.to_string(),
        "kind": account.kind.to_uppercase(), "timer": account.period.to_string(),
        "counter": account.counter.to_string(), "iconType": "", "iconValue": "",
        "pinned": "false",
    })
}

fn list() -> Value {
    all().iter().map(account).collect()
}

fn bytes(list: &Value) -> Vec<u8> {
    list.to_string().into_bytes()
}

#[derive(Clone, Copy, Debug)]
enum Lock {
    None,
    Aes,
    Old,
}

fn archive(lock: Lock, password: &str, members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = SimpleFileOptions::default();
        match lock {
            Lock::None => zip.start_file(*name, options),
            Lock::Aes => zip.start_file(
                *name,
                options.with_aes_encryption(AesMode::Aes256, password),
            ),
            Lock::Old => {
                let options = options.with_deprecated_encryption(password.as_bytes());
                zip.start_file(*name, options.expect("a password"))
            }
        }
        .expect("a member");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

#[test]
fn reads_the_json_by_itself() {
    let written = bytes(&list());
    let parsed = gives("raivo", &written, None, &all());
    assert!(!parsed.encrypted && parsed.refused.is_empty());
    survives_cutting(&written, None, &all());
}

#[test]
fn opens_the_archive_under_every_lock() {
    let json = bytes(&list());
    for lock in [Lock::None, Lock::Aes, Lock::Old] {
        let members = [
            ("raivo-otp-export.html", b"<html></html>".as_slice()),
            ("raivo-otp-export.json", &json),
        ];
        let written = archive(lock, "secret", &members);
        let parsed = gives("raivo", &written, Some("secret"), &all());
        assert_eq!(parsed.encrypted, !matches!(lock, Lock::None), "{lock:?}");
        survives_cutting(&written, Some("secret"), &all());
        if let Lock::None = lock {
            continue;
        }
        assert_eq!(
            read(&written, None).err(),
            Some(ImportError::PasswordNeeded)
        );
        let wrong = read(&written, Some("Secret")).expect_err("wrong");
        let right_answers = [
            ImportError::WrongPassword,
            ImportError::WrongPasswordOrDamaged,
        ];
        assert!(right_answers.contains(&wrong), "{lock:?}: {wrong:?}");
    }
}

#[test]
fn an_archive_whose_json_is_cut_is_damaged() {
    let json = bytes(&list());
    for bytes in [&json[..json.len() / 2], b"\xff\xfe", b""] {
        let written = archive(Lock::None, "", &[("raivo-otp-export.json", bytes)]);
        assert_eq!(read(&written, None).err(), Some(ImportError::Damaged));
    }
    let other = archive(Lock::None, "", &[("raivo-otp-export.txt", &json)]);
    let found = read(&other, None).map(|(format, _)| format).ok();
    assert_ne!(found, Some("raivo"));
}

#[test]
fn one_bad_account_costs_only_itself() {
    let mut list = list();
    list[0]["kind"] = "PUSH".into();
    list[1]["secret"] = "".into();
    list[2]["algorithm"] = "SHA3".into();
    list[3]["timer"] = "0".into();
    list[4] = "nothing".into();
    list[5]["counter"] = "".into();
    list[6]["pinned"] = true.into();
    list[6]["digits"] = 8.into();
    let (_, parsed) = read(&bytes(&list), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "unknown_type"),
            (2, "missing_secret"),
            (3, "unknown_algorithm"),
            (4, "bad_period"),
            (5, "entry_damaged")
        ]
    );
    assert_eq!(parsed.refused[0].issuer, all()[0].issuer);
    let missing = otp::Warning::CounterMissing;
    assert!(parsed.found[0].warnings.contains(&missing));
    assert!(parsed.found[1].favourite && !parsed.found[0].favourite);
}

#[test]
fn an_archive_with_too_many_members_is_refused_before_its_list_is_read() {
    let names: Vec<String> = (0..1_001).map(|number| number.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let mut file = zipped(&files);
    assert_eq!(read(&file, None).err(), Some(ImportError::TooLarge));
    // The last line of the list is broken.
    let at = file.windows(4).rposition(|mark| mark == b"PK\x01\x02");
    let at = at.expect("a list");
    file[at + 28] = 0xff;
    assert_eq!(read(&file, None).err(), Some(ImportError::TooLarge));
}
