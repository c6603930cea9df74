//! cotp (formats.md §3.17).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use propusk_transfer::import::{ImportError, Unsupported};
use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, read, refused, survives_cutting};
use crate::sealing::argon2id;

fn entry(account: &Account) -> Value {
    let optional = |text: &str| match text {
        "" => Value::Null,
        text => text.into(),
    };
    let is_hotp = account.kind == "hotp";
    json!({
        "secret": account.secret, "issuer": account.issuer, "label": account.name,
        "digits": account.digits, "type": account.kind.to_uppercase(),
        "algorithm": account.algorithm, "period": account.period,
        "counter": if is_hotp { account.counter.into() } else { Value::Null },
        "pin": optional(account.pin),
    })
}

fn plain(entries: &[Value]) -> Value {
    json!({"version": 2, "elements": entries})
}

fn encrypted(text: &str) -> Value {
    let (salt, nonce) = ([7; 16], [9; 24]);
    let key = argon2id("пароль".as_bytes(), &salt, (32_768, 4, 4));
    let cipher = XChaCha20Poly1305::new(&key.into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), text.as_bytes());
    json!({
        "version": 1, "nonce": STANDARD.encode(nonce), "salt": STANDARD.encode(salt),
        "cipher": STANDARD.encode(sealed.expect("sealed")),
    })
}

fn error(file: &Value, password: Option<&str>) -> Option<ImportError> {
    read(file.to_string().as_bytes(), password).err()
}

#[test]
fn reads_plain_files() {
    let entries: Vec<Value> = ACCOUNTS.iter().map(entry).collect();
    let file = plain(&entries).to_string();
    let parsed = gives("cotp", file.as_bytes(), None, &ACCOUNTS);
    assert!(parsed.refused.is_empty() && !parsed.encrypted);
    survives_cutting(file.as_bytes(), None, &ACCOUNTS);
}

#[test]
fn reads_encrypted_files() {
    let entries: Vec<Value> = ACCOUNTS.iter().map(entry).collect();
    let file = encrypted(&plain(&entries).to_string());
    let text = file.to_string();
    let parsed = gives("cotp", text.as_bytes(), Some("пароль"), &ACCOUNTS);
    assert!(parsed.encrypted);
    assert_eq!(error(&file, None), Some(ImportError::PasswordNeeded));
    assert_eq!(error(&file, Some("x")), Some(ImportError::WrongPassword));
    survives_cutting(text.as_bytes(), Some("пароль"), &ACCOUNTS);
}

#[test]
fn tells_damage_from_a_newer_version() {
    let newer = Some(ImportError::Unsupported(Unsupported::NewerVersion));
    assert_eq!(error(&json!({"version": 3, "elements": []}), None), newer);
    let mut file = encrypted("[]");
    assert_eq!(error(&file, Some("пароль")), Some(ImportError::Damaged));
    file["version"] = 2.into();
    assert_eq!(error(&file, Some("пароль")), newer);
    file["version"] = 1.into();
    file["nonce"] = "AAAA".into();
    assert_eq!(error(&file, Some("пароль")), Some(ImportError::Damaged));
}

#[test]
fn one_bad_account_costs_only_itself() {
    let mut entries = vec![entry(&ACCOUNTS[1]); 6];
    entries[0]["type"] = "PUSH".into();
    entries[1]["algorithm"] = "SHA3".into();
    entries[2]["secret"] = Value::Null;
    entries[3]["digits"] = "12".into();
    entries[4] = json!(7);
    let file = plain(&entries).to_string();
    let (_, parsed) = read(file.as_bytes(), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "unknown_type"),
            (2, "unknown_algorithm"),
            (3, "missing_secret"),
            (4, "bad_digits"),
            (5, "entry_damaged"),
        ]
    );
    assert_eq!(parsed.found.len(), 1);
}
