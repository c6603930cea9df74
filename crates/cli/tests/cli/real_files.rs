//! Real export files, checked against what is known to be in them. They belong to other projects
//! and are not a part of this one: the check runs where `PROPUSK_IMPORT_FILES` names a folder of
//! them (scripts/check looks for one), and says so where there is none.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::desk::{Desk, skip};

/// Accounts whose expectation differs from what we do: the file (`*` at its end for any), the name as
/// `issuer/name` (`*` for all) and the reason. docs/import.md has the same table.
const DIFFERENT: &[(&str, &str, &str)] = &[
    (
        "bitwarden-authenticator-ios/LastpassExport.json",
        "Name/person@example.com",
        "the secret is a placeholder and no Base32",
    ),
    (
        "bitwarden-authenticator-ios/RaivoExport.json",
        "Name/person@example.com",
        "the secret is a placeholder and no Base32",
    ),
    (
        "bitwarden-authenticator-ios/TwoFasExport.2fas",
        "Name/person@example.com",
        "the secret is a placeholder and no Base32",
    ),
    (
        "stratum/backup.html",
        "Yandex/Username",
        "the secret is a placeholder of 19 bytes, Yandex has 16 or 26",
    ),
    (
        "stratum/backup.unencrypted.authpro",
        "Company VPN/john@example.com",
        "the mOTP secret is a placeholder and no hex text",
    ),
    (
        "stratum/extra_backup_test/*",
        "Company VPN/john@example.com",
        "the mOTP secret is a placeholder and no hex text",
    ),
    (
        "stratum/lastpass.json",
        "Standard/Totp",
        "the folder Favorites of the app makes a favourite and no group",
    ),
    (
        "stratum/lastpass.json",
        "Long/Period",
        "the folder Favorites of the app makes a favourite and no group",
    ),
    (
        "stratum/andotp.encrypted.bin",
        "Motp/motp",
        "the key of mOTP is kept as the hex text that Base32 hides",
    ),
    (
        "stratum/andotp.unencrypted.json",
        "Motp/motp",
        "the key of mOTP is kept as the hex text that Base32 hides",
    ),
    (
        "stratum/authplus.db",
        "*",
        "an SQLCipher database, which is not read; it looks like any encrypted file",
    ),
    (
        "scito/tests/data/test_export_wrong_prefix.txt",
        "*",
        "a link that stands behind other words is read, as in an e-mail",
    ),
    (
        "scito/example_output.json",
        "*",
        "made as an expectation for another file, but it is a list of links",
    ),
    (
        "stratum/aegis.encrypted.json",
        "Motp/Motp",
        "the key of mOTP is kept as the hex text that Base32 hides",
    ),
    (
        "stratum/aegis.unencrypted.json",
        "Motp/Motp",
        "the key of mOTP is kept as the hex text that Base32 hides",
    ),
    (
        "scito/example_output.csv",
        "*",
        "made as an expectation for another file, but it is a table with links",
    ),
    (
        "stratum/keepass.*",
        "No username/none",
        "KeePassXC writes `none` where there is no user",
    ),
    (
        "stratum/keepass.*",
        "No username/",
        "KeePassXC writes `none` where there is no user",
    ),
];

/// The codes that say that a file has no account at all.
const NONE: [&str; 9] = [
    "no_accounts",
    "no_accounts_synced",
    "unknown_table",
    "unknown_text",
    "unknown_json",
    "empty_input",
    "no_qr",
    "not_otp_text",
    // An OpenPGP file of which nobody has the key.
    "unsupported",
];

#[test]
fn every_real_file_gives_exactly_its_accounts() {
    let Some(folder) = std::env::var_os("PROPUSK_IMPORT_FILES").map(PathBuf::from) else {
        return skip("PROPUSK_IMPORT_FILES names no folder of real files");
    };
    let manifest = std::fs::read(folder.join("MANIFEST.json")).expect("the list of files");
    let manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
    let desk = Desk::bare();
    let (mut right, mut all, mut wrong) = (0, 0, String::new());
    for expected in manifest["files"].as_array().expect("a list") {
        all += 1;
        match judge(&desk, &folder, expected) {
            Ok(()) => right += 1,
            Err(why) => writeln!(wrong, "{}: {why}", text(&expected["file"])).expect("memory"),
        }
    }
    eprintln!("real files: {right} of {all}");
    for (file, account, reason) in DIFFERENT {
        eprintln!("  left out: {file} {account}: {reason}");
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Whether an account of a file stands in the table of differences.
fn differs(file: &str, account: &str) -> bool {
    DIFFERENT.iter().any(|(files, accounts, _)| {
        let folder = files.strip_suffix('*');
        (*files == file || folder.is_some_and(|folder| file.starts_with(folder)))
            && (*accounts == "*" || *accounts == account)
    })
}

fn judge(desk: &Desk, folder: &Path, expected: &Value) -> Result<(), String> {
    let file = text(&expected["file"]);
    let path = folder.join(&file);
    let path = path.to_str().expect("text");
    let mut arguments = vec!["import", path, "--dry-run", "--json", "--show-secrets"];
    let mut input = String::new();
    if let Some(password) = expected["password"].as_str() {
        arguments.push("--password-stdin");
        input = format!("{password}\n");
    }
    let ran = desk.run(&arguments, &input);
    let found: Value = serde_json::from_str(&ran.out).map_err(|_| format!("{ran:?}"))?;
    let entries = expected["entries"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    // Not every expectation says in which groups the accounts are.
    let with_groups = entries.iter().any(|entry| !entry["groups"].is_null());
    let mut counted: BTreeMap<String, i32> = BTreeMap::new();
    for list in ["added", "duplicates", "conflicts"] {
        for entry in found[list].as_array().map_or(&[][..], Vec::as_slice) {
            if !differs(&file, &name(entry, "account")) {
                *counted.entry(of_program(entry, with_groups)).or_default() += 1;
            }
        }
    }
    if expected["must_be_refused"] == true {
        return if counted.is_empty() {
            Ok(())
        } else {
            Err("was not refused".to_owned())
        };
    }
    let entries = entries
        .iter()
        .filter(|entry| !differs(&file, &name(entry, "name")));
    let entries: Vec<String> = entries.map(of_manifest).collect();
    if let Some(error) = found["error"].as_str()
        && !(entries.is_empty() && (NONE.contains(&error) || differs(&file, "")))
    {
        return Err(format!("{error} instead of {} accounts", entries.len()));
    }
    for entry in entries {
        *counted.entry(entry).or_default() -= 1;
    }
    counted.retain(|_, count| *count != 0);
    if counted.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "more (+) and missing (-): {counted:#?}\nskipped: {}",
            found["skipped"]
        ))
    }
}

fn name(entry: &Value, key: &str) -> String {
    format!("{}/{}", text(&entry["issuer"]), text(&entry[key]))
}

fn of_program(entry: &Value, with_groups: bool) -> String {
    line(|key| match key {
        "name" => text(&entry["account"]),
        "algo" => text(&entry["algorithm"]),
        "groups" if with_groups => joined(&entry["tags"]),
        "groups" => String::new(),
        key => text(&entry[key]),
    })
}

fn of_manifest(entry: &Value) -> String {
    line(|key| match key {
        "groups" => joined(&entry["groups"]),
        // The same bytes may be spelled in several ways.
        "secret" => match otp::Secret::from_base32(&text(&entry[key])) {
            Ok(secret) if entry["type"] != "motp" => secret.to_base32().to_string(),
            _ => text(&entry[key]),
        },
        key => text(&entry[key]),
    })
}

fn line(field: impl Fn(&str) -> String) -> String {
    [
        "type", "issuer", "name", "secret", "algo", "digits", "period", "counter", "pin", "groups",
    ]
    .map(field)
    .join(" | ")
}

fn joined(list: &Value) -> String {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().map(text).collect::<Vec<_>>().join(",")
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
