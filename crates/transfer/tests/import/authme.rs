//! Authme (formats.md §3.14).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use propusk_transfer::import::{ImportError, Unsupported};
use serde_json::{Value, json};

use crate::canonical::{Account, gives, of_kinds, read, refused, survives_cutting};

fn file(codes: &str) -> Vec<u8> {
    let codes = STANDARD.encode(codes);
    json!({"role": "codes", "encrypted": false, "codes": codes, "date": "2023", "version": 3})
        .to_string()
        .into_bytes()
}

fn lines(account: &Account) -> String {
    let Account {
        name,
        secret,
        issuer,
        ..
    } = account;
    format!("\nName:   {name} \nSecret: {secret} \nIssuer: {issuer} \nType:   OTP_TOTP\n")
}

#[test]
fn reads_what_its_lines_can_hold() {
    let accounts = of_kinds(&["totp"]).into_iter();
    let accounts: Vec<Account> = accounts.filter(|a| a.period == 30).collect();
    let codes: String = accounts.iter().map(lines).collect();
    let parsed = gives("authme", &file(&codes), None, &accounts);
    assert!(parsed.refused.is_empty() && !parsed.encrypted);
    gives(
        "authme",
        &file(&codes.replace('\n', "\r\n")),
        None,
        &accounts,
    );
    survives_cutting(&file(&codes), None, &accounts);
}

#[test]
fn one_bad_account_costs_only_itself() {
    let codes = "Name: a\nSecret: JBSWY3DPEHPK3PXP\nIssuer: x:y\nType: OTP_TOTP\n\
                 Name: b\nIssuer: B\nType: OTP_TOTP\n\
                 Name: c\nSecret: JBSWY3DPEHPK3PXP\nType: OTP_PUSH\n\
                 Name: d\nSecret: 0189\n\
                 what: is this\n\n\
                 Name: e\nSecret: JBSWY3DPEHPK3PXP\nType: OTP_HOTP";
    let (_, parsed) = read(&file(codes), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (2, "missing_secret"),
            (3, "unknown_type"),
            (4, "not_base32")
        ]
    );
    assert_eq!(parsed.refused[0].issuer, "B");
    let names: Vec<_> = parsed.found.iter().map(|f| f.entry.name.as_str()).collect();
    assert_eq!(names, ["a", "e"]);
    assert_eq!(parsed.found[0].entry.issuer, "x:y");
}

#[test]
fn tells_damage_from_an_encrypted_and_an_empty_file() {
    let mut text: Value = serde_json::from_slice(&file("")).expect("JSON");
    let error = |text: &Value| read(text.to_string().as_bytes(), Some("x")).err();
    assert_eq!(error(&text), Some(ImportError::NoAccounts));
    text["codes"] = "?".into();
    assert_eq!(error(&text), Some(ImportError::Damaged));
    text["encrypted"] = true.into();
    let unsupported = ImportError::Unsupported(Unsupported::Cipher);
    assert_eq!(error(&text), Some(unsupported));
}
