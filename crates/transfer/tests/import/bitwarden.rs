//! Bitwarden and Bitwarden Authenticator (formats.md §5.1).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use propusk_transfer::import::{ImportError, Unsupported};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::canonical::{ACCOUNTS, Account, gives, link, read, refused, survives_cutting};

const VAULT: &str = "bitwarden";
const AUTHENTICATOR: &str = "bitwarden-authenticator";

fn item(account: &Account) -> Value {
    json!({
        "type": 1, "name": account.issuer, "folderId": null, "collectionIds": null, "notes": null,
        "favorite": false, "login": {"username": account.name, "totp": link(account)},
    })
}

fn vault() -> Value {
    let mut items: Vec<Value> = ACCOUNTS.iter().map(item).collect();
    items.push(json!({"type": 2, "name": "note", "notes": "text", "secureNote": {"type": 0}}));
    items.push(json!({"type": 1, "name": "no code", "login": {"totp": null, "username": null}}));
    json!({"encrypted": false, "folders": [{"id": "f1", "name": "Работа"}], "items": items})
}

fn bytes(file: &Value) -> Vec<u8> {
    file.to_string().into_bytes()
}

fn seal(key: &[u8; 32], text: &[u8]) -> String {
    let keys = Hkdf::<Sha256>::from_prk(key).expect("32 bytes");
    let (mut cipher, mut mac) = ([0; 32], [0; 32]);
    keys.expand(b"enc", &mut cipher).expect("32 bytes");
    keys.expand(b"mac", &mut mac).expect("32 bytes");
    let iv = [9; 16];
    let sealed = cbc::Encryptor::<aes::Aes256>::new(&cipher.into(), &iv.into())
        .encrypt_padded_vec::<Pkcs7>(text);
    let mut mac = Hmac::<Sha256>::new_from_slice(&mac).expect("a key");
    mac.update(&iv);
    mac.update(&sealed);
    let parts = [iv.to_vec(), sealed, mac.finalize().into_bytes().to_vec()];
    format!("2.{}", parts.map(|part| STANDARD.encode(part)).join("|"))
}

const SALT: &str = "c2FsdCBhcyB0ZXh0";

fn sealed(key: &[u8; 32], kdf: &Value) -> Value {
    let mut file = json!({
        "encrypted": true, "passwordProtected": true, "salt": SALT,
        "encKeyValidation_DO_NOT_EDIT": seal(key, b"a uuid"),
        "data": seal(key, vault().to_string().as_bytes()),
    });
    for (name, value) in kdf.as_object().expect("an object") {
        file[name] = value.clone();
    }
    file
}

fn with_pbkdf2(password: &str) -> Value {
    let mut key = [0; 32];
    pbkdf2::pbkdf2_hmac::<Sha256>(password.as_bytes(), SALT.as_bytes(), 5_000, &mut key);
    sealed(&key, &json!({"kdfType": 0, "kdfIterations": 5_000}))
}

#[test]
fn reads_the_vault() {
    let parsed = gives(VAULT, &bytes(&vault()), None, &ACCOUNTS);
    assert!(parsed.holds_passwords && !parsed.encrypted && parsed.refused.is_empty());
    let mut old = vault();
    old.as_object_mut().expect("an object").remove("encrypted");
    gives(VAULT, &bytes(&old), None, &ACCOUNTS);
    survives_cutting(&bytes(&vault()), None, &ACCOUNTS);
}

#[test]
fn opens_with_a_password_by_either_derivation() {
    let file = bytes(&with_pbkdf2("пароль"));
    let parsed = gives(VAULT, &file, Some("пароль"), &ACCOUNTS);
    assert!(parsed.encrypted && !parsed.holds_passwords);
    survives_cutting(&file, Some("пароль"), &ACCOUNTS);

    let mut key = [0; 32];
    let params = argon2::Params::new(1024, 2, 1, None).expect("usual");
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(b"x", &Sha256::digest(SALT), &mut key)
        .expect("a key");
    let kdf = json!({"kdfType": 1, "kdfIterations": 2, "kdfMemory": 1, "kdfParallelism": 1});
    gives(VAULT, &bytes(&sealed(&key, &kdf)), Some("x"), &ACCOUNTS);
}

#[test]
fn wrong_password_damage_and_what_is_not_supported_differ() {
    let file = with_pbkdf2("x");
    let error = |file: &Value, password| read(&bytes(file), password).err();
    assert_eq!(error(&file, None), Some(ImportError::PasswordNeeded));
    assert_eq!(error(&file, Some("y")), Some(ImportError::WrongPassword));
    let mut changed = file.clone();
    changed["data"] = file["encKeyValidation_DO_NOT_EDIT"].clone();
    assert_eq!(error(&changed, Some("x")), Some(ImportError::Damaged));
    let mut cut = file.clone();
    cut["data"] = "2.AAAA|BBBB".into();
    assert_eq!(error(&cut, Some("x")), Some(ImportError::Damaged));
    for (key, value, expected) in [
        ("kdfType", 7, ImportError::Unsupported(Unsupported::Cipher)),
        ("kdfIterations", 100_000_000, ImportError::TooMuchEffort),
    ] {
        let mut other = file.clone();
        other[key] = value.into();
        assert_eq!(error(&other, Some("x")), Some(expected), "{key}");
    }
    let mut memory = file.clone();
    memory["kdfType"] = 1.into();
    memory["kdfIterations"] = 3.into();
    memory["kdfParallelism"] = 4.into();
    memory["kdfMemory"] = 1_000_000.into();
    assert_eq!(error(&memory, Some("x")), Some(ImportError::TooMuchEffort));
    let mut restricted = vault();
    restricted["encrypted"] = true.into();
    assert_eq!(
        error(&restricted, None),
        Some(ImportError::Unsupported(Unsupported::AccountRestricted))
    );
}

#[test]
fn folders_collections_notes_and_favourites_come_along() {
    let mut file = vault();
    file["items"][0]["folderId"] = "f1".into();
    file["items"][0]["favorite"] = true.into();
    file["items"][0]["notes"] = "заметка".into();
    let (_, parsed) = read(&bytes(&file), None).expect("readable");
    assert_eq!(parsed.found[0].tags, ["Работа"]);
    assert_eq!(parsed.found[0].note, "заметка");
    assert!(parsed.found[0].favourite && !parsed.found[1].favourite);

    let organisation = json!({
        "encrypted": false, "collections": [{"id": "c1", "name": "A"}, {"id": "c2", "name": "B/C"}],
        "items": [{"name": "x", "collectionIds": ["c2", null, "c1"], "login": {"totp": "JBSWY3DPEHPK3PXP"}}],
    });
    let (format, parsed) = read(&bytes(&organisation), None).expect("readable");
    assert_eq!(
        (format, parsed.found[0].tags.join("|")),
        (VAULT, "B/C|A".to_owned())
    );
}

#[test]
fn takes_bare_secrets_and_the_names_of_the_item() {
    let file = json!({"encrypted": false, "folders": [], "items": [
        {"name": "Site", "login": {"username": "me", "totp": "jbsw y3dp ehpk 3pxp"}},
        {"name": "My Steam", "login": {"username": "me", "totp": "steam://JBSWY3DPEHPK3PXP"}},
        {"name": "Site", "login": {"username": "me", "totp": "otpauth://totp?secret=JBSWY3DPEHPK3PXP"}},
    ]});
    let (_, parsed) = read(&bytes(&file), None).expect("readable");
    let names: Vec<_> = parsed
        .found
        .iter()
        .map(|found| format!("{}/{}", found.entry.issuer, found.entry.name))
        .collect();
    assert_eq!(names, ["Site/me", "My Steam/me", "Site/me"]);
    assert_eq!(parsed.found[1].entry.token.kind.name(), "steam");
}

#[test]
fn one_bad_item_costs_only_itself() {
    let mut file = vault();
    file["items"][1]["login"]["totp"] = "1019".into();
    file["items"][2]["login"] = "nothing".into();
    file["items"][3]["deletedDate"] = "2026-01-01T00:00:00.000Z".into();
    file["items"][5]["login"]["totp"] =
        "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=SHA3".into();
    let (_, parsed) = read(&bytes(&file), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (2, "not_base32"),
            (3, "entry_damaged"),
            (4, "entry_trashed"),
            (6, "unknown_algorithm")
        ]
    );
    assert_eq!(parsed.found.len(), ACCOUNTS.len() - 4);
}

#[test]
fn reads_the_table_of_the_vault() {
    let mut text = "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,\
                    login_password,login_totp\n"
        .to_owned();
    for account in ACCOUNTS {
        let issuer = account.issuer.replace('"', "\"\"");
        let link = link(&account);
        text += &format!(
            "A/B,1,login,\"{issuer}\",\"two\nlines\",,0,,{},pw,{link}\n",
            account.name
        );
    }
    text += ",,note,Note,text,,0,,,,\n";
    let parsed = gives(VAULT, text.as_bytes(), None, &ACCOUNTS);
    assert!(parsed.holds_passwords);
    assert_eq!(parsed.found[0].tags, ["A/B"]);
    assert_eq!(parsed.found[0].note, "two\nlines");
    assert!(parsed.found[0].favourite);
    let none = "collections,type,name,notes,fields,login_uri,login_username,login_password,login_totp\n\
                A,login,x,,,,me,pw,\n";
    assert_eq!(
        read(none.as_bytes(), None).err(),
        Some(ImportError::NoAccounts)
    );
}

#[test]
fn reads_the_authenticator_and_says_why_it_may_be_empty() {
    let items: Vec<Value> = ACCOUNTS.iter().map(item).collect();
    let file = json!({"encrypted": false, "items": items});
    let parsed = gives(AUTHENTICATOR, &bytes(&file), None, &ACCOUNTS);
    assert!(!parsed.holds_passwords);
    let empty = json!({"encrypted": false, "items": []});
    assert_eq!(
        read(&bytes(&empty), None).err(),
        Some(ImportError::OnlySynced)
    );
    let empty = "folder,favorite,type,name,login_uri,login_totp\n";
    assert_eq!(
        read(empty.as_bytes(), None).err(),
        Some(ImportError::OnlySynced)
    );
}

#[test]
fn reads_the_authenticators_tables_although_their_cells_do_not_fit() {
    let mut android = "folder,favorite,type,name,login_uri,login_totp\n".to_owned();
    let mut ios = "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,\
                   login_password,login_totp\n"
        .to_owned();
    for account in ACCOUNTS {
        let (issuer, link) = (account.issuer, link(&account));
        let Account { period, digits, .. } = account;
        // Nothing is quoted, whatever stands in it.
        let issuer = issuer.replace('"', "");
        android += &format!(",,1,{issuer},,{link},{issuer},{period},{digits}\n");
        ios += &format!(",,1,{issuer},,,0,,,,{link}\n\n");
    }
    gives(AUTHENTICATOR, android.as_bytes(), None, &ACCOUNTS);
    let parsed = gives(VAULT, ios.as_bytes(), None, &ACCOUNTS);
    assert!(!parsed.holds_passwords);
}

#[test]
fn a_long_name_of_a_folder_is_not_kept_without_end() {
    let folder = json!({"id": "1", "name": "x".repeat(1 << 20)});
    let item = json!({"type": 1, "name": "a", "folderId": "1", "login": {"totp": "MFRGG"}});
    let file =
        |count| json!({"encrypted": false, "folders": [folder], "items": vec![&item; count]});
    assert!(read(file(10).to_string().as_bytes(), None).is_ok());
    let many = read(file(100).to_string().as_bytes(), None).err();
    assert_eq!(many, Some(ImportError::TooLarge));
}
