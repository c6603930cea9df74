//! TOTP Authenticator (formats.md §3.19).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use propusk_transfer::import::{self, ImportError, Progress, Request};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::canonical::{ACCOUNTS, Account, gives, of_kinds, read, refused, survives_cutting};
use crate::sealing::cbc;

/// What it can hold: always SHA-1.
fn accounts() -> Vec<Account> {
    let accounts = ACCOUNTS.iter().chain(&ACCOUNTS).copied();
    let accounts = accounts.filter(|a| a.kind == "totp" && a.algorithm == "SHA1");
    let mut accounts: Vec<Account> = accounts.collect();
    accounts[1].period = 60;
    accounts[2].digits = 8;
    accounts
}

fn entry((index, account): (usize, &Account)) -> Value {
    let secret = otp::Secret::from_base32(account.secret).expect("base32");
    let (base, key) = match index % 3 {
        0 => (16, secret.to_hex().to_string()),
        1 => (32, account.secret.to_owned()),
        _ => (64, STANDARD.encode(secret.expose())),
    };
    json!({
        "issuer": account.issuer, "name": account.name, "key": key, "base": base,
        "digits": account.digits.to_string(), "period": account.period.to_string(),
    })
}

fn sealed(text: &str, password: &str) -> String {
    let key = Sha256::digest(password.as_bytes()).into();
    let text = json!({text: "x"}).to_string();
    STANDARD.encode(cbc(&key, &[0; 16], text.as_bytes()))
}

fn file(entries: &[Value], password: &str) -> String {
    sealed(&Value::from(entries.to_vec()).to_string(), password)
}

#[test]
fn reads_files_with_a_password_and_without() {
    let entries: Vec<Value> = accounts().iter().enumerate().map(entry).collect();
    let with = file(&entries, "пароль");
    let parsed = gives(
        "totp-authenticator",
        with.as_bytes(),
        Some("пароль"),
        &accounts(),
    );
    assert!(parsed.encrypted && parsed.refused.is_empty());
    let needed = read(with.as_bytes(), None).err();
    assert_eq!(needed, Some(ImportError::PasswordNeeded));
    let wrong = read(with.as_bytes(), Some("x")).err();
    assert_eq!(wrong, Some(ImportError::WrongPasswordOrDamaged));
    survives_cutting(with.as_bytes(), Some("пароль"), &accounts());
    // Everybody knows the password that is used when none is set.
    let without = file(&entries, "TotpAuthenticator");
    let parsed = gives("totp-authenticator", without.as_bytes(), None, &accounts());
    assert!(!parsed.encrypted);
    let lines: Vec<_> = without.as_bytes().chunks(76).collect();
    gives("totp-authenticator", &lines.join(&b'\n'), None, &accounts());
}

#[test]
fn one_bad_account_costs_only_itself() {
    let mut entries = vec![entry((1, &of_kinds(&["totp"])[0])); 7];
    entries[0]["base"] = 58.into();
    entries[1]["key"] = Value::Null;
    entries[2]["digits"] = "x".into();
    entries[3]["key"] = "0189".into();
    entries[4] = json!(1);
    entries[5] = json!({"key": "JBSWY3DPEHPK3PXP", "name": "n"});
    let file = file(&entries, "x");
    let (_, parsed) = read(file.as_bytes(), Some("x")).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "entry_damaged"),
            (2, "missing_secret"),
            (3, "bad_digits"),
            (4, "not_base32"),
            (5, "entry_damaged"),
        ]
    );
    assert_eq!(parsed.found.len(), 2);
    let broken = sealed("[{", "x");
    let broken = read(broken.as_bytes(), Some("x")).err();
    assert_eq!(broken, Some(ImportError::Damaged));
}

#[test]
fn an_encrypted_file_of_steam_is_told_by_its_name_and_needs_its_manifest() {
    let file = file(&[], "x");
    let progress = Progress::default();
    let mut request = Request::new(file.as_bytes(), &progress);
    request.file_name = Some("76561197960287930.maFile");
    let error = import::read(&request).err();
    assert_eq!(error, Some(ImportError::CompanionNeeded));
}
