//! andOTP and the old backups of GNOME Authenticator (formats.md §3.6).

use propusk_transfer::import::ImportError;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::canonical::{Account, gives, of_kinds, read, refused, survives_cutting};
use crate::sealing::{gcm, pbkdf2_sha1};

/// What andOTP can hold; it keeps no PIN.
fn accounts() -> Vec<Account> {
    let accounts = of_kinds(&["totp", "hotp", "steam", "motp"]).into_iter();
    accounts
        .map(|account| Account { pin: "", ..account })
        .collect()
}

fn entry(account: &Account) -> Value {
    let secret = match account.kind {
        "motp" => otp::Secret::from_bytes(account.secret.as_bytes())
            .expect("bytes")
            .to_base32()
            .to_string(),
        _ => format!("{}====", account.secret),
    };
    let mut entry = json!({
        "secret": secret, "issuer": account.issuer, "label": account.name,
        "digits": account.digits, "type": account.kind.to_uppercase(),
        "algorithm": account.algorithm, "thumbnail": "Default", "last_used": 1, "tags": [],
    });
    match account.kind {
        "hotp" => entry["counter"] = account.counter.into(),
        "motp" => {}
        _ => entry["period"] = account.period.into(),
    }
    entry
}

fn plain() -> Vec<u8> {
    let entries: Vec<Value> = accounts().iter().map(entry).collect();
    Value::from(entries).to_string().into_bytes()
}

/// Begins like a number of rounds, which the nonce of an old file can do.
const NONCE: [u8; 12] = [0, 0, 0x22, 0xe0, 4, 5, 6, 7, 8, 9, 10, 11];

fn sealed(password: &str, rounds: u32) -> Vec<u8> {
    let key = pbkdf2_sha1(password.as_bytes(), &NONCE, rounds);
    let body = gcm(&key, NONCE, b"", &plain());
    [&rounds.to_be_bytes(), &NONCE[..], &NONCE, &body].concat()
}

fn sealed_by_old_versions(password: &str) -> Vec<u8> {
    let key = Sha256::digest(password.as_bytes()).into();
    [&NONCE[..], &gcm(&key, NONCE, b"", &plain())].concat()
}

#[test]
fn reads_plain_files() {
    let parsed = gives("andotp", &plain(), None, &accounts());
    assert!(!parsed.encrypted && parsed.refused.is_empty());
    survives_cutting(&plain(), None, &accounts());
}

#[test]
fn reads_both_encryptions_which_have_no_mark() {
    for file in [sealed("пароль", 140_000), sealed_by_old_versions("пароль")] {
        assert_eq!(read(&file, None).err(), Some(ImportError::PasswordNeeded));
        let parsed = gives("andotp", &file, Some("пароль"), &accounts());
        assert!(parsed.encrypted);
        let wrong = read(&file, Some("x")).err();
        assert_eq!(wrong, Some(ImportError::WrongPasswordOrDamaged));
    }
}

#[test]
fn what_is_cut_or_changed_does_not_open() {
    let file = sealed("x", 1_000);
    gives("andotp", &file, Some("x"), &accounts());
    survives_cutting(&file, Some("x"), &accounts());
    let mut changed = file.clone();
    changed[100] ^= 1;
    let changed = read(&changed, Some("x")).err();
    assert_eq!(changed, Some(ImportError::WrongPasswordOrDamaged));
    // No more rounds than are reasonable are done: this can be no number of rounds.
    let costly = [&[0xff; 4], &file[4..]].concat();
    let costly = read(&costly, Some("x")).err();
    assert_eq!(costly, Some(ImportError::WrongPasswordOrDamaged));
}

#[test]
fn other_binary_files_are_not_taken_for_an_encrypted_one() {
    let zeros = [b"\x7fELF\x02\x01\xff".as_slice(), &[0; 60], &[0xff; 60]].concat();
    assert_eq!(read(&zeros, None).err(), Some(ImportError::Unknown));
    let short = &sealed("x", 1_000)[..39];
    assert_eq!(read(short, None).err(), Some(ImportError::Unknown));
}

#[test]
fn old_files_have_the_issuer_in_the_label() {
    let file = json!([
        {"secret": "JBSWY3DPEHPK3PXP", "label": "GitHub - mona", "type": "TOTP", "digits": 6, "period": 30},
        {"secret": "JBSWY3DPEHPK3PXP", "label": "mona@example.org", "type": "TOTP"},
        {"secret": "JBSWY3DPEHPK3PXP", "label": "A - b", "issuer": "", "type": "TOTP"},
        {"secret": "JBSWY3DPEHPK3PXP", "label": "GitHub:mona", "issuer": "GitHub", "type": "TOTP"},
    ]);
    let (_, parsed) = read(file.to_string().as_bytes(), None).expect("readable");
    let names = parsed.found.iter().map(|found| &found.entry);
    let names: Vec<_> = names
        .map(|entry| (entry.issuer.as_str(), entry.name.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("GitHub", "mona"),
            ("", "mona@example.org"),
            ("", "A - b"),
            ("GitHub", "mona")
        ]
    );
}

#[test]
fn one_bad_account_costs_only_itself() {
    let file = json!([
        {"secret": "JBSWY3DPEHPK3PXP", "label": "a", "type": "TOTP", "tags": ["Работа", null, "", "x"]},
        {"secret": "JBSWY3DPEHPK3PXP", "label": "b", "type": "PUSH"},
        {"secret": "JBSWY3DPEHPK3PXP", "label": "c", "type": "TOTP", "algorithm": "SHA3"},
        {"secret": "0189", "label": "d", "type": "TOTP"},
        {"secret": null, "label": "e", "type": "TOTP", "tags": null},
        {"secret": "77777777", "label": "f", "type": "MOTP"},
        {"secret": "JBSWY3DPEHPK3PXP", "label": "g", "type": "HOTP", "digits": "8", "counter": null},
        {"secret": "JBSWY3DPEHPK3PXP", "label": "i", "type": "TOTP"},
        17,
        {"secret": "JBSWY3DPEHPK3PXP", "label": "j", "type": "TOTP", "digits": 262},
    ]);
    let file = file
        .to_string()
        .replace("\"label\":\"i\"", "\"label\":\"h\",\"label\":\"i\"");
    let (_, parsed) = read(file.as_bytes(), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (2, "unknown_type"),
            (3, "unknown_algorithm"),
            (4, "not_base32"),
            (5, "missing_secret"),
            (6, "not_hex"),
            (8, "entry_damaged"),
            (9, "entry_damaged"),
            (10, "bad_digits"),
        ]
    );
    assert_eq!(parsed.refused[0].name, "b");
    assert_eq!(parsed.found[0].tags, ["Работа", "x"]);
    let warnings = &parsed.found[1].warnings;
    assert!(warnings.contains(&otp::Warning::CounterMissing));
}

#[test]
fn deep_json_does_not_overflow() {
    let deep = format!(
        "[{{\"label\":\"a\",\"type\":{}1{}}}]",
        "[".repeat(9_000),
        "]".repeat(9_000)
    );
    let (_, parsed) = read(deep.as_bytes(), None).expect("readable");
    assert_eq!(refused(&parsed), [(1, "entry_damaged")]);
}
