//! Aegis (formats.md §3.1).

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use propusk_transfer::import::{ImportError, Unsupported};
use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, read, refused, survives_cutting};

fn entry(account: &Account) -> Value {
    let secret = match account.kind {
        "motp" => otp::Secret::from_hex(account.secret)
            .expect("hex")
            .to_base32()
            .to_string(),
        _ => account.secret.to_owned(),
    };
    let mut info = json!({
        "secret": secret, "algo": account.algorithm, "digits": account.digits,
    });
    match account.kind {
        "hotp" => info["counter"] = account.counter.into(),
        _ => info["period"] = account.period.into(),
    }
    if !account.pin.is_empty() {
        info["pin"] = account.pin.into();
    }
    json!({
        "type": account.kind, "uuid": "9f1c1a3c-8c0b-4c58-9bd2-6a1b1d2b3c4d",
        "name": account.name, "issuer": account.issuer, "note": "", "favorite": false,
        "icon": null, "info": info,
    })
}

fn database(version: u64) -> Value {
    let entries: Vec<Value> = ACCOUNTS.iter().map(entry).collect();
    json!({"version": version, "entries": entries})
}

fn plain(database: &Value) -> Vec<u8> {
    let header = json!({"slots": null, "params": null});
    json!({"version": 1, "header": header, "db": database})
        .to_string()
        .into_bytes()
}

fn seal(key: &[u8; 32], nonce: [u8; 12], text: &[u8]) -> (Vec<u8>, Value) {
    let cipher = Aes256Gcm::new(&(*key).into());
    let mut sealed = cipher.encrypt(&Nonce::from(nonce), text).expect("sealed");
    let tag = sealed.split_off(sealed.len() - 16);
    let params = json!({"nonce": hex::encode(nonce), "tag": hex::encode(tag)});
    (sealed, params)
}

fn slot(kind: u8, password: &[u8], master: &[u8; 32], n: u64) -> Value {
    let salt = [7; 32];
    let log_n = u8::try_from(n.trailing_zeros()).expect("small");
    let params = scrypt::Params::new(log_n.clamp(1, 12), 8, 1).expect("usual");
    let mut key = [0; 32];
    scrypt::scrypt(password, &salt, &params, &mut key).expect("a key");
    let (sealed, params) = seal(&key, [3; 12], master);
    json!({
        "type": kind, "uuid": "0", "key": hex::encode(sealed), "key_params": params,
        "n": n, "r": 8, "p": 1, "salt": hex::encode(salt),
    })
}

fn encrypted(database: &Value, slots: &[Value], master: &[u8; 32]) -> Vec<u8> {
    let (sealed, params) = seal(master, [9; 12], database.to_string().as_bytes());
    let header = json!({"slots": slots, "params": params});
    json!({"version": 1, "header": header, "db": STANDARD.encode(sealed)})
        .to_string()
        .into_bytes()
}

const MASTER: [u8; 32] = [5; 32];

#[test]
fn reads_every_version_of_the_database() {
    for version in [1, 2, 3] {
        let parsed = gives("aegis", &plain(&database(version)), None, &ACCOUNTS);
        assert!(!parsed.encrypted && parsed.refused.is_empty());
    }
    let newer = read(&plain(&database(4)), None).err();
    assert_eq!(
        newer,
        Some(ImportError::Unsupported(Unsupported::NewerVersion))
    );
}

#[test]
fn any_slot_with_a_password_opens() {
    let slots = [
        slot(2, b"not a password slot", &MASTER, 1024),
        slot(1, b"other", &MASTER, 1024),
        slot(1, "пароль".as_bytes(), &MASTER, 1024),
    ];
    let file = encrypted(&database(3), &slots, &MASTER);
    let parsed = gives("aegis", &file, Some("пароль"), &ACCOUNTS);
    assert!(parsed.encrypted);
    gives("aegis", &file, Some("other"), &ACCOUNTS);
    let wrong = read(&file, Some("Пароль")).err();
    assert_eq!(wrong, Some(ImportError::WrongPassword));
    assert_eq!(read(&file, None).err(), Some(ImportError::PasswordNeeded));
    survives_cutting(&file, Some("other"), &ACCOUNTS);
}

#[test]
fn a_changed_body_is_damage_and_no_wrong_password() {
    let slots = [slot(1, b"x", &MASTER, 1024)];
    let mut file: Value =
        serde_json::from_slice(&encrypted(&database(3), &slots, &MASTER)).expect("JSON");
    file["header"]["params"]["tag"] = "00000000000000000000000000000000".into();
    let found = read(file.to_string().as_bytes(), Some("x")).err();
    assert_eq!(found, Some(ImportError::Damaged));
}

#[test]
fn slots_that_ask_for_too_much_are_refused() {
    let costly = vec![slot(1, b"x", &MASTER, 1 << 30)];
    let many = vec![slot(1, b"x", &MASTER, 1024); 17];
    for slots in [costly, many] {
        let file = encrypted(&database(3), &slots, &MASTER);
        assert_eq!(
            read(&file, Some("x")).err(),
            Some(ImportError::TooMuchEffort)
        );
    }
}

#[test]
fn groups_notes_and_favourites_come_along() {
    let mut database = database(3);
    database["groups"] = json!([{"uuid": "g1", "name": "Работа"}, {"uuid": "g2", "name": "Home"}]);
    database["entries"][0]["groups"] = json!(["g2", "g1", "gone"]);
    database["entries"][0]["note"] = "заметка".into();
    database["entries"][0]["favorite"] = true.into();
    database["entries"][1]["group"] = "Old".into();
    let (_, parsed) = read(&plain(&database), None).expect("readable");
    assert_eq!(parsed.found[0].tags, ["Home", "Работа"]);
    assert_eq!(parsed.found[0].note, "заметка");
    assert!(parsed.found[0].favourite);
    assert_eq!(parsed.found[1].tags, ["Old"]);
}

#[test]
fn one_bad_account_costs_only_itself() {
    let mut database = database(3);
    database["entries"][1]["type"] = "push".into();
    database["entries"][2]["info"]["secret"] = "0189".into();
    database["entries"][3]["info"] = "nothing".into();
    database["entries"][5]["info"]["digits"] = 262.into();
    database["entries"][6]["info"]
        .as_object_mut()
        .expect("an object")
        .remove("secret");
    let (_, parsed) = read(&plain(&database), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (2, "unknown_type"),
            (3, "not_base32"),
            (4, "entry_damaged"),
            (6, "bad_digits"),
            (7, "missing_secret")
        ]
    );
    assert_eq!(parsed.found.len(), ACCOUNTS.len() - 5);
    assert_eq!(parsed.refused[1].issuer, ACCOUNTS[2].issuer);
}

#[test]
fn everything_absent_takes_its_default() {
    let database = json!({"version": 1, "entries": [
        {"type": "totp", "info": {"secret": "jbsw y3dp ehpk 3pxp"}},
        {"type": "hotp", "info": {"secret": "JBSWY3DPEHPK3PXP"}},
        {"type": "1", "name": "n", "issuer": null, "info": {"secret": "JBSWY3DPEHPK3PXP", "algo": "MD5", "digits": "8", "period": null}},
    ]});
    let (_, parsed) = read(&plain(&database), None).expect("readable");
    let words: Vec<_> = parsed
        .found
        .iter()
        .map(|found| format!("{:?}", found.entry.token.kind))
        .collect();
    assert!(parsed.refused.is_empty());
    assert_eq!(words.len(), 3);
    assert!(
        parsed.found[1]
            .warnings
            .contains(&otp::Warning::CounterMissing)
    );
    assert_eq!(
        parsed.found[2].entry.token.kind.algorithm().to_string(),
        "SHA1"
    );
    assert_eq!(parsed.found[2].entry.token.kind.digits(), 8);
}

#[test]
fn a_list_of_groups_without_end_costs_only_its_account() {
    let mut database = database(3);
    database["entries"][0]["groups"] = vec![""; 10_001].into();
    let (_, parsed) = read(&plain(&database), None).expect("readable");
    assert_eq!(refused(&parsed), [(1, "entry_damaged")]);
}
