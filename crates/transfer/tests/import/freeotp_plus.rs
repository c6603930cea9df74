//! FreeOTP+ (formats.md §3.8).

use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, of_kinds, read, refused, survives_cutting};

fn bytes(base32: &str) -> Vec<i8> {
    let secret = otp::Secret::from_base32(base32).expect("base32");
    let bytes = secret.expose().iter();
    bytes.map(|byte| byte.cast_signed()).collect()
}

fn entry(account: &Account) -> Value {
    let counter = i64::try_from(account.counter).expect("small") - 1;
    json!({
        "algo": account.algorithm, "counter": if account.kind == "hotp" { counter } else { 0 },
        "digits": account.digits, "issuerExt": account.issuer, "issuerInt": "old",
        "label": account.name, "period": account.period, "secret": bytes(account.secret),
        "type": if account.kind == "hotp" { "HOTP" } else { "TOTP" },
    })
}

fn file(entries: &[Value]) -> Vec<u8> {
    let order: Vec<&str> = entries.iter().map(|_| "GitHub:mona").collect();
    json!({"tokenOrder": order, "tokens": entries})
        .to_string()
        .into_bytes()
}

#[test]
fn reads_every_account_it_can_hold() {
    // An account of Steam is one by its issuer; the empty issuer falls back to the first one.
    let accounts = of_kinds(&["totp", "hotp", "steam"]);
    let expected: Vec<Account> = accounts
        .iter()
        .map(|account| match account.issuer {
            "" => Account {
                issuer: "old",
                ..*account
            },
            _ => *account,
        })
        .collect();
    let entries: Vec<Value> = accounts.iter().map(entry).collect();
    let parsed = gives("freeotp-plus", &file(&entries), None, &expected);
    assert!(parsed.refused.is_empty() && !parsed.encrypted);
    survives_cutting(&file(&entries), None, &expected);
}

#[test]
fn the_counter_in_the_file_is_the_last_one_used() {
    let mut first = entry(&ACCOUNTS[5]);
    first["counter"] = (-1).into();
    let mut missing = entry(&ACCOUNTS[5]);
    missing["counter"] = Value::Null;
    let expected = Account {
        counter: 0,
        ..ACCOUNTS[5]
    };
    let parsed = gives(
        "freeotp-plus",
        &file(&[first, missing]),
        None,
        &[expected; 2],
    );
    let warned = |index: usize| {
        let warnings = &parsed.found[index].warnings;
        warnings.contains(&otp::Warning::CounterMissing)
    };
    assert!(!warned(0) && warned(1));
}

#[test]
fn a_placeholder_is_replaced_by_the_name_in_the_order() {
    let mut account = entry(&ACCOUNTS[1]);
    account["label"] = "{token.label}".into();
    let expected = Account {
        name: "mona",
        ..ACCOUNTS[1]
    };
    gives("freeotp-plus", &file(&[account]), None, &[expected]);
}

#[test]
fn one_bad_account_costs_only_itself() {
    let mut entries = vec![entry(&ACCOUNTS[1]); 7];
    entries[0]["secret"] = json!([300]);
    entries[1]["secret"] = Value::Null;
    entries[2]["type"] = "PUSH".into();
    entries[3]["algo"] = "SHA3".into();
    entries[4] = json!(7);
    entries[5]["period"] = 0.into();
    let (_, parsed) = read(&file(&entries), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "entry_damaged"),
            (2, "empty_secret"),
            (3, "unknown_type"),
            (4, "unknown_algorithm"),
            (5, "entry_damaged"),
            (6, "bad_period"),
        ]
    );
    assert_eq!(parsed.found.len(), 1);
}

#[test]
fn everything_absent_takes_its_default() {
    let file = json!({"tokens": [{"secret": [72, 101, 108, 108, 111], "type": "TOTP"}]});
    let (_, parsed) = read(file.to_string().as_bytes(), None).expect("readable");
    let entry = &parsed.found[0].entry;
    assert_eq!(entry.token.kind.digits(), 6);
    assert_eq!((entry.issuer.as_str(), entry.name.as_str()), ("", ""));
}
