//! 2FAuth (formats.md §3.13).

use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, of_kinds, read, refused, survives_cutting};

fn entry(account: &Account) -> Value {
    let kind = match account.kind {
        "steam" => "steamtotp",
        kind => kind,
    };
    let is_hotp = account.kind == "hotp";
    json!({
        "otp_type": kind, "account": account.name, "service": account.issuer, "icon": null,
        "secret": account.secret, "digits": account.digits,
        "algorithm": account.algorithm.to_lowercase(),
        "period": if is_hotp { Value::Null } else { account.period.into() },
        "counter": if is_hotp { account.counter.into() } else { Value::Null },
        "legacy_uri": null,
    })
}

fn file(entries: &[Value]) -> Vec<u8> {
    json!({"app": "2fauth_v5.4.3", "schema": 1, "datetime": "2024-01-01T00:00:00Z", "data": entries})
        .to_string()
        .into_bytes()
}

#[test]
fn reads_every_account_it_can_hold() {
    let accounts = of_kinds(&["totp", "hotp", "steam"]);
    let entries: Vec<Value> = accounts.iter().map(entry).collect();
    let parsed = gives("2fauth", &file(&entries), None, &accounts);
    assert!(parsed.refused.is_empty() && !parsed.encrypted);
    survives_cutting(&file(&entries), None, &accounts);
}

#[test]
fn the_link_stands_in_for_a_secret_that_is_missing() {
    let link = "otpauth://totp/Old:name?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&digits=8&period=60";
    let entries = [
        json!({"service": "New", "account": "", "secret": "", "legacy_uri": link}),
        json!({"legacy_uri": "otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP"}),
    ];
    let expected = Account {
        issuer: "New",
        name: "name",
        digits: 8,
        period: 60,
        ..ACCOUNTS[0]
    };
    let (_, parsed) = read(&file(&entries), None).expect("readable");
    assert_eq!(parsed.found.len(), 2);
    gives("2fauth", &file(&entries[..1]), None, &[expected]);
    let warnings = &parsed.found[1].warnings;
    assert!(warnings.contains(&otp::Warning::CounterMissing));
}

#[test]
fn the_fields_win_over_the_link() {
    let mut changed = entry(&ACCOUNTS[1]);
    changed["legacy_uri"] = "otpauth://totp/Old:name?secret=AAAAAAAAAAAAAAAA".into();
    gives("2fauth", &file(&[changed]), None, &[ACCOUNTS[1]]);
}

#[test]
fn one_bad_account_costs_only_itself() {
    let mut entries = vec![entry(&ACCOUNTS[1]); 6];
    entries[0]["otp_type"] = "push".into();
    entries[1]["algorithm"] = "sha3".into();
    entries[2]["secret"] = "0189".into();
    entries[3] = json!({"otp_type": "totp"});
    entries[4] = json!(null);
    let (_, parsed) = read(&file(&entries), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "unknown_type"),
            (2, "unknown_algorithm"),
            (3, "not_base32"),
            (4, "missing_secret"),
            (5, "entry_damaged"),
        ]
    );
    assert_eq!(parsed.found.len(), 1);
}
