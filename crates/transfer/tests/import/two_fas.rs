//! 2FAS (formats.md §3.2).

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use propusk_transfer::import::{ImportError, Unsupported};
use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, of_kinds, read, refused, survives_cutting};

fn all() -> Vec<Account> {
    of_kinds(&["totp", "hotp", "steam"])
}

fn service(account: &Account) -> Value {
    let mut otp = json!({
        "issuer": account.issuer, "account": account.name, "label": account.name,
        "digits": account.digits, "algorithm": account.algorithm, "source": "Link",
        "tokenType": account.kind.to_uppercase(),
    });
    match account.kind {
        "hotp" => otp["counter"] = account.counter.into(),
        _ => otp["period"] = account.period.into(),
    }
    json!({
        "name": account.issuer, "secret": account.secret, "updatedAt": 1_700_000_000_000_u64,
        "serviceTypeID": "0", "otp": otp, "order": {"position": 0},
        "icon": {"selected": "Label"}, "badge": {"color": "Default"},
    })
}

fn services(accounts: &[Account]) -> Value {
    accounts.iter().map(service).collect()
}

fn file(version: u64, services: &Value) -> Value {
    json!({
        "schemaVersion": version, "appOrigin": "android", "appVersionCode": 5_000_000,
        "services": services, "groups": [{"id": "g", "name": "Работа", "isExpanded": true}],
    })
}

fn bytes(file: &Value) -> Vec<u8> {
    file.to_string().into_bytes()
}

fn seal(text: &[u8], password: &str, salt: &[u8], nonce: [u8; 12]) -> String {
    let mut key = [0; 32];
    pbkdf2::pbkdf2_hmac::<sha2::Sha256>(password.as_bytes(), salt, 10_000, &mut key);
    let cipher = Aes256Gcm::new(&key.into());
    let sealed = cipher.encrypt(&Nonce::from(nonce), text).expect("sealed");
    let parts = [sealed.as_slice(), salt, nonce.as_slice()];
    parts.map(|part| STANDARD.encode(part)).join(":")
}

fn encrypted(services: &Value, password: &str, salt: &[u8]) -> Value {
    let mut file = file(4, &json!([]));
    let text = services.to_string();
    file["servicesEncrypted"] = seal(text.as_bytes(), password, salt, [9; 12]).into();
    file["reference"] = seal(&[b'r'; 256], password, salt, [8; 12]).into();
    file
}

#[test]
fn reads_the_schemas_that_know_the_kinds() {
    for version in [3, 4] {
        let written = bytes(&file(version, &services(&all())));
        let parsed = gives("2fas", &written, None, &all());
        assert!(!parsed.encrypted && parsed.refused.is_empty());
        survives_cutting(&written, None, &all());
    }
    let newer = read(&bytes(&file(5, &services(&all()))), None).err();
    assert_eq!(
        newer,
        Some(ImportError::Unsupported(Unsupported::NewerVersion))
    );
}

#[test]
fn reads_the_old_schemas() {
    let mut second = services(&of_kinds(&["totp"]));
    for service in second.as_array_mut().expect("a list") {
        let otp = service["otp"].as_object_mut().expect("an object");
        otp.remove("tokenType");
    }
    gives(
        "2fas",
        &bytes(&file(2, &second)),
        None,
        &of_kinds(&["totp"]),
    );
    let usual = &ACCOUNTS[..2];
    let first: Value = usual
        .iter()
        .map(|account| {
            json!({
                "name": account.issuer, "secret": account.secret,
                "otp": {"account": account.name, "label": format!("{}:{}", account.issuer, account.name)},
            })
        })
        .collect();
    gives("2fas", &bytes(&file(1, &first)), None, usual);
}

#[test]
fn opens_with_the_salt_of_either_system() {
    for salt in [&[7; 256][..], &[7; 32]] {
        let mut file = encrypted(&services(&all()), "пароль", salt);
        let parsed = gives("2fas", &bytes(&file), Some("пароль"), &all());
        assert!(parsed.encrypted);
        file["reference"] = Value::Null;
        gives("2fas", &bytes(&file), Some("пароль"), &all());
        survives_cutting(&bytes(&file), Some("пароль"), &all());
    }
}

#[test]
fn tells_a_wrong_password_from_damage() {
    let salt = [7; 32];
    let mut file = encrypted(&services(&all()), "x", &salt);
    let error = |file: &Value, password| read(&bytes(file), password).err();
    assert_eq!(error(&file, None), Some(ImportError::PasswordNeeded));
    assert_eq!(error(&file, Some("X")), Some(ImportError::WrongPassword));
    let sealed = file["servicesEncrypted"].as_str().expect("a text");
    let parts: Vec<_> = sealed.split(':').map(str::to_owned).collect();
    let mut body = STANDARD.decode(&parts[0]).expect("Base64");
    body[3] ^= 1;
    let changed = [STANDARD.encode(body), parts[1].clone(), parts[2].clone()].join(":");
    file["servicesEncrypted"] = changed.into();
    assert_eq!(error(&file, Some("x")), Some(ImportError::Damaged));
    assert_eq!(error(&file, Some("X")), Some(ImportError::WrongPassword));
    for broken in ["", ":", "AAAA:AAAA", "AAAA:AAAA:AAAA", "%:%:%"].map(|text| {
        let mut whole = file.clone();
        whole["servicesEncrypted"] = format!("{text}:").into();
        whole
    }) {
        assert_eq!(error(&broken, Some("x")), Some(ImportError::Damaged));
    }
    let no_text = seal(b"\xff", "x", &salt, [1; 12]);
    let no_json = seal(b"[", "x", &salt, [1; 12]);
    for sealed in [no_text, no_json] {
        file["servicesEncrypted"] = sealed.into();
        assert_eq!(error(&file, Some("x")), Some(ImportError::Damaged));
    }
}

#[test]
fn groups_come_along_also_when_encrypted() {
    let mut services = services(&all());
    services[1]["groupId"] = "g".into();
    services[2]["groupId"] = "gone".into();
    let file = encrypted(&services, "x", &[7; 32]);
    let (_, parsed) = read(&bytes(&file), Some("x")).expect("readable");
    let tags: Vec<_> = parsed.found.iter().map(|found| &found.tags).collect();
    assert_eq!(tags[1], &["Работа"]);
    assert!(tags[0].is_empty() && tags[2].is_empty());
}

#[test]
fn takes_the_names_from_the_fields_and_then_from_the_link() {
    let link = "otpauth://totp/Old%3Aold%20name?secret=[hidden]&issuer=Old";
    let otp =
        |fields: Value| json!([{"name": "Shown", "secret": "jbswy3dpehpk3pxp", "otp": fields}]);
    let names = |fields: Value| {
        let (_, parsed) = read(&bytes(&file(4, &otp(fields))), None).expect("readable");
        let entry = parsed.found[0].entry.clone();
        (entry.issuer, entry.name)
    };
    let pair = |issuer: &str, name: &str| (issuer.to_owned(), name.to_owned());
    assert_eq!(names(json!({"link": link})), pair("Shown", "old name"));
    assert_eq!(
        names(json!({"link": link, "account": "new", "issuer": "New"})),
        pair("New", "new")
    );
    assert_eq!(names(json!({"link": "nonsense"})), pair("Shown", ""));
    assert_eq!(
        names(json!({"issuer": null, "account": ""})),
        pair("Shown", "")
    );
}

#[test]
fn one_bad_service_costs_only_itself() {
    let mut services = services(&all());
    services[0]["otp"]["algorithm"] = "SHA3".into();
    services[1]["otp"]["tokenType"] = "PUSH".into();
    services[2]["secret"] = "0189".into();
    services[3]["otp"] = "nothing".into();
    services[4]["otp"]["period"] = (-1).into();
    services[5]["otp"]["digits"] = "262".into();
    services[6]["secret"] = Value::Null;
    services[7]["otp"]["algorithm"] = Value::Null;
    services
        .as_array_mut()
        .expect("a list")
        .push(json!([[[[[[]]]]]]));
    let (_, parsed) = read(&bytes(&file(4, &services)), None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "unknown_algorithm"),
            (2, "unknown_type"),
            (3, "not_base32"),
            (4, "entry_damaged"),
            (5, "bad_period"),
            (6, "bad_digits"),
            (7, "missing_secret"),
            (9, "entry_damaged"),
        ]
    );
    assert_eq!(parsed.found.len(), 1);
    assert_eq!(parsed.refused[0].reason.detail().as_deref(), Some("SHA3"));
    assert_eq!(parsed.refused[2].issuer, all()[2].issuer);
}

#[test]
fn everything_absent_takes_its_default() {
    let services = json!([
        {"secret": "JBSWY3DPEHPK3PXP"},
        {"secret": "JBSWY3DPEHPK3PXP", "name": null, "otp": null, "groupId": null},
        {"secret": "JBSWY3DPEHPK3PXP", "otp": {"tokenType": "HOTP"}},
        {"secret": "JBSWY3DPEHPK3PXP", "otp": {"algorithm": "SHA384", "digits": "8"}},
    ]);
    let (_, parsed) = read(&bytes(&file(4, &services)), None).expect("readable");
    assert!(parsed.refused.is_empty(), "{:?}", parsed.refused);
    let missing = otp::Warning::CounterMissing;
    assert!(parsed.found[2].warnings.contains(&missing));
    let kind = &parsed.found[3].entry.token.kind;
    assert_eq!((kind.algorithm().name(), kind.digits()), ("SHA384", 8));
    let none = read(&bytes(&file(4, &Value::Null)), None).err();
    assert_eq!(none, Some(ImportError::NoAccounts));
}
