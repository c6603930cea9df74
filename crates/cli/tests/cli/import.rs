//! `import`: files of other apps, with and without a vault.

use serde_json::{Value, json};

use crate::desk::{Desk, Ran};
use crate::pictures;

const PLAIN: &str = "otpauth://totp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bank\n\
                     otpauth://hotp/Shop:me?secret=KRSXG5DTKRSXG5DTKRSXG5DTKRSXG5DT&issuer=Shop&counter=5\n\
                     otpauth://totp/Bad:me?secret=JBSW1&issuer=Bad\n\
                     otpauth://totp/Again:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Again\n";

fn json_of(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("JSON: {ran:?}"))
}

fn names(list: &Value) -> Vec<&str> {
    let list = list.as_array().expect("a list");
    list.iter()
        .map(|entry| entry["issuer"].as_str().expect("a name"))
        .collect()
}

#[test]
fn a_dry_run_needs_no_vault_and_makes_none() {
    let desk = Desk::bare();
    let file = desk.file("list.txt", PLAIN.as_bytes());
    let ran = desk.run(&["import", &file, "--dry-run", "--json"], "");
    assert_eq!(ran.status, 0, "{ran:?}");
    let found = json_of(&ran);
    assert_eq!(found["format"], "uri-list");
    assert_eq!(names(&found["added"]), ["Bank", "Shop"]);
    assert_eq!(names(&found["duplicates"]), ["Again"]);
    assert_eq!(found["skipped"][0]["reason"], "not_base32");
    assert!(!ran.out.contains("GEZDG"), "a secret was not asked for");
    assert!(!desk.data_dir().join("vault.age").exists());
}

#[test]
fn adds_in_one_save_and_knows_what_is_there() {
    let desk = Desk::with_keyring();
    let file = desk.file("list.txt", PLAIN.as_bytes());
    let first = desk.run(&["import", &file, "--json"], "");
    assert_eq!(first.status, 0, "{first:?}");
    let again = desk.run(&["import", &file, "--json"], "");
    assert_eq!(again.status, 1, "{again:?}");
    let found = json_of(&again);
    assert_eq!(names(&found["duplicates"]), ["Bank", "Shop", "Again"]);
    assert_eq!(found["added"], json!([]));

    let other = "otpauth://totp/Bank:me?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK&issuer=Bank";
    let file = desk.file("other.txt", other.as_bytes());
    let conflict = desk.run(&["import", &file, "--json"], "");
    assert_eq!(conflict.status, 0, "{conflict:?}");
    assert_eq!(names(&json_of(&conflict)["conflicts"]), ["Bank"]);
    let list = desk.run(&["list", "--json"], "");
    assert_eq!(names(&json_of(&list)), ["Bank", "Shop", "Bank"]);
    let points = desk.run(&["snapshots", "--json"], "");
    assert!(!json_of(&points).as_array().expect("a list").is_empty());
}

#[test]
fn transfers_in_pictures_come_in_any_order() {
    let accounts: Vec<otp::Entry> = (0..25)
        .map(|number| {
            let secret = otp::Secret::from_bytes(vec![number + 1; 20]).expect("a secret");
            let uri = format!(
                "otpauth://totp/Site%20{number}:me?secret={}",
                secret.to_base32().as_str()
            );
            otp::uri::parse(&uri).expect("a link")
        })
        .collect();
    let desk = Desk::bare();
    let uris = otp::migration::write(&accounts).expect("Google can hold them");
    let files: Vec<String> = uris
        .iter()
        .enumerate()
        .map(|(place, uri)| desk.file(&format!("{place}.png"), &pictures::qr(uri)))
        .collect();
    let import = |files: &[&String]| {
        let mut arguments = vec!["import", "--dry-run", "--json"];
        arguments.extend(files.iter().map(|file| file.as_str()));
        let ran = desk.run(&arguments, "");
        assert_eq!(ran.status, 0, "{ran:?}");
        json_of(&ran)
    };
    let all = import(&[&files[2], &files[0], &files[0], &files[1]]);
    assert_eq!(all["added"].as_array().map(Vec::len), Some(25));
    assert_eq!(all["duplicates"], json!([]), "a repeat adds nothing");
    assert_eq!(all["incomplete"], Value::Null);
    assert!(
        all["added"][0]["warnings"]
            .to_string()
            .contains("migration_period")
    );
    let some = import(&[&files[2], &files[0]]);
    assert_eq!(some["incomplete"], json!([{"read": 2, "of": 3}]));
}

#[test]
fn bad_files_have_their_codes_and_touch_nothing() {
    let desk = Desk::bare();
    let encrypted = json!({"version": 1, "header": {"slots": [{
        "type": 1, "uuid": "0", "key": "00".repeat(32), "salt": "00".repeat(32),
        "key_params": {"nonce": "00".repeat(12), "tag": "00".repeat(16)}, "n": 1024, "r": 8, "p": 1,
    }], "params": {"nonce": "00".repeat(12), "tag": "00".repeat(16)}}, "db": "AAAA"});
    let mut costly = encrypted.clone();
    costly["header"]["slots"][0]["n"] = (1u64 << 30).into();
    let [encrypted, costly] = [encrypted, costly].map(|file| file.to_string());
    let deep = "[".repeat(200_000);
    let table: &[(&[u8], &str, &str, i32)] = &[
        (b"", "", "empty_input", 1),
        (b"hello", "", "unknown_text", 1),
        (b"{\"a\": 1}", "", "unknown_json", 1),
        (b"{\"a\": ", "", "damaged", 1),
        (deep.as_bytes(), "", "damaged", 1),
        (&[0x85, 1, 12, 3, 0, 0], "", "unsupported", 1),
        (encrypted.as_bytes(), "", "password_needed", 1),
        (encrypted.as_bytes(), "no\n", "wrong_password", 4),
        (costly.as_bytes(), "no\n", "too_much_effort", 1),
    ];
    for (bytes, password, code, status) in table {
        let file = desk.file("file", bytes);
        let mut arguments = vec!["import", &file, "--dry-run", "--json"];
        if !password.is_empty() {
            arguments.push("--password-stdin");
        }
        let ran = desk.run(&arguments, password);
        assert_eq!(
            (ran.status, &json_of(&ran)["error"]),
            (*status, &json!(code)),
            "{ran:?}"
        );
        assert!(
            ran.err.lines().count() >= 2,
            "what happened and what to do: {ran:?}"
        );
    }
    let large = desk.folder().join("large");
    let file = std::fs::File::create(&large).expect("made");
    file.set_len((64 << 20) + 1).expect("a hole");
    let ran = desk.run(&["import", large.to_str().expect("text"), "--json"], "");
    assert_eq!(json_of(&ran)["error"], "too_large");
    assert!(!desk.data_dir().join("vault.age").exists());
}

#[test]
fn formats_are_listed() {
    let desk = Desk::bare();
    let ran = desk.run(&["formats", "--json"], "");
    let formats = json_of(&ran);
    let formats = formats.as_array().expect("a list");
    assert!(formats.iter().any(|format| format["format"] == "aegis"));
    let words = desk.run(&["formats"], "");
    assert_eq!(words.out.lines().count(), formats.len());
}
