//! Proton Authenticator (formats.md §3.4).

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use propusk_transfer::import::{ImportError, Unsupported};
use serde_json::{Value, json};

use crate::canonical::{Account, gives, of_kinds, read, refused, survives_cutting};
use crate::links::escaped;

fn all() -> Vec<Account> {
    of_kinds(&["totp", "steam"])
}

fn entry(account: &Account) -> Value {
    let (kind, uri) = match account.kind {
        "steam" => ("Steam", format!("steam://{}", account.secret)),
        _ => {
            let issuer = match account.issuer {
                "" => String::new(),
                issuer => format!("&issuer={}", escaped(issuer)),
            };
            let uri = format!(
                "otpauth://totp/{}?secret={}{issuer}&algorithm={}&digits={}&period={}",
                escaped(account.name),
                account.secret,
                account.algorithm,
                account.digits,
                account.period
            );
            ("Totp", uri)
        }
    };
    json!({
        "id": "0", "content": {"uri": uri, "entry_type": kind, "name": account.name}, "note": null,
    })
}

fn file() -> Value {
    let entries: Vec<Value> = all().iter().map(entry).collect();
    json!({"version": 1, "entries": entries})
}

fn bytes(file: &Value) -> Vec<u8> {
    file.to_string().into_bytes()
}

fn encrypted(text: &[u8], password: &str) -> Value {
    let (salt, nonce) = ([7; 16], [9; 12]);
    let params = argon2::Params::new(19_456, 2, 1, None).expect("usual");
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut key = [0; 32];
    argon2
        .hash_password_into(password.as_bytes(), &salt, &mut key)
        .expect("a key");
    let payload = Payload {
        msg: text,
        aad: b"proton.authenticator.export.v1",
    };
    let cipher = Aes256Gcm::new(&key.into());
    let sealed = cipher
        .encrypt(&Nonce::from(nonce), payload)
        .expect("sealed");
    let content = STANDARD.encode([nonce.as_slice(), &sealed].concat());
    json!({"version": 1, "salt": STANDARD.encode(salt), "content": content})
}

#[test]
fn reads_a_plain_file() {
    let written = bytes(&file());
    let parsed = gives("proton-authenticator", &written, None, &all());
    assert!(!parsed.encrypted && parsed.refused.is_empty());
    survives_cutting(&written, None, &all());
}

#[test]
fn opens_an_encrypted_file() {
    let written = bytes(&encrypted(&bytes(&file()), "пароль"));
    let parsed = gives("proton-authenticator", &written, Some("пароль"), &all());
    assert!(parsed.encrypted);
    let error = |password| read(&written, password).err();
    assert_eq!(error(None), Some(ImportError::PasswordNeeded));
    assert_eq!(error(Some("Пароль")), Some(ImportError::WrongPassword));
    survives_cutting(&written, Some("пароль"), &all());
}

#[test]
fn tells_damage_and_newer_versions_apart() {
    let damaged = Some(ImportError::Damaged);
    let newer = Some(ImportError::Unsupported(Unsupported::NewerVersion));
    let error = |file: &Value| read(&bytes(file), Some("x")).err();
    let mut plain = file();
    plain["version"] = 2.into();
    assert_eq!(error(&plain), newer);
    plain["version"] = "one".into();
    assert_eq!(error(&plain), damaged);
    let whole = encrypted(b"no JSON", "x");
    assert_eq!(error(&whole), damaged);
    for (key, value) in [
        ("content", "%"),
        ("content", "AAAA"),
        ("content", "AAAAAAAAAAAAAAAAAAAAAAAA"),
        ("salt", ""),
        ("salt", "AAAA"),
        ("salt", "%"),
    ] {
        let mut broken = whole.clone();
        broken[key] = value.into();
        assert_eq!(error(&broken), damaged, "{key} {value}");
    }
    let mut later = whole;
    later["version"] = 2.into();
    assert_eq!(error(&later), newer);
}

#[test]
fn the_edited_name_wins_and_notes_come_along() {
    let mut file = file();
    file["entries"][1]["content"]["name"] = "новое имя".into();
    file["entries"][1]["note"] = " заметка ".into();
    file["entries"][2]["content"]["name"] = Value::Null;
    let (_, parsed) = read(&bytes(&file), None).expect("readable");
    assert_eq!(parsed.found[1].entry.name, "новое имя");
    assert_eq!(parsed.found[1].entry.issuer, all()[1].issuer);
    assert_eq!(parsed.found[1].note, "заметка");
    assert_eq!(parsed.found[2].entry.name, all()[2].name);
}

#[test]
fn one_bad_entry_costs_only_itself() {
    let mut file = file();
    file["entries"][0]["content"] = Value::Null;
    file["entries"][1]["content"]["uri"] = "otpauth://totp/x?secret=MFRGG1".into();
    file["entries"][2]["content"]["uri"] = Value::Null;
    file["entries"][3]["content"]["uri"] = "otpauth://totp/x?secret=MFRGG&algorithm=SHA3".into();
    file["entries"][4] = 5.into();
    let (_, parsed) = read(&bytes(&file), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "entry_damaged"),
            (2, "not_base32"),
            (3, "entry_damaged"),
            (4, "unknown_algorithm"),
            (5, "entry_damaged")
        ]
    );
    assert_eq!(parsed.refused[1].name, all()[1].name);
    assert_eq!(parsed.found.len(), all().len() - 5);
}

#[test]
fn the_list_of_files_of_a_steam_program_is_another_thing() {
    let manifest = json!({"version": 1, "entries": [{"filename": "1.maFile", "steam_id": 1}]});
    let found = read(&bytes(&manifest), None).map(|(format, _)| format);
    assert_ne!(found.ok(), Some("proton-authenticator"));
}
