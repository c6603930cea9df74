//! The browser extension Authenticator (formats.md §3.12).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use md5::{Digest, Md5};
use propusk_transfer::import::ImportError;
use serde_json::{Map, Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, of_kinds, read, refused, survives_cutting};
use crate::sealing::{argon2id, cbc};

const PASSWORD: &str = "пароль";
const FORMAT: &str = "authenticator-extension";

fn accounts() -> Vec<Account> {
    of_kinds(&["totp", "hotp", "steam"])
}

fn entry(account: &Account) -> Value {
    let mut entry = json!({
        "dataType": "OTPStorage", "encrypted": false, "hash": "h", "index": 0,
        "type": account.kind, "secret": account.secret, "issuer": account.issuer,
        "account": account.name,
    });
    if account.kind == "hotp" {
        entry["counter"] = account.counter.into();
    }
    if account.period != 30 {
        entry["period"] = account.period.into();
    }
    if account.digits != 6 {
        entry["digits"] = account.digits.into();
    }
    if account.algorithm != "SHA1" {
        entry["algorithm"] = account.algorithm.into();
    }
    entry
}

/// The members under identifiers that keep their order.
fn file(entries: impl IntoIterator<Item = Value>) -> Map<String, Value> {
    let entries = entries.into_iter().enumerate();
    entries
        .map(|(index, entry)| (format!("{index:08}"), entry))
        .collect()
}

fn text(file: &Map<String, Value>) -> Vec<u8> {
    let text = serde_json::to_string_pretty(file).expect("JSON");
    text.replace('\n', "\r\n").into_bytes()
}

fn error(file: &Map<String, Value>, password: Option<&str>) -> Option<ImportError> {
    read(&text(file), password).err()
}

/// As CryptoJS encrypts with a passphrase.
fn salted(passphrase: &[u8], text: &[u8]) -> String {
    let salt = [1, 2, 3, 4, 5, 6, 7, 8];
    let mut chain: Vec<u8> = Vec::new();
    let mut last: Vec<u8> = Vec::new();
    while chain.len() < 48 {
        last = Md5::digest([&last, passphrase, &salt].concat()).to_vec();
        chain.extend(&last);
    }
    let key = <[u8; 32]>::try_from(&chain[..32]).expect("a key");
    let iv = <[u8; 16]>::try_from(&chain[32..]).expect("an IV");
    STANDARD.encode([b"Salted__", &salt[..], &cbc(&key, &iv, text)].concat())
}

/// The hash by which the extension knows a passphrase; an unusual length, as its old versions had.
fn hash(passphrase: &[u8]) -> String {
    let params = argon2::Params::new(64, 1, 1, Some(24)).expect("usual");
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2d, argon2::Version::V0x13, params);
    let (salt, mut hash) = ([5; 16], [0; 24]);
    argon2
        .hash_password_into(passphrase, &salt, &mut hash)
        .expect("a hash");
    let (salt, hash) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash));
    format!("$argon2d$v=19$m=64,t=1,p=1${salt}${hash}")
}

fn with_sealed_secrets(passphrase: &[u8]) -> Map<String, Value> {
    file(accounts().iter().map(|account| {
        let mut entry = entry(account);
        entry["encrypted"] = true.into();
        entry["secret"] = salted(passphrase, account.secret.as_bytes()).into();
        entry
    }))
}

fn second_version() -> (Map<String, Value>, Value) {
    let key = b"sixteen or more bytes";
    let passphrase = hex::encode(key);
    let enc = salted(PASSWORD.as_bytes(), key);
    let key = json!({"enc": enc, "hash": hash(passphrase.as_bytes())});
    (with_sealed_secrets(passphrase.as_bytes()), key)
}

fn third_version() -> Map<String, Value> {
    let key = argon2id(PASSWORD.as_bytes(), b"salt as it stands", (19_456, 2, 1));
    let passphrase = STANDARD_NO_PAD.encode(key);
    let mut file = file(accounts().iter().map(|account| {
        let mut entry = entry(account);
        // The account says so, although its secret is in clear within.
        entry["encrypted"] = true.into();
        let data = salted(passphrase.as_bytes(), entry.to_string().as_bytes());
        json!({"dataType": "EncOTPStorage", "keyId": "k", "data": data, "index": 0})
    }));
    let key = json!({
        "dataType": "Key", "id": "k", "salt": "salt as it stands",
        "hash": hash(passphrase.as_bytes()), "version": 3,
    });
    file.insert("k".to_owned(), key);
    file.insert("UserSettings".to_owned(), json!({"zoom": 100}));
    file
}

#[test]
fn reads_plain_files() {
    let file = file(accounts().iter().map(entry));
    let parsed = gives(FORMAT, &text(&file), None, &accounts());
    assert!(parsed.refused.is_empty() && !parsed.encrypted);
    survives_cutting(&text(&file), None, &accounts());
}

#[test]
fn reads_the_first_encryption() {
    let file = with_sealed_secrets(PASSWORD.as_bytes());
    let parsed = gives(FORMAT, &text(&file), Some(PASSWORD), &accounts());
    assert!(parsed.encrypted);
    assert_eq!(error(&file, None), Some(ImportError::PasswordNeeded));
    let wrong = error(&file, Some("x"));
    assert_eq!(wrong, Some(ImportError::WrongPasswordOrDamaged));
    survives_cutting(&text(&file), Some(PASSWORD), &accounts());
}

#[test]
fn reads_the_second_encryption_even_with_its_key_misplaced() {
    let (mut file, key) = second_version();
    let mut misplaced = file.clone();
    misplaced.insert("enc".to_owned(), key["enc"].clone());
    misplaced.insert("hash".to_owned(), key["hash"].clone());
    file.insert("key".to_owned(), key);
    for file in [file, misplaced] {
        let parsed = gives(FORMAT, &text(&file), Some(PASSWORD), &accounts());
        assert!(parsed.encrypted && parsed.refused.is_empty());
        assert_eq!(error(&file, None), Some(ImportError::PasswordNeeded));
        assert_eq!(error(&file, Some("x")), Some(ImportError::WrongPassword));
    }
}

#[test]
fn reads_the_third_encryption() {
    let mut file = third_version();
    let parsed = gives(FORMAT, &text(&file), Some(PASSWORD), &accounts());
    assert!(parsed.encrypted && parsed.refused.is_empty());
    assert_eq!(error(&file, None), Some(ImportError::PasswordNeeded));
    assert_eq!(error(&file, Some("x")), Some(ImportError::WrongPassword));
    let hash = file["k"]["hash"].clone();
    let hash = hash.as_str().expect("text").replace("m=64", "m=4194304");
    file["k"]["hash"] = hash.into();
    assert_eq!(error(&file, Some("x")), Some(ImportError::TooMuchEffort));
    file.remove("k");
    assert_eq!(error(&file, Some(PASSWORD)), Some(ImportError::Damaged));
}

#[test]
fn one_account_that_does_not_open_costs_only_itself() {
    let mut file = third_version();
    file["00000001"]["data"] = "U2FsdGVkX18=".into();
    file["00000002"]["keyId"] = "other".into();
    let (_, parsed) = read(&text(&file), Some(PASSWORD)).expect("readable");
    assert_eq!(
        refused(&parsed),
        [(2, "entry_does_not_open"), (3, "entry_does_not_open")]
    );
    assert_eq!(parsed.found.len(), accounts().len() - 2);
}

#[test]
fn knows_its_own_types_and_the_marks_of_old_secrets() {
    let base = |kind: &str, secret: &str| json!({"type": kind, "secret": secret, "hash": "h"});
    let bytes = otp::Secret::from_base32(ACCOUNTS[0].secret).expect("base32");
    let hex = bytes.to_hex();
    let secret = ACCOUNTS[0].secret;
    let file = file([
        base("battle", secret),
        base("totp", &format!("bliz-{secret}")),
        base("totp", &format!("blz-{secret}")),
        base("totp", &format!("stm-{secret}")),
        base("hex", &hex),
        base("totp", &hex),
        base("hhex", &hex),
    ]);
    let plain = Account {
        issuer: "",
        name: "",
        ..ACCOUNTS[0]
    };
    let battle = Account { digits: 8, ..plain };
    let steam = Account {
        kind: "steam",
        digits: 5,
        ..plain
    };
    let hotp = Account {
        kind: "hotp",
        period: 0,
        ..plain
    };
    let expected = [battle, battle, battle, steam, plain, plain, hotp];
    gives(FORMAT, &text(&file), None, &expected);
}

#[test]
fn cuts_the_domain_and_keeps_the_pin_and_refuses_by_name() {
    let mut entries = vec![entry(&ACCOUNTS[1]); 6];
    entries[0]["issuer"] = "GitHub::github.com".into();
    entries[0]["pinned"] = true.into();
    entries[1]["type"] = "push".into();
    entries[2]["algorithm"] = "SHA3".into();
    entries[3]["secret"] = Value::Null;
    entries[4]["digits"] = json!([]);
    entries[5] = json!("nothing");
    let (_, parsed) = read(&text(&file(entries)), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (2, "unknown_type"),
            (3, "unknown_algorithm"),
            (4, "missing_secret"),
            (5, "entry_damaged"),
            (6, "entry_damaged"),
        ]
    );
    assert_eq!(parsed.found[0].entry.issuer, "GitHub");
    assert!(parsed.found[0].favourite);
}

#[test]
fn other_objects_of_objects_are_not_its_own() {
    let other = json!({"a": {"secret": "JBSWY3DPEHPK3PXP"}, "b": {"x": 1}}).to_string();
    let error = read(other.as_bytes(), None).err();
    assert_eq!(error, Some(ImportError::UnknownJson));
}
