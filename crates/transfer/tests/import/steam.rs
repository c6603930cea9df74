//! Steam (formats.md §7).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use propusk_transfer::import::{
    self, ImportError, Parsed, Password, Progress, Request, Unsupported,
};
use serde_json::{Value, json};

use crate::canonical::{ACCOUNTS, Account, gives, refused, survives_cutting};
use crate::sealing::{argon2id, cbc, pbkdf2_sha1};

const STEAM: Account = ACCOUNTS[7];

fn ma_file() -> Value {
    let secret = otp::Secret::from_base32(STEAM.secret).expect("base32");
    json!({
        "shared_secret": STANDARD.encode(secret.expose()), "account_name": STEAM.name,
        "uri": "otpauth://totp/junk", "identity_secret": "AAAA", "Session": null,
    })
}

/// A sealed file with the parameters that stand in its manifest.
fn sealed(scheme: &str, text: &str) -> (Vec<u8>, Value) {
    let (salt, iv, password) = ([7; 8], [9; 16], "пароль".as_bytes());
    let key = match scheme {
        "Argon2idAes256" => argon2id(password, &salt, (62_500, 3, 4)),
        _ => pbkdf2_sha1(password, &salt, 50_000),
    };
    let (iv64, salt64) = (STANDARD.encode(iv), STANDARD.encode(salt));
    let mut entry = json!({"filename": "1.maFile", "steamid": 1});
    if scheme.is_empty() {
        entry["encryption_iv"] = iv64.into();
        entry["encryption_salt"] = salt64.into();
    } else {
        entry["encryption"] = json!({"scheme": scheme, "iv": iv64, "salt": salt64});
    }
    let file = STANDARD.encode(cbc(&key, &iv, text.as_bytes()));
    (file.into_bytes(), entry)
}

fn manifest(entries: &[Value]) -> Value {
    json!({"encrypted": true, "version": 1, "entries": entries})
}

fn read(
    file: &[u8],
    name: Option<&str>,
    manifest: Option<&Value>,
    password: Option<&str>,
) -> Result<(&'static str, Parsed), ImportError> {
    let progress = Progress::default();
    let manifest = manifest.map(Value::to_string);
    let password = password.map(|text| Password::new(text.to_owned()));
    let mut request = Request::new(file, &progress);
    request.file_name = name;
    request.companion = manifest.as_ref().map(String::as_bytes);
    request.password = password.as_ref();
    import::read(&request).map(|(format, parsed)| (format.id, parsed))
}

fn name_in(parsed: &Parsed) -> &str {
    &parsed.found[0].entry.name
}

#[test]
fn reads_plain_files_of_all_programs() {
    let flat = ma_file().to_string();
    let parsed = gives("steam", flat.as_bytes(), None, &[STEAM]);
    assert!(parsed.refused.is_empty() && !parsed.encrypted);
    survives_cutting(flat.as_bytes(), None, &[STEAM]);
    let new = json!({"accounts": {"1": ma_file(), "2": ma_file()}, "version": 3}).to_string();
    gives("steam", new.as_bytes(), None, &[STEAM, STEAM]);
}

#[test]
fn reads_every_encryption() {
    for scheme in ["", "LegacySdaCompatible", "Argon2idAes256"] {
        let (file, entry) = sealed(scheme, &ma_file().to_string());
        let plain = json!({"filename": "0.maFile", "encryption_iv": null, "encryption": null});
        let manifest = manifest(&[plain, entry]);
        for name in [Some("1.maFile"), None] {
            let (format, parsed) =
                read(&file, name, Some(&manifest), Some("пароль")).expect("readable");
            assert_eq!((format, name_in(&parsed)), ("steam", "gamer"), "{scheme}");
            assert!(parsed.encrypted);
            let secret = parsed.found[0].entry.token.secret_text();
            assert_eq!(secret.as_str(), STEAM.secret);
        }
    }
}

#[test]
fn tells_apart_what_is_missing_wrong_or_unknown() {
    let (file, entry) = sealed("", &ma_file().to_string());
    let whole = manifest(std::slice::from_ref(&entry));
    let name = Some("1.maFile");
    let error = |manifest: Option<&Value>, password| read(&file, name, manifest, password).err();
    assert_eq!(
        error(None, Some("пароль")),
        Some(ImportError::CompanionNeeded)
    );
    assert_eq!(error(Some(&whole), None), Some(ImportError::PasswordNeeded));
    assert_eq!(
        error(Some(&whole), Some("x")),
        Some(ImportError::WrongPasswordOrDamaged)
    );
    let foreign = manifest(&[json!({"filename": "2.maFile"})]);
    assert_eq!(
        error(Some(&foreign), Some("x")),
        Some(ImportError::CompanionNeeded)
    );
    let unreadable = Some(json!("no manifest"));
    assert_eq!(
        error(unreadable.as_ref(), Some("x")),
        Some(ImportError::Damaged)
    );
    let mut keyring = entry.clone();
    keyring["encryption"] = json!({"scheme": "Keyring", "iv": "AAAA", "salt": "AAAA"});
    assert_eq!(
        error(Some(&manifest(&[keyring])), Some("x")),
        Some(ImportError::Unsupported(Unsupported::Cipher))
    );
    let mut short = entry;
    short["encryption_iv"] = "AAAA".into();
    assert_eq!(
        error(Some(&manifest(&[short])), Some("пароль")),
        Some(ImportError::WrongPasswordOrDamaged)
    );
    for length in (0..file.len()).step_by(7) {
        assert!(read(&file[..length], name, Some(&whole), Some("пароль")).is_err());
    }
}

#[test]
fn a_missing_name_comes_from_the_manifest_or_the_file() {
    let mut file = ma_file();
    file["account_name"] = Value::Null;
    let file = file.to_string();
    let named = manifest(&[json!({"filename": "1.maFile", "account_name": "of manifest"})]);
    for (name, manifest, expected) in [
        (Some("1.maFile"), Some(&named), "of manifest"),
        (Some("2.maFile"), Some(&named), "2"),
        (Some("gamer.MAFILE"), None, "gamer"),
        (Some("Steamguard-76561"), None, "76561"),
        (Some("backup.json"), None, ""),
        (None, None, ""),
    ] {
        let (_, parsed) = read(file.as_bytes(), name, manifest, None).expect("readable");
        assert_eq!(name_in(&parsed), expected);
    }
    let new = format!("{{\"accounts\":{{\"76561\":{file}}}}}");
    let (_, parsed) = read(new.as_bytes(), None, None, None).expect("readable");
    assert_eq!(name_in(&parsed), "76561");
}

#[test]
fn one_bad_account_costs_only_itself() {
    let file = json!({"accounts": {
        "1": {"shared_secret": null}, "2": {"shared_secret": "?"}, "3": 7,
        "4": {"shared_secret": ""}, "5": ma_file(),
    }});
    let (_, parsed) = read(file.to_string().as_bytes(), None, None, None).expect("readable");
    assert_eq!(
        refused(&parsed),
        [
            (1, "missing_secret"),
            (2, "entry_damaged"),
            (3, "entry_damaged"),
            (4, "missing_secret")
        ]
    );
    assert_eq!(parsed.found.len(), 1);
}
