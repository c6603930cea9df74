//! FreeOTP 2 (formats.md §3.7).

use propusk_transfer::import::{ImportError, Unsupported};
use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, of_kinds, read, refused, survives_cutting};
use crate::sealing::{gcm, pbkdf2_sha1};

const MASTER: [u8; 32] = [5; 32];
const ROUNDS: u32 = 1_000;

fn signed(bytes: &[u8]) -> Vec<i8> {
    bytes.iter().map(|byte| byte.cast_signed()).collect()
}

fn sealed_key(key: &[u8; 32], usage: &str, bytes: &[u8], is_short: bool) -> Value {
    let nonce = [3; 12];
    let mut parameters = [&[0x30, 17, 4, 12], &nonce[..], &[2, 1, 16]].concat();
    if is_short {
        parameters = parameters[2..16].to_vec();
    }
    json!({
        "mCipher": "AES/GCM/NoPadding", "mToken": usage, "mParameters": signed(&parameters),
        "mCipherText": signed(&gcm(key, nonce, usage.as_bytes(), bytes)),
    })
}

fn master(password: &str, is_old: bool) -> Value {
    let salt = [200; 32];
    let (password, mut key) = (password.as_bytes(), [0; 32]);
    pbkdf2::pbkdf2_hmac::<sha2::Sha512>(password, &salt, ROUNDS, &mut key);
    let mut algorithm = "PBKDF2withHmacSHA512";
    if is_old {
        key = pbkdf2_sha1(password, &salt, ROUNDS);
        algorithm = "PBKDF2withHmacSHA1";
    }
    json!({
        "mAlgorithm": algorithm, "mIterations": ROUNDS, "mSalt": signed(&salt),
        "mEncryptedKey": sealed_key(&key, "AES", &MASTER, is_old),
    })
}

fn token(account: &Account) -> Value {
    let mut token = json!({
        "algo": account.algorithm, "digits": account.digits, "issuerExt": account.issuer,
        "label": account.name, "type": account.kind.to_uppercase(),
    });
    match account.kind {
        "hotp" => token["counter"] = account.counter.into(),
        _ => token["period"] = account.period.into(),
    }
    token
}

fn key(account: &Account) -> Value {
    let secret = otp::Secret::from_base32(account.secret).expect("base32");
    let usage = format!("Hmac{}", account.algorithm);
    let key = sealed_key(&MASTER, &usage, secret.expose(), false);
    json!({"key": key.to_string()})
}

/// A text as Java writes it: a unit of UTF-16 in one to three bytes, zero in two.
fn text(text: &str, is_long: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    for unit in text.encode_utf16() {
        let tail = |bits: u16| 0x80 | u8::try_from(bits & 0x3f).expect("six bits");
        match unit {
            1..=0x7f => bytes.push(u8::try_from(unit).expect("small")),
            0 | 0x80..=0x7ff => {
                let head = 0xc0 | u8::try_from(unit >> 6).expect("five bits");
                bytes.extend([head, tail(unit)]);
            }
            _ => {
                let head = 0xe0 | u8::try_from(unit >> 12).expect("four bits");
                bytes.extend([head, tail(unit >> 6), tail(unit)]);
            }
        }
    }
    let length = u16::try_from(bytes.len()).expect("short");
    if is_long {
        [&[0x7c][..], &u64::from(length).to_be_bytes(), &bytes].concat()
    } else {
        [&[0x74][..], &length.to_be_bytes(), &bytes].concat()
    }
}

/// The beginning of a serialised `HashMap` with so many members.
fn head(size: u32) -> Vec<u8> {
    let mut file = b"\xac\xed\x00\x05sr\x00\x11java.util.HashMap".to_vec();
    file.extend(
        b"\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\x00\x02F\x00\x0aloadFactorI\x00\x09threshold",
    );
    file.extend(b"xp\x3f\x40\x00\x00\x00\x00\x00\x18\x77\x08\x00\x00\x00\x20");
    file.extend(size.to_be_bytes());
    file
}

fn map(members: &[(String, Value)]) -> Vec<u8> {
    let mut file = head(u32::try_from(members.len()).expect("few"));
    for (index, (key, value)) in members.iter().enumerate() {
        file.extend(text(key, false));
        file.extend(text(&value.to_string(), index % 2 == 1));
    }
    file.push(0x78);
    file
}

fn members(accounts: &[Account], master: Value) -> Vec<(String, Value)> {
    let mut members = Vec::new();
    for (index, account) in accounts.iter().enumerate() {
        members.push((format!("id{index}-token"), token(account)));
        members.push((format!("id{index}"), key(account)));
    }
    members.insert(1, ("masterKey".to_owned(), master));
    members
}

#[test]
fn reads_both_derivations() {
    let accounts = of_kinds(&["totp", "hotp"]);
    for is_old in [false, true] {
        let file = map(&members(&accounts, master("пароль", is_old)));
        let parsed = gives("freeotp", &file, Some("пароль"), &accounts);
        assert!(parsed.encrypted && parsed.refused.is_empty());
        assert_eq!(read(&file, None).err(), Some(ImportError::PasswordNeeded));
        let wrong = read(&file, Some("x")).err();
        assert_eq!(wrong, Some(ImportError::WrongPassword));
        survives_cutting(&file, Some("пароль"), &accounts);
    }
}

#[test]
fn what_is_cut_or_unknown_is_told_apart_from_a_wrong_password() {
    let accounts = of_kinds(&["hotp"]);
    let file = map(&members(&accounts, master("x", false)));
    let cut = read(&file[..file.len() - 9], Some("x")).err();
    assert_eq!(cut, Some(ImportError::Damaged));
    let changed = |change: fn(&mut Value)| {
        let mut master = master("x", false);
        change(&mut master);
        read(&map(&members(&accounts, master)), Some("x")).err()
    };
    let unsupported = Some(ImportError::Unsupported(Unsupported::Cipher));
    assert_eq!(changed(|m| m["mAlgorithm"] = "scrypt".into()), unsupported);
    assert_eq!(
        changed(|m| m["mEncryptedKey"]["mCipher"] = "DES".into()),
        unsupported
    );
    assert_eq!(
        changed(|m| m["mIterations"] = 10_000_001.into()),
        Some(ImportError::TooMuchEffort)
    );
    assert_eq!(
        changed(|m| m["mEncryptedKey"]["mParameters"] = json!([4, 12, 1])),
        Some(ImportError::Damaged)
    );
    assert_eq!(changed(|m| *m = json!({})), Some(ImportError::Damaged));
    let without = members(&accounts, Value::Null);
    let without: Vec<_> = without.into_iter().filter(|m| m.0 != "masterKey").collect();
    assert_eq!(
        read(&map(&without), Some("x")).err(),
        Some(ImportError::Damaged)
    );
}

#[test]
fn one_bad_account_costs_only_itself() {
    let accounts = [ACCOUNTS[0]; 7];
    let mut members = members(&accounts, master("x", false));
    let mut set = |key: &str, value: Option<Value>| {
        let at = members.iter().position(|(known, _)| known == key);
        let at = at.expect("there");
        match value {
            Some(value) => members[at].1 = value,
            None => drop(members.remove(at)),
        }
    };
    set("id0-token", None);
    set("id1", None);
    set("id2", Some(json!({"key": "{}"})));
    set("id3-token", Some(json!({"type": "PUSH", "label": "x"})));
    let other = sealed_key(&[6; 32], "HmacSHA1", b"12345678", false);
    set("id4", Some(json!({"key": other.to_string()})));
    set(
        "id5-token",
        Some(json!({"type": "TOTP", "label": "x", "algo": "SHA3"})),
    );
    let (_, parsed) = read(&map(&members), Some("x")).expect("readable");
    let mut codes: Vec<_> = refused(&parsed)
        .into_iter()
        .map(|refused| refused.1)
        .collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "entry_damaged",
            "entry_damaged",
            "entry_damaged",
            "entry_does_not_open",
            "unknown_algorithm",
            "unknown_type"
        ]
    );
    assert_eq!(parsed.found.len(), 1);
}

#[test]
fn everything_absent_takes_its_default_and_the_first_issuer_counts() {
    let mut members = members(&[ACCOUNTS[0]], master("x", false));
    members[0].1 = json!({"type": "TOTP", "label": "b", "issuerInt": "A", "algo": null});
    let (_, parsed) = read(&map(&members), Some("x")).expect("readable");
    let entry = &parsed.found[0].entry;
    assert_eq!((entry.issuer.as_str(), entry.name.as_str()), ("A", "b"));
    assert_eq!(entry.token.kind.digits(), 6);
}

#[test]
fn references_stand_for_earlier_texts_and_cannot_grow_without_bound() {
    let account = ACCOUNTS[0];
    let mut file = head(3);
    file.extend(text("masterKey", false));
    file.extend(text(&master("x", false).to_string(), false));
    file.extend(text("id", false));
    file.extend(text(&key(&account).to_string(), false));
    file.extend(text("id-token", false));
    let at = file.len();
    file.extend(text(&token(&account).to_string(), false));
    gives("freeotp", &file, Some("x"), &[account]);
    for (reference, is_text) in [
        (0x7e_0003_u32, true),
        (0x7e_0000, false),
        (0x7e_00ff, false),
    ] {
        let file = [&file[..at], &[0x71], &reference.to_be_bytes()].concat();
        match read(&file, Some("x")) {
            Ok((_, parsed)) => assert!(is_text && parsed.found.is_empty()),
            Err(error) => assert!(!is_text && error == ImportError::Damaged),
        }
    }
    let many = read(&head(u32::MAX), Some("x")).err();
    assert_eq!(many, Some(ImportError::TooManyEntries));
}
