//! OTPClient's own database (formats.md §3.16).

use aes_gcm::AesGcm;
use aes_gcm::aead::array::typenum::U16;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use propusk_transfer::import::{ImportError, Unsupported};
use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, of_kinds, read, refused, survives_cutting};
use crate::sealing::argon2id;

fn entry(account: &Account) -> Value {
    let is_hotp = account.kind == "hotp";
    let mut entry = json!({
        "type": if is_hotp { "HOTP" } else { "TOTP" }, "label": account.name,
        "issuer": account.issuer, "digits": account.digits, "algo": account.algorithm,
        "secret": account.secret,
    });
    match account.kind {
        "hotp" => entry["counter"] = account.counter.into(),
        _ => entry["period"] = account.period.into(),
    }
    entry
}

fn file(entries: &[Value], (passes, memory, lanes): (u32, u32, u32)) -> Vec<u8> {
    let (salt, nonce) = ([7; 32], [9; 16]);
    let mut file = b"OTPClient\0\0\0\x03".to_vec();
    file.extend(nonce);
    file.extend(salt);
    for number in [passes, memory, lanes] {
        file.extend(number.to_be_bytes());
    }
    let key = argon2id("пароль".as_bytes(), &salt, (64, 1, 1));
    let text = format!("{}\0", Value::from(entries.to_vec()));
    let payload = Payload {
        msg: text.as_bytes(),
        aad: &file,
    };
    let cipher = AesGcm::<aes::Aes256, U16>::new(&key.into());
    let sealed = cipher.encrypt(&nonce.into(), payload).expect("sealed");
    file.extend(sealed);
    file
}

const CHEAP: (u32, u32, u32) = (1, 64, 1);

#[test]
fn reads_version_3() {
    let accounts = of_kinds(&["totp", "hotp", "steam"]);
    let entries: Vec<Value> = accounts.iter().map(entry).collect();
    let file = file(&entries, CHEAP);
    let parsed = gives("otpclient", &file, Some("пароль"), &accounts);
    assert!(parsed.encrypted && parsed.refused.is_empty());
    assert_eq!(read(&file, None).err(), Some(ImportError::PasswordNeeded));
    let wrong = read(&file, Some("x")).err();
    assert_eq!(wrong, Some(ImportError::WrongPasswordOrDamaged));
    survives_cutting(&file, Some("пароль"), &accounts);
}

#[test]
fn other_versions_and_excessive_costs_are_refused_without_work() {
    let error = |file: &[u8]| read(file, Some("пароль")).err();
    let mut file = file(&[], CHEAP);
    assert_eq!(error(&file), Some(ImportError::NoAccounts));
    assert_eq!(error(&file[..60]), Some(ImportError::Damaged));
    for (version, what) in [
        ([0, 0, 0, 4], Unsupported::NewerVersion),
        ([0, 0, 0, 2], Unsupported::OldVersion),
        ([7, 0, 0, 2], Unsupported::OldVersion),
    ] {
        file[9..13].copy_from_slice(&version);
        assert_eq!(error(&file), Some(ImportError::Unsupported(what)));
    }
    for cost in [
        (65, 64, 1),
        (1, 1 << 21, 1),
        (1, 64, 65),
        (u32::MAX, u32::MAX, 1),
    ] {
        let file = self::file(&[], cost);
        assert_eq!(error(&file), Some(ImportError::TooMuchEffort), "{cost:?}");
    }
}

#[test]
fn groups_become_tags_and_one_bad_account_costs_only_itself() {
    let mut entries = vec![entry(&ACCOUNTS[1]); 6];
    entries[0]["group"] = "Работа".into();
    entries[1]["type"] = "PUSH".into();
    entries[2]["algo"] = "SHA3".into();
    entries[3]["secret"] = Value::Null;
    entries[4] = json!("nothing");
    entries[5]["period"] = 0.into();
    let (_, parsed) = read(&file(&entries, CHEAP), Some("пароль")).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (2, "unknown_type"),
            (3, "unknown_algorithm"),
            (4, "missing_secret"),
            (5, "entry_damaged"),
            (6, "bad_period"),
        ]
    );
    assert_eq!(parsed.found[0].tags, ["Работа"]);
}
