//! Twinkey (formats.md §3.18).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use otp::{Counter, Digits, Period};
use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, of_kinds, read, refused, survives_cutting};

fn entry(account: &Account) -> Value {
    let digits = Digits::try_from(u32::from(account.digits)).expect("digits");
    let algorithm = account.algorithm.parse().expect("a hash");
    let secret = otp::Secret::from_base32(account.secret).expect("base32");
    let bytes = STANDARD.encode(secret.expose());
    let kind = match account.kind {
        "hotp" => otp::Kind::Hotp {
            algorithm,
            digits,
            counter: Counter::try_from(account.counter).expect("a counter"),
        },
        _ => otp::Kind::Totp {
            algorithm,
            digits,
            period: Period::try_from(account.period).expect("a period"),
        },
    };
    let token = otp::Token { secret, kind };
    let entry = otp::Entry::new(account.issuer, account.name, token);
    let link = otp::uri::write(&entry).to_string();
    let start = link.find("secret=").expect("a secret");
    let end = link[start..].find('&').expect("more") + start + 1;
    json!({"url": format!("{}{}", &link[..start], &link[end..]), "secret": bytes})
}

#[test]
fn reads_every_account_it_can_hold() {
    let accounts = of_kinds(&["totp", "hotp"]);
    let entries: Vec<Value> = accounts.iter().map(entry).collect();
    let file = Value::from(entries).to_string();
    let parsed = gives("twinkey", file.as_bytes(), None, &accounts);
    assert!(parsed.refused.is_empty() && !parsed.encrypted);
    survives_cutting(file.as_bytes(), None, &accounts);
}

#[test]
fn one_bad_account_costs_only_itself() {
    let good = entry(&ACCOUNTS[0]);
    let file = json!([
        {"url": "otpauth://totp/a:b", "secret": "SGVsbG8"},
        {"url": "otpauth://totp/a:b", "secret": "?"},
        {"url": "otpauth://totp/a:b", "secret": null},
        {"url": "otpauth://push/a:b?x=1", "secret": "SGVsbG8="},
        {"url": "otpauth://totp/a:b?algorithm=SHA3", "secret": "SGVsbG8="},
        {"secret": "SGVsbG8="},
        7,
        good,
    ]);
    let (_, parsed) = read(file.to_string().as_bytes(), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (2, "entry_damaged"),
            (3, "missing_secret"),
            (4, "unknown_type"),
            (5, "unknown_algorithm"),
            (6, "not_otp_text"),
            (7, "entry_damaged"),
        ]
    );
    assert_eq!(parsed.found.len(), 2);
}

#[test]
fn a_whole_link_is_taken_as_it_is() {
    let file = json!([{"name": "b", "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "issuer": "a", "type": "totp",
        "url": "otpauth://totp/b?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=a"}]);
    let (_, parsed) = read(file.to_string().as_bytes(), None).expect("readable");
    let secret = parsed.found[0].entry.token.secret_text();
    assert_eq!(secret.as_str(), "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
}
