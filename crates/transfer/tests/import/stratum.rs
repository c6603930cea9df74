//! Stratum, earlier Authenticator Pro (formats.md §3.5).

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use propusk_transfer::import::ImportError;
use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, read, refused, survives_cutting};

fn account(account: &Account) -> Value {
    let kind = ["hotp", "totp", "motp", "steam", "yandex"]
        .iter()
        .position(|kind| *kind == account.kind)
        .expect("a kind of theirs");
    let algorithm = match (account.kind, account.algorithm) {
        ("totp" | "hotp", "SHA256") => 1,
        (_, "SHA512") => 2,
        _ => 0,
    };
    let text = |text: &str| match text {
        "" => Value::Null,
        text => text.into(),
    };
    json!({
        "Type": kind + 1, "Icon": "default", "Issuer": account.issuer,
        "Username": text(account.name), "Secret": account.secret, "Pin": text(account.pin),
        "Algorithm": algorithm, "Digits": account.digits, "Period": account.period,
        "Counter": account.counter, "CopyCount": 0, "Ranking": 0,
    })
}

fn file() -> Value {
    let accounts: Vec<Value> = ACCOUNTS.iter().map(account).collect();
    json!({
        "Authenticators": accounts, "Categories": [{"Id": "c1", "Name": "Работа", "Ranking": 0}, {"Id": "c2", "Name": "Home", "Ranking": 1}],
        "AuthenticatorCategories": [
            {"CategoryId": "c2", "AuthenticatorSecret": ACCOUNTS[1].secret, "Ranking": 0},
            {"CategoryId": "c1", "AuthenticatorSecret": ACCOUNTS[1].secret, "Ranking": 1},
            {"CategoryId": "gone", "AuthenticatorSecret": ACCOUNTS[0].secret, "Ranking": 1},
        ],
        "CustomIcons": null,
    })
}

fn bytes(file: &Value) -> Vec<u8> {
    file.to_string().into_bytes()
}

fn strong(texts: &[&[u8]], password: &str) -> Vec<Vec<u8>> {
    let (salt, nonce) = ([7; 16], [9; 12]);
    let params = argon2::Params::new(65_536, 3, 4, None).expect("usual");
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut key = [0; 32];
    argon2
        .hash_password_into(password.as_bytes(), &salt, &mut key)
        .expect("a key");
    let cipher = Aes256Gcm::new(&key.into());
    let one = |text: &&[u8]| {
        let sealed = cipher.encrypt(&Nonce::from(nonce), *text).expect("sealed");
        [b"AUTHENTICATORPRO".as_slice(), &salt, &nonce, &sealed].concat()
    };
    texts.iter().map(one).collect()
}

fn legacy(texts: &[&[u8]], password: &str) -> Vec<Vec<u8>> {
    let (salt, iv) = ([7; 20], [9; 16]);
    let mut key = [0; 32];
    pbkdf2::pbkdf2_hmac::<sha1::Sha1>(password.as_bytes(), &salt, 64_000, &mut key);
    let one = |text: &&[u8]| {
        let cipher = cbc::Encryptor::<aes::Aes256>::new(&key.into(), &iv.into());
        let sealed = cipher.encrypt_padded_vec::<Pkcs7>(text);
        [b"AuthenticatorPro".as_slice(), &salt, &iv, &sealed].concat()
    };
    texts.iter().map(one).collect()
}

#[test]
fn reads_a_plain_file_with_its_categories() {
    let written = bytes(&file());
    let parsed = gives("stratum", &written, None, &ACCOUNTS);
    assert!(!parsed.encrypted && parsed.refused.is_empty());
    assert_eq!(parsed.found[1].tags, ["Home", "Работа"]);
    assert!(parsed.found[0].tags.is_empty());
    survives_cutting(&written, None, &ACCOUNTS);
}

#[test]
fn opens_the_strong_encryption() {
    let files = strong(&[&bytes(&file()), b"{"], "пароль");
    let parsed = gives("stratum", &files[0], Some("пароль"), &ACCOUNTS);
    assert!(parsed.encrypted);
    let error = |length: usize, password| read(&files[0][..length], password).err();
    let whole = files[0].len();
    assert_eq!(error(whole, None), Some(ImportError::PasswordNeeded));
    assert_eq!(error(whole, Some("x")), Some(ImportError::WrongPassword));
    // Shorter than salt, nonce and tag.
    for length in [16, 31, 32, 44, 59] {
        assert_eq!(error(length, Some("x")), Some(ImportError::Damaged));
    }
    let no_json = read(&files[1], Some("пароль")).err();
    assert_eq!(no_json, Some(ImportError::Damaged));
}

#[test]
fn opens_the_legacy_encryption_which_proves_nothing() {
    let json = bytes(&file());
    let texts = [
        json.as_slice(),
        b"{",
        b"\xff",
        b"{\"Authenticators\":5}",
        b"{\"Authenticators\":[]}",
    ];
    let files = legacy(&texts, "пароль");
    let written = &files[0];
    let parsed = gives("stratum", written, Some("пароль"), &ACCOUNTS);
    assert!(parsed.encrypted);
    let either = Some(ImportError::WrongPasswordOrDamaged);
    assert_eq!(read(written, None).err(), Some(ImportError::PasswordNeeded));
    assert_eq!(read(written, Some("x")).err(), either);
    for file in &files[1..4] {
        assert_eq!(read(file, Some("пароль")).err(), either);
    }
    let none = read(&files[4], Some("пароль")).err();
    assert_eq!(none, Some(ImportError::NoAccounts));
    // Not whole blocks.
    for length in [16, 35, 52, 60, written.len() - 1] {
        let found = read(&written[..length], Some("x")).err();
        assert_eq!(found, Some(ImportError::Damaged), "{length}");
    }
    let cut = read(&written[..written.len() - 16], Some("пароль")).err();
    assert_eq!(cut, either);
}

#[test]
fn one_bad_account_costs_only_itself() {
    let mut file = file();
    let accounts = &mut file["Authenticators"];
    accounts[0]["Type"] = 6.into();
    accounts[1]["Algorithm"] = 3.into();
    accounts[2]["Secret"] = "0189".into();
    accounts[3] = 5.into();
    accounts[4]["Digits"] = 262.into();
    accounts[6]["Secret"] = Value::Null;
    accounts[8]["Secret"] = "no hex".into();
    accounts[9]["Pin"] = "letters".into();
    file["Categories"] = Value::Null;
    file["AuthenticatorCategories"] = Value::Null;
    let (_, parsed) = read(&bytes(&file), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "unknown_type"),
            (2, "unknown_algorithm"),
            (3, "not_base32"),
            (4, "entry_damaged"),
            (5, "bad_digits"),
            (7, "missing_secret"),
            (9, "not_hex"),
            (10, "bad_pin"),
        ]
    );
    assert_eq!(parsed.found.len(), 2);
    assert_eq!(parsed.refused[1].reason.detail().as_deref(), Some("3"));
    assert_eq!(parsed.refused[1].issuer, ACCOUNTS[1].issuer);
}

#[test]
fn everything_absent_takes_its_default() {
    let file = json!({"Authenticators": [
        {"Type": 2, "Secret": "JBSWY3DPEHPK3PXP"},
        {"Type": "1", "Secret": "JBSWY3DPEHPK3PXP", "Algorithm": null, "Digits": null, "Issuer": null},
        {"Type": 3, "Secret": "e3152afee62599c8"},
    ]});
    let (_, parsed) = read(&bytes(&file), None).expect("readable");
    assert!(parsed.refused.is_empty(), "{:?}", parsed.refused);
    let warned = |index: usize, warning| parsed.found[index].warnings.contains(&warning);
    assert!(warned(1, otp::Warning::CounterMissing));
    assert!(warned(2, otp::Warning::PinMissing));
    let none = read(&bytes(&json!({"Authenticators": null})), None).err();
    assert_eq!(none, Some(ImportError::NoAccounts));
}
