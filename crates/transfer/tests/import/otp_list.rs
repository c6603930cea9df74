//! `{"otp_list": […]}` (formats.md §3.12).

use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, read, refused, survives_cutting};

#[test]
fn reads_names_and_keys() {
    let accounts = ACCOUNTS[..2].iter();
    let accounts: Vec<Account> = accounts.map(|a| Account { issuer: "", ..*a }).collect();
    let entries = accounts.iter();
    let entries: Vec<Value> = entries
        .map(|account| json!({"name": account.name, "key": account.secret.to_lowercase()}))
        .collect();
    let file = json!({"otp_list": entries}).to_string();
    let parsed = gives("otp-list", file.as_bytes(), None, &accounts);
    assert!(parsed.refused.is_empty() && !parsed.encrypted);
    survives_cutting(file.as_bytes(), None, &accounts);
}

#[test]
fn one_bad_account_costs_only_itself() {
    let file = json!({"otp_list": [
        {"name": "a", "key": "0189"},
        {"name": "b"},
        {"name": {"c": 1}, "key": "JBSWY3DPEHPK3PXP"},
        {"name": "d", "key": "otpauth://totp/?secret=JBSWY3DPEHPK3PXP&digits=8"},
    ]});
    let (_, parsed) = read(file.to_string().as_bytes(), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [(1, "not_base32"), (2, "empty_secret"), (3, "entry_damaged")]
    );
    let entry = &parsed.found[0].entry;
    assert_eq!((entry.name.as_str(), entry.token.kind.digits()), ("d", 8));
}
