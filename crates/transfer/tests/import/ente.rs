//! Ente Auth (formats.md §3.3).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dryoc::classic::crypto_secretstream_xchacha20poly1305 as secretstream;
use propusk_transfer::import::{ImportError, Parsed, Unsupported};
use serde_json::{Value, json};

use crate::canonical::{Account, gives, of_kinds, read, refused, survives_cutting};
use crate::links::{escaped, link};

fn all() -> Vec<Account> {
    of_kinds(&["totp", "hotp", "steam"])
}

/// A link as Ente writes it: the names of the hashes in small letters, blanks as `+`.
fn line(account: &Account, display: &Value) -> String {
    let algorithm = account.algorithm;
    let uri = link(account).replace(algorithm, &algorithm.to_lowercase());
    let display = escaped(&display.to_string()).replace("%20", "+");
    format!("{uri}&codeDisplay={display}")
}

fn display() -> Value {
    json!({
        "pinned": false, "trashed": false, "lastUsedAt": 0, "tapCount": 0, "tags": [],
        "note": "", "position": 0, "iconSrc": "", "iconID": "",
    })
}

fn list() -> String {
    let lines: Vec<_> = all()
        .iter()
        .map(|account| line(account, &display()))
        .collect();
    lines.join("\n")
}

const MESSAGE: u8 = 0;
const FINAL: u8 = 3;

fn encrypted(text: &[u8], password: &str, tag: u8) -> Value {
    let (salt, header) = ([7; 16], [9; 24]);
    let params = argon2::Params::new(64, 1, 1, None).expect("small");
    let argon2 = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let mut key = [0; 32];
    argon2
        .hash_password_into(password.as_bytes(), &salt, &mut key)
        .expect("a key");
    let mut state = secretstream::State::new();
    // The state of reader and writer is the same; this one takes a header that is given.
    secretstream::crypto_secretstream_xchacha20poly1305_init_pull(&mut state, &header, &key);
    let mut sealed = vec![0; text.len() + 17];
    secretstream::crypto_secretstream_xchacha20poly1305_push(
        &mut state,
        &mut sealed,
        text,
        None,
        tag,
    )
    .expect("sealed");
    json!({
        "version": 1,
        "kdfParams": {"memLimit": 65_536, "opsLimit": 1, "salt": STANDARD.encode(salt)},
        "encryptedData": STANDARD.encode(sealed),
        "encryptionNonce": STANDARD.encode(header),
    })
}

fn bytes(file: &Value) -> Vec<u8> {
    file.to_string().into_bytes()
}

fn names(parsed: &Parsed) -> Vec<&str> {
    let found = parsed.found.iter();
    found.map(|found| found.entry.name.as_str()).collect()
}

#[test]
fn reads_a_list_in_every_shape() {
    let quoted: Vec<_> = list().lines().map(|line| format!("\"{line}\"")).collect();
    for text in [
        list(),
        format!("# mine\n\n{}\n", list().replace('\n', "\r\n")),
        list().replace('\n', ","),
        list().replace('\n', ",\n"),
        quoted.join("\n"),
    ] {
        let parsed = gives("ente", text.as_bytes(), None, &all());
        assert!(!parsed.encrypted && parsed.refused.is_empty());
    }
    // Old files have nothing of Ente but the commas.
    let old: Vec<_> = all().iter().map(link).collect();
    gives("ente", old.join(",").as_bytes(), None, &all());
}

#[test]
fn a_list_without_anything_of_ente_is_any_list() {
    let links: Vec<_> = all().iter().map(link).collect();
    gives("uri-list", links.join("\n").as_bytes(), None, &all());
    let table = format!("name,login_totp\nx,{}\n", links[0]);
    let found = read(table.as_bytes(), None).map(|(format, _)| format);
    assert_ne!(found.ok(), Some("ente"));
}

#[test]
fn what_ente_knows_of_an_account_comes_along() {
    let mut known = display();
    known["pinned"] = true.into();
    known["tags"] = json!(["Работа", "a%2Cb", ""]);
    known["note"] = "два слова + 100% & \"more\"".into();
    let mut trashed = display();
    trashed["trashed"] = true.into();
    let lines = [
        line(&all()[0], &known),
        line(&all()[1], &trashed),
        format!("{}&codeDisplay=%7Bnonsense", link(&all()[2])),
        line(&all()[3], &Value::Null),
        "otpauth://totp/x?secret=MFRGG&algorithm=sha3&codeDisplay=%7B%7D".to_owned(),
        "nonsense".to_owned(),
    ];
    let (_, parsed) = read(lines.join("\n").as_bytes(), None).expect("readable");
    assert_eq!(parsed.found[0].tags, ["Работа", "a,b"]);
    assert_eq!(parsed.found[0].note, "два слова + 100% & \"more\"");
    assert!(parsed.found[0].favourite && !parsed.found[1].favourite);
    assert_eq!(
        names(&parsed),
        [all()[0].name, all()[2].name, all()[3].name]
    );
    assert_eq!(
        refused(&parsed),
        [
            (2, "entry_trashed"),
            (5, "unknown_algorithm"),
            (6, "not_otp_text")
        ]
    );
    assert_eq!(parsed.refused[0].issuer, all()[1].issuer);
    assert_eq!(parsed.refused[0].name, all()[1].name);
}

#[test]
fn opens_an_encrypted_file_whatever_the_tag_of_its_message() {
    for tag in [MESSAGE, FINAL] {
        let file = encrypted(list().as_bytes(), "пароль", tag);
        let parsed = gives("ente", &bytes(&file), Some("пароль"), &all());
        assert!(parsed.encrypted);
        let error = |password| read(&bytes(&file), password).err();
        assert_eq!(error(None), Some(ImportError::PasswordNeeded));
        assert_eq!(error(Some("Пароль")), Some(ImportError::WrongPassword));
        survives_cutting(&bytes(&file), Some("пароль"), &all());
    }
}

#[test]
fn opens_what_libsodium_wrote() {
    // Made by `crypto_pwhash` (Argon2id, 8 KiB, 1 pass) and
    // `crypto_secretstream_xchacha20poly1305_push` of libsodium itself.
    let file = json!({
        "version": 1,
        "kdfParams": {"memLimit": 8192, "opsLimit": 1, "salt": "AAECAwQFBgcICQoLDA0ODw=="},
        "encryptedData": "2kBZ0C81CA2HGqsvdIp8Om8NjgEAkheMn29ieXZsHiK7RAaxlsoi3kqjq+p7AZVtOgcmRDXJDC9bIrBAocZH/49V7cLfWm3Br4pNyJTIYm4l+w==",
        "encryptionNonce": "BP8aCCNhjhMK6agA+DyVLijIDz03YhKz",
    });
    let (_, parsed) = read(&bytes(&file), Some("sodium")).expect("readable");
    assert_eq!(names(&parsed), ["mona"]);
}

#[test]
fn tells_damage_effort_and_newer_versions_apart() {
    let whole = encrypted(list().as_bytes(), "x", FINAL);
    let error = |file: &Value| read(&bytes(file), Some("x")).err();
    let params = |key: &str, value: Value| {
        let mut file = whole.clone();
        file["kdfParams"][key] = value;
        error(&file)
    };
    let effort = Some(ImportError::TooMuchEffort);
    let damaged = Some(ImportError::Damaged);
    assert_eq!(params("memLimit", (1_u64 << 31).into()), effort);
    assert_eq!(params("opsLimit", 65.into()), effort);
    assert_eq!(params("opsLimit", u64::MAX.into()), effort);
    assert_eq!(params("memLimit", 0.into()), damaged);
    assert_eq!(params("opsLimit", Value::Null), damaged);
    assert_eq!(params("salt", "%".into()), damaged);
    for (key, value) in [
        ("encryptedData", "AAAA".into()),
        ("encryptedData", Value::Null),
        ("encryptionNonce", "AAAA".into()),
        ("kdfParams", Value::Null),
    ] {
        let mut file = whole.clone();
        file[key] = value;
        assert_eq!(error(&file), damaged, "{key}");
    }
    assert_eq!(error(&encrypted(b"\xff", "x", FINAL)), damaged);
    let none = error(&encrypted(b"", "x", FINAL));
    assert_eq!(none, Some(ImportError::NoAccounts));
    let mut newer = whole;
    newer["version"] = 2.into();
    assert_eq!(
        error(&newer),
        Some(ImportError::Unsupported(Unsupported::NewerVersion))
    );
}

#[test]
fn reads_links_in_json() {
    let items: Vec<Value> = all()
        .iter()
        .map(|account| json!({"rawData": link(account), "display": display()}))
        .collect();
    let mut file = json!({"items": items});
    gives("ente", &bytes(&file), None, &all());
    survives_cutting(&bytes(&file), None, &all());
    file["items"][0]["display"]["tags"] = json!(["Работа"]);
    file["items"][1]["display"]["trashed"] = true.into();
    file["items"][2] = json!([]);
    file["items"][3]["rawData"] = Value::Null;
    file["items"][4]["display"] = Value::Null;
    let (_, parsed) = read(&bytes(&file), None).expect("readable");
    assert_eq!(parsed.found[0].tags, ["Работа"]);
    assert_eq!(
        refused(&parsed),
        [
            (2, "entry_trashed"),
            (3, "entry_damaged"),
            (4, "entry_damaged")
        ]
    );
    let cotp: Value = all().iter().map(|account| json!(link(account))).collect();
    gives("ente", &bytes(&json!({"items": cotp})), None, &all());
}
